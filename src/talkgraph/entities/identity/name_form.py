"""How a person's name is built, and how two names of persons stand to each other: by their form alone.

Forms tell who may be meant, not who is: that a name with an initial fits a full one says little without what the two
have in common (see `persons`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from talkgraph.entities.identity.cyrillic import same_in_cyrillic

_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ı": "i", "ħ": "h", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]*)[)\]）]")
_QUOTED = re.compile(
    r"(?:^|(?<=[\s(]))(?:[\"“”„«]([^\"“”„«»]+)[\"“”»]|['‘’]([^'‘’\s]+(?: [^'‘’\s]+)?)['‘’])(?=\s|$|\))"
)
_TITLE = re.compile(
    r"^(?:(?:prof(?:essor)?|dr|mr|mrs|ms|sir|dame|herr|frau|ing|dipl)\.?(?:\s+|(?<=\.)))+(?=\S)", re.IGNORECASE
)
_DEGREE = re.compile(
    r"^(?:ph\.? ?d|m\.?d|mba|m\.?sc|b\.?sc|dr|esq|jd|ll\.?m|cissp|pmp|jr|sr|ii|iii|iv)\.?$", re.IGNORECASE
)
_PRONOUN = re.compile(r"^(?:she|he|they|any|ze|xe|it)(?:\s*/\s*\w+)+$", re.IGNORECASE)
_NOT_WORD = re.compile(r"[\W_]+")
_APOSTROPHE = re.compile(r"['’`´]")
_LATIN_END = 0x0250
MAX_WORDS = 8
"""A name of more words is no person's."""


class Likeness(IntEnum):
    """How two names stand to each other, the closest first."""

    EQUAL = 0
    """But for accents, case, punctuation, spaces, titles and what stands in brackets or quotes."""
    ORDER = 1
    """The same words, surname first in one of them."""
    UMLAUT = 2
    """`Müller` and `Mueller`."""
    SCRIPT = 3
    """In Cyrillic letters and in Latin ones."""
    MIDDLE = 4
    """One has words between given name and surname that the other lacks or gives by initials."""
    MORE = 5
    """One goes on where the other ends: a second surname."""
    SHORT = 6
    """The same surname, a given name and its short form."""
    CUT = 7
    """The same surname, and a given name that begins the other: `Guen` and `Guenevere`, but `Chen` and `Chenyu` too."""
    INITIAL = 8
    """The same surname, a given name and its initial."""
    SPELLING = 9
    """One letter more, less, other or moved in one word."""
    HANDLE = 10
    """One is what the other calls themselves in brackets or quotes."""
    CONFLICT = 11
    """The same given name and surname, and middle names that don't fit: two persons."""
    NONE = 12


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name of a person, taken apart."""

    text: str
    words: tuple[str, ...]
    """Without accents, in small letters, in the usual order; the parts of double names are words of their own."""
    squashed: str
    """All words as one."""
    handles: tuple[str, ...] = ()
    """What stands in brackets or quotes, as one word each."""
    other: tuple[str, ...] = ()
    """What stands in brackets or behind a slash, where it is a whole name: mostly the same in another script."""

    @property
    def first(self) -> str:
        """The given name, or its initial."""
        return self.words[0] if self.words else ""

    @property
    def last(self) -> str:
        """The last word of the surname."""
        return self.words[-1] if self.words else ""

    @property
    def latin(self) -> bool:
        """Whether it is written in Latin letters."""
        return all(ord(c) < _LATIN_END for c in self.squashed)


@lru_cache(maxsize=1 << 17)
def folded(text: str) -> str:
    """Return `text` without accents and in small letters, in Latin letters where these only bear a stroke.

    >>> folded("Łukasz Størd-Weiß")
    'lukasz stord-weiss'
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return unicodedata.normalize("NFC", "".join(c for c in plain if not _is_latin_mark(c)))


def _is_latin_mark(char: str) -> bool:
    return "\u0300" <= char <= "\u036f"


@lru_cache(maxsize=1 << 17)
def form_of(text: str) -> NameForm:
    """Return how a name is built.

    >>> form_of("Dr. Ann-Sofie 'loom' O'Lee (she/her)").words, form_of("LEE, Ann").words
    (('ann', 'sofie', 'olee'), ('ann', 'lee'))
    """
    name = text.strip()
    handles: list[str] = []
    other: list[str] = []
    if not name.replace(" ", "").isalpha():
        for pattern in (_BRACKETS, _QUOTED):
            for match in pattern.finditer(name):
                _sort_in(next(filter(None, match.groups()), "").strip(), handles, other)
            bare = pattern.sub(" ", name).strip()
            name = bare or name
        name, slash, rest = name.partition("/")
        if slash:
            _sort_in(rest.strip(), handles, other)
        name = _in_order(_TITLE.sub("", name.strip()) or name)
    words = tuple(_NOT_WORD.sub(" ", _APOSTROPHE.sub("", folded(name))).split())
    return NameForm(text, words, "".join(words), tuple(sorted(set(handles))), tuple(sorted(set(other))))


