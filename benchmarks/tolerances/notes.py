"""Errors that come one at a time, kept until they go into the ledger together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.tolerances.ledger import Ledger

Key = tuple[str, str, str]
"""Family, tolerance or check, answer."""


class Notes:
    """What the ledger takes in as arrays: number by number it would be most of the cost."""

    def __init__(self) -> None:
        self._rights: dict[Key, list[float]] = defaultdict(list)
        self._wrongs: dict[Key, list[float]] = defaultdict(list)

    def right(self, family: str, tolerance: str, answer: str, ratio: float) -> None:
        """Note a right answer at one point."""
        self._rights[family, tolerance, answer].append(ratio)

    def bad(self, family: str, check: str, answer: str, ratio: float) -> None:
        """Note a wrong answer at one point."""
        self._wrongs[family, check, answer].append(ratio)

    def put(self, ledger: Ledger, *, draws: int) -> None:
        """Put everything into the ledger; so many points in a row are a run of the check."""
        for key, ratios in self._rights.items():
            ledger.right(*key, ratios)
        for key, ratios in self._wrongs.items():
            ledger.bad(*key, ratios, draws=draws)


def part(error: float, tolerance: float) -> float:
    """Return error / tolerance of numbers, where 0 of 0 is 0."""
    if tolerance == 0:
        return 0.0 if error == 0 else float("inf")
    return abs(error) / tolerance
