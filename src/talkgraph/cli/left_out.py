"""What a build left out, and why: counted in a line, listed in a file where that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from talkgraph.cli import terminal
from talkgraph.model import Verdict
from talkgraph.text import printable

if TYPE_CHECKING:
    from talkgraph.pipeline import Built

HEAD = ("where", "what", "why")


def nobody(built: Built) -> list[tuple[str, str, str]]:
    """Return the strings given as speakers that name nobody: document, string, reason."""
    left = [d for d in built.decisions if d.verdict is Verdict.DIFFERENT and not d.other]
    return [(d.document, d.name, d.reason) for d in left]


def in_short(built: Built) -> str:
    """Return one line on speakers that are nobody, or nothing."""
    strings = sorted({name for _, name, _ in nobody(built)})
    if not strings:
        return ""
    shown = ", ".join(f"“{name[:40]}”" for name in strings[:3]) + (", …" if len(strings) > 3 else "")
    return f"{terminal.plural(len(nobody(built)), 'speaker')} left out, as the strings name nobody: {shown}"


def rows(built: Built) -> Iterator[bytes]:
    """Yield what was left out as a table with a line of headings, tab-separated, in UTF-8."""
    for row in (HEAD, *(_problems(built)), *nobody(built)):
        yield ("\t".join(printable(" ".join(cell.split())) for cell in row) + "\n").encode()


def _problems(built: Built) -> Iterator[tuple[str, str, str]]:
    for problem in built.problems:
        yield str(problem.place), problem.severity.value, problem.what
