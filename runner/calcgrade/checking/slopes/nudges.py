"""Known mistakes of a function that moves one coordinate of a point: which one moves, and what holds it.

Where a reference cannot reproduce a mistake, the points at which f was evaluated show it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking.arrangement import is_right
from calcgrade.checking.judge import flatten
from calcgrade.checking.rough import Rough
from calcgrade.checking.slopes import steps
from calcgrade.checking.slopes.observed import pairs, point_of, points
from calcgrade.checking.slopes.references import central, moved
from calcgrade.checking.words import Words
from calcgrade.sandboxes.replies import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calcgrade.checking.exercise import Exercise
    from calcgrade.checking.formulas.formula import Formula
    from calcgrade.checking.slopes.references import Lift, Slope
    from calcgrade.sandboxes.replies import Reply


def declare(exercise: Exercise, function: str, lift: Lift) -> None:
    """Declare the mistakes that a function makes which moves one coordinate, or each in turn.

    Parameters
    ----------
    exercise : Exercise
        The exercise that measures partial derivatives.
    function : str
        The learner's function; its first parameters are the formula and the point.
    lift : callable
        Turns a slope along one coordinate into a reference with that function's parameters.
    """
    for text, slope in SLOPES:
        exercise.misconception(*text, function=function, arguments=steps.at_own_step)(lift(slope))
    for text, symptom in _SYMPTOMS:
        exercise.symptom(*text, function=function)(symptom)
    declare_swallowed(exercise, function)


def declare_swallowed(exercise: Exercise, function: str, looks: int | None = None) -> None:
    """Declare the loss of a nudge in an array of whole numbers, for any function of a formula and a point.

    Parameters
    ----------
    looks : int, optional
        How many of the first evaluations must be at whole numbers, all if not given: a walk goes on from there.
    """
    exercise.symptom(
        "integer-array-swallows-nudge",
        "An array of whole numbers",
        "An array made from whole numbers can hold nothing else: it loses a small step, or refuses it. Make the "
        "array one of floats.",
        function=function,
    )(lambda reply: _is_swallowed(reply, looks))


def _all_moved(f: Formula, point: Sequence[float], _i: int, h: float) -> Any:
    everywhere = range(len(point))
    value = central(f, moved(point, everywhere, h), moved(point, everywhere, -h), h)
    return Rough(value, noise=float(len(point)))


def _in_every_place(f: Formula, point: Sequence[float], i: int, h: float) -> Any:
    n = len(point)
    return Rough(central(f, [point[i] + h] * n, [point[i] - h] * n, h), noise=float(n))


def _first(f: Formula, point: Sequence[float], _i: int, h: float) -> Any:
    return central(f, moved(point, (0,), h), moved(point, (0,), -h), h)


SLOPES: tuple[tuple[Words, Slope], ...] = (
    (
        Words(
            "nudges-every-variable",
            "Every variable moves",
            "All coordinates move at once, so this is the slope along the diagonal. Move one of them and leave the "
            "others where they are.",
        ),
        _all_moved,
    ),
    (
        Words(
            "one-component-only",
            "One coordinate in every place",
            "The moved coordinate stands in the place of all the others. They keep their own values: only one entry "
            "of the point changes.",
        ),
        _in_every_place,
    ),
    (
        Words(
            "always-the-first-variable",
            "Always the first variable",
            "Whichever slope is asked for, the first coordinate is moved. Move the one that was asked for.",
        ),
        _first,
    ),
)
"""Mistakes along one coordinate, as slopes."""


def _is_aliased(reply: Reply) -> bool | None:
    """Both values of each difference come from one place: away from the point, or beside it by rounding.

    Where up and down again restores the bits nothing can be told: a step that is far too small looks alike.
    """
    point = point_of(reply)
    compared = pairs(reply, len(point))
    if reply.status is not Status.OK or not compared:
        return None
    value = flatten(reply.value)
    if value is None or np.any(value != 0) or any(first != second for first, second in compared):
        return False
    return True if any(first != point for first, _ in compared) else None


def _is_swallowed(reply: Reply, looks: int | None = None) -> bool | None:
    """Wrong for whole numbers alone, since the nudge never arrived: f saw whole numbers, or NumPy refused."""
    if reply.judged is None:
        return None
    if not isinstance(reply.call.args[1], list | int):
        return None if is_right(reply) else False
    if reply.raised is not None:
        return "UFunc" in reply.raised.type and "int" in reply.raised.message
    seen = points(reply, len(point_of(reply)))
    if not seen or is_right(reply):
        return None
    return all(x.is_integer() for p in seen[:looks] for x in p)


def lacks_coordinates(reply: Reply) -> bool | None:
    """F was called with fewer numbers than it has variables."""
    if len(point_of(reply)) == 1:
        return None
    raised = reply.raised
    return raised is not None and raised.type == "TypeError" and raised.message.startswith("f() missing ")


ALIASED = Words(
    "aliased-point",
    "One array with two names",
    "Both values come from the same place, so their difference is 0: a second name for an array is not a "
    "second array. Make a copy for each side.",
)
TOO_FEW = Words(
    "too-few-coordinates",
    "f called with too few numbers",
    "f takes all coordinates, each as a number of its own. Change one entry in a copy of the point, and call "
    "f with all entries of the copy.",
)
_SYMPTOMS: tuple[tuple[Words, Callable[[Reply], bool | None]], ...] = (
    (ALIASED, _is_aliased),
    (TOO_FEW, lacks_coordinates),
)
