"""The least squares line by a formula, the gap between it and another line, and gaps of a training."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.tolerances.ledger import share
from benchmarks.tolerances.notes import Notes, part
from benchmarks.tolerances.places import SEED, near

from calcgrade.checking.families import draw_all
from calcgrade.checking.regression.data_families import data_sets, points_in_no_order
from calcgrade.checking.regression.line_distances import DISTANCES
from calcgrade.checking.regression.line_fits import FITS
from calcgrade.checking.regression.lines import best_line, gap, gaps, trained_lines
from calcgrade.checking.regression.training import descend, squared_error
from calcgrade.checking.tolerances import best_line_tolerance, gap_tolerance, gaps_tolerance

if TYPE_CHECKING:
    from benchmarks.tolerances.exact import Wide
    from benchmarks.tolerances.ledger import Ledger
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DRAWS = 10
"""Data sets that a check asks for."""

GAPS, TRAINING = "gaps between two lines", "gaps of a training"
NEAR, FAR = "least squares lines", "least squares lines, x from 1e-3 to 1e3"


def measure(ledger: Ledger, count: int) -> None:
    """Hold lines and gaps against their tolerances."""
    draws, generator = random.Random(f"{SEED} lines"), np.random.default_rng(SEED)
    notes = Notes()
    for k in range(count):
        x, y = _data(draws, generator, k)
        _line(notes, NEAR, x, y)
        _gap(notes, near(draws), near(draws), x, y)
        _line(notes, FAR, *_far(draws, generator), wrong=False)
    ledger.points += Counter(dict.fromkeys((NEAR, GAPS, FAR), count))
    notes.put(ledger, draws=DRAWS)
    k = 0
    while ledger.points[TRAINING] < count:
        _training(
            ledger, *_data(draws, generator, k), draws.choice((0.02, 0.05, 0.03)), draws.choice((6, 30)), k
        )
        k += 1


def _data(draws: random.Random, generator: np.random.Generator, k: int) -> tuple[Floats, Floats]:
    """Draw points as the checks do, or up to 60 noisy ones near a line."""
    if k % 2:
        x, y = draw_all({"data": draws.choice((points_in_no_order(), data_sets()))}, draws.choice)["data"]
        if len(set(x)) > 2 and len(set(y)) > 1 and x[0] != x[-1]:
            return np.array(x), np.array(y)
    x = generator.uniform(-3, 3, draws.randint(3, 60))
    return x, 2 * x + 1 + generator.normal(size=x.size) * draws.choice((0.01, 0.1, 1.0))


def _far(draws: random.Random, generator: np.random.Generator) -> tuple[Floats, Floats]:
    """Draw points whose x are far from 0 and near to each other, or of every size."""
    n = draws.randint(3, 40)
    x = draws.choice((10, 100, 1000)) + generator.uniform(-1, 1, n)
    if draws.random() < 0.5:
        x = np.power(10, generator.uniform(-3, 3, n))
    return x, generator.normal(size=n) * 10 ** draws.uniform(-3, 3)


def _exactly(x: Floats, y: Floats) -> tuple[Wide, Wide]:
    """Return the least squares line, rounded some 1000 times less than in float64 where `exact.WIDER`."""
    xs, ys = x.astype(np.longdouble), y.astype(np.longdouble)
    away = xs - xs.mean()
    w = (away * (ys - ys.mean())).sum() / (away * away).sum()
    return w, ys.mean() - w * xs.mean()


def _ways(x: Floats, y: Floats) -> dict[str, Any]:
    columns = np.column_stack([x, np.ones(x.size)])
    square, product = columns.T @ columns, columns.T @ y
    of_means = (np.mean(x * y) - x.mean() * y.mean()) / (np.mean(x * x) - x.mean() ** 2)
    away = x - x.mean()
    together: Floats = away * (y - y.mean())
    covariance = float(together.mean()) / float(np.var(x))
    turned, triangle = np.linalg.qr(columns)
    return {
        "np.polyfit": np.polyfit(x, y, 1),
        "lstsq": np.linalg.lstsq(columns, y, rcond=None)[0],
        "QR": np.linalg.solve(triangle, turned.T @ y),
        "normal equations": np.linalg.solve(square, product),
        "inverse": np.linalg.inv(square) @ product,
        "sums": _textbook(x, y),
        "means": (of_means, y.mean() - of_means * x.mean()),
        "covariance": (covariance, y.mean() - covariance * x.mean()),
        "ours": best_line(x, y),
    }


def _textbook(x: Floats, y: Floats) -> tuple[float, float]:
    n, sx, sy, sxx, sxy = x.size, float(np.sum(x)), float(np.sum(y)), float(x @ x), float(x @ y)
    w = (n * sxy - sx * sy) / (n * sxx - sx * sx)
    return w, (sy - w * sx) / n


def _line(notes: Notes, family: str, x: Floats, y: Floats, *, wrong: bool = True) -> None:
    right, within = _exactly(x, y), best_line_tolerance(x, y).tolist()
    for name, found in _ways(x, y).items():
        off = [abs(float(a - b)) for a, b in zip(found, right, strict=True)]
        notes.right(family, "best line", name, max(map(part, off, within)))
    if not wrong:
        return
    others = {words.title: fits[0](x, y) for words, fits in FITS}
    others["rounded to 4 places"] = np.round(best_line(x, y), 4)
    others["float32"] = np.polyfit(x.astype(np.float32), y.astype(np.float32), 1).astype(np.float64)
    others["trained for 100 epochs"] = trained_lines(x, y, 0.05, 100)[-1]
    for name, found in others.items():
        off = [abs(float(a - b)) for a, b in zip(found, right, strict=True)]
        notes.bad(family, "best line", name, max(map(part, off, within)))


def _gap(notes: Notes, w: float, b: float, x: Floats, y: Floats) -> None:
    right, within = gap(w, b, x, y), gap_tolerance(w, b, x, y)
    best = np.polyfit(x, y, 1)
    textbook = _textbook(x, y)
    for name, found in {
        "heights": np.max(np.abs(np.polyval((w, b), x) - np.polyval(best, x))),
        "w·x + b": np.abs((w * x + b) - (textbook[0] * x + textbook[1])).max(),
        "coefficients": max(abs((w - best[0]) * u + (b - best[1])) for u in x),
        "at both ends": max(abs((w - best[0]) * u + b - best[1]) for u in (x.min(), x.max())),
    }.items():
        notes.right(GAPS, "gap", name, part(float(found) - right, within))
    for words, distances in DISTANCES:
        found = float(distances[0](np.array([[w, b]]), best_line(x, y), x, y)[0])
        notes.bad(GAPS, "gap", words.title, part(found - right, within))


def _training(ledger: Ledger, x: Floats, y: Floats, lr: float, epochs: int, k: int) -> None:
    if 2 * lr * (1 + float(np.mean(x**2))) >= 2:  # the steps of such a training grow
        return

    ledger.points[TRAINING] += epochs + 1

    def measured(w: float, b: float, x: Floats, y: Floats) -> tuple[Any, Any]:
        h = (1e-4, 1e-6, 1e-7, 1e-8)[k % 4]
        return (
            (squared_error(w + h, b, x, y) - squared_error(w - h, b, x, y)) / (2 * h),
            (squared_error(w, b + h, x, y) - squared_error(w, b - h, x, y)) / (2 * h),
        )

    lines = descend(x, y, lr, epochs)
    off = np.abs(gaps(descend(x, y, lr, epochs, gradient=measured), x, y) - gaps(lines, x, y))
    ledger.right(TRAINING, "gap history", "measured slopes", share(off, gaps_tolerance(lines, x, y, lr)))
