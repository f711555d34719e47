"""A course's health for a person: a block for each exercise, with a table of its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.reports.lines import BLANK, Line, Piece, folded, points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calcgrade.dev.check import Report
    from calcgrade.dev.health import CheckHealth, ExerciseHealth

HEAD = ("margin", "samples", "references")
"""Columns after the check's name: largest error of a right answer / tolerance, and what is wrong and fails it."""

INDENT, GAP = 2, 2


def exercise_lines(exercise: ExerciseHealth, width: int) -> Iterator[Line]:
    """Yield what was found out about one exercise."""
    yield BLANK
    worth = f"{points(exercise.points)} points"
    room = width - len(worth) - 1
    yield (Piece(f"{exercise.id}  {exercise.title}"[:room].ljust(room + 1), "head"), Piece(worth))
    yield from folded(_summary(exercise), width, INDENT, "dim")
    yield BLANK
    yield from _table(exercise, width)
    for note in _notes(exercise):
        yield from folded(note, width, INDENT)
    for problem in exercise.problems:
        yield from folded(f"Problem: {problem}.", width, INDENT, "bad")


def verdict_lines(report: Report, width: int) -> Iterator[Line]:
    """Yield what is wrong with the course as a whole, and whether it is healthy."""
    yield BLANK
    for problem in report.problems:
        yield from folded(f"Problem: {problem}.", width, 0, "bad")
    if report.healthy:
        yield (Piece("The course is healthy.", "good"),)
    else:
        count = len(report.problems) + sum(len(exercise.problems) for exercise in report.exercises)
        yield (Piece(f"The course has {count} problem{'s' if count != 1 else ''}.", "bad"),)


def margin(value: float | None) -> str:
    """Write a margin; a dash where no numbers are compared."""
    return "–" if value is None else f"{value:.2f}"


def _summary(exercise: ExerciseHealth) -> str:
    right = exercise.accepted - exercise.accepted_failed
    return (
        f"{right} of {exercise.accepted} right samples get full marks, {exercise.wrong_passed} of {exercise.wrong} "
        f"wrong ones do; {exercise.named} of {exercise.labelled} mistakes are named, {exercise.misnamed} wrongly. "
        f"{exercise.crashes} crash, {exercise.hostile} hostile. {exercise.misconceptions} misconceptions, "
        f"{exercise.references} wrong references. {exercise.calls} calls."
    )


def _table(exercise: ExerciseHealth, width: int) -> Iterator[Line]:
    rows = [_cells(check, exercise) for check in exercise.checks]
    widths = [max(len(cell) for cell in column) for column in zip(HEAD, *rows, strict=True)] if rows else []
    room = width - INDENT - sum(widths) - GAP * len(widths)
    yield _row("check", HEAD, widths, room, "dim")
    for check, cells in zip(exercise.checks, rows, strict=True):
        style = "plain" if check.samples + check.references else "bad"
        yield _row(check.id, cells, widths, room, style)


def _cells(check: CheckHealth, exercise: ExerciseHealth) -> tuple[str, ...]:
    return (
        margin(check.margin),
        f"{check.samples} of {exercise.wrong}",
        f"{check.references} of {exercise.references}" if exercise.references else "–",
    )


def _row(name: str, cells: tuple[str, ...], widths: list[int], room: int, style: str) -> Line:
    shown = name if len(name) <= room else f"{name[: room - 1]}…"
    numbers = "".join(f"{' ' * GAP}{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
    text = f"{' ' * INDENT}{shown:<{room}}{numbers}"
    return (Piece(text, "bad" if style == "bad" else "dim" if style == "dim" else "plain"),)


def _notes(exercise: ExerciseHealth) -> Iterator[str]:
    if exercise.unnamed:
        yield f"No sample is named {', '.join(exercise.unnamed)}."
    if exercise.without_property:
        yield f"Judged at fixed inputs alone: {', '.join(exercise.without_property)}."
