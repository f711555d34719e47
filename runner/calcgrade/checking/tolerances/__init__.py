"""How near is near enough: the one place from which checkers and judges take a tolerance.

Every bound is truncation (the step was finite) plus rounding (so are the digits); no factor is chosen by eye.
Where a tolerance ends in ``_tolerance`` or ``_bound``, its twin in ``_rounding`` is the part to use when replies
are matched against the reference of a known mistake. ``make tolerances`` measures how nearly right answers fill
them and by how much wrong ones miss them; its table stands in ``docs/judgement.md``.
"""

from __future__ import annotations

from calcgrade.checking.tolerances.batches import batch_line_tolerance, batch_loss_tolerance
from calcgrade.checking.tolerances.lines import best_line_tolerance, gap_tolerance, gaps_tolerance
from calcgrade.checking.tolerances.newton import newton_tolerance
from calcgrade.checking.tolerances.parabolas import (
    parabola_loss_tolerance,
    parabola_tolerance,
    quadratic_gradient_tolerance,
    quadratic_loss_tolerance,
)
from calcgrade.checking.tolerances.products import (
    chain_tolerance,
    measured_product_tolerance,
    product_tolerance,
    tangent_rounding,
    tangent_tolerance,
)
from calcgrade.checking.tolerances.slopes import (
    LARGEST_STEP,
    SMALLEST_STEP,
    Point,
    analytical_tolerance,
    coordinates,
    derivative_rounding,
    derivative_tolerance,
    gradient_rounding,
    gradient_tolerance,
    order_bound,
    order_rounding,
    value_tolerance,
)
from calcgrade.checking.tolerances.steps import (
    central_step_tolerance,
    numerical_step_rounding,
    step_rounding,
    step_tolerance,
)
from calcgrade.checking.tolerances.sums import mse_gradient_tolerance, mse_tolerance, sum_tolerance
from calcgrade.checking.tolerances.training import line_tolerance, loss_tolerance

__all__ = [
    "LARGEST_STEP",
    "SMALLEST_STEP",
    "Point",
    "analytical_tolerance",
    "batch_line_tolerance",
    "batch_loss_tolerance",
    "best_line_tolerance",
    "central_step_tolerance",
    "chain_tolerance",
    "coordinates",
    "derivative_rounding",
    "derivative_tolerance",
    "gap_tolerance",
    "gaps_tolerance",
    "gradient_rounding",
    "gradient_tolerance",
    "line_tolerance",
    "loss_tolerance",
    "measured_product_tolerance",
    "mse_gradient_tolerance",
    "mse_tolerance",
    "newton_tolerance",
    "numerical_step_rounding",
    "order_bound",
    "order_rounding",
    "parabola_loss_tolerance",
    "parabola_tolerance",
    "product_tolerance",
    "quadratic_gradient_tolerance",
    "quadratic_loss_tolerance",
    "step_rounding",
    "step_tolerance",
    "sum_tolerance",
    "tangent_rounding",
    "tangent_tolerance",
    "value_tolerance",
]
