"""How near is near enough, for the steps of a gradient descent, each judged from the learner's own place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from calcgrade.checking.formulas.rounding import EPSILON
from calcgrade.checking.formulas.taylor import second_derivative_bound
from calcgrade.checking.tolerances.slopes import (
    LARGEST_STEP,
    SMALLEST_STEP,
    Point,
    analytical_tolerance,
    coordinates,
    derivative_rounding,
    order_bound,
    scheme_tolerance,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.checking.formulas.formula import Formula


def step_tolerance(f: Formula, x: float, lr: float) -> float:
    """Return how far one step x → x − lr·f'(x) may be from the exact one, f' by any numerical scheme.

    ``lr·(T(1e-3, 1e-8) + h/2·max|f''|) + 4 ulp`` with h = 1e-4: what is judged is the update, so central
    differences up to h = 1e-3 fit and one-sided ones up to 1e-4. Without the second part a forward
    difference at 1e-7 fails near an inflection's neighbour such as x = 0.01 on x⁴ − 3x² + 2. The ulps are
    those of the product and the subtraction, on the larger of both points.

    Must reject every wrong update: a sign, a forgotten or doubled rate, a stale slope move x by a part of
    lr·f' of order 1, this bound is about 1e-4 of it.
    """
    point = (float(x),)
    scheme = scheme_tolerance(f, point, 0, 1e-3, SMALLEST_STEP)
    scheme += LARGEST_STEP / 2 * second_derivative_bound(f, point, 0, LARGEST_STEP)
    return abs(lr) * scheme + _ulps(x, lr * f.derivative(x))


def numerical_step_rounding(f: Formula, x: float, lr: float) -> float:
    """Return the rounding part of `step_tolerance` alone."""
    return abs(lr) * derivative_rounding(f, x) + _ulps(x, lr * f.derivative(x))


def step_rounding(f: Formula, point: Point, lr: float) -> NDArray[np.float64]:
    """Return how far one step point − lr·∇f may be from the exact one where ∇f is given exactly, shape (n,).

    lr · `analytical_tolerance` (a gradient called with arrays may differ in its last digits) plus 4 ulp.
    Must reject any other rate, and an update that is not simultaneous.
    """
    x = coordinates(point)
    return np.array(
        [
            abs(lr) * analytical_tolerance(f, x, i) + _ulps(x[i], lr * f.partial(x, i))
            for i in range(f.n)
        ]
    )  # fmt: skip


def central_step_tolerance(f: Formula, point: Point, lr: float, h: float) -> NDArray[np.float64]:
    """Return how far one step point − lr·∇f may be from the exact one, ∇f measured to both sides, shape (n,).

    lr · `order_bound` for each slope, which is never less than T: a step fixed inside is no mistake. The 4 ulp are
    those of the product and the subtraction, as in `step_rounding`.

    Admits central differences with the h given or with any that the course allows, half steps and five-point
    stencils of quadratic functions, the complex step, the exact gradient. Must reject a one-sided difference with
    h = 0.1 or more, which is off by lr·h/2·|f''|, a nudge that is not taken back (lr·h·|∂²f/∂xᵢ∂xⱼ|), and what a
    wrong update moves, a part of lr·∇f of order 1.
    """
    x = coordinates(point)
    return np.array(
        [
            abs(lr) * order_bound(f, x, i, h=h) + _ulps(x[i], lr * f.partial(x, i))
            for i in range(f.n)
        ]
    )  # fmt: skip


def _ulps(x: float, move: float) -> float:
    return 4 * EPSILON * max(abs(x), abs(x - move))
