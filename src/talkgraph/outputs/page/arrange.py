"""Ways to place the first view, by name: `stress` (layout.py), `circle` and `rows`, both grouped by type."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from talkgraph.outputs.page.boxes import shelves
from talkgraph.outputs.page.layout import LABEL_HEIGHT, STRETCH, Layout, lay_out

Arrange: TypeAlias = Callable[[Sequence[str], Sequence[tuple[str, str]], Mapping[str, float]], Layout]


def circle(nodes: Sequence[str], lines: Sequence[tuple[str, str]], widths: Mapping[str, float]) -> Layout:
    """Return nodes on an ellipse, those of a type side by side; ids begin with their type."""
    del lines
    keys = sorted(nodes)
    total = 0.0
    for key in keys:
        total += max(LABEL_HEIGHT, widths[key] * 0.6)
    radius = max(160.0, total / (2 * math.pi))
    places = {}
    for i, key in enumerate(keys):
        angle = 2 * math.pi * i / len(keys) - math.pi / 2
        x, y = radius * STRETCH * math.cos(angle), radius * math.sin(angle)
        places[key] = (round(x), round(y))
    return Layout(places, None)


def rows(nodes: Sequence[str], lines: Sequence[tuple[str, str]], widths: Mapping[str, float]) -> Layout:
    """Return nodes in rows, each type beginning a new one."""
    del lines
    places: dict[str, tuple[int, int]] = {}
    breadth = 150 * math.sqrt(max(1, len(nodes))) * STRETCH
    top = 0.0
    for kind in sorted({key.partition(":")[0] for key in nodes}):
        keys = sorted(key for key in nodes if key.partition(":")[0] == kind)
        spots = shelves([widths[key] + 40 for key in keys], breadth, 1.6 * LABEL_HEIGHT)
        places |= {key: (round(x), round(top + y)) for key, (x, y) in zip(keys, spots, strict=True)}
        top += spots[-1][1] + 2.4 * LABEL_HEIGHT
    return Layout(places, None)


LAYOUTS: dict[str, Arrange] = {"stress": lay_out, "circle": circle, "rows": rows}
