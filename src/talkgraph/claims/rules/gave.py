"""Who gave a talk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from talkgraph.claims.joined import joined_backwards, joined_forwards
from talkgraph.claims.lines import PRESENTS, structured
from talkgraph.claims.mentions import titles
from talkgraph.claims.rule import Pair, rule
from talkgraph.claims.scene import Scene
from talkgraph.claims.words import one_of
from talkgraph.model import Kind, MarkKind, Mention, Predicate, Span

_POSSESSIVE = re.compile(
    r"^['’]s? (?:[\w-]+ ){0,5}?(?:talk|keynote|session|presentation|workshop|tutorial|panel|lecture|slides"
    r"|discussion|explanation|introduction|overview|demo|update|speech|one)?"
    r"[^.;]{0,60}$|^['’]s? ?[\"“(\[]?$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^[\"”'’)\]]*[,.:;]?\s*(?:[-–—]+\s*)?(?:\([^)]{0,60}\)\s*)*(?:(?:[\w-]+ ){0,4}?(?:talk|session|panel|keynote"
    r"|presentation|BoF|workshop|tutorial|one|discussion|slides))?[,:]?\s*"
    r"(?:was |were |is |which was |that was |will be )?(?:a |an |the )?(?:[\w-]+ ){0,3}?(?:by|with|from|featuring"
    r"|moderated by|von|por|par|de|di)\s+(?:Dr\.? |Prof\.? |our own |our |my (?:colleague|friend) "
    r"|[\w-]+ (?:maintainer|developer|lead"
    r"|hacker) )?$",
    re.IGNORECASE,
)
_DASH = re.compile(
    r"^[\"”'’)\]]*\s*(?:\([^)]{0,80}\)\s*)*(?:[-–—]+|--|:|,|\(|\|)\s*(?:moderated by |by |with |Dr\.? |Prof\.? )?$",
    re.IGNORECASE,
)
_ANY_VERB = re.compile(
    r"(?:,? who|,? (?:of|from|at) [\w&. -]{2,25}?| \([^)]*\)| then| also| next| first| finally|,)* "
    r"(?:had|has|[a-z]+(?:ed|s|t|ne|an|ld|ve|de|ok))\b"
)
_ON = re.compile(
    rf"^(?:\s?\([^()]{{1,40}}\)|,? (?:of|from|von|de) [\w&. -]{{2,30}}|, [^,.;:]{{2,50}},)?(?::|,| [-–—]+"
    rf"| {one_of('on')})"
    r"(?: (?:in|with|for|titled|entitled))? ?[\"“«„'‘]$"
)
_LIKES = re.compile(rf"\b{one_of('liking')}\b", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:my (?:own |first |second |short |lightning |little |\d+-minute )*(?:talk|session|presentation|keynote"
    r"|workshop|tutorial|discussion|slides|demo|paper|lecture|BoF)|"
    r"I(?:['’]ll| will|['’]m| am|['’]ve| have)? (?:also |then |finally |be |just )*(?:gave|give|giving|presented"
    r"|present(?:ing)?|spoke|speak(?:ing)?|talk(?:ed|ing)? about|moderated?|ran|held|led|delivered?))\b"
)
_OWN_ALONE = re.compile(
    r"\b(?:I (?:also |finally |then )?(?:gave|had|presented|did) (?:a |my |one )(?:[\w-]+ ){0,2}(?:talk|session"
    r"|presentation)"
    r"|my (?:own )?(?:talk|session|presentation))\b[^,;]*[.:!]$",
    re.IGNORECASE,
)
"""`I gave a talk, too.` before the sentence that begins with its title."""
_PRONOUN = re.compile(r"\b(?:he|she|his|her|their|they)\b", re.IGNORECASE)
_NOT_SPEAKER = re.compile(
    r"\b(?:thanks to|thank you|kudos to|interview(?:ed)? with|introduced by|invited by|organi[sz]ed by|hosted by"
    r"|chatted with|met|unlike|like)\s+$",
    re.IGNORECASE,
)
_GLUE = re.compile(r"[^.!?;]{0,160}$")


@rule("speaker-in-line", Predicate.GAVE, confidence=0.95)
def in_line(scene: Scene) -> Iterator[Pair]:
    """A list item, table row or heading made of title and speakers: `Looms at Scale - Ann Lee, Acme; Bo Ek`, but not a
    person in the item's story.
    """
    for talk in scene.of(Kind.TALK):
        line = structured(scene, talk)
        if line is None:
            continue
        for person in _speakers_of_line(scene, talk, line):
            yield Pair(person, talk, (line.cover(talk.span),))


def _speakers_of_line(scene: Scene, talk: Mention, line: Span) -> list[Mention]:
    """Return the persons of the line that stand beside the title: in the speakers' column, or joined to it without a
    sentence between.
    """
    page = scene.page
    people = [p for p in scene.within(line, Kind.PERSON) if not p.span.overlaps(talk.span)]
    cells = page.outline.marks_in(line, MarkKind.CELL)
    if cells:
        columns = [c for c in cells if titles.SPEAKER_COLUMN.search(c.target)]
        if columns:
            return [p for p in people if any(p.span in c.span for c in columns)]
        return people
    before = [p for p in people if p.span.end <= talk.span.start]
    after = [p for p in people if p.span.start >= talk.span.end]
    chosen: list[Mention] = []
    end = talk.span.end
    for person in after:
        gap = page.text[end : person.span.start]
        if re.search(r"[.!?] [A-Z]", gap) and not re.search(
            r"(?:A|An|The|By|With|Another|Presented|Speakers?)\b[^.]*\b(?:by|with|from|speaker)\W*$", gap
        ):
            break
        if _NOT_SPEAKER.search(gap) or (len(gap) > 90 and not chosen):
            break
        chosen.append(person)
        end = person.span.end
    if before and not chosen:
        chosen = [p for p in before if not _NOT_SPEAKER.search(page.text[line.start : p.span.start])]
    return chosen


@rule("speaker-possessive", Predicate.GAVE, confidence=0.95)
def possessive(scene: Scene) -> Iterator[Pair]:
    """A speaker owns the title: `Ann Lee's talk, "Looms at Scale"`, `Ann Lee's and Bo Ek's talk about …`; but not `Ann
    Lee's city`.
    """
    for talk, sentence, people in _prose(scene):
        before = [p for p in people if p.span.end <= talk.span.start]
        if before and _POSSESSIVE.match(scene.page.text[before[-1].span.end : talk.span.start]):
            for person in joined_backwards(scene, before):
                yield Pair(person, talk, (sentence,))


@rule("title-by-speaker", Predicate.GAVE, confidence=0.93)
def by_speaker(scene: Scene) -> Iterator[Pair]:
    """A title and its speaker behind `by`, `with`, `from` or a dash: `"Looms at Scale" by Ann Lee and Bo Ek`; but not
    `thanks to Ann Lee`.
    """
    for talk, sentence, people in _prose(scene):
        after = [p for p in people if p.span.start >= talk.span.end]
        if not after:
            continue
        gap = scene.page.text[talk.span.end : after[0].span.start]
        if (_BY.match(gap) or _DASH.match(gap)) and not _NOT_SPEAKER.search(gap):
            for person in joined_forwards(scene, after):
                yield Pair(person, talk, (sentence,))


@rule("speaker-presents", Predicate.GAVE, confidence=0.9)
def presents(scene: Scene) -> Iterator[Pair]:
    """A speaker, a verb of presenting, a title: `Ann Lee of Acme showed Looms at Scale`; but not `Ann Lee liked "Looms
    at Scale"`.
    """
    for talk, sentence, people in _prose(scene):
        before = [p for p in people if p.span.end <= talk.span.start]
        if not before or _owned_or_by(scene, talk, people):
            continue
        nearest = before[-1]
        gap = scene.page.text[nearest.span.end : talk.span.start]
        if PRESENTS.search(gap) and _GLUE.fullmatch(gap) and not _OWN.search(gap):
            for person in joined_backwards(scene, before):
                yield Pair(person, talk, (sentence,))


@rule("speaker-then-title", Predicate.GAVE, confidence=0.85)
def then_title(scene: Scene) -> Iterator[Pair]:
    """Little but a colon, a dash or a preposition between speaker and quoted title: `Ann Lee: "Looms at Scale"`,
    `Ann Lee (Acme) with "Looms at Scale"`; but not `Ann Lee and "Looms at Scale"`.
    """
    for talk, sentence, people in _prose(scene):
        before = [p for p in people if p.span.end <= talk.span.start]
        if before and _ON.match(scene.page.text[before[-1].span.end : talk.span.start]):
            for person in joined_backwards(scene, before):
                yield Pair(person, talk, (sentence,))


@rule("speaker-is-subject", Predicate.GAVE, confidence=0.75)
def subject(scene: Scene) -> Iterator[Pair]:
    """Somebody does something with the title, whatever the verb: `Ann Lee defended "Looms at Scale"`; but not a verb of
    the audience: `Ann Lee enjoyed "Looms at Scale"`.
    """
    for talk, sentence, people in _prose(scene):
        before = [p for p in people if p.span.end <= talk.span.start]
        if not before or _owned_or_by(scene, talk, people):
            continue
        gap = scene.page.text[before[-1].span.end : talk.span.start]
        verb = _ANY_VERB.match(gap)
        if verb and len(gap) < 110 and not _LIKES.search(gap) and not PRESENTS.search(gap) and "; " not in gap:
            for person in joined_backwards(scene, before):
                yield Pair(person, talk, (sentence,))


@rule("in-his-talk", Predicate.GAVE, confidence=0.85)
def in_their_talk(scene: Scene) -> Iterator[Pair]:
    """A title before its speaker: `In her talk, Looms at Scale, Ann Lee will compare …`, `learn of Looms at Scale …
    check out Ann Lee's talk`.
    """
    for talk, sentence, people in _prose(scene):
        if any(p.span.end <= talk.span.start for p in people) or _owned_or_by(scene, talk, people):
            continue
        after = [p for p in people if p.span.start >= talk.span.end]
        if not after:
            continue
        gap = scene.page.text[talk.span.end : after[0].span.start]
        lead = scene.page.text[sentence.start : talk.span.start]
        follows = scene.page.after(after[0].span.end, 60)
        if (
            re.search(r"\b(?:his|her|their) ", lead)
            or re.match(r"['’]s? (?:talk|session|presentation)", follows)
            or (
                re.match(r"^[,.)\"”\]]*\s*$", gap) and (PRESENTS.search(follows) or re.search(r"\b[Ii]n [\"“]?$", lead))
            )
        ):
            for person in joined_forwards(scene, after):
                yield Pair(person, talk, (sentence,))


@rule("speaker-nearby", Predicate.GAVE, confidence=0.7)
def nearby(scene: Scene) -> Iterator[Pair]:
    """The sentence names nobody, but refers to somebody (`his talk, Looms at Scale`, `she presented …`): the last
    person before it.
    """
    for talk, sentence, people in _prose(scene):
        if people:
            continue
        lead = scene.page.text[sentence.start : talk.span.start]
        follow = scene.page.text[talk.span.end : sentence.end]
        if _OWN.search(lead) or not (_PRONOUN.search(lead) or re.search(r"\b(?:his|her) (?:talk|session)", follow)):
            continue
        people_before = _people_before(scene, sentence)
        several = re.search(r"\b(?:their|they)\b", lead, re.IGNORECASE)
        for person in people_before if several else people_before[:1]:
            yield Pair(person, talk, (scene.sentence(person.span.start), sentence))


def _people_before(scene: Scene, sentence: Span) -> list[Mention]:
    """Return the persons of the nearest of the three sentences before this one in its block that names any, joined to
    the first one.
    """
    current: Span | None = sentence
    for _ in range(3):
        current = scene.page.outline.sentence_before(current.start) if current else None
        if current is None:
            return []
        people = scene.within(current, Kind.PERSON)
        if people:
            return joined_forwards(scene, people)
    return []


@rule("speaker-follows", Predicate.GAVE, confidence=0.75)
def follows(scene: Scene) -> Iterator[Pair]:
    """The title stands alone and the next sentence tells who: `[Looms at Scale]. If so, check out Ann Lee's talk.`"""
    for talk, sentence, people in _prose(scene):
        if people or _OWN.search(scene.page.text[sentence.start : talk.span.start]):
            continue
        index = scene.page.block_at(talk.span.start)
        following = [s for s in scene.page.outline.sentences[index] if s.start >= sentence.end][:1]
        for span in following:
            persons = scene.within(span, Kind.PERSON)
            if persons and re.match(
                r"['’]s? (?:talk|session|presentation|keynote)|.{0,3}\b(?:speaks|spoke|presents|presented|talks"
                r"|talked|gave|gives|showed|explains|explained)\b",
                scene.page.after(persons[0].span.end, 40),
            ):
                yield Pair(persons[0], talk, (sentence, span))


@rule("speaker-under-heading", Predicate.GAVE, confidence=0.9)
def under_heading(scene: Scene) -> Iterator[Pair]:
    """A heading is the title and the line below names the speakers: `## Looms at Scale` / `Ann Lee (Acme)`."""
    page = scene.page
    for talk in scene.of(Kind.TALK):
        index = page.block_at(talk.span.start)
        if not page.outline.heading_levels[index] or scene.within(page.document.blocks[index].span, Kind.PERSON):
            continue
        if (
            index + 1 >= len(page.document.blocks)
            or page.outline.heading_levels[index + 1]
            or not page.outline.sentences[index + 1]
        ):
            continue
        first = page.outline.sentences[index + 1][0]
        people = scene.within(first, Kind.PERSON)
        if people:
            for person in joined_forwards(scene, people):
                yield Pair(person, talk, (page.document.blocks[index].span, first))


@rule("own-talk", Predicate.GAVE, confidence=0.9)
def own(scene: Scene) -> Iterator[Pair]:
    """The report's author speaks of a talk of their own: `I gave my talk, "Looms at Scale"`; but not `my favourite
    talk, …`.
    """
    if scene.author is None:
        return
    for talk, sentence, people in _prose(scene):
        before = scene.page.outline.sentence_before(sentence.start)
        if _of_somebody_else(scene, talk):
            continue
        if _OWN.search(scene.page.text[sentence.start : talk.span.start]) and not any(
            p.span.start > sentence.start and p.span.end <= talk.span.start for p in people
        ):
            yield Pair(scene.author, talk, (scene.author.span, sentence))
        elif (
            before
            and not people
            and talk.span.start - sentence.start <= 2
            and _OWN_ALONE.search(scene.page.document.quote(before))
            and not scene.within(before, Kind.TALK)
        ):
            yield Pair(scene.author, talk, (scene.author.span, before, sentence))


def _of_somebody_else(scene: Scene, talk: Mention) -> bool:
    """Return whether a paragraph begins with who says it, as interviews do: `**Ann:** I gave my talk …`."""
    block = scene.page.block_of(talk.span).span
    return any(
        m.span.start - block.start <= 1 and ":" in scene.page.text[m.span.end - 1 : m.span.end + 1]
        for m in scene.page.outline.marks_in(block, MarkKind.STRONG)
    )


@rule("session-of-speaker", Predicate.GAVE, confidence=0.85)
def untitled(scene: Scene) -> Iterator[Pair]:
    """A session known by its speaker only: `Ann Lee's keynote`, `the LoomConf keynote by Ann Lee`."""
    for talk in scene.of(Kind.TALK):
        if talk.rule in ("session-of-speaker", "session-by-speaker"):
            for person in scene.within(talk.span, Kind.PERSON):
                yield Pair(person, talk, (scene.sentence(talk.span.start),))


