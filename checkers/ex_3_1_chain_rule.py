"""Checker of 3.1: the chain rule for sin(x²), and for any two functions.

Every argument is a number or a function: there is nothing that a learner could change, so nothing is
checked about it. In `numerical_dy_dx` the function is the learner's own, so the points at which it is
evaluated cannot be observed: the values at three steps decide.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from calcgrade.checking import Advice, Call, Exercise, Judgement, Reply, Status, expect, judge, rounded
from calcgrade.checking.families import Family, numbers
from calcgrade.checking.formulas.families import curves
from calcgrade.checking.formulas.formula import Formula, Partial
from calcgrade.checking.formulas.functions import polynomial, sin_of, sinusoid
from calcgrade.checking.rough import Rough
from calcgrade.checking.slopes import compositions, differences, order, precision
from calcgrade.checking.slopes import references as slopes
from calcgrade.checking.tolerances import (
    analytical_tolerance,
    chain_tolerance,
    derivative_rounding,
    derivative_tolerance,
    value_tolerance,
)
from calcgrade.wire.values import Opaque

exercise = Exercise("3.1", "y", "dy_dx", "numerical_dy_dx", "chain")

Y = sin_of(polynomial(0, 0, 1))
"""sin(x²), the composition of the statement."""


@exercise.check("y is sin(x²): y(1) is about 0.8415", points=0.5, function="y")
def y_at_1_is_the_statement_s() -> Judgement:
    """The statement's own number, asked for as the exercise writes it."""
    reply = yield Call("y", 1)
    expect(reply).to_be_close_to(math.sin(1.0), value_tolerance(Y, 1.0))


@exercise.property("y is sin(x²) everywhere", points=0.5, function="y", draws=6, x=numbers())
def y_is_the_sine_of_the_square(x: float) -> Judgement:
    """Only the rounding of the square and of the sine is allowed."""
    reply = yield Call("y", x)
    expect(reply).to_be_close_to(float(Y(x)), value_tolerance(Y, x))


@exercise.check("dy_dx is about 1.0806 at 1", points=0.5, function="dy_dx")
def dy_dx_at_1_is_the_statement_s() -> Judgement:
    """2·cos(1)."""
    reply = yield Call("dy_dx", 1.0)
    expect(reply).to_be_close_to(2 * math.cos(1.0), analytical_tolerance(Y, 1.0))


@exercise.property("dy_dx is exact everywhere", points=2, function="dy_dx", draws=12, x=numbers())
def dy_dx_is_exact(x: float) -> Judgement:
    """By the chain rule: rounding alone is allowed, no step."""
    reply = yield Call("dy_dx", x)
    expect(reply).to_be_close_to(Y.derivative(x), analytical_tolerance(Y, x))


@exercise.check(
    "dy_dx takes whole numbers",
    points=0.5,
    function="dy_dx",
    after=["dy_dx_is_exact"],
    cases=[{"x": 1}, {"x": -2}],
)
def dy_dx_takes_whole_numbers(x: int) -> Judgement:
    """``dy_dx(1)`` is how the exercise writes it."""
    reply = yield Call("dy_dx", x)
    expect(reply).to_be_close_to(Y.derivative(x), analytical_tolerance(Y, x))


@exercise.check("numerical_dy_dx confirms the slope at 1", points=0.5, function="numerical_dy_dx")
def numerical_dy_dx_at_1_is_the_statement_s() -> Judgement:
    """2·cos(1), near enough for every step that the course allows."""
    reply = yield Call("numerical_dy_dx", 1.0)
    tolerance = derivative_tolerance(Y, 1.0)
    expect(reply).to_be_close_to(2 * math.cos(1.0), tolerance, rounding=derivative_rounding(Y, 1.0))


@exercise.property(
    "numerical_dy_dx agrees with the exact slope everywhere",
    points=1,
    function="numerical_dy_dx",
    draws=10,
    x=numbers(),
)
def numerical_dy_dx_agrees(x: float) -> Judgement:
    """Anything beyond truncation and rounding of a central difference is not rounding."""
    reply = yield Call("numerical_dy_dx", x)
    expect(reply).to_be_close_to(
        Y.derivative(x), derivative_tolerance(Y, x), rounding=derivative_rounding(Y, x)
    )


