"""Logistic regression: fitting, pruning, rounding, and figures on what was held out."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from likeness.examples import Example

Features = Callable[[str], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one model is fitted."""

    features: Features
    size: int
    """Most features kept."""
    least: int
    """Fewest times that a feature must occur."""
    strength: float
    """Inverse of the L2 penalty."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights in hundredths, as they are shipped."""

    features: Features
    bias: int
    weights: dict[str, int]

    def score(self, text: str) -> float:
        """Return the probability that `text` is what the model looks for."""
        total = self.bias + sum(self.weights.get(f, 0) for f in self.features(text))
        return 1 / (1 + math.exp(-total / 100))


@dataclass(frozen=True, slots=True)
class Counted:
    """Examples, and how often which feature occurs in each: a row an example, a column a feature."""

    examples: Sequence[Example]
    columns: np.ndarray
    """The features, in order of code points."""
    matrix: csr_matrix


def count(features: Features, examples: Sequence[Example]) -> Counted:
    """Return the examples with their features counted."""
    number: dict[str, int] = {}
    indptr, indices = [0], []
    for example in examples:
        indices += [number.setdefault(f, len(number)) for f in features(example.text)]
        indptr.append(len(indices))
    matrix = csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(examples), len(number)))
    matrix.sum_duplicates()
    columns = np.array(list(number), dtype=object)
    order = np.argsort(columns)
    return Counted(examples, columns[order], matrix[:, order])


def fit(recipe: Recipe, counted: Counted, rows: Sequence[int]) -> Model:
    """Return the model of some examples: fitted on all frequent features, then once more on the heaviest of them."""
    examples = [counted.examples[row] for row in rows]
    matrix = counted.matrix[list(rows)]
    times = np.asarray(matrix.sum(axis=0)).ravel()
    frequent = np.flatnonzero(times >= recipe.least)
    weights, _ = _regression(recipe, matrix[:, frequent], examples)
    # A weight counts for what it does over all examples; without the count, rare accidents would fill the table.
    effect = np.abs(weights) * np.sqrt(times[frequent])
    heaviest = np.sort(frequent[np.argsort(-effect, kind="stable")[: recipe.size]])
    weights, bias = _regression(recipe, matrix[:, heaviest], examples)
    hundredths = zip(counted.columns[heaviest].tolist(), (round(100 * w) for w in weights.tolist()), strict=True)
    return Model(recipe.features, round(100 * bias), {f: w for f, w in hundredths if w})


def _regression(recipe: Recipe, matrix: csr_matrix, examples: Sequence[Example]) -> tuple[np.ndarray, float]:
    """Return the weight of each column, and the bias."""
    # Both sides count the same, whatever the numbers of examples: 0.5 is the even chance.
    total = {side: sum(e.weight for e in examples if e.positive is side) for side in (True, False)}
    even = [e.weight * len(examples) / (2 * total[e.positive]) for e in examples]
    # Solved in the dual, ten times as fast here; it visits the examples in an order drawn with the seed.
    model = LogisticRegression(C=recipe.strength, solver="liblinear", dual=True, tol=0.01, max_iter=300, random_state=7)
    model.fit(matrix, [e.positive for e in examples], sample_weight=even)
    return model.coef_[0], float(model.intercept_[0])


@dataclass(frozen=True, slots=True)
class Figures:
    """How well examples are told apart at a threshold; the area under the curve is over all thresholds."""

    positive: int
    negative: int
    precision: float
    recall: float
    auc: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision else 0.0


def measure(model: Model, examples: Sequence[Example], *, threshold: float = 0.5, even: bool = True) -> Figures:
    """Return the figures over the examples; `even`: as if there were as many of either side."""
    scores = [(model.score(e.text), e.positive) for e in examples]
    yes, no = [s for s, p in scores if p], [s for s, p in scores if not p]
    recall, alarms = sum(s >= threshold for s in yes) / len(yes), sum(s >= threshold for s in no) / len(no)
    odds = 1.0 if even else len(no) / len(yes)
    precision = recall / (recall + odds * alarms) if recall else 0.0
    auc = float(roc_auc_score([p for _, p in scores], [s for s, _ in scores]))
    return Figures(len(yes), len(no), precision, recall, auc)


def by_kind(model: Model, examples: Sequence[Example]) -> dict[str, tuple[int, float]]:
    """Return for each kind of example how many there are and which share is judged right at 0.5."""
    right: dict[str, list[bool]] = {}
    for e in examples:
        right.setdefault(e.kind, []).append((model.score(e.text) >= 0.5) == e.positive)
    return {kind: (len(found), sum(found) / len(found)) for kind, found in sorted(right.items())}


def calibration(model: Model, examples: Sequence[Example]) -> list[tuple[float, float, int]]:
    """Return for each fifth of the scale the mean score, the share of positives (sides even) and the number."""
    sides = [e.positive for e in examples]
    weight = {side: 1 / sides.count(side) for side in (True, False)}
    fifths: dict[int, list[tuple[float, bool]]] = {}
    for e in examples:
        score = model.score(e.text)
        fifths.setdefault(min(4, int(5 * score)), []).append((score, e.positive))
    out = []
    for _, found in sorted(fifths.items()):
        total = sum(weight[p] for _, p in found)
        mean, truth = sum(weight[p] * s for s, p in found), sum(weight[p] for _, p in found if p)
        out.append((mean / total, truth / total, len(found)))
    return out
