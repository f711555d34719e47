"""The judge's own pictures, drawn from its own data once a report wants them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from calcgrade.errors import CheckerFault

if TYPE_CHECKING:
    from calcgrade.checking.exercise import Expected
    from calcgrade.checking.pictures.expected import Picture
    from calcgrade.course.load import Course
    from calcgrade.results.model import ExerciseResult, Result


def pictures(course: Course, result: Result) -> dict[str, dict[str, Picture]]:
    """Return the expected pictures for the figures in a result, by exercise and by name of the figure.

    Nothing is drawn for a check that the course does not reveal. A checker that cannot draw its picture costs
    the picture and not the report; `calcgrade dev check` is where that fails.
    """
    return {exercise.id: _of(course, exercise) for exercise in result.exercises if exercise.figures}


def _of(course: Course, exercise: ExerciseResult) -> dict[str, Picture]:
    entry = course.find(exercise.id)
    if entry is None:
        return {}
    try:
        declared = course.checker(entry.id).expected
    except CheckerFault:
        return {}
    there = {figure.name for figure in exercise.figures}
    found: dict[str, Picture] = {}
    for item in declared:
        if item.name in there and all(map(entry.reveals, item.checks)):
            try:
                found[item.name] = _drawn(item)
            except Exception:  # noqa: S112 - costs the picture alone; dev check draws each and says why
                continue
    return found


@lru_cache(maxsize=256)
def _drawn(item: Expected) -> Picture:
    """Draw a picture, once for all submissions of a cohort."""
    return item.draw()
