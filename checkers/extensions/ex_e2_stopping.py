"""Checker of E2: a descent that stops on level ground, or when it has taken enough steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import Call, Exercise, Judgement
from calcgrade.checking.descent.missed_stops import run
from calcgrade.checking.descent.stopping import Search, expect_end, expect_steps, search
from calcgrade.checking.descent.stopping_mistakes import declare
from calcgrade.checking.families import Family, choices, numbers
from calcgrade.checking.formulas.families import bowls, wells
from calcgrade.checking.formulas.formula import Formula, Partial
from calcgrade.checking.formulas.functions import polynomial

if TYPE_CHECKING:
    from collections.abc import Mapping

exercise = Exercise("E2", "descend_until")

SQUARE = polynomial(0, 0, 1)
CLEAR = 0.05
"""No slope on the way is nearer to the tolerance than this part of it: rounding never decides where to stop."""


def landscapes() -> Family[Formula]:
    """Draw a curve with two valleys or one."""
    families = (bowls(n=1), wells())
    return Family(lambda pick, drawn: pick(families).draw(pick, drawn))


def drawn_search(drawn: Mapping[str, Any], max_steps: int) -> Search:
    """Return what a drawn case asks for."""
    return search(Partial(drawn["f"]), drawn["x0"], drawn["lr"], drawn["tolerance"], max_steps)


def is_clear(asked: Search, *, arrives: bool, most: int = 120) -> bool:
    """Tell whether a search ends as wanted after 2 steps or more, in sight, and with no slope near its tolerance."""
    right = run(asked, cap=min(asked.max_steps, most))
    slopes = np.array([asked.slope_at(x) for x in right.places.tolist()])
    clear = np.abs(slopes - asked.tolerance) > CLEAR * asked.tolerance
    in_sight = np.abs(right.places) <= 20
    return right.converged is arrives and len(slopes) > 2 and bool(np.all(clear) and np.all(in_sight))


@exercise.check(
    "on x² from 1 it stops at 0.125 with the tolerance 0.3, and at 0.25 if it may take 2 steps",
    points=1,
    function="descend_until",
    cases=[{"more": (1000,)}, {"more": (3,)}, {"more": (2,)}, {"more": ()}],
)
def the_statement_s_walk(more: tuple[int, ...]) -> Judgement:
    """Slopes 2, 1, 0.5 and 0.25: the last is the first below 0.3, also where no step is left."""
    reply = yield Call("descend_until", Partial(SQUARE), 1.0, 0.25, 0.3, *more)
    asked = search(Partial(SQUARE), 1.0, 0.25, 0.3, *more)
    expect_end(reply, asked)
    expect_steps(reply, asked)


@exercise.property(
    "every step goes downhill, by lr times the slope where it starts",
    points=1,
    function="descend_until",
    draws=10,
    f=landscapes(),
    x0=numbers(),
    lr=choices(0.05, 0.02, 0.1),
    tolerance=choices(0.1, 0.5, 0.01),
    max_steps=choices(100, 5, 1000).such_that(
        lambda drawn, most: len(run(drawn_search(drawn, most), cap=120).places) in range(3, 121)
    ),
)
def every_step_goes_downhill(f: Formula, x0: float, lr: float, tolerance: float, max_steps: int) -> Judgement:
    """Each from the learner's own place; where the walk stops is judged elsewhere."""
    reply = yield Call("descend_until", Partial(f), x0, lr, tolerance, max_steps)
    expect_steps(reply, search(Partial(f), x0, lr, tolerance, max_steps))


@exercise.property(
    "it stops at the first place on level ground, and says True",
    points=1.5,
    function="descend_until",
    draws=12,
    f=landscapes(),
    x0=numbers(),
    lr=choices(0.05, 0.02, 0.1),
    tolerance=choices(0.1, 0.5, 0.01, 0.001),
    max_steps=choices(500, 200).such_that(
        lambda drawn, most: is_clear(drawn_search(drawn, most), arrives=True)
    ),
)
def it_stops_on_level_ground(f: Formula, x0: float, lr: float, tolerance: float, max_steps: int) -> Judgement:
    """Not a step earlier and not one later; from both sides, so that the sign of the slope shows."""
    reply = yield Call("descend_until", Partial(f), x0, lr, tolerance, max_steps)
    expect_end(reply, search(Partial(f), x0, lr, tolerance, max_steps))


@exercise.property(
    "it gives up after max_steps steps, and says False",
    points=1,
    function="descend_until",
    draws=8,
    f=landscapes(),
    x0=numbers(),
    lr=choices(0.02, 0.01, 0.05),
    tolerance=choices(0.01, 0.001, 0.1),
    max_steps=choices(2, 3, 5, 8).such_that(
        lambda drawn, most: is_clear(drawn_search(drawn, most), arrives=False)
    ),
)
def it_gives_up_after_max_steps(
    f: Formula, x0: float, lr: float, tolerance: float, max_steps: int
) -> Judgement:
    """The last place is on a slope still."""
    reply = yield Call("descend_until", Partial(f), x0, lr, tolerance, max_steps)
    expect_end(reply, search(Partial(f), x0, lr, tolerance, max_steps))


@exercise.check(
    "it takes whole numbers, and no step at all where the ground is level at the start",
    points=0.5,
    function="descend_until",
    after=["it_stops_on_level_ground"],
    cases=[{"x0": 0, "more": ()}, {"x0": -3, "more": ()}, {"x0": 5, "more": (0.25, 1, 4)}],
)
def it_takes_whole_numbers(x0: int, more: tuple[Any, ...]) -> Judgement:
    """``descend_until(slope, -3)`` is how one would try it; the rest is left to the defaults."""
    reply = yield Call("descend_until", Partial(SQUARE), x0, *more)
    asked = search(Partial(SQUARE), x0, *more)
    expect_end(reply, asked)
    if x0:
        expect_steps(reply, asked)


declare(exercise, "descend_until")
