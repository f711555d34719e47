"""What passes between the batch and its graders: bytes, encoded and decoded strictly."""

from __future__ import annotations

from typing import Literal

import msgspec

from calcgrade.intake.submission import Submission  # noqa: TC001 - msgspec reads annotations when it runs
from calcgrade.results.model import CheckStatus, ExerciseStatus, ResultStatus  # noqa: TC001
from calcgrade.sandboxes.channel import Isolation  # noqa: TC001


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """How a whole batch is graded.

    Attributes
    ----------
    course : str
        The course's folder; empty for the one that calcgrade comes with.
    course_digest : str
        What its content must be.
    image : str
        Id of the image, for docker.
    exercises : tuple of str
        Exercises to grade; none for all that there is to grade.
    """

    calcgrade: str
    course: str
    course_digest: str
    isolation: Isolation
    image: str = ""
    runtime: str = ""
    timeout: float | None = None
    seed: int = 0
    exercises: tuple[str, ...] = ()


class Where(msgspec.Struct, frozen=True):
    """Which sandbox is asked for, or is there; ``problem`` says why there is none."""

    isolation: Literal["auto", "docker", "bubblewrap", "process"]
    image: str = ""
    runtime: str = ""
    trust: bool = False
    problem: str = ""


class CheckSummary(msgspec.Struct, frozen=True, array_like=True):
    """A check's verdict."""

    id: str
    status: CheckStatus


class Named(msgspec.Struct, frozen=True, array_like=True):
    """A mistake that was named."""

    id: str
    title: str


class ExerciseSummary(msgspec.Struct, frozen=True, array_like=True):
    """What a cohort's tables tell of an exercise."""

    id: str
    status: ExerciseStatus
    score: float
    max_score: float
    bonus: bool
    duration_s: float
    checks: tuple[CheckSummary, ...]
    misconceptions: tuple[Named, ...]


class Summary(msgspec.Struct, frozen=True, array_like=True):
    """What a cohort's tables tell of a result."""

    status: ResultStatus
    score: float
    max_score: float
    bonus_score: float
    duration_s: float
    exercises: tuple[ExerciseSummary, ...]


class Task(msgspec.Struct, frozen=True):
    """One submission to be graded."""

    number: int
    submission: Submission


class Graded(msgspec.Struct, frozen=True, tag="graded"):
    """A result and its reports, ready to be written."""

    number: int
    result: bytes
    reports: dict[str, bytes]
    summary: Summary


class NotGraded(msgspec.Struct, frozen=True, tag="not graded"):
    """No result: the grader could not work.

    Attributes
    ----------
    engine : bool
        Whether no sandbox could be had at all, which concerns every other submission too.
    """

    number: int
    reason: str
    engine: bool


Answer = Graded | NotGraded

_packed = msgspec.msgpack.Encoder()
_answer: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)
_setup: msgspec.msgpack.Decoder[Setup] = msgspec.msgpack.Decoder(Setup)
_where: msgspec.msgpack.Decoder[Where] = msgspec.msgpack.Decoder(Where)
_task: msgspec.msgpack.Decoder[Task] = msgspec.msgpack.Decoder(Task)
_summary: msgspec.msgpack.Decoder[Summary] = msgspec.msgpack.Decoder(Summary)


def encode(message: Setup | Task | Answer | Summary | Where) -> bytes:
    """Return a message as bytes."""
    return _packed.encode(message)


def to_setup(data: bytes) -> Setup:
    """Decode a setup."""
    return _setup.decode(data)


def to_where(data: bytes) -> Where:
    """Decode a sandbox's kind."""
    return _where.decode(data)


def to_task(data: bytes) -> Task:
    """Decode a task."""
    return _task.decode(data)


def to_answer(data: bytes) -> Answer:
    """Decode an answer."""
    return _answer.decode(data)


def to_summary(data: bytes) -> Summary:
    """Decode a summary."""
    return _summary.decode(data)