@exercise.property(
    "numerical_dy_dx gains a hundredfold when the step shrinks tenfold, as a central difference does",
    points=1.5,
    function="numerical_dy_dx",
    draws=7,
    x=numbers(),
)
def numerical_dy_dx_is_of_second_order(x: float) -> Judgement:
    """A one-sided difference gains only tenfold."""
    replies = yield [Call("numerical_dy_dx", x, h) for h in order.STEPS]
    order.expect_central(replies, Y, (x,), 0)
    if len({expect(reply).number() for reply in replies}) == 1:
        yield Advice(SAME_FOR_EVERY_STEP)


SAME_FOR_EVERY_STEP = (
    "numerical_dy_dx returns the same digits whatever h it is given. That costs nothing here, but a "
    "measurement confirms dy_dx only where it is made on its own, with a step that the caller can choose."
)


@exercise.check(
    "numerical_dy_dx takes whole numbers",
    points=0.5,
    function="numerical_dy_dx",
    after=["numerical_dy_dx_agrees"],
    cases=[{"x": 1}, {"x": -2}],
)
def numerical_dy_dx_takes_whole_numbers(x: int) -> Judgement:
    """``numerical_dy_dx(1)`` is how the exercise writes it."""
    reply = yield Call("numerical_dy_dx", x)
    expect(reply).to_be_close_to(
        Y.derivative(x), derivative_tolerance(Y, x), rounding=derivative_rounding(Y, x)
    )


@exercise.check(
    "chain finds the slopes of (x + 1)³ and of sin(x²)",
    points=0.5,
    function="chain",
    cases=[
        {"outer": polynomial(0, 0, 0, 1), "inner": polynomial(1, 1), "x": 1.0, "slope": 12.0},
        {"outer": sinusoid(1, 1), "inner": polynomial(0, 0, 1), "x": 1.0, "slope": 2 * math.cos(1.0)},
    ],
)
def chain_finds_the_slopes_of_the_statement(
    outer: Formula, inner: Formula, x: float, slope: float
) -> Judgement:
    """3·(1 + 1)²·1, and 2·cos(1) once more."""
    reply = yield _chain(outer, inner, x)
    expect(reply).to_be_close_to(slope, chain_tolerance(outer, inner, x))


def stages() -> Family[float]:
    """Draw an x at which the inner value is moderate and clearly neither x nor the inner slope.

    Elsewhere the outer slope could be taken at the wrong one of them and be right.
    """

    def fits(drawn: Mapping[str, Any], x: float) -> bool:
        inner: Formula = drawn["inner"]
        u = float(inner(x))
        return abs(u) <= 3 and abs(u - x) >= 0.1 and abs(u - inner.derivative(x)) >= 0.1

    return numbers().such_that(fits)


@exercise.property(
    "chain finds the slope of every composition",
    points=2,
    function="chain",
    draws=20,
    outer=curves(),
    inner=curves(),
    x=stages(),
)
def chain_finds_the_slope_of_every_composition(outer: Formula, inner: Formula, x: float) -> Judgement:
    """The outer slope belongs at inner(x), the only number that the outer stage ever sees."""
    reply = yield _chain(outer, inner, x)
    slope = outer.derivative(float(inner(x))) * inner.derivative(x)
    expect(reply).to_be_close_to(slope, chain_tolerance(outer, inner, x))


def _chain(outer: Formula, inner: Formula, x: float) -> Call:
    return Call("chain", Partial(outer), inner, Partial(inner), x)


def _on_y(rule: differences.Rule, y: Callable[[float], Any] = Y) -> Any:
    def reference(x: float, h: float = slopes.DEFAULT_STEP) -> Any:
        return rule(lambda t: y(x + t), h)

    return reference


def _at_own_step(rule: differences.Rule, step: float) -> list[Callable[..., Any]]:
    """Return a rule with a default of the learner's own, and with a step fixed inside."""

    def as_default(x: float, h: float = step) -> Any:
        return _on_y(rule)(x, h)

    def fixed(x: float, _h: float = step) -> Any:
        return _on_y(rule)(x, step)

    return [as_default, fixed]


