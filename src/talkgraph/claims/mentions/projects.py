"""Projects: known names, names that are also words where the context says so, and new names by form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from talkgraph.claims.mentions.organizations import CODE_HOST, host_name
from talkgraph.claims.page import UPPER, Page
from talkgraph.claims.spans import Cover, first_come, spans_of
from talkgraph.claims.words import one_of, words
from talkgraph.model import BlockKind, Kind, Mark, MarkKind, Mention, Span
from talkgraph.text import fold
from talkgraph.vocabulary import Candidate, Entry, Form, Hit

CONTEXT_THRESHOLD = 0.5
"""Least evidence for a name that is also a word; set on the sentences of tests/claims, see benchmarks/."""

_NOUN_BEHIND = re.compile(rf"(?:['’]s)?[ -]{one_of('behind-project')}\b", re.IGNORECASE)
_CUE_BEFORE = re.compile(rf"(?:\b{one_of('before-project')} |\()$")
_STRONG_BEFORE = re.compile(rf"\b{one_of('surely-before-project')} $", re.IGNORECASE)
_ORDINARY_BEFORE = re.compile(
    r"\b(?:a|an|to|will|would|can|could|should|must|did|do|does|didn't|don't|let's|let us|we|I|you|they|he|she|it"
    r"|not|and then) $",
    re.IGNORECASE,
)
_NAME = rf"(?:[{UPPER}][\w.+-]*\w(?: [{UPPER}][\w+-]*)?|[a-z][\w.+-]*\w)"
_CAMEL = re.compile(
    rf"(?:[{UPPER}]+[a-z]+[{UPPER}]\w*|[a-z]+[{UPPER}]\w+|\w+\d+[A-Za-z]\w*|pg_[a-z_]+\w|lib[a-z]{{2,}}\w*)"
)
_CAMEL_WORD = re.compile(
    rf"(?<![\w/@#.-])(?:[{UPPER}]+[a-z]+[{UPPER}]\w*|[a-z]+[{UPPER}]\w+|[{UPPER}][a-z]+-[{UPPER}]{{2,}})(?![\w-])"
)
_IS_A = re.compile(
    rf"(?P<name>{_NAME})(?:,? \([^)]*\))?(?:,| is| –| —| -) (?:an? |the |our |his |her |their )"
    rf"(?:[\w-]+,? ){{0,4}}?{one_of('project-noun')}\b"
)
_THE_X_TOOL = re.compile(rf"\b[Tt]he (?P<name>[{UPPER}][\w.+-]*\w|[a-z]+[{UPPER}]\w+) {one_of('project-noun')}\b")
_X_CALLED = re.compile(rf"\b{one_of('project-noun')} (?:called|named|dubbed) [\"“'‘`*]?(?P<name>{_NAME})")
_COMPOUND = one_of("behind-hyphen") + r"\b"
_LIST_JOINT = re.compile(r"(?:,| and|, and| &|/| or|, or) ?(?:the )?")
_LIST_JOINT_BEFORE = re.compile(r"(?:,| and|, and| &|/| or|, or) ?(?:the )?$")
_DETERMINER = re.compile(r"\b(?:the|a|an|this|that|each|every|our|my|your|all|other|another|some) $", re.IGNORECASE)
_NOUN_BEFORE = re.compile(rf"\b{one_of('project-noun')}(?: called| named|,)? $", re.IGNORECASE)
_MADE_BY = re.compile(
    rf"\b(?:who |that )?(?:maintains|wrote|created|started|leads the development of|introduced|presented|announced"
    rf"|develops) (?P<name>{_NAME})(?=[ ,.;:)])"
)
_PROJECT_LIST = re.compile(
    r"\b(?:projects?|tools?|software|libraries|frameworks|extensions?|distributions?|packages?|programs?)\b",
    re.IGNORECASE,
)
_TITLE_LEAD = re.compile(rf"^(?P<name>{_NAME}(?: [{UPPER}\d][\w.+-]*)?)(?:\s[–—-]\s|: )")
_NEVER = words("never-a-project")


def find(page: Page, taken: Sequence[Mention], talks: Sequence[Mention]) -> list[Mention]:
    """Return the projects that the document names outside of `taken`, in order."""
    outer = Cover(spans_of(taken))
    free = [h for h in page.hits if page.readable(h.start) and not outer.touches(Span(h.start, h.end))]
    known = list(_known(page, free))
    covered = Cover(spans_of(known, taken))
    new = [m for m in _new(page, talks) if not covered.touches(m.span)]
    return first_come(sorted([*known, *_again(page, new, covered)], key=lambda m: (m.span, m.rule)))


def _candidate(hit: Hit) -> Candidate | None:
    return next((c for c in hit.candidates if c.entry.kind is Kind.PROJECT), None)


def _known(page: Page, hits: Sequence[Hit]) -> Iterator[Mention]:
    """Yield the known projects: safe names at once, names that are also words where enough speaks for them."""
    safe: list[tuple[Hit, Candidate]] = []
    doubtful: list[tuple[Hit, Candidate]] = []
    for hit in hits:
        candidate = _candidate(hit)
        if candidate and not _glued(page, hit) and not _is_noun_here(page, hit, candidate):
            (safe if candidate.form < Form.CONTEXT else doubtful).append((hit, candidate))
    for hit, candidate in safe:
        yield from _with_parent(page, hit, candidate.entry)
    company = _Company(page, safe)
    scores = [
        (h, *max(((company.score(h, c), c) for c in _choices(h)), key=lambda pair: (pair[0], pair[1].entry.talks)))
        for h, _ in doubtful
    ]
    believed = {c.entry.key for _, score, c in scores if score >= CONTEXT_THRESHOLD}
    for hit, score, candidate in scores:
        if score >= CONTEXT_THRESHOLD or (
            candidate.entry.key in believed and candidate.exact and score >= CONTEXT_THRESHOLD - 0.3
        ):
            yield _mention(page, hit, candidate.entry, "project-in-context", min(0.9, 0.4 + score / 2))


def _glued(page: Page, hit: Hit) -> bool:
    """Return whether a name is only part of a longer one (`meta-riscv`); `Xen-based` is no such."""
    before, after = page.text[max(0, hit.start - 2) : hit.start], page.text[hit.end : hit.end + 20]
    if re.search(r"\w[-_]$", before) and not re.search(r"\d-$", before):
        return True
    return bool(re.match(r"_\w|-[a-z]", after)) and not re.match(rf"-(?:{_COMPOUND})", after)


def _is_noun_here(page: Page, hit: Hit, candidate: Candidate) -> bool:
    """Return whether a capitalised one-word name stands here as a plain noun: `the dojo`, `an edge`."""
    text = page.text[hit.start : hit.end]
    capital = candidate.entry.name[:1].isupper()
    return capital and text.islower() and text.isalpha() and bool(_DETERMINER.search(page.before(hit.start, 12)))


def _choices(hit: Hit) -> list[Candidate]:
    """Return the projects that share the name of a hit (Swift the language, Swift of OpenStack)."""
    return [c for c in hit.candidates if c.entry.kind is Kind.PROJECT]


def _with_parent(page: Page, hit: Hit, entry: Entry) -> Iterator[Mention]:
    """Yield a known project; where its name begins with that of the project it's part of (`OpenStack Nova`), both."""
    text = page.text[hit.start : hit.end]
    for parent in (page.vocabulary.get(Kind.PROJECT, key) for key in entry.part_of):
        if parent and text.startswith(f"{parent.name} ") and not entry.name.startswith(f"{parent.name} "):
            end = hit.start + len(parent.name)
            yield Mention(Span(hit.start, end), Kind.PROJECT, parent.name, parent.key, "known-project", 0.95)
            rest = Span(end + 1, hit.end)
            yield Mention(rest, Kind.PROJECT, page.document.quote(rest), entry.key, "known-project", 0.95)
            return
    yield _mention(page, hit, entry, "known-project", 0.95)


