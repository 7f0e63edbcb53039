"""Where nodes stand: forces as Fruchterman and Reingold (1991) have them, then label-sized boxes pushed apart.

Plain Python floats and no random start, so that the same graph gives the same pixels on every machine.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence

ROUNDS = 220
SPACING = 92.0
"""Ideal length of a line in pixels."""
ASPECT = 1.4
"""Width by height of the drawing."""
ROOM = 11500.0
"""Square pixels for each node."""
GOLDEN = math.pi * (3 - math.sqrt(5))


def positions(
    nodes: Sequence[str], lines: Sequence[tuple[str, str]], widths: Mapping[str, float]
) -> dict[str, tuple[int, int]]:
    """Return a place in whole pixels for each node; `widths` are those of the labels in pixels."""
    if not nodes:
        return {}
    order = _from_the_middle(nodes, lines)
    index = {key: i for i, key in enumerate(order)}
    pairs = sorted({(min(index[a], index[b]), max(index[a], index[b])) for a, b in lines if a != b})
    xs = [SPACING * 0.6 * math.sqrt(i + 0.5) * math.cos(i * GOLDEN) for i in range(len(order))]
    ys = [SPACING * 0.6 * math.sqrt(i + 0.5) * math.sin(i * GOLDEN) for i in range(len(order))]
    _relax(xs, ys, pairs)
    _spread(xs, ys)
    _push_apart(xs, ys, [max(60.0, widths[key]) for key in order])
    return {key: (round(xs[i]), round(ys[i])) for i, key in enumerate(order)}


def _from_the_middle(nodes: Sequence[str], lines: Sequence[tuple[str, str]]) -> list[str]:
    """Return the nodes in the order of a walk from the best connected one outwards, component after component."""
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in lines:
        near[a].add(b)
        near[b].add(a)
    ranked = sorted(nodes, key=lambda key: (-len(near[key]), key))
    seen: set[str] = set()
    order: list[str] = []
    for start in ranked:
        queue = deque([start] if start not in seen else [])
        seen.add(start)
        while queue:
            key = queue.popleft()
            order.append(key)
            for other in sorted(near[key] - seen, key=lambda k: (-len(near[k]), k)):
                seen.add(other)
                queue.append(other)
    return order


def _relax(xs: list[float], ys: list[float], pairs: Sequence[tuple[int, int]]) -> None:
    """Move the points by repulsion of all and attraction of the joined, less and less."""
    n = len(xs)
    k = SPACING
    for turn in range(ROUNDS):
        reach = k * 0.9 * (1 - turn / ROUNDS) + 2
        dx, dy = [0.0] * n, [0.0] * n
        for i in range(n):
            xi, yi = xs[i], ys[i]
            for j in range(i):
                ex, ey = xi - xs[j], yi - ys[j]
                square = ex * ex + ey * ey + 0.01
                if square > 360_000:
                    continue
                push = k * k / square
                ex *= push
                ey *= push
                dx[i] += ex
                dy[i] += ey
                dx[j] -= ex
                dy[j] -= ey
        for i, j in pairs:
            ex, ey = xs[i] - xs[j], ys[i] - ys[j]
            pull = math.sqrt(ex * ex + ey * ey) / k
            dx[i] -= ex * pull
            dy[i] -= ey * pull
            dx[j] += ex * pull
            dy[j] += ey * pull
        for i in range(n):
            # a light pull to the middle keeps lone nodes near
            dx[i] -= 0.05 * xs[i]
            dy[i] -= 0.05 * ys[i]
            length = math.sqrt(dx[i] * dx[i] + dy[i] * dy[i]) or 1.0
            step = min(length, reach) / length
            xs[i] += dx[i] * step
            ys[i] += dy[i] * step


def _spread(xs: list[float], ys: list[float]) -> None:
    """Stretch the drawing to the shape of a screen, with as much room as its labels need."""
    height = math.sqrt(len(xs) * ROOM / ASPECT)
    for values, size in ((xs, height * ASPECT), (ys, height)):
        low, high = min(values), max(values)
        factor = size / (high - low) if high > low else 1.0
        values[:] = [(value - (low + high) / 2) * factor for value in values]


def _push_apart(xs: list[float], ys: list[float], widths: Sequence[float]) -> None:
    """Move points so far that boxes of their labels' width and 38 pixels' height hardly overlap."""
    for _ in range(60):
        moved = False
        for i in range(len(xs)):
            for j in range(i):
                need_x = (widths[i] + widths[j]) / 2 + 8 - abs(xs[i] - xs[j])
                need_y = 38 - abs(ys[i] - ys[j])
                if need_x > 0 and need_y > 0:
                    moved = True
                    if need_y <= need_x:
                        shift = need_y / 2 + 0.5
                        shift = shift if ys[i] >= ys[j] else -shift
                        ys[i] += shift
                        ys[j] -= shift
                    else:
                        shift = need_x / 2 + 0.5
                        shift = shift if xs[i] >= xs[j] else -shift
                        xs[i] += shift
                        xs[j] -= shift
        if not moved:
            return