def _slope_of_y(slope: slopes.Slope) -> slopes.Reference:
    def reference(x: float, h: float = slopes.DEFAULT_STEP) -> Any:
        return slope(Y, (float(x),), 0, h)

    return reference


def _all_in_float32(_f: Formula, point: Sequence[float], _i: int, h: float) -> Rough:
    """Compute y in float32 as well: a y of one's own, unlike a formula, keeps the type that it is given."""
    x, step = np.float32(point[0]), np.float32(h)
    rise = np.sin((x + step) ** 2) - np.sin((x - step) ** 2)
    return Rough(float(rise / (2 * step)), relative=float(np.finfo(np.float32).eps))


def _sine_of_the_square(rule: compositions.Rule) -> Any:
    def reference(x: float) -> Any:
        return rule(np.cos, lambda t: t**2, lambda t: 2 * t, x)

    return reference


differences.declare_unobserved(exercise, "numerical_dy_dx", _at_own_step)
precision.declare(exercise, "numerical_dy_dx", _slope_of_y, is_observed=False)
exercise.misconception(*precision.WORDS, function="numerical_dy_dx")(_slope_of_y(_all_in_float32))
compositions.declare(exercise, "dy_dx", _sine_of_the_square)
compositions.declare(exercise, "chain", lambda rule: rule)
for name in exercise.functions:
    rounded.declare(exercise, name)

Wrong = tuple[str, str, str, Callable[[Any], Any]]
"""Id, title, explanation, and a wrong y or dy_dx."""

WRONG_Y: tuple[Wrong, ...] = (
    (
        "degrees-for-radians",
        "Degrees instead of radians",
        "x² is turned from degrees into radians before the sine. np.sin takes radians already: hand it x² as "
        "it is.",
        lambda x: np.sin(np.deg2rad(x**2)),
    ),
    (
        "squared-outside",
        "Squared after the sine",
        "This is (sin x)², the square of the sine. In sin(x²) the square comes first, and the sine is taken "
        "of it.",
        lambda x: np.sin(x) ** 2,
    ),
    (
        "square-forgotten",
        "The square forgotten",
        "This is sin x. In sin(x²) the sine is taken of the square of x.",
        np.sin,
    ),
    (
        "doubled-instead-of-squared",
        "Doubled instead of squared",
        "This is sin(2x). x² is x times x.",
        lambda x: np.sin(2 * x),
    ),
    (
        "slope-instead-of-value",
        "Cosine instead of sine",
        "This is cos(x²). The cosine is the slope of the sine; y itself is the sine of x².",
        lambda x: np.cos(x**2),
    ),
)

for id_, title, explanation, wrong_y in WRONG_Y:
    exercise.misconception(id_, title, explanation, function="y")(wrong_y)
    measured = f"The measurement is sound, but the function measured is not sin(x²). {explanation}"
    exercise.misconception(id_, title, measured, function="numerical_dy_dx")(
        _on_y(differences.central, wrong_y)
    )

WRONG_SLOPES: tuple[Wrong, ...] = (
    (
        "outer-not-differentiated",
        "Outer value instead of its slope",
        "The first factor is the sine itself. What counts is how fast the sine grows at x².",
        lambda x: np.sin(x**2) * 2 * x,
    ),
    (
        "power-rule-without-the-factor",
        "The 2 of x² not brought to the front",
        "The slope of x² is taken to be x. The exponent is lowered, but it also comes to the front as a "
        "factor.",
        lambda x: np.cos(x**2) * x,
    ),
    (
        "sign-flipped",
        "Sign flipped",
        "The sign is the other way round. The slope of the sine has no minus; the slope of the cosine does.",
        lambda x: -np.cos(x**2) * 2 * x,
    ),
    (
        "value-instead-of-slope",
        "Value instead of slope",
        "This is y itself. Its slope says how fast y changes at x.",
        lambda x: np.sin(x**2),
    ),
    (
        "squared-outside",
        "Squared after the sine",
        "This is the slope of (sin x)², where the sine comes first. In sin(x²) the square does.",
        lambda x: 2 * np.sin(x) * np.cos(x),
    ),
    (
        "degrees-for-radians",
        "Degrees instead of radians",
        "x² is turned from degrees into radians before the cosine. np.cos takes radians already: hand it x² "
        "as it is.",
        lambda x: np.cos(np.deg2rad(x**2)) * 2 * x,
    ),
)

