"""Organizations: known companies and foundations, what stands behind a person (`Ann Lee (Acme)`), and names of the
form `… Foundation`, `… Inc`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from talkgraph.claims.mentions.titles import COMPANY_TAIL, first_line
from talkgraph.claims.page import CAP_WORD, UPPER, Page
from talkgraph.claims.spans import Cover, Placed, longest, spans_of
from talkgraph.claims.words import one_of, words
from talkgraph.model import BlockKind, Kind, MarkKind, Mention, Span
from talkgraph.text import fold
from talkgraph.vocabulary import Candidate, Form, Hit

_ORG = rf"(?:[{UPPER}][\w&.+-]*\w|[{UPPER}]\b|[a-z]+[{UPPER}]\w*)"
ORG_NAME = rf"{_ORG}(?: (?:(?:of|for|&|the|de) )?{_ORG}){{0,4}}(?: \d{{1,3}}\b(?![.:%]|\w))?"
_BEHIND_PERSON = re.compile(
    rf"(?:,? (?:from|of|at|with|representing|works (?:at|for|with)|(?:,? who )?(?:is|was) an? [\w -]{{2,30}} (?:at"
    rf"|with|for)) (?:the )?(?:company )?"
    rf"(?P<prose>{ORG_NAME})|\s?\((?:from |of |at )?(?P<bracket>{ORG_NAME})[),;])"
)
_AFTER_COMMA = re.compile(
    rf",\s(?:(?P<role>[^,;()\n]{{2,40}}?)(?: at|,| of| for) )?(?P<org>{ORG_NAME})(?=\s*(?:$|[;,\n)|]| [-–—&]| and "
    rf"|\.(?:\s|$)))",
    re.MULTILINE,
)
_ROLE_THEN_ORG = re.compile(
    rf", (?:an? |the )?(?i:{one_of('position')})[\w /-]*? (?:of|at|for|with)? ?(?:the )?(?P<org>{ORG_NAME})"
)
_BEFORE_PERSON = re.compile(rf"(?P<org>{ORG_NAME})['’]s? $")
_END = re.compile(rf"(?<= ){one_of('organization-end')}(?!\w)(?: of {CAP_WORD}| {CAP_WORD}(?= campus))?")
_BEFORE_END = re.compile(rf"(?<![\w@/#.])({CAP_WORD}|[{UPPER}]{{2,}}|of|for|&) $")
_LONGEST = 8
"""Most words before the one that ends an organization's name."""
_UNIVERSITY_OF = re.compile(
    rf"(?<![\w@/#.])(?:{CAP_WORD} )?{one_of('university')}(?: (?:of|at|de|di|do|da|des|für"
    rf"|voor))? {CAP_WORD}(?: {CAP_WORD})?(?!\w)"
)
_NOT_ORG = words("not-an-organization")
_NOT_FIRST = words("not-an-organization", "not-first-of-organization")
THEIR_TEAM = re.compile(
    rf"\b(?:[Hh]er|[Hh]is|[Tt]heir) (?:own )?(?:team|group|colleagues|lab|day job|employer|company)(?:,| at"
    rf"| of)? (?P<org>{ORG_NAME})"
)
_WORKS_FOR = re.compile(
    rf"\b(?:works|worked|working|full[- ]time|is employed|(?:is|was) an? (?:[\w-]+ ){{0,3}}(?i:{one_of('position')}))"
    rf" (?:at|for|by) (?:the )?(?P<org>{ORG_NAME})"
)
_MAKES = re.compile(
    r",? (?:the |an? )?(?:[\w-]+ ){0,2}?(?:developers?|authors?|maintainers?|creators?|contributors?|hackers?) (?:of"
    r"|to|behind) ",
    re.IGNORECASE,
)
"""What a project stands behind, not a company: `Ann Lee, developer of …`."""
_MONTH_DAY = re.compile(r"(?:March|April|May|June|August) \d")
COMPANY_COLUMN = re.compile(
    r"\b(?:affiliations?|compan(?:y|ies)|organi[sz]ations?|employers?|institut(?:e|ion)s?|firma|empresa)\b",
    re.IGNORECASE,
)
"""The header of a table's column of companies."""
_SPONSORS = re.compile(
    rf"\b(?:sponsors?|sponsored by|sponsorship (?:by|from))(?: such as| like|:|,)? (?P<first>{ORG_NAME})"
)
_NEXT_NAME = re.compile(rf"(?:,| and|, and| &) (?P<org>{ORG_NAME})")
CODE_HOST = re.compile(
    r"(?:github\.com|gitlab\.(?:com|gnome\.org|freedesktop\.org)|bitbucket\.org|sourceforge\.net/projects"
    r"|codeberg\.org|pypi\.org/project|npmjs\.com/package|crates\.io/crates|readthedocs\.(?:io|org)|sr\.ht)",
    re.IGNORECASE,
)
"""Addresses of code: what is linked there is a project."""
_COMPANY_LIST = re.compile(rf"\b{one_of('company-list')}\b", re.IGNORECASE)


