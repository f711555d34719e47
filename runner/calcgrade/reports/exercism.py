"""Results as a test runner of Exercism writes them, version 3 of its interface; it knows no points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from calcgrade.reports.escape.json_text import written
from calcgrade.reports.escape.visible import visible
from calcgrade.reports.told import cut, on_one_line, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calcgrade.results.model import CheckStatus, ExerciseResult, Result

NAME = 200
MESSAGE = 4000
WHOLE_MESSAGE = 65_535
"""Characters of the message that stands in place of all tests."""

OUTPUT = 500
TRUNCATED = "\n… Output was truncated. Please limit to 500 chars"
"""Words of the interface's own."""

STATUSES: Final[dict[CheckStatus, str]] = {
    "passed": "pass", "failed": "fail", "not_started": "fail", "skipped": "fail",
    "error": "error", "timed_out": "error", "checker_fault": "error",
}  # fmt: skip


def render(result: Result) -> bytes:
    """Return ``results.json``; the tests of the n-th exercise belong to task n."""
    nothing_ran = _why_nothing_ran(result)
    status = "pass" if result.status == "passed" else "fail"
    return written(
        {
            "version": 3,
            "status": "error" if nothing_ran else status,
            "message": cut(nothing_ran, WHOLE_MESSAGE) if nothing_ran else None,
            "tests": [
                test
                for task, exercise in enumerate(result.exercises, start=1)
                for test in _tests(exercise, task)
            ],
        }
    )


def _why_nothing_ran(result: Result) -> str:
    """Return the one message that all checks share because none of them could be run; empty if any could."""
    checks = [check for exercise in result.exercises for check in exercise.checks]
    if not checks:
        return "No exercise was graded."
    if any(check.status not in ("error", "checker_fault") for check in checks):
        return ""
    messages = {told(check, WHOLE_MESSAGE) for check in checks}
    return messages.pop() if len(messages) == 1 else ""


def _tests(exercise: ExerciseResult, task: int) -> Iterator[dict[str, Any]]:
    shown = next((check for check in exercise.checks if check.status != "passed"), None)
    for check in exercise.checks:
        test: dict[str, Any] = {
            "name": on_one_line(f"{exercise.id} {check.title}", NAME),
            "status": STATUSES[check.status],
            "message": None if check.status == "passed" else told(check, MESSAGE),
            "task_id": task,
        }
        if check is shown and exercise.output.strip():
            test["output"] = _output(exercise)
        if check.counterexample is not None and check.counterexample.call:
            found = check.counterexample
            test["test_code"] = cut(f"{found.where}\n{found.call}".strip(), MESSAGE)
        yield test


def _output(exercise: ExerciseResult) -> str:
    shown = visible(exercise.output[: OUTPUT + 1])
    if len(shown) <= OUTPUT and not exercise.output_truncated:
        return shown
    return shown[: OUTPUT - len(TRUNCATED)] + TRUNCATED
