"""Checker of 1.2: slopes of x³ − 3x, its tangents, and the picture of both.

How a learner finds the slope is theirs: the steps inside cannot be chosen or seen, so values decide. A
tangent that is a little too steep because `slope` is fails too, and the cause is named there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import Call, Exercise, Judged, Judgement, Reply, Status, expect, judge, rounded
from calcgrade.checking.families import choices, numbers
from calcgrade.checking.formulas.functions import polynomial
from calcgrade.checking.pictures import plots
from calcgrade.checking.pictures.drawings import expect_figure, expect_shown
from calcgrade.checking.pictures.expected import Panel, Picture, line
from calcgrade.checking.rough import Rough
from calcgrade.checking.tolerances import (
    derivative_rounding,
    derivative_tolerance,
    tangent_rounding,
    tangent_tolerance,
    value_tolerance,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import ArrayLike, NDArray

    from calcgrade.checking.pictures.plots import Figure

exercise = Exercise("1.2", "f", "slope", "tangent_line", "behaviour", "plot_tangents")

CURVE = polynomial(0, -3, 0, 1)
"""x³ − 3x, the curve of the statement."""

TOUCHING = (-1.0, 0.0, 1.0)
"""Where the statement asks for tangents."""

CLEAR = 0.1
"""Slopes at least this steep have a direction, whatever a learner calls flat."""

STEEP = 3.0
"""Nobody calls this flat for want of a finer threshold."""


@exercise.check(
    "f is x³ − 3x: f(2) is 2",
    points=0.5,
    function="f",
    cases=[{"x": 2, "height": 2.0}, {"x": -1, "height": 2.0}, {"x": 1, "height": -2.0}],
)
def f_at_2_is_the_statement_s(x: int, height: float) -> Judgement:
    """The statement's own number and the heights of the two level places, asked for as it writes them."""
    reply = yield Call("f", x)
    expect(reply).to_be_close_to(height, value_tolerance(CURVE, x))


@exercise.property("f is x³ − 3x everywhere", points=0.5, function="f", draws=6, x=numbers())
def f_is_the_curve(x: float) -> Judgement:
    """Only the rounding of its own sum is allowed."""
    reply = yield Call("f", x)
    expect(reply).to_be_close_to(float(CURVE(x)), value_tolerance(CURVE, x))


@exercise.check(
    "slope finds 0, −3, 0 and 9 at −1, 0, 1 and 2",
    points=0.5,
    function="slope",
    cases=[
        {"x0": -1, "right": 0.0},
        {"x0": 0, "right": -3.0},
        {"x0": 1, "right": 0.0},
        {"x0": 2, "right": 9.0},
    ],
)
def slope_finds_the_statement_s_numbers(x0: int, right: float) -> Judgement:
    """Whole numbers, as the exercise writes them; the tolerance admits every step that the course allows."""
    reply = yield Call("slope", x0)
    tolerance = derivative_tolerance(CURVE, x0)
    expect(reply).to_be_close_to(right, tolerance, rounding=derivative_rounding(CURVE, x0))


@exercise.property(
    "slope is right at every point", points=1.5, function="slope", draws=10, x0=numbers(0.1, 2.5)
)
def slope_is_right_everywhere(x0: float) -> Judgement:
    """Anything beyond truncation and rounding of a central difference is not rounding."""
    reply = yield Call("slope", x0)
    tolerance = derivative_tolerance(CURVE, x0)
    expect(reply).to_be_close_to(CURVE.derivative(x0), tolerance, rounding=derivative_rounding(CURVE, x0))


@exercise.property(
    "tangent_line has the curve's height where they touch",
    points=0.5,
    function="tangent_line",
    draws=5,
    x0=numbers(0.1, 2.5),
)
def tangent_touches_the_curve(x0: float) -> Judgement:
    """At x0 itself the slope does not count."""
    reply = yield Call("tangent_line", x0, x0)
    _expect_on_tangent(reply, x0, x0)


@exercise.check("tangent_line(2, 3) is 11", points=0.5, function="tangent_line")
def tangent_line_finds_the_statement_s_number() -> Judgement:
    """Start at f(2) = 2, climb 9 in one step to the right."""
    reply = yield Call("tangent_line", 2, 3)
    _expect_on_tangent(reply, 2, 3)


