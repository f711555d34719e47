"""Training a line y = w·x + b by gradient descent: the exact lines and losses, and how near is near enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from calcgrade.checking.rounding import EPSILON
from calcgrade.checking.sums import mse_tolerance
from calcgrade.checking.tolerances import SMALLEST_STEP

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


def losses(lines: Floats, x: Floats, y: Floats, loss: Loss = squared_error) -> Floats:
    """Return the loss of each line, shape (epochs + 1,)."""
    return np.array([loss(w, b, x, y) for w, b in lines], dtype=np.float64)


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


def loss_tolerance(lines: Floats, x: Floats, y: Floats, lr: float) -> Floats:
    """Return how far the loss of each line may be from the exact one, shape (epochs + 1,).

    That of the sum itself, and what `line_tolerance` makes of it: δ·(|dw| + |db|) + δ²·(1 + mean x²), doubled
    for the product of both.
    """
    near = line_tolerance(lines, x, y, lr)
    steepness = np.array([np.abs(slopes(w, b, x, y)).sum() for w, b in lines])
    own = np.array([mse_tolerance(w, b, x, y) for w, b in lines])
    return np.asarray(own + near * steepness + 2 * near**2 * (1 + np.mean(x**2)))


def forms(history: Floats) -> list[Floats]:
    """Return the histories that a training may keep: before each step, after each, or both ends."""
    return [history[:-1], history[1:], history]
