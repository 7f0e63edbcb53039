"""Projects that no table holds: by what is said of them, where they link to, and their spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from talkgraph.claims.mentions.known_projects import is_glued, project_in
from talkgraph.claims.mentions.organizations import CODE_HOST, host_name
from talkgraph.claims.mentions.words_as_names import LIST_JOINT, LIST_JOINT_BEFORE, marks_on
from talkgraph.claims.page import UPPER, Page
from talkgraph.claims.spans import Cover
from talkgraph.claims.words import one_of, words
from talkgraph.model import BlockKind, Kind, MarkKind, Mention, Span
from talkgraph.text import fold
from talkgraph.vocabulary import Form

_NAME = rf"(?:[{UPPER}][\w.+-]*\w(?: [{UPPER}][\w+-]*)?|[a-z][\w.+-]*\w)"
_CAMEL = re.compile(
    rf"(?:[{UPPER}]+[a-z]+[{UPPER}]\w*|[a-z]+[{UPPER}]\w+|\w+\d+[A-Za-z]\w*|pg_[a-z_]+\w|lib[a-z]{{2,}}\w*)"
)
_CAMEL_WORD = re.compile(
    rf"(?<![\w/@#.-])(?:[{UPPER}]+[a-z]+[{UPPER}]\w*|[a-z]+[{UPPER}]\w+|[{UPPER}][a-z]+-[{UPPER}]{{2,}})(?![\w-])"
)
_IS_A = re.compile(
    rf"(?<![\w.+-])(?P<name>{_NAME})(?:,? \([^)]*\))?(?:,| is| –| —| -) (?:an? |the |our |his |her |their "
    rf"|[{UPPER}]\w+['’]s )"
    rf"(?:[\w-]+,? ){{0,4}}?{one_of('project-noun')}\b"
)
_THE_X_TOOL = re.compile(rf"\b[Tt]he (?P<name>[{UPPER}][\w.+-]*\w|[a-z]+[{UPPER}]\w+) {one_of('project-noun')}\b")
_X_CALLED = re.compile(rf"\b{one_of('project-noun')} (?:called|named|dubbed) [\"“'‘`*]?(?P<name>{_NAME})")
_THE_PROJECT = re.compile(rf"\b[Tt]he (?P<name>(?:[{UPPER}][\w.+-]+ ){{1,4}}Project)\b(?! [{UPPER}])")
"""`the Loom Repair Project`"""
_OWN_TOOL = re.compile(
    rf"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Oo]ur"
    rf"|[Mm]y) (?:[\w-]+ ){{0,3}}?{one_of('project-noun')},? [\"“'‘`*]?(?P<name>{_NAME})(?=[\"”'’`*]?[,.;:)]| \("
    r"| (?:is|was|isn['’]t|wasn['’]t|can|does|has|uses|lets|runs|makes|helps) )"
)
"""`their small tool heddle, which …`"""
_ROLE_OF = re.compile(
    rf"\b(?:maintainers?|authors?|creators?|developers?|founders?|lead) (?:of"
    rf"|behind) (?:the )?(?P<name>{_NAME})(?=[,.;:)]| (?:and|who|at|from|project)\b)"
)
"""`the maintainer of pg_loom`"""
_BUILT_ON = re.compile(
    rf"\b(?:builds on|built on|based on|powered by|written in|on top of|ported to|rewritten in|wraps"
    rf"|integrates with) (?:the )?"
    rf"(?P<name>[{UPPER}]+[a-z]+[{UPPER}]\w*|[a-z]+[{UPPER}]\w+)(?![\w-])"
)
"""`builds on LoomStage`"""
_LIBRARY = re.compile(r"(?<![\w@/.#-])lib(?!r(?:ary|arie|aria|e\b|es\b|etto)|er|el|id|s\b)[a-z]{3,}\w*(?![\w-])")
"""`libloom`: how libraries of C are called, but not `liberty`."""
_NEAR = 100
"""How many characters before and behind its anchor a project told of in words may reach."""
_CALLED = re.compile(" (?:called|named|dubbed) ")
_THE = re.compile(rf"[Tt]he (?=[{UPPER}]|[a-z]+[{UPPER}])")
_A = re.compile(rf"(?:,| is| –| —| -) (?:an?|the|our|his|her|their|[{UPPER}]\w+['’]s) ")
_PROJECT = re.compile(r" Project(?!\w)")
_OWNER = re.compile(r"(?:[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y) (?=[\w-])")
_OF = re.compile(" (?:of|behind) (?:the )?")
_ON = re.compile(
    "builds on |built on |based on |powered by |written in |on top of |ported to |rewritten in |wraps |integrates with "
)
_NOUN_BEFORE = re.compile(rf"\b{one_of('project-noun')}(?: called| named|,)? $", re.IGNORECASE)
_MADE_BY = re.compile(
    rf"\b(?:who |that )?(?:maintains|wrote|built|released|unveiled|created|started|leads the development of"
    rf"|introduced|presented|announced"
    rf"|develops) (?P<name>{_NAME})(?=[ ,.;:)])"
)
_TITLE_LEAD = re.compile(rf"^(?P<name>{_NAME}(?: [{UPPER}\d][\w.+-]*)?)(?:\s[–—-]\s|: )")
_APPOSITION = re.compile(
    rf",? (?:an?|the|our|his|her|their|[{UPPER}]\w+['’]s) (?:new |open[- ]source |small |tiny "
    rf"|free )?(?:[\w-]+ ){{0,3}}?{one_of('project-noun')}"
    r"(?= (?:for|by|to|that|which|with|written|built|based|of|from)\b|[.,;)])"
)
_OWNED = re.compile(r", (?:his|her|their|our|my) ")
_IS_BUILT = re.compile(
    r" (?:is|was|are) (?:written in|built (?:on(?: top of)?|with|in)|based on|implemented in) "
    r"|(?<=\w) (?:runs on(?: top of)?|builds on|is powered by) "
)
_LAST_WORD = re.compile(r"(?<![\w./-])([^\W\d_][\w+-]*\w)$")
_NOT_BUILT = frozenset({"it", "that", "which", "this", "everything", "all", "he", "she", "they"})
_NEVER = words("never-a-project")


def find(page: Page, talks: Sequence[Mention]) -> Iterator[Mention]:
    """Yield projects that no table holds, by what is said of them, where they link to, and their spelling."""
    for pattern, anchor, rule, confidence in (
        (_X_CALLED, _CALLED, "project-called", 0.8),
        (_THE_X_TOOL, _THE, "the-x-tool", 0.8),
        (_IS_A, _A, "x-is-a-tool", 0.7),
    ):
        for match in page.near(pattern, anchor, _NEAR):
            span = Span(*match.span("name"))
            defined = rule == "x-is-a-tool" and _is_defined(page, span)
            if rule == "x-is-a-tool" and match["name"][0].islower() and not defined:
                continue
            if _may_be_new(page, span) and (defined or rule == "project-called" or _looks_made_up(page, span)):
                yield Mention(span, Kind.PROJECT, match["name"], rule=rule, confidence=confidence)
    yield from _by_words(page)
    yield from _linked(page)
    yield from _marked(page)
    for match in _LIBRARY.finditer(page.text):
        span = Span(*match.span())
        if _may_be_new(page, span):
            yield Mention(span, Kind.PROJECT, match[0], rule="project-lib", confidence=0.65)
    yield from _listed_with_known(page)
    yield from _built_of_known(page)
    for match in _MADE_BY.finditer(page.text):
        span = Span(*match.span("name"))
        if _may_be_new(page, span) and re.search(r"[-_\d]|[a-z][A-Z]", match["name"]) and page.readable(span.start):
            yield Mention(span, Kind.PROJECT, match["name"], rule="project-made-by", confidence=0.7)
    for talk in talks:
        yield from in_title(page, talk)


def _by_words(page: Page) -> Iterator[Mention]:
    """Yield what the words around say to be a project: somebody's tool, what they maintain, what others build on."""
    for pattern, anchor, rule, confidence in (
        (_THE_PROJECT, _PROJECT, "the-x-project", 0.75),
        (_OWN_TOOL, _OWNER, "project-of-somebody", 0.75),
        (_ROLE_OF, _OF, "project-of-maintainer", 0.7),
        (_BUILT_ON, _ON, "project-built-on", 0.7),
    ):
        for match in page.near(pattern, anchor, _NEAR):
            span = Span(*match.span("name"))
            if rule == "project-of-maintainer" and not _looks_made_up_inside(page, match["name"], span):
                continue
            if _may_be_new(page, span):
                yield Mention(span, Kind.PROJECT, match["name"], rule=rule, confidence=confidence)


