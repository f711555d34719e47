"""Sums over data: loss and gradient of the mean squared error, also next to its optimum, and trained lines."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.tolerances import exact
from benchmarks.tolerances.ledger import share
from benchmarks.tolerances.places import SEED, near

from calcgrade.checking.families import draw_all
from calcgrade.checking.regression.data_families import data_sets
from calcgrade.checking.regression.training import descend, losses, slopes, squared_error
from calcgrade.checking.tolerances import (
    line_tolerance,
    loss_tolerance,
    mse_gradient_tolerance,
    mse_tolerance,
)

if TYPE_CHECKING:
    from benchmarks.tolerances.ledger import Ledger
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DRAWS, TRAININGS = 12, 6
"""Data sets that the checks of the project ask for."""

TRAINING = "training, 1 to 3 epochs"


def measure(ledger: Ledger, count: int) -> None:
    """Hold losses, gradients and trained lines against their tolerances."""
    draws, generator = random.Random(f"{SEED} sums"), np.random.default_rng(SEED)
    for k in range(count):
        x, y = _data(draws, generator, k)
        w, b = near(draws), near(draws)
        _loss(ledger, "MSE sums", w, b, x, y)
        _gradient(ledger, "MSE sums", w, b, x, y)
        if np.ptp(x) > 0:  # else every line through the mean is as good
            w, b = _best(x, y)
            aside = draws.choice((0.0, 1e-15, 1e-12, 1e-9))
            _loss(ledger, "MSE sums at the optimum", w + aside, b, x, y, wrong=False)
            _gradient(ledger, "MSE sums at the optimum", w + aside, b, x, y, wrong=False)
    k = 0
    while ledger.points[TRAINING] < count:
        _training(ledger, *_data(draws, generator, k), draws.choice((0.02, 0.05, 0.03)), 1 + k % 3)
        k += 1


def _data(draws: random.Random, generator: np.random.Generator, k: int) -> tuple[Floats, Floats]:
    """Draw points as the checks do, or up to 60 noisy ones near a line; x up to 10."""
    if k % 2:
        x, y = draw_all({"data": data_sets()}, draws.choice)["data"]
        return np.array(x), np.array(y)
    x = generator.uniform(-3, draws.choice((3, 10)), draws.randint(2, 60))
    return x, 2 * x + 1 + generator.normal(size=x.size) * draws.choice((0.0, 0.1, 1.0))


def _best(x: Floats, y: Floats) -> tuple[float, float]:
    away = x - x.mean()
    w = float(away @ (y - y.mean()) / (away @ away))
    return w, float(y.mean() - w * x.mean())


def _loss(
    ledger: Ledger, family: str, w: float, b: float, x: Floats, y: Floats, *, wrong: bool = True
) -> None:
    ledger.points[family] += 1
    n, r = x.size, w * x + b - y
    right, within = squared_error(w, b, x, y), mse_tolerance(w, b, x, y)
    total = 0.0
    for xi, yi in zip(x.tolist(), y.tolist(), strict=True):
        total += (yi - (w * xi + b)) ** 2
    found = {
        "np.mean": np.mean(np.square(y - (b + w * x))),
        "loop": total / n,
        "sum / n": sum(r**2) / n,
        "dot product": np.dot(r, r) / n,
        "1/n · np.sum": 1 / n * np.sum((w * x - y + b) ** 2),
        "multiplied out": _multiplied_out(w, b, x, y),
    }
    if exact.WIDER:
        wide = w * x.astype(np.longdouble) + b - y
        found["exact"] = right + float((wide * wide).mean() - np.longdouble(right))
    for name, value in found.items():
        ledger.right(family, "loss", name, share(float(value) - right, within))
    if wrong:
        single = x.astype(np.float32), y.astype(np.float32)
        for name, value in {
            "half": right / 2,
            "sum for mean": right * n,
            "n − 1": right * n / (n - 1),
            "absolute misses": float(np.mean(np.abs(r))),
            "squared after averaging": float(np.mean(r)) ** 2,
            "root": right**0.5,
            "float32": float(np.mean((np.float32(w) * single[0] + np.float32(b) - single[1]) ** 2)),
        }.items():
            ledger.bad(family, "loss", name, share(value - right, within), draws=DRAWS)


def _multiplied_out(w: float, b: float, x: Floats, y: Floats) -> float:
    means = np.mean(x * x), np.mean(x), np.mean(x * y), np.mean(y), np.mean(y * y)
    xx, x_, xy, y_, yy = map(float, means)
    return w * w * xx + 2 * w * b * x_ + b * b - 2 * w * xy - 2 * b * y_ + yy


def _gradient(
    ledger: Ledger, family: str, w: float, b: float, x: Floats, y: Floats, *, wrong: bool = True
) -> None:
    n, r = x.size, w * x + b - y
    right, within = slopes(w, b, x, y), mse_gradient_tolerance(w, b, x, y)
    dw = db = 0.0
    for xi, yi in zip(x.tolist(), y.tolist(), strict=True):
        miss = w * xi + b - yi
        dw += 2 * miss * xi
        db += 2 * miss
    columns = np.column_stack([x, np.ones(n)])
    found: dict[str, Any] = {
        "np.mean": (2 * np.mean(r * x), 2 * np.mean(r)),
        "loop": (dw / n, db / n),
        "−2/n · sum": (-2 / n * sum(x * (y - (w * x + b))), -2 / n * sum(y - (w * x + b))),
        "mean of 2r": (np.mean(2 * r * x), (2 * r).mean()),
        "dot product": (2 / n * np.dot(x, r), 2 * np.sum(r) / n),
        "matrix": 2 / n * columns.T @ (columns @ np.array([w, b]) - y),
        "multiplied out": (
            2 * (w * np.mean(x * x) + b * np.mean(x) - np.mean(x * y)),
            2 * (w * np.mean(x) + b - np.mean(y)),
        ),
    }
    if exact.WIDER:
        wide = w * x.astype(np.longdouble) + b - y
        slope = 2 * (wide * x).mean(), 2 * wide.mean()
        found["exact"] = [a + float(e - np.longdouble(a)) for a, e in zip(right, slope, strict=True)]
    for name, value in found.items():
        ledger.right(family, "gradient", name, _worst(value, right, within))
    if wrong:
        x32, y32 = x.astype(np.float32), y.astype(np.float32)
        r32 = np.float32(w) * x32 + np.float32(b) - y32
        for name, value in {
            "2 missing": (right[0] / 2, right[1] / 2),
            "sum for mean": (right[0] * n, right[1] * n),
            "sign flipped": (-right[0], -right[1]),
            "x missing in dw": (right[1], right[1]),
            "x in db too": (right[0], right[0]),
            "exchanged": (right[1], right[0]),
            "n − 1": (right[0] * n / (n - 1), right[1] * n / (n - 1)),
            "float32": (2 * np.mean(r32 * x32), 2 * np.mean(r32)),
        }.items():
            ledger.bad(family, "gradient", name, _worst(value, right, within), draws=DRAWS)


def _training(ledger: Ledger, x: Floats, y: Floats, lr: float, epochs: int) -> None:
    family = TRAINING
    if 2 * lr * (1 + float(np.mean(x**2))) >= 2:  # the steps of such a training grow
        return
    ledger.points[family] += 1
    lines = descend(x, y, lr, epochs)
    within, right = line_tolerance(lines, x, y, lr), losses(lines, x, y)
    loss_within = loss_tolerance(lines, x, y, lr)

    def written_otherwise(w: float, b: float, x: Floats, y: Floats) -> tuple[Any, Any]:
        return -2 / x.size * np.dot(x, y - w * x - b), -2 / x.size * np.sum(y - (w * x + b))

    def measured(w: float, b: float, x: Floats, y: Floats) -> tuple[Any, Any]:
        h = (1e-4, 1e-6, 1e-7, 1e-8)[epochs % 4]
        return (
            (squared_error(w + h, b, x, y) - squared_error(w - h, b, x, y)) / (2 * h),
            (squared_error(w, b + h, x, y) - squared_error(w, b - h, x, y)) / (2 * h),
        )

    for name, gradient in {"exact slopes": written_otherwise, "measured slopes": measured}.items():
        found = descend(x, y, lr, epochs, gradient=gradient)
        for k in range(1, epochs + 1):
            off = float(np.abs(found[k] - lines[k]).max())
            ledger.right(family, "line", name, share(off, float(within[k])))
        off_losses = np.abs(losses(found, x, y) - right)
        for off, near_enough in zip(off_losses.tolist(), loss_within.tolist(), strict=True):
            ledger.right(family, "loss history", name, share(off, near_enough))
    for name, factor in {
        "2 missing": 0.5,
        "uphill": -1.0,
        "rate forgotten": 1 / lr,
        "sum for mean": float(x.size),
    }.items():
        wrong = descend(x, y, lr * factor, epochs)
        ratio = share(float(np.abs(wrong[-1] - lines[-1]).max()), float(within[-1]))
        ledger.bad(family, "line", name, ratio, draws=TRAININGS)
    w = b = 0.0
    for _ in range(epochs):
        w -= lr * slopes(w, b, x, y)[0]
        b -= lr * slopes(w, b, x, y)[1]
    ratio = share(float(np.abs(np.array([w, b]) - lines[-1]).max()), float(within[-1]))
    ledger.bad(family, "line", "not simultaneous", ratio, draws=TRAININGS)


def _worst(found: Any, right: tuple[float, float], within: tuple[float, float]) -> float:
    return max(share(float(a) - b, c) for a, b, c in zip(found, right, within, strict=True))
