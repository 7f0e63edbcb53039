"""Many spans at once: what is covered, and which of several overlapping mentions stay."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence

from talkgraph.model import Mention, Span


class Cover:
    """The union of spans: tells whether another one touches it."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def touches(self, span: Span) -> bool:
        """Return whether `span` shares a character with any of the spans.

        >>> Cover([Span(2, 4), Span(8, 9)]).touches(Span(4, 8)), Cover([Span(2, 4)]).touches(Span(3, 5))
        (False, True)
        """
        index = bisect_right(self._ends, span.start)
        return index < len(self._starts) and self._starts[index] < span.end


def first_come(ranked: Iterable[Mention]) -> list[Mention]:
    """Return the mentions of `ranked` that overlap no earlier one of it, in the order of the text."""
    starts: list[int] = []
    kept: dict[int, Mention] = {}
    for mention in ranked:
        span = mention.span
        index = bisect_left(starts, span.end)
        if index and kept[starts[index - 1]].span.end > span.start:
            continue
        insort(starts, span.start)
        kept[span.start] = mention
    return [kept[start] for start in starts]


def longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions without those inside or across a longer one; of equals the known one, then by rule."""
    return first_come(sorted(mentions, key=lambda m: (-len(m.span), m.span, m.key == "", m.key, m.rule)))


def spans_of(*groups: Sequence[Mention]) -> list[Span]:
    """Return the spans of all mentions of the groups."""
    return [m.span for group in groups for m in group]
