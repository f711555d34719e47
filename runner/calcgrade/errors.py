"""What can go wrong, by whose fault, and the exit code that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class CalcgradeError(Exception):
    """Base of every error that ends a command with one sentence.

    Attributes
    ----------
    exit_code : int
        2 for a usage or input error, 3 where the grader itself could not work.
    """

    exit_code = 3


class Terminated(SystemExit):
    """The process was told to end by SIGTERM; whatever was under way is not at fault."""


class InputError(CalcgradeError):
    """What the user named cannot be graded: says where, what, and what to do next."""

    exit_code = 2

    def __init__(self, where: str, problem: str, fix: str) -> None:
        super().__init__(f"{where}: {problem}. {fix}.")


class ReportLost(CalcgradeError):  # noqa: N818 - names a state, as SandboxLost does
    """Everything is graded, and a report of it could not be written."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"{path}: the report could not be written ({problem}). Make room, or name another file."
        )


class CourseError(CalcgradeError):
    """A course folder breaks the course format."""

    exit_code = 2

    def __init__(self, path: Path | str, problem: str, fix: str) -> None:
        super().__init__(f"{path}: {problem}. {fix}.")


class SandboxUnavailable(CalcgradeError):  # noqa: N818 - names a state, as TimeoutError's siblings do
    """The wanted sandbox cannot be started on this machine; carries the command that mends it."""

    def __init__(self, kind: str, problem: str, fix: str) -> None:
        super().__init__(f"{kind}: {problem}. {fix}.")
        self.kind = kind
        self.problem = problem
        self.fix = fix


class SandboxLost(CalcgradeError):  # noqa: N818
    """A running sandbox ended, or its stream broke, before it answered."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(f"The {kind} sandbox ended early: {detail}.")
        self.detail = detail


class CheckerFault(CalcgradeError):  # noqa: N818 - the status of the same name
    """A checker cannot be loaded, or breaks: the instructor's to mend, never scored against a learner.

    Attributes
    ----------
    exercise_id : str
        The exercise whose checker it is.
    detail : str
        What went wrong and where, for the instructor.
    """

    def __init__(self, exercise_id: str, detail: str) -> None:
        super().__init__(f"The checker of {exercise_id} is broken: {detail}. Tell your instructor.")
        self.exercise_id = exercise_id
        self.detail = detail
