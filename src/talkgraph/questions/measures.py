"""How much more two things go together than chance would have it: numbers from counts."""

from __future__ import annotations

from math import log


def npmi(both: int, one: int, other: int, every: int) -> float:
    """Return the normalised pointwise mutual information of two things: -1 never, 0 as by chance, 1 only together.

    Args:
        both: how often they come together.
        one: how often the one comes.
        other: how often the other comes.
        every: how often anything comes.

    References:
        Bouma, Normalized (Pointwise) Mutual Information in Collocation Extraction, GSCL 2009.

    >>> npmi(10, 10, 10, 1000), npmi(0, 10, 10, 1000), round(npmi(1, 10, 100, 1000), 9)
    (1.0, -1.0, 0.0)
    """
    if not both:
        return -1.0
    if both == every:
        return 1.0
    return min(log(both * every / (one * other)) / -log(both / every), 1.0)


def log_likelihood(both: int, one: int, other: int, every: int) -> float:
    """Return the log-likelihood ratio G² of two things, negative where they come together less than by chance.

    It needs no large counts, as chi-square does: two talks of two are less than forty of sixty. Above 3.84 chance alone
    does it in less than one case of twenty, above 10.8 of a thousand. Arguments as of `npmi`.

    References:
        Dunning, Accurate Methods for the Statistics of Surprise and Coincidence, Computational Linguistics 19(1), 1993.

    >>> round(log_likelihood(40, 60, 60, 1000), 1), log_likelihood(6, 60, 100, 1000)
    (184.0, 0.0)
    >>> log_likelihood(0, 60, 100, 1000) < 0
    True
    """
    cells = (both, one - both, other - both, every - one - other + both)
    rows, columns = (one, every - one), (other, every - other)
    total = sum(_part(cells[i], rows[i // 2] * columns[i % 2] / every) for i in range(4))
    return 2 * total if both * every >= one * other else -2 * total


def growth(late: int, late_all: int, early: int, early_all: int) -> float:
    """Return how telling it is that a share has grown: G² of the two periods, negative where it has shrunk.

    Args:
        late: how often something came in the later period.
        late_all: how often anything came then.
        early: how often it came in the earlier period.
        early_all: how often anything came then.

    >>> growth(5, 100, 5, 100), growth(30, 100, 5, 100) > 10, growth(1, 100, 20, 100) < -10
    (0.0, True, True)
    """
    every = late_all + early_all
    return log_likelihood(late, late + early, late_all, every) if every and late + early else 0.0


def _part(seen: int, expected: float) -> float:
    return seen * log(seen / expected) if seen and expected else 0.0
