"""Checker of E7: descent in three dimensions and more, on slopes that the walk measures itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import Advice, Call, Exercise, Judgement, Reply, expect, show
from calcgrade.checking.descent import arrivals
from calcgrade.checking.descent.expectations import (
    expect_descent,
    expect_history,
    expect_places,
    expect_steps,
)
from calcgrade.checking.descent.many_dimensions import asked, of_reply
from calcgrade.checking.descent.spatial_mistakes import declare
from calcgrade.checking.descent.walks import rows_of
from calcgrade.checking.families import Family, choices, points
from calcgrade.checking.formulas.families import bowls, surfaces
from calcgrade.checking.formulas.functions import quadratic_form
from calcgrade.checking.slopes.order import FIXED_STEP, ignores_step, one_sided_step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from calcgrade.checking.formulas.formula import Formula

exercise = Exercise("E7", "descend_n", "slowest_coordinate")

VALLEY = quadratic_form((1, 1), (2,), (5,), linear=(-7, 0, 10))
"""x² + 2y² + 5z² + xy − 7x + 10z, the function of the statement; lowest at (4, −1, −1)."""

TILTED = quadratic_form((2, 0.5), (3, -0.5), (1, 0.25), (2.5,), linear=(1, -2, 0, 3))
"""Four variables, each coupled with the next."""

WIDE = 0.25
"""A step that shows the scheme: on a quadratic function a central difference is exact whatever the step."""

RATES = choices(0.1, 0.05, 0.02, 0.03)


def landscapes() -> Family[Formula]:
    """Draw a function of three to five variables with cross terms: a bowl, or anything that bends."""
    families = (bowls(min_n=3, max_n=5), surfaces(min_n=3, max_n=5))
    return Family(lambda pick, drawn: pick(families).draw(pick, drawn))


def moves_clearly(drawn: Mapping[str, Any], steps: int) -> bool:
    """Tell whether a walk shows its rule: every slope at the start can be seen, and no place is out of sight."""
    right = asked(drawn["f"], drawn["start"], drawn["lr"], steps)
    return bool(
        np.all(np.abs(right.gradient(right.start)) >= 0.1) and np.all(np.abs(right.walk()) <= 20)
    )  # fmt: skip


def has_a_last_arrival(drawn: Mapping[str, Any], steps: int) -> bool:
    """Tell whether it is clear which coordinate of the walk is the last to arrive."""
    return arrivals.is_clear(asked(drawn["f"], drawn["start"], drawn["lr"], steps).walk())


@exercise.check(
    "two steps with lr = 0.05 lead from (1, 1, 1) to (1.2, 0.75, 0) to (1.3925, 0.54, −0.5)",
    points=0.5,
    function="descend_n",
)
def the_statement_s_two_steps() -> Judgement:
    """Slopes (−4, 5, 20) and (−3.85, 4.2, 10)."""
    reply = yield Call("descend_n", VALLEY, np.array([1.0, 1.0, 1.0]), 0.05, 2)
    expect_descent(reply, of_reply(reply))


@exercise.property(
    "the history begins at start and holds one row for each point",
    points=0.5,
    function="descend_n",
    draws=6,
    f=bowls(min_n=3, max_n=6),
    start=points(),
    lr=RATES,
    steps=choices(1, 2, 3, 7, 20),
)
def the_history_holds_every_point(f: Formula, start: Sequence[float], lr: float, steps: int) -> Judgement:
    """Any number of variables; where the rows lead is another check's."""
    reply = yield Call("descend_n", f, np.array(start), lr, steps)
    expect_history(reply, of_reply(reply))


@exercise.property(
    "every step moves all coordinates at once, by lr times their slopes",
    points=1,
    function="descend_n",
    draws=12,
    f=landscapes(),
    start=points(),
    lr=RATES,
    steps=choices(2, 3, 4).such_that(moves_clearly),
)
def every_step_moves_all_coordinates(f: Formula, start: Sequence[float], lr: float, steps: int) -> Judgement:
    """Each step from the learner's own place, on functions whose slopes depend on several coordinates."""
    reply = yield Call("descend_n", f, np.array(start), lr, steps)
    right = of_reply(reply)
    rows = expect_places(reply, right)
    if len(rows) < steps:  # a lacking start or end is another check's, lacking steps are not
        expect_history(reply, right)
    expect_steps(reply, right, rows)


@exercise.property(
    "every slope is measured to both sides of its own coordinate, as far as h says",
    points=0.5,
    function="descend_n",
    draws=6,
    f=bowls(min_n=3, max_n=5),
    start=points(),
    lr=RATES,
    steps=choices(1).such_that(moves_clearly),
)
def every_slope_looks_to_both_sides(f: Formula, start: Sequence[float], lr: float, steps: int) -> Judgement:
    """With a wide step, where a central difference is still exact; a step fixed inside is no mistake."""
    replies = yield [Call("descend_n", f, np.array(start), lr, steps, h) for h in (WIDE, WIDE / 2)]
    for reply in replies:
        expect_steps(reply, of_reply(reply), expect_places(reply, of_reply(reply)))
    for reply in replies:
        _expect_both_sides(reply)
    if ignores_step(replies):
        yield Advice(FIXED_STEP)


