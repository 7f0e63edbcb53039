"""Names of projects that are also words: what speaks for the project where one stands (Go, Nova, Salt, top).

Signs are weighed and added up; the weights are set on one half of tests/claims/words_as_names.tsv, the other half says
how well they carry over (docs/extraction.md).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from talkgraph.claims.mentions.organizations import CODE_HOST, host_name
from talkgraph.claims.page import UPPER, Page
from talkgraph.claims.words import one_of, words
from talkgraph.model import Kind, Mark, MarkKind, Span
from talkgraph.vocabulary import Candidate, Entry, Form, Hit
from talkgraph.vocabulary.names import NameTable

THRESHOLD = 0.5
"""Least sum of signs at which a name is believed."""
AGAIN = 0.3
"""So much less is enough where the same name is believed elsewhere in the document."""
SAFE_ELSEWHERE = 0.35
"""What a name that needs no context has from the start where it stands doubtfully."""
GIVEN_NAME = 0.5
"""How surely a word is a given name, from which on it makes a person of a capitalised word behind it."""
PERSONS_TOO = 0.7
"""How surely a word is a given name, from which on its capital may as well mean a person: three sightings."""
PROSE = 2
"""So many words in lower case that aren't small in titles too make a sentence prose, in which a capital tells."""

_NOUN_BEHIND = re.compile(rf"(?:['’]s)?[ -]{one_of('behind-project', 'behind-word-as-name')}\b", re.IGNORECASE)
_VERB_BEHIND = re.compile(rf" {one_of('verb-behind-project')}\b")
_CUE_BEFORE = re.compile(rf"(?:\b{one_of('before-project')} |\()$")
_STRONG_BEFORE = re.compile(rf"\b{one_of('surely-before-project', 'surely-before-word-as-name')} $", re.IGNORECASE)
_NOUN_BEFORE = re.compile(rf"\b{one_of('before-in-or-for-project')} (?:in|for|of|with|from|on) $", re.IGNORECASE)
_ORDINARY_BEFORE = re.compile(
    r"\b(?:a|an|to|will|would|can|could|should|must|did|do|does|didn't|don't|let's|let us|we|I|you|they|he|she|it"
    r"|not|and then) $",
    re.IGNORECASE,
)
_OTHER_BEHIND = re.compile(rf" {one_of('behind-other-proper-name')}\b")
_HYPHEN_BEHIND = re.compile(rf"-{one_of('behind-hyphen')}\b", re.IGNORECASE)
_NO_NOUN_BEHIND = re.compile(r"[.,;:!?)]|$| (?:and|or|in|of|at|was|were|is|are|has|had|on|to|for|with|from)\b")
_WORD_BEHIND = re.compile(r" of\b|-")
"""What follows a word, but hardly a name in lower case: `on top of`, `a top-level page`."""
_NOUN_BEHIND_WORD = re.compile(rf" (?!(?!of\b){one_of('small-in-titles', 'verb-behind-project')}\b)[a-z]")
"""A word behind the name that is neither a small one nor a verb, so that both may be two nouns: `Spark plugs`."""
_YEAR_BEHIND = re.compile(r" (?:19|20)\d\d\b")
_NUMBER_BEHIND = re.compile(rf" \d\d?\b(?!\.\d)|{_YEAR_BEHIND.pattern}")
_ARTICLE = re.compile(r"\b(?:a|an|every|each|another|some|any) $", re.IGNORECASE)
_OTHER_BEFORE = re.compile(rf"\b{one_of('before-other-proper-name')} $", re.IGNORECASE)
_CAPITAL_BEFORE = re.compile(rf"(?<![\w.])([{UPPER}][\w'’-]*) $")
_CAPITAL_BEHIND = re.compile(rf" (?:(?:\d+|of|the|and|y|de) )?([{UPPER}][\w'’-]*)")
LIST_JOINT = re.compile(r"(?:,| and|, and| &|/| or|, or) ?(?:the )?")
LIST_JOINT_BEFORE = re.compile(r"(?:,| and|, and| &|/| or|, or) ?(?:the )?$")
_WORD = re.compile(r"[^\W\d_]{4,}")
_CARE = frozenset({"english", "homonym", "rare-english", "surname"})
"""Flags of names that mean other things too."""
_STARTS_BEHIND = ("|",)
_LOWER = re.compile(r"(?<![\w'’-])[a-z]+(?![\w'’-])")
_SMALL = words("small-in-titles")
_TECHNICAL = words("technical-word")


