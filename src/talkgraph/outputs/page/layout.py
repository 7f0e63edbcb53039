"""Where nodes stand: stress of each connected part (Zheng, Pawar and Goodman 2018), the parts packed side by side.

The same graph gives the same pixels on every machine: plain floats, no random numbers, and beside square roots no
function that C libraries round differently.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from talkgraph.outputs.page.boxes import Box, outline, pack, push_apart, shelves

ROUNDS = 40
SCREEN = 620_000.0
"""Pixels that a drawing may take up before its labels get less room than they like: most of a laptop's window."""
ROOM = (1.35, 2.8)
"""Least and most pixels of a part for each pixel of its labels."""
STRETCH = 1.45
"""Width by height that a part is given: about that of the drawing on a screen."""
LABEL_HEIGHT = 40.0
"""A mark and the label below it."""
APART = 18.0
"""Pixels around a label that other parts keep clear of."""
ROW = 56.0
"""Pixels from row to row of the nodes without lines."""
GOLDEN = math.pi * (3 - math.sqrt(5))

Lengths = list[dict[int, float]]


@dataclass(frozen=True, slots=True)
class Layout:
    """Places in whole pixels; `alone` is the left upper corner of the rows of nodes without a line, if any."""

    places: dict[str, tuple[int, int]]
    alone: tuple[int, int] | None


def lay_out(nodes: Sequence[str], lines: Sequence[tuple[str, str]], widths: Mapping[str, float]) -> Layout:
    """Return where to draw nodes; `widths` are those of their labels in pixels."""
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in lines:
        if a != b:
            near[a].add(b)
            near[b].add(a)
    room, squeezed = _room(widths[key] for key in near)
    parts = [_part(part, near, widths, room) for part in _parts(nodes, near)]
    drawn = [outline(_boxes(part, widths), _lines(part, lines), APART) for part in parts]
    places: dict[str, tuple[float, float]] = {}
    for part, (dx, dy) in zip(parts, pack(drawn, STRETCH), strict=True):
        places |= {key: (x + dx, y + dy) for key, (x, y) in part.items()}
    lonely = [key for key in sorted(nodes) if key not in near]
    alone, rows = _alone(lonely, _boxes(places, widths), widths, squeezed)
    rounded = {key: (round(x), round(y)) for key, (x, y) in sorted((places | rows).items())}
    return Layout(rounded, alone)


def _alone(
    keys: Sequence[str], above: Sequence[Box], widths: Mapping[str, float], squeezed: float
) -> tuple[tuple[int, int] | None, dict[str, tuple[float, float]]]:
    """Return where nodes without lines begin, and their places: rows below everything else.

    Letters keep their size on the screen; where all is drawn smaller by `squeezed`, the rows have more room for them.
    """
    if not keys:
        return None, {}
    left = min((box.left for box in above), default=0.0)
    top = max((box.bottom for box in above), default=0.0) + 2 * APART
    right = max((box.right for box in above), default=0.0)
    breadth = max(right - left, 190 * math.sqrt(len(keys)) * STRETCH)
    spots = shelves([squeezed * (_width(widths, key) + 24) for key in keys], breadth, squeezed * ROW)
    return (round(left), round(top)), {
        key: (left + x, top + y + 0.7 * squeezed * ROW) for key, (x, y) in zip(keys, spots, strict=True)
    }


def _room(widths: Iterable[float]) -> tuple[float, float]:
    """Return how much room labels get, as much as a screen has for all of them, within limits.

    And how many times longer than a screen all will be then, at least 1.
    """
    total = 1.0
    for width in widths:  # not `sum`, which adds floats in another way from Python 3.12 on
        total += (width + 14) * LABEL_HEIGHT
    room = max(ROOM[0], min(ROOM[1], SCREEN / total))
    return room, max(1.0, math.sqrt(total * room / SCREEN))


def _width(widths: Mapping[str, float], key: str) -> float:
    return max(44.0, widths[key] + 14)


def _boxes(places: Mapping[str, tuple[float, float]], widths: Mapping[str, float]) -> list[Box]:
    """Return the boxes around nodes and their labels."""
    return [
        Box(x - _width(widths, key) / 2, y - 14, x + _width(widths, key) / 2, y + LABEL_HEIGHT - 14)
        for key, (x, y) in places.items()
    ]


def _lines(
    places: Mapping[str, tuple[float, float]], lines: Sequence[tuple[str, str]]
) -> list[tuple[float, float, float, float]]:
    return [(*places[a], *places[b]) for a, b in lines if a in places and b in places]


