"""Sessions told of without a title: `Ann Lee's keynote`, `the LoomConf keynote by Ann Lee`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from talkgraph.claims.page import UPPER, Page
from talkgraph.model import BlockKind, Kind, Mention, Span

_SESSION = r"(?:[Kk]eynote|[Pp]anel discussion|[Kk]eynote speech|[Oo]pening keynote|[Cc]losing keynote|[Pp]lenary)"
_POSSESSIVE = re.compile(
    rf"['’]s? (?P<phrase>(?:[{UPPER}][\w+-]* |opening |closing |morning |great |excellent ){{0,3}}{_SESSION})(?!\w)"
)
_BY = re.compile(rf"(?P<phrase>(?:[{UPPER}][\w+-]* ){{0,3}}{_SESSION}) (?:by|from|of|with) (?:Dr\.? )?$")


def find(page: Page, persons: Sequence[Mention], talks: Sequence[Mention]) -> list[Mention]:
    """Return sessions named by their speaker only, where the sentence prints no title."""
    found: list[Mention] = []
    for mention in _phrases(page, persons):
        sentence = page.outline.sentence_at(mention.span.start)
        if not any(t.span.overlaps(sentence) for t in talks) and not any(mention.span.overlaps(f.span) for f in found):
            found.append(mention)
    return sorted(found)


def _phrases(page: Page, persons: Sequence[Mention]) -> Iterator[Mention]:
    for person in persons:
        block = page.block_of(person.span)
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE):
            continue
        behind = _POSSESSIVE.match(page.text, person.span.end)
        if behind:
            span = Span(person.span.start, behind.end())
            name = f"{person.name}'s {behind['phrase']}"
            yield Mention(span, Kind.TALK, name, rule="session-of-speaker", confidence=0.6)
        before = _BY.search(page.before(person.span.start, 60))
        if before:
            start = person.span.start - len(before[0])
            span = Span(start, person.span.end)
            name = f"{before['phrase']} by {person.name}"
            yield Mention(span, Kind.TALK, name, rule="session-by-speaker", confidence=0.6)
