"""Checker of 2.1: partial derivatives and the gradient, measured and exact."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import Advice, Call, Exercise, Judgement, Reply, Status, expect, rounded
from calcgrade.checking.families import Family, points
from calcgrade.checking.formulas.families import surfaces
from calcgrade.checking.formulas.functions import quadratic_form
from calcgrade.checking.judge import flatten
from calcgrade.checking.slopes import differences, gradients, nudges, order, precision
from calcgrade.checking.slopes import references as slopes
from calcgrade.checking.tolerances import (
    analytical_tolerance,
    derivative_rounding,
    derivative_tolerance,
    gradient_rounding,
    gradient_tolerance,
    value_tolerance,
)
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.checking.formulas.formula import Formula

exercise = Exercise("2.1", "f", "partial_derivative", "gradient", "analytical_gradient")

SURFACE = quadratic_form((3, 1), (1,))
"""3x² + xy + y², the surface of the statement."""

Point = tuple[float, ...]


def variables() -> Family[int]:
    """Draw the index of one of the formula's variables."""
    return Family(lambda pick, drawn: pick(range(drawn["f"].n)))


@exercise.check("f is 3x² + xy + y²: f(1, −1) is 3", points=0.5, function="f")
def f_is_3_at_the_statement_s_point() -> Judgement:
    """The statement's own number."""
    reply = yield Call("f", 1.0, -1.0)
    expect(reply).to_be_close_to(3.0, value_tolerance(SURFACE, (1.0, -1.0)))


@exercise.property("f is 3x² + xy + y² everywhere", points=0.5, function="f", draws=5, point=points(n=2))
def f_is_the_surface(point: Point) -> Judgement:
    """Only the rounding of its own sums is allowed."""
    reply = yield Call("f", *point)
    expect(reply).to_be_close_to(SURFACE(*point), value_tolerance(SURFACE, point))


@exercise.check(
    "partial_derivative finds the slopes at (1, −1): 5 along x and −1 along y",
    points=0.5,
    function="partial_derivative",
    cases=[{"index": 0, "slope": 5.0}, {"index": 1, "slope": -1.0}],
)
def partial_derivatives_of_the_statement(index: int, slope: float) -> Judgement:
    """∂f/∂x = 6x + y, ∂f/∂y = x + 2y."""
    point = (1.0, -1.0)
    reply = yield Call("partial_derivative", SURFACE, np.array(point), index)
    tolerance = derivative_tolerance(SURFACE, point, index)
    expect(reply).to_be_close_to(slope, tolerance, rounding=derivative_rounding(SURFACE, point, index))


@exercise.property(
    "partial_derivative agrees with the exact slope along every variable",
    points=1,
    function="partial_derivative",
    draws=12,
    f=surfaces(),
    point=points(),
    index=variables(),
)
def partial_derivative_is_exact(f: Formula, point: Point, index: int) -> Judgement:
    """Anything beyond truncation and rounding of a central difference is not rounding."""
    reply = yield Call("partial_derivative", f, np.array(point), index)
    tolerance = derivative_tolerance(f, point, index)
    expect(reply).to_be_close_to(
        f.partial(point, index), tolerance, rounding=derivative_rounding(f, point, index)
    )


@exercise.property(
    "partial_derivative gains a hundredfold when the step shrinks tenfold",
    points=1,
    function="partial_derivative",
    draws=5,
    f=surfaces(min_n=2),
    point=points(),
    index=variables(),
)
def partial_derivative_is_of_second_order(f: Formula, point: Point, index: int) -> Judgement:
    """A one-sided difference gains only tenfold."""
    replies = yield [Call("partial_derivative", f, np.array(point), index, h) for h in order.STEPS]
    order.expect_central(replies, f, point, index)


@exercise.check("gradient finds (5, −1) at (1, −1)", points=0.5, function="gradient")
def gradient_of_the_statement() -> Judgement:
    """The statement's own numbers."""
    point = (1.0, -1.0)
    reply = yield Call("gradient", SURFACE, np.array(point))
    expect(reply).to_be_close_to(
        [5.0, -1.0], gradient_tolerance(SURFACE, point), rounding=gradient_rounding(SURFACE, point)
    )


