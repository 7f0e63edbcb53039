"""The marks of a block: those of its markup, with quotations and bare addresses, which need none."""

from __future__ import annotations

from bisect import bisect_right

from talkgraph.model import BlockKind, MarkKind
from talkgraph.sources.standouts import addresses, quoted
from talkgraph.sources.words import Stretch


def with_unmarked(text: str, stretches: list[Stretch], kind: BlockKind) -> list[Stretch]:
    """Return the marks of a block with those that need no markup, outer before inner."""
    if kind is BlockKind.CODE:
        return stretches
    links = addresses(text)
    quotes = quoted(text)
    if not links and not quotes:
        return stretches
    taken = _Cover([s for s in stretches if s.kind in {MarkKind.LINK, MarkKind.CODE}])
    code = _Cover([s for s in stretches if s.kind is MarkKind.CODE])
    turn = len(stretches)
    found = [
        Stretch(start, -end, turn, MarkKind.LINK, text[start:end])
        for start, end in links
        if not taken.meets(start, end)
    ]
    # Where a quotation and another mark are the same words, the quotation marks stand around the other mark.
    found += [Stretch(start, -end, -1, MarkKind.QUOTE) for start, end in quotes if not code.cuts(start, end)]
    return _untangled(sorted([*stretches, *found]))


class _Cover:
    """Stretches without overlap, for looking up what lies at a place."""

    def __init__(self, stretches: list[Stretch]) -> None:
        self._ends: list[int] = []
        self._starts: list[int] = []
        for stretch in sorted(stretches):
            if not self._ends or stretch.start >= self._ends[-1]:
                self._starts.append(stretch.start)
                self._ends.append(stretch.end)

    def meets(self, start: int, end: int) -> bool:
        """Return whether one shares a character with the span."""
        index = bisect_right(self._ends, start)
        return index < len(self._starts) and self._starts[index] < end

    def cuts(self, start: int, end: int) -> bool:
        """Return whether one holds just the first or the last character, or all of the span."""
        return self.meets(start - 1, start) or self.meets(end, end + 1)


def _untangled(stretches: list[Stretch]) -> list[Stretch]:
    """Return the marks without those that cross another: a quotation gives way first, then the later one."""
    kept: list[Stretch] = []
    around: list[Stretch] = []
    for stretch in stretches:
        while around and around[-1].end <= stretch.start:
            around.pop()
        if around and stretch.end > around[-1].end:
            if around[-1].kind is not MarkKind.QUOTE:
                continue
            kept.remove(around.pop())
        around.append(stretch)
        kept.append(stretch)
    return kept
