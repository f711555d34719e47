"""Checker of E8: Newton's method for a minimum, which stops where there is no valley to jump into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import Call, Exercise, Judgement
from calcgrade.checking.descent.newton import Search, search
from calcgrade.checking.descent.newton_judgement import expect_end, expect_jumps, expect_valley
from calcgrade.checking.descent.newton_missteps import run
from calcgrade.checking.descent.newton_mistakes import declare
from calcgrade.checking.families import Family, choices, numbers
from calcgrade.checking.formulas.families import wells
from calcgrade.checking.formulas.formula import Formula, Partial
from calcgrade.checking.formulas.functions import exponential, polynomial, sinusoid
from calcgrade.checking.formulas.second import Second

if TYPE_CHECKING:
    from collections.abc import Mapping

exercise = Exercise("E8", "newton_minimum")

CUBIC = polynomial(0, -3, 0, 1)
"""x³ − 3x, of the statement: a valley at 1, a hilltop at −1, no curvature at 0."""

SQUARE = polynomial(3, 0, 2)
WELL = polynomial(2, 0, -3, 0, 1)

CLEAR = 0.05
"""No slope on the way is nearer to the tolerance than this part of it, and no curvature as near to zero."""


def growths() -> Family[Formula]:
    """Draw an exponential on a slope or in a bowl."""
    return Family(
        lambda pick, _: (
            exponential(pick((1.0, 2.0, 0.5)), pick((1.0, -1.0, 0.5, -0.5)))
            + polynomial(0.0, pick((-2.0, 2.0, 1.0, -1.0)), pick((0.0, 0.5, 1.0)))
        )
    )


def waves(
    rates: tuple[float, ...] = (1.0, 2.0), bowl: tuple[float, ...] = (0.5, 0.25, 1.0)
) -> Family[Formula]:
    """Draw a wave in a bowl: the shorter and the shallower, the more often the ground bends down."""
    return Family(
        lambda pick, _: (
            sinusoid(pick((2.0, 1.0, 3.0)), pick(rates), pick((0.0, 1.0, -1.0)))
            + polynomial(0.0, pick((0.0, 0.5, -0.5)), pick(bowl))
        )
    )


def landscapes() -> Family[Formula]:
    """Draw a curve that bends differently from place to place, and up somewhere."""
    families = (wells(), growths(), waves())
    return Family(lambda pick, drawn: pick(families).draw(pick, drawn))


def asked_of(f: Formula, x0: float, *more: Any) -> Search:
    """Return what a call asks for."""
    return search(f, Partial(f), Second(f), x0, *more)


def call(f: Formula, x0: float, *more: Any) -> Call:
    """Return the call."""
    return Call("newton_minimum", f, Partial(f), Second(f), x0, *more)


def is_clear(asked: Search) -> bool:
    """Tell whether rounding never decides where a walk ends, nor a start that is a billionth off, all in sight."""
    most = min(asked.max_steps, 30)
    right = run(asked, cap=most)
    near = run(asked_of(asked.f, asked.x0 * (1 + 1e-9), asked.tolerance), cap=most)
    slopes = np.array([asked.slope(x) for x in right.places.tolist()])
    curvatures = np.array([asked.curvature(x) for x in right.places.tolist()])
    return (
        bool(np.all(np.abs(right.places) <= 20) and np.all(np.abs(curvatures) > CLEAR))
        and bool(np.all(np.abs(np.abs(slopes) - asked.tolerance) > CLEAR * asked.tolerance))
        and near.places.shape == right.places.shape
        and bool(np.all(np.abs(near.places - right.places) <= 1e-4))
    )


def arrives(drawn: Mapping[str, Any], x0: float) -> bool:
    """Tell whether the walk comes to rest in a valley after two steps or more."""
    asked = asked_of(drawn["f"], x0, drawn["tolerance"], drawn["max_steps"])
    right = run(asked)
    return right.lowest is not None and 2 < len(right.places) <= 12 and is_clear(asked)


def is_stuck(drawn: Mapping[str, Any], x0: float) -> bool:
    """Tell whether the walk comes to ground that does not bend up."""
    asked = asked_of(drawn["f"], x0, drawn["tolerance"], drawn["max_steps"])
    right = run(asked)
    return (
        right.lowest is None
        and 1 < len(right.places) <= asked.max_steps
        and is_clear(asked)
        and asked.bends_up(float(right.places[-1])) is False
    )


def is_cut(drawn: Mapping[str, Any], x0: float) -> bool:
    """Tell whether the walk runs out of steps on a slope where the ground bends up."""
    asked = asked_of(drawn["f"], x0, drawn["tolerance"], drawn["max_steps"])
    right = run(asked)
    end = float(right.places[-1])
    return len(right.places) == asked.max_steps + 1 and is_clear(asked) and bool(asked.bends_up(end)) and (
        asked.is_flat(end) is False
    )  # fmt: skip


@exercise.check(
    "on x³ − 3x it goes from 2 by 1.25 to 1.025, and from −2 nowhere",
    points=1,
    function="newton_minimum",
    cases=[
        {"x0": 2.0, "more": (0.2,)},
        {"x0": 2.0, "more": (0.2, 1)},
        {"x0": 2.0, "more": (0.2, 2)},
        {"x0": -2.0, "more": (0.2,)},
        {"x0": 2.0, "more": ()},
    ],
)
def the_statement_s_walks(x0: float, more: tuple[Any, ...]) -> Judgement:
    """Slopes 9, 1.6875 and 0.151875; curvature −12 at −2."""
    reply = yield call(CUBIC, x0, *more)
    asked = asked_of(CUBIC, x0, *more)
    expect_end(reply, asked)
    if x0 > 0:
        expect_jumps(reply, asked)


@exercise.property(
    "every step is the slope over the curvature, where it starts",
    points=1.5,
    function="newton_minimum",
    draws=12,
    f=landscapes(),
    tolerance=choices(0.01, 0.1, 0.001, 0.0001),
    max_steps=choices(20, 5, 50),
    x0=numbers().such_that(arrives),
)
def every_step_is_slope_over_curvature(f: Formula, tolerance: float, max_steps: int, x0: float) -> Judgement:
    """Each from the learner's own place; where the walk stops is judged elsewhere."""
    reply = yield call(f, x0, tolerance, max_steps)
    expect_jumps(reply, asked_of(f, x0, tolerance, max_steps))


