"""How near is near enough, for values and slopes of a formula.

Every bound is truncation (the step was finite) plus rounding (so are the digits); none has a factor chosen
by eye. `rounding` is the part to use when replies are matched against the reference of a known mistake.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from calcgrade.checking.formulas.rounding import EPSILON, rounding, slope_spread, value_spread
from calcgrade.checking.formulas.taylor import third_derivative_bound

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.checking.formulas.formula import Formula

LARGEST_STEP = 1e-4
SMALLEST_STEP = 1e-8
"""The course tells learners to keep h within these; the default is 1e-7."""

Point = Sequence[float] | float
"""n coordinates, or the number x where n is 1."""


def coordinates(point: Point) -> tuple[float, ...]:
    """Return a point's coordinates as a tuple of float."""
    return tuple(map(float, point)) if isinstance(point, Sequence | np.ndarray) else (float(point),)


def derivative_tolerance(f: Formula, point: Point, i: int = 0) -> float:
    """Return how far a numerical ∂f/∂xᵢ at the default step may be from the exact one.

    T(h_t, h_r) = h_t²/6 · max|f'''| on [x ± h_t], the central difference's truncation, plus `rounding` at
    h_r, for (h_t, h_r) = (1e-4, 1e-8): whatever step in between a learner takes, both of its errors fit.

    Admits the central difference, half steps and five-point stencils at any such step, the complex step and
    the analytical answer. Must reject arithmetic in float32 (its ε is 5e8 times larger), steps outside, and
    every wrong formula. It cannot tell a one-sided difference with a tiny step: `order_bound` does.
    """
    return scheme_tolerance(f, coordinates(point), i, LARGEST_STEP, SMALLEST_STEP)


def gradient_tolerance(f: Formula, point: Point) -> NDArray[np.float64]:
    """Return `derivative_tolerance` for each of the n entries of a gradient, shape (n,)."""
    return np.array([derivative_tolerance(f, point, i) for i in range(f.n)])


def derivative_rounding(f: Formula, point: Point, i: int = 0) -> float:
    """Return the rounding part of `derivative_tolerance` alone."""
    return rounding(f, coordinates(point), i, SMALLEST_STEP, around=LARGEST_STEP)


def gradient_rounding(f: Formula, point: Point) -> NDArray[np.float64]:
    """Return the rounding part of `gradient_tolerance` alone, shape (n,)."""
    return np.array([derivative_rounding(f, point, i) for i in range(f.n)])


def order_bound(f: Formula, point: Point, i: int = 0, *, h: float) -> float:
    """Return how far ∂f/∂xᵢ, asked for with a step of h = 0.1, 0.01 or 0.001, may be from the exact one.

    Twice the central difference's bound h²/6 · max|f'''| on [x ± h] plus `rounding` at h, but not less than
    `derivative_tolerance`. Twice, because a perfect central difference of x³ sits exactly on the bound, and
    because a complex step adds terms in h⁴. Not less, because a step fixed
    inside the function is no mistake: at 1e-7 it would fail 41 % of points, wherever f is quadratic along xᵢ.

    Admits central, half-step, five-point, complex-step and analytical answers. Must reject a one-sided
    difference, whose error h/2·|f''| falls only as h, unless f'' is (nearly) zero at the point.
    """
    x = coordinates(point)
    order = h * h / 3 * third_derivative_bound(f, x, i, h) + rounding(f, x, i, h)
    return max(order, derivative_tolerance(f, x, i))


def order_rounding(f: Formula, point: Point, i: int = 0, *, h: float) -> float:
    """Return the rounding part of `order_bound` alone: that of a difference which used the h given."""
    return rounding(f, coordinates(point), i, h)


def analytical_tolerance(f: Formula, point: Point, i: int = 0) -> float:
    """Return how far ∂f/∂xᵢ by the rules of calculus may be from the exact one: by rounding alone.

    Admits every order of the operations. Must reject whatever took a finite step.
    """
    return _analytical(f, coordinates(point), i)


@lru_cache(maxsize=4096)
def _analytical(f: Formula, x: tuple[float, ...], i: int) -> float:
    return EPSILON * slope_spread(f, x, i) + 4 * EPSILON * abs(f.partial(x, i))


def value_tolerance(f: Formula, point: Point) -> float:
    """Return how far f itself may be from its exact value at a point: by rounding alone.

    Admits every order of the operations. Must reject a wrong coefficient or a missing term, which moves the
    value by a part of order 1.
    """
    x = coordinates(point)
    return EPSILON * value_spread(f, x, 0, 0.0) + 4 * EPSILON * abs(float(f(*x)))


def scheme_tolerance(f: Formula, x: Sequence[float], i: int, truncating: float, rounded: float) -> float:
    """Return T(truncating, rounded): the truncation at one step and the rounding at another.

    Admits central differences with every step between the two. Source: *Numerical Recipes*, 3rd ed., §5.7, for
    the truncation; `rounding` for the rest.
    """
    truncation = truncating**2 / 6 * third_derivative_bound(f, x, i, truncating)
    return truncation + rounding(f, x, i, rounded, around=truncating)
