"""One example to learn from, and what all of them must leave out."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from pathlib import Path

from talkgraph.text import fold


@dataclass(frozen=True, slots=True)
class Example:
    """A text, whether it is what the model looks for, where it comes from, and how much it counts."""

    text: str
    positive: bool
    kind: str
    weight: float = 1.0

    @property
    def held(self) -> bool:
        """Whether the example is kept for measuring: what is new, and of the rest one text in five, always the same."""
        return self.kind.startswith("new ") or lot(self.text) % 5 == 0


def lot(text: str) -> int:
    """Return a number that depends on the folded text alone: it stands in for chance."""
    return zlib.crc32(fold(text).encode())


def drawn(texts: set[str], count: int) -> list[str]:
    """Return `count` of the texts (or all), picked and ordered by lot."""
    return sorted(texts, key=lambda text: (lot(text), text))[:count]


def reported(gold: Path) -> tuple[set[str], set[str]]:
    """Return the folded names of persons and the folded titles of talks in annotated reports."""
    names: dict[str, set[str]] = {"person": set(), "talk": set()}
    for file in sorted(gold.glob("*.json")):
        for entity in json.loads(file.read_text(encoding="utf-8"))["entities"]:
            if entity["type"] in names:
                names[entity["type"]] |= {fold(n) for n in (entity["name"], *entity.get("aliases", ()))}
    return names["person"], names["talk"]
