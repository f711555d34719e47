"""``calcgrade report``: every format again, from stored results, and nothing where one cannot be read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from click.testing import CliRunner
from sample_results import check, exercise, result, wrong

from calcgrade.cli.main import cli
from calcgrade.cli.renderings import SUFFIXES, Renderings, write
from calcgrade.errors import ReportLost
from calcgrade.reports import csv, gradescope, html, junit, markdown
from calcgrade.results.model import Result, SubmissionRef, encode

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result as Ran


def graded(name: str, *exercises: object) -> Result:
    found = result(*exercises) if exercises else result(exercise("1.1", check()), exercise("2.1", wrong()))  # type: ignore[arg-type]
    return msgspec.structs.replace(found, submission=SubmissionRef(id=name, digest="1" * 64))


def stored(path: Path, *exercises: object) -> Result:
    found = graded(path.stem, *exercises)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(encode(found))
    return found


def report(*words: object) -> Ran:
    return CliRunner().invoke(cli, ["report", *map(str, words)])


def refused(*words: object) -> str:
    ran = report(*words)
    assert ran.exit_code == 2
    assert ran.stdout == ""
    assert ran.stderr.count("\n") == 1
    return ran.stderr


def test_a_stored_result_is_shown_as_check_shows_it(tmp_path: Path) -> None:
    stored(tmp_path / "alice.json")
    ran = report(tmp_path / "alice.json")
    assert ran.exit_code == 0
    assert "2.1  A gradient" in ran.stdout
    assert "Score  5 / 10" in ran.stdout


def test_every_format_is_rendered_byte_for_byte_as_when_it_was_graded(tmp_path: Path) -> None:
    found = stored(tmp_path / "alice.json")
    options = ("html", "junit-xml", "markdown", "csv", "gradescope", "json", "exercism")
    ran = report(
        tmp_path / "alice.json", *(word for name in options for word in (f"--{name}", tmp_path / name))
    )
    assert (ran.exit_code, ran.stdout) == (0, "alice  5 / 10  failed\n")
    assert (tmp_path / "html").read_bytes() == html.render(found, {})
    assert (tmp_path / "junit-xml").read_bytes() == junit.render(found)
    assert (tmp_path / "markdown").read_text("utf-8") == markdown.render(found)
    assert (tmp_path / "csv").read_bytes() == csv.render(found)
    assert (tmp_path / "gradescope").read_bytes() == gradescope.render(found)
    assert (tmp_path / "json").read_bytes() == encode(found)


def test_a_folder_gets_a_report_for_each_result_and_one_table(tmp_path: Path) -> None:
    stored(tmp_path / "results/alice.json")
    stored(
        tmp_path / "results/bob.json", exercise("1.1", check()), exercise("E1", check(points=1), bonus=True)
    )
    (tmp_path / "results/week").mkdir()
    stored(tmp_path / "results/week/alice.json")
    (tmp_path / "results/roster.json").write_text('{"learners": []}')
    ran = report(tmp_path / "results", "--html", tmp_path / "pages", "--csv", tmp_path / "grades.csv")
    assert ran.exit_code == 0
    assert ran.stdout.splitlines() == [
        "alice  5 / 10  failed", "bob     5 / 5  passed  and 1 for extensions", "alice  5 / 10  failed",
    ]  # fmt: skip
    pages = sorted(str(path.relative_to(tmp_path / "pages")) for path in (tmp_path / "pages").rglob("*.html"))
    assert pages == ["alice.html", "bob.html", "week/alice.html"]
    assert (tmp_path / "grades.csv").read_text().splitlines() == [
        "submission,1.1,2.1,E1,score,max_score,bonus_score,status",
        "alice,5,0,,5,10,0,failed", "bob,5,,1,5,5,1,passed", "alice,5,0,,5,10,0,failed",
    ]  # fmt: skip


def test_the_overview_is_there_as_json(tmp_path: Path) -> None:
    stored(tmp_path / "alice.json")
    ran = report(tmp_path, "--format", "json")
    (row,) = json.loads(ran.stdout)["results"]
    assert row == {
        "file": str(tmp_path / "alice.json"), "submission": "alice", "status": "failed",
        "score": 5.0, "max_score": 10.0, "bonus_score": 0.0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '{"schema": "calcgrade/result/v2"}',
            "is a 'calcgrade/result/v2', and this calcgrade reads calcgrade/result/v1. Grade",
        ),
        (
            '{"schema": "calcgrade/result/v0", "score": 3}',
            "is a 'calcgrade/result/v0', and this calcgrade reads",
        ),
        ('{"schema": "calcgrade/result/v1"}', "is no calcgrade/result/v1 (Object missing required field"),
        (
            '{"schema": "classroom50/result/v1"}',
            "is no result of calcgrade. Name a file that `--json` wrote.",
        ),
        ("[" * 100_000, "is no result of calcgrade"),
        ("\x00", "is no result of calcgrade"),
    ],
)
def test_what_is_no_result_of_this_version_is_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "alice.json").write_text(text)
    assert sentence in refused(tmp_path / "alice.json")


def test_one_result_that_cannot_be_read_keeps_all_from_being_rendered(tmp_path: Path) -> None:
    stored(tmp_path / "results/alice.json")
    (tmp_path / "results/bob.json").write_text('{"schema": "calcgrade/result/v9"}')
    assert "bob.json: is a 'calcgrade/result/v9'" in refused(
        tmp_path / "results", "--html", tmp_path / "pages"
    )
    assert not (tmp_path / "pages").exists()


def test_a_result_from_before_orders_were_told_is_read(tmp_path: Path) -> None:
    old = json.loads(encode(graded("alice", exercise("1.1", check()))))
    del old["exercises"][0]["checks"][0]["order"]
    (tmp_path / "alice.json").write_text(json.dumps(old))
    assert report(tmp_path / "alice.json").exit_code == 0


def test_what_cannot_be_rendered_is_said_before_anything_is_written(tmp_path: Path) -> None:
    stored(tmp_path / "a/alice.json")
    stored(tmp_path / "b/alice.json")
    (tmp_path / "empty").mkdir()
    assert "there is no such file or folder" in refused(tmp_path / "nowhere")
    assert "this folder holds no result" in refused(tmp_path / "empty")
    a, b = tmp_path / "a", tmp_path / "b"
    assert "two reports cannot be in one file" in refused(a, b, "--html", tmp_path / "pages")
    assert "two reports cannot be in one file" in refused(
        a / "alice.json", "--html", a / "x", "--csv", a / "x"
    )
    assert "no file can be written here" in refused(a / "alice.json", "--html", tmp_path / "no/x.html")
    assert "no folder can be made here" in refused(a, "--html", a / "alice.json/pages")
    assert "the environment has no CLASSROOM" in refused(a / "alice.json", "--classroom50", a / "x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "empty"]


def test_a_report_that_is_lost_takes_no_other_with_it(tmp_path: Path) -> None:
    nothing: dict[str, Any] = dict.fromkeys(SUFFIXES)
    asked = Renderings(**nothing, junit_dialect="jenkins")
    with pytest.raises(ReportLost, match=r"no/page\.html: the report could not be written"):
        write(
            graded("alice"), asked, None, {"html": tmp_path / "no/page.html", "csv": tmp_path / "table.csv"}
        )
    assert (tmp_path / "table.csv").exists()
