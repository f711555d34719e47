"""How near is near enough, for sums over data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from calcgrade.checking.formulas.rounding import EPSILON

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike, NDArray


def sum_tolerance(sizes: Iterable[float] | NDArray[np.float64]) -> float:
    """Return how far a sum may be from the exact one, given the sizes of its terms.

    ``(k/2 + 4)·ε·Σ|terms|`` for k terms: k − 1 additions, each off by at most u·Σ|terms| (Higham, §4.2),
    and up to eight operations inside a term. It scales with the terms, not with their sum: at the optimum
    of a fit the slope's terms average 3 and its value is −7e-15.

    Admits loops, `sum`, `np.sum`, `np.mean`, dot products. Must reject a wrong factor (1/2n for 1/n), which
    moves the sum by a part of order 1.
    """
    terms = np.abs(np.asarray(sizes if isinstance(sizes, np.ndarray) else list(sizes), dtype=np.float64))
    return (terms.size / 2 + 4) * EPSILON * float(terms.sum())


def mse_tolerance(w: float, b: float, x: ArrayLike, y: ArrayLike) -> float:
    """Return how far mean((w·x + b − y)²) may be from the exact one.

    A residual is as exact as its largest part, not as its own size, so each term counts with
    (|w·x| + |b| + |y|)²: a perfect fit's loss is about 1e-32, and any value as small as rounding is right.
    """
    parts = _residual_size(w, b, x, y)
    return sum_tolerance(parts**2 / parts.size)


def mse_gradient_tolerance(w: float, b: float, x: ArrayLike, y: ArrayLike) -> tuple[float, float]:
    """Return how far (dw, db) = (mean(2·r·x), mean(2·r)), r = w·x + b − y, may be from the exact ones.

    Terms count with 2·(|w·x| + |b| + |y|)·|x| and without the last factor, as in `mse_tolerance`; so the sums
    multiplied out (w·Σx² + b·Σx − Σxy) fit too.
    """
    parts = _residual_size(w, b, x, y) * (2 / np.size(x))
    return sum_tolerance(parts * np.abs(np.asarray(x, dtype=np.float64))), sum_tolerance(parts)


def _residual_size(w: float, b: float, x: ArrayLike, y: ArrayLike) -> NDArray[np.float64]:
    xs, ys = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    return np.asarray(np.abs(w * xs) + abs(b) + np.abs(ys))