def _looks_made_up_inside(page: Page, name: str, span: Span) -> bool:
    """Return whether a name behind `maintainer of` is none of a company or a subject: spelled so, marked or told
    again.
    """
    return (
        bool(re.search(r"[-_\d]|[a-z][A-Z]", name))
        or bool(marks_on(page, span, MarkKind.LINK) or marks_on(page, span, MarkKind.CODE))
        or (name.islower() and name.isalpha() and (_repeated(page, name) or page.after(span.end, 1) in (",", ".", ";")))
    )


def in_title(page: Page, talk: Mention) -> Iterator[Mention]:
    """Yield the projects that no table holds in a title: before a colon or a dash, or by their spelling."""
    lead = _TITLE_LEAD.match(talk.name)
    if lead and len(lead["name"].split()) <= 2:
        span = talk.span.within(*lead.span("name"))
        if _may_be_new(page, span) and (
            _CAMEL.fullmatch(lead["name"]) or _repeated(page, lead["name"]) or lead["name"][0].islower()
        ):
            yield Mention(span, Kind.PROJECT, lead["name"], rule="project-before-colon", confidence=0.7)
    for match in re.finditer(r"[\w-]+", talk.name):
        span = talk.span.within(*match.span())
        if _CAMEL.fullmatch(match[0]) and len(match[0]) > 3 and _may_be_new(page, span) and not match[0].isupper():
            yield Mention(span, Kind.PROJECT, match[0], rule="project-spelling", confidence=0.6)


