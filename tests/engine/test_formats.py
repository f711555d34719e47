"""Gradescope, Classroom 50, Exercism and Markdown: valid, within every limit, and of one mind about the score."""

from __future__ import annotations

import csv as reader
import io
import json
import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hostile_result
import jsonschema
import msgspec
import pytest
from generated_results import results
from hypothesis import given, settings
from sample_results import check, exercise, result, wrong

from calcgrade.errors import InputError
from calcgrade.limits import KIB, MIB
from calcgrade.reports import classroom50, csv, exercism, gradescope, html, junit, markdown
from calcgrade.reports.escape.visible import visible
from calcgrade.reports.lines import points
from calcgrade.results.model import CheckResult, ExerciseResult, Result, SubmissionRef

if TYPE_CHECKING:
    from collections.abc import Callable

RUNNER = {
    "CLASSROOM": "calculus", "ASSIGNMENT": "week-1", "SUBMISSION_TAG": "submit/2026-11-30", "OWNER": "alice",
    "COMMIT_URL": "https://example.org/commit/1", "RELEASE_URL": "https://example.org/releases/1",
}  # fmt: skip
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def for_classroom50(graded: Result) -> bytes:
    return classroom50.render(graded, RUNNER, NOON)


def require_valid(name: str, document: bytes) -> Any:
    schema = json.loads(Path(__file__).with_name("schemas").joinpath(f"{name}.json").read_text("utf-8"))
    read = json.loads(document)
    jsonschema.validate(read, schema, jsonschema.Draft202012Validator)
    return read


def as_text(graded: Result) -> str:
    """What GitHub's own renderer makes of the Markdown, with its HTML."""
    cmark: Any = import_module("cmarkgfm")  # has no types
    options: Any = import_module("cmarkgfm.cmark").Options
    page: str = cmark.github_flavored_markdown_to_html(markdown.render(graded), options.CMARK_OPT_UNSAFE)
    return page


@settings(max_examples=25, deadline=None)
@given(graded=results())
def test_every_result_is_valid_in_every_format_and_all_show_the_same_score(graded: Result) -> None:
    wanted = f"{points(graded.score)} of {points(graded.max_score)} points"

    assert require_valid("gradescope", gradescope.render(graded))["score"] == graded.score

    classroom = require_valid("classroom50", for_classroom50(graded))
    assert classroom["score"] == sum(test["score"] for test in classroom["tests"]) == 2 * graded.score
    assert (
        classroom["max-score"]
        == sum(test["max-score"] for test in classroom["tests"])
        == 2 * graded.max_score
    )

    passed = require_valid("exercism", exercism.render(graded))["status"] == "pass"
    assert passed == (graded.status == "passed")

    assert ET.fromstring(junit.render(graded)).get("name", "").endswith(f": {wanted}")

    names, cells = reader.reader(io.StringIO(csv.render(graded).decode(), newline=""))
    assert dict(zip(names, cells, strict=True))["score"] == points(graded.score)
    assert len(cells) == len(graded.exercises) + 5

    assert f": {wanted}</h2>" in as_text(graded)
    assert f": {wanted}</title>" in html.render(graded, {}).decode()


@settings(max_examples=30, deadline=None)
@given(graded=results())
def test_no_format_holds_anything_unseen(graded: Result) -> None:
    for document in (
        gradescope.render(graded), for_classroom50(graded), exercism.render(graded), junit.render(graded),
        csv.render(graded), markdown.render(graded).encode(),
    ):  # fmt: skip
        text = document.decode("utf-8")
        assert visible(text) == text


FLOOD = ("5 MB \U000e0041\x1b[2J<script>&\ud800'\" ::error::\n" * 150_000)[: 5 * MIB]


@pytest.fixture(scope="module")
def flood() -> Result:
    """A result of ten exercises with far too long texts, 5 MB in the first; none could be longer than 64 KiB."""
    exercises: list[ExerciseResult] = []
    title = FLOOD[:10_000]
    for number in range(1, 11):
        text = FLOOD if number == 1 else FLOOD[:100_000]
        long = msgspec.structs.replace(wrong(text), title=title)
        checks = [long, check(points=2.5), check("error", message=text)] * 3
        exercises.append(exercise(f"{number}.1", *checks, title=title, output=text, advice=[text]))
    return msgspec.structs.replace(result(*exercises), submission=SubmissionRef(id=title, digest="1" * 64))


