"""All families, right answers and wrong ones, in one ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.tolerances import own, places, products, slopes, steps, sums
from benchmarks.tolerances.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable

POINTS = 50_000
"""Drawn of each family."""


def survey(points: int = POINTS, *, say: Callable[[str], object] = lambda _: None) -> Ledger:
    """Measure every family at so many points each, the same ones every time, and say what is being measured."""
    ledger = Ledger()
    for family, drawn in places.families(points):
        say(family)
        slopes.measure(ledger, family, drawn)
    for name, part in {
        "the course's own functions": own,
        "chain rule and tangents": products,
        "descent": steps,
        "mean squared error, training": sums,
    }.items():
        say(name)
        part.measure(ledger, points)
    return ledger