def find(page: Page, persons: Placed, events: Sequence[Mention]) -> list[Mention]:
    """Return the organizations that the document names, in order; longer names win over those inside them."""
    found = [
        *_behind_persons(page, persons),
        *_behind_titles(page, persons),
        *_of_their_team(page),
        *_known(page),
        *_by_form(page),
        *_in_company_lists(page),
        *_sponsors(page),
        *_in_columns(page),
    ]
    taken = Cover(spans_of(persons, events))
    return longest(m for m in found if not taken.touches(m.span))


def _known(page: Page) -> Iterator[Mention]:
    """Yield the known organizations whose name is no ordinary word, and no project's either."""
    for hit in page.hits:
        if not page.readable(hit.start):
            continue
        mine = [c for c in hit.candidates if c.entry.kind is Kind.ORGANIZATION]
        if not mine or (mine[0].form == Form.CONTEXT and not _in_context(page, hit, mine[0])):
            continue
        if any(c.entry.kind is Kind.PROJECT for c in hit.candidates):
            continue
        span = Span(hit.start, hit.end)
        if _MONTH_DAY.match(page.text, span.start):
            continue
        yield Mention(span, Kind.ORGANIZATION, page.document.quote(span), mine[0].entry.key, "known-organization", 0.9)


def _in_context(page: Page, hit: Hit, candidate: Candidate) -> bool:
    """Return whether a company whose name is a word is meant: linked to its home, or a rare word within a sentence."""
    span = Span(hit.start, hit.end)
    for mark in page.outline.marks_in(span, MarkKind.LINK):
        if mark.span == span and any(domain in mark.target for domain in candidate.entry.domains):
            return True
    inside = span.start - page.outline.sentence_at(span.start).start > 1
    return candidate.exact and inside and "common" not in candidate.entry.ambiguous and not page.in_title_case(span)


def _leads_to_code(page: Page, span: Span) -> bool:
    return any(m.span == span and CODE_HOST.search(m.target) for m in page.outline.marks_in(span, MarkKind.LINK))


def _as_mention(page: Page, span: Span, rule: str, confidence: float) -> Mention | None:
    """Return the organization at `span`, under its entry where the vocabulary holds one; None for what can't be one."""
    name = page.document.quote(span)
    if _leads_to_code(page, span):
        return None
    if fold(name) in _NOT_ORG or len(name) < 2 or fold(name.split()[0]) in _NOT_ORG:
        return None
    key = ""
    for hit in page.hits_in(span):
        if (hit.start, hit.end) == (span.start, span.end):
            kinds = {c.entry.kind: c.entry for c in hit.candidates}
            if Kind.ORGANIZATION in kinds:
                key = kinds[Kind.ORGANIZATION].key
            elif Kind.PLACE in kinds or Kind.EVENT in kinds:
                return None
    return Mention(span, Kind.ORGANIZATION, name, key, rule, confidence)


def _behind_persons(page: Page, persons: Placed) -> Iterator[Mention]:
    """Yield what stands behind a person as the company: `from Acme`, `(Acme)`, `, Acme` in a list item or table row."""
    for person in persons:
        line_end = page.text.find("\n", person.span.end)
        line_end = line_end if line_end >= 0 else len(page.text)
        found = _BEHIND_PERSON.match(page.text, person.span.end, line_end)
        group = "prose" if found and found["prose"] else "bracket"
        if not found:
            found, group = _ROLE_THEN_ORG.match(page.text, person.span.end, line_end), "org"
        if not found and (_in_item(page, person.span) or _in_brackets(page, person.span)):
            found, group = _AFTER_COMMA.match(page.text, person.span.end, line_end), "org"
        if found and not _MAKES.match(found[0]):
            span = _cut(page, Span(*found.span(group)), persons)
            mention = _as_mention(page, span, "organization-behind-person", 0.85) if span else None
            if mention and (mention.key or not _is_project_only(page, mention.span)):
                yield mention
        front = _BEFORE_PERSON.search(page.before(person.span.start, 40))
        if front:
            start = person.span.start - len(front[0])
            mention = _as_mention(page, Span(start, start + len(front["org"])), "organization-before-person", 0.75)
            if mention and mention.key:
                yield mention


def _of_their_team(page: Page) -> Iterator[Mention]:
    """Yield the company of somebody's team, or that somebody works for: `her team at Acme`, `she works for Acme`."""
    for match in (*THEIR_TEAM.finditer(page.text), *_WORKS_FOR.finditer(page.text)):
        mention = _as_mention(page, Span(*match.span("org")), "organization-of-team", 0.75)
        if mention and page.readable(mention.span.start):
            yield mention