def _mention(page: Page, hit: Hit, entry: Entry, rule: str, confidence: float) -> Mention:
    span = Span(hit.start, hit.end)
    return Mention(span, Kind.PROJECT, page.document.quote(span), entry.key, rule, round(confidence, 2))


class _Company:
    """The safe project names of a page: what a name that is also a word is judged by."""

    def __init__(self, page: Page, safe: Sequence[tuple[Hit, Candidate]]) -> None:
        self.page = page
        self.by_block: dict[int, list[Entry]] = {}
        for hit, candidate in safe:
            self.by_block.setdefault(page.block_at(hit.start), []).append(candidate.entry)
        entries = [e for block in self.by_block.values() for e in block]
        self.keys = Counter(e.key for e in entries)
        self.starts = {hit.start for hit, _ in safe}
        self.ends = {hit.end for hit, _ in safe}
        self.domains = Counter(e.domain for e in entries if e.domain)
        self.exact = Counter(
            candidate.entry.key
            for hit in page.hits
            for candidate in _choices(hit)
            if candidate.exact and candidate.form == Form.CONTEXT and not _sentence_start(page, hit)
        )

    def score(self, hit: Hit, candidate: Candidate) -> float:
        """Return how much speaks for the project: 0.5 and more is believed."""
        page, entry = self.page, candidate.entry
        span = Span(hit.start, hit.end)
        coded = bool(_marks_on(page, span, MarkKind.CODE))
        if not candidate.exact and not coded:
            return 0.0
        before, after = page.before(span.start), page.after(span.end)
        name = page.document.quote(span)
        capital = name[0].isupper() or any(c.isupper() or c.isdigit() for c in name)
        score = 0.6 if coded else 0.0
        if capital and not _sentence_start(page, hit) and not page.in_title_case(span):
            score += 0.3
        score += 0.4 if _NOUN_BEHIND.match(after) else 0.0
        score += 0.4 if _STRONG_BEFORE.search(before) else 0.1 if _CUE_BEFORE.search(before) else 0.0
        score += self._neighbours(span, entry) + self._linked(span, entry)
        if self.exact[entry.key] >= 2 and capital:
            score += 0.15
        if _ORDINARY_BEFORE.search(before) and not coded and not (capital and not _sentence_start(page, hit)):
            score -= 0.3
        if not capital and not coded:
            score -= 0.25
        return score

    def _neighbours(self, span: Span, entry: Entry) -> float:
        """Return what other projects say: one that it is part of, or one of its domain in the same paragraph."""
        if self._listed(span):
            return 0.35
        block = [e for e in self.by_block.get(self.page.block_at(span.start), []) if e.key != entry.key]
        family = set(entry.part_of)
        if any(e.key in family or set(e.part_of) & family for e in block):
            return 0.5
        if family & set(self.keys):
            return 0.3
        if entry.domain and any(e.domain == entry.domain for e in block):
            return 0.25
        if any(set(e.part_of) & family for e in block):
            return 0.25
        if block:
            return 0.15
        return 0.1 if entry.domain and self.domains[entry.domain] else 0.0

    def _listed(self, span: Span) -> bool:
        """Return whether a safe project's name is joined to this one by a comma, `and`, `or`, `&` or `/`."""
        after = _LIST_JOINT.match(self.page.text, span.end)
        before = _LIST_JOINT_BEFORE.search(self.page.before(span.start, 12))
        return bool((after and after.end() in self.starts) or (before and span.start - len(before[0]) in self.ends))

    def _linked(self, span: Span, entry: Entry) -> float:
        for mark in _marks_on(self.page, span, MarkKind.LINK):
            hosts = {host_name(a) for a in (entry.homepage, entry.repository) if a}
            return 0.6 if host_name(mark.target) in hosts or CODE_HOST.search(mark.target) else 0.3
        return 0.0


