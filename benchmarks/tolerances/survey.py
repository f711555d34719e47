"""All families, right answers and wrong ones, in one ledger."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from benchmarks.tolerances import (
    batches,
    lines,
    measured_steps,
    newton,
    observed,
    own,
    places,
    products,
    slopes,
    steps,
    sums,
    training,
)
from benchmarks.tolerances.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable

POINTS = 50_000
"""Drawn of each family."""

OTHERS = {
    "observed": observed,
    "products": products,
    "steps": steps,
    "sums": sums,
    "training": training,
    "lines": lines,
    "newton": newton,
    "batches": batches,
    "measured steps": measured_steps,
}
PARTS = (*places.FAMILIES, *(f"course: {function.name}" for function in own.OWN), *OTHERS)
"""Each is drawn with a seed of its own, so that it does not matter who measures what."""


def survey(points: int = POINTS, *, say: Callable[[str], object] = lambda _: None) -> Ledger:
    """Measure every family at so many points each, the same ones every time, and say what was measured."""
    ledger = Ledger()
    for part in PARTS:
        ledger.take(measured(part, points))
        say(part)
    return ledger


def survey_on_all_processors(
    points: int = POINTS, *, say: Callable[[str], object] = lambda _: None
) -> Ledger:
    """Measure as `survey` does, in as many processes as there are processors."""
    ledger = Ledger()
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=spawning) as pool:
        for part, found in zip(PARTS, pool.map(measured, PARTS, [points] * len(PARTS)), strict=True):
            ledger.take(found)
            say(part)
    return ledger


def measured(part: str, points: int) -> Ledger:
    """Return the ledger of one of `PARTS`."""
    ledger = Ledger()
    if part in places.FAMILIES:
        slopes.measure(ledger, part, places.drawn(part, points))
    elif part.startswith("course: "):
        own.measure(ledger, part.removeprefix("course: "), points)
    else:
        OTHERS[part].measure(ledger, points)
    return ledger