def _listed_with_known(page: Page) -> Iterator[Mention]:
    """Yield names with a capital inside that stand in a list with a known project: `Dask and CuPy`."""
    safe = [h for h in page.hits if (c := project_in(h)) and c.form < Form.CONTEXT and page.readable(h.start)]
    starts, ends = {h.start for h in safe}, {h.end for h in safe}
    for match in _CAMEL_WORD.finditer(page.text):
        span = Span(*match.span())
        after = LIST_JOINT.match(page.text, span.end)
        before = LIST_JOINT_BEFORE.search(page.before(span.start, 12))
        listed = (after and after.end() in starts) or (before and span.start - len(before[0]) in ends)
        if listed and _may_be_new(page, span):
            yield Mention(span, Kind.PROJECT, match[0], rule="project-in-list", confidence=0.65)


def _built_of_known(page: Page) -> Iterator[Mention]:
    """Yield what is said to be written in, or to run on, a known project: `Vale is written in Go`."""
    starts = {h.start for h in page.hits if (c := project_in(h)) and c.exact}
    for match in _IS_BUILT.finditer(page.text):
        span = _named_before(page, match.start())
        if match.end() in starts and span and _may_be_new(page, span):
            name = page.document.quote(span)
            if page.vocabulary.names.given(name) + page.vocabulary.names.surname(name) < 0.5:
                yield Mention(span, Kind.PROJECT, name, rule="project-is-built", confidence=0.65)


def _named_before(page: Page, end: int) -> Span | None:
    """Return the one word that ends at `end` and may be a name: spelled so, or alone at the start of its sentence."""
    word = _LAST_WORD.search(page.before(end, 40))
    if word is None:
        return None
    span = Span(end - len(word[1]), end)
    alone = span.start - page.outline.sentence_at(span.start).start <= 1 or page.before(span.start, 2) in ("; ", ": ")
    return span if alone or (word[1][0].isupper() and word[1].lower() not in _NOT_BUILT) else None


def _marked(page: Page) -> Iterator[Mention]:
    """Yield names in bold, italics or code right behind a word for a tool, or before `, a … tool`: `her tool
    **heddle**`.
    """
    for mark in page.document.marks:
        if mark.kind not in (MarkKind.STRONG, MarkKind.EMPHASIS, MarkKind.CODE) or not _may_be_new(page, mark.span):
            continue
        name = page.document.quote(mark.span)
        if len(name.split()) > 2 or not re.fullmatch(r"[\w.+-]+(?: [\w.+-]+)?", name):
            continue
        before, after = page.before(mark.span.start), page.after(mark.span.end, 80)
        if _NOUN_BEFORE.search(before) or re.match(
            rf"(?:,| is) (?:an? |the |our |my )(?:[\w-]+ ){{0,4}}?{one_of('project-noun')}\b", after
        ):
            yield Mention(mark.span, Kind.PROJECT, name, rule="project-marked", confidence=0.75)


