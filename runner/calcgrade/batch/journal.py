"""The batch's memory: a row for each submission the moment it is graded, which no power cut takes away.

SQLite holds it open for this process alone, so a second batch on the same folder is told so, and the lock goes
with the process, however that ends. Rows are only ever added: what was graded again leaves the row of before
for the comparison.
"""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING, NamedTuple

from calcgrade.batch import tasks
from calcgrade.errors import CalcgradeError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from calcgrade.batch.tasks import Summary

NAME = "journal.sqlite"
_VERSION = 1
_TABLES = f"""
CREATE TABLE runs (
    run INTEGER PRIMARY KEY, started REAL NOT NULL, conditions TEXT NOT NULL, regrade INTEGER NOT NULL,
    is_finished INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE graded (
    serial INTEGER PRIMARY KEY, run INTEGER NOT NULL, learner TEXT NOT NULL, submission TEXT NOT NULL,
    conditions TEXT NOT NULL, sizes TEXT NOT NULL, summary BLOB NOT NULL
);
CREATE INDEX graded_by_learner ON graded (learner, serial);
CREATE TABLE seen (learner TEXT PRIMARY KEY, state BLOB NOT NULL, submission TEXT NOT NULL) WITHOUT ROWID;
PRAGMA user_version = {_VERSION};
"""


class OutInUse(CalcgradeError):  # noqa: N818 - names a state
    """Another batch works on the folder of results."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: another batch is at work on this folder. Wait for it, or name another folder with --out."
        )


class JournalLost(CalcgradeError):  # noqa: N818
    """The journal cannot be written any more."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"{path}: the journal could not be written ({problem}). Make room and start the batch again: "
            "it goes on where it stopped."
        )


class Row(NamedTuple):
    """A submission that was graded.

    Attributes
    ----------
    submission : str
        Digest of its files.
    sizes : str
        Names and sizes of the files that were written, by which a lost one shows.
    """

    serial: int
    submission: str
    sizes: str
    summary: Summary


class Journal:
    """An open journal.

    Parameters
    ----------
    folder
        The folder of results, which exists.

    Raises
    ------
    OutInUse
        Another batch has it open.
    InputError
        The folder cannot hold one, or holds something else of its name.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        base: sqlite3.Connection | None = None
        try:
            self._base = base = sqlite3.connect(self.path, timeout=0, isolation_level=None)
            self._open()
        except sqlite3.DatabaseError as error:
            if base is not None:
                base.close()
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                raise OutInUse(folder) from None
            raise InputError(
                str(self.path), f"is no journal that can be used ({error})", "Name another folder with --out"
            ) from None

    def _open(self) -> None:
        run = self._base.execute
        run("PRAGMA locking_mode = EXCLUSIVE")
        # Where a log beside the file cannot work, such as on some network folders, SQLite keeps its older way.
        mode = run("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            run("PRAGMA journal_mode = DELETE")
        run("PRAGMA synchronous = FULL")
        run("PRAGMA cache_size = -256")  # kilobytes: rows are looked up one by one
        run("BEGIN EXCLUSIVE")
        version = run("PRAGMA user_version").fetchone()[0]
        if version == 0:
            for statement in _TABLES.split(";"):
                run(statement)
        elif version != _VERSION:
            run("ROLLBACK")
            raise sqlite3.DatabaseError(f"it is of version {version}, this calcgrade writes {_VERSION}")
        run("COMMIT")

    def close(self) -> None:
        """Close it, and give the folder back."""
        self._base.close()

    def begin(self, conditions: str, *, regrade: bool) -> int:
        """Return the number of the run: that of one that was not finished and is gone on with, or a new one."""
        last = self._base.execute(
            "SELECT run, conditions, regrade, is_finished FROM runs ORDER BY run DESC LIMIT 1"
        ).fetchone()
        if last is not None and not last[3] and last[1] == conditions and bool(last[2]) >= regrade:
            return int(last[0])
        made = self._write(
            "INSERT INTO runs (started, conditions, regrade) VALUES (?, ?, ?)",
            time.time(),
            conditions,
            regrade,
        )
        return int(made.lastrowid or 0)

    def is_regrading(self, run: int) -> bool:
        """Tell whether a run grades again what was graded before it."""
        return bool(self._base.execute("SELECT regrade FROM runs WHERE run = ?", (run,)).fetchone()[0])

    def finish(self, run: int) -> None:
        """Note that nothing of a run is left to do."""
        self._write("UPDATE runs SET is_finished = 1 WHERE run = ?", run)

    def find(self, learner: str, submission: str, conditions: str, *, since: int = 0) -> Row | None:
        """Return the last grade of just this submission under just these conditions, from run ``since`` on."""
        found = self._base.execute(
            "SELECT serial, submission, sizes, summary FROM graded "
            "WHERE learner = ? AND submission = ? AND conditions = ? AND run >= ? ORDER BY serial DESC LIMIT 1",
            (learner, submission, conditions, since),
        ).fetchone()
        return None if found is None else _row(found)

    def before(self, learner: str, run: int) -> Row | None:
        """Return a learner's last grade from before a run that grades otherwise, or the same once more.

        What only got lost, and was made anew under the same conditions, is not compared with itself.
        """
        found = self._base.execute(
            "SELECT serial, submission, sizes, summary FROM graded, runs WHERE learner = ? AND graded.run < ? "
            "AND runs.run = ? AND (regrade OR graded.conditions != runs.conditions) ORDER BY serial DESC LIMIT 1",
            (learner, run, run),
        ).fetchone()
        return None if found is None else _row(found)

    def of_run(self, run: int) -> Iterator[tuple[str, Row]]:
        """Yield what a run graded, by learner."""
        rows = self._base.execute(
            "SELECT learner, serial, submission, sizes, summary FROM graded WHERE run = ? ORDER BY learner, serial",
            (run,),
        )
        for learner, *rest in rows:
            yield learner, _row(tuple(rest))

    def add(
        self, run: int, learner: str, submission: str, conditions: str, sizes: str, summary: Summary
    ) -> int:
        """Add a grade; it is on the disk when this returns."""
        made = self._write(
            "INSERT INTO graded (run, learner, submission, conditions, sizes, summary) VALUES (?, ?, ?, ?, ?, ?)",
            run, learner, submission, conditions, sizes, tasks.encode(summary),
        )  # fmt: skip
        return int(made.lastrowid or 0)

    def seen(self, learner: str, state: bytes) -> str | None:
        """Return the digest of a submission that is, by all that the disk tells, still what was read."""
        found = self._base.execute(
            "SELECT submission FROM seen WHERE learner = ? AND state = ?", (learner, state)
        ).fetchone()
        return None if found is None else str(found[0])

    def see(self, states: Iterable[tuple[str, bytes, str]]) -> None:
        """Remember by learner what the disk told of files that were read, and their digest."""
        try:
            self._base.execute("BEGIN")
            self._base.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", states)
            self._base.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            raise JournalLost(self.path, str(error)) from None

    def _write(self, statement: str, *values: object) -> sqlite3.Cursor:
        try:
            return self._base.execute(statement, values)
        except sqlite3.DatabaseError as error:
            raise JournalLost(self.path, str(error)) from None


def _row(found: tuple[int, str, str, bytes]) -> Row:
    serial, submission, sizes, summary = found
    return Row(serial, submission, sizes, tasks.to_summary(summary))
