"""The scores of a cohort in a spreadsheet's form: a row a learner, a column an exercise."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from calcgrade.reports.escape.spreadsheet import for_cell
from calcgrade.reports.lines import points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from calcgrade.batch.differences import Difference
    from calcgrade.batch.ledger import Standing

TOTALS = ("score", "max_score", "bonus_score", "status", "late", "on_roster", "remarks")


def gradebook(standings: Iterable[Standing], exercises: Sequence[str]) -> Iterator[bytes]:
    """Yield the lines of ``gradebook.csv``; where there is no grade, cells are empty: it is not a zero."""
    yield line(["id", "name", *exercises, *TOTALS])
    for standing in standings:
        yield line(_row(standing, exercises))


def differences(found: Iterable[Difference]) -> Iterator[bytes]:
    """Yield the lines of ``differences.csv``."""
    yield line(["id", "exercise", "before", "after"])
    for item in found:
        yield line(item)


def line(cells: Iterable[str], separator: str = ",") -> bytes:
    """Return a line of CSV in UTF-8, in which no cell is a formula."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\n").writerow([for_cell(cell) for cell in cells])
    return text.getvalue().encode("utf-8")


def remarks(standing: Standing) -> str:
    """Return what is to be said of a learner beside the score."""
    return "; ".join([*([standing.reason] if standing.reason else []), *standing.notes])


def _row(standing: Standing, exercises: Sequence[str]) -> list[str]:
    about = ["yes" if standing.late else "no", "yes" if standing.is_known else "no", remarks(standing)]
    earned = standing.summary
    if earned is None:
        return [standing.id, standing.name, *([""] * (len(exercises) + 3)), standing.state, *about]
    scores = {exercise.id: points(exercise.score) for exercise in earned.exercises}
    totals = [points(earned.score), points(earned.max_score), points(earned.bonus_score), earned.status]
    return [standing.id, standing.name, *(scores.get(id_, "") for id_ in exercises), *totals, *about]