def _sort_in(inside: str, handles: list[str], other: list[str]) -> None:
    if not inside or _PRONOUN.match(inside):
        return
    if " " in inside.strip() or (not inside.isascii() and len(inside) > 1):
        other.append(inside)
    if plain := _NOT_WORD.sub("", folded(inside)):
        handles.append(plain)


def _in_order(name: str) -> str:
    """Return the given name first where a comma says that it isn't; degrees and the like fall away."""
    head, comma, tail = name.partition(",")
    parts = [part.strip() for part in tail.split(",") if part.strip() and not _DEGREE.match(part.strip())]
    if not comma or not parts:
        return head
    return f"{parts[0]} {head}" if len(parts) == 1 else name


def likeness(a: NameForm, b: NameForm) -> Likeness:
    """Return how two names stand to each other; the order doesn't matter.

    >>> likeness(form_of("A Loomis"), form_of("Ann Loomis")).name
    'INITIAL'
    >>> likeness(form_of("Ann B. Loomis"), form_of("Ann C Loomis")).name
    'CONFLICT'
    """
    if not a.words or not b.words:
        return Likeness.NONE
    if a.squashed == b.squashed:
        return Likeness.EQUAL
    if len(a.words) < 2 or len(b.words) < 2:
        return Likeness.HANDLE if a.squashed in b.handles or b.squashed in a.handles else Likeness.NONE
    if a.latin != b.latin:
        return Likeness.SCRIPT if same_in_cyrillic(a.words, b.words) else Likeness.NONE
    short, long = sorted((a.words, b.words), key=lambda words: (len(words), words))
    return _rewritten(a, b) or _aligned(short, long) or _respelled(a, b)


def _rewritten(a: NameForm, b: NameForm) -> Likeness | None:
    """Return whether all words are the same, but turned or with umlauts spelled out."""
    if _turned(a, b):
        return Likeness.ORDER
    return Likeness.UMLAUT if broad(a.squashed) == broad(b.squashed) else None


def _turned(a: NameForm, b: NameForm) -> bool:
    """Return whether one has its surname first: its words turned by some places give the other."""
    if len(a.squashed) != len(b.squashed):
        return False
    words = a.words
    return any("".join(words[i:] + words[:i]) == b.squashed for i in range(1, len(words))) or (
        len(words) == 3 and tuple(reversed(words)) == b.words
    )


@lru_cache(maxsize=1 << 15)
def broad(word: str) -> str:
    """Return a word with its umlauts spelled one way: `muller` for `mueller` too."""
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def fits(a: str, b: str) -> bool:
    """Return whether two words are the same, or one the initial of the other."""
    return a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))


def _aligned(short: tuple[str, ...], long: tuple[str, ...]) -> Likeness | None:
    """Return what the words in order tell: which are there in one only, which are initials."""
    if not fits(short[0], long[0]):
        return _by_given(short, long)
    by_initial = short[0] != long[0]
    if short[-1] == long[-1]:
        between = _within(short[1:-1], long[1:-1])
        if by_initial:
            return Likeness.INITIAL if len(short) == len(long) and between else None
        if between:
            return Likeness.MIDDLE
        return Likeness.CONFLICT if len(short) > 2 and not _one_word_apart(short, long) else None
    if by_initial or len(short) == len(long):
        return Likeness.INITIAL if len(short) == len(long) == 2 and _only_initials(short, long) else None
    return Likeness.MORE if _begins(short, long) else None


def _only_initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Return whether given names are equal and one surname is an initial: `Ann L.` and `Ann Loomis`."""
    return short[0] == long[0] and len(short[0]) > 1 and fits(short[1], long[1])


def _within(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Return whether the words stand among the others in this order, as themselves or by initials."""
    rest = iter(many)
    return all(any(fits(word, other) for other in rest) for word in few)


