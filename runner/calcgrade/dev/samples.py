"""Grade the files of a course's own author: stub, solution and samples of one exercise, in one sandbox."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from calcgrade.engine import cases, outcome
from calcgrade.limits import Limits
from calcgrade.results.status import exercise_status
from calcgrade.sandboxes.exercise_request import ExerciseRequest
from calcgrade.sandboxes.replies import Status
from calcgrade.sandboxes.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.checking.exercise import Exercise
    from calcgrade.course.load import Course
    from calcgrade.engine.outcome import Outcome
    from calcgrade.sandboxes.channel import Launcher
    from calcgrade.sandboxes.replies import LoadReport

Verdict = Literal["stub", "solution", "accepted", "wrong_answer", "crash", "hostile"]
SHORT = Limits(import_s=1.0, call_s=0.5, exercise_s=4.0)
"""Limits for samples that are meant to run into them."""

FOLDERS: tuple[Verdict, ...] = ("accepted", "wrong_answer", "crash", "hostile")


@dataclass
class Sample:
    """One file and the verdict its folder announces.

    Attributes
    ----------
    path : str
        Relative to the course.
    label : str
        From the first line: the misconception that a wrong answer must be named as ("none" where silence is
        right), or the status that a crash must get.
    outcomes : list of Outcome
        Empty where the file could not be loaded.
    """

    verdict: Verdict
    path: str
    content: bytes
    label: str = ""
    report: LoadReport | None = None
    outcomes: list[Outcome] = field(default_factory=list["Outcome"])

    @property
    def score(self) -> float:
        """Points earned."""
        return sum(item.check.points for item in self.outcomes if item.status == "passed")

    @property
    def status(self) -> str:
        """Status of the exercise."""
        if self.outcomes:
            return exercise_status(item.status for item in self.outcomes)
        return "timed_out" if self.report is not None and self.report.status is Status.TIMED_OUT else "error"

    @property
    def named(self) -> set[str]:
        """Ids of the misconceptions that were named."""
        return {item.cause.id for item in self.outcomes if item.cause is not None}

    @property
    def calls(self) -> int:
        """Calls made."""
        return sum(len(case.replies) for item in self.outcomes for case in item.cases)


def of_exercise(course: Course, id_: str) -> list[Sample]:
    """Read an exercise's stub, solution and samples."""
    file = course.entry(id_).file
    found = [
        _read("stub", course.path, f"exercises/{file}"),
        _read("solution", course.path, f"solutions/{file}"),
    ]
    folder = course.path / "submissions" / file.removesuffix(".py")
    for verdict in FOLDERS:
        for path in sorted((folder / verdict).glob("*.py")):
            found.append(_read(verdict, course.path, str(path.relative_to(course.path))))  # noqa: PERF401
    return [sample for sample in found if sample is not None]


def run(course: Course, id_: str, samples: list[Sample], launcher: Launcher) -> None:
    """Grade every sample in a fresh child of one worker."""
    exercise: Exercise = course.checker(id_)
    frozen = cases.read(cases.file_of(course, id_), exercise)
    limits = course.limits_of(id_)
    session = Session(launcher, {sample.path: sample.content for sample in samples}, limits)
    try:
        for sample in samples:
            request = ExerciseRequest(
                id_, (sample.path,), exercise.functions, plots=course.entry(id_).needs_plot
            )
            sample.report = session.load(request, SHORT if sample.label == "timed_out" else limits)
            if sample.report.status is Status.OK:
                sample.outcomes = outcome.judge(exercise, frozen, session.call, shrinking=False)
    finally:
        session.close()


def _read(verdict: Verdict, root: Path, path: str) -> Sample | None:
    try:
        content = (root / path).read_bytes()
    except FileNotFoundError:
        return None
    first = content.splitlines()[0].decode("utf-8", "replace") if content else ""
    label = (first.partition("# misconception:")[2] or first.partition("# expected:")[2]).strip()
    return Sample(verdict, path, content, label)
