"""How near is near enough, for the least squares line, and for the gap between it and another line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from calcgrade.checking.formulas.rounding import EPSILON
from calcgrade.checking.regression.lines import best_line
from calcgrade.checking.tolerances.sums import mse_gradient_tolerance
from calcgrade.checking.tolerances.training import line_tolerance

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def best_line_tolerance(x: Floats, y: Floats) -> Floats:
    """Return how far w and b of the least squares line may be from the exact ones, shape (2,).

    The best line is where the gradient of the loss is 0, and with the matrix H of second derivatives the gradient at
    c is H·(c − c*). A gradient that is off by as much as `mse_gradient_tolerance` allows is 0 somewhere else, at most
    |H⁻¹|·(that much) away, entry by entry. H⁻¹ holds the conditioning: where all x are far from 0 and near to each
    other, w and b are hardly known.

    Admits np.polyfit and lstsq, whose own errors are smaller (they go with the condition number of the points, these
    with its square), the normal equations, and the textbook's sums Σxy and Σx², whose differences lose as many
    digits. Must reject a rounded line, one that is trained and still on its way, and float32.

    Sources: Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., §20.4 (normal equations); Golub and
    Van Loan, *Matrix Computations*, 4th ed., §5.3.7.
    """
    w, b = best_line(x, y).tolist()
    curvature = 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1.0]])
    spread = float(np.var(x))  # the determinant of curvature/2, without its cancellation
    inverse = np.array([[curvature[1, 1], -curvature[0, 1]], [-curvature[1, 0], curvature[0, 0]]]) / (
        4 * spread
    )
    return np.asarray(np.abs(inverse) @ np.array(mse_gradient_tolerance(w, b, x, y)))


def gap_tolerance(w: float, b: float, x: Floats, y: Floats) -> float:
    """Return how far the gap between a line and the least squares line may be from the exact one.

    At a point the best line may be off by `best_line_tolerance`, δw·|x| + δb; the heights of both lines and their
    difference are rounded, by less than 4 ulp of |w·x| + |b| of each. A largest value is off by no more than the
    worst of its candidates.

    Admits every order of the operations: heights first, or coefficients. Must reject a mean, a sum or a signed
    distance, and the distance of the points themselves.
    """
    return float(_of_each(np.array([[w, b]]), x, y)[0])


def gaps_tolerance(lines: Floats, x: Floats, y: Floats, lr: float) -> Floats:
    """Return how far the gap of each line of a training may be from the exact one, shape (epochs + 1,).

    That of the gap itself, and what δ of `line_tolerance` makes of it: δ·(1 + max|x|), as both w and b may be off.
    """
    return np.asarray(_of_each(lines, x, y) + line_tolerance(lines, x, y, lr) * (1 + np.abs(x).max()))


def _of_each(lines: Floats, x: Floats, y: Floats) -> Floats:
    """Return `gap_tolerance` of k lines (w, b), shape (k,)."""
    best, off, far = best_line(x, y), best_line_tolerance(x, y), np.abs(x)
    sizes = (np.abs(lines[:, :1]) + abs(best[0])) * far + np.abs(lines[:, 1:]) + abs(best[1])
    return np.asarray((off[0] * far + off[1] + 4 * EPSILON * sizes).max(axis=1))
