"""The words around something that was read, or that should have been: for people who look for the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from talkgraph.graph.shape import EvidenceAttributes

Texts = Mapping[str, str]
"""Document id → text."""

WIDTH = 40
"""Characters that are shown on either side."""
LONGEST = 160
"""Characters of a quote that are shown."""


def read_where(evidence: Sequence[EvidenceAttributes], texts: Texts) -> str:
    """Return where something was read, with the rule: the surest place, in brackets in its surroundings."""
    if not evidence:
        return ""
    best = min(evidence, key=lambda e: (-e["confidence"], e["document"], e["start"], e["rule"]))
    text = texts.get(best["document"])
    said = around(text, best["start"], best["end"]) if text is not None else best["quote"]
    return f"{best['rule']}: {said}"


def stands_where(names: Iterable[str], texts: Texts) -> str:
    """Return the first place where one of the names stands, in whatever case; empty if none does in these words."""
    for name in names:
        pattern = r"\s+".join(map(re.escape, name.split()))
        for text in texts.values():
            if found := re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
                return around(text, found.start(), found.end())
    return ""


def around(text: str, start: int, end: int) -> str:
    """Return a stretch of a text in brackets, with some words on either side, on one line.

    >>> around("Ann Lee presented Looms at LoomConf.", 18, 23)
    'Ann Lee presented [Looms] at LoomConf.'
    """
    first, last = max(0, start - WIDTH), min(len(text), end + WIDTH)
    quote = text[start:end] if end - start <= LONGEST else f"{text[start : start + LONGEST]}…"
    before, after = "…" if first else "", "…" if last < len(text) else ""
    return " ".join(f"{before}{text[first:start]}[{quote}]{text[end:last]}{after}".split())