class Company:
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
            for candidate in projects_of(hit)
            if candidate.exact and candidate.form == Form.CONTEXT and not starts_sentence(page, hit)
        )

    def believe(self, found: Iterable[tuple[Hit, Candidate]]) -> None:
        """Take names that were doubtful into the company."""
        for hit, candidate in found:
            self.by_block.setdefault(self.page.block_at(hit.start), []).append(candidate.entry)
            self.keys[candidate.entry.key] += 1
            self.starts.add(hit.start)
            self.ends.add(hit.end)

    def score(self, hit: Hit, candidate: Candidate) -> float:
        """Return how much speaks for the project: `THRESHOLD` and more is believed."""
        page, entry = self.page, candidate.entry
        span = Span(hit.start, hit.end)
        coded = bool(marks_on(page, span, MarkKind.CODE))
        if not candidate.exact and not coded:
            return 0.0
        before, after = page.before(span.start), page.after(span.end)
        name = page.document.quote(span)
        capital = name[0].isupper() or any(c.isupper() or c.isdigit() for c in name)
        telling = capital and not begins(page, hit) and not self._in_title(span)
        score = 0.6 if coded else SAFE_ELSEWHERE if candidate.form < Form.CONTEXT else 0.0
        if telling:
            score += self._by_capital(hit, candidate, name, before)
        score += 0.4 if _NOUN_BEHIND.match(after) else 0.2 if _VERB_BEHIND.match(after) else 0.0
        score += 0.4 if _STRONG_BEFORE.search(before) or (capital and _NOUN_BEFORE.search(before)) else 0.0
        score += 0.1 if _CUE_BEFORE.search(before) else 0.0
        technical = self._technical(span) / (2 if begins(page, hit) else 1)
        score += max(self._neighbours(span, entry), technical) + self._linked(span, entry)
        if self.exact[entry.key] >= 2 and capital:
            score += 0.15
        return score if coded else score - self._against(hit, candidate, capital=capital, telling=telling)

    def _against(self, hit: Hit, candidate: Candidate, *, capital: bool, telling: bool) -> float:
        """Return what speaks against it: an ordinary word's company, or a longer name that it is a part of."""
        before, after = self.page.before(hit.start), self.page.after(hit.end)
        signs = (
            (0.3, not telling and bool(_ORDINARY_BEFORE.search(before))),
            (0.25, not capital and self.page.document.quote(Span(hit.start, hit.end)) != candidate.entry.name),
            (0.2, capital and bool(_NUMBER_BEHIND.match(after))),
            (0.2, capital and bool(_YEAR_BEHIND.match(after))),
            (0.5, not capital and bool(_WORD_BEHIND.match(after))),
            (0.3, telling and bool(_ARTICLE.search(before))),
            (0.3, telling and before.casefold().endswith("the ") and bool(_NO_NOUN_BEHIND.match(after))),
            (0.4, telling and bool(_OTHER_BEFORE.search(before))),
            (0.4, capital and self._part_of_longer_name(hit, before, after)),
        )
        return sum(weight for weight, given in signs if given)

    def _part_of_longer_name(self, hit: Hit, before: str, after: str) -> bool:
        """Return whether a capitalised word beside it makes another name of it: `Salt Lake City`, `Rebecca Black`."""
        if self._in_title(Span(hit.start, hit.end)):
            return False
        names = self.page.vocabulary.names
        behind = _CAPITAL_BEHIND.match(after)
        if re.match(r"-[^\W\d_]", after) and not _HYPHEN_BEHIND.match(after):
            return True
        if behind and hit.end + behind.start(1) not in self.starts and behind[1].casefold() not in _TECHNICAL:
            return behind[0] == f" {behind[1]}" or behind[1] == "City"
        found = _CAPITAL_BEFORE.search(before)
        if not found or hit.start - 1 in self.ends:
            return False
        sentence = self.page.outline.sentence_at(hit.start)
        first = hit.start - len(found[0]) - sentence.start <= 1
        return found[1].casefold() not in _TECHNICAL and not (first and _is_plain(found[1], names))

    def _in_title(self, span: Span) -> bool:
        """Return whether most words around are in capitals, known projects aside, so that a capital says nothing."""
        long = self._long_words(span)
        near = [m for m in long if span.start - 20 <= m.start() <= span.end + 20]
        return any(len(ms) > 1 and 2 * sum(m[0][0].isupper() for m in ms) > len(ms) for ms in (near, long))

    def _long_words(self, span: Span) -> list[re.Match[str]]:
        """Return the words of four letters and more in the sentence at `span`, but for it and the safe projects."""
        sentence = self.page.outline.sentence_at(span.start)
        found = _WORD.finditer(self.page.text, sentence.start, sentence.end)
        return [m for m in found if m.start() not in self.starts and not span.start <= m.start() < span.end]

    def _by_capital(self, hit: Hit, candidate: Candidate, name: str, before: str) -> float:
        """Return what a capital inside a sentence tells: little where a person, a place or another thing is so called.

        Nobody writes code `in` a person, though.
        """
        why = set(candidate.entry.ambiguous)
        others = {c.entry.kind for c in hit.candidates if c.exact} - {Kind.PROJECT, Kind.TOPIC}
        if others or why & {"organization", "place"}:
            return 0.2
        if why & {"given-name", "surname"} or self.page.vocabulary.names.given(name) >= PERSONS_TOO:
            return 0.4 if before.endswith((" in ", "In ")) else 0.2
        sentence = self.page.outline.sentence_at(hit.start)
        lower = set(_LOWER.findall(self.page.text, sentence.start, sentence.end)) - _SMALL
        return 0.5 if len(lower) >= PROSE else 0.3

    def _technical(self, span: Span) -> float:
        """Return what the other words of the sentence say: do they speak of computing?"""
        sentence = self.page.outline.sentence_at(span.start)
        found = {m[0].casefold() for m in _WORD.finditer(self.page.text, sentence.start, sentence.end)} & _TECHNICAL
        return min(0.3, 0.15 * len(found - {self.page.document.quote(span).casefold()}))

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


