"""CSV: a row a submission, a column an exercise, and no formula."""

from __future__ import annotations

import csv as reader
import io

from sample_results import check, exercise, result

from calcgrade.reports import csv


def read(table: bytes) -> list[list[str]]:
    return list(reader.reader(io.StringIO(table.decode("utf-8"), newline="")))


def test_a_row_has_the_score_of_every_exercise_and_the_totals() -> None:
    graded = result(
        exercise("1.1", check(points=2.5), check("failed")), exercise("E1", check(points=1), bonus=True)
    )
    assert read(csv.render(graded)) == [
        ["submission", "1.1", "E1", "score", "max_score", "bonus_score", "status"],
        ["alice", "2.5", "1", "2.5", "7.5", "1", "failed"],
    ]


def test_an_exercise_that_was_not_graded_has_an_empty_cell() -> None:
    graded = result(exercise("1.1", check()))
    assert csv.row(graded, ["1.1", "2.1"]) == ["alice", "5", "", "5", "5", "0", "passed"]


def test_no_cell_is_a_formula() -> None:
    assert csv.encoded([["=1+1", "@SUM(A1)", "-2", "a;=1", '"']]) == b"'=1+1,'@SUM(A1),'-2,a;'=1,\"\"\"\"\n"
