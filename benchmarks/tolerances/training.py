"""Lines trained by gradient descent for one to three epochs, and the losses on their way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.tolerances import data
from benchmarks.tolerances.ledger import share

from calcgrade.checking.regression.training import descend, losses
from calcgrade.checking.tolerances import line_tolerance, loss_tolerance

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.tolerances.ledger import Ledger
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Slopes = Callable[[Floats, Floats, Floats, Floats], tuple[Floats, Floats]]

DRAWS = 6
"""Trainings that a check of the project asks for."""

FAMILY = "training, 1 to 3 epochs"


def measure(ledger: Ledger, count: int) -> None:
    """Hold lines and losses against their tolerances, where steps do not grow."""
    for k, (draws, x, y) in enumerate(data.drawn("training")):
        lr, epochs = draws.choice((0.02, 0.05, 0.03)), 1 + k // 2 % 3
        calm = 2 * lr * (1 + np.mean(x**2, axis=1)) < 2
        if calm.any():
            _training(ledger, x[calm], y[calm], lr, epochs, h=draws.choice((1e-4, 1e-6, 1e-7, 1e-8)))
        if ledger.points[FAMILY] >= count:
            return


def _training(ledger: Ledger, x: Floats, y: Floats, lr: float, epochs: int, h: float) -> None:
    ledger.points[FAMILY] += len(x)
    sets = list(zip(x, y, strict=True))
    lines = np.array([descend(xs, ys, lr, epochs) for xs, ys in sets])
    right = np.array([losses(line, xs, ys) for line, (xs, ys) in zip(lines, sets, strict=True)])
    within = np.array([line_tolerance(line, *pair, lr) for line, pair in zip(lines, sets, strict=True)])
    loss_within = np.array([loss_tolerance(line, *pair, lr) for line, pair in zip(lines, sets, strict=True)])

    def measured(w: Floats, b: Floats, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        return (
            (_loss(w + h, b, x, y) - _loss(w - h, b, x, y)) / (2 * h),
            (_loss(w, b + h, x, y) - _loss(w, b - h, x, y)) / (2 * h),
        )

    for name, gradient in {"exact slopes": _written_otherwise, "measured slopes": measured}.items():
        found = _descend(x, y, lr, epochs, gradient)
        off = np.abs(found - lines).max(axis=2)
        ledger.right(FAMILY, "line", name, share(off[:, 1:], within[:, 1:]))
        history = np.stack([_loss(w, b, x, y) for w, b in found.transpose(1, 2, 0)[..., np.newaxis]], axis=1)
        ledger.right(FAMILY, "loss history", name, share(history[:, :, 0] - right, loss_within))
    wrong = {
        name: _descend(x, y, lr * factor, epochs, _written_otherwise)
        for name, factor in {
            "2 missing": 0.5,
            "uphill": -1.0,
            "rate forgotten": 1 / lr,
            "sum for mean": float(x.shape[1]),
        }.items()
    } | {"not simultaneous": _one_after_the_other(x, y, lr, epochs)}
    for name, found in wrong.items():
        off = np.abs(found[:, -1] - lines[:, -1]).max(axis=1)
        ledger.bad(FAMILY, "line", name, share(off, within[:, -1]), draws=DRAWS)


def _loss(w: Floats, b: Floats, x: Floats, y: Floats) -> Floats:
    return np.asarray(np.mean((w * x + b - y) ** 2, axis=1, keepdims=True))


def _written_otherwise(w: Floats, b: Floats, x: Floats, y: Floats) -> tuple[Any, Any]:
    n = x.shape[1]
    return (
        -2 / n * np.sum(x * (y - w * x - b), axis=1, keepdims=True),
        -2 / n * np.sum(y - (w * x + b), axis=1, keepdims=True),
    )


def _descend(x: Floats, y: Floats, lr: float, epochs: int, gradient: Slopes) -> Floats:
    """Return the lines of each data set from the start on, shape (m, epochs + 1, 2)."""
    w = b = np.zeros((len(x), 1))
    lines = [np.hstack([w, b])]
    for _ in range(epochs):
        dw, db = gradient(w, b, x, y)
        w, b = w - lr * dw, b - lr * db
        lines.append(np.hstack([w, b]))
    return np.stack(lines, axis=1)


def _one_after_the_other(x: Floats, y: Floats, lr: float, epochs: int) -> Floats:
    """Return what `_descend` does where b steps from the new w."""
    w = b = np.zeros((len(x), 1))
    lines = [np.hstack([w, b])]
    for _ in range(epochs):
        w = w - lr * _written_otherwise(w, b, x, y)[0]
        b = b - lr * _written_otherwise(w, b, x, y)[1]
        lines.append(np.hstack([w, b]))
    return np.stack(lines, axis=1)
