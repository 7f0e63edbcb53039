"""Projects that the vocabulary holds: safe names at once, names that are also words where the context says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from talkgraph.claims.mentions.organizations import CODE_HOST, host_name
from talkgraph.claims.page import Page
from talkgraph.claims.words import one_of
from talkgraph.model import Kind, Mark, MarkKind, Mention, Span
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
_COMPOUND = one_of("behind-hyphen") + r"\b"
LIST_JOINT = re.compile(r"(?:,| and|, and| &|/| or|, or) ?(?:the )?")
LIST_JOINT_BEFORE = re.compile(r"(?:,| and|, and| &|/| or|, or) ?(?:the )?$")
_DETERMINER = re.compile(r"\b(?:the|a|an|this|that|each|every|our|my|your|all|other|another|some) $", re.IGNORECASE)


def find(page: Page, hits: Sequence[Hit]) -> Iterator[Mention]:
    """Yield the known projects: safe names at once, names that are also words where enough speaks for them."""
    safe: list[tuple[Hit, Candidate]] = []
    doubtful: list[tuple[Hit, Candidate]] = []
    for hit in hits:
        candidate = project_in(hit)
        if candidate and not is_glued(page, hit) and not _is_noun_here(page, hit, candidate):
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


def project_in(hit: Hit) -> Candidate | None:
    """Return the most trusted project of a hit."""
    return next((c for c in hit.candidates if c.entry.kind is Kind.PROJECT), None)


def is_glued(page: Page, hit: Hit) -> bool:
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
            if candidate.exact and candidate.form == Form.CONTEXT and not starts_sentence(page, hit)
        )

    def score(self, hit: Hit, candidate: Candidate) -> float:
        """Return how much speaks for the project: 0.5 and more is believed."""
        page, entry = self.page, candidate.entry
        span = Span(hit.start, hit.end)
        coded = bool(marks_on(page, span, MarkKind.CODE))
        if not candidate.exact and not coded:
            return 0.0
        before, after = page.before(span.start), page.after(span.end)
        name = page.document.quote(span)
        capital = name[0].isupper() or any(c.isupper() or c.isdigit() for c in name)
        score = 0.6 if coded else 0.0
        if capital and not starts_sentence(page, hit) and not page.in_title_case(span):
            score += 0.3
        score += 0.4 if _NOUN_BEHIND.match(after) else 0.0
        score += 0.4 if _STRONG_BEFORE.search(before) else 0.1 if _CUE_BEFORE.search(before) else 0.0
        score += self._neighbours(span, entry) + self._linked(span, entry)
        if self.exact[entry.key] >= 2 and capital:
            score += 0.15
        if _ORDINARY_BEFORE.search(before) and not coded and not (capital and not starts_sentence(page, hit)):
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
        signs = (
            (0.5, any(e.key in family or set(e.part_of) & family for e in block)),
            (0.3, bool(family & set(self.keys))),
            (0.25, bool(entry.domain) and any(e.domain == entry.domain for e in block)),
            (0.15, bool(block)),
            (0.1, bool(entry.domain) and self.domains[entry.domain] > 0),
        )
        return max((weight for weight, given in signs if given), default=0.0)

    def _listed(self, span: Span) -> bool:
        """Return whether a safe project's name is joined to this one by a comma, `and`, `or`, `&` or `/`."""
        after = LIST_JOINT.match(self.page.text, span.end)
        before = LIST_JOINT_BEFORE.search(self.page.before(span.start, 12))
        return bool((after and after.end() in self.starts) or (before and span.start - len(before[0]) in self.ends))

    def _linked(self, span: Span, entry: Entry) -> float:
        for mark in marks_on(self.page, span, MarkKind.LINK):
            hosts = {host_name(a) for a in (entry.homepage, entry.repository) if a}
            return 0.6 if host_name(mark.target) in hosts or CODE_HOST.search(mark.target) else 0.3
        return 0.0


def marks_on(page: Page, span: Span, kind: MarkKind) -> list[Mark]:
    """Return the marks of a kind that cover exactly `span`."""
    return [m for m in page.outline.marks_in(span, kind) if m.span == span]


def starts_sentence(page: Page, hit: Hit) -> bool:
    """Return whether a hit begins its sentence, so that a capital says nothing."""
    sentence = page.outline.sentence_at(hit.start)
    return hit.start - sentence.start <= 1
