"""The output ``result`` of a step, as GitHub Classroom's autograding reporter reads it.

The reporter takes it from a variable of its environment, decodes base64 and JSON, adds up the scores of all tests,
and prints names and messages into the log of its own step as they are.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import msgspec

from calcgrade.limits import KIB
from calcgrade.reports.escape.terminal import for_line, for_terminal
from calcgrade.reports.lines import points
from calcgrade.reports.told import INSTEAD, cut, on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calcgrade.results.model import CheckResult, CheckStatus, ExerciseResult, Result, ResultStatus

RAW: Final = 90 * KIB
"""Bytes of JSON; in base64 a third more, of the 131,072 that a variable of the environment may hold."""

TestStatus = Literal["pass", "fail", "error"]

_TESTS: Final[dict[CheckStatus, TestStatus]] = {
    "passed": "pass", "failed": "fail", "error": "error", "timed_out": "error",
    "not_started": "fail", "skipped": "fail", "checker_fault": "error",
}  # fmt: skip
_RESULTS: Final[dict[ResultStatus, TestStatus]] = {"passed": "pass", "failed": "fail", "error": "error"}


class Test(msgspec.Struct, frozen=True, kw_only=True):
    """One test; the reporter stops at a score or a line that is null."""

    name: str
    status: TestStatus
    score: float
    message: str = ""
    test_code: str = ""
    line_no: int = 0


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What the reporter decodes."""

    version: int = 1
    status: TestStatus
    max_score: float
    tests: list[Test]


class _Room(NamedTuple):
    """Characters of each message and of each name."""

    message: int
    name: int


_ROOMS: Final = (_Room(4000, 200), _Room(1000, 200), _Room(300, 200), _Room(100, 100), _Room(0, 60))


def encoded(result: Result, limit: int = RAW) -> str:
    """Return the output's value, in base64 on one line; where room is short, texts go and never scores.

    Parameters
    ----------
    result : Result
        What was graded.
    limit : int
        Bytes of JSON that there is room for.
    """
    data = b""
    for report in _ever_shorter(result, limit):
        data = msgspec.json.encode(report)
        if len(data) <= limit:
            break
    return base64.b64encode(data).decode("ascii")


def _ever_shorter(result: Result, limit: int) -> Iterator[Report]:
    """Yield the report with all that there is to say, then with less and less; the sum is always the score."""
    # The reporter adds up every score, so that an extension's would pass for one that counts.
    counted = [exercise for exercise in result.exercises if not exercise.bonus and exercise.checks]
    checks = [(exercise, check) for exercise in counted for check in exercise.checks]
    for room in _ROOMS if counted else ():
        # Nothing becomes shorter by being escaped, so what is too much as it stands need not be.
        if sum(min(len(_said(check)), room.message) for _, check in checks) <= limit:
            yield _report(result, [_test(exercise, check, room) for exercise, check in checks])
    if counted:
        yield _report(result, [_whole(exercise) for exercise in counted])
    # Without any test the reporter would show NaN.
    said = "all exercises" if counted else "no exercise that counts was graded"
    yield _report(result, [Test(name=said, status=_RESULTS[result.status], score=result.score)])


def _report(result: Result, tests: list[Test]) -> Report:
    return Report(status=_RESULTS[result.status], max_score=result.max_score, tests=tests)


def _test(exercise: ExerciseResult, check: CheckResult, room: _Room) -> Test:
    return Test(
        name=for_line(on_one_line(f"{exercise.id} {check.title}", room.name)),
        status=_TESTS[check.status],
        score=check.score,
        message=for_terminal(cut(_said(check), room.message)) if room.message else "",
    )


def _said(check: CheckResult) -> str:
    return "" if check.status == "passed" else check.message.strip() or INSTEAD[check.status]


def _whole(exercise: ExerciseResult) -> Test:
    name = f"{cut(exercise.id, 60)}: {points(exercise.score)} of {points(exercise.max_score)} points"
    status: TestStatus = "pass" if exercise.status == "passed" else "fail"
    return Test(name=for_line(name), status=status, score=exercise.score)
