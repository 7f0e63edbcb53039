"""Which project is built on, runs on or drives which."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from talkgraph.claims.rule import Pair, rule
from talkgraph.claims.scene import Scene
from talkgraph.model import Kind, Mention, Predicate

_USES = re.compile(
    r"^(?:(?:,| is| was| –| —| -) (?:an?|the) (?:[\w-]+ ){1,6}?(?=(?:that|which|built|based|using|running"
    r"|written)\b))?,?(?: \([^)]*\))? ?(?:project |cluster |clusters |itself |also |then |now |currently |mostly "
    r"|can |to |which "
    r"|that |is |are |was |were |has been |being |directly |internally )*"
    r"(?:uses?|used|using|relies on|relied on|depends on|is based on|based on|built on|built on top of|builds on"
    r"|(?:he|she|they|I) (?:builds?|built|wrote) on|runs on|run on|running on|runs on top of|on top of|powered by"
    r"|leverag(?:es|ing)|drives|wraps|requires"
    r"|written on top of|implemented with|derived from) "
    r"(?:the |a |an |its |upstream |both )?(?:[\w-]+ ){0,1}$",
    re.IGNORECASE,
)
_BASED = re.compile(r"^[- ]based (?:[\w-]+,? ){0,6}$|^[- ](?:based|powered)\b", re.IGNORECASE)
_IS_BASED = re.compile(r"^(?:,| is| \([^)]*\),| –| —| -) (?:an? |the )(?:[\w-]+ ){0,3}$")
_BY_USING = re.compile(
    r"\bby (?:using|running on|leveraging|building on) (?:[\w-]+ ){0,2}$|\busing (?:the )?$", re.IGNORECASE
)
_IT = re.compile(r"(?:It|It['’]s|The (?:tool|project|library|app|framework|system|platform|program))\b")
_USES_AT_END = re.compile(
    r"\b(?:uses?|relies on|depends on|based on|built on|built on top of|runs on|runs on top of|powered by|leverages"
    r"|wraps|requires) (?:the )?(?:[\w-]+ )?$"
)
_CHAIN = re.compile(r"^ ?(?:<->|<-->|↔|->|→|<=>) ?$")
_FROM = re.compile(r"\b(?:derived|taken|inherited|borrowed|ported) from (?:the )?$", re.IGNORECASE)


@rule("project-uses", Predicate.USES, confidence=0.85)
def uses(scene: Scene) -> Iterator[Pair]:
    """A verb of use between two projects: `Loom uses Heddle`, `Loom, which is based on Heddle`; but not `I use
    Heddle`.
    """
    for left, right in _neighbours(scene):
        gap = scene.between(left, right)
        if _USES.match(gap) and not gap.startswith(", use "):
            user = _explained(scene, left)
            yield Pair(user, right, (scene.sentence(left.span.start),))
            owned = _owned_next(scene, right)
            if owned:
                yield Pair(user, owned, (scene.sentence(left.span.start),))
            for further in _listed(scene, right):
                yield Pair(user, further, (scene.sentence(left.span.start),))


@rule("project-based", Predicate.USES, confidence=0.85)
def based(scene: Scene) -> Iterator[Pair]:
    """A project is introduced as another one's: `Loom, a Heddle-based weaving system`, `Loom is a Heddle-based …`."""
    for left, right in _neighbours(scene):
        if _IS_BASED.match(scene.between(left, right)) and _BASED.match(scene.page.after(right.span.end)):
            yield Pair(left, right, (scene.sentence(left.span.start),))


@rule("by-using", Predicate.USES, confidence=0.7)
def by_using(scene: Scene) -> Iterator[Pair]:
    """The subject of the sentence does what it does by another project: `Loom, an operating system …, by using
    Heddle-based virtualization`.
    """
    for right in scene.of(Kind.PROJECT):
        if scene.around(right.span, Kind.TALK):
            continue
        sentence = scene.sentence(right.span.start)
        lead = scene.page.text[sentence.start : right.span.start]
        strong = re.search(r"\bby using (?:[\w-]+ ){0,2}$", lead) or _FROM.search(lead)
        if not strong:
            continue
        for left in scene.within(sentence, Kind.PROJECT):
            described = re.match(r"(?:,| is| \([^)]*\),)? ?,? ?(?:an? |the )[\w-]+", scene.page.after(left.span.end))
            if left.span.end < right.span.start and left.identity != right.identity and described:
                yield Pair(left, right, (sentence,))
                break


@rule("projects-interact", Predicate.USES, confidence=0.6)
def interact(scene: Scene) -> Iterator[Pair]:
    """A chain drawn with arrows: `Loom <-> Heddle <-> Reed` reads as each driving the next."""
    for left, right in _neighbours(scene):
        if _CHAIN.match(scene.between(left, right)):
            yield Pair(left, right, (scene.sentence(left.span.start),))


def _neighbours(scene: Scene) -> Iterator[tuple[Mention, Mention]]:
    """Yield the pairs of different projects that follow each other in one sentence of running text."""
    projects = scene.of(Kind.PROJECT)
    for left, right in itertools.pairwise(projects):
        if left.identity == right.identity or right.span not in scene.sentence(left.span.start):
            continue
        if not scene.around(left.span, Kind.TALK) and not scene.around(right.span, Kind.TALK):
            yield left, right


def _explained(scene: Scene, named: Mention) -> Mention:
    """Return the subject that a remark ending in `named` is on: `Heddle, the weaving service of Loom, drives …`."""
    before = scene.last_before(named.span.start, Kind.PROJECT)
    if before and re.fullmatch(r", (?:the|an?) [\w -]{2,40} (?:of|for|in) ", scene.between(before, named)):
        return before
    return named


def _owned_next(scene: Scene, owner: Mention) -> Mention | None:
    """Return the project that `owner`'s possessive leads to: `builds on Sigstore's cosign`."""
    for project in scene.within(scene.sentence(owner.span.start), Kind.PROJECT):
        if project.span.start > owner.span.end:
            return project if re.fullmatch(r"['’]s ", scene.between(owner, project)) else None
    return None


def _listed(scene: Scene, first: Mention) -> Iterator[Mention]:
    """Yield the projects listed behind one: `uses Heddle, Reed and Bobbin`."""
    last = first
    for project in scene.within(scene.sentence(first.span.start), Kind.PROJECT):
        if project.span.start <= last.span.end:
            continue
        if not re.fullmatch(
            r"(?: \([^)]*\))?(?:,|,? and| &|,? or) (?:the )?", scene.page.text[last.span.end : project.span.start]
        ):
            return
        yield project
        last = project


@rule("it-uses", Predicate.USES, confidence=0.7)
def it_uses(scene: Scene) -> Iterator[Pair]:
    """The next sentence goes on about the project: `Ann showed Loom. It is built on Heddle.`; but not `It uses a
    heddle.`
    """
    for right in scene.of(Kind.PROJECT):
        sentence = scene.sentence(right.span.start)
        lead = scene.page.text[sentence.start : right.span.start]
        if not _IT.match(lead) or not _USES_AT_END.search(lead):
            continue
        previous = scene.page.outline.sentence_before(sentence.start)
        subjects = scene.within(previous, Kind.PROJECT) if previous else []
        if previous and subjects and subjects[0].identity != right.identity:
            yield Pair(subjects[0], right, (previous, sentence))


RULES = (uses, based, by_using, interact, it_uses)
