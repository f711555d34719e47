"""What commands that grade nothing print with ``--format json``; a result is in `model`."""

from __future__ import annotations

from typing import Literal

import msgspec

from calcgrade.results.model import ResultStatus  # noqa: TC001 - msgspec reads annotations when it runs


class CourseName(msgspec.Struct, frozen=True, kw_only=True):
    """Which course is meant."""

    id: str
    version: str
    title: str


class ListedExercise(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise, and the file of this folder that holds it; ``problem`` says why that cannot be read."""

    id: str
    title: str
    section: str
    points: float
    bonus: bool
    file: str
    path: str | None
    problem: str | None


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """What ``calcgrade list`` shows."""

    schema: Literal["calcgrade/list/v1"] = "calcgrade/list/v1"
    course: CourseName
    exercises: list[ListedExercise]


class MachinePart(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that grading may need; ``problem`` is null where it works."""

    name: str
    found: str
    problem: str | None
    needed: bool


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """What ``calcgrade doctor`` shows; ``works`` tells whether ``calcgrade check`` can."""

    schema: Literal["calcgrade/doctor/v1"] = "calcgrade/doctor/v1"
    calcgrade: str
    works: bool
    parts: list[MachinePart]


class Image(msgspec.Struct, frozen=True, kw_only=True):
    """What ``calcgrade image build`` has built."""

    schema: Literal["calcgrade/image/v1"] = "calcgrade/image/v1"
    tag: str
    id: str


class ReportedResult(msgspec.Struct, frozen=True, kw_only=True):
    """A stored result, and the file that it was read from."""

    file: str
    submission: str
    status: ResultStatus
    score: float
    max_score: float
    bonus_score: float


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """What ``calcgrade report`` has read."""

    schema: Literal["calcgrade/report/v1"] = "calcgrade/report/v1"
    results: list[ReportedResult]