@exercise.property(
    "tangent_line climbs with the slope of the curve at x0",
    points=1.5,
    function="tangent_line",
    draws=10,
    x0=numbers(0.1, 2.5),
    aside=choices(1.0, 2.0, -1.0, -2.0, 0.5, -0.5, 3.0, 1.5, -2.5),
)
def tangent_climbs_with_the_slope(x0: float, aside: float) -> Judgement:
    """Far enough from x0 that a wrong slope shows."""
    reply = yield Call("tangent_line", x0, x0 + aside)
    _expect_on_tangent(reply, x0, x0 + aside)


@exercise.check(
    "tangent_line takes a whole array and leaves it as it was",
    points=0.5,
    function="tangent_line",
    after=["tangent_climbs_with_the_slope"],
)
def tangent_takes_an_array() -> Judgement:
    """A plot needs the heights of many points at once."""
    x = np.linspace(-2.5, 2.5, 6)
    reply = yield Call("tangent_line", 0.7, x)
    _expect_on_tangent(reply, 0.7, x)
    expect(reply).not_to_change(1, "array x")


@exercise.check(
    "behaviour names the three places: flat at −1, decreasing at 0, flat at 1", points=1, function="behaviour"
)
def behaviour_at_the_three_places() -> Judgement:
    """At ±1 the slope is exactly 0; a measured one is only near it."""
    places = (-1, 0, 1, -2, 2)  # two more tell whether nothing but the flat places is missed
    replies = yield [*(Call("behaviour", x0) for x0 in places), Call("slope", -1), Call("slope", 1)]
    words, slopes = replies[:5], replies[5:]
    for reply in slopes:
        reply.judged = Judged(0.0, derivative_tolerance(CURVE, 1.0), derivative_rounding(CURVE, 1.0))
    if _misses_flat_alone(words) and all(_is_zero(reply) for reply in slopes):
        answer = repr(_text(words[0]))
        expect(words[0]).fail("is not right", expected="'flat'", actual=answer, symptom="flat-forgotten")
    for x0, reply in zip(places[:3], words, strict=False):
        expect(reply).to_equal(_word(CURVE.derivative(x0)))


def _has_a_direction(_: Mapping[str, Any], x0: float) -> bool:
    return abs(CURVE.derivative(x0)) >= CLEAR


@exercise.property(
    "behaviour tells rising from falling wherever the curve is not flat",
    points=1,
    function="behaviour",
    draws=12,
    x0=choices(
        2.0, -2.0, 0.5, -0.5, 0.95, 1.05, -0.95, -1.05, 1.3, -1.3, 1.4, -1.4, 0.1, -0.1, 2.5, -2.5, 0.75, 1.1
    ).such_that(_has_a_direction),
)
def behaviour_elsewhere(x0: float) -> Judgement:
    """Only where |slope| >= 0.1: how near to zero is flat is the learner's choice."""
    reply = yield Call("behaviour", x0)
    expect(reply).to_equal(_word(CURVE.derivative(x0)))


@exercise.check("the picture shows the curve", points=1, function="plot_tangents")
def the_picture_shows_the_curve() -> Judgement:
    """Some artist samples it, around the three places at least."""
    reply = yield Call("plot_tangents", figure=True)
    figure = expect_figure(reply)
    lack = plots.curve_agrees(figure, CURVE, (-1.5, 1.5), name="the curve x³ − 3x")
    expect_shown(reply, lack, symptom="" if _bent(figure) else "plot-without-curve")


@exercise.check(
    "the picture shows the tangents at −1, 0 and 1",
    points=1,
    function="plot_tangents",
)
def the_picture_shows_the_tangents() -> Judgement:
    """Some artist touches the curve at each place, with its slope."""
    reply = yield Call("plot_tangents", figure=True)
    figure = expect_figure(reply)
    lack = plots.first_lack(
        plots.tangent_at(figure, x0, float(CURVE(x0)), CURVE.derivative(x0)) for x0 in TOUCHING
    )
    missing = _besides_the_curve(figure) < len(TOUCHING)
    expect_shown(reply, lack, symptom="plot-without-tangents" if missing else "")


@exercise.picture("the_picture_shows_the_curve", "the_picture_shows_the_tangents")
def curve_with_its_tangents() -> Picture:
    """Each tangent over a stretch on both sides of its place."""
    x, away = np.linspace(-2.3, 2.3, 161), np.array([-1.3, 1.3])
    names = ("−1", "0", "1")
    tangents = [
        line(x0 + away, CURVE(x0) + CURVE.derivative(x0) * away, f"tangent at {name}", dashed=True)
        for x0, name in zip(TOUCHING, names, strict=True)
    ]
    return Picture(
        "The curve x³ − 3x, with level tangents at −1 and 1 and one that falls with slope −3 at 0.",
        (Panel((line(x, CURVE(x), "f"), *tangents), "x", "y", y_limits=(-5, 5)),),
    )


