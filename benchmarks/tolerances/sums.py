"""Sums over data: loss and gradient of the mean squared error, also next to its optimum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.tolerances import data, exact
from benchmarks.tolerances.ledger import share
from benchmarks.tolerances.places import near

from calcgrade.checking.regression.training import slopes, squared_error
from calcgrade.checking.tolerances import mse_gradient_tolerance, mse_tolerance

if TYPE_CHECKING:
    from benchmarks.tolerances.ledger import Ledger
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DRAWS = 12
"""Data sets that the checks of the project ask for."""

ANYWHERE, AT_OPTIMUM = "MSE sums", "MSE sums at the optimum"


def measure(ledger: Ledger, count: int) -> None:
    """Hold losses and gradients against their tolerances, at any lines and at the best ones."""
    for draws, x, y in data.drawn("sums"):
        w, b = (np.array([[near(draws)] for _ in x]) for _ in "wb")
        _loss(ledger, ANYWHERE, w, b, x, y)
        _gradient(ledger, ANYWHERE, w, b, x, y)
        w, b = _best(x, y)
        w += draws.choice((0.0, 1e-15, 1e-12, 1e-9))
        _loss(ledger, AT_OPTIMUM, w, b, x, y)
        _gradient(ledger, AT_OPTIMUM, w, b, x, y)
        for family in (ANYWHERE, AT_OPTIMUM):
            ledger.points[family] += len(x)
        if ledger.points[ANYWHERE] >= count:
            return


def _best(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    middle, height = x.mean(axis=1, keepdims=True), y.mean(axis=1, keepdims=True)
    w = ((x - middle) * (y - height)).sum(axis=1, keepdims=True) / ((x - middle) ** 2).sum(
        axis=1, keepdims=True
    )
    return w, height - w * middle


def _each(w: Floats, b: Floats, x: Floats, y: Floats) -> Any:
    """Yield w, b, x, y of one data set after another."""
    return zip(w.ravel().tolist(), b.ravel().tolist(), x, y, strict=True)


def _mean(values: Floats) -> Floats:
    """Return the mean of each row, shape (m,); row by row NumPy adds as in one dimension."""
    return np.asarray(np.mean(values, axis=1))


def _loss(ledger: Ledger, family: str, w: Floats, b: Floats, x: Floats, y: Floats) -> None:
    n, r = x.shape[1], w * x + b - y
    right = np.array([squared_error(*line) for line in _each(w, b, x, y)])
    within = np.array([mse_tolerance(*line) for line in _each(w, b, x, y)])
    found = {
        "np.mean": _mean(np.square(y - (b + w * x))),
        "loop": sum(np.ascontiguousarray(((y - (w * x + b)) ** 2).T)) / n,
        "sum / n": sum(r.T**2) / n,
        "dot product": np.array([np.dot(row, row) for row in r]) / n,
        "1/n · np.sum": 1 / n * np.sum((w * x - y + b) ** 2, axis=1),
        "multiplied out": _multiplied_out(w, b, x, y),
    }
    if exact.WIDER:
        wide = w * x.astype(np.longdouble) + b - y
        found["exact"] = right + ((wide * wide).mean(axis=1) - right).astype(np.float64)
    for name, value in found.items():
        ledger.right(family, "loss", name, share(value - right, within))
    if family != ANYWHERE:
        return
    x32, y32, w32, b32 = (part.astype(np.float32) for part in (x, y, w, b))
    for name, value in {
        "half": right / 2,
        "sum for mean": right * n,
        "n − 1": right * n / (n - 1),
        "absolute misses": _mean(np.abs(r)),
        "squared after averaging": _mean(r) ** 2,
        "root": right**0.5,
        "float32": np.mean((w32 * x32 + b32 - y32) ** 2, axis=1),
    }.items():
        ledger.bad(family, "loss", name, share(value - right, within), draws=DRAWS)


def _multiplied_out(w: Floats, b: Floats, x: Floats, y: Floats) -> Floats:
    w, b = w.ravel(), b.ravel()
    xx, x_, xy, y_, yy = (_mean(part) for part in (x * x, x, x * y, y, y * y))
    return w * w * xx + 2 * w * b * x_ + b * b - 2 * w * xy - 2 * b * y_ + yy


def _gradient(ledger: Ledger, family: str, w: Floats, b: Floats, x: Floats, y: Floats) -> None:
    n, r = x.shape[1], w * x + b - y
    right = np.array([slopes(*line) for line in _each(w, b, x, y)])
    within = np.array([mse_gradient_tolerance(*line) for line in _each(w, b, x, y)])
    found: dict[str, Any] = {
        "np.mean": (2 * _mean(r * x), 2 * _mean(r)),
        "loop": (sum((2 * r * x).T) / n, sum((2 * r).T) / n),
        "−2/n · sum": (-2 / n * sum((x * (y - (w * x + b))).T), -2 / n * sum((y - (w * x + b)).T)),
        "mean of 2r": (_mean(2 * r * x), _mean(2 * r)),
        "dot product": (
            2 / n * np.array([np.dot(xs, misses) for xs, misses in zip(x, r, strict=True)]),
            2 * np.sum(r, axis=1) / n,
        ),
        "matrix": np.array([_matrix(*line) for line in _each(w, b, x, y)]).T,
        "multiplied out": (
            2 * (w.ravel() * _mean(x * x) + b.ravel() * _mean(x) - _mean(x * y)),
            2 * (w.ravel() * _mean(x) + b.ravel() - _mean(y)),
        ),
    }
    if exact.WIDER:
        wide = w * x.astype(np.longdouble) + b - y
        slope = np.stack([2 * (wide * x).mean(axis=1), 2 * wide.mean(axis=1)], axis=1)
        found["exact"] = (right + (slope - right).astype(np.float64)).T
    for name, value in found.items():
        ledger.right(family, "gradient", name, share(np.stack(value, axis=1) - right, within))
    if family != ANYWHERE:
        return
    x32, y32, w32, b32 = (part.astype(np.float32) for part in (x, y, w, b))
    r32, (dw, db) = w32 * x32 + b32 - y32, right.T
    for name, value in {
        "2 missing": (dw / 2, db / 2),
        "sum for mean": (dw * n, db * n),
        "sign flipped": (-dw, -db),
        "x missing in dw": (db, db),
        "x in db too": (dw, dw),
        "exchanged": (db, dw),
        "n − 1": (dw * n / (n - 1), db * n / (n - 1)),
        "float32": (2 * np.mean(r32 * x32, axis=1), 2 * np.mean(r32, axis=1)),
    }.items():
        worst = share(np.stack(value, axis=1) - right, within).max(axis=1)
        ledger.bad(family, "gradient", name, worst, draws=DRAWS)


def _matrix(w: float, b: float, x: Floats, y: Floats) -> Floats:
    columns = np.column_stack([x, np.ones(x.size)])
    return np.asarray(2 / x.size * columns.T @ (columns @ np.array([w, b]) - y))
