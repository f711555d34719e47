"""Checker of 1.1: a numerical derivative and the slopes it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.checking import Advice, Call, Exercise, Judgement, expect, rounded
from calcgrade.checking.families import points
from calcgrade.checking.formulas.families import curves
from calcgrade.checking.formulas.functions import polynomial, sinusoid
from calcgrade.checking.slopes import differences, nudges, order, precision
from calcgrade.checking.slopes import references as slopes
from calcgrade.checking.tolerances import derivative_rounding, derivative_tolerance

if TYPE_CHECKING:
    from calcgrade.checking.formulas.formula import Formula

exercise = Exercise("1.1", "numerical_derivative", "square_slopes", "cubic_slope", "sine_slope")

SQUARE = polynomial(0, 0, 1)
CUBIC = polynomial(0, -2, 0, 1)
SINE = sinusoid(1, 1, 0)


@exercise.check(
    "finds the slopes of x², x³ − 2x and sin x",
    points=1,
    function="numerical_derivative",
    cases=[
        {"f": SQUARE, "x": 3.0, "slope": 6.0},
        {"f": SQUARE, "x": -1.0, "slope": -2.0},
        {"f": CUBIC, "x": 1.0, "slope": 1.0},
        {"f": SINE, "x": 0.0, "slope": 1.0},
    ],
)
def finds_the_slopes_of_the_statement(f: Formula, x: float, slope: float) -> Judgement:
    """The tolerance admits every step that the course allows."""
    reply = yield Call("numerical_derivative", f, x)
    expect(reply).to_be_close_to(slope, derivative_tolerance(f, x), rounding=derivative_rounding(f, x))


@exercise.property(
    "agrees with the exact derivative everywhere",
    points=3,
    function="numerical_derivative",
    draws=20,
    f=curves(),
    x=points(n=1),
)
def agrees_with_the_exact_derivative(f: Formula, x: tuple[float]) -> Judgement:
    """Anything beyond truncation and rounding of a central difference is not rounding."""
    reply = yield Call("numerical_derivative", f, x[0])
    tolerance = derivative_tolerance(f, x)
    expect(reply).to_be_close_to(f.derivative(x[0]), tolerance, rounding=derivative_rounding(f, x))


@exercise.property(
    "gains a hundredfold when the step shrinks tenfold, as a central difference does",
    points=2.5,
    function="numerical_derivative",
    draws=12,
    f=curves(),
    x=points(n=1),
)
def is_of_second_order(f: Formula, x: tuple[float]) -> Judgement:
    """A one-sided difference gains only tenfold."""
    replies = yield [Call("numerical_derivative", f, x[0], h) for h in order.STEPS]
    order.expect_central(replies, f, x, 0)
    if order.ignores_step(replies):
        yield Advice(order.FIXED_STEP)


@exercise.check(
    "takes whole numbers",
    points=0.5,
    function="numerical_derivative",
    after=["agrees_with_the_exact_derivative"],
    cases=[{"x": 2, "slope": 4.0}, {"x": -3, "slope": -6.0}],
)
def takes_whole_numbers(x: int, slope: float) -> Judgement:
    """``numerical_derivative(f, 2)`` is how the exercise writes it."""
    reply = yield Call("numerical_derivative", SQUARE, x)
    expect(reply).to_be_close_to(
        slope, derivative_tolerance(SQUARE, x), rounding=derivative_rounding(SQUARE, x)
    )


@exercise.check("square_slopes gives the slopes of x² at 0, 1, 2 and 3", points=1, function="square_slopes")
def square_slopes_are_0_2_4_6() -> Judgement:
    """The statement's first numbers."""
    reply = yield Call("square_slopes")
    expect(reply).to_be_close_to([0, 2, 4, 6], [derivative_tolerance(SQUARE, x) for x in (0, 1, 2, 3)])


@exercise.check("cubic_slope gives the slope of x³ − 2x at 1", points=1, function="cubic_slope")
def cubic_slope_is_1() -> Judgement:
    """3·1² − 2."""
    reply = yield Call("cubic_slope")
    expect(reply).to_be_close_to(1.0, derivative_tolerance(CUBIC, 1.0))


@exercise.check("sine_slope gives the slope of sin x at 0", points=1, function="sine_slope")
def sine_slope_is_1() -> Judgement:
    """cos(0)."""
    reply = yield Call("sine_slope")
    expect(reply).to_be_close_to(1.0, derivative_tolerance(SINE, 0.0))


differences.declare(exercise, "numerical_derivative", lambda rule: slopes.derivative(slopes.measured(rule)))
precision.declare(exercise, "numerical_derivative", slopes.derivative)
rounded.declare(exercise, "numerical_derivative")
nudges.declare_swallowed(exercise, "numerical_derivative")


@exercise.misconception(
    "hard-coded-for-the-example",
    "The slope of x² for every function",
    "This is 2x, the slope of x², whatever f is. Measure the slope with values of the f that is passed in.",
    function="numerical_derivative",
)
def always_the_slope_of_the_square(_f: Formula, x: float, _h: float = slopes.DEFAULT_STEP) -> float:
    """The power rule for one function."""
    return 2.0 * x


@exercise.misconception(
    "off-by-one",
    "Slopes at 1 to 4",
    "These are the slopes at 1, 2, 3 and 4. The points asked for start at 0.",
    function="square_slopes",
)
def slopes_at_one_to_four() -> list[float]:
    """Starts counting at 1."""
    return [2.0, 4.0, 6.0, 8.0]


@exercise.misconception(
    "value-instead-of-slope",
    "Values instead of slopes",
    "These are the values of x² at the four points. The slopes say how fast x² grows there.",
    function="square_slopes",
)
def values_of_the_square() -> list[float]:
    """Squares, not slopes."""
    return [0.0, 1.0, 4.0, 9.0]


@exercise.misconception(
    "term-forgotten",
    "A term forgotten",
    "This is the slope of x³ alone: the −2x adds −2 to it everywhere.",
    function="cubic_slope",
)
def cubic_without_its_x() -> float:
    """The slope of x³ at 1."""
    return 3.0


@exercise.misconception(
    "degrees-for-radians",
    "Degrees instead of radians",
    "This is the slope of the sine of an angle in degrees. np.sin takes radians: hand it x as it is.",
    function="sine_slope",
)
def sine_in_degrees() -> float:
    """π/180."""
    return 0.017453292519943295
