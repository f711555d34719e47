"""A gradient descent as a call asks for it, in any number of dimensions, and the places that a reply holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from calcgrade.checking import judge
from calcgrade.checking.formulas.rounding import EPSILON
from calcgrade.checking.tolerances import step_rounding, step_tolerance
from calcgrade.sandboxes.replies import Status

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from calcgrade.checking.formulas.formula import Formula
    from calcgrade.sandboxes.replies import Reply

    Floats = NDArray[np.float64]

Slope = Callable[["Floats"], "Floats"]
"""Exact gradient, shape (n,), at a place of shape (n,)."""

Tolerance = Callable[["Floats", float], "Floats"]
"""How far one step from a place with a rate may be off, shape (n,)."""

Move = Callable[["Descent", "Floats"], "Floats"]
"""The next place, shape (n,), by the rule of a descent."""

OUT_OF_SIGHT = 1e3
"""A walk that got farther than this diverges: what it does there says nothing more."""


def downhill(asked: Descent, place: Floats) -> Floats:
    """Step against the gradient: the right rule."""
    return place - asked.rate * asked.gradient(place)


@dataclass(frozen=True, eq=False)
class Descent:
    """A descent as a call asked for it, or as a mistake would make it.

    Attributes
    ----------
    gradient : callable
        Exact gradient, shape (n,), at a place of shape (n,).
    tolerance : callable
        How far one step from a place with a rate may be off, shape (n,).
    start : ndarray, shape (n,)
        Where it begins.
    rate : float
        Learning rate.
    steps : int
        Number of steps; the history holds one place more.
    flat : bool
        Whether places are numbers, so that the history has shape (steps + 1,) and not (steps + 1, n).
    move : callable
        The rule of a step.
    slack : ndarray, shape (n,), or float
        How far the first place may be off, beyond 4 ulp.
    """

    gradient: Slope
    tolerance: Tolerance
    start: Floats
    rate: float
    steps: int
    flat: bool = False
    move: Move = downhill
    slack: Floats | float = 0.0

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the history."""
        return (self.steps + 1,) if self.flat else (self.steps + 1, self.start.size)

    def but(
        self,
        *,
        gradient: Slope | None = None,
        tolerance: Tolerance | None = None,
        start: Floats | None = None,
        rate: float | None = None,
        steps: int | None = None,
        move: Move | None = None,
        slack: Floats | float | None = None,
    ) -> Descent:
        """Return this descent with some of its parts exchanged."""
        return replace(
            self,
            gradient=gradient or self.gradient,
            tolerance=tolerance or self.tolerance,
            start=self.start if start is None else start,
            rate=self.rate if rate is None else rate,
            steps=self.steps if steps is None else steps,
            move=move or self.move,
            slack=self.slack if slack is None else slack,
        )

    def within(self, place: Floats, to: Floats) -> Floats:
        """Return how far the step from ``place`` that should end at ``to`` may be off, shape (n,)."""
        return self.tolerance(place, self.rate) + 4 * EPSILON * np.maximum(np.abs(place), np.abs(to))

    def following(self, rows: Floats) -> Floats:
        """Return the place that should follow these places, shape (k, n) with k >= 1."""
        return self.move(self, rows[-1])

    def near(self, rows: Floats, to: Floats) -> Floats:
        """Return how far the place ``to`` that follows these places may be off, shape (n,)."""
        return self.within(rows[-1], to)

    def walk(self) -> Floats:
        """Return the exact walk, shape (steps + 1, n)."""
        rows = np.empty((self.steps + 1, self.start.size))
        rows[0] = self.start
        with np.errstate(all="ignore"):
            for k in range(self.steps):
                rows[k + 1] = self.following(rows[: k + 1])
        return rows


def on_curve(f: Formula, x0: float, lr: float, steps: int) -> Descent:
    """Return a descent of one variable whose slope is measured by whatever scheme, or known.

    Its tolerance is `step_tolerance`: the scheme is not judged.
    """
    return Descent(
        gradient=lambda place: np.array([f.derivative(float(place[0]))]),
        tolerance=lambda place, rate: np.array([step_tolerance(f, float(place[0]), rate)]),
        start=np.array([x0], dtype=np.float64),
        rate=lr,
        steps=steps,
        flat=True,
    )


def on_surface(f: Formula, start: ArrayLike, lr: float, steps: int) -> Descent:
    """Return a descent of n variables that is handed the exact gradient of f.

    Its tolerance is `step_rounding`: nothing but rounding.
    """
    return Descent(
        gradient=lambda place: f.gradient(place.tolist()),
        tolerance=lambda place, rate: step_rounding(f, place.tolist(), rate),
        start=np.asarray(start, dtype=np.float64),
        rate=lr,
        steps=steps,
    )


def rows_of(reply: Reply, asked: Descent) -> Floats | None:
    """Return the places in a reply, any number of rows of n, perhaps not finite; None if it holds none."""
    if reply.status is not Status.OK:
        return None
    try:
        found = judge.numeric(reply.value, len(asked.shape))
    except judge.Unfit:
        return None
    rows = found.reshape(-1, 1) if asked.flat else found
    return rows if rows.shape[1] == asked.start.size else None


def follows(asked: Descent, rows: Floats | None) -> bool:
    """Tell whether these places are what a descent gives: its start, its number of steps, its rule."""
    if rows is None or len(rows) != asked.steps + 1 or not begins(asked, rows):
        return False
    with np.errstate(all="ignore"):  # the first step astray settles it: a mistake is compared with many walks
        return all(
            bool(np.all((np.abs(rows[k] - right) <= within) | ~np.isfinite(within)))
            for k, right, within in _steps(asked, rows)
        )


def begins(asked: Descent, rows: Floats) -> bool:
    """Tell whether the first of these places is the descent's start."""
    with np.errstate(all="ignore"):
        return bool(np.all(np.abs(rows[0] - asked.start) <= 4 * EPSILON * np.abs(asked.start) + asked.slack))


def predicted(asked: Descent, rows: Floats) -> tuple[Floats, Floats]:
    """Return where each step from the place before it should lead, and how near, both of shape (k, n).

    Infinitely near or far counts where nothing is judged: at the first place, and after the first that is out of
    sight or not finite.
    """
    right, within = rows.copy(), np.full(rows.shape, np.inf)
    with np.errstate(all="ignore"):
        for k, to, near in _steps(asked, rows):
            right[k], within[k] = to, near
    return right, within


def _steps(asked: Descent, rows: Floats) -> Iterator[tuple[int, Floats, Floats]]:
    """Yield, for each step that can be judged, its number, where it should lead, and how near."""
    for k in range(1, len(rows)):
        if not np.all(np.abs(rows[k - 1]) <= OUT_OF_SIGHT):  # NaN too
            return
        to = asked.following(rows[:k])
        if not np.all(np.isfinite(to)):
            return
        yield k, to, asked.near(rows[:k], to)