for id_, title, explanation, wrong_slope in WRONG_SLOPES:
    exercise.misconception(id_, title, explanation, function="dy_dx")(wrong_slope)


@exercise.symptom(
    "hard-coded-for-the-example",
    "Written for x = 1 only",
    "The answer is the slope at x = 1, whatever x is asked for. Compute it from the x that is passed in.",
    function="dy_dx",
)
def always_the_slope_at_1(reply: Reply) -> bool | None:
    """As many digits as the statement shows are enough to know it by."""
    off = _off(reply, 2 * math.cos(1.0))
    if off is None or reply.call.args[0] == 1:
        return None
    return off <= 1e-4


@exercise.misconception(
    "hard-coded-for-the-example",
    "Written for sin(x²) only",
    "This is the slope of sin(x²), whatever functions are passed in. Use the three functions that chain is "
    "given.",
    function="chain",
)
def always_sine_of_the_square(
    _outer_prime: Partial, _inner: Formula, _inner_prime: Partial, x: float
) -> float:
    """Never looks at its functions."""
    return Y.derivative(x)


@exercise.symptom(
    "returns-a-function",
    "Returns a function",
    "What comes back is a function that could compute the slope. chain is given x as well: return the number "
    "there.",
    function="chain",
)
def a_function_comes_back(reply: Reply) -> bool | None:
    """The worker names the type of what it cannot send."""
    if reply.judged is None or reply.status is not Status.OK:
        return None
    return isinstance(reply.value, Opaque) and reply.value.type in ("function", "method", "partial")


@exercise.symptom(
    "measured-instead-of-derived",
    "Measured instead of derived",
    "This is as near to the slope as a measurement with a small step comes, and no nearer. dy_dx asks for "
    "the chain rule: multiply two slopes that you know exactly.",
    function="dy_dx",
)
def measured_with_a_step(reply: Reply) -> bool | None:
    """Within the reach of a central difference, beyond that of rounding, and not for want of digits."""
    x: float = reply.call.args[0]  # type: ignore[assignment]
    off = _off(reply, Y.derivative(x))
    if off is None or off <= analytical_tolerance(Y, x):
        return None
    if off > derivative_tolerance(Y, x) or rounded.is_rounded(reply):
        return False
    value = judge.number(reply.value)
    return value != float(np.float32(value))


@exercise.misconception(
    "truncated-to-integer",
    "Decimals cut off",
    "For a whole x the decimals of the slope are lost: an array made from whole numbers holds whole numbers "
    "only. Make it one of floats, or do without an array.",
    function="dy_dx",
)
def kept_in_an_array_like_x(x: float) -> float:
    """What ``np.zeros_like(x)`` holds."""
    return _held_like(x, Y.derivative(x))


@exercise.misconception(
    "integer-array-swallows-nudge",
    "Whole numbers swallow the step",
    "For a whole x the step is lost: an array made from whole numbers cannot hold x + h. Make it one of "
    "floats, or do without an array.",
    function="numerical_dy_dx",
)
def nudged_in_an_array_like_x(x: float, h: float = slopes.DEFAULT_STEP) -> float:
    """What ``np.array([x])`` holds after a step."""
    return float(differences.central(lambda t: Y(_held_like(x, x + t)), h))


def _held_like(x: float, value: float) -> float:
    return float(int(value)) if isinstance(x, int) else value


def _off(reply: Reply, value: float) -> float | None:
    """Return how far a reply is from a value, infinite where it is no number; None where nothing returned."""
    if reply.status is not Status.OK:
        return None
    try:
        return abs(judge.number(reply.value) - value)
    except judge.Unfit:
        return math.inf
