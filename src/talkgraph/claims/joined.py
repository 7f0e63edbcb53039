"""Which persons share a talk: those whose names are joined in one list, `Ann Lee (Acme), Bo Ek and Cy Day`."""

from __future__ import annotations

import re

from talkgraph.claims.scene import Scene
from talkgraph.model import Mention

_NAME_JOINT = re.compile(
    r"(?:['’]s?)?(?:\s?\([^)]*\)|,\s[^,;:.]{2,40}?)??\s?(?:,|;|/|&|and|und|y|et|\+)+(?:\s(?:and|with|moderated by"
    r"|Moderated [Bb]y|joined by))?\s*(?:Dr\.? |Prof\.? )?",
    re.IGNORECASE,
)


def joined_backwards(scene: Scene, people: list[Mention]) -> list[Mention]:
    """Return the last person and those joined to them before: `A, B and C`."""
    out = [people[-1]]
    for person in reversed(people[:-1]):
        if not _joint(scene, person, out[-1]):
            break
        out.append(person)
    return out[::-1]


def joined_forwards(scene: Scene, people: list[Mention]) -> list[Mention]:
    """Return the first person and those joined to them behind."""
    out = [people[0]]
    for person in people[1:]:
        if not _joint(scene, out[-1], person):
            break
        out.append(person)
    return out


def _joint(scene: Scene, left: Mention, right: Mention) -> bool:
    gap = scene.page.text[left.span.end : right.span.start]
    return bool(_NAME_JOINT.fullmatch(gap)) or bool(
        re.fullmatch(r"(?:['’]s?)?,? (?:(?:from|of|at|with) (?:the )?[\w&. -]{2,30}|\([^)]*\))?,? ?(?:and|&|,)? ?", gap)
    )