@exercise.property(
    "gradient agrees with the exact gradient everywhere",
    points=2,
    function="gradient",
    draws=16,
    f=surfaces(),
    point=points(),
)
def gradient_is_exact(f: Formula, point: Point) -> Judgement:
    """Cross terms and any number of variables: a separable surface hides mistakes."""
    reply = yield Call("gradient", f, np.array(point))
    expect(reply).to_be_close_to(
        f.gradient(point), gradient_tolerance(f, point), rounding=gradient_rounding(f, point)
    )


@exercise.property(
    "gradient gains a hundredfold when the step shrinks tenfold",
    points=1,
    function="gradient",
    draws=5,
    f=surfaces(min_n=2),
    point=points(),
)
def gradient_is_of_second_order(f: Formula, point: Point) -> Judgement:
    """Judged by the entry that is furthest out of its bound."""
    replies = yield [Call("gradient", f, np.array(point), h) for h in order.STEPS]
    order.expect_central(replies, f, point)
    if order.ignores_step(replies):
        yield Advice(order.FIXED_STEP)


@exercise.check(
    "gradient leaves the point as it was", points=0.5, function="gradient", after=["gradient_is_exact"]
)
def gradient_leaves_the_point_alone() -> Judgement:
    """A caller goes on using the point."""
    reply = yield Call("gradient", SURFACE, np.array([1.0, -1.0]))
    expect(reply).not_to_change(1, "point")
    reply = yield Call("partial_derivative", SURFACE, np.array([0.5, 2.0]), 1)
    expect(reply).not_to_change(1, "point")


@exercise.check(
    "gradient takes a plain list of whole numbers",
    points=0.5,
    function="gradient",
    after=["gradient_is_exact"],
    cases=[{"point": [1, -1]}, {"point": [2, 3]}, {"point": [0, 2]}],
)
def gradient_takes_a_plain_list(point: list[int]) -> Judgement:
    """``gradient(f, [1, -1])`` is how the exercise writes it."""
    reply = yield Call("gradient", SURFACE, point)
    expect(reply).to_be_close_to(
        SURFACE.gradient(point),
        gradient_tolerance(SURFACE, point),
        rounding=gradient_rounding(SURFACE, point),
    )


@exercise.check("analytical_gradient is (5, −1) at (1, −1)", points=0.5, function="analytical_gradient")
def analytical_gradient_of_the_statement() -> Judgement:
    """The statement's own numbers."""
    reply = yield Call("analytical_gradient", 1.0, -1.0)
    expect(reply).to_be_close_to([5.0, -1.0], _by_hand((1.0, -1.0)))


@exercise.property(
    "analytical_gradient is exact everywhere",
    points=1.5,
    function="analytical_gradient",
    draws=8,
    point=points(n=2),
)
def analytical_gradient_is_exact(point: Point) -> Judgement:
    """By the rules of calculus: rounding alone is allowed, no step."""
    reply = yield Call("analytical_gradient", *point)
    expect(reply).to_be_close_to(SURFACE.gradient(point), _by_hand(point))


def _by_hand(point: Point) -> list[float]:
    return [analytical_tolerance(SURFACE, point, i) for i in range(2)]


differences.declare(
    exercise, "partial_derivative", lambda rule: slopes.partial_derivative(slopes.measured(rule))
)
differences.declare(exercise, "gradient", lambda rule: slopes.gradient(slopes.measured(rule)))
precision.declare(exercise, "partial_derivative", slopes.partial_derivative)
precision.declare(exercise, "gradient", slopes.gradient)
rounded.declare(exercise, "partial_derivative")
rounded.declare(exercise, "gradient")
nudges.declare(exercise, "partial_derivative", slopes.partial_derivative)
nudges.declare(exercise, "gradient", slopes.gradient)
gradients.declare(exercise, "gradient")


def _slope_of_the_surface(f: Formula, point: Sequence[float], i: int, _h: float) -> Any:
    return SURFACE.partial(point, i) if f.n == SURFACE.n else NotImplemented


for _function, _lift in (("partial_derivative", slopes.partial_derivative), ("gradient", slopes.gradient)):
    exercise.misconception(
        "hard-coded-for-the-example",
        "The slopes of 3x² + xy + y² for every function",
        "These are the slopes of 3x² + xy + y², whatever f is. Measure them with values of the f that is passed in.",
        function=_function,
    )(_lift(_slope_of_the_surface))