SIZES: list[tuple[str, Callable[[Result], bytes], int]] = [
    ("gradescope", gradescope.render, MIB),
    ("classroom50", for_classroom50, 100 * KIB),
    ("exercism", exercism.render, 2 * MIB),
    ("junit", junit.render, 2 * MIB),
    ("markdown", lambda graded: markdown.render(graded, limit=900 * KIB).encode(), 900 * KIB),
    ("markdown of a comment", lambda graded: markdown.render(graded, limit=65_536).encode(), 65_536),
    ("html", lambda graded: html.render(graded, {}), 16 * MIB),
]


@pytest.mark.parametrize(("render", "limit"), [size[1:] for size in SIZES], ids=[size[0] for size in SIZES])
def test_a_flood_of_text_stays_within_the_limits_of_every_format(
    flood: Result, render: Callable[[Result], bytes], limit: int
) -> None:
    assert len(render(flood)) <= limit


def test_a_flood_of_text_washes_no_score_away(flood: Result) -> None:
    assert flood.score == 75
    tests = require_valid("gradescope", gradescope.render(flood))["tests"]
    assert sum(test["score"] for test in tests) == 75
    assert [test["max_score"] for test in tests] == [c.max_score for e in flood.exercises for c in e.checks]
    tests = require_valid("classroom50", for_classroom50(flood))["tests"]
    assert sum(test["score"] for test in tests) == 150
    assert all(len(test["test-name"].encode()) <= 100 for test in tests)
    tests = require_valid("exercism", exercism.render(flood))["tests"]
    assert [test["status"] for test in tests] == ["fail", "pass", "error"] * 30
    assert all(len(test.get("output", "")) <= 500 for test in tests)
    cells = list(ET.fromstring(junit.render(flood)).iter("property"))
    assert sum(float(cell.get("value", 0)) for cell in cells if cell.get("name") == "score") == 75
    report = markdown.render(flood, limit=65_536)
    assert report.count("| 7.5 / 37.5 |") == 10
    assert report.count("**2.5 / 2.5**") == 30
    assert report.endswith(f"{markdown.CUT}\n")


@pytest.mark.parametrize("limit", [100, 1000, 5000, 20_000, 65_536, 900 * KIB])
def test_markdown_keeps_the_total_whatever_the_limit_and_all_points_where_they_fit(
    flood: Result, limit: int
) -> None:
    report = markdown.render(flood, limit=limit)
    assert ": 75 of 375 points\n" in report
    assert len(report.encode()) <= limit
    assert ("| 7.5 / 37.5 |" in report) == (limit >= 1000)


def test_markdown_that_fits_is_not_cut() -> None:
    graded = result(exercise("2.1", wrong()))
    assert markdown.render(graded, limit=10_000) == markdown.render(graded)
    assert markdown.CUT not in markdown.render(graded)


def test_markdown_shows_every_check_and_what_failed() -> None:
    page = as_text(
        result(
            exercise("1.1", check()),
            exercise("2.1", check(), wrong()),
            exercise("E1", check("not_started"), bonus=True),
        )
    )
    assert "<h2>alice: 10 of 15 points</h2>" in page
    assert re.search(r">2.1 A gradient</td>\n<td[^>]*>not right yet</td>\n<td[^>]*>5 / 10</td>", page)
    assert "E1 A gradient (extension)" in page
    assert "✓ <strong>5 / 5</strong> agrees with the analytical gradient everywhere" in page
    assert "<pre>\nyou returned   [-5, 1]\nexpected       [ 5, -1]" in page
    assert re.search(r"<blockquote>\n<p><strong>Downhill:</strong> Every sign is flipped", page)
    assert "<details><summary>1 check passed</summary>" in page


def test_markdown_lets_no_text_become_anything_else() -> None:
    page = as_text(hostile_result.result())
    assert not re.search(r"<(script|img|a|style)\b", page)
    assert page.count("<pre>") == page.count("</pre>") == 2
    assert page.count("<details>") == page.count("</details>") == 1


