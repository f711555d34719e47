"""Results as CSV: a row for each submission, a column for each exercise."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from calcgrade.reports.escape.spreadsheet import for_cell
from calcgrade.reports.lines import points

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from calcgrade.results.model import Result

TOTALS = ("score", "max_score", "bonus_score", "status")


def render(result: Result) -> bytes:
    """Return a table of one submission: its header and its row."""
    exercises = [exercise.id for exercise in result.exercises]
    return encoded([header(exercises), row(result, exercises)])


def header(exercises: Sequence[str]) -> list[str]:
    """Return the names of the columns, for exercises of these ids."""
    return ["submission", *exercises, *TOTALS]


def row(result: Result, exercises: Sequence[str]) -> list[str]:
    """Return a submission's cells; the cell of an exercise that was not graded is empty."""
    scores = {exercise.id: points(exercise.score) for exercise in result.exercises}
    totals = (points(result.score), points(result.max_score), points(result.bonus_score), result.status)
    return [result.submission.id, *(scores.get(exercise, "") for exercise in exercises), *totals]


def encoded(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV in UTF-8, in which no cell is a formula."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([for_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8")