def _expect_on_tangent(reply: Reply, x0: float, x: ArrayLike) -> None:
    """Demand heights of the tangent: the slope may be off as `slope` may, the rest by rounding."""
    away = np.asarray(x, dtype=np.float64) - x0
    height, rate = float(CURVE(x0)), CURVE.derivative(x0)
    expect(reply).to_be_close_to(
        height + rate * away, tangent_tolerance(CURVE, x0, x), rounding=tangent_rounding(CURVE, x0, x)
    )


def _word(rate: float) -> str:
    if rate == 0:
        return "flat"
    return "increasing" if rate > 0 else "decreasing"


def _text(reply: Reply) -> str | None:
    """Return the text of an answer as it is judged: case and outer blanks do not count; None for anything else."""
    return reply.value.strip().lower() if isinstance(reply.value, str) else None


def _misses_flat_alone(words: list[Reply]) -> bool:
    """Tell whether behaviour at −1, 0, 1, −2 and 2 is right but for the two flat places."""
    left, middle, right, *outside = map(_text, words)
    return {left, right} <= {"increasing", "decreasing"} and [middle, *outside] == [
        "decreasing", "increasing", "increasing",
    ]  # fmt: skip


def _is_zero(reply: Reply) -> bool:
    """Tell whether the learner's slope at ±1 is 0 but for the error of a measurement."""
    try:
        found = judge.number(reply.value)
    except judge.Unfit:
        return False
    return reply.status is Status.OK and abs(found) <= derivative_tolerance(CURVE, 1.0)


def _long(figure: Figure) -> list[plots.Series]:
    """Return what is drawn over a distance: neither dots nor upright lines."""
    return [series for series in plots.lines(figure) if series.x.size > 1 and np.ptp(series.x) >= 0.1]


def _bent(figure: Figure) -> bool:
    """Tell whether anything is drawn that is not straight: a curve, if not the right one."""
    return any(_deviation(series) > 1e-3 for series in _long(figure))


def _deviation(series: plots.Series) -> float:
    """Return how far a series is from the straight line between its outermost points, relative to its size."""
    first, last = int(np.argmin(series.x)), int(np.argmax(series.x))
    rate = (series.y[last] - series.y[first]) / (series.x[last] - series.x[first])
    off: NDArray[np.float64] = np.abs(series.y - series.y[first] - rate * (series.x - series.x[first]))
    return float(off.max() / (1 + np.abs(series.y).max()))


def _besides_the_curve(figure: Figure) -> int:
    """Count what is drawn over a distance and is not the curve."""
    return sum(
        bool(np.any(np.abs(series.y - CURVE(series.x)) > plots.TOUCH * (1 + np.abs(series.y))))
        for series in _long(figure)
    )


FORWARD_STEPS = (1.0, 0.5, 0.1, 0.01, 1e-3, 1e-4, 1e-5, 1e-6)
"""Steps that a learner may have fixed inside `slope`; with a smaller one no value can tell the two sides apart."""


def _one_sided(h: float) -> Callable[[float], float]:
    def reference(x0: float) -> float:
        return (
            3 * x0 * x0 - 3 + 3 * x0 * h + h * h
        )  # ((x0 + h)³ − 3(x0 + h) − x0³ + 3·x0) / h, without rounding

    return reference


for _h in FORWARD_STEPS:
    exercise.misconception(
        "forward-difference",
        "Forward difference",
        "You compare f(x + h) with f(x), the middle. That is the slope half a step further right; look the same "
        "distance to both sides of x.",
        function="slope",
    )(_one_sided(_h))
    exercise.misconception(
        "backward-difference",
        "Backward difference",
        "You compare f(x) with f(x − h), the place behind. That is the slope half a step further left; look the "
        "same distance to both sides of x.",
        function="slope",
    )(_one_sided(-_h))


