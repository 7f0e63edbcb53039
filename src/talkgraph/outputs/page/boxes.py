"""Shapes on a plane: boxes pushed apart and set in rows, outlines packed side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

TURNS = 240
CELL = 22.0
"""Pixels of a cell of the grid that outlines are packed on."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Outline:
    """The cells that a drawing covers: for each row a number whose bits are the columns; where its cell 0, 0 lies."""

    rows: tuple[int, ...]
    left: float
    top: float

    @property
    def breadth(self) -> int:
        """Return the number of columns."""
        return max(row.bit_length() for row in self.rows)


def push_apart(xs: list[float], ys: list[float], widths: Sequence[float], height: float) -> None:
    """Move points until boxes of these widths around them hardly overlap, each pair the shorter way."""
    for _ in range(TURNS):
        moved = False
        for i in range(len(xs)):
            for j in range(i):
                need_y = height - abs(ys[i] - ys[j])
                if need_y <= 0:
                    continue
                need_x = (widths[i] + widths[j]) / 2 - abs(xs[i] - xs[j])
                if need_x <= 0:
                    continue
                moved = True
                values, need = (ys, need_y) if need_y <= need_x else (xs, need_x)
                shift = need / 2 + 0.5 if values[i] >= values[j] else -need / 2 - 0.5
                values[i] += shift
                values[j] -= shift
        if not moved:
            return


def shelves(widths: Sequence[float], breadth: float, height: float) -> list[tuple[float, float]]:
    """Return the middles of boxes set in rows from left to right, no row broader than `breadth` if it can be."""
    spots: list[tuple[float, float]] = []
    x = y = 0.0
    for width in widths:
        if x and x + width > breadth:
            x, y = 0.0, y + height
        spots.append((x + width / 2, y))
        x += width
    return spots


def outline(boxes: Iterable[Box], lines: Iterable[tuple[float, float, float, float]], gap: float) -> Outline:
    """Return the outline of boxes with `gap` around them, and of lines between points."""
    covered = [Box(b.left - gap, b.top - gap, b.right + gap, b.bottom + gap) for b in boxes]
    for ax, ay, bx, by in lines:
        steps = max(1, math.ceil(math.sqrt((ax - bx) ** 2 + (ay - by) ** 2) / CELL))
        for k in range(steps + 1):
            x, y = ax + (bx - ax) * k / steps, ay + (by - ay) * k / steps
            covered.append(Box(x - 9, y - 9, x + 9, y + 9))
    left, top = min(b.left for b in covered), min(b.top for b in covered)
    rows = [0] * (int((max(b.bottom for b in covered) - top) / CELL) + 1)
    for box in covered:
        first, last = int((box.left - left) / CELL), int((box.right - left) / CELL)
        mask = ((1 << (last - first + 1)) - 1) << first
        for row in range(int((box.top - top) / CELL), int((box.bottom - top) / CELL) + 1):
            rows[row] |= mask
    return Outline(tuple(rows), left, top)


def pack(outlines: Sequence[Outline], shape: float) -> list[tuple[float, float]]:
    """Return how far to move each outline, so that none covers another and all together are `shape` wide by high.

    Each in turn goes where the whole grows least, in the bays of those that lie already if it fits there; of such
    places to the one nearest the right lower corner, where bays are least in the way.
    """
    taken: list[int] = []
    breadth = 0
    moves: list[tuple[float, float]] = []
    for each in outlines:
        x, y = _spot(each, taken, breadth, shape)
        taken += [0] * (y + len(each.rows) - len(taken))
        for k, row in enumerate(each.rows):
            taken[y + k] |= row << x
        breadth = max(breadth, x + each.breadth)
        moves.append((x * CELL - each.left, y * CELL - each.top))
    return moves


def _spot(each: Outline, taken: Sequence[int], breadth: int, shape: float) -> tuple[int, int]:
    spots = [(x, y) for y in range(len(taken) + 1) for x in range(breadth + 1)]

    def growth(spot: tuple[int, int]) -> tuple[float, int, int]:
        right, bottom = max(breadth, spot[0] + each.breadth), max(len(taken), spot[1] + len(each.rows))
        return (max(right, bottom * shape), -spot[1], -spot[0])

    return next(spot for spot in sorted(spots, key=growth) if not _covers(each, taken, spot))


def _covers(each: Outline, taken: Sequence[int], spot: tuple[int, int]) -> bool:
    x, y = spot
    return any(row << x & below for row, below in zip(each.rows, taken[y:], strict=False))
