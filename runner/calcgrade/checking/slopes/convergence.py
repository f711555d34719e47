"""How the error of a slope follows its step, in numbers and in words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from calcgrade.checking import show

ALIKE = 4.0
"""Two gains within this factor of each other are one behaviour: first order (10) and second (100) are further apart."""


@dataclass(frozen=True)
class Convergence:
    """Errors of one slope, measured with several steps.

    Attributes
    ----------
    steps : tuple of float
        The steps, falling, each a tenth of the one before.
    errors : tuple of float
        How far off the slope was with each, 0 or more.
    bounds : tuple of float
        What a central difference may be off by with each.
    """

    steps: tuple[float, ...]
    errors: tuple[float, ...]
    bounds: tuple[float, ...]

    @property
    def is_finite(self) -> bool:
        """Whether every number can be written and drawn."""
        return all(math.isfinite(number) for number in (*self.steps, *self.errors, *self.bounds))

    @property
    def gain(self) -> float | None:
        """By how much the error fell for each tenfold step; None where the steps do not agree about it."""
        if not self.is_finite or not all(self.errors):
            return None
        gains = [math.log(before) - math.log(after) for before, after in pairwise(self.errors)]
        if max(gains) - min(gains) > math.log(ALIKE):
            return None
        mean = sum(gains) / len(gains)
        return math.exp(mean) if abs(mean) < math.log(1e6) else None

    @property
    def sentence(self) -> str:
        """What the errors did beside those of a central difference; empty where nothing clear can be said."""
        gain = self.gain
        if gain is None:
            return ""
        central = "that of a central difference falls 100-fold"
        if gain > 100 / ALIKE:
            return f"Your error falls {_fold(gain)} when h falls 10-fold, as it should; it is only too large."
        if gain >= 2:
            return f"Your error fell {_fold(gain)} when h fell 10-fold; {central}."
        if gain > 0.5:
            return f"Your error stayed as it was when h fell 10-fold; {central}."
        return f"Your error grew {_fold(1 / gain)} when h fell 10-fold; {central}."


def _fold(gain: float) -> str:
    return f"{gain:.0f}-fold" if gain > 9.5 else f"{show.figure(gain, 2)}-fold"
