"""Projects that the vocabulary holds: safe names at once, names that are also words where the context says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from talkgraph.claims.mentions.words_as_names import AGAIN, THRESHOLD, Company, is_doubtful_here, projects_of
from talkgraph.claims.page import Page
from talkgraph.claims.words import one_of
from talkgraph.model import Kind, Mention, Span
from talkgraph.vocabulary import Candidate, Entry, Form, Hit

_COMPOUND = one_of("behind-hyphen") + r"\b"
_DETERMINER = re.compile(r"\b(?:the|a|an|this|that|each|every|our|my|your|all|other|another|some) $", re.IGNORECASE)


def find(page: Page, hits: Sequence[Hit]) -> Iterator[Mention]:
    """Yield the known projects: safe names at once, names that are also words where enough speaks for them."""
    safe: list[tuple[Hit, Candidate]] = []
    doubtful: list[tuple[Hit, Candidate]] = []
    for hit in hits:
        candidate = project_in(hit)
        if candidate and not is_glued(page, hit) and not _is_noun_here(page, hit, candidate):
            doubt = candidate.form is Form.CONTEXT or is_doubtful_here(page, hit, candidate)
            (doubtful if doubt else safe).append((hit, candidate))
    for hit, candidate in safe:
        yield from _with_parent(page, hit, candidate.entry)
    company = Company(page, safe)
    scores = [(hit, *_best(company, hit)) for hit, _ in doubtful]
    company.believe((hit, candidate) for hit, score, candidate in scores if score >= THRESHOLD)
    for hit, score, candidate in scores:
        if score < THRESHOLD:
            score, candidate = _best(company, hit)  # noqa: PLW2901  what was believed speaks for what stands beside it
        known = candidate.exact and candidate.entry.key in company.keys
        if score >= (THRESHOLD - AGAIN if known else THRESHOLD):
            yield _mention(page, hit, candidate.entry, "project-in-context", min(0.9, 0.4 + score / 2))


def _best(company: Company, hit: Hit) -> tuple[float, Candidate]:
    """Return what speaks most for which project of a hit; of equals the one that is talked of more."""
    scores = ((company.score(hit, candidate), candidate) for candidate in projects_of(hit))
    return max(scores, key=lambda pair: (pair[0], pair[1].entry.talks))


def project_in(hit: Hit) -> Candidate | None:
    """Return the most trusted project of a hit."""
    return next((c for c in hit.candidates if c.entry.kind is Kind.PROJECT), None)


def is_glued(page: Page, hit: Hit) -> bool:
    """Return whether a name is only part of a longer one (`meta-riscv`); `Xen-based` is no such."""
    before, after = page.text[max(0, hit.start - 2) : hit.start], page.text[hit.end : hit.end + 20]
    if hit.end - hit.start == 1 and before[-1:] in {"&", ":", "-"}:  # `R&D`, `:D`, `2-D`
        return True
    if re.search(r"\w[-_]$", before) and not re.search(r"\d-$", before):
        return True
    return bool(re.match(r"_\w|-[a-z]", after)) and not re.match(rf"-(?:{_COMPOUND})", after)


def _is_noun_here(page: Page, hit: Hit, candidate: Candidate) -> bool:
    """Return whether a capitalised one-word name stands here as a plain noun: `the dojo`, `an edge`."""
    text = page.text[hit.start : hit.end]
    capital = candidate.entry.name[:1].isupper()
    return capital and text.islower() and text.isalpha() and bool(_DETERMINER.search(page.before(hit.start, 12)))


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
