"""Which events took place together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from talkgraph.claims.rule import Pair, rule
from talkgraph.claims.scene import Scene
from talkgraph.model import Kind, Predicate

_TOGETHER = re.compile(
    r"\b(?:co-?locat\w+|combined with|held together|together with|alongside|in conjunction with|same venue"
    r"|same time as|side by side|back[- ]to[- ]back|parallel to|in parallel with|across the street"
    r"|joint(?:ly)?(?: with)?)\b",
    re.IGNORECASE,
)
_JOINER = re.compile(r"(?: ?\([\w ]+\))? ?[+/&] ?")


_MOST = 12
"""Most events that one sentence is believed to bring together; longer lists are of something else."""


@rule("events-together", Predicate.COLOCATED_WITH, confidence=0.88)
def together(scene: Scene) -> Iterator[Pair]:
    """A sentence says that events were at one place and time: `LoomConf, YarnDay and KnitCon were co-located`,
    `LoomConf was combined with YarnDay`.
    """
    seen: set[tuple[str, str]] = set()
    for sentence in sorted({scene.sentence(event.span.start) for event in scene.of(Kind.EVENT)}):
        if not _TOGETHER.search(scene.page.document.quote(sentence)):
            continue
        events = scene.within(sentence, Kind.EVENT)
        if len({e.name for e in events}) == 1:
            events = [*events, scene.main_event] if scene.main_event else events
        for left, right in combinations(events[:_MOST], 2):
            pair = (min(left.name, right.name), max(left.name, right.name))
            if left.name != right.name and pair not in seen:
                seen.add(pair)
                yield Pair(
                    left, right, (sentence,) if right.span in sentence else (scene.sentence(right.span.start), sentence)
                )
        if (
            len(events) > 1
            and scene.main_event
            and re.search(
                r"\bthe (?:conference|event|summit) was combined with\b",
                scene.page.document.quote(sentence),
                re.IGNORECASE,
            )
        ):
            for other in events:
                pair = (min(scene.main_event.name, other.name), max(scene.main_event.name, other.name))
                if other.name != scene.main_event.name and pair not in seen:
                    seen.add(pair)
                    yield Pair(scene.main_event, other, (scene.sentence(scene.main_event.span.start), sentence))


@rule("joint-name", Predicate.COLOCATED_WITH, confidence=0.8)
def joint_name(scene: Scene) -> Iterator[Pair]:
    """Two events under one name: `LoomConf+YarnDay`, `LoomConf/YarnDay (Europe)`; but not `LoomConf and YarnDay` in a
    list.
    """
    events = scene.of(Kind.EVENT)
    for left, right in pairwise(events):
        if left.name != right.name and _JOINER.fullmatch(scene.between(left, right)) and scene.between(left, right):
            yield Pair(left, right, (scene.sentence(left.span.start),))


RULES = (together, joint_name)
