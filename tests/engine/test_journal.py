"""The journal: what it holds is there after any end, and it is one batch's alone."""

from __future__ import annotations

import functools
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from cohorts_made_up import summary

from calcgrade.batch import journal
from calcgrade.batch.journal import Journal, JournalLost, OutInUse
from calcgrade.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

WAL, ROLLBACK = 2, 1


def mode(folder: Path) -> int:
    """Return how the file says that it is journalled, at the place that SQLite's format gives it."""
    return (folder / journal.NAME).read_bytes()[18]


def filled(folder: Path) -> Journal:
    made = Journal(folder)
    run = made.begin("conditions", regrade=False)
    made.add(run, "ada", "digest", "conditions", "json=1", summary(5))
    return made


class WithoutWal(sqlite3.Connection):
    """A disk on which a log beside the file cannot work."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        return super().execute("PRAGMA journal_mode" if sql == "PRAGMA journal_mode = WAL" else sql, *values)


def test_it_keeps_a_log_beside_the_file(tmp_path: Path) -> None:
    filled(tmp_path).close()
    assert mode(tmp_path) == WAL


def test_where_a_log_cannot_work_it_keeps_the_older_way_and_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "connect", functools.partial(sqlite3.connect, factory=WithoutWal))
    filled(tmp_path).close()
    assert mode(tmp_path) == ROLLBACK
    again = Journal(tmp_path)
    row = again.find("ada", "digest", "conditions")
    assert row is not None
    assert row.summary == summary(5)
    with pytest.raises(OutInUse):
        Journal(tmp_path)
    again.close()


def test_a_row_counts_for_the_same_files_under_the_same_conditions_alone(tmp_path: Path) -> None:
    made = filled(tmp_path)
    assert made.find("ada", "digest", "conditions") is not None
    assert made.find("ada", "another", "conditions") is None
    assert made.find("ada", "digest", "others") is None
    assert made.find("ben", "digest", "conditions") is None
    made.close()


def test_a_run_that_was_not_finished_is_gone_on_with_unless_more_is_asked_for(tmp_path: Path) -> None:
    made = filled(tmp_path)
    assert made.begin("conditions", regrade=False) == 1
    assert made.begin("others", regrade=False) == 2
    assert made.begin("others", regrade=True) == 3
    assert made.begin("others", regrade=False) == 3  # a regrade that was stopped is finished first
    made.finish(3)
    assert made.begin("others", regrade=False) == 4
    made.close()


def test_a_journal_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    filled(tmp_path).close()
    with sqlite3.connect(tmp_path / journal.NAME) as base:
        base.execute("PRAGMA user_version = 99")
    base.close()
    before = (tmp_path / journal.NAME).read_bytes()
    with pytest.raises(InputError, match="version 99, this calcgrade writes 1"):
        Journal(tmp_path)
    assert (tmp_path / journal.NAME).read_bytes() == before


def test_a_journal_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    made = filled(tmp_path)
    made.close()
    with pytest.raises(JournalLost, match="start the batch again: it goes on where it stopped"):
        made.finish(1)
