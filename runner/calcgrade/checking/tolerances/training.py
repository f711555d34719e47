"""How near is near enough, for a line that was trained and for the losses on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from calcgrade.checking.formulas.rounding import EPSILON
from calcgrade.checking.regression.training import slopes
from calcgrade.checking.remembered import remembered
from calcgrade.checking.tolerances.slopes import SMALLEST_STEP
from calcgrade.checking.tolerances.sums import mse_tolerance

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@remembered
def line_tolerance(lines: Floats, x: Floats, y: Floats, lr: float) -> Floats:
    """Return how far w and b after each epoch may be from the exact ones, shape (epochs + 1,).

    Each step adds lr · (rounding of the loss)/1e-8, so that slopes measured at any step the course allows fit,
    and 4 ulp; what earlier steps added does not grow, for the step is a contraction wherever lr is less
    than 2 over the largest curvature.

    Must reject every wrong update: a sign, a forgotten or doubled rate, a stale slope move w or b by a part of
    lr·slope of order 1, this bound is below 1e-6 of it.
    """
    measured = [lr * mse_tolerance(w, b, x, y) / SMALLEST_STEP for w, b in lines[:-1]]
    rounded = 4 * EPSILON * (1 + np.abs(lines[1:]).max(axis=1, initial=0.0))
    return np.concatenate([[0.0], np.cumsum(measured + rounded)])


@remembered
def loss_tolerance(lines: Floats, x: Floats, y: Floats, lr: float) -> Floats:
    """Return how far the loss of each line may be from the exact one, shape (epochs + 1,).

    That of the sum itself, and what `line_tolerance` makes of it: δ·(|dw| + |db|) + δ²·(1 + mean x²), doubled
    for the product of both.
    """
    near = line_tolerance(lines, x, y, lr)
    steepness = np.array([np.abs(slopes(w, b, x, y)).sum() for w, b in lines])
    own = np.array([mse_tolerance(w, b, x, y) for w, b in lines])
    return np.asarray(own + near * steepness + 2 * near**2 * (1 + np.mean(x**2)))