def test_gradescope_shows_every_test_and_hides_no_total() -> None:
    graded = result(
        exercise("2.1", check(), wrong(), output="Hello"), exercise("E1", check(points=1), bonus=True)
    )
    read = require_valid("gradescope", gradescope.render(graded))
    assert {test["visibility"] for test in read["tests"]} == {"visible"}
    assert [(test["number"], test["score"], test["status"]) for test in read["tests"]] == [
        ("2.1.1", 5.0, "passed"), ("2.1.2", 0.0, "failed"), ("E1.1", 1.0, "passed"),
    ]  # fmt: skip
    assert read["tests"][1]["output"].endswith("\n\nWhat the code printed:\nHello")
    assert read["score"] == 5.0
    assert read["output"] == "5 of 10 points.\n1 more for extensions, which the total leaves out."


def test_gradescope_is_told_of_what_was_not_isolated_and_of_a_fault_of_the_grader() -> None:
    graded = result(exercise("2.1", check("checker_fault")), isolation="process")
    output = require_valid("gradescope", gradescope.render(graded))["output"]
    assert "Not isolated" in output
    assert "The grader itself could not judge everything" in output


def test_classroom50_counts_halves_as_wholes_and_leaves_extensions_out() -> None:
    graded = result(exercise("1.1", check(points=0.5), check("failed")), exercise("E1", check(), bonus=True))
    read = require_valid("classroom50", for_classroom50(graded))
    assert (read["score"], read["max-score"]) == (1, 11)
    assert [(test["score"], test["max-score"], test["passed"]) for test in read["tests"]] == [
        (1, 1, True), (0, 10, False),
    ]  # fmt: skip
    assert (read["owner"], read["assignment_type"]) == ("alice", "individual")
    assert read["review"] == read["commit"]
    assert read["datetime"] == "2026-11-30T12:00:00Z"


@pytest.mark.parametrize(("exercises", "checks", "tests"), [(10, 10, 100), (11, 10, 11), (150, 1, 100)])
def test_classroom50_has_at_most_a_hundred_tests_and_every_point(
    exercises: int, checks: int, tests: int
) -> None:
    graded = result(*(exercise(f"{k}", *[check(points=0.5)] * checks) for k in range(exercises)))
    read = require_valid("classroom50", for_classroom50(graded))
    assert len(read["tests"]) == tests
    assert read["score"] == sum(test["score"] for test in read["tests"]) == exercises * checks


def test_classroom50_says_what_its_environment_lacks() -> None:
    classroom50.require_runner(RUNNER)
    classroom50.require_runner({**RUNNER, "OWNER": "", "USERNAME": "alice"})
    with pytest.raises(InputError, match="has no RELEASE_URL, OWNER or USERNAME, which"):
        classroom50.require_runner({**RUNNER, "OWNER": "", "RELEASE_URL": ""})


def broken(message: str) -> CheckResult:
    return check("error", message=message)


def test_exercism_gets_an_error_only_if_nothing_ran() -> None:
    unread = require_valid(
        "exercism",
        exercism.render(result(exercise("1.1", broken("It is no Python."), broken("It is no Python.")))),
    )
    assert (unread["status"], unread["message"]) == ("error", "It is no Python.")
    raised = require_valid(
        "exercism", exercism.render(result(exercise("1.1", broken("f raised."), broken("g raised."))))
    )
    assert (raised["status"], raised["message"]) == ("fail", None)


def test_exercism_gets_what_was_called_and_printed() -> None:
    graded = result(
        exercise("1.1", check(), output="x"), exercise("2.1", check(), wrong(), output="a\n" * 400)
    )
    first, second, third = require_valid("exercism", exercism.render(graded))["tests"]
    assert first == {
        "name": "1.1 agrees with the analytical gradient everywhere", "status": "pass", "message": None, "task_id": 1,
    }  # fmt: skip
    assert "output" not in second
    assert third["test_code"] == "f(x, y) = 3x² + xy + y²\ngradient(f, [1, -1])"
    assert third["task_id"] == 2
    assert third["output"].endswith("Output was truncated. Please limit to 500 chars")
    assert len(third["output"]) == 500