def _begins(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return long[: len(short)] == short and len(short[-1]) > 2


def _by_given(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness | None:
    """Return whether the surnames are the same, and one given name is short for the other."""
    if a[1:] != b[1:] or len(a[-1]) < 2:
        return None
    if short_given(a[0]) == short_given(b[0]):
        return Likeness.SHORT
    short, long = sorted((a[0], b[0]), key=len)
    cut = len(short) > 2 and len(long) - len(short) > 1 and long.startswith(short)
    return Likeness.CUT if cut else None


_SHORT_FORMS = {
    form: name
    for name, forms in {
        "alexander": "alex sasha sascha aleks alessandro alexandre aleksander oleksandr aleksandr",
        "andrew": "andy drew andrei andrey andrii andriy andreas",
        "anthony": "tony toni antonio anton",
        "benjamin": "ben benny",
        "catherine": "cathy kate katie katherine kathryn kathy cat",
        "charles": "charlie chuck",
        "christopher": "chris kris christoph kristoffer",
        "daniel": "dan danny dani",
        "david": "dave davey",
        "dmitry": "dima dmitriy dmitri dmytro",
        "edward": "ed eddie ted",
        "elizabeth": "liz beth lizzie betty",
        "eugene": "gene evgeny yevgeny",
        "francisco": "paco pancho fran",
        "frederick": "fred freddy frederic",
        "gregory": "greg",
        "harold": "harry hal",
        "henry": "harry hank",
        "ignacio": "nacho",
        "jacob": "jake jakub",
        "james": "jim jimmy jamie",
        "jeffrey": "jeff geoff geoffrey",
        "jennifer": "jen jenny jenn",
        "john": "jack johnny jon jonathan",
        "jose": "pepe",
        "joseph": "joe joey",
        "joshua": "josh",
        "kenneth": "ken kenny",
        "lawrence": "larry laurence",
        "margaret": "maggie meg peggy",
        "matthew": "matt mat matthias",
        "michael": "mike mick mickey mikhail",
        "nicholas": "nick nico nic nicolas",
        "patricia": "pat trish patty",
        "patrick": "pat paddy",
        "peter": "pete petr",
        "philip": "phil phillip philippe",
        "rebecca": "becky bex",
        "richard": "rick rich dick richie",
        "robert": "bob bobby rob robbie",
        "ronald": "ron ronnie",
        "samuel": "sam sammy",
        "stephen": "steve steven stevie stefan",
        "susan": "sue susie",
        "theodore": "ted theo",
        "thomas": "tom tommy",
        "timothy": "tim timmy",
        "vasileios": "vasilis",
        "victoria": "vicky vicki",
        "vladimir": "vlad volodymyr wladimir",
        "william": "bill will billy willy",
        "yevhen": "eugene",
    }.items()
    for form in forms.split()
}
"""Short and sister forms of given names → the name they are forms of, in small letters without accents."""


def short_given(word: str) -> str:
    """Return the given name that a short form stands for.

    >>> short_given("mike") == short_given("michael")
    True
    """
    return _SHORT_FORMS.get(word, word)


def _respelled(a: NameForm, b: NameForm) -> Likeness:
    """Return whether one word of the name is spelled otherwise by one letter, and all others are the same."""
    if len(a.words) == len(b.words):
        return Likeness.SPELLING if _one_word_apart(a.words, b.words) else Likeness.NONE
    squashed = min(len(a.squashed), len(b.squashed)) > 9 and one_apart(a.squashed, b.squashed)
    return Likeness.SPELLING if squashed and a.first[0] == b.first[0] else Likeness.NONE


def _one_word_apart(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether all words but one are the same, and that one is a letter apart."""
    other = [(x, y) for x, y in zip(a, b, strict=True) if x != y] if len(a) == len(b) else []
    return len(other) == 1 and min(map(len, other[0])) > 2 and one_apart(*other[0])


def one_apart(a: str, b: str) -> bool:
    """Return whether two words differ by one letter more, less, other, or two that changed places.

    >>> one_apart("wiegel", "weigel"), one_apart("hall", "hull"), one_apart("loom", "room2")
    (True, True, False)
    """
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    return (
        rest_a[1:] == rest_b
        or rest_a == rest_b[1:]
        or rest_a[1:] == rest_b[1:]
        or (rest_a[2:] == rest_b[2:] and rest_a[:2] == rest_b[1::-1])
    )


def words_apart(a: NameForm, b: NameForm) -> tuple[str, str]:
    """Return the two spellings of the word in which two names differ."""
    if len(a.words) != len(b.words):
        return a.squashed, b.squashed
    return next(((x, y) for x, y in zip(a.words, b.words, strict=True) if x != y), ("", ""))
