"""Slopes measured in float32, whose seven digits a difference of neighbouring values uses up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking.rough import Rough
from calcgrade.checking.slopes import steps
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.checking.exercise import Exercise
    from calcgrade.checking.formulas.formula import Formula
    from calcgrade.checking.slopes.references import Lift

WORDS = Words(
    "single-precision",
    "float32 arithmetic",
    "The numbers are kept in float32, which has 7 digits: x + h and x differ in the last of them or not at all. "
    "Let Python's float and NumPy's float64, with 16 digits, do the arithmetic.",
)

_RELATIVE = 4 * float(np.finfo(np.float32).eps)
"""A step, difference or quotient rounded to float32, each once."""


def declare(exercise: Exercise, function: str, lift: Lift, *, is_observed: bool = True) -> None:
    """Declare the misconception "single-precision" for one function of an exercise.

    Parameters
    ----------
    exercise : Exercise
        The exercise that measures slopes.
    function : str
        The learner's function.
    lift : callable
        Turns a slope along one coordinate into a reference with that function's parameters.
    is_observed : bool
        Whether the function is given the formula, which notes its points.
    """
    arguments = steps.at_own_step_in_float32 if is_observed else None
    for slope in (points_in_float32, values_in_float32, all_in_float32):
        exercise.misconception(*WORDS, function=function, arguments=arguments)(lift(slope))


def points_in_float32(f: Formula, point: Sequence[float], i: int, h: float) -> Rough:
    """Nudge an array of dtype float32; f itself computes in float64."""
    return Rough((f(*_nudged(point, i, h)) - f(*_nudged(point, i, -h))) / (2 * h), relative=_RELATIVE)


def values_in_float32(f: Formula, point: Sequence[float], i: int, h: float) -> Rough:
    """Round the values of f to float32 before they are subtracted."""
    up, down = (_exactly_nudged(point, i, t) for t in (h, -h))
    return Rough(_difference(f(*up), f(*down)) / (2 * h), relative=_RELATIVE)


def all_in_float32(f: Formula, point: Sequence[float], i: int, h: float) -> Rough:
    """Round the coordinates and the values."""
    up, down = (_nudged(point, i, t) for t in (h, -h))
    return Rough(_difference(f(*up), f(*down)) / (2 * h), relative=_RELATIVE)


def _nudged(point: Sequence[float], i: int, t: float) -> list[float]:
    array = np.array(point, dtype=np.float32)
    array[i] += np.float32(t)
    return [float(x) for x in array]


def _exactly_nudged(point: Sequence[float], i: int, t: float) -> list[float]:
    return [x + t if k == i else x for k, x in enumerate(point)]


def _difference(up: Any, down: Any) -> float:
    return float(np.float32(up) - np.float32(down))
