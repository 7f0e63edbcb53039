"""The persons in the string that a schedule or an archive gives as its speaker.

Such a string is mostly one name, but it may be a list, a name with its company, its handle, its pronouns or its form in
another script, a title with the speaker behind it, or nobody at all ("Panel", "Various speakers").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from talkgraph.vocabulary.names import NameTable

_SURE = 0.6
"""How surely a word has to be a given name to count as one where the form leaves it open."""
_QUOTES = ('""', "“”", "„“", "''", "‘’", "«»")
MAX_WORDS = 7
"""More words than any name has."""

_NOBODY = re.compile(
    r"\b(?:various|multiple|several|diverse|all|many|mehrere|varios|verschiedene|different) "
    r"(?:speakers?|contributors?|authors?|people|presenters?|singers?|artists?|participants?|attendees?|hosts?)\b"
    r"|^(?:various|panel|panell?ists?|speakers?|staff|todo|tb[adc]|n/?a|none|unknown|anonymous|everyone|everybody|community"
    r"|organi[sz]ers?|moderators?|host|volunteers?|audience|you|all|orga|the organi[sz]ers?)$"
    r"|\b(?:lightning talks?|panel discussion|round ?table|fireside chat|opening|closing|keynotes?$|unconference"
    r"|speaker to be|to be announced|no speaker|question and answer|q&a)\b"
    r"|\b(?:team|staff|crew|committee|foundation|project|community|collective|organi[sz]ers|board|consortium|gmbh|inc\.?"
    r"|ltd\.?|e\.? ?v\.|association|university|institute|working group|developers|volunteers|contributors|members"
    r"|devroom|conference|workshop)$"
    r"|^(?:the |team )",
    re.IGNORECASE,
)
_EVENT = re.compile(r"\b(?:19|20)\d\d\b")
_WITH = re.compile(r"^.{4,}?\b(?:with|featuring|mit|con)\s*:\s*(?P<names>.+)$", re.IGNORECASE)
_BY = re.compile(r"^(?P<title>\S+(?:\s+\S+){2,}) (?:by|von|por|par) (?P<names>[^,:]+(?:, [^,:]+)*)$")
_BEHIND_DASH = re.compile(r"^(?P<title>\S+(?:\s+\S+){3,}?)\s+[—–]\s+(?P<names>[^—–]+)$")
_AND_OTHERS = re.compile(r"(?:,|;)?\s*(?:\bet al\b\.?|\.\.\.|…|and others|u\. ?a\.)\s*$|;\s*$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[（]([^()\[\]（）]*)[)\]）]")
_QUOTED = re.compile(r"\s+(?:[\"“”„«][^\"“”»]+[\"“”»]|['‘’]@?[\w-]+['‘’])(?=\s|$)")
_PRONOUNS = re.compile(
    r"\s*(?:she|he|they|her|him|them|hers|his|theirs|any|all|ze|xe|sie|er|elle|il|ella|él|it|ask)"
    r"(?:\s*[/,]\s*\w+)*\s*", re.IGNORECASE,
)  # fmt: skip
_ROLE = re.compile(
    r"\b(?:keynote|moderat\w+|host|chair|speaker|remote(?:ly)?|online|virtual|tbc|tbd|panel\w*|presenter|author|maintainer|"
    r"developer|engineer|founder|ceo|cto|co-\w+|video|live|cancell?ed)\b",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"^(?:(?:prof(?:essor|essorin)?|dr|drs|mr|mrs|ms|mx|sir|dame|ing|dipl\.?-?\w+|rev|hon|phd|sra?|m)\b\.?\s+"
    r"(?:dr\.?\s+)?)+(?=\S)",
    re.IGNORECASE,
)
_NOT_TITLES = frozenset({"m", "ing"})
_DEGREE = re.compile(
    r"^(?:ph\.? ?d\.?|m\.?d\.?|mba|msc|m\.sc\.?|bsc|b\.sc\.?|ma|ba|jd|esq\.?|cissp|pe|dphil|rn|mph|md|frcp|pmp)\.?$",
    re.IGNORECASE,
)
_GENERATION = re.compile(r"^(?:jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)
_CALL_SIGN = re.compile(r"^(?:[A-Z]{1,2}\d{1,2}[A-Z]{1,4}|\d[A-Z]\d[A-Z]{2,3})$")
_JOINT = re.compile(
    r"\s*;\s*|\s+(?:[&+]|[Aa]nd|AND|und|et|en|og|och|with|и)\s+|(?<=\w\w)\s+[ye]\s+(?=\w+ \w)"
    r"|\s*\n\s*|\s+\|\s+|(?<=\w)\s*＆\s*"
)
_SLASH = re.compile(r"\s*/\s*")
_DASH = re.compile(r"\s+[-–—@]\s+|\s+@(?=[A-Z])")
_HANDLE = re.compile(r"@?[\w.-]*[\d_][\w.-]*|@[\w.-]+")
_ENDS_SHORT = re.compile(r"(?:^|[\s.])(?:[^\W\d_]|[JjSs]r)\.$")
_INITIAL = re.compile(r"\b[A-Z]\.")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OTHER_SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE_WORD = frozenset(
    (
        "a",
        "an",
        "the",
        "of",
        "in",
        "for",
        "to",
        "from",
        "with",
        "your",
        "our",
        "my",
        "how",
        "why",
        "what",
        "is",
        "are",
        "on",
    )
) | {"using", "about", "into", "through", "building", "making"}
_PARTICLES = frozenset(
    (
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "do",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
    )
) | {"ben", "ibn", "ter", "ten", "vom", "zu", "zum", "zur", "af", "av", "y", "e"}


@dataclass(frozen=True, slots=True)
class Named:
    """A person that a string names, and where in the string."""

    name: str
    start: int
    end: int
    """Of the words that name them, with what stands in brackets inside."""
    affiliation: str = ""


def parse_speakers(text: str, names: NameTable) -> list[Named]:
    """Return the persons that `text` names, in order; none where it names nobody.

    Args:
        text: the string, on one line and without markup.
        names: tells given names from surnames, where the form leaves it open.
    """
    tail = _WITH.match(text) or _BY.match(text) or _BEHIND_DASH.match(text)
    if tail:
        found = parse_speakers(tail["names"], names)
        shift = tail.start("names")
        return [Named(n.name, n.start + shift, n.end + shift, n.affiliation) for n in found]
    text = _AND_OTHERS.sub("", _AND_OTHERS.sub("", text))
    if _is_nobody(text):
        return []
    out: list[Named] = []
    for start, end in _parts(text, names):
        if person := _person(text, start, end, names):
            out.append(person)
    return out


def _is_nobody(text: str) -> bool:
    bare = _BRACKETS.sub("", text).strip()
    return bool(_NOBODY.search(bare)) or bool(_EVENT.search(bare)) or not any(c.isalpha() for c in bare) or ": " in bare


def _parts(text: str, names: NameTable) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `text` that name one person each."""
    for start, end in _split(_JOINT, text, 0, len(text)):
        pieces = list(_split(re.compile(r"\s*[,，、]\s*"), text, start, end))
        if len(pieces) == 1 or not _is_list(text, pieces, names):
            yield from _sides(text, start, end, names)
            continue
        for piece in pieces:
            yield from _sides(text, *piece, names)


