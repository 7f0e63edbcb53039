"""What a build is told besides its sources."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from talkgraph.entities.identity import Pair, parse_pairs
from talkgraph.errors import VocabularyError
from talkgraph.vocabulary import Vocabulary

TIERS = ("core", "common", "long")
"""The parts of the shipped vocabulary, from what everybody knows to what hardly anybody does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a build is told besides its sources."""

    vocabulary: tuple[Path, ...] = ()
    """Own tables, which win over the shipped ones."""
    tiers: tuple[str, ...] = ("core", "common")
    """Parts of the shipped vocabulary to load."""
    engines: tuple[str, ...] = ()
    """Engines to read with, as `NAME` or `NAME:KEY=VALUE,…`; none is the built-in one."""
    jobs: int = 0
    """How many processes read with the built-in engine; 0: as many as there are cores, when there is enough to read."""
    same: tuple[Path, ...] = ()
    """Tables of pairs of names that are one thing, or aren't: see docs/identity.md."""
    strict: bool = False
    """Whether the first source that can't be read stops the build."""


def load_pairs(settings: Settings) -> tuple[Pair, ...]:
    """Return what the user says is one thing, or isn't.

    Raises:
        VocabularyError: a table is malformed or not there.
    """
    found: list[Pair] = []
    for path in settings.same:
        try:
            found += parse_pairs(path.read_text(encoding="utf-8-sig"), str(path))
        except OSError as error:
            raise VocabularyError(str(path), "no such table of pairs") from error
        except UnicodeDecodeError as error:
            raise VocabularyError(str(path), "not a text in UTF-8") from error
    return tuple(found)


def load_vocabulary(settings: Settings) -> Vocabulary:
    """Return the vocabulary that the settings ask for.

    Raises:
        VocabularyError: an own table is malformed or not there, or there is no such tier.
    """
    if unknown := [tier for tier in settings.tiers if tier not in TIERS]:
        raise VocabularyError(unknown[0], "no such part of the vocabulary", f"known are {', '.join(TIERS)}")
    for path in settings.vocabulary:
        if not path.is_file():
            raise VocabularyError(str(path), "no such table")
    return Vocabulary.load(settings.vocabulary, tiers=settings.tiers)
