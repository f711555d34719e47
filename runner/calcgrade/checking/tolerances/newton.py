"""How near is near enough, for a jump of Newton's method from the learner's own place."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from calcgrade.checking.formulas.rounding import EPSILON
from calcgrade.checking.tolerances.slopes import analytical_tolerance

if TYPE_CHECKING:
    from calcgrade.checking.formulas.second import Second


def newton_tolerance(second: Second, x: float) -> float:
    """Return how far one jump x → x − f'(x)/f''(x) may be from the exact one where f' and f'' are handed in.

    With s = f', c = f'' and q = s/c, slopes that are off by δs and δc (`analytical_tolerance`: another numpy may
    round a sine otherwise) move the quotient by |(s + δs)/(c + δc) − q| <= (δs + |q|·δc) / (|c| − δc). To that come
    4 ulp of the larger of both places. Dividing and subtracting take u·(|q| + |x − q|) <= 1.5 ulp of them, the
    quotient by a reciprocal u·|q| more; over one fraction, (x·c − s)/c, they take u·(|x| + 2·|x − q|).

    Admits each of these ways to write it. Must reject a step that is shortened, turned round, or made with another
    function's value, which are off by a part of q of order 1.

    Returns
    -------
    float
        Infinite where rounding decides whether f'' is 0: no jump is judged there.

    Source: Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., §2.2, §3.1.
    """
    slope, curvature = second.formula.derivative(x), second.slope.derivative(x)
    slope_off = analytical_tolerance(second.formula, (x,))
    curvature_off = analytical_tolerance(second.slope, (x,))
    left = abs(curvature) - curvature_off
    if not left > 0:
        return math.inf
    jump = slope / curvature
    return (slope_off + abs(jump) * curvature_off) / left + 4 * EPSILON * max(abs(x), abs(x - jump))
