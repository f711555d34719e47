"""A course's health as data, and as the table of figures of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from calcgrade import __version__
from calcgrade.dev.health import ExerciseHealth  # noqa: TC001 - msgspec reads annotations when it runs
from calcgrade.dev.table import margin
from calcgrade.errors import InputError
from calcgrade.reports.escape.json_text import written
from calcgrade.results.model import CourseRef

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from calcgrade.course.load import Course
    from calcgrade.dev.check import Report

BEGIN, END = "<!-- judgement:begin -->", "<!-- judgement:end -->"

HEAD = (
    "exercise", "right samples", "without full marks", "wrong samples", "with full marks", "labelled",
    "named as labelled", "named wrongly", "misconceptions", "worst error / tolerance", "calls",
)  # fmt: skip


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """What ``calcgrade dev check`` found out."""

    schema: Literal["calcgrade/health/v1"] = "calcgrade/health/v1"
    calcgrade: str
    course: CourseRef
    healthy: bool
    problems: list[str]
    exercises: list[ExerciseHealth]


def encoded(report: Report, course: Course) -> bytes:
    """Return everything that was found out, as JSON."""
    return written(
        Health(
            calcgrade=__version__,
            course=CourseRef(id=course.manifest.id, version=course.manifest.version, digest=course.digest),
            healthy=report.healthy,
            problems=report.problems,
            exercises=report.exercises,
        )
    )


def table(exercises: Sequence[ExerciseHealth]) -> str:
    """Return a row of figures for each exercise, and one for all of them, as Markdown."""
    rows = [HEAD, ("---",) * len(HEAD), *map(_row, exercises), tuple(_sums(exercises))]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def put(text: str, path: Path) -> None:
    """Replace what stands between the marks of a document."""
    before, _, after = _parts(path)
    path.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")


def holds(text: str, path: Path) -> bool:
    """Tell whether a document has this very text between its marks."""
    return _parts(path)[1].strip() == text


def _parts(path: Path) -> tuple[str, str, str]:
    """Cut a document at its marks; `InputError` where they are missing."""
    try:
        document = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            str(path), f"cannot be read ({type(error).__name__})", "Name a Markdown file"
        ) from None
    before, found, rest = document.partition(BEGIN)
    between, ended, after = rest.partition(END)
    if not found or not ended:
        raise InputError(str(path), "has no place for the table", f"Add the lines {BEGIN} and {END}")
    return before, between, after


def _row(exercise: ExerciseHealth) -> tuple[str, ...]:
    return (exercise.id, *map(str, _counts(exercise)), margin(exercise.margin), str(exercise.calls))


def _counts(exercise: ExerciseHealth) -> tuple[int, ...]:
    return (
        exercise.accepted, exercise.accepted_failed, exercise.wrong, exercise.wrong_passed, exercise.labelled,
        exercise.named, exercise.misnamed, exercise.misconceptions,
    )  # fmt: skip


def _sums(exercises: Sequence[ExerciseHealth]) -> Iterator[str]:
    yield "all"
    yield from (str(sum(column)) for column in zip(*map(_counts, exercises), strict=True))
    yield margin(max((e.margin for e in exercises if e.margin is not None), default=None))
    yield str(sum(exercise.calls for exercise in exercises))