@exercise.check(
    "left to its defaults, the walk from (1, 1, 1) ends near (4, −1, −1)", points=0.5, function="descend_n"
)
def the_statement_s_walk_arrives() -> Judgement:
    """100 steps with lr = 0.05; the right last point is (3.99916, −0.99965, −1)."""
    reply = yield Call("descend_n", VALLEY, np.array([1.0, 1.0, 1.0]))
    expect_descent(reply, USUAL)


@exercise.check(
    "start may be a plain list of whole numbers",
    points=0.5,
    function="descend_n",
    after=["every_step_moves_all_coordinates"],
    cases=[{"f": VALLEY, "start": [0, 2, -1]}, {"f": TILTED, "start": [3, -1, 2, 0]}],
)
def start_may_be_a_plain_list(f: Formula, start: list[int]) -> Judgement:
    """``descend_n(f, [1, 1, 1])``: an array made of it holds whole numbers and loses a nudge of 1e-5."""
    reply = yield Call("descend_n", f, start, 0.02, 3)
    expect_descent(reply, of_reply(reply))


@exercise.check(
    "start is left as it was",
    points=0.5,
    function="descend_n",
    after=["every_step_moves_all_coordinates"],
)
def start_is_left_alone() -> Judgement:
    """The next walk begins there too."""
    reply = yield Call("descend_n", TILTED, np.array([0.5, -1.5, 2.0, 1.0]), 0.05, 3)
    expect(reply).not_to_change(1, "start")


@exercise.check(
    "slowest_coordinate is 0, that is x, for the statement's walk, and another one for walks that mislead",
    points=0.5,
    function="slowest_coordinate",
    cases=[
        {"f": VALLEY, "start": (1.0, 1.0, 1.0), "lr": 0.05, "steps": 100},
        {"f": VALLEY, "start": (1.0, -1.5, -1.5), "lr": 0.1, "steps": 60},
        {"f": VALLEY, "start": (0.0, -1.5, -2.5), "lr": 0.02, "steps": 100},
        {"f": VALLEY, "start": (-3.0, -3.0, -3.0), "lr": 0.05, "steps": 100},
        {"f": TILTED, "start": (2.0, -2.0, 0.5, 1.0), "lr": 0.02, "steps": 60},
    ],
)
def the_slowest_is_no_guess(f: Formula, start: Sequence[float], lr: float, steps: int) -> Judgement:
    """After the first, it has neither the longest way nor the longest last step, and passes its end and comes back."""
    yield from _judge_slowest(f, start, lr, steps)


@exercise.property(
    "slowest_coordinate names the one that is the last to stay near its end",
    points=0.5,
    function="slowest_coordinate",
    draws=12,
    f=bowls(min_n=3, max_n=5),
    start=points(),
    lr=choices(0.1, 0.05, 0.02),
    steps=choices(20, 40, 80).such_that(has_a_last_arrival),
)
def the_last_arrival_is_found(f: Formula, start: Sequence[float], lr: float, steps: int) -> Judgement:
    """By 2 steps or more, and no coordinate near the limit of 1 %: rounding decides nothing."""
    yield from _judge_slowest(f, start, lr, steps)


def _judge_slowest(f: Formula, start: Sequence[float], lr: float, steps: int) -> Judgement:
    history = asked(f, start, lr, steps).walk()
    reply = yield Call("slowest_coordinate", history)
    expect(reply).to_equal(int(np.argmax(arrivals.arrivals(history))))


def _expect_both_sides(reply: Reply) -> None:
    step, h = one_sided_step(reply, of_reply(reply).start.tolist()), of_reply(reply).h
    if step is None:
        return
    hidden = not 0.99 < abs(step) / h < 1.01
    distance = f", at a distance of {show.figure(abs(step), 2)} instead of h" if hidden else ""
    expect(reply).fail(
        f"looks at one side of the point only{distance}", kind="one-sided",
        symptom="hidden-one-sided-step" if hidden else "",
    )  # fmt: skip


USUAL = asked(VALLEY, (1.0, 1.0, 1.0))
"""The walk of the statement."""

declare(exercise, "descend_n", USUAL)
arrivals.declare(exercise, "slowest_coordinate")


@exercise.symptom(
    "mutates-argument",
    "The start is changed",
    "start belongs to whoever called you, and it has moved. Walk on a copy: np.array(start, dtype=float).",
    function="descend_n",
)
def walks_with_the_start(reply: Reply) -> bool | None:
    """Where all rows are the same one, nothing is told: one array stored again and again is nearer."""
    if not isinstance(reply.call.args[1], np.ndarray):
        return None
    rows = rows_of(reply, of_reply(reply))
    if rows is None or not reply.mutated:
        return False
    return True if np.any(rows[1:] != rows[-1]) else None