def _behind_titles(page: Page, persons: Placed) -> Iterator[Mention]:
    """Yield the company at the end of a line that begins with its speaker: `Ann Lee — Looms at Scale (Acme)`."""
    for index, block in enumerate(page.document.blocks):
        if block.kind is not BlockKind.ITEM or index in page.skipped:
            continue
        line = first_line(page, block.span)
        if persons.at(line.start):
            tail = COMPANY_TAIL.search(page.document.quote(line))
            if tail and not any(p.span.end + 2 >= line.start + tail.start("org") for p in persons.inside(line)):
                mention = _as_mention(page, line.within(*tail.span("org")), "organization-behind-title", 0.8)
                if mention:
                    yield mention


def _in_brackets(page: Page, span: Span) -> bool:
    """Return whether a bracket opens before the span in its line and hasn't closed: `(Ann Lee, Acme)`."""
    before = page.before(span.start, 80)
    return before.rfind("(") > before.rfind(")")


def _in_item(page: Page, span: Span) -> bool:
    block = page.block_of(span)
    return block.kind in (BlockKind.ITEM, BlockKind.ROW, BlockKind.HEADING) or len(block.span) < 120


def _cut(page: Page, span: Span, persons: Placed) -> Span | None:
    """Return the span up to the next person or ` and Someone`; None if it begins with one."""
    for person in persons.touching(span):
        text = re.sub(r"(?: and| &|,)? ?$", "", page.text[span.start : max(span.start, person.span.start)])
        return Span(span.start, span.start + len(text)) if text else None
    return span


def _is_project_only(page: Page, span: Span) -> bool:
    """Return whether the vocabulary knows the name as a project, place or topic and as nothing else."""
    for hit in page.hits_in(span):
        if (hit.start, hit.end) == (span.start, span.end) and hit.candidates[0].form < Form.CONTEXT:
            return all(c.entry.kind is not Kind.ORGANIZATION for c in hit.candidates)
    return False


def _by_form(page: Page) -> Iterator[Mention]:
    """Yield names that end in a word for an organization, and universities: `the Loom Foundation`."""
    ended = (Span(_begin(page, match.start()), match.end()) for match in _END.finditer(page.text))
    universities = (Span(*match.span()) for match in _UNIVERSITY_OF.finditer(page.text))
    for span in (*ended, *universities):
        names = page.document.quote(span).split()
        start = span.start
        while names and fold(names[0]) in _NOT_FIRST:
            start += len(names.pop(0)) + 1
        if len(names) > 1 and page.readable(start):
            mention = _as_mention(page, Span(start, span.end), "organization-by-form", 0.85)
            if mention:
                yield mention


def _begin(page: Page, start: int) -> int:
    """Return where the capitalised words begin that end at `start`, joined by spaces, `of`, `for` or `&`."""
    for _ in range(_LONGEST):
        lead = page.before(start, 48)
        piece = _BEFORE_END.search(lead)
        if piece is None:
            break
        start -= len(lead) - piece.start(1)
    return start


def _sponsors(page: Page) -> Iterator[Mention]:
    """Yield the names behind `our sponsors`: `thanks to our sponsors Acme, Loom and Weft`."""
    for match in _SPONSORS.finditer(page.text):
        at: re.Match[str] | None = match
        group = "first"
        while at is not None:
            mention = _as_mention(page, Span(*at.span(group)), "organization-sponsors", 0.75)
            if mention and page.readable(mention.span.start):
                yield mention
            at, group = _NEXT_NAME.match(page.text, at.end()), "org"


def _in_columns(page: Page) -> Iterator[Mention]:
    """Yield the cells of a table's column of companies: `Affiliation`, `Company`."""
    for mark in page.document.marks:
        if mark.kind is MarkKind.CELL and COMPANY_COLUMN.search(mark.target) and 1 < len(mark.span) < 60:
            text = page.document.quote(mark.span)
            if text[0].isupper() and len(text.split()) <= 6 and not re.search(r"[,;/]", text):
                mention = _as_mention(page, mark.span, "organization-in-column", 0.85)
                if mention:
                    yield mention


def _in_company_lists(page: Page) -> Iterator[Mention]:
    """Yield linked or bare names in a list that is announced as one of companies, and links to a company's own
    address.
    """
    for index, block in enumerate(page.document.blocks):
        if block.kind is not BlockKind.ITEM:
            continue
        over = page.outline.headings[index][-1:]
        lead = page.outline.lead_in(index)
        texts = [page.document.quote(page.document.blocks[i].span) for i in (*over, lead) if i >= 0]
        if not any(_COMPANY_LIST.search(t) for t in texts):
            continue
        line = page.document.quote(block.span).partition("\n")[0]
        head = re.match(rf"(?P<org>(?:{ORG_NAME}|[a-z]+[{UPPER}]\w*))(?=$|[\s(,:–-])", line)
        if head and len(head["org"].split()) <= 4:
            mention = _as_mention(page, block.span.within(0, head.end("org")), "organization-in-list", 0.75)
            if mention:
                yield mention


def host_name(address: str) -> str:
    """Return the registered part of a host without its suffix: `https://www.acme-labs.io/x` → `acme-labs`."""
    host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    parts = [p for p in host.removeprefix("www.").split(".") if p]
    return parts[-2] if len(parts) >= 2 else ""