@exercise.symptom(
    "misplaced-parenthesis",
    "Division without brackets",
    "Python reads `/ 2 * h` from left to right: it halves the rise and then multiplies by h. The whole run belongs "
    "in brackets.",
    function="slope",
)
def is_tiny(reply: Reply) -> bool | None:
    """Tell whether an answer is the slope times the square of a small step."""
    try:
        found, right = judge.number(reply.value), CURVE.derivative(float(reply.call.args[0]))  # type: ignore[arg-type]
    except judge.Unfit:
        return None if reply.status is not Status.OK else False
    if right == 0:
        return None if abs(found) <= 1e-5 else False
    return 0 < found / right <= 1e-5


@exercise.misconception(
    "divided-by-one-step",
    "Divided by one step",
    "From x − h to x + h you walk two steps, but the rise is divided by one. Every slope comes out twice as steep.",
    function="slope",
)
def twice_as_steep(x0: float) -> float:
    """The rise over both steps, divided by one."""
    return 2 * (3 * x0 * x0 - 3)


@exercise.misconception(
    "half-step",
    "One step up, two steps divided",
    "The two values are one step apart, but their difference is divided by two steps. Every slope comes out half "
    "as steep.",
    function="slope",
)
def half_as_steep(x0: float) -> float:
    """The rise over one step, divided by two."""
    return (3 * x0 * x0 - 3) / 2


@exercise.misconception(
    "sign-flipped",
    "Every sign is flipped",
    "Subtract the left value from the right one, in that order: a rising function has a positive slope.",
    function="slope",
)
def downside_up(x0: float) -> float:
    """The left value minus the right one."""
    return 3 - 3 * x0 * x0


@exercise.misconception(
    "power-rule-without-the-factor",
    "Power rule without its factor",
    "When the exponent is lowered it comes to the front as a factor: the slope of x³ is 3x².",
    function="slope",
)
def exponent_lowered_only(x0: float) -> float:
    """x² for the slope of x³."""
    return x0 * x0 - 3


@exercise.misconception(
    "term-forgotten",
    "A term forgotten",
    "This is the slope of x³ alone. The term −3x is no constant: it has a slope of its own.",
    function="slope",
)
def cube_alone(x0: float) -> float:
    """The slope of x³."""
    return 3 * x0 * x0


@exercise.misconception(
    "value-instead-of-slope",
    "Height instead of slope",
    "This is f(x0), the height. The slope says how fast f changes there.",
    function="slope",
)
def height(x0: float) -> float:
    """The value of f."""
    return x0**3 - 3 * x0


rounded.declare(exercise, "slope")
rounded.declare(exercise, "tangent_line")


def _measured(heights: Any, x0: float, x: Any) -> Rough:
    """Allow the error of a measured slope in a wrong line, wherever that line has the slope."""
    reach = 1 + float(np.max(np.abs(x))) + abs(x0)
    steepest = max(abs(x0), float(np.max(np.abs(x))))
    return Rough(heights, absolute=derivative_tolerance(CURVE, steepest) * reach)


@exercise.misconception(
    "tangent-without-height",
    "The height is missing",
    "The line has the right slope but meets the axis at x0. Start from the height of the curve, f(x0).",
    function="tangent_line",
)
def line_through_the_axis(x0: float, x: Any) -> Rough:
    """Slope times distance, without f(x0)."""
    return _measured((3 * x0 * x0 - 3) * (x - x0), x0, x)


@exercise.misconception(
    "tangent-not-shifted",
    "Distance measured from 0",
    "The climb counts from x0, where line and curve touch: the distance is x − x0 and not x.",
    function="tangent_line",
)
def distance_from_zero(x0: float, x: Any) -> Rough:
    """Slope times x."""
    return _measured((3 * x0 * x0 - 3) * x + x0**3 - 3 * x0, x0, x)


@exercise.misconception(
    "slope-at-the-wrong-point",
    "Slope taken at x",
    "A straight line has one slope, that of the curve at x0. Taken at x, the line bends.",
    function="tangent_line",
)
def slope_at_x(x0: float, x: Any) -> Rough:
    """The slope where the height is wanted."""
    return _measured(x0**3 - 3 * x0 + (3 * x * x - 3) * (x - x0), x0, x)


@exercise.misconception(
    "arguments-swapped",
    "Arguments swapped",
    "The point of contact x0 comes first, then x.",
    function="tangent_line",
)
def tangent_at_x(x0: float, x: Any) -> Rough:
    """The tangent at x, at x0."""
    return _measured(x**3 - 3 * x + (3 * x * x - 3) * (x0 - x), x0, x)