@exercise.misconception(
    "cross-term-forgotten",
    "Cross term forgotten",
    "This is 3x² + y²: the product xy is missing.",
    function="f",
)
def surface_without_the_cross_term(x: float, y: float) -> float:
    """3x² + y²."""
    return 3 * x * x + y * y


@exercise.misconception(
    "coefficient-squared",
    "Coefficient squared",
    "This takes 3x² for (3x)². The power goes first: only x is squared, and then multiplied by 3.",
    function="f",
)
def surface_with_the_coefficient_squared(x: float, y: float) -> float:
    """(3x)² + xy + y²."""
    return 9 * x * x + x * y + y * y


Slope = Callable[[float, float], float]

_ALONG: tuple[Slope, Slope] = (lambda x, y: 6 * x + y, lambda x, y: x + 2 * y)
"""6x + y and x + 2y."""

BY_HAND: tuple[tuple[Words, Slope, Slope], ...] = (
    (
        Words(
            "cross-term-forgotten",
            "Cross term forgotten",
            "The slope of xy is missing. It changes with x, by y for each unit, and with y, by x.",
        ),
        lambda x, _: 6 * x,
        lambda _, y: 2 * y,
    ),
    (
        Words(
            "cross-term-became-one",
            "Slope of xy taken as 1",
            "The slope of xy is taken to be 1. While x moves, y is a number that xy holds as a factor, as 5x holds 5.",
        ),
        lambda x, _: 6 * x + 1,
        lambda _, y: 1 + 2 * y,
    ),
    (
        Words(
            "wrong-variable-held-fixed",
            "Wrong variable held fixed",
            "From xy the variable stays that moves, and the other should: y stands still while x moves.",
        ),
        lambda x, _: 6 * x + x,
        lambda _, y: y + 2 * y,
    ),
    (
        Words(
            "power-rule-without-the-factor",
            "Power rule without its factor",
            "An exponent went down and did not come to the front: the slope of x² is twice x, and that of y² twice y.",
        ),
        lambda x, y: 3 * x + y,
        lambda x, y: x + y,
    ),
)
"""Mistakes in the slopes along x and along y: in both, or in one of them."""

for _words, _wrong_x, _wrong_y in BY_HAND:
    for _x, _y in ((_wrong_x, _wrong_y), (_wrong_x, _ALONG[1]), (_ALONG[0], _wrong_y)):

        @exercise.misconception(*_words, function="analytical_gradient")
        def slopes_by_hand(x: float, y: float, along: tuple[Slope, Slope] = (_x, _y)) -> list[float]:
            """Both slopes, one of them or both wrong."""
            return [slope(x, y) for slope in along]


@exercise.misconception(
    "order-reversed",
    "Order reversed",
    "The slopes are right, but the one along y stands first. They belong in the order of the variables.",
    function="analytical_gradient",
)
def slopes_in_reverse(x: float, y: float) -> list[float]:
    """(x + 2y, 6x + y)."""
    return [x + 2 * y, 6 * x + y]


@exercise.misconception(
    "sign-flipped",
    "Sign flipped",
    "Every sign is the other way round: that is the way down. The gradient points uphill.",
    function="analytical_gradient",
)
def slopes_downhill(x: float, y: float) -> list[float]:
    """(−6x − y, −x − 2y)."""
    return [-6 * x - y, -x - 2 * y]


@exercise.symptom(
    "measured-instead-of-derived",
    "Measured instead of derived",
    "These slopes are as near as a measurement with a small step. Here they are asked for exactly: find a formula for "
    "each with the rules of calculus, and put x and y into it.",
    function="analytical_gradient",
)
def is_measured(reply: Reply) -> bool | None:
    """Off by no more than a numerical derivative may be, and not for want of digits."""
    found = flatten(reply.value)
    if reply.status is not Status.OK or found is None or found.shape != (2,):
        return False
    point: Any = reply.call.args
    off = np.abs(found - SURFACE.gradient(point))
    single = np.array_equal(found, found.astype(np.float32))
    if single or not np.all(off <= gradient_tolerance(SURFACE, point)):
        return None if np.all(off <= _by_hand(point)) else False
    return True if np.any(off > _by_hand(point)) else None