def projects_of(hit: Hit) -> list[Candidate]:
    """Return the projects that share the name of a hit (Swift the language, Swift of OpenStack)."""
    return [c for c in hit.candidates if c.entry.kind is Kind.PROJECT]


def marks_on(page: Page, span: Span, kind: MarkKind) -> list[Mark]:
    """Return the marks of a kind that cover exactly `span`."""
    return [m for m in page.outline.marks_in(span, kind) if m.span == span]


def is_doubtful_here(page: Page, hit: Hit, candidate: Candidate) -> bool:
    """Return whether a name that is safe as it is spelled isn't so here: a word that only begins its sentence.

    `Ruby slippers`, `Spark plugs`, but not `Ruby 3`, nor `Ruby` alone; also the surname of `Anna Rust`.
    """
    name = page.text[hit.start : hit.end]
    names = page.vocabulary.names
    if candidate.form is not Form.CASE or not name.isalpha():
        return False
    before = page.before(hit.start)
    capital = _CAPITAL_BEFORE.search(before)
    if (
        _OTHER_BEFORE.search(before)
        or _OTHER_BEHIND.match(page.after(hit.end))
        or (capital and names.given(capital[1]) >= GIVEN_NAME)
    ):
        return True
    if not begins(page, hit):
        return False
    if not (_CARE & set(candidate.entry.ambiguous) or names.is_english(name)):
        return False
    return bool(_NOUN_BEHIND_WORD.match(page.after(hit.end)))


def _is_plain(word: str, names: NameTable) -> bool:
    """Return whether a word that begins a sentence has its capital from there."""
    return names.is_english(word) and names.given(word) + names.surname(word) < GIVEN_NAME


def begins(page: Page, hit: Hit) -> bool:
    """Return whether a hit begins its sentence, cell, title or what stands behind a colon: a capital says nothing."""
    if starts_sentence(page, hit) or page.before(hit.start, 2).rstrip()[-1:] in _STARTS_BEHIND:
        return True
    block = page.outline.document.blocks[page.block_at(hit.start)].span
    marks = page.outline.marks_in(Span(hit.start, max(hit.end, block.end)))
    return any(m.span.start == hit.start and (m.span.end > hit.end or m.kind is MarkKind.CELL) for m in marks)


def starts_sentence(page: Page, hit: Hit) -> bool:
    """Return whether a hit begins its sentence, so that a capital says nothing."""
    sentence = page.outline.sentence_at(hit.start)
    return hit.start - sentence.start <= 1
