"""A learner's file graded by the course's own checkers, in this process."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from in_process import InProcess

from calcgrade.course import load
from calcgrade.engine import cases, compose, outcome
from calcgrade.sandboxes.replies import LoadReport, Status

if TYPE_CHECKING:
    from calcgrade.course.load import Course
    from calcgrade.engine.outcome import Outcome
    from calcgrade.results.model import CheckResult

ROOT = Path(__file__).parents[2]


@cache
def course() -> Course:
    return load.load(ROOT)


def solution(id_: str) -> str:
    return (ROOT / "solutions" / course().entry(id_).file).read_text("utf-8")


def outcomes(id_: str, source: str, *, shrinking: bool = True) -> list[Outcome]:
    """Judge a file; what it defines last counts, so wrong functions may follow the solution's."""
    exercise = course().checker(id_)
    frozen = cases.read(cases.file_of(course(), id_), exercise)
    return outcome.judge(exercise, frozen, InProcess(source), shrinking=shrinking)


def checks(id_: str, source: str, *, shrinking: bool = True) -> dict[str, CheckResult]:
    """Return the checks of its result, by id."""
    judged = outcomes(id_, source, shrinking=shrinking)
    result = compose.from_outcomes(course().entry(id_), judged, LoadReport(Status.OK), 0.0)
    return {check.id: check for check in result.checks}
