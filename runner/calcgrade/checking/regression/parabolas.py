"""Training a parabola y = a·x² + b·x + c by gradient descent: the exact parabolas and losses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Slopes: TypeAlias = Callable[[float, float, float, "Floats", "Floats"], Any]
"""Derivatives of a loss by a, b and c, at a parabola over points x, y of shape (n,)."""

Loss: TypeAlias = Callable[[float, float, float, "Floats", "Floats"], Any]
"""Loss of the parabola (a, b, c) over points x, y of shape (n,): a number."""


def miss(a: float, b: float, c: float, x: Floats, y: Floats) -> Floats:
    """Return how far each prediction lies above its point, shape (n,)."""
    return np.asarray(a * x**2 + b * x + c - y, dtype=np.float64)


def squared_error(a: float, b: float, c: float, x: Floats, y: Floats) -> float:
    """Return the mean squared error."""
    return float(np.mean(miss(a, b, c, x, y) ** 2))


def slopes(a: float, b: float, c: float, x: Floats, y: Floats) -> tuple[float, float, float]:
    """Return the derivatives of the mean squared error by a, b and c."""
    off = miss(a, b, c, x, y)
    return float(2 * np.mean(off * x**2)), float(2 * np.mean(off * x)), float(2 * np.mean(off))


def descend(
    x: Floats, y: Floats, lr: float = 0.02, epochs: int = 200, *, gradient: Slopes = slopes
) -> Floats:
    """Return the parabolas (a, b, c) from 0 to after the last epoch, shape (epochs + 1, 3)."""
    found = np.zeros((epochs + 1, 3))
    for k in range(epochs):
        a, b, c = found[k].tolist()
        found[k + 1] = found[k] - lr * np.array(gradient(a, b, c, x, y), dtype=np.float64)
    return found


def losses(parabolas: Floats, x: Floats, y: Floats, loss: Loss = squared_error) -> Floats:
    """Return the loss of each parabola, shape (epochs + 1,)."""
    return np.array([loss(a, b, c, x, y) for a, b, c in parabolas], dtype=np.float64)
