"""How near is near enough, for a line that was trained on mini-batches, whichever points shared a batch."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from calcgrade.checking.formulas.rounding import EPSILON
from calcgrade.checking.tolerances.slopes import SMALLEST_STEP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def batch_line_tolerance(
    reach: Floats, x: Floats, y: Floats, lr: float, batch_size: int, steps: int
) -> float:
    """Return how far w and b may be from the exact ones after so many steps, each over one batch.

    A step adds to each of them lr · (rounding of the batch's loss)/1e-8, so that slopes measured at any step the course
    allows fit, and 4 ulp. The rounding of a mean of k squares is (k/2 + 4)·ε·max s² with s = |w·x| + |b| + |y|, here at
    the farthest w and b of any way and for the worst point, so that it holds for every batch. Both together are √2
    times as far off as one, and what earlier steps added does not grow: a batch's second derivatives are the mean of
    2·[[x², x], [x, 1]], with eigenvalues from 0 to 2·(1 + x²), so that I − lr·H lengthens nothing where
    lr·(1 + x²) <= 1 for every point. All cases keep to that.

    Must reject another rate, factor, batch or place: parts of lr·slope of order 1; this bound is about 1e-5 of it.

    Parameters
    ----------
    reach : ndarray, shape (2,)
        The largest |w| and |b| on any way.
    """
    size = float(np.max(reach[0] * np.abs(x) + reach[1] + np.abs(y)))
    measured = lr * (min(batch_size, x.size) / 2 + 4) * EPSILON * size**2 / SMALLEST_STEP
    return math.sqrt(2) * steps * (measured + 4 * EPSILON * (1 + float(reach.max())))


def batch_loss_tolerance(lines: Floats, near: float, x: Floats, y: Floats) -> Floats:
    """Return how far the loss over all points of each line may be from the exact one, shape (m,).

    That of the sum, as `mse_tolerance`, and what w and b off by ``near`` make of it: near·(|dw| + |db|) and
    near²·mean((|x| + 1)²), the largest change of a quadratic function with these second derivatives.

    Parameters
    ----------
    lines : ndarray, shape (m, 2)
        w and b, each off by at most ``near``.
    """
    w, b = lines[:, :1], lines[:, 1:]
    parts = np.abs(w * x) + np.abs(b) + np.abs(y)
    own = (x.size / 2 + 4) * EPSILON * np.mean(parts**2, axis=1)
    off = 2 * np.abs(w * x + b - y)
    steepness = np.mean(off * (np.abs(x) + 1), axis=1)
    return np.asarray(own + near * steepness + near**2 * np.mean((np.abs(x) + 1) ** 2))
