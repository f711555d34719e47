"""Note what a check found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.companion.progress.model import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.companion.progress.model import CourseProgress
    from calcgrade.results.model import ExerciseResult

PAUSE_S = 20 * 60
"""A longer time without a check is a pause, and no work."""


def record(progress: CourseProgress, exercises: Sequence[ExerciseResult], now_s: int) -> None:
    """Note the exercises of a result.

    A fault of the checker says nothing of the learner, and neither does an exercise that was never begun.
    """
    worked_on = [exercise for exercise in exercises if _tells(progress, exercise)]
    gap = now_s - progress.seen_s
    seconds = gap if 0 < gap <= PAUSE_S else 0
    in_work = [exercise for exercise in worked_on if _is_in_work(progress.of(exercise.id), exercise)]
    for exercise in worked_on:
        standing = progress.exercises.setdefault(exercise.id, Standing())
        if exercise in in_work:
            standing.work_s += seconds // len(in_work)
        _note(progress, standing, exercise)
    progress.seen_s = max(now_s, 0)


def _tells(progress: CourseProgress, exercise: ExerciseResult) -> bool:
    if exercise.status == "checker_fault":
        return False
    return exercise.status != "not_started" or exercise.id in progress.exercises


def _is_in_work(standing: Standing, exercise: ExerciseResult) -> bool:
    return not (standing.status == exercise.status == "passed") and exercise.status != "not_started"


def _note(progress: CourseProgress, standing: Standing, exercise: ExerciseResult) -> None:
    passed, before = exercise.status == "passed", standing.score
    if exercise.status != "not_started" and not (passed and standing.passed_after):
        standing.attempts += 1
    if passed and not standing.passed_after:
        standing.passed_after = standing.attempts
    standing.misses = 0 if passed or exercise.status == "not_started" else standing.misses + 1
    standing.status, standing.score, standing.max_score = exercise.status, exercise.score, exercise.max_score
    named = list(
        dict.fromkeys(check.misconception.id for check in exercise.checks if check.misconception is not None)
    )
    # A file that does not load names nothing either: only better work has overcome a mistake.
    if passed or exercise.score > before:
        fresh = [id_ for id_ in standing.met if id_ not in named and id_ not in standing.overcome]
        standing.overcome += fresh
        progress.streak += len(fresh)
    if returned := [id_ for id_ in named if id_ in standing.overcome]:
        standing.overcome = [id_ for id_ in standing.overcome if id_ not in returned]
        progress.streak = 0
    standing.met += [id_ for id_ in named if id_ not in standing.met]
    standing.answered = [id_ for id_ in standing.answered if id_ in named]
    standing.named = named