@exercise.property(
    "it stops at the bottom of a valley, and tells its height",
    points=1,
    function="newton_minimum",
    draws=12,
    f=landscapes(),
    tolerance=choices(0.01, 0.1, 0.001, 0.5),
    max_steps=choices(30, 50),
    x0=numbers().such_that(arrives),
)
def it_stops_in_a_valley(f: Formula, tolerance: float, max_steps: int, x0: float) -> Judgement:
    """Not a step earlier and not one later; from both sides, so that the sign of the slope shows."""
    reply = yield call(f, x0, tolerance, max_steps)
    expect_valley(reply, asked_of(f, x0, tolerance, max_steps))


@exercise.property(
    "it stops where the ground does not bend up, and says None",
    points=0.5,
    function="newton_minimum",
    after=["every_step_is_slope_over_curvature"],
    draws=10,
    f=waves((2.0, 3.0, 1.5), (0.25, 0.1, 0.5)),
    tolerance=choices(0.01, 0.1, 0.001),
    max_steps=choices(20, 50),
    x0=numbers().such_that(is_stuck),
)
def it_stops_where_no_valley_is(f: Formula, tolerance: float, max_steps: int, x0: float) -> Judgement:
    """At the start already, or where a jump has led."""
    reply = yield call(f, x0, tolerance, max_steps)
    expect_end(reply, asked_of(f, x0, tolerance, max_steps))


@exercise.property(
    "it gives up after max_steps steps, and says None",
    points=0.5,
    function="newton_minimum",
    after=["every_step_is_slope_over_curvature"],
    draws=8,
    f=landscapes(),
    tolerance=choices(0.001, 0.0001, 0.01),
    max_steps=choices(1, 2, 3, 4),
    x0=numbers().such_that(is_cut),
)
def it_gives_up_after_max_steps(f: Formula, tolerance: float, max_steps: int, x0: float) -> Judgement:
    """The last place is on a slope still."""
    reply = yield call(f, x0, tolerance, max_steps)
    expect_end(reply, asked_of(f, x0, tolerance, max_steps))


@exercise.check(
    "it stays where a valley is at the start, on a hilltop and where there is no curvature; x0 may be a whole number",
    points=0.5,
    function="newton_minimum",
    after=["it_stops_in_a_valley"],
    cases=[
        {"f": SQUARE, "x0": 0, "more": ()},
        {"f": CUBIC, "x0": -1, "more": ()},
        {"f": CUBIC, "x0": 0, "more": (0.01,)},
        {"f": WELL, "x0": 3, "more": ()},
        {"f": SQUARE, "x0": -5, "more": (1, 3)},
    ],
)
def it_takes_whole_numbers(f: Formula, x0: int, more: tuple[Any, ...]) -> Judgement:
    """``newton_minimum(f, f_prime, f_second, 3)`` is how one would try it; the rest is left to the defaults."""
    reply = yield call(f, x0, *more)
    asked = asked_of(f, x0, *more)
    expect_end(reply, asked)
    if asked.bends_up(x0) and asked.is_flat(x0) is False:
        expect_jumps(reply, asked)


declare(exercise, "newton_minimum")
