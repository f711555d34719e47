"""How near is near enough, for a parabola's mean squared error, its gradient, and a training of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from calcgrade.checking.formulas.rounding import EPSILON
from calcgrade.checking.regression.parabolas import slopes
from calcgrade.checking.tolerances.slopes import SMALLEST_STEP
from calcgrade.checking.tolerances.sums import sum_tolerance

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def quadratic_loss_tolerance(a: float, b: float, c: float, x: Floats, y: Floats) -> float:
    """Return how far mean((a·x² + b·x + c − y)²) may be from the exact one.

    As for a line: a miss is as exact as its largest part, so each term counts with
    (|a·x²| + |b·x| + |c| + |y|)². Its seven operations and the square are the eight that `sum_tolerance` allows.
    """
    parts = _sizes(a, b, c, x, y)
    return sum_tolerance(parts**2 / parts.size)


def quadratic_gradient_tolerance(a: float, b: float, c: float, x: Floats, y: Floats) -> Floats:
    """Return how far (da, db, dc) = mean(2·r·x²), mean(2·r·x), mean(2·r) may be off, shape (3,).

    Terms count with 2·(|a·x²| + |b·x| + |c| + |y|)·|x|ᵏ, so that the sums multiplied out fit too. Must reject a
    missing 2 or a missing x, parts of order 1.
    """
    parts = _sizes(a, b, c, x, y) * (2 / x.size)
    return np.array([sum_tolerance(parts * np.abs(x) ** k) for k in (2, 1, 0)])


def parabola_tolerance(parabolas: Floats, x: Floats, y: Floats, lr: float) -> Floats:
    """Return how far a, b and c after each epoch may be from the exact ones, shape (epochs + 1,).

    As `line_tolerance`: each step adds lr · (rounding of the loss)/1e-8, so that measured slopes fit, and 4 ulp; what
    earlier steps added does not grow where lr is below 2 over the largest curvature, 2·mean(x⁴ + x² + 1) at most.
    """
    measured = [lr * quadratic_loss_tolerance(a, b, c, x, y) / SMALLEST_STEP for a, b, c in parabolas[:-1]]
    rounded = 4 * EPSILON * (1 + np.abs(parabolas[1:]).max(axis=1, initial=0.0))
    return np.concatenate([[0.0], np.cumsum(measured + rounded)])


def parabola_loss_tolerance(parabolas: Floats, x: Floats, y: Floats, lr: float) -> Floats:
    """Return how far the loss of each parabola may be from the exact one, shape (epochs + 1,).

    That of the sum itself, and what δ of `parabola_tolerance` makes of it: δ·(|da| + |db| + |dc|) and
    δ²·mean((x² + |x| + 1)²), which is the largest change of a quadratic function with this curvature.
    """
    near = parabola_tolerance(parabolas, x, y, lr)
    steepness = np.array([np.abs(slopes(a, b, c, x, y)).sum() for a, b, c in parabolas])
    own = np.array([quadratic_loss_tolerance(a, b, c, x, y) for a, b, c in parabolas])
    return np.asarray(own + near * steepness + near**2 * np.mean((x**2 + np.abs(x) + 1) ** 2))


def _sizes(a: float, b: float, c: float, x: Floats, y: Floats) -> Floats:
    return np.asarray(np.abs(a * x**2) + np.abs(b * x) + abs(c) + np.abs(y))
