"""Two evaluations side by side: what a change gained and what it lost, and the form in which one is saved."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from talkgraph.errors import Place, SourceError
from talkgraph.questions.evaluate import Judgement, Marks, Outcome, Tally

_HINT = "a result saved by `talkgraph evaluate GOLD_DIR --json` was expected"
_NOT_GROUPS = frozenset({"documents", "errors"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the marks from one evaluation to the next."""

    groups: tuple[tuple[str, Tally, Tally], ...]
    """Type or predicate, then before and after."""
    gained: tuple[Judgement, ...]
    """What was wrong or missed, and isn't any more."""
    lost: tuple[Judgement, ...]
    """What is wrong or missed, and wasn't before."""


def compare(before: Marks, after: Marks) -> Comparison:
    """Return what changed from `before` to `after`; sound for the same annotations only."""
    groups = dict.fromkeys((*after.tallies, *before.tallies))
    rows = tuple((group, before.tallies.get(group, Tally()), after.tallies.get(group, Tally())) for group in groups)
    return Comparison(rows, _without(before.faults, after.faults), _without(after.faults, before.faults))


def _without(faults: tuple[Judgement, ...], others: tuple[Judgement, ...]) -> tuple[Judgement, ...]:
    """Return the faults that `others` doesn't hold, as often as it doesn't."""
    left = Counter(faults) - Counter(others)
    kept = []
    for fault in faults:
        if left[fault] > 0:
            left[fault] -= 1
            kept.append(fault)
    return tuple(kept)


def as_plain(found: Marks) -> dict[str, Any]:
    """Return an evaluation as plain data: figures by group, and every fault with its context under `errors`."""
    plain: dict[str, Any] = {"documents": found.documents}
    plain |= {group: figures(tally) for group, tally in found.tallies.items()}
    plain["errors"] = [[f.document, f.outcome, f.group, f.what, f.context] for f in found.faults]
    return plain


def figures(tally: Tally) -> dict[str, float]:
    """Return the figures of a tally, shares rounded to four places."""
    return {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
        "right": tally.right,
        "wrong": tally.wrong,
        "missed": tally.missed,
    }


def read_marks(data: bytes, place: Place | str) -> Marks:
    """Return a saved evaluation.

    Raises:
        SourceError: not JSON, or nothing that `as_plain` makes.
    """
    try:
        found = json.loads(data.decode("utf-8-sig"))
        tallies = {group: _tally(row) for group, row in found.items() if group not in _NOT_GROUPS}
        faults = tuple(_fault(*row) for row in found["errors"])
        return Marks(int(found["documents"]), tallies, faults)
    except KeyError as error:
        raise SourceError(place, f"it has no {error}", _HINT) from error
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(place, f"not a saved result: {error}", _HINT) from error


def _tally(row: Mapping[str, Any]) -> Tally:
    return Tally(int(row["right"]), int(row["wrong"]), int(row["missed"]))


def _fault(document: str, outcome: str, group: str, what: str, context: str = "") -> Judgement:
    return Judgement(str(document), str(group), Outcome(outcome), str(what), str(context))
