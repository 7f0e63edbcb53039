"""For whom a person works."""

from __future__ import annotations

import re
from collections.abc import Iterator

from talkgraph.claims.mentions.organizations import COMPANY_COLUMN
from talkgraph.claims.mentions.titles import COMPANY_TAIL, SPEAKER_COLUMN, first_line
from talkgraph.claims.rule import Pair, rule
from talkgraph.claims.scene import Scene
from talkgraph.model import BlockKind, Kind, MarkKind, Mention, Predicate

_FROM = re.compile(
    r"^,? (?:(?:who )?(?:is |works? )?(?:from|of|at|for|with|representing)) (?:the )?(?:company )?$", re.IGNORECASE
)
_BRACKET = re.compile(r"^(?:\s?\((?:from |of |at )?|,\s)$")
_ROLE = re.compile(
    r"^(?:,| is| was| \() ?(?:the |a |an |one of the )*(?:[\w/-]+ ){0,5}?(?:co-?)?(?:founder|chief executive|ceo|cto"
    r"|cfo|coo"
    r"|chief [\w ]+? officer|president|vice president|vp|director|head|chair(?:man|woman|person)?|board member"
    r"|member|engineer|developer|"
    r"manager|lead|architect|evangelist|advocate|scientist|researcher|professor|consultant|employee|fellow|student"
    r"|strategist|admin(?:istrator)?)s?(?: of [\w ]{2,25}?)?(?: at| of| for| with|,)? (?:the )?$",
    re.IGNORECASE,
)
_WHO_IS = re.compile(r",? who (?:is|was) (?:an? |the )[\w -]{2,40} (?:at|with|for) (?:the )?$")
_JOINT = re.compile(r"^,? (?:&|and) $")
_WORKS = re.compile(
    r"^,? (?:who )?(?:now |currently |also )?(?:works? (?:at|for)|works? full[- ]time (?:at|for)"
    r"|does this full[- ]time at|joined|is employed (?:by|at)|is with|represent(?:s"
    r"|ed|ing)) (?:the )?$",
    re.IGNORECASE,
)


@rule("person-of-organization", Predicate.AFFILIATED_WITH, confidence=0.93)
def behind(scene: Scene) -> Iterator[Pair]:
    """The company stands behind the person: `Ann Lee from Acme`, `Ann Lee (Acme)`, `Ann Lee, Acme`; two joined by
    `and` share the bracket.
    """
    for org in scene.of(Kind.ORGANIZATION):
        person = scene.last_before(org.span.start, Kind.PERSON)
        if person is None or org.span.start - person.span.end > 60:
            continue
        gap = scene.between(person, org)
        if not any(pattern.match(gap) for pattern in (_FROM, _BRACKET, _WORKS, _ROLE, _WHO_IS)):
            continue
        if gap.startswith(",") and _BRACKET.match(gap) and not _speaker_list(scene, org):
            continue
        yield Pair(person, org, (person.span.cover(org.span),))
        other = scene.one_before(person) if gap.lstrip().startswith("(") else None
        if other and _JOINT.match(scene.between(other, person)):
            yield Pair(other, org, (other.span.cover(org.span),))


def _speaker_list(scene: Scene, org: Mention) -> bool:
    """Return whether `Ann Lee, Acme` is a speaker and a company, as in lists, and not two things told of."""
    after = scene.page.after(org.span.end, 3)
    return org.rule != "known-organization" or not after or after[0] in ";,.)\n|" or after.startswith((" -", " –"))


@rule("organization-owns-person", Predicate.AFFILIATED_WITH, confidence=0.85)
def before(scene: Scene) -> Iterator[Pair]:
    """The company stands before the person: `Acme's Ann Lee`, `Acme engineer Bo Ek`; but not `Acme sponsor Ann Lee`."""
    for org in scene.of(Kind.ORGANIZATION):
        lead = scene.page.after(org.span.end, 70)
        found = re.match(
            r"(?:['’]s?)? (?:own |very own |(?:[\w-]+ ){0,2}(?:engineers?|developers?|ceo|cto|founders?|co-founders?"
            r"|employees?|evangelists?|professor|researchers?|managers?) )?",
            lead,
            re.IGNORECASE,
        )
        if found is None or not (lead[:1] in "'’" or len(found[0].strip()) > 2):
            continue
        start = org.span.end + found.end()
        for person in scene.within(scene.sentence(org.span.start), Kind.PERSON):
            if person.span.start == start:
                yield Pair(person, org, (org.span.cover(person.span),))


