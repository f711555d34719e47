"""What is noted of a learner's way through a course; nothing in it decides a grade."""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec

from calcgrade.results.model import ExerciseStatus  # noqa: TC001 - msgspec reads annotations when it runs

SCHEMA: Final = "calcgrade/progress/v1"

Count = Annotated[int, msgspec.Meta(ge=0, le=10**9)]
Amount = Annotated[float, msgspec.Meta(ge=0, le=10**6)]
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Ids = Annotated[list[Id], msgspec.Meta(max_length=500)]


class Standing(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Where a learner stands with one exercise.

    Attributes
    ----------
    status, score, max_score
        Of the last check.
    attempts : int
        Checks until it first passed, and those since that did not pass.
    misses : int
        Checks in a row, up to the last, that did not pass.
    passed_after : int
        Attempts when it first passed; 0 where it never did.
    work_s : int
        Seconds between checks, pauses left out.
    named : list of str
        Misconceptions that the last check named.
    met, overcome : list of str
        Misconceptions ever named, and those of them that later work was free of.
    rungs : int
        Hints of the ladder that were shown.
    answered : list of str
        Misconceptions that a hint has spoken to.
    """

    status: ExerciseStatus = "not_started"
    score: Amount = 0.0
    max_score: Amount = 0.0
    attempts: Count = 0
    misses: Count = 0
    passed_after: Count = 0
    work_s: Count = 0
    named: Ids = []
    met: Ids = []
    overcome: Ids = []
    rungs: Count = 0
    answered: Ids = []


class Answered(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """How often a question was asked, and how well it was answered: 1 for right, parts for a rating."""

    asked: Count = 0
    points: Amount = 0.0
    last: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.0


class CourseProgress(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One course.

    Attributes
    ----------
    seen_s : int
        When something was last checked, in seconds since 1970.
    streak : int
        Misconceptions overcome in a row, without one that came back.
    """

    exercises: dict[Id, Standing] = {}
    quiz: dict[Id, Answered] = {}
    seen_s: Annotated[int, msgspec.Meta(ge=0, le=10**12)] = 0
    streak: Count = 0

    def of(self, exercise_id: str) -> Standing:
        """Return the standing of an exercise, a blank one where nothing was noted."""
        return self.exercises.get(exercise_id) or Standing()


class Progress(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Everything that the file holds, by course."""

    schema: Literal["calcgrade/progress/v1"] = SCHEMA
    courses: dict[Id, CourseProgress] = {}

    def of(self, course_id: str) -> CourseProgress:
        """Return what is noted of a course, to be changed in place."""
        return self.courses.setdefault(course_id, CourseProgress())
