"""The straight line with the least mean squared error, and how far another line is from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def best_line(x: Floats, y: Floats) -> Floats:
    """Return (w, b) of the least squares line, shape (2,), x of shape (n,) with two that differ.

    Where the loss is least both of its slopes are zero; solved for distances from the means, which lose no digits.
    """
    from_mean = x - x.mean()
    w = float(from_mean @ (y - y.mean())) / float(from_mean @ from_mean)
    return np.array([w, float(y.mean()) - w * float(x.mean())])


def gap(w: float, b: float, x: Floats, y: Floats) -> float:
    """Return the largest distance in height, over the points, between a line and the least squares line."""
    return float(gaps(np.array([[w, b]]), x, y)[0])


def gaps(lines: Floats, x: Floats, y: Floats) -> Floats:
    """Return the gap of each of k lines (w, b), shape (k,)."""
    away = lines - best_line(x, y)
    return np.asarray(np.abs(away[:, :1] * x + away[:, 1:]).max(axis=1))


def trained_lines(x: Floats, y: Floats, lr: float, epochs: int) -> Floats:
    """Return the lines of a descent from w = b = 0, all at once, shape (epochs + 1, 2).

    Along each axis of the loss's curvature λ an epoch multiplies the distance from the best line by 1 − lr·λ. Beyond
    every float where the rate is too large.
    """
    curvature = 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1.0]])
    sizes, axes = np.linalg.eigh(curvature)
    best = best_line(x, y)
    with np.errstate(all="ignore"):
        shrunk = (1 - lr * sizes) ** np.arange(epochs + 1)[:, None]
        return np.asarray(best - (shrunk * (axes.T @ best)) @ axes.T)


def first_below(values: Floats, tolerance: float) -> int | None:
    """Return the place of the first value below a tolerance, None if there is none."""
    below = np.flatnonzero(values < tolerance)
    return int(below[0]) if below.size else None
