"""What a talk is about: the names in its title, and what is told of it next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from talkgraph.claims.lines import structured
from talkgraph.claims.rule import Pair, rule
from talkgraph.claims.scene import Scene
from talkgraph.claims.words import one_of
from talkgraph.model import BlockKind, Kind, Mention, Predicate, Span

_SUBJECTS = (Kind.PROJECT, Kind.TOPIC)
_TELLS = re.compile(
    r"\b(?:about|discuss(?:es|ed|ing)?|cover(?:s|ed|ing)?|focus(?:es|ed|ing)? on|explain(?:s|ed|ing)?|describ(?:es"
    r"|ed|ing)|overview of|introduction to|deep dive into|aspects of|"
    r"show(?:s|ed|ing)? how|how to|outlin(?:es|ed|ing)|goes over|went over|look(?:s|ed|ing)? at|present(?:s|ed|ing)"
    r"|demonstrat(?:es|ed|ing)|introduc(?:es|ed|ing)|on|in the context of)\b[^.;]{0,80}$",
    re.IGNORECASE,
)
_REFERS = re.compile(
    r"^(?:\W*)(?:(?:the|this|his|her|their|a|an|another) (?:[\w-]+ ){0,3}?(?:talk|session|presentation|workshop"
    r"|tutorial|keynote|panel|speaker|discussion)|(?:he|she|they|it)\b|topics include|learn\b|[A-Z][\w'’-]+ (?:began"
    r"|started|took|talked|explained|showed|described|covered|discussed|gave|demonstrated|introduced|presented"
    r"|outlined|spoke)\b)",
    re.IGNORECASE,
)
_SESSION_ABOUT = re.compile(rf"\b{one_of('session')} (?:about|on) (?:the |her |his |their |how )?$", re.IGNORECASE)
_NEXT_TALK = re.compile(
    r"\b(?:next|then|after(?:wards| that| the)|later|another|also attended|on (?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)day)\b",
    re.IGNORECASE,
)


@rule("name-in-title", Predicate.ABOUT, confidence=0.92)
def in_title(scene: Scene) -> Iterator[Pair]:
    """The title names the project or topic: `Storage Tiering in Ceph` → Ceph, storage tiering."""
    for talk in scene.of(Kind.TALK):
        if talk.rule.startswith("session-"):
            continue
        for kind in _SUBJECTS:
            for subject in scene.within(talk.span, kind):
                yield Pair(talk, subject, (scene.sentence(talk.span.start).cover(talk.span),))


@rule("session-named-after", Predicate.ABOUT, confidence=0.75)
def in_phrase(scene: Scene) -> Iterator[Pair]:
    """A session without a title is called after its subject: `Ann Lee's KVM keynote` → KVM."""
    for talk in scene.of(Kind.TALK):
        if talk.rule.startswith("session-"):
            for kind in _SUBJECTS:
                for subject in scene.within(talk.span, kind):
                    yield Pair(talk, subject, (scene.sentence(talk.span.start),))


@rule("told-in-sentence", Predicate.ABOUT, confidence=0.75)
def in_sentence(scene: Scene) -> Iterator[Pair]:
    """The sentence that names the talk says what it's about: `Ann Lee's talk about home automation (Looms at Home)`;
    but not what a list item before it is about.
    """
    for talk in scene.of(Kind.TALK):
        if structured(scene, talk) is not None:
            continue
        sentence = scene.sentence(talk.span.start)
        for kind in _SUBJECTS:
            for subject in scene.within(sentence, kind):
                if subject.span.overlaps(talk.span) or _of_other_talk(scene, talk, subject):
                    continue
                lead = scene.page.text[sentence.start : subject.span.start]
                if (
                    subject.rule == "talk-about"
                    or _SESSION_ABOUT.search(lead)
                    or (
                        subject.span.start > talk.span.end
                        and re.search(
                            r"\b(?:about|on|overview of|focus(?:ed|ing)? on)\b[^.;,]{0,40}$",
                            lead[max(0, talk.span.end - sentence.start) :],
                        )
                    )
                ):
                    yield Pair(talk, subject, (sentence.cover(talk.span),))


def _of_other_talk(scene: Scene, talk: Mention, subject: Mention) -> bool:
    """Return whether another talk stands between, or a clause or a comma with somebody else in it: `Ann Lee's talk on
    Loom was fine; Bo Ek gave "Threads"`.
    """
    gap = Span(min(talk.span.end, subject.span.end), max(talk.span.start, subject.span.start))
    if scene.within(gap, Kind.TALK) or scene.around(subject.span, Kind.TALK) is not None:
        return True
    text = scene.page.document.quote(gap)
    return bool(re.search(r"[;,](?: and| while| but| whereas)? ", text)) and any(
        re.search(r"[;,](?: and| while| but| whereas)? $", scene.page.before(p.span.start, 12))
        for p in scene.within(gap, Kind.PERSON)
        if p.rule == "person-by-form"
    )


@rule("told-next", Predicate.ABOUT, confidence=0.65)
def next_sentences(scene: Scene) -> Iterator[Pair]:
    """The sentence after the one that names the talk goes on about it: `It was about micro controllers.`; but not the
    next talk's story.
    """
    for talk in scene.of(Kind.TALK):
        for sentence in _story(scene, talk):
            text = scene.page.document.quote(sentence)
            if _NEXT_TALK.match(text) or scene.within(sentence, Kind.TALK):
                break
            if not _REFERS.search(text):
                continue
            for kind in _SUBJECTS:
                for subject in scene.within(sentence, kind):
                    if _TELLS.search(scene.page.text[sentence.start : subject.span.start]):
                        yield Pair(talk, subject, (_line(scene, talk), sentence))
            break


def _story(scene: Scene, talk: Mention) -> list[Span]:
    """Return up to two sentences that follow the talk's own: in its block, its item's further paragraphs, or under its
    heading.
    """
    outline = scene.page.outline
    index = scene.page.block_at(talk.span.start)
    own = [s for s in outline.sentences[index] if s.start >= talk.span.end]
    if own:
        return own[:2]
    blocks = scene.page.document.blocks
    if blocks[index].kind is BlockKind.ITEM:
        children = [i for i in outline.children(index) if blocks[i].kind is not BlockKind.ITEM]
        return list(outline.sentences[children[0]][:2]) if children else []
    if outline.heading_levels[index] and index + 1 < len(blocks) and not outline.heading_levels[index + 1]:
        return list(outline.sentences[index + 1][:2])
    return []


@rule("told-at-length", Predicate.ABOUT, confidence=0.7)
def at_length(scene: Scene) -> Iterator[Pair]:
    """The paragraph that belongs to one titled talk names something again and again (three times and more), as an
    abstract under a list item does: `Loom … Loom … Loom` → Loom; but not what it names once.
    """
    for talk in scene.of(Kind.TALK):
        spans = _own_text(scene, talk)
        counts: dict[tuple[Kind, str], list[Mention]] = {}
        for span in spans:
            for kind in _SUBJECTS:
                for subject in scene.within(span, kind):
                    counts.setdefault(subject.identity, []).append(subject)
        for found in counts.values():
            if len(found) >= 3:
                yield Pair(talk, found[0], (_line(scene, talk), scene.sentence(found[0].span.start)))


def _own_text(scene: Scene, talk: Mention) -> list[Span]:
    """Return the stretches that tell of this talk only: the rest of its list item and the paragraphs inside it."""
    document = scene.page.document
    index = document.block_at(talk.span.start)
    block = document.blocks[index]
    if block.kind is not BlockKind.ITEM or len(scene.within(block.span, Kind.TALK)) > 1:
        return []
    children = [
        document.blocks[i].span
        for i in scene.page.outline.children(index)
        if document.blocks[i].kind is not BlockKind.ITEM
    ]
    return [Span(talk.span.end, block.span.end), *children]


def _line(scene: Scene, talk: Mention) -> Span:
    return scene.sentence(talk.span.start).cover(talk.span)


RULES = (in_title, in_phrase, in_sentence, next_sentences, at_length)
