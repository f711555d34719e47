"""Known mistakes of a descent with momentum: its own, and those of every descent that show here too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking.descent import mistakes as descent_mistakes
from calcgrade.checking.descent.missteps import as_if
from calcgrade.checking.descent.momentum import Momentum, asked, heavy_ball
from calcgrade.checking.words import Words
from calcgrade.sandboxes.replies import Reply, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.checking.descent.missteps import Verdict
    from calcgrade.checking.exercise import Exercise

    Floats = NDArray[np.float64]

Alter = Callable[[Momentum, Momentum], Momentum]
"""The descent that a mistake makes of the one asked for; last the descent of the statement."""


def _ahead(its: Momentum, rows: Floats) -> Floats:
    """Take the slope where the velocity alone would lead."""
    ahead = its.place(rows) + its.beta * its.velocity(rows)
    return ahead - its.rate * its.gradient(ahead)


def _late(its: Momentum, rows: Floats) -> Floats:
    """Move first, then change the velocity: the first step leads nowhere."""
    return its.place(rows) if len(rows) == 1 else heavy_ball(its, rows)


def _late_and_stale(its: Momentum, rows: Floats) -> Floats:
    """Move first, then change the velocity by the slope at the place that was left."""
    if len(rows) == 1:
        return its.place(rows)
    return its.place(rows) + its.beta * its.velocity(rows) - its.rate * its.gradient(rows[-2])


def _last_slope_only(its: Momentum, rows: Floats) -> Floats:
    """Add a part of the last slope, in place of a part of the velocity."""
    here = its.place(rows)
    before = its.gradient(rows[-2]) if len(rows) > 1 else np.zeros(here.size)
    return here - its.rate * (its.gradient(here) + its.beta * before)


def _velocity_for_place(its: Momentum, rows: Floats) -> Floats:
    """Keep the velocity and forget the place it moves."""
    here = its.place(rows)
    before = here if len(rows) > 1 else np.zeros(here.size)
    return its.beta * before - its.rate * its.gradient(here)


def _cut(its: Momentum, rows: Floats) -> Floats:
    """Cut the decimals of the place off; the velocity, which is in no history, keeps its own."""
    if not np.array_equal(rows, np.trunc(rows)):
        return heavy_ball(its, rows)
    velocity = np.zeros(rows.shape[1]) + its.pushed
    for row in rows:
        velocity = its.beta * velocity - its.rate * its.gradient(row)
    return np.asarray(np.trunc(rows[-1] + velocity), dtype=np.float64)


def _from_the_first_step(its: Momentum, _: Momentum) -> Momentum:
    """Begin the history after the first step, on which there is a velocity already."""
    first = its.following(its.start[None, :])
    return replace(its, start=first, slack=its.within(its.start, first), steps=its.steps - 1,
                   pushed=first - its.start)  # fmt: skip


def _by(rule: Callable[[Momentum, Floats], Floats]) -> Alter:
    return lambda its, _: replace(its, rule=rule)


OLD_VELOCITY = Words(
    "old-velocity-used",
    "The velocity of the step before",
    "You move first and change the velocity afterwards, so the first step leads nowhere. Change the velocity, then "
    "move.",
)
MISTAKES: tuple[tuple[Words, Alter], ...] = (
    (
        Words(
            "no-momentum",
            "No momentum",
            "These are the steps of plain descent: nothing of the velocity is kept from step to step.",
        ),
        lambda its, _: replace(its, beta=0.0),
    ),
    (
        Words(
            "beta-ignored",
            "The given beta is not used",
            "You keep 0.9 of the velocity, whatever beta is. Use the parameter.",
        ),
        lambda its, usual: replace(its, beta=usual.beta),
    ),
    (
        Words(
            "velocity-never-fades",
            "The velocity never fades",
            "You keep the whole velocity in each step, so the walk swings for ever. Keep beta of it.",
        ),
        lambda its, _: replace(its, beta=1.0),
    ),
    (
        Words(
            "slope-averaged",
            "The slope is weighed with 1 − beta",
            "You mix velocity and slope as in an average. Here the slope counts in full: only the velocity is "
            "multiplied by beta.",
        ),
        lambda its, _: replace(its, rate=its.rate * (1 - its.beta)),
    ),
    (
        Words(
            "beta-of-the-slope",
            "beta and its rest exchanged",
            "You keep 1 − beta of the velocity. With beta = 0.9 nine tenths of it stay.",
        ),
        lambda its, _: replace(its, beta=1 - its.beta),
    ),
    (
        Words(
            "slope-taken-ahead",
            "The slope is taken elsewhere",
            "You take the slope where the velocity alone would lead. That is another method; here it is taken where "
            "you stand.",
        ),
        _by(_ahead),
    ),
    (OLD_VELOCITY, _by(_late)),
    (OLD_VELOCITY, _by(_late_and_stale)),
    (
        Words(
            "last-slope-instead-of-velocity",
            "Only the last slope is remembered",
            "You add a part of the slope before. The velocity holds all slopes so far, the older ones fainter.",
        ),
        _by(_last_slope_only),
    ),
    (
        Words(
            "step-replaces-place",
            "The velocity takes the place of the place",
            "The new place is the old one plus the velocity. You keep the velocity alone and forget where you stood.",
        ),
        _by(_velocity_for_place),
    ),
    (
        Words(
            "learning-rate-twice",
            "lr counts twice",
            "The velocity holds lr already, and you multiply it by lr once more when you move.",
        ),
        lambda its, _: replace(its, rate=its.rate**2),
    ),
    (
        Words("start-missing-from-history", "The start is missing", "A history begins where the walk begins."),
        _from_the_first_step,
    ),
    (
        Words(
            "whole-numbers-only",
            "Decimals are cut off",
            "The array that keeps your places holds whole numbers, so each step loses its decimals. Create it with "
            "dtype=float.",
        ),
        lambda its, _: replace(its, rule=_cut, start=np.trunc(its.start)),
    ),
)  # fmt: skip

SHARED = (
    "ascends", "learning-rate-ignored", "learning-rate-missing", "steps-ignored", "start-ignored",
    "hard-coded-for-the-example", "stops-one-early", "one-step-too-many", "returns-last-point-only",
    "gradient-not-recomputed", "rounded-answer", "history-of-aliases", "order-reversed",
    "only-one-coordinate-updated", "history-transposed",
)  # fmt: skip
"""Mistakes of every descent that a descent with momentum can make too."""


def declare(exercise: Exercise, function: str, usual: Momentum) -> None:
    """Declare all of these mistakes for a function that returns a history.

    Parameters
    ----------
    usual : Momentum
        The descent of the statement: what a function does that ignores a parameter.
    """
    for words, alter in MISTAKES:
        exercise.symptom(*words, function=function)(_symptom(as_if(alter), usual))  # type: ignore[arg-type]
    facts = {"rate": usual.rate, "steps": usual.steps, "start": "({:g}, {:g})".format(*usual.start)}
    for mistake in (*descent_mistakes.MISTAKES, *descent_mistakes.PLANAR):
        if mistake.id in SHARED:
            explanation = mistake.explanation.format(**facts)
            exercise.symptom(mistake.id, mistake.title, explanation, function=function)(
                _symptom(mistake.shows, usual)
            )


def _symptom(shows: Verdict, usual: Momentum) -> Callable[[Reply], bool | None]:
    def symptom(reply: Reply) -> bool | None:
        if reply.status is not Status.OK:
            return None
        arguments: tuple[Any, ...] = reply.call.args
        with np.errstate(all="ignore"):
            return shows(reply, asked(*arguments), usual)

    return symptom