def _parts(nodes: Sequence[str], near: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the connected parts of more than one node, the largest first, each from its best connected node on."""
    seen: set[str] = set()
    found: list[list[str]] = []
    for start in sorted((key for key in nodes if key in near), key=lambda key: (-len(near[key]), key)):
        if start in seen:
            continue
        seen.add(start)
        part = [start]
        for key in part:  # grows while it is walked
            fresh = sorted(near[key] - seen, key=lambda other: (-len(near[other]), other))
            seen.update(fresh)
            part += fresh
        found.append(part)
    return sorted(found, key=lambda part: (-len(part), part[0]))


def _part(
    keys: Sequence[str], near: Mapping[str, set[str]], widths: Mapping[str, float], room: float
) -> dict[str, tuple[float, float]]:
    number = {key: i for i, key in enumerate(keys)}
    lengths: Lengths = [{number[o]: _length(near, key, o) for o in sorted(near[key])} for key in keys]
    xs, ys = _stress(_distances(lengths))
    boxes = [_width(widths, key) for key in keys]
    _scale(xs, ys, boxes, room)
    push_apart(xs, ys, boxes, LABEL_HEIGHT)
    return dict(zip(keys, zip(xs, ys, strict=True), strict=True))


def _length(near: Mapping[str, set[str]], a: str, b: str) -> float:
    """Return how long a line wants to be: what else hangs on its ends needs room around them."""
    return 1 + 0.22 * math.sqrt(len(near[a] ^ near[b]))


def _distances(lengths: Lengths) -> list[tuple[int, int, float]]:
    """Return how far apart any two nodes are along the lines (Dijkstra)."""
    found: list[tuple[int, int, float]] = []
    for start in range(len(lengths)):
        far = {start: 0.0}
        queue = [(0.0, start)]
        while queue:
            d, at = heapq.heappop(queue)
            if d > far[at]:
                continue
            for other, length in lengths[at].items():
                if d + length < far.get(other, math.inf):
                    far[other] = d + length
                    heapq.heappush(queue, (d + length, other))
        found += [(start, other, far[other]) for other in range(start)]
    return found


def _stress(pairs: list[tuple[int, int, float]]) -> tuple[list[float], list[float]]:
    """Return places whose distances are like those of `pairs`: each pair in turn moves its ends, less and less."""
    count = max(a for a, _, _ in pairs) + 1
    # rounded, since sine and cosine are not the same to the last bit everywhere
    xs = [round(math.sqrt(i + 0.5) * math.cos(i * GOLDEN), 6) for i in range(count)]
    ys = [round(math.sqrt(i + 0.5) * math.sin(i * GOLDEN), 6) for i in range(count)]
    longest, shortest = max(d for _, _, d in pairs), min(d for _, _, d in pairs)
    step = longest * longest
    fall = round((0.1 * shortest * shortest / step) ** (1 / (ROUNDS - 1)), 6)
    for turn in range(ROUNDS):
        for a, b, d in _mixed(pairs, turn):
            ex, ey = xs[a] - xs[b], ys[a] - ys[b]
            length = math.sqrt(ex * ex + ey * ey) or 1e-9
            move = min(1.0, step / (d * d)) * (length - d) / (2 * length)
            xs[a] -= ex * move
            ys[a] -= ey * move
            xs[b] += ex * move
            ys[b] += ey * move
        step *= fall
    return xs, ys


def _mixed(pairs: list[tuple[int, int, float]], turn: int) -> list[tuple[int, int, float]]:
    """Return the pairs in another order each turn: every k-th, k having no factor in common with their number."""
    count = len(pairs)
    stride = (count * 7 // 18 + turn * 31) | 1
    while math.gcd(stride, count) > 1:
        stride += 2
    return [pairs[(k * stride + turn) % count] for k in range(count)]


def _scale(xs: list[float], ys: list[float], widths: Sequence[float], room: float) -> None:
    """Lay a part flat, and give it the room that its labels need in the shape of a screen."""
    if max(ys) - min(ys) > max(xs) - min(xs):
        xs[:], ys[:] = ys[:], xs[:]
    total = 0.0
    for width in widths:
        total += width * LABEL_HEIGHT
    height = math.sqrt(total * room / STRETCH)
    size_x, size_y = max(max(xs) - min(xs), 0.5), max(max(ys) - min(ys), 0.5)
    even = min(height * STRETCH / size_x, height / size_y)
    for values, factor in ((xs, height * STRETCH / size_x), (ys, height / size_y)):
        # rather a part that doesn't fill its room than one out of shape
        values[:] = [value * min(factor, 1.6 * even) for value in values]