@rule("role-at-organization", Predicate.AFFILIATED_WITH, confidence=0.8)
def later_role(scene: Scene) -> Iterator[Pair]:
    """A role told of in a sentence of the person: `Lee, a founder of Acme, reformer, and Loom University professor`,
    `Ann is a developer at Acme`.
    """
    for org in scene.of(Kind.ORGANIZATION):
        sentence = scene.sentence(org.span.start)
        people = [p for p in scene.within(sentence, Kind.PERSON) if p.span.end <= org.span.start]
        if not people:
            continue
        lead = scene.page.text[people[-1].span.end : org.span.start]
        after = scene.page.after(org.span.end, 30)
        role_after = re.match(
            r" (?:professor|engineer|founder|ceo|cto|developer|employee|researcher|fellow|student)\b",
            after,
            re.IGNORECASE,
        )
        if (lead[:1] == "," and role_after and len(lead) < 120) or re.match(
            r"^(?:,? who [^.;,]{2,60}? and)? (?:is|was|works as|worked as) (?:mostly |currently )?(?:a |an "
            r"|the )[^.;]{0,60}\b(?:at|for|with|of) (?:the )?$",
            lead,
        ):
            yield Pair(people[-1], org, (sentence,))


@rule("company-behind-title", Predicate.AFFILIATED_WITH, confidence=0.85)
def behind_title(scene: Scene) -> Iterator[Pair]:
    """A line of speaker, title and company: `Ann Lee — Looms at Scale (Acme)`."""
    for org in scene.of(Kind.ORGANIZATION):
        block = scene.page.block_of(org.span)
        line = first_line(scene.page, block.span)
        tail = COMPANY_TAIL.search(scene.page.document.quote(line)) if block.kind is BlockKind.ITEM else None
        if tail is None or org.span.start != line.start + tail.start("org"):
            continue
        people = [p for p in scene.within(line, Kind.PERSON) if p.span.end < org.span.start]
        talks = [t for t in scene.within(line, Kind.TALK) if t.span.end < org.span.start]
        if people and talks and people[0].span.start == line.start and people[-1].span.end < talks[0].span.start:
            for person in people:
                yield Pair(person, org, (person.span.cover(org.span),))


@rule("team-at-organization", Predicate.AFFILIATED_WITH, confidence=0.75)
def their_team(scene: Scene) -> Iterator[Pair]:
    """Somebody's team is told of right after them: `Ann Lee spoke. Her team at Acme weaves.`; but not `their team at
    LoomConf`.
    """
    for org in scene.of(Kind.ORGANIZATION):
        if org.rule == "organization-of-team":
            person = scene.last_before(org.span.start, Kind.PERSON)
            if person and org.span.start - person.span.end < 300:
                yield Pair(person, org, (scene.sentence(person.span.start), scene.sentence(org.span.start)))


@rule("company-in-column", Predicate.AFFILIATED_WITH, confidence=0.9)
def in_column(scene: Scene) -> Iterator[Pair]:
    """A table has a column of companies: `Ann Lee | Acme` under `Speaker | Affiliation`; but not where a row names
    several speakers.
    """
    for org in scene.of(Kind.ORGANIZATION):
        block = scene.page.block_of(org.span)
        if block.kind is not BlockKind.ROW:
            continue
        cells = scene.page.outline.marks_in(block.span, MarkKind.CELL)
        if not any(org.span in c.span and COMPANY_COLUMN.search(c.target) for c in cells):
            continue
        columns = [c for c in cells if SPEAKER_COLUMN.search(c.target)]
        people = {p.name: p for column in columns for p in scene.within(column.span, Kind.PERSON)}
        if len(people) == 1:
            yield Pair(next(iter(people.values())), org, (block.span,))


RULES = (behind, before, later_role, behind_title, their_team, in_column)