def _marks_on(page: Page, span: Span, kind: MarkKind) -> list[Mark]:
    return [m for m in page.outline.marks_in(span, kind) if m.span == span]


def _sentence_start(page: Page, hit: Hit) -> bool:
    sentence = page.outline.sentence_at(hit.start)
    return hit.start - sentence.start <= 1


def _new(page: Page, talks: Sequence[Mention]) -> Iterator[Mention]:
    """Yield projects that no table holds, by what is said of them, where they link to, and their spelling."""
    for pattern, rule, confidence in (
        (_X_CALLED, "project-called", 0.8),
        (_THE_X_TOOL, "the-x-tool", 0.8),
        (_IS_A, "x-is-a-tool", 0.7),
    ):
        for match in pattern.finditer(page.text):
            span = Span(*match.span("name"))
            if rule == "x-is-a-tool" and not page.document.quote(span)[0].isupper() and not _after_making(page, span):
                continue
            if _may_be_new(page, span) and (rule == "project-called" or _looks_made_up(page, span)):
                yield Mention(span, Kind.PROJECT, match["name"], rule=rule, confidence=confidence)
    yield from _linked(page)
    yield from _marked(page)
    yield from _listed_with_known(page)
    for match in _MADE_BY.finditer(page.text):
        span = Span(*match.span("name"))
        if _may_be_new(page, span) and re.search(r"[-_\d]|[a-z][A-Z]", match["name"]) and page.readable(span.start):
            yield Mention(span, Kind.PROJECT, match["name"], rule="project-made-by", confidence=0.7)
    for talk in talks:
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
    safe = [h for h in page.hits if (c := _candidate(h)) and c.form < Form.CONTEXT and page.readable(h.start)]
    starts, ends = {h.start for h in safe}, {h.end for h in safe}
    for match in _CAMEL_WORD.finditer(page.text):
        span = Span(*match.span())
        after = _LIST_JOINT.match(page.text, span.end)
        before = _LIST_JOINT_BEFORE.search(page.before(span.start, 12))
        if (after and after.end() in starts) or (before and span.start - len(before[0]) in ends):
            if _may_be_new(page, span):
                yield Mention(span, Kind.PROJECT, match[0], rule="project-in-list", confidence=0.65)


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


