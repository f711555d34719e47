"""Checker of E4: gradient descent with momentum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import Call, Exercise, Judgement, Reply, expect
from calcgrade.checking.descent.expectations import (
    expect_descent,
    expect_history,
    expect_places,
    expect_steps,
)
from calcgrade.checking.descent.momentum import asked
from calcgrade.checking.descent.momentum_mistakes import declare
from calcgrade.checking.descent.walks import rows_of
from calcgrade.checking.families import choices, points
from calcgrade.checking.formulas.families import bowls
from calcgrade.checking.formulas.formula import Formula, Gradient
from calcgrade.checking.formulas.functions import quadratic_form

if TYPE_CHECKING:
    from collections.abc import Sequence

exercise = Exercise("E4", "momentum_descent")

SURFACE = quadratic_form((1, 0), (10,), linear=(-2, 40), constant=41)
"""(x − 1)² + 10(y + 2)², the surface of the statement."""

TILTED = quadratic_form((2, 1), (3,), linear=(1, -2))
"""With a cross term, so that exchanged or stale coordinates show."""

BETAS = choices(0.5, 0.9, 0.8, 0.25, 0.75)
RATES = choices(0.05, 0.1, 0.02, 0.03)


@exercise.check(
    "two steps with lr = 0.02 and beta = 0.9 lead from (5, 5) to (4.84, 2.2) to (4.5424, −2)",
    points=1,
    function="momentum_descent",
)
def the_statement_s_two_steps() -> Judgement:
    """Velocities (−0.16, −2.8) and (−0.2976, −4.2)."""
    reply = yield Call("momentum_descent", Gradient(SURFACE), np.array([5.0, 5.0]), 0.02, 0.9, 2)
    expect_descent(reply, asked(Gradient(SURFACE), (5.0, 5.0), 0.02, 0.9, 2))


@exercise.property(
    "the history begins at start and holds one row for each point",
    points=0.5,
    function="momentum_descent",
    draws=6,
    f=bowls(n=2),
    start=points(n=2),
    lr=RATES,
    beta=BETAS,
    steps=choices(1, 2, 3, 7, 20),
)
def the_history_holds_every_point(
    f: Formula, start: Sequence[float], lr: float, beta: float, steps: int
) -> Judgement:
    """Where the rows lead is another check's."""
    reply = yield Call("momentum_descent", Gradient(f), np.array(start), lr, beta, steps)
    expect_history(reply, asked(Gradient(f), start, lr, beta, steps))


@exercise.property(
    "every step keeps beta of the velocity and adds lr times the way down",
    points=2,
    function="momentum_descent",
    draws=14,
    f=bowls(n=2),
    start=points(n=2),
    lr=RATES,
    beta=BETAS,
    steps=choices(3, 4, 5, 8),
)
def every_step_keeps_its_velocity(
    f: Formula, start: Sequence[float], lr: float, beta: float, steps: int
) -> Judgement:
    """From the learner's own last two places, on surfaces with a cross term; three steps at least."""
    reply = yield Call("momentum_descent", Gradient(f), np.array(start), lr, beta, steps)
    right = asked(Gradient(f), start, lr, beta, steps)
    rows = expect_places(reply, right)
    if len(rows) < steps:  # a lacking start or end is another check's, lacking steps are not
        expect_history(reply, right)
    expect_steps(reply, right, rows)


@exercise.check(
    "left to its defaults, the ball from (5, 5) comes to rest at (1, −2)",
    points=0.5,
    function="momentum_descent",
)
def the_ball_comes_to_rest() -> Judgement:
    """200 steps with lr = 0.02 and beta = 0.9; what is left of the first push is below 0.9^(200/2)."""
    reply = yield Call("momentum_descent", Gradient(SURFACE), np.array([5.0, 5.0]))
    expect_descent(reply, USUAL)


@exercise.check(
    "start may be a plain list of whole numbers",
    points=0.5,
    function="momentum_descent",
    after=["every_step_keeps_its_velocity"],
    cases=[{"start": [5, 5]}, {"start": [-1, 3]}],
)
def start_may_be_a_plain_list(start: list[int]) -> Judgement:
    """``momentum_descent(grad, [5, 5])``: an array made of it holds whole numbers."""
    reply = yield Call("momentum_descent", Gradient(TILTED), start, 0.05, 0.5, 4)
    expect_descent(reply, asked(Gradient(TILTED), start, 0.05, 0.5, 4))


@exercise.check(
    "start is left as it was",
    points=0.5,
    function="momentum_descent",
    after=["every_step_keeps_its_velocity"],
)
def start_is_left_alone() -> Judgement:
    """The next walk begins there too."""
    reply = yield Call("momentum_descent", Gradient(TILTED), np.array([0.5, -1.5]), 0.05, 0.8, 3)
    expect(reply).not_to_change(1, "start")


USUAL = asked(Gradient(SURFACE), (5.0, 5.0))
declare(exercise, "momentum_descent", USUAL)


@exercise.symptom(
    "mutates-argument",
    "The start is changed",
    "start belongs to whoever called you, and it has moved. Roll a copy: np.array(start, dtype=float).",
    function="momentum_descent",
)
def rolls_the_start(reply: Reply) -> bool | None:
    """Where all rows are the same one, nothing is told: one array stored again and again is nearer."""
    arguments: tuple[Any, ...] = reply.call.args
    if not isinstance(arguments[1], np.ndarray):
        return None
    rows = rows_of(reply, asked(*arguments))
    if rows is None or not reply.mutated:
        return False
    return True if np.any(rows[1:] != rows[-1]) else None
