"""A descent with momentum: each step judged from the learner's own places, two of them.

The heavy ball of B. T. Polyak (1964): v ← beta·v − lr·∇f(p), p ← p + v, with v = 0 at the start. The velocity is
not in a history, and need not be: it is the difference of the last two places.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking.descent.walks import Descent
from calcgrade.checking.formulas.rounding import EPSILON
from calcgrade.checking.tolerances import step_rounding

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.checking.formulas.formula import Gradient

    Floats = NDArray[np.float64]

Rule = Callable[["Momentum", "Floats"], "Floats"]
"""The next place, shape (n,), after places of shape (k, n)."""


def heavy_ball(asked: Momentum, rows: Floats) -> Floats:
    """Keep beta of the velocity and add a step downhill: the right rule."""
    here = asked.place(rows)
    return here + asked.beta * asked.velocity(rows) - asked.rate * asked.gradient(here)


@dataclass(frozen=True, eq=False)
class Momentum(Descent):
    """A descent whose steps remember the ones before.

    Attributes
    ----------
    beta : float
        Share of the velocity that is kept.
    rule : callable
        How places lead to the next one.
    pushed : ndarray, shape (n,), or float
        Velocity at the first place.
    """

    beta: float = 0.9
    rule: Rule = heavy_ball
    pushed: Floats | float = field(default=0.0)

    def place(self, rows: Floats) -> Floats:
        """Return the last place, shape (n,)."""
        return np.asarray(rows[-1], dtype=np.float64)

    def velocity(self, rows: Floats) -> Floats:
        """Return the difference of the last two places, shape (n,)."""
        if len(rows) > 1:
            return np.asarray(rows[-1] - rows[-2], dtype=np.float64)
        return np.zeros(rows.shape[1]) + self.pushed

    def following(self, rows: Floats) -> Floats:
        """Return the place that should follow these places."""
        return self.rule(self, rows)

    def near(self, rows: Floats, to: Floats) -> Floats:
        """Return how far the next place may be off, shape (n,).

        To what a plain step may be off come 4ε of the velocity. Adding v to p rounded p by ε/2·|p|, so the
        difference of two places is off by that much, which 4 ulp of a step hold; the products beta·v and lr·v and
        their sum add three roundings of |v|.

        Admits every order of the operations and a velocity that is scaled by lr or not. Must reject a beta or
        rate of another size, a slope taken elsewhere, and a velocity one step old: parts of v of order 1.
        """
        return self.within(rows[-1], to) + 4 * EPSILON * np.abs(self.velocity(rows))


def asked(grad: Gradient, start: Any, lr: float = 0.02, beta: float = 0.9, steps: int = 200) -> Momentum:
    """Return the descent that ``momentum_descent`` is asked for; the gradient is handed in."""
    f = grad.formula
    return Momentum(
        gradient=lambda place: f.gradient(place.tolist()),
        tolerance=lambda place, rate: step_rounding(f, place.tolist(), rate),
        start=np.asarray(start, dtype=np.float64),
        rate=lr,
        steps=steps,
        beta=beta,
    )
