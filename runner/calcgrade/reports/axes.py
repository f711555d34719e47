"""Where the ticks of an axis stand, and where a number lies on it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calcgrade.checking.pictures.expected import Scale

MARGIN = 0.05
"""Room beyond the outermost points, as a share of the axis."""

MOST_TICKS = 7


@dataclass(frozen=True)
class Axis:
    """An axis from `low` to `high` (their logarithms to base 10 where `log`) over `length` units of a drawing."""

    low: float
    high: float
    length: float
    log: bool = False
    falling: bool = False

    def place(self, value: float) -> float:
        """Return where a number lies, from 0 to `length` inside the limits."""
        return self._at(math.log10(value) if self.log else value)

    def _at(self, number: float) -> float:
        share = (number - self.low) / (self.high - self.low)
        # What lies far outside is cut off anyway; browsers are not asked to draw to 1e300.
        share = min(max(share, -9.0), 10.0)
        return round(self.length * (1 - share if self.falling else share), 2)

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Place and label of each tick."""
        if self.log:
            powers = range(math.ceil(self.low - 1e-9), math.floor(self.high + 1e-9) + 1)
            every = -(-len(powers) // MOST_TICKS)
            return [(self._at(k), _power(k)) for k in powers if k % max(every, 1) == 0]
        step = _round_step((self.high - self.low) / MOST_TICKS)
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [(self._at(k * step), _number(k * step)) for k in range(first, last + 1)]


def axis(
    values: Iterable[float],
    length: float,
    scale: Scale = "linear",
    limits: tuple[float, float] | None = None,
    *,
    falling: bool = False,
) -> Axis:
    """Return an axis that shows these numbers; only positive ones where it is logarithmic."""
    log = scale == "log"
    numbers = [
        math.log10(v) if log else v for v in limits or values if math.isfinite(v) and (v > 0 or not log)
    ]
    low, high = (min(numbers), max(numbers)) if numbers else (0.0, 1.0)
    if not high > low:
        low, high = low - 0.5, high + 0.5
    margin = 0.0 if limits else MARGIN * (high - low)
    return Axis(low - margin, high + margin, length, log, falling)


def _round_step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= least * (1 - 1e-9))


_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def _power(exponent: int) -> str:
    if -2 <= exponent <= 3:
        return f"{10.0**exponent:g}"
    return "10" + str(exponent).translate(_RAISED)


def _number(value: float) -> str:
    return f"{round(value, 12) + 0.0:g}".replace("-", "−")