@lru_cache(maxsize=1)
def _prose(scene: Scene) -> tuple[tuple[Mention, Span, list[Mention]], ...]:
    """Return the titled talks of running text with their sentence and its persons: what most rules here go by."""
    found = []
    for talk in scene.of(Kind.TALK):
        if not talk.rule.startswith("session-") and structured(scene, talk) is None:
            sentence = scene.sentence(talk.span.start).cover(talk.span)
            people = [p for p in scene.within(sentence, Kind.PERSON) if not p.span.overlaps(talk.span)]
            found.append((talk, sentence, people))
    return tuple(found)


def _owned_or_by(scene: Scene, talk: Mention, people: list[Mention]) -> bool:
    """Return whether a stronger rule reads the sentence: a possessive before, or `by` behind the title."""
    before = [p for p in people if p.span.end <= talk.span.start]
    after = [p for p in people if p.span.start >= talk.span.end]
    if before and _POSSESSIVE.match(scene.page.text[before[-1].span.end : talk.span.start]):
        return True
    return bool(after) and bool(_BY.match(scene.page.text[talk.span.end : after[0].span.start]))


RULES = (
    in_line,
    possessive,
    by_speaker,
    presents,
    then_title,
    subject,
    in_their_talk,
    nearby,
    follows,
    under_heading,
    own,
    untitled,
)
