"""Results as Gradescope reads them from ``results/results.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from calcgrade.limits import MIB
from calcgrade.reports.escape.json_text import written
from calcgrade.reports.lines import points
from calcgrade.reports.told import fitting, head_and_tail, on_one_line, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calcgrade.results.model import CheckResult, ExerciseResult, Result

NAME = 200
"""Characters of a test's name."""

MOST = MIB
"""Bytes of the file. Gradescope names no limit; its page shows every test at once."""


def render(result: Result) -> bytes:
    """Return the file. Every test is visible, since a hidden one hides the learner's total too.

    The score of the file is that of the result, and counts in place of the tests' sum: an extension is listed with
    its points, and adds none.
    """
    return fitting(lambda room: written(_results(result, room)), MOST)


def _results(result: Result, room: int) -> dict[str, Any]:
    return {
        "score": result.score,
        "execution_time": round(result.duration_s, 3),
        "output": _summary(result),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {
            "schema": result.schema,
            "calcgrade": on_one_line(result.calcgrade, NAME),
            "course": on_one_line(f"{result.course.id} {result.course.version}", NAME),
            "isolation": result.isolation,
            "status": result.status,
            "max_score": result.max_score,
            "bonus_score": result.bonus_score,
        },
        "tests": [test for exercise in result.exercises for test in _tests(exercise, room)],
    }


def _summary(result: Result) -> str:
    lines = [f"{points(result.score)} of {points(result.max_score)} points."]
    if any(exercise.bonus for exercise in result.exercises):
        lines.append(f"{points(result.bonus_score)} more for extensions, which the total leaves out.")
    if result.status == "error":
        lines.append("The grader itself could not judge everything. Your instructor has to look at this.")
    if result.isolation == "process":
        lines.append("Not isolated: this ran as a plain process of the machine that graded it.")
    return "\n".join(lines)


def _tests(exercise: ExerciseResult, room: int) -> Iterator[dict[str, Any]]:
    printed = exercise.output.strip()
    for number, check in enumerate(exercise.checks, start=1):
        said = _said(check, room)
        if printed and check.status not in ("passed", "not_started"):
            said += f"\n\nWhat the code printed:\n{head_and_tail(printed, room)}"
            printed = ""  # once an exercise is enough
        yield {
            "score": check.score,
            "max_score": check.max_score,
            "status": "passed" if check.status == "passed" else "failed",
            "name": on_one_line(f"{exercise.title}: {check.title}", min(NAME, 2 * room)),
            "number": on_one_line(f"{exercise.id}.{number}", NAME),
            "output": said,
            "tags": ["extension"] if exercise.bonus else [],
            "visibility": "visible",
        }


def _said(check: CheckResult, room: int) -> str:
    return "" if check.status == "passed" else told(check, room)
