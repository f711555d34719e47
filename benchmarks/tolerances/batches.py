"""Lines trained on mini-batches for one epoch, in an order that chance deals, and the loss at its end."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.tolerances.ledger import share
from benchmarks.tolerances.places import SEED

from calcgrade.checking.families import draw_all
from calcgrade.checking.regression import dealing
from calcgrade.checking.regression.data_families import data_sets
from calcgrade.checking.tolerances import batch_line_tolerance, batch_loss_tolerance

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.tolerances.ledger import Ledger
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Slopes = Callable[[Floats, Floats, Floats, Floats], tuple[Any, Any]]

FAMILY, CHECK = "training on batches, 3 to 5 points", "line of one order"
DRAWS = 14
"""Trainings that the check asks for."""

TOGETHER = 16
"""Data sets of one size."""


def measure(ledger: Ledger, count: int) -> None:
    """Hold lines and losses against their tolerances: right ones after their own order, wrong ones after any."""
    draws, chance = random.Random(f"{SEED} batches"), np.random.default_rng(SEED)
    while ledger.points[FAMILY] < count:
        n = draws.randint(3, 5)
        family = {"data": data_sets(n, n, far=2.0)}
        rows = [draw_all(family, draws.choice)["data"] for _ in range(TOGETHER)]
        x, y = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
        _epoch(ledger, chance, x, y, draws.choice((0.1, 0.05, 0.02)), draws.randint(1, n - 1), draws)


def _epoch(
    ledger: Ledger, chance: np.random.Generator, x: Floats, y: Floats, lr: float, size: int, draws: random.Random
) -> None:  # fmt: skip
    ledger.points[FAMILY] += len(x)
    ways = dealing.dealt(x.shape[1], size)
    assert ways is not None
    walks = _all_ways(x, y, lr, ways)
    ends, reach = walks[:, :, -1], np.abs(walks).max(axis=(1, 2))
    steps = ways.shape[1]
    within = np.array(
        [batch_line_tolerance(*three, lr, size, steps) for three in zip(reach, x, y, strict=True)]
    )
    k = int(chance.integers(len(ways)))
    order = [np.flatnonzero(row) for row in ways[k]]
    h = draws.choice((1e-4, 1e-6, 1e-7, 1e-8))
    for name, slopes in {"exact slopes": _written_otherwise, f"measured slopes, {h:g}": _measured(h)}.items():
        found = _trained(x, y, lr, order, slopes)
        off = np.abs(found - ends[:, k]).max(axis=1)
        ledger.right(FAMILY, "line", name.partition(",")[0], share(off, within))
        off = np.abs(_losses(found, x, y) - _losses(ends[:, k], x, y))
        near = [
            float(batch_loss_tolerance(line[np.newaxis], *rest)[0])
            for line, *rest in zip(ends[:, k], within.tolist(), x, y, strict=True)
        ]
        ledger.right(FAMILY, "loss history", name.partition(",")[0], share(off, np.array(near)))
    for name, found in _wrong(chance, x, y, lr, order).items():
        off = np.abs(ends - found[:, np.newaxis]).max(axis=2).min(axis=1)
        ledger.bad(FAMILY, CHECK, name, share(off, within), draws=DRAWS)


def _all_ways(x: Floats, y: Floats, lr: float, ways: Floats) -> Floats:
    """Return the lines of every order of every data set, shape (m, ways, steps + 1, 2)."""
    xs, ys = x[:, np.newaxis], y[:, np.newaxis]
    w = b = np.zeros((len(x), len(ways), 1))
    lines = [np.concatenate([w, b], axis=2)]
    for step in range(ways.shape[1]):
        off = ways[np.newaxis, :, step] * (w * xs + b - ys)
        dw, db = 2 * np.sum(off * xs, axis=2, keepdims=True), 2 * np.sum(off, axis=2, keepdims=True)
        w, b = w - lr * dw, b - lr * db
        lines.append(np.concatenate([w, b], axis=2))
    return np.stack(lines, axis=2)


def _trained(x: Floats, y: Floats, lr: float, order: list[Any], slopes: Slopes) -> Floats:
    """Return w and b of each data set, shape (m, 2), after a step for each of these batches of positions."""
    w = b = np.zeros((len(x), 1))
    for batch in order:
        dw, db = slopes(w, b, x[:, batch], y[:, batch])
        w, b = w - lr * dw, b - lr * db
    return np.hstack([w, b])


def _loss(w: Floats, b: Floats, x: Floats, y: Floats) -> Floats:
    return np.asarray(np.mean((w * x + b - y) ** 2, axis=1, keepdims=True))


def _losses(lines: Floats, x: Floats, y: Floats) -> Floats:
    return _loss(lines[:, :1], lines[:, 1:], x, y)[:, 0]


def _written_otherwise(w: Floats, b: Floats, x: Floats, y: Floats) -> tuple[Any, Any]:
    n = x.shape[1]
    return (
        -2 / n * np.sum(x * (y - w * x - b), axis=1, keepdims=True),
        -2 / n * np.sum(y - (w * x + b), axis=1, keepdims=True),
    )


def _measured(h: float) -> Slopes:
    def slopes(w: Floats, b: Floats, x: Floats, y: Floats) -> tuple[Any, Any]:
        return (
            (_loss(w + h, b, x, y) - _loss(w - h, b, x, y)) / (2 * h),
            (_loss(w, b + h, x, y) - _loss(w, b - h, x, y)) / (2 * h),
        )

    return slopes


def _wrong(
    chance: np.random.Generator, x: Floats, y: Floats, lr: float, order: list[Any]
) -> dict[str, Floats]:
    n = x.shape[1]
    twice = [
        *order[:-1],
        np.concatenate([order[-1][1:], order[0][:1]]),
    ]  # a point of the first batch comes again
    torn = list(map(int, chance.permutation(n)))
    if torn == sorted(torn):
        torn = [*torn[1:], torn[0]]

    def times(factor: Callable[[int], float]) -> Slopes:
        def slopes(w: Floats, b: Floats, x: Floats, y: Floats) -> tuple[Any, Any]:
            dw, db = _written_otherwise(w, b, x, y)
            return factor(x.shape[1]) * dw, factor(x.shape[1]) * db

        return slopes

    found = {
        "2 missing": _trained(x, y, lr / 2, order, _written_otherwise),
        "uphill": _trained(x, y, -lr, order, _written_otherwise),
        "rate forgotten": _trained(x, y, 1.0, order, _written_otherwise),
        "divided by all points": _trained(x, y, lr, order, times(lambda held: held / n)),
        "last batch dropped": _trained(x, y, lr, order[:-1], _written_otherwise),
        "all points in each step": _trained(x, y, lr, [np.arange(n)] * len(order), _written_otherwise),
        "a point twice": _trained(x, y, lr, twice, _written_otherwise),
        "x and y shuffled apart": _trained(x, y[:, torn], lr, order, _written_otherwise),
    }
    if max(map(len, order)) > 1:
        found["sum for mean"] = _trained(x, y, lr, order, times(float))
    return found
