"""How every learner stands in this run: kept on a disk of its own, for a cohort may be large.

It is made anew with each run and may be lost at any time: what must not be lost is in the journal.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Literal

import msgspec

from calcgrade.batch import tasks
from calcgrade.batch.tasks import Summary  # noqa: TC001 - msgspec reads annotations when it runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from calcgrade.batch.cohort.learners import Learner

State = Literal["graded", "missing", "unreadable", "failed", "waiting"]

_NOTES = "\n"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A learner's row in the tables of a cohort.

    Attributes
    ----------
    state : str
        Whether there is a grade: ``missing`` is on the roster and handed nothing in, ``unreadable`` handed in
        what cannot be read, ``failed`` could not be graded by the grader's fault.
    reason : str
        Why there is none.
    """

    id: str
    name: str
    key: str
    late: bool
    is_known: bool
    state: State
    reason: str
    notes: tuple[str, ...]
    summary: Summary | None


class Ledger:
    """Standings of a run, in a temporary database."""

    def __init__(self, learners: Iterable[Learner]) -> None:
        # An empty name: SQLite keeps it in memory while it is small, then in a file that nobody else can see.
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA cache_size = -256")
        self._base.execute(
            "CREATE TABLE learners (number INTEGER PRIMARY KEY, id TEXT, name TEXT, key TEXT, late INTEGER, "
            "is_known INTEGER, notes TEXT, state TEXT, reason TEXT, summary BLOB)"
        )
        self._base.executemany(
            "INSERT INTO learners VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', NULL)",
            (
                (
                    number, item.id, item.name, item.key, item.late, item.is_known, _NOTES.join(item.notes),
                    "waiting" if item.entries else "missing",
                )
                for number, item in enumerate(learners, start=1)
            ),
        )  # fmt: skip

    def graded(self, number: int, summary: Summary) -> None:
        """Note a grade."""
        self._set(number, "graded", "", tasks.encode(summary))

    def not_graded(self, number: int, state: State, reason: str) -> None:
        """Note why there is no grade."""
        self._set(number, state, reason, None)

    def standings(self) -> Iterator[Standing]:
        """Yield every learner's standing in order."""
        rows = self._base.execute(
            "SELECT id, name, key, late, is_known, notes, state, reason, summary FROM learners ORDER BY number"
        )
        for id_, name, key, late, is_known, notes, state, reason, summary in rows:
            yield Standing(
                id=id_, name=name, key=key, late=bool(late), is_known=bool(is_known), state=state, reason=reason,
                notes=tuple(notes.split(_NOTES)) if notes else (),
                summary=None if summary is None else tasks.to_summary(summary),
            )  # fmt: skip

    def close(self) -> None:
        """Forget it all."""
        self._base.close()

    def _set(self, number: int, state: State, reason: str, summary: bytes | None) -> None:
        self._base.execute(
            "UPDATE learners SET state = ?, reason = ?, summary = ? WHERE number = ?",
            (state, reason, summary, number),
        )
