"""Write docs/rules.md from the rules themselves: `python docs/make_rules.py`."""

from pathlib import Path

from talkgraph.claims import RULES

HEAD = """# The rules

Made from the code by `python docs/make_rules.py`; a test keeps it in step. A rule's name stands in every piece of
evidence that it gives, its confidence is lowered where the names themselves are doubtful. `talkgraph rules` prints the
same.
"""


def page() -> str:
    """Return the page: a table a predicate, rules in the order in which they are asked."""
    parts = [HEAD]
    for predicate in dict.fromkeys(rule.predicate for rule in RULES):
        rows = [r for r in RULES if r.predicate == predicate]
        lines = [f"| `{r.name}` | {r.confidence:.2f} | {r.doc.replace('|', '&#124;')} |" for r in rows]
        parts.append(
            f"\n## {predicate}\n\n| rule | confidence | reads |\n| --- | ---: | --- |\n" + "\n".join(lines) + "\n"
        )
    return "".join(parts)


if __name__ == "__main__":
    (Path(__file__).parent / "rules.md").write_text(page(), encoding="utf-8")
