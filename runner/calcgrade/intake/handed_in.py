"""Which exercises a submission is graded on where nobody names any."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calcgrade.course.load import Course
    from calcgrade.course.manifest import ExerciseEntry
    from calcgrade.intake.submission import Submission

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def graded(submission: Submission, course: Course) -> list[str]:
    """Return the ids of every exercise that counts, and of the extensions that were handed in.

    In course order. An exercise that counts is listed even where its file is missing, so that the maximum is
    the course's own. Of a course that has nothing but extensions, all are listed.
    """
    entries = course.manifest.exercise
    wanted = [entry for entry in entries if not entry.bonus or is_handed_in(entry, submission, course)]
    return [entry.id for entry in (wanted if any(not entry.bonus for entry in entries) else entries)]


def is_handed_in(entry: ExerciseEntry, submission: Submission, course: Course) -> bool:
    """Tell whether a submission has this exercise's file, and has more in it than the stub.

    A notebook may hold it: only the worker can tell, once the notebook is loaded.
    """
    place = submission.entry(entry.file)
    if place is None:
        return False
    content = submission.files.get(place.path)
    stub = course.path / "exercises" / entry.file
    return content is None or _bare(content) != _bare(stub.read_bytes())


def _bare(content: bytes) -> bytes:
    """Leave out what an editor changes by itself: the byte order mark, the ends of lines, blanks at the end."""
    return content.removeprefix(_BYTE_ORDER_MARK).replace(b"\r\n", b"\n").rstrip()
