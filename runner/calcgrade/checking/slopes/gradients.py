"""Known mistakes in collecting the slopes along each variable into a gradient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking.arrangement import is_right, wrong_length, wrong_shape
from calcgrade.checking.judge import flatten
from calcgrade.checking.rough import Rough
from calcgrade.checking.slopes import references as slopes
from calcgrade.checking.slopes import steps
from calcgrade.checking.slopes.observed import point_of
from calcgrade.checking.slopes.references import central, moved
from calcgrade.checking.words import Words
from calcgrade.sandboxes.replies import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calcgrade.checking.exercise import Exercise
    from calcgrade.checking.formulas.formula import Formula
    from calcgrade.sandboxes.replies import Reply


def declare(exercise: Exercise, function: str) -> None:
    """Declare the mistakes in collecting slopes into a gradient.

    Parameters
    ----------
    exercise : Exercise
        The exercise that measures gradients.
    function : str
        The learner's function ``gradient(f, point, h)``.
    """
    for text, reference in _COLLECTED:
        exercise.misconception(*text, function=function, arguments=steps.at_own_step)(reference)
    for text, symptom in _ARRANGED:
        exercise.symptom(*text, function=function)(symptom)
    for usual, name in ((2, "two"), (3, "three")):
        exercise.symptom(*only_of(name), function=function)(_only(usual))


def only_of(name: str) -> Words:
    """Return what to tell of a function that works for so many variables only."""
    return Words(
        f"{name}-variables-only",
        f"Works for {name} variables only",
        f"The answer is right for a function of {name} variables and for no other. Take their number from the "
        "point: it has one coordinate for each.",
    )


def _true_slope(f: Formula, point: Sequence[float], i: int, h: float) -> float:
    return central(f, moved(point, (i,), h), moved(point, (i,), -h), h)


def _left_below(f: Formula, point: Sequence[float], i: int, h: float) -> float:
    return _true_slope(f, moved(point, range(i), -h), i, h)


def _left_above(f: Formula, point: Sequence[float], i: int, h: float) -> float:
    return _true_slope(f, moved(point, range(i), h), i, h)


def _piled_up(f: Formula, point: Sequence[float], i: int, h: float) -> Any:
    so_far = range(i + 1)
    value = central(f, moved(point, so_far, h), moved(point, so_far, -h), h)
    return Rough(value, noise=float(len(point)))


def _forward_piled_up(f: Formula, point: Sequence[float], i: int, h: float) -> Any:
    return Rough((f(*moved(point, range(i + 1), h)) - f(*point)) / h, noise=2.0 * len(point))


def _forward_left_above(f: Formula, point: Sequence[float], i: int, h: float) -> Any:
    return (f(*moved(point, range(i + 1), h)) - f(*moved(point, range(i), h))) / h


def _reversed(f: Formula, point: Sequence[float], h: float = slopes.DEFAULT_STEP) -> Rough:
    return Rough(_gradient(f, point, h)[::-1])


def _normalised(f: Formula, point: Sequence[float], h: float = slopes.DEFAULT_STEP) -> Any:
    found = np.array(_gradient(f, point, h))
    length = float(np.linalg.norm(found))
    return Rough(found / length, noise=2 * len(point) ** 0.5 / length) if length > 0 else NotImplemented


_gradient = slopes.gradient(_true_slope)

_NOT_UNDONE = Words(
    "nudge-not-undone",
    "Nudge not undone",
    "A coordinate that was moved stays a step beside its place while the next ones are measured. Begin each slope "
    "at the point itself.",
)

_PILED_UP = Words(
    "nudges-pile-up",
    "Nudges pile up",
    "Coordinates that were moved stay moved, so each slope holds those before it too. Begin each slope with fresh "
    "copies of the point.",
)

SLOPES: tuple[tuple[Words, slopes.Slope], ...] = (
    (_NOT_UNDONE, _left_below),
    (_NOT_UNDONE, _left_above),
    (_NOT_UNDONE, _forward_left_above),
    (_PILED_UP, _piled_up),
    (_PILED_UP, _forward_piled_up),
)
"""Mistakes that spoil the slopes after the first one."""

_COLLECTED: tuple[tuple[Words, slopes.Reference], ...] = (
    *((words, slopes.gradient(slope)) for words, slope in SLOPES),
    (
        Words(
            "order-reversed",
            "Order reversed",
            "The slopes are right, but the last stands first. They belong in the order of the variables.",
        ),
        _reversed,
    ),
    (
        Words(
            "normalised-gradient",
            "Gradient of length 1",
            "The gradient is divided by its length: the direction is left and the steepness is lost. Return the "
            "slopes themselves.",
        ),
        _normalised,
    ),
)


def _is_one_number(reply: Reply) -> bool | None:
    """One number where the function has several variables."""
    if reply.status is not Status.OK or len(point_of(reply)) == 1:
        return None
    value = flatten(reply.value)
    return value is not None and value.size == 1


def _is_cut_to_whole_numbers(reply: Reply) -> bool | None:
    """Right for floats; for a list of whole numbers an array that can hold nothing else, off by less than 1."""
    if reply.judged is None or is_right(reply):
        return None
    dtype = getattr(reply.value, "dtype", None)
    if not isinstance(reply.call.args[1], list) or dtype is None or dtype.kind != "i":
        return False
    found, expected = flatten(reply.value), flatten(reply.judged.expected)
    if found is None or expected is None or found.shape != expected.shape:
        return False
    return bool(np.all(np.abs(found - expected) <= 1))


_ARRANGED: tuple[tuple[Words, Callable[[Reply], bool | None]], ...] = (
    (
        Words(
            "scalar-gradient",
            "One number for a gradient",
            "This is one number. A gradient has an entry for each variable: keep the slopes apart, in an array.",
        ),
        _is_one_number,
    ),
    (
        Words(
            "wrong-shape",
            "Table instead of vector",
            "The numbers are right, their arrangement is not: this is a table with rows and columns. A gradient is "
            "an array of shape (n,), one row of n numbers.",
        ),
        wrong_shape,
    ),
    (
        Words(
            "integer-array-swallows-slopes",
            "Slopes in an array of whole numbers",
            "The array for the slopes is made like the point, and a point of whole numbers makes one that cuts off "
            "all decimals: 4.9999 becomes 4. Make the array one of floats.",
        ),
        _is_cut_to_whole_numbers,
    ),
)


def _only(usual: int) -> Callable[[Reply], bool | None]:
    """Right for functions of so many variables; too long, too short or an error for all others."""

    def symptom(reply: Reply) -> bool | None:
        if reply.judged is None:
            return None
        if len(point_of(reply)) == usual:
            return None if is_right(reply) else False
        return reply.raised is not None or wrong_length(reply, usual)

    return symptom