def _after_making(page: Page, span: Span) -> bool:
    """Return whether a verb of making stands before a small name: `introduced tinyloom, a loom viewer`."""
    made = _MADE_BY.search(page.before(span.start, 50) + page.document.quote(span) + " ")
    return bool(made and made["name"] == page.document.quote(span)) or bool(_marks_on(page, span, MarkKind.LINK))


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
    if _CAMEL.fullmatch(name) or _marks_on(page, span, MarkKind.LINK) or _marks_on(page, span, MarkKind.CODE):
        return True
    return (name[0].isupper() and not _sentence_start_span(page, span)) or _repeated(page, name)


def _sentence_start_span(page: Page, span: Span) -> bool:
    return span.start - page.outline.sentence_at(span.start).start <= 1


def _repeated(page: Page, name: str) -> bool:
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", page.text)) >= 2


def _may_be_new(page: Page, span: Span) -> bool:
    """Return whether a name isn't known already, isn't a plain word, and stands in text that is read."""
    name = page.document.quote(span)
    first = fold(name.split()[0]) if name.split() else ""
    if first in _NEVER or fold(name) in _NEVER or len(name) < 2 or not page.readable(span.start):
        return False
    if page.block_of(span).kind is BlockKind.FIELD:
        return False
    if any(not _glued(page, h) for h in page.safe_hits(span)):
        return False
    words = name.split()
    plain = name.isalpha() and page.vocabulary.names.is_english(words[0]) and len(words) == 1
    return not plain


def _again(page: Page, new: Sequence[Mention], covered: Cover) -> Iterator[Mention]:
    """Yield the new names with their further occurrences, spelled the same."""
    seen: dict[str, Mention] = {}
    for mention in new:
        seen.setdefault(mention.name, mention)
    yield from new
    spans = {m.span for m in new}
    for name, first in sorted(seen.items()):
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", page.text):
            span = Span(*match.span())
            if span not in spans and page.readable(span.start) and not covered.touches(span):
                yield Mention(span, Kind.PROJECT, name, rule=first.rule, confidence=first.confidence)