def _linked(page: Page) -> Iterator[Mention]:
    """Yield link texts that name what the link leads to: a repository, or a host of the same name that isn't a
    company's.
    """
    for mark in page.links:
        text = page.document.quote(mark.span)
        if not 1 <= len(text.split()) <= 3 or not _may_be_new(page, mark.span):
            continue
        folded = fold(text).replace(" ", "")
        if CODE_HOST.search(mark.target):
            last = [p for p in urlsplit(mark.target).path.split("/") if p]
            host = (urlsplit(mark.target).hostname or "").split(".")[0]
            names = {re.sub(r"[\W_]+", "", fold(p)) for p in (*last[-2:], host)}
            if folded in names or (any(c.isupper() for c in text) and last):
                yield Mention(mark.span, Kind.PROJECT, text, rule="project-links-to-code", confidence=0.85)
        elif (
            folded
            and folded == re.sub(r"[\W_]+", "", host_name(mark.target))
            and re.search(r"\.(?:org|io|dev|net)(?:/|$)", mark.target)
        ) and not _company_near(page, mark.span):
            yield Mention(mark.span, Kind.PROJECT, text, rule="project-links-home", confidence=0.75)


def _is_defined(page: Page, span: Span) -> bool:
    """Return whether the sentence says what a name is (`Loom is a …`), or a verb of making is before it."""
    told = _APPOSITION.match(page.after(span.end, 90)) and page.vocabulary.names.given(page.document.quote(span)) <= 0.3
    if told and (page.document.quote(span)[0].isupper() or _OWNED.match(page.after(span.end, 12))):
        return True
    if page.document.quote(span)[0].isupper():
        plain = page.vocabulary.names.given(page.document.quote(span)) > 0.3
        return page.after(span.end, 4) in (" is ", " is") and not plain
    made = _MADE_BY.search(page.before(span.start, 50) + page.document.quote(span) + " ")
    return bool(made and made["name"] == page.document.quote(span)) or bool(marks_on(page, span, MarkKind.LINK))


def _company_near(page: Page, span: Span) -> bool:
    sentence = page.document.quote(page.outline.sentence_at(span.start))
    return bool(
        re.search(
            r"\b(?:compan(?:y|ies)|startups?|sponsors?|founder|works? (?:at|for)|employe[er]s?|foundation)\b",
            sentence,
            re.IGNORECASE,
        )
    )


def _looks_made_up(page: Page, span: Span) -> bool:
    """Return whether a name is spelled as no sentence would: capitals inside, a link, code or a repetition."""
    name = page.document.quote(span)
    if _CAMEL.fullmatch(name) or marks_on(page, span, MarkKind.LINK) or marks_on(page, span, MarkKind.CODE):
        return True
    return (name[0].isupper() and not _starts_sentence(page, span)) or _repeated(page, name)


def _starts_sentence(page: Page, span: Span) -> bool:
    return span.start - page.outline.sentence_at(span.start).start <= 1


def _repeated(page: Page, name: str) -> bool:
    return len(page.occurrences(name)) >= 2


def _may_be_new(page: Page, span: Span) -> bool:
    """Return whether a name isn't known already, isn't a plain word, and stands in text that is read."""
    name = page.document.quote(span)
    first = fold(name.split()[0]) if name.split() else ""
    if first in _NEVER or fold(name) in _NEVER or len(name) < 2 or not page.readable(span.start):
        return False
    if page.block_of(span).kind is BlockKind.FIELD and not page.document.record:
        return False
    if any(not is_glued(page, h) for h in page.safe_hits(span)):
        return False
    words = name.split()
    plain = name.isalpha() and page.vocabulary.names.is_english(words[0]) and len(words) == 1
    return not plain


def again(page: Page, new: Sequence[Mention], covered: Cover) -> Iterator[Mention]:
    """Yield the new names with their further occurrences, spelled the same."""
    seen: dict[str, Mention] = {}
    for mention in new:
        seen.setdefault(mention.name, mention)
    yield from new
    spans = {m.span for m in new}
    for name, first in sorted(seen.items()):
        for span in page.occurrences(name):
            if span not in spans and page.readable(span.start) and not covered.touches(span):
                yield Mention(span, Kind.PROJECT, name, rule=first.rule, confidence=first.confidence)
