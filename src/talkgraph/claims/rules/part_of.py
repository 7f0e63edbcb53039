"""What is a named part of what: events of events, projects of projects."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from talkgraph.claims.mentions.organizations import host_name
from talkgraph.claims.rule import Pair, rule
from talkgraph.claims.scene import Scene
from talkgraph.model import BlockKind, Kind, MarkKind, Mention, Predicate

_PART = re.compile(
    r"^,? (?:\([^)]*\) )?(?:which |that )?(?:is|was|are|were|being)?,? ?(?:a |an |the )?(?:[\w-]+ )?(?:part"
    r"|sub-?project|component|module|track|subsystem) (?:of|in|at|within) (?:the |this year['’]s )?$",
    re.IGNORECASE,
)
_REMARK = re.compile(r", (?:the|an?) [\w -]{2,40} (?:of|in) ")
_AT = re.compile(r"^,? (?:at|within|during|@) (?:the |this year['’]s )?$")
_TRACKS = re.compile(
    r"\b(?:tracks?|microconferences?|devrooms?|sub-?conferences?|co-hosted)\b[^.]*(?:like|:|such as|including"
    r"|featuring)",
    re.IGNORECASE,
)
_NAMED_PART = re.compile(
    r"\b(?:Microconference|Track|Devroom|Dev Room|Workshop|Mini-?conf|Mini ?Conference|BoF|Networking Summit|Lab"
    r"|Expo)\b",
    re.IGNORECASE,
)


@rule("event-part-of", Predicate.PART_OF, confidence=0.85)
def event_in_event(scene: Scene) -> Iterator[Pair]:
    """One event is said to be part of, or at, another: `YarnDay was part of LoomConf`, `Spinning Dojo at LoomConf`;
    but not `a talk at LoomConf`.
    """
    events = scene.of(Kind.EVENT)
    for left, right in itertools.pairwise(events):
        gap = scene.between(left, right)
        if left.name != right.name and (_PART.match(gap) or _AT.match(gap)):
            yield Pair(left, right, (left.span.cover(right.span),))


@rule("microconference-of", Predicate.PART_OF, confidence=0.75)
def microconference(scene: Scene) -> Iterator[Pair]:
    """A microconference, devroom or track that a list under the main event names: `several tracks: … - Loom
    Microconference`.
    """
    main = scene.main_event
    if main is None:
        return
    document = scene.page.document
    for event in scene.of(Kind.EVENT):
        index = document.block_at(event.span.start)
        if event.name == main.name or document.blocks[index].kind is not BlockKind.ITEM:
            continue
        lead = scene.page.outline.lead_in(index)
        if (
            lead >= 0
            and _TRACKS.search(document.quote(document.blocks[lead].span))
            and event.span.start - document.blocks[index].span.start <= 2
        ):
            yield Pair(event, main, (document.blocks[lead].span, scene.sentence(event.span.start)))


@rule("project-of-project", Predicate.PART_OF, confidence=0.8)
def project_in_project(scene: Scene) -> Iterator[Pair]:
    """The larger project owns the part: `OpenStack's Zuul project`, `OpenStack Nova`, `Loom's heddle`; elsewhere only
    where the vocabulary agrees.
    """
    projects = scene.of(Kind.PROJECT)
    for left, right in itertools.pairwise(projects):
        if left.identity == right.identity:
            continue
        gap = scene.between(left, right)
        known = _known_part(scene, right, left)
        if (
            re.fullmatch(r"['’]s (?:own |new |in-built )?['‘\"]?", gap)
            and (
                known
                or re.match(r"['’\"]? (?:project|module|component|subsystem|tool)\b", scene.page.after(right.span.end))
            )
        ) or (known and (gap in (" ", " project ", "/") or _PART.match(gap))):
            yield Pair(right, left, (scene.sentence(left.span.start),))
        elif _PART.match(gap) or (_known_part(scene, left, right) and _REMARK.fullmatch(gap)):
            yield Pair(left, right, (scene.sentence(left.span.start),))


@rule("projects-of-project", Predicate.PART_OF, confidence=0.75)
def listed_projects(scene: Scene) -> Iterator[Pair]:
    """A list of the parts of a project: `OpenStack projects Nova (compute), Neutron (network) and Congress`, where the
    vocabulary knows some as parts.
    """
    for whole in scene.of(Kind.PROJECT):
        if not re.match(
            r"['’]?s? (?:sub-?)?(?:projects|components|modules|services|subsystems)\b", scene.page.after(whole.span.end)
        ):
            continue
        sentence = scene.sentence(whole.span.start)
        end = whole.span.end + 30
        for part in scene.within(sentence, Kind.PROJECT):
            if part.span.start <= whole.span.end or part.identity == whole.identity:
                continue
            if part.span.start - end > 25:
                break
            end = part.span.end
            yield Pair(part, whole, (sentence,))


@rule("project-linked-under", Predicate.PART_OF, confidence=0.7)
def linked_under(scene: Scene) -> Iterator[Pair]:
    """A project is linked to a page of the larger one that it is known to be part of: `[Heddle](https://wiki.loom.example/Heddle)`
    → Loom, where the text names Loom too; but not a link to Heddle's own home.
    """
    named = {m.key: m for m in reversed(scene.of(Kind.PROJECT)) if m.key}
    for part in scene.of(Kind.PROJECT):
        entry = scene.page.vocabulary.get(Kind.PROJECT, part.key) if part.key else None
        if entry is None:
            continue
        for mark in scene.page.outline.marks_in(part.span, MarkKind.LINK):
            for key in entry.part_of:
                if mark.span == part.span and key in named and host_name(mark.target) == key:
                    yield Pair(part, named[key], (scene.sentence(part.span.start),))


def _known_part(scene: Scene, part: Mention, whole: Mention) -> bool:
    entry = scene.page.vocabulary.get(Kind.PROJECT, part.key) if part.key else None
    return entry is not None and whole.key in entry.part_of


RULES = (event_in_event, microconference, project_in_project, listed_projects, linked_under)
