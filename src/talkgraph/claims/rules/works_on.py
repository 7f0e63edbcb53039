"""Who maintains, leads or develops what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from talkgraph.claims.joined import joined_backwards
from talkgraph.claims.rule import Pair, rule
from talkgraph.claims.scene import Scene
from talkgraph.claims.words import one_of
from talkgraph.model import Kind, Mention, Predicate

ROLE = one_of("role")
_AFFILIATED = r"(?:,? (?:of|from|at) [\w&.-]+(?: [A-Z][\w&.-]*){0,2}|\s?\([^()]{2,40}\))?"
_ROLE_OF = re.compile(
    rf"^{_AFFILIATED},? (?:who )?(?:is |was |and |as )?(?:the |a |an |one of the |our |its |current |original "
    rf"|long-?time )*(?:[\w-]+ ){{0,3}}{ROLE}(?: and [\w-]+)?(?: of| for| on| behind| at)? (?:the )?$",
    re.IGNORECASE,
)
_OWNS_ROLE = re.compile(r"^(?: is| was|,) (?:the |one of )?$", re.IGNORECASE)
_ROLE_BEHIND = re.compile(rf"^(?:['’]s?)? (?:[\w/-]+ ){{0,4}}{ROLE}\b", re.IGNORECASE)
_ROLE_BEFORE = re.compile(rf"(?P<role>{ROLE}),? (?:and [\w-]+ )?$", re.IGNORECASE)
_THEY_MADE = re.compile(
    r",? [^.;]{0,80}?\b(?:that|which) (?P<who>he|she|they|I)(?:['’]s|['’]ve| has| have| had)? (?:been |also |first "
    r"|just )?"
    r"(?:started?|wrote|written|writes?|writing|builds?|built|building|made|created?|maintains?|develops?|developed"
    r"|developing|published)\b"
)
_MODIFIERS = re.compile(r"^(?:['’]s)? (?:[\w-]+ ){0,2}$")
_VERB = re.compile(
    rf"^{_AFFILIATED},? (?:who )?(?:has |have |had )?(?:been )?(?:also |still |currently "
    rf"|now )?(?:{one_of('making')}|working on"
    rf"|leads? the development of"
    r"|led the development of|looks after) (?:the |on )?(?:[\w-]+['’]s )?"
    r"(?:(?:[\w-]+ ){0,3}(?:code|parts?|sub-?systems?|layer|side|drivers?|modules?|backends?|elements|stack"
    r"|team) (?:of|in|for) (?:the )?)?$",
    re.IGNORECASE,
)


@rule("role-of-project", Predicate.WORKS_ON, confidence=0.9)
def role_of(scene: Scene) -> Iterator[Pair]:
    """A person with a role in a project: `Ann Lee, release manager of Loom`, `Ann is Loom's tracing maintainer`; but
    not `Ann, a Loom user`.
    """
    for person in scene.of(Kind.PERSON):
        sentence = scene.sentence(person.span.start)
        for project in scene.within(sentence, Kind.PROJECT):
            if project.span.start < person.span.end or project.span.start - person.span.end > 80:
                continue
            gap = scene.between(person, project)
            behind = scene.page.after(project.span.end, 60)
            if _other_person_between(scene, person, project):
                continue
            if _ROLE_OF.match(gap) or (
                re.fullmatch(r"(?: is| was|,)(?: the| one of| a| an)?(?: current| lead| former)? ", gap)
                and _ROLE_BEHIND.match(behind)
            ):
                yield Pair(person, project, (sentence,))


def _other_person_between(scene: Scene, person: Mention, project: Mention) -> bool:
    nearest = scene.last_before(project.span.start, Kind.PERSON)
    return nearest is not None and nearest.span.start >= person.span.end


@rule("project-role-person", Predicate.WORKS_ON, confidence=0.88)
def role_before(scene: Scene) -> Iterator[Pair]:
    """The project and the role stand before the person: `Loom maintainer Ann Lee`, `the two Loom maintainers Ann Lee
    and Bo Ek`.
    """
    for person in scene.of(Kind.PERSON):
        sentence = scene.sentence(person.span.start)
        for project in scene.within(sentence, Kind.PROJECT):
            if project.span.end > person.span.start or person.span.start - project.span.end > 80:
                continue
            gap = scene.between(project, person)
            role = _ROLE_BEFORE.search(gap)
            if (role and _MODIFIERS.match(gap[: role.start()])) or (
                re.match(rf"(?:['’]s)? (?:[\w-]+ ){{0,2}}{ROLE},? ", gap)
                and all(
                    _is_name(scene, part)
                    for part in re.split(r",? and |, | & ", re.sub(rf"^.*?{ROLE},? ", "", gap))
                    if part.strip()
                )
            ):
                yield Pair(person, project, (sentence,))


def _is_name(scene: Scene, text: str) -> bool:
    return text.strip() in scene.names(Kind.PERSON)


@rule("person-maintains", Predicate.WORKS_ON, confidence=0.85)
def maintains(scene: Scene) -> Iterator[Pair]:
    """A verb of making: `Ann Lee maintains Loom`, `Bo, who created Loom`, `Ann and Bo have built Loom`; but not `Ann
    uses Loom`.
    """
    for person in scene.of(Kind.PERSON):
        sentence = scene.sentence(person.span.start)
        for project in scene.within(sentence, Kind.PROJECT):
            if 0 <= project.span.start - person.span.end <= 50 and _VERB.match(scene.between(person, project)):
                before = [p for p in scene.within(sentence, Kind.PERSON) if p.span.end <= person.span.end]
                for maker in joined_backwards(scene, before) if before else [person]:
                    yield Pair(maker, project, (sentence,))


@rule("project-in-brackets", Predicate.WORKS_ON, confidence=0.7)
def in_brackets(scene: Scene) -> Iterator[Pair]:
    """A project where others give their company: `Ann Lee (Loom)` in a list of speakers."""
    for person in scene.of(Kind.PERSON):
        behind = re.match(r" \(", scene.page.after(person.span.end, 2))
        if not behind:
            continue
        for project in scene.within(scene.sentence(person.span.start), Kind.PROJECT):
            if project.span.start == person.span.end + 2 and scene.page.after(project.span.end, 1) in (")", ","):
                yield Pair(person, project, (person.span.cover(project.span),))


_HIS_AT_START = re.compile(r"(?:His|Her) ")
_OWNED_BEHIND = re.compile(rf", (?:his|her|their) (?:own |new |[\w-]+ ){{0,3}}?{one_of('project-noun')}\b")


@rule("own-project", Predicate.WORKS_ON, confidence=0.8)
def presents_own(scene: Scene) -> Iterator[Pair]:
    """A possessive and a word for a work: `Ann presented her game engine Loom`, `Bo showed his tool, Heddle`, `Heddle,
    his weaving tool`, `Bo spoke. His tool Heddle isn't out yet`.
    """
    for project in scene.of(Kind.PROJECT):
        lead = scene.page.before(project.span.start, 80)
        if _OWNED_BEHIND.match(scene.page.after(project.span.end, 80)) or re.search(
            r"\b(?:[Hh]is|[Hh]er|[Tt]heir) (?:own |new |open source )*(?:[\w-]+ ){0,3}?(?:engine|tool|library|framework"
            r"|project|package|app|platform|program|toolkit|language|plugin|server|editor),? (?:called )?$",
            lead,
        ):
            person = scene.last_before(project.span.start, Kind.PERSON)
            sentence = scene.sentence(project.span.start)
            if person and person.span in sentence:
                yield Pair(person, project, (sentence,))
            elif person and _HIS_AT_START.match(scene.page.document.quote(sentence)):
                before = scene.page.outline.sentence_before(sentence.start)
                if before and person.span in before:
                    yield Pair(person, project, (before, sentence))


@rule("project-they-made", Predicate.WORKS_ON, confidence=0.8)
def they_made(scene: Scene) -> Iterator[Pair]:
    """A project is told of together with who makes it: `Ann introduced Loom, a weaver that she started in March`; but
    not `that she uses`.
    """
    for project in scene.of(Kind.PROJECT):
        sentence = scene.sentence(project.span.start)
        behind = scene.page.text[project.span.end : sentence.end]
        found = _THEY_MADE.match(behind)
        if not found:
            continue
        if found["who"] == "I":
            if scene.author:
                yield Pair(scene.author, project, (scene.author.span, sentence))
            continue
        people = [p for p in scene.within(sentence, Kind.PERSON) if p.span.end <= project.span.start]
        person = people[-1] if people else None
        if person:
            yield Pair(person, project, (sentence,))


_MADE_IT = re.compile(
    rf"(?: has| had| have|['’]s)?(?: been)?(?: also| still| now| first)? (?:{one_of('making')}|developing|writing"
    rf"|maintaining)"
    r" (?:it|this|the (?:tool|project|library|app|framework|program))\b"
)


@rule("made-it", Predicate.WORKS_ON, confidence=0.7)
def made_it(scene: Scene) -> Iterator[Pair]:
    """Somebody makes what the sentence before named: `Ann Lee introduced Loom. She has been developing it since May.`;
    but not `She uses it`.
    """
    for person in scene.of(Kind.PERSON):
        sentence = scene.sentence(person.span.start)
        if person.span.start - sentence.start > 1 or not _MADE_IT.match(scene.page.after(person.span.end, 80)):
            continue
        before = scene.page.outline.sentence_before(sentence.start)
        projects = scene.within(before, Kind.PROJECT) if before else []
        if before and projects:
            yield Pair(person, projects[0], (before, sentence))


RULES = (role_of, role_before, maintains, in_brackets, presents_own, they_made, made_it)
