"""Answers cut to a few decimals: near the right value, but no nearer than their last digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from calcgrade.checking import judge
from calcgrade.sandboxes.replies import Status

if TYPE_CHECKING:
    from calcgrade.checking.exercise import Exercise
    from calcgrade.sandboxes.replies import Reply

MOST_DECIMALS = 9
"""More decimals than that are within the tolerance of a measured slope."""


def is_rounded(reply: Reply) -> bool | None:
    """Tell whether a reply is the right value rounded to at most `MOST_DECIMALS` decimals.

    Returns
    -------
    bool or None
        True where it is and the rounding alone puts it out of its tolerance; False where it has more
        decimals or is further off than half a unit of its last one; None where it cannot be told.
    """
    if reply.status is not Status.OK or reply.judged is None:
        return None
    expected, value = reply.judged.expected, reply.value
    if isinstance(expected, dict) and isinstance(value, dict):  # further entries are allowed
        value = {key: value[key] for key in expected if key in value}  # pyright: ignore[reportUnknownVariableType]
    right, got = judge.flatten(expected), judge.flatten(value)
    if right is None or got is None or right.shape != got.shape or not np.all(np.isfinite(got)):
        return False
    decimals = next((d for d in range(MOST_DECIMALS + 1) if np.array_equal(np.round(got, d), got)), None)
    if decimals is None:
        return False
    off = np.abs(got - right)
    within = np.broadcast_to(np.asarray(reply.judged.within, dtype=np.float64), right.shape)
    if not np.all(off <= within + 0.5 * 10.0**-decimals):
        return False
    return True if np.any(off > within) else None


def declare(exercise: Exercise, function: str) -> None:
    """Declare the misconception "rounded-answer" for one function of an exercise."""
    exercise.symptom(
        "rounded-answer",
        "Rounded answer",
        "The answer is rounded before it is returned, so its later digits are lost to whoever uses it next. "
        "Return it as it is, and round only what you print.",
        function=function,
    )(is_rounded)
