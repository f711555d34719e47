"""Training a line y = w·x + b by gradient descent: the exact lines and losses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from calcgrade.checking.remembered import remembered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Loss: TypeAlias = Callable[[float, float, "Floats", "Floats"], Any]
"""Loss of the line (w, b) over points x, y of shape (n,): a number."""

Slopes: TypeAlias = Callable[[float, float, "Floats", "Floats"], tuple[Any, Any]]
"""Its derivatives by w and b."""


def squared_error(w: float, b: float, x: Floats, y: Floats) -> float:
    """Return the mean squared error."""
    return float(np.mean((w * x + b - y) ** 2))


def slopes(w: float, b: float, x: Floats, y: Floats) -> tuple[float, float]:
    """Return the derivatives of the mean squared error by w and b."""
    miss = w * x + b - y
    return float(2 * np.mean(miss * x)), float(2 * np.mean(miss))


@remembered
def descend(
    x: Floats, y: Floats, lr: float = 0.01, epochs: int = 200, *,
    gradient: Slopes = slopes, start: tuple[float, float] = (0.0, 0.0),
) -> Floats:  # fmt: skip
    """Return the lines (w, b) from the start to after the last epoch, shape (epochs + 1, 2)."""
    lines = [np.array(start, dtype=np.float64)]
    for _ in range(epochs):
        w, b = lines[-1]
        lines.append(lines[-1] - lr * np.array(gradient(w, b, x, y), dtype=np.float64))
    return np.array(lines)


@remembered
def losses(lines: Floats, x: Floats, y: Floats, loss: Loss = squared_error) -> Floats:
    """Return the loss of each line, shape (epochs + 1,)."""
    return np.array([loss(w, b, x, y) for w, b in lines], dtype=np.float64)


def forms(history: Floats) -> list[Floats]:
    """Return the histories that a training may keep: before each step, after each, or both ends."""
    return [history[:-1], history[1:], history]
