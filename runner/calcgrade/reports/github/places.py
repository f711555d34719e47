"""Where in a learner's files a check's finding is marked."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from calcgrade.errors import CheckerFault, CourseError
from calcgrade.intake.definition import definition

if TYPE_CHECKING:
    from calcgrade.course.load import Course
    from calcgrade.intake.submission import Submission
    from calcgrade.results.model import CheckResult, ExerciseResult


class Place(NamedTuple):
    """A file, as a path of the repository, and a line of it; 0 where none is known."""

    file: str
    line: int


class Places:
    """Finds places of one submission.

    Parameters
    ----------
    submission : Submission
        The files that were graded.
    course : Course
        Knows which function a check judges.
    folder : str
        Path of the submission in the repository, "" if it is the whole.
    """

    def __init__(self, submission: Submission, course: Course, folder: str = "") -> None:
        self._submission = submission
        self._course = course
        self._folder = PurePosixPath(folder)

    def of(self, exercise: ExerciseResult, check: CheckResult) -> Place | None:
        """Return the line that raised, else the definition of the function that is judged, else the file.

        The line that raised is the learner's claim: only a line of a file that was handed in is believed.
        """
        if check.status == "checker_fault":
            return None
        claimed = check.location
        if claimed is not None and _is_line(claimed.line, self._submission.files.get(claimed.file)):
            return Place(str(self._folder / claimed.file), claimed.line)
        entry = self._submission.entry(self._course.entry(exercise.id).file)
        if entry is None:
            return None
        content = self._submission.files.get(entry.path, b"") if entry.kind == "module" else b""
        return Place(str(self._folder / entry.path), definition(content, self._function(exercise, check)))

    def _function(self, exercise: ExerciseResult, check: CheckResult) -> str:
        try:
            return self._course.checker(exercise.id).checks[check.id].function
        except (CheckerFault, CourseError, KeyError):
            return ""


def _is_line(number: int, content: bytes | None) -> bool:
    return content is not None and 1 <= number <= content.count(b"\n") + 1
