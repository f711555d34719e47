"""The result of one submission, version 1: types that know no invalid state."""

from __future__ import annotations

import math
from typing import Annotated, Final, Literal

import msgspec

from calcgrade.errors import InputError
from calcgrade.reports.escape.json_text import written
from calcgrade.sandboxes.channel import Isolation  # noqa: TC001 - msgspec reads annotations when it runs

SCHEMA: Final = "calcgrade/result/v1"

CheckStatus = Literal["passed", "failed", "error", "timed_out", "not_started", "skipped", "checker_fault"]
ExerciseStatus = Literal["passed", "failed", "error", "timed_out", "not_started", "checker_fault"]
ResultStatus = Literal["passed", "failed", "error"]
Amount = Annotated[float, msgspec.Meta(ge=0)]


class CourseRef(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which course graded."""

    id: str
    version: str
    digest: str


class SubmissionRef(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which files were graded."""

    id: str
    digest: str


class Environment(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Versions inside the sandbox; empty where there is none (no image outside docker)."""

    python: str
    numpy: str
    matplotlib: str = ""
    image: str = ""


class Misconception(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The named way of being wrong that fits this answer, and no other does."""

    id: str
    title: str
    explanation: str


class Counterexample(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The input that failed, as text ready to show."""

    call: str
    where: str
    expected: str
    actual: str
    error: str
    tolerance: str


class Location(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A line of the learner's own file."""

    file: str
    line: int


class Figure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A picture the learner's code drew; ``png`` is base64."""

    name: str
    png: str


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the error of a slope followed its step: one entry for each step in all three lists."""

    steps: list[float]
    errors: list[Amount]
    bounds: list[float]


class CheckResult(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One check's verdict."""

    id: str
    title: str
    status: CheckStatus
    score: Amount
    max_score: Amount
    duration_s: Amount
    message: str = ""
    misconception: Misconception | None = None
    counterexample: Counterexample | None = None
    location: Location | None = None
    order: Order | None = None

    def __post_init__(self) -> None:
        _require_amounts(self.score, self.max_score)


class ExerciseResult(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One exercise's verdicts; its score is the sum of its checks'."""

    id: str
    title: str
    status: ExerciseStatus
    score: Amount
    max_score: Amount
    bonus: bool
    duration_s: Amount
    output: str
    output_truncated: bool
    checks: list[CheckResult]
    advice: list[str] = []
    figures: list[Figure] = []

    def __post_init__(self) -> None:
        _require_amounts(self.score, self.max_score)
        total = sum(check.score for check in self.checks)
        if not abs(total - self.score) <= 1e-6:
            raise ValueError(f"the checks of {self.id} add up to {total}, not to {self.score}")


class Result(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One submission's grade."""

    schema: Literal["calcgrade/result/v1"] = SCHEMA
    calcgrade: str
    course: CourseRef
    submission: SubmissionRef
    isolation: Isolation
    seed: int
    environment: Environment
    status: ResultStatus
    score: Amount
    max_score: Amount
    bonus_score: Amount
    duration_s: Amount
    exercises: list[ExerciseResult]

    def __post_init__(self) -> None:
        _require_amounts(self.score, self.max_score)
        _require_amounts(self.bonus_score, math.inf)


def _require_amounts(score: float, most: float) -> None:
    # Written so that NaN is refused as well.
    if not (0 <= score <= most + 1e-6):
        raise ValueError(f"a score of {score} out of {most}")


def encode(result: Result) -> bytes:
    """Return the result as indented JSON in the schema's key order, ending in a line break.

    It may be printed: nothing in it acts on a terminal or a log.
    """
    return written(result)


def decode(data: bytes, where: str = "result") -> Result:
    """Decode a stored result strictly.

    Raises
    ------
    InputError
        Naming ``where`` it stood and the key that is wrong.
    """
    try:
        return msgspec.json.decode(data, type=Result)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(where, f"is no {SCHEMA} ({error})", "Grade the submission again") from None
