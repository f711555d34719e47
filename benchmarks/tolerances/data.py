"""Data sets through which lines are fitted, many of one size at a time."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
from benchmarks.tolerances.places import SEED

from calcgrade.checking.families import draw_all
from calcgrade.checking.regression.data_families import data_sets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

TOGETHER = 16
"""Data sets of one size."""


def drawn(what: str) -> Iterator[tuple[random.Random, Floats, Floats]]:
    """Draw data sets as the checks do, or 2 to 60 noisy points near a line with x up to 10, in turn and for ever.

    Yields
    ------
    random.Random
        For further choices.
    x, y : array, shape (TOGETHER, n)
        A data set each row.
    """
    draws, generator = random.Random(f"{SEED} {what}"), np.random.default_rng(SEED)
    while True:
        family = {"data": data_sets(*[draws.randint(3, 8)] * 2)}
        rows = [draw_all(family, draws.choice)["data"] for _ in range(TOGETHER)]
        yield draws, np.array([x for x, _ in rows]), np.array([y for _, y in rows])
        x = generator.uniform(-3, draws.choice((3, 10)), (TOGETHER, draws.randint(2, 60)))
        yield draws, x, 2 * x + 1 + generator.normal(size=x.shape) * draws.choice((0.0, 0.1, 1.0))
