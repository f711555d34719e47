"""Newton's method for a minimum: as a call asks for it, and as a reply holds it.

A walk jumps from x to x − f'(x)/f''(x), from the learner's own place. It ends where the ground does not bend up,
where it is level, or after the last jump allowed; only a level place where the ground bends up is a valley.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import judge
from calcgrade.checking.descent.walks import Descent
from calcgrade.checking.regression.trained import read_history
from calcgrade.checking.tolerances import analytical_tolerance, newton_tolerance
from calcgrade.sandboxes.replies import Reply, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.checking.formulas.formula import Formula, Partial
    from calcgrade.checking.formulas.second import Second

    Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Search:
    """What ``newton_minimum(f, f_prime, f_second, x0, tolerance, max_steps)`` is asked for."""

    second: Second
    x0: float
    tolerance: float
    max_steps: int

    @property
    def f(self) -> Formula:
        """The function whose valley is sought."""
        return self.second.formula

    def slope(self, x: float) -> float:
        """Return f'(x)."""
        return self.f.derivative(x)

    def curvature(self, x: float) -> float:
        """Return f''(x)."""
        return self.second.slope.derivative(x)

    def bends_up(self, x: float) -> bool | None:
        """Tell whether f'' is above 0; None where rounding decides."""
        curvature, near = self.curvature(x), analytical_tolerance(self.second.slope, (x,))
        if curvature > near:
            return True
        return False if curvature <= -near else None

    def is_flat(self, x: float) -> bool | None:
        """Tell whether the size of f' is below the tolerance; None where rounding decides."""
        slope, near = abs(self.slope(x)), analytical_tolerance(self.f, (x,))
        if slope < self.tolerance - near:
            return True
        return False if slope > self.tolerance + near else None

    def is_valley(self, x: float) -> bool | None:
        """Tell whether the ground is level at x and bends up; None where rounding decides."""
        answers = self.bends_up(x), self.is_flat(x)
        if False in answers:
            return False
        return None if None in answers else True

    def walk(self, steps: int) -> Descent:
        """Return the walk of so many jumps."""
        return Descent(
            gradient=lambda place: np.array([self.slope(float(place[0]))]),
            tolerance=lambda place, _: np.array([newton_tolerance(self.second, float(place[0]))]),
            start=np.array([self.x0], dtype=np.float64),
            rate=1.0,
            steps=steps,
            flat=True,
            move=lambda its, place: place - its.gradient(place) / self.curvature(float(place[0])),
        )


@dataclass(frozen=True, eq=False)
class Walked:
    """What came back: the places, shape (k,), perhaps none or not finite; the lowest height, None where none is."""

    places: Floats
    lowest: float | None


def search(
    f: Formula, _: Partial, second: Second, x0: float, tolerance: float = 1e-6, max_steps: int = 50
) -> Search:
    """Return what a call with these arguments asks for."""
    assert second.formula == f  # noqa: S101 - a checker that hands in three functions means one
    return Search(second, float(x0), tolerance, max_steps)


def read(reply: Reply) -> Walked | None:
    """Return what a reply holds, None where it is no history with a height or None."""
    value: Any = reply.value
    if reply.status is not Status.OK or not isinstance(value, list | tuple):
        return None
    items: list[Any] = list(value)  # pyright: ignore[reportUnknownArgumentType]
    if len(items) != 2:
        return None
    try:
        lowest = None if items[1] is None else judge.number(items[1])
        return Walked(read_history(items[0]), lowest)
    except judge.Unfit:
        return None
