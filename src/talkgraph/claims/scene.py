"""What the rules for relations look at: a page with all its mentions, its author and its main event."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from talkgraph.claims import naming
from talkgraph.claims.mentions import events, organizations, persons, places, projects, talks, topics, untitled
from talkgraph.claims.page import Page
from talkgraph.claims.spans import Cover, Placed, in_order, spans_of
from talkgraph.claims.words import words
from talkgraph.model import BlockKind, Kind, Mention, Span
from talkgraph.text import fold

_NOBODY = words("not-an-author")


@dataclass(frozen=True, eq=False)
class Scene:
    """A page with its mentions, sorted by place; the author's are in `author`. Every scene equals itself only."""

    page: Page
    mentions: tuple[Mention, ...]
    author: Mention | None

    def of(self, kind: Kind) -> tuple[Mention, ...]:
        """Return the mentions of one kind, in order."""
        return self._by_kind[kind]

    @cached_property
    def _by_kind(self) -> dict[Kind, tuple[Mention, ...]]:
        return {kind: tuple(m for m in self.mentions if m.kind is kind) for kind in Kind}

    def names(self, kind: Kind) -> frozenset[str]:
        """Return the names of all mentions of one kind."""
        return self._names[kind]

    @cached_property
    def _names(self) -> dict[Kind, frozenset[str]]:
        return {kind: frozenset(m.name for m in found) for kind, found in self._by_kind.items()}

    @cached_property
    def _placed(self) -> dict[Kind, Placed]:
        return {kind: Placed(found) for kind, found in self._by_kind.items()}

    def within(self, span: Span, kind: Kind) -> list[Mention]:
        """Return the mentions of one kind that lie within `span`, in order."""
        return self._placed[kind].inside(span)

    def around(self, span: Span, kind: Kind) -> Mention | None:
        """Return the mention of one kind that `span` lies within, or None."""
        return self._placed[kind].around(span)

    def last_before(self, offset: int, kind: Kind) -> Mention | None:
        """Return the last mention of a kind that ends before `offset`."""
        index = self._placed[kind].last_before(offset)
        return self._placed[kind][index] if index >= 0 else None

    def one_before(self, mention: Mention) -> Mention | None:
        """Return the mention of the same kind that stands before this one."""
        return self.last_before(mention.span.start, mention.kind)

    def sentence(self, offset: int) -> Span:
        """Return the sentence at `offset`."""
        return self.page.outline.sentence_at(offset)

    def between(self, left: Mention, right: Mention) -> str:
        """Return the words between two mentions, empty if they touch or overlap."""
        return self.page.text[left.span.end : max(left.span.end, right.span.start)]

    @cached_property
    def main_event(self) -> Mention | None:
        """The event that the document as a whole reports on: named in its title, then early, often and with a year."""
        scores: Counter[str] = Counter()
        for mention in self.of(Kind.EVENT):
            scores[mention.name] += self._weight(mention)
        if not scores:
            return None
        name = min(scores, key=lambda n: (-scores[n], n))
        return max((m for m in self.of(Kind.EVENT) if m.name == name), key=lambda m: (self._weight(m), -m.span.start))

    def _weight(self, mention: Mention) -> int:
        document = self.page.document
        index = self.page.block_at(mention.span.start)
        block = document.blocks[index]
        title = self.page.outline.title_field
        weight = 10
        if title and mention.span in title:
            weight += 60
        elif block.kind is BlockKind.FIELD:
            weight += 15
        elif index == self._first_paragraph:
            weight += 25
        if events.year(document.quote(mention.span)):
            weight += 3
        if mention.rule == "event-in-short":
            weight -= 3
        return weight

    @cached_property
    def _first_paragraph(self) -> int:
        for index, block in enumerate(self.page.document.blocks):
            if block.kind is BlockKind.PARAGRAPH and len(block.span) > 60:
                return index
        return -1


def stage(page: Page) -> Scene:
    """Return the page with every name found in it."""
    people = naming.persons(persons.find(page))
    author = _author(page)
    found_events = naming.events(page, events.find(page))
    named = Cover(spans_of(found_events))
    people = [p for p in people if not named.touches(p.span)]
    orgs = organizations.find(page, Placed(people), found_events)
    surnames = {p.name.split()[-1] for p in people}
    orgs = [o for o in orgs if o.rule != "known-organization" or page.document.quote(o.span) not in surnames]
    people += naming.references(
        page, [*people, *([author] if author else [])], [m.span for m in (*found_events, *orgs)]
    )
    people += naming.pronouns(page, people)
    people.sort()
    found_events += naming.event_references(page, found_events, [m.span for m in (*people, *orgs)])
    found_talks = naming.talks(page, talks.find(page, Placed(people), Placed([*found_events, *orgs])))
    told = Placed(found_talks)
    people = [p for p in people if told.around(p.span) is None]
    found_events = [e for e in found_events if e.rule == "known-event" or told.around(e.span) is None]
    outer = [*people, *found_events, *orgs]
    found_places = places.find(page, outer, found_events)
    outer += found_places
    found_projects = projects.find(page, outer, found_talks)
    found_topics = topics.find(page, [*outer, *found_projects], found_talks)
    untitled_talks = untitled.find(page, people, found_talks)
    everything = [*outer, *found_projects, *found_topics, *found_talks, *untitled_talks]
    return Scene(page, tuple(in_order(everything)), author)


def _author(page: Page) -> Mention | None:
    """Return the report's author where the source names exactly one: a full name, or a handle where there is nothing
    else.
    """
    document = page.document
    field = page.field("author", "authors", "by", "from")
    if field is None or len(document.authors) > 1:
        return None
    text = document.quote(field.span)
    name = re.sub(r"\s*<[^>]*>|\s*\([^)]*\)$", "", text).strip()
    if not name or fold(name) in _NOBODY or "@" in name or fold(name).split()[-1:] == ["team"]:
        return None
    start = text.find(name)
    span = field.span.within(start, start + len(name))
    return Mention(span, Kind.PERSON, name, rule="author-field", confidence=0.9)


def first_of(mentions: Sequence[Mention], name: str) -> Mention | None:
    """Return the first mention that means `name`."""
    return next((m for m in mentions if m.name == name), None)
