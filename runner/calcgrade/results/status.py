"""How a status and a score follow from the verdicts below them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from calcgrade.results.model import CheckStatus, ExerciseResult, ExerciseStatus, ResultStatus

EXIT_CODES: dict[ResultStatus, int] = {"passed": 0, "failed": 1, "error": 3}
"""What a command that graded exits with: a checker fault is the grader's, so 3."""


def exercise_status(checks: Iterable[CheckStatus]) -> ExerciseStatus:
    """Return the first status that applies to an exercise with these checks.

    An exercise without any check is its checker's fault: nothing was claimed, so nothing passed.
    """
    statuses = set(checks)
    if not statuses or "checker_fault" in statuses:
        return "checker_fault"
    if statuses == {"not_started"}:
        return "not_started"
    if statuses == {"passed"}:
        return "passed"
    if "timed_out" in statuses:
        return "timed_out"
    return "error" if "error" in statuses else "failed"


def result_status(exercises: Sequence[ExerciseResult]) -> ResultStatus:
    """Return a submission's status: ``error`` where the grader, not the learner, went wrong.

    Extensions do not count, unless nothing else was graded.
    """
    statuses = {exercise.status for exercise in counted(exercises)}
    if not statuses or "checker_fault" in statuses:
        return "error"
    return "passed" if statuses == {"passed"} else "failed"


def counted(exercises: Sequence[ExerciseResult]) -> Sequence[ExerciseResult]:
    """Return the exercises that decide a submission's status."""
    return [exercise for exercise in exercises if not exercise.bonus] or exercises


def in_halves(points: float) -> float:
    """Round points down to a half, so that a part is never the whole; never negative, NaN or infinite."""
    if not (math.isfinite(points) and points > 0):
        return 0.0
    # A sum of fractions may lie a rounding error below the half that it means.
    return math.floor(points * 2 + 1e-6) / 2


def totals(exercises: Iterable[ExerciseResult]) -> tuple[float, float, float]:
    """Return score, maximum and bonus score of a submission."""
    score = max_score = bonus = 0.0
    for exercise in exercises:
        if exercise.bonus:
            bonus += exercise.score
        else:
            score += exercise.score
            max_score += exercise.max_score
    return score, max_score, bonus