def _split(joint: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between the joints that stand outside of brackets."""
    closed = [m.span() for m in _BRACKETS.finditer(text)]
    at = start
    for match in joint.finditer(text, start, end):
        if not any(a < match.start() < b for a, b in closed):
            if match.start() > at:
                yield at, match.start()
            at = match.end()
    if at < end:
        yield at, end


def _is_list(text: str, pieces: list[tuple[int, int]], names: NameTable) -> bool:
    """Return whether commas part persons, not surname from given name, degree, call sign or company."""
    parts = [_bare(text[a:b]) for a, b in pieces]
    if any(_DEGREE.match(p) or _GENERATION.match(p) or _CALL_SIGN.match(p) for p in parts[1:]):
        return len(parts) > 2 and sum(" " in p for p in parts) > 1
    several = sum(len(p.split()) > 1 for p in parts)
    if several == len(parts):
        return True
    if len(parts) == 2:
        return all(names.given(p) > _SURE for p in parts) and " " not in "".join(parts)
    return several >= len(parts) - 1


def _sides(text: str, start: int, end: int, names: NameTable) -> Iterator[tuple[int, int]]:
    """Yield both sides of a slash where each is a person, else the side that is the fuller name."""
    sides = list(_split(_SLASH, text, start, end))
    if len(sides) < 2:
        yield start, end
    elif all(_is_full(text[a:b], names) for a, b in sides):
        yield from sides
    else:
        yield max(sides, key=lambda side: (_fullness(text[side[0] : side[1]]), -side[0]))


def _is_full(part: str, names: NameTable) -> bool:
    words = _bare(part).split()
    return len(words) > 1 and names.given(words[0]) > _SURE and bool(_LATIN.search(part))


def _fullness(part: str) -> int:
    bare = _bare(part)
    return min(len(bare.split()), 2) if _LATIN.search(bare) and not _HANDLE.fullmatch(bare) else 0


def _bare(part: str) -> str:
    return _BRACKETS.sub("", part).strip()


def _person(text: str, start: int, end: int, names: NameTable) -> Named | None:
    part = text[start:end]
    affiliation = next((a for a in map(str.strip, _BRACKETS.findall(part)) if _is_company(a, part)), "")
    name = _BRACKETS.sub("", f" {_QUOTED.sub('', part)} ").strip()
    if len(name) > 1 and name[0] + name[-1] in _QUOTES:
        name = name[1:-1]
    inside = next(iter(_BRACKETS.findall(part)), "").strip()
    if " " not in name and _LATIN.search(name) and len(inside.split()) > 1 and names.given(inside.split()[0]) > _SURE:
        name, affiliation = inside, ""
    dash = _DASH.search(name)
    if dash and len(name[: dash.start()].split()) > 1:
        name, affiliation = name[: dash.start()], affiliation or name[dash.end() :].strip()
    name, company = _without_commas(name, names)
    name = _without_title(_in_one_script(name)).strip(" ,;:-–—")
    if name.endswith(".") and not _ENDS_SHORT.search(name):
        name = name.rstrip(". ")
    name = " ".join(name.split()) if name.isupper() else " ".join(map(_spelled, name.split()))
    if not name or _is_nobody(name) or not _may_be_name(name):
        return None
    lead = len(part) - len(part.lstrip(" ,;"))
    return Named(name, start + lead, start + len(part.rstrip(" ,;")), affiliation or company)


def _without_commas(name: str, names: NameTable) -> tuple[str, str]:
    """Return the name in its usual order, and the company behind a comma."""
    head, comma, tail = name.partition(",")
    head, tail = head.strip(), tail.strip()
    if not comma or not tail or not head:
        return head or tail, ""
    first, *rest = [each.strip() for each in tail.split(",")]
    if _DEGREE.match(first) or _CALL_SIGN.match(first):
        return head, next((each for each in rest if not _DEGREE.match(each)), "")
    if _GENERATION.match(first):
        return f"{head} {first}", next(iter(rest), "")
    several, surname_first = " " in head, " " not in head
    if surname_first and len(first.split()) <= 3 and not rest:
        return f"{first} {head}", ""
    one_word = several and " " not in first
    if one_word and _INITIAL.search(head):
        return f"{head} {first}", ""
    is_name = one_word and not rest and max(names.surname(first), names.given(first)) > 0.4
    return (f"{first} {head}", "") if is_name else (head, tail)


def _without_title(name: str) -> str:
    found = _TITLES.match(name)
    if not found or found[0].strip().rstrip(".").lower() in _NOT_TITLES:
        return name
    rest = name[found.end() :]
    return rest if rest and (" " in rest or "." in found[0]) else name


def _in_one_script(name: str) -> str:
    """Return the first of two forms of a name in two scripts: `何泰祥 Taihsiang Ho` → `何泰祥`."""
    words = name.split()
    if _OTHER_SCRIPT.search(name) and _LATIN.search(name):
        latin = [bool(_LATIN.search(word)) for word in words]
        return " ".join(word for word, is_latin in zip(words, latin, strict=True) if is_latin == latin[0])
    return name


def _spelled(word: str) -> str:
    """Return a surname in capitals as it is spelled elsewhere: `SUEDA` → `Sueda`; short ones may be initials."""
    letters = [c for c in word if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters) and word.isalpha():
        return word.capitalize()
    return word


def _is_company(inside: str, part: str) -> bool:
    """Return whether what stands in brackets is whom a person speaks for, not a pronoun, a role, a handle or a name."""
    if not inside or _PRONOUNS.fullmatch(inside) or _ROLE.search(inside) or _HANDLE.fullmatch(inside):
        return False
    outside = _BRACKETS.sub("", part)
    two_scripts = bool(_OTHER_SCRIPT.search(outside)) != bool(_OTHER_SCRIPT.search(inside))
    return inside[0].isupper() and "/" not in inside and not two_scripts and "@" not in inside


def _may_be_name(name: str) -> bool:
    words = name.split()
    if len(words) > MAX_WORDS or any(c in name for c in '"“”?!<>{}|=') or "http" in name:
        return False
    if len(words) > 2 and any(word in _SENTENCE_WORD for word in words):
        return False
    lower = [word for word in words if word[0].islower() and word.lower() not in _PARTICLES]
    return len(words) < 3 or len(lower) <= len(words) // 2
