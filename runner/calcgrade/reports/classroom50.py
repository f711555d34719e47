"""Results as Classroom 50's runner reads them from ``result.json`` (``classroom50/result/v1``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from calcgrade.errors import InputError
from calcgrade.reports.escape.json_text import written
from calcgrade.reports.escape.visible import visible
from calcgrade.reports.told import headline, in_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from calcgrade.results.model import Result

SCHEMA: Final = "classroom50/result/v1"

FACTOR = 2
"""Classroom 50 knows whole points alone; ours may be halves, so all of its points are twice ours."""

NAME = 100
"""Bytes of a test's name."""

MOST_TESTS = 100
MESSAGE = 200

REQUIRED = ("CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL")
"""What the runner says of a submission, in its environment."""


def require_runner(environment: Mapping[str, str]) -> None:
    """Refuse to write a result that nobody could tell the submission of.

    Raises
    ------
    InputError
        Naming what is missing from the environment.
    """
    missing = [name for name in REQUIRED if not environment.get(name)]
    if not _owner(environment):
        missing.append("OWNER or USERNAME")
    if missing:
        raise InputError(
            "--classroom50",
            f"the environment has no {', '.join(missing)}, which Classroom 50's runner sets",
            "Leave the option out, or set what is missing, elsewhere than there",
        )


def render(result: Result, environment: Mapping[str, str], now: datetime) -> bytes:
    """Return the file for the runner.

    Extensions are left out: their points would have to be part of the total.

    Parameters
    ----------
    result : Result
        What was graded.
    environment : mapping of str to str
        Of the runner; see `require_runner`.
    now : datetime
        In UTC; the runner puts the time of the commit in its place.
    """
    tests = _tests(result)
    commit = environment.get("COMMIT_URL", "")
    return written(
        {
            "schema": SCHEMA,
            "classroom": visible(environment.get("CLASSROOM", "")),
            "assignment": visible(environment.get("ASSIGNMENT", "")),
            "assignment_type": visible(environment.get("ASSIGNMENT_TYPE") or "individual"),
            "owner": visible(_owner(environment)),
            "submission": visible(environment.get("SUBMISSION_TAG", "")),
            "commit": visible(commit),
            "release": visible(environment.get("RELEASE_URL", "")),
            "review": visible(environment.get("REVIEW_URL") or commit),
            "datetime": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "score": sum(test["score"] for test in tests),
            "max-score": sum(test["max-score"] for test in tests),
            "tests": tests,
        }
    )


def _owner(environment: Mapping[str, str]) -> str:
    return environment.get("OWNER") or environment.get("USERNAME") or ""


def _tests(result: Result) -> list[dict[str, Any]]:
    """Return a test for each check, or for each exercise where those would be too many."""
    exercises = [exercise for exercise in result.exercises if not exercise.bonus]
    tests = [
        _test(
            f"{exercise.id} {check.title}",
            check.score,
            check.max_score,
            passed=check.status == "passed",
            status=check.status,
            message="" if check.status == "passed" else headline(check, MESSAGE),
        )
        for exercise in exercises
        for check in exercise.checks
    ]
    if len(tests) > MOST_TESTS or not all(exercise.checks for exercise in exercises):
        tests = [
            _test(
                f"{exercise.id} {exercise.title}",
                exercise.score,
                exercise.max_score,
                passed=exercise.status == "passed",
                status=exercise.status,
            )
            for exercise in exercises
        ]
    return (
        [*tests[: MOST_TESTS - 1], _together(tests[MOST_TESTS - 1 :])] if len(tests) > MOST_TESTS else tests
    )


def _test(name: str, score: float, most: float, *, passed: bool, **more: str) -> dict[str, Any]:
    return {
        "test-name": in_bytes(name, NAME),
        "passed": passed,
        "score": round(score * FACTOR),
        "max-score": round(most * FACTOR),
        **more,
    }


def _together(tests: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "test-name": f"{len(tests)} more exercises",
        "passed": all(test["passed"] for test in tests),
        "score": sum(test["score"] for test in tests),
        "max-score": sum(test["max-score"] for test in tests),
    }