@exercise.misconception(
    "slope-for-the-line",
    "The slope is not the line",
    "The slope is one number. The tangent is a line that has this slope: its height changes with x.",
    function="tangent_line",
)
def slope_alone(x0: float, x: Any) -> Rough:
    """The slope, whatever x."""
    return _measured(3 * x0 * x0 - 3 + 0 * x, x0, x)


@exercise.symptom(
    "mutates-argument",
    "Changes the array x",
    "The array that the caller handed in holds other numbers afterwards: operators such as -= work in place. Let the "
    "distance from x0 be a new array.",
    function="tangent_line",
)
def changes_x(_: Reply) -> None:
    """Leave it to `tangent_takes_an_array`: the worker says which arguments were changed."""
    return


@exercise.misconception(
    "value-instead-of-slope",
    "Height instead of slope",
    "Whether the curve is above or below zero says nothing about rising or falling. Look at the sign of the slope.",
    function="behaviour",
)
def sign_of_the_height(x0: float) -> str:
    """The word for f(x0)."""
    return _word(x0**3 - 3 * x0)


@exercise.misconception(
    "sign-flipped",
    "Up and down swapped",
    "A positive slope goes up from left to right: increasing.",
    function="behaviour",
)
def up_for_down(x0: float) -> str:
    """The word for the slope turned round."""
    return _word(3 - 3 * x0 * x0)


@exercise.symptom(
    "flat-forgotten",
    "No flat places",
    "At the top of a hill and at the bottom of a valley the slope is zero, or as near as a measurement gets. Call "
    "that flat.",
    function="behaviour",
)
def never_flat(_: Reply) -> None:
    """Leave it to `behaviour_at_the_three_places`: a wrong slope never looks flat either."""
    return


@exercise.symptom(
    "tolerance-too-wide",
    "Gentle slopes called flat",
    "Flat means a slope of zero up to the error of the measurement, which is tiny. Yours calls gentle slopes flat too.",
    function="behaviour",
)
def calls_gentle_slopes_flat(reply: Reply) -> bool | None:
    """Tell whether a slope that is neither zero nor steep is called flat; everything else has to be right."""
    rate = CURVE.derivative(float(reply.call.args[0]))  # type: ignore[arg-type]
    if _text(reply) == "flat" and 0 < abs(rate) < STEEP:
        return True
    return None if _text(reply) == _word(rate) else False


@exercise.symptom(
    "other-words",
    "Other words",
    "Answer with exactly one of the three words of the exercise: increasing, decreasing or flat.",
    function="behaviour",
)
def is_another_word(reply: Reply) -> bool | None:
    """Tell whether a text is none of the three words."""
    return _text(reply) not in (None, "increasing", "decreasing", "flat")


@exercise.symptom(
    "plot-without-curve",
    "The curve is missing",
    "Nothing in your picture bends. Draw f itself as well, at enough points to look smooth.",
    function="plot_tangents",
)
def draws_no_curve(_: Reply) -> None:
    """Leave it to the check of the curve."""
    return


@exercise.symptom(
    "plot-without-tangents",
    "A tangent is missing",
    "Your picture has fewer than three lines beside the curve. Draw one tangent for each of the three places.",
    function="plot_tangents",
)
def draws_too_few_tangents(_: Reply) -> None:
    """Leave it to the check of the tangents."""
    return


LINE_RETURNED = (
    "line-instead-of-height",
    "The line's two numbers instead of its height",
    "You return what describes the tangent, its slope and a height. tangent_line is asked how high the line is at x.",
)


def _two_numbers(x0: float, start: float) -> Rough:
    """The slope, and the height where the line is thought to start, both as near as slopes are measured."""
    rate = CURVE.derivative(x0)
    near = derivative_tolerance(CURVE, x0) * (1 + abs(start - x0))
    return Rough((rate, float(CURVE(x0)) + rate * (start - x0)), absolute=near)


@exercise.misconception(*LINE_RETURNED, function="tangent_line")
def slope_and_intercept(x0: float, x: ArrayLike) -> Rough:  # noqa: ARG001 - where is not asked
    """The slope, and the height at x = 0."""
    return _two_numbers(x0, 0.0)


@exercise.misconception(*LINE_RETURNED, function="tangent_line")
def slope_and_height(x0: float, x: ArrayLike) -> Rough:  # noqa: ARG001 - where is not asked
    """The slope, and the height where the line touches."""
    return _two_numbers(x0, x0)
