"""Tables of learning platforms, filled in: the instructor's own export, of which nothing else is touched."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Literal

from calcgrade.batch.outputs.gradebook import line
from calcgrade.intake import names
from calcgrade.reports.lines import points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from calcgrade.batch.cohort.roster import Roster
    from calcgrade.batch.ledger import Standing
    from calcgrade.batch.tables import Row, Table

Platform = Literal["canvas", "moodle"]

_CANVAS_KEYS = ("id", "sis user id", "sis login id", "integration id", "student")
_ASSIGNMENT = re.compile(r".+ \(\d+\)")
_PARTICIPANT = re.compile(r"(?P<word>\D*?)\s*(?P<number>\d+)")
_MOODLE_KEYS = ("email address", "email", "id number", "username")


class Export:
    """An export of a platform with a column to be filled.

    Parameters
    ----------
    table
        The export.
    column
        The column for the score.
    keys
        The columns by which a learner is known.
    skipped
        Tells rows that are no learner's.
    """

    def __init__(
        self, table: Table, column: int, keys: Sequence[int], skipped: Callable[[Row], bool]
    ) -> None:
        self._table = table
        self._column = column
        self._keys = keys
        self._skipped = skipped

    def filled(self, scores: Callable[[Sequence[str]], str | None]) -> Iterator[bytes]:
        """Yield the lines of the table; where there is no score, a cell stays what it is.

        Parameters
        ----------
        scores
            The score of the learner who is known by these words, or None.
        """
        yield _as_it_was(self._table.head, self._table.separator)
        for row in self._table.rows:
            cells = list(row.cells)
            if not self._skipped(row):
                known_as = [word for column in self._keys for word in _words(cells[column])]
                score = scores(known_as)
                cells[self._column] = cells[self._column] if score is None else score
            yield _as_it_was(cells, self._table.separator)


def export(table: Table, assignment: str | None) -> Export:
    """Recognise an export: a Canvas gradebook, or the worksheet of a Moodle assignment.

    Parameters
    ----------
    table
        The export.
    assignment
        The title of the column to be filled, with or without Canvas's number; needed where there are several.

    Raises
    ------
    InputError
        It is neither, or the column is not to be told.
    """
    head = [name.casefold() for name in table.head]
    if "sis login id" in head or ("student" in head and "section" in head):
        keys = [head.index(name) for name in _CANVAS_KEYS if name in head]
        return Export(table, _canvas_column(table, assignment), keys, _is_no_student)
    participants = [column for column, _ in enumerate(head) if _holds_participants(table, column)]
    if participants:
        keys = [participants[0], *(head.index(name) for name in _MOODLE_KEYS if name in head)]
        return Export(table, _moodle_column(table, assignment), keys, lambda _: False)
    raise table.wrong(
        1, 0, "is neither an export of Canvas's gradebook nor a worksheet of a Moodle assignment",
        "Name the file that the platform gave you",
    )  # fmt: skip


def scores_by(standings: Iterable[Standing], roster: Roster | None) -> Callable[[Sequence[str]], str | None]:
    """Return what finds a learner's score by the words of an export."""
    found: dict[str, str] = {}
    for standing in standings:
        if standing.summary is not None:
            for word in (standing.id, standing.key):
                found.setdefault(names.key(word), points(standing.summary.score))

    def score(known_as: Sequence[str]) -> str | None:
        member = roster.find(*known_as) if roster is not None else None
        words = [*([member.id] if member is not None else []), *known_as]
        return next((found[names.key(word)] for word in words if names.key(word) in found), None)

    return score


def moodle_import(standings: Iterable[Standing], roster: Roster | None, title: str) -> Iterator[bytes]:
    """Yield the lines of a table for Moodle's grade import.

    One unknown user would fail the whole import, so only those on the roster are in it, and those with a grade.
    """
    yield line(["username", title])
    for standing in standings:
        if standing.summary is not None and (roster is None or standing.is_known):
            yield line([standing.id, points(standing.summary.score)])


def _as_it_was(cells: Sequence[str], separator: str) -> bytes:
    """Return a line with the platform's own cells as they are: it reads them back."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\n").writerow(cells)
    return text.getvalue().encode("utf-8")


def _words(cell: str) -> Iterator[str]:
    """Yield a cell, and the number in it where it is a participant's."""
    if cell.strip():
        yield cell.strip()
    numbered = _PARTICIPANT.fullmatch(cell.strip())
    if numbered is not None and numbered["word"]:
        yield numbered["number"]


def _canvas_column(table: Table, assignment: str | None) -> int:
    columns = [column for column, name in enumerate(table.head) if _ASSIGNMENT.fullmatch(name)]
    if assignment is not None:
        columns = [
            column for column in columns if assignment in (table.head[column], _bare(table.head[column]))
        ]
    return _the_only(columns, table, assignment)


def _moodle_column(table: Table, assignment: str | None) -> int:
    wanted = assignment if assignment is not None else "grade"
    columns = [column for column, name in enumerate(table.head) if name.casefold() == wanted.casefold()]
    return _the_only(columns, table, assignment)


def _the_only(columns: Sequence[int], table: Table, assignment: str | None) -> int:
    if len(columns) == 1:
        return columns[0]
    problem = (
        f"there is no column “{assignment}”" if assignment is not None and not columns
        else "there is no column to fill" if not columns else "there are several columns that could be filled"
    )  # fmt: skip
    raise table.wrong(1, 0, problem, "Name the column's title with --assignment")


def _bare(title: str) -> str:
    return title.rpartition(" (")[0]


def _is_no_student(row: Row) -> bool:
    first = row.cells[0].strip().casefold()
    return first in ("points possible", "student, test", "")


def _holds_participants(table: Table, column: int) -> bool:
    """Tell whether a column holds ``Participant 12`` and the like, in whatever language."""
    cells = [row.cells[column].strip() for row in table.rows]
    found = [_PARTICIPANT.fullmatch(cell) for cell in cells]
    return bool(cells) and all(match is not None and match["word"] for match in found)
