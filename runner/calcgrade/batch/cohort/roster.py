"""Who should hand in: a table with an id for each learner, and whatever else they are known by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from calcgrade.batch import tables
from calcgrade.intake import names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from calcgrade.batch.tables import Row, Table

ID = ("id", "identifier", "student id", "learner", "username", "login")
"""Names of the column with the ids; of several that are there, the first of these."""

NAME = ("name", "full name", "student", "student name")
ALIASES = (
    *ID, "github_username", "sis user id", "sis login id", "canvas_id", "moodle_id", "participant",
    "email", "email address",
)  # fmt: skip
_NOBODY = ("points possible", "student, test")
"""Rows of a Canvas export that stand for no learner."""


class Member(msgspec.Struct, frozen=True):
    """A learner on the roster."""

    id: str
    name: str = ""


class Roster:
    """The learners of a course.

    Attributes
    ----------
    members : list of Member
        In the order of the table.
    """

    def __init__(self, members: Sequence[Member], known_as: dict[str, int]) -> None:
        self.members = members
        self._known_as = known_as

    def find(self, *keys: str) -> Member | None:
        """Return the learner who is known by one of the keys, the first of them that says anything."""
        for key in keys:
            place = self._known_as.get(names.key(key.strip()))
            if place is not None:
                return self.members[place]
        return None

    def find_at_end(self, text: str) -> Member | None:
        """Return the learner with whose key a text ends, behind a hyphen: ``homework-1-alice`` is alice's."""
        parts = text.split("-")
        return self.find(*("-".join(parts[start:]) for start in range(1, len(parts))))


def read(path: Path) -> Roster:
    """Read a roster: a table of one's own, or an export of GitHub Classroom, Canvas or Moodle.

    Raises
    ------
    InputError
        A column is missing or stands there twice, an id is missing or somebody else's: with line and column.
    """
    table = tables.read(path)
    folded = [name.casefold() for name in table.head]
    id_ = _column(folded, ID)
    if id_ is None:
        raise table.wrong(
            1, 0, f"there is no column of ids, such as “{ID[0]}”", "Name it so in the first row"
        )
    name = _column(folded, NAME)
    others = [column for column, title in enumerate(folded) if title in ALIASES and column != id_]
    members: list[Member] = []
    known_as: dict[str, int] = {}
    lines: list[int] = []
    for row in table.rows:
        if (row.cells[name] if name is not None else row.cells[0]).strip().casefold() in _NOBODY:
            continue
        for column, key in _keys(table, row, id_, others):
            taken = known_as.setdefault(key, len(members))
            if taken != len(members):
                problem = f"“{row.cells[column].strip()}” is somebody's on line {lines[taken]} already"
                raise table.wrong(row.line, column, problem, "Give every learner ids of their own")
        lines.append(row.line)
        members.append(Member(row.cells[id_].strip(), row.cells[name].strip() if name is not None else ""))
    if not members:
        raise table.wrong(1, 0, "there is no learner in it", "Add a row for each")
    return Roster(members, known_as)


def _keys(table: Table, row: Row, id_: int, others: Sequence[int]) -> Iterator[tuple[int, str]]:
    if not row.cells[id_].strip():
        raise table.wrong(row.line, id_, "there is no id", "Add it, or take the row out")
    for column in (id_, *others):
        key = names.key(row.cells[column].strip())
        if key:
            yield column, key


def _column(folded: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((folded.index(name) for name in wanted if name in folded), None)
