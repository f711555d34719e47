"""A batch from folder to gradebook, with graders that count bytes."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from batches import FILE, STUB, hand_in, outcome, run, run_program, start, timeless
from graded import ROOT

from calcgrade.batch import state
from calcgrade.batch.cohort import reading
from calcgrade.results.model import decode

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture
def cohort(tmp_path: Path) -> Path:
    return hand_in(tmp_path / "cohort", "ada", "ben", "cem")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def table(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def test_every_learner_gets_a_result_a_page_and_a_row(cohort: Path, out: Path) -> None:
    code, said, complaint = run(cohort, "--out", out)
    assert (code, complaint) == (0, "")
    assert "3 of 3 submissions have a result" in said
    for learner in ("ada", "ben", "cem"):
        result = decode((out / "results" / f"{learner}.json").read_bytes())
        assert result.submission.id == learner
        assert (out / "learners" / f"{learner}.html").is_file()
        assert (out / "junit" / f"{learner}.xml").is_file()
        assert table(out / "gradebook.csv")[learner]["1.1"] == f"{result.score:g}"


def test_started_again_nothing_is_graded_twice(cohort: Path, out: Path) -> None:
    run(cohort, "--out", out)
    before = outcome(out)
    code, said, _ = run(cohort, "--out", out)
    assert code == 0
    assert "[" not in said.replace("[stub]", "")  # no line of a submission
    assert outcome(out) == before


def test_what_is_handed_in_anew_is_graded_and_the_rest_is_not(cohort: Path, out: Path) -> None:
    run(cohort, "--out", out)
    (cohort / "ben" / FILE).write_text("pass  # better\n", "utf-8")
    _, said, _ = run(cohort, "--out", out)
    assert "] ben:" in said
    assert "] ada:" not in said


def test_files_that_the_disk_calls_unchanged_are_not_read_again(
    cohort: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "SETTLED_S", 0.0)
    run(cohort, "--out", out)
    with mock.patch.object(reading, "read", side_effect=AssertionError("read again")):
        assert run(cohort, "--out", out)[0] == 0
    changed = cohort / "ben" / FILE
    before = changed.stat()
    changed.write_text(changed.read_text("utf-8").replace("pass", "None"), "utf-8")
    os.utime(changed, ns=(before.st_atime_ns, before.st_mtime_ns))  # as an archiver would
    assert changed.stat().st_size == before.st_size
    _, said, _ = run(cohort, "--out", out)
    assert "] ben:" in said
    assert "] ada:" not in said


def test_files_that_were_changed_a_moment_ago_are_read_again(cohort: Path, out: Path) -> None:
    run(cohort, "--out", out)
    with mock.patch.object(reading, "read", wraps=reading.read) as read:
        run(cohort, "--out", out)
    assert read.call_count == 3


def test_a_result_that_got_lost_is_made_again(cohort: Path, out: Path) -> None:
    run(cohort, "--out", out)
    before = outcome(out)
    (out / "results" / "ada.json").unlink()
    (out / "learners" / "cem.html").write_bytes(b"")
    run(cohort, "--out", out)
    assert outcome(out) == before


def test_under_other_conditions_all_is_graded_anew_and_the_difference_is_shown(
    cohort: Path, out: Path
) -> None:
    run(cohort, "--out", out)
    _, said, _ = run(cohort, "--out", out, "--seed", "5")
    assert "Graded again: 3. Graded otherwise than before: 3." in said
    shown = [line.split() for line in said.splitlines() if line.startswith("  ")]
    assert shown[1] == ["ada", "1.1", "5", "/", "10", "failed", "10", "/", "10", "passed"]
    with (out / "differences.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1] == ["ada", "1.1", "5 / 10 failed", "10 / 10 passed"]
    assert len(rows) == 4
    _, said, _ = run(cohort, "--out", out, "--seed", "5")  # and once it is told, it is not told again
    assert "Graded again" not in said
    assert not (out / "differences.csv").exists()


def test_regrade_grades_again_and_goes_on_with_a_regrade_that_was_stopped(cohort: Path, out: Path) -> None:
    run(cohort, "--out", out)
    _, said, _ = run(cohort, "--out", out, "--regrade")
    assert said.count("] ") == 3
    assert "Graded again: 3. Graded otherwise than before: 0." in said


def test_a_missing_learner_is_named_and_an_unknown_one_too(cohort: Path, out: Path, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("id,name\nben,Ben\ndana,Dana\nada,Ada\n", "utf-8")
    code, said, _ = run(cohort, "--out", out, "--roster", roster)
    assert code == 0
    assert "nothing handed in (1): dana" in said
    assert "not on the roster (1): cem" in said
    rows = table(out / "gradebook.csv")
    assert list(rows) == ["ben", "dana", "ada", "cem"]
    assert (rows["dana"]["status"], rows["dana"]["score"]) == ("missing", "")
    assert rows["cem"]["on_roster"] == "no"


def test_a_submission_that_cannot_be_read_is_a_row_with_its_reason(cohort: Path, out: Path) -> None:
    (cohort / "zoe.zip").write_bytes(b"no zip")
    code, said, _ = run(cohort, "--out", out)
    assert code == 3
    assert "3 of 4 submissions have a result" in said
    row = table(out / "gradebook.csv")["zoe"]
    assert (row["status"], row["score"]) == ("unreadable", "")
    assert "zoe.zip" in row["remarks"]


def test_a_submission_over_which_the_grader_ends_costs_no_other(cohort: Path, out: Path) -> None:
    (cohort / "ben" / FILE).write_text("# ends the grader\n", "utf-8")
    code, said, _ = run_program(cohort, "--out", out, "--jobs", "1")
    assert code == 3
    assert "ben: no result: the grader ended over it 3 times" in said
    rows = table(out / "gradebook.csv")
    assert rows["ada"]["score"]
    assert rows["cem"]["score"]
    assert rows["ben"]["status"] == "failed"


def test_an_engine_that_is_gone_stops_the_batch_and_the_next_one_goes_on(tmp_path: Path, out: Path) -> None:
    cohort = hand_in(tmp_path / "cohort", *"abcdefgh", text="# the engine is gone\n")
    hand_in(cohort, "0first")
    code, _, complaint = run(cohort, "--out", out, "--jobs", "1")
    assert code == 3
    assert complaint.startswith(
        "calcgrade: The batch stopped, for no sandbox can be had any more. no engine answers"
    )
    for learner in "abcdefgh":
        (cohort / learner / FILE).write_text("pass\n", "utf-8")
    code, said, _ = run(cohort, "--out", out, "--jobs", "1")
    assert code == 0
    assert "0first:" not in said


def test_a_second_batch_on_one_folder_is_told_so(cohort: Path, out: Path) -> None:
    first = start(cohort, "--out", out, pause=3)
    try:
        assert first.stdout is not None
        first.stdout.readline()
        code, said, complaint = run(cohort, "--out", out)
    finally:
        first.kill()
        first.communicate()
    assert (code, said) == (3, "")
    assert complaint == (
        f"calcgrade: {out}: another batch is at work on this folder. Wait for it, or name another folder with --out."
    )


def test_exports_of_platforms_are_filled_into_copies(cohort: Path, out: Path, tmp_path: Path) -> None:
    canvas, moodle = tmp_path / "canvas.csv", tmp_path / "sheet.csv"
    canvas.write_text("Student,ID,SIS Login ID,Section,Week 1 (3)\nAda,1,ada,A,\nZoe,2,zoe,A,7\n", "utf-8")
    moodle.write_text("Identifier,Email address,Grade\nParticipant 9,ben,\n", "utf-8")
    code, said, complaint = run(cohort, "--out", out, "--fill", canvas, "--fill", moodle)
    assert (code, complaint) == (0, "")
    assert "filled-canvas.csv, filled-sheet.csv" in " ".join(said.split())
    score = {learner: row["score"] for learner, row in table(out / "gradebook.csv").items()}
    assert f"Ada,1,ada,A,{score['ada']}\nZoe,2,zoe,A,7\n" in (out / "filled-canvas.csv").read_text("utf-8")
    assert f"Participant 9,ben,{score['ben']}\n" in (out / "filled-sheet.csv").read_text("utf-8")
    assert canvas.read_text("utf-8").endswith("Zoe,2,zoe,A,7\n")


def refused(*words: str | Path) -> str:
    """Run a batch that has to refuse its input, with one sentence and nothing graded."""
    code, said, complaint = run(*words)
    assert (code, said) == (2, ""), complaint
    assert complaint.count("\n") == 0
    return complaint


def test_an_empty_folder_is_an_error(tmp_path: Path, out: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "holds no submission" in refused(tmp_path / "empty", "--out", out)


def test_a_folder_that_is_one_submission_is_not_taken_for_a_cohort(cohort: Path, out: Path) -> None:
    assert f"is one submission, for {FILE} lies in it" in refused(cohort / "ada", "--out", out)


def test_results_do_not_go_among_the_submissions(cohort: Path) -> None:
    assert "lies in the folder of the submissions" in refused(cohort, "--out", cohort / "results")


def test_a_place_that_takes_no_results_is_refused_before_anything_is_graded(
    cohort: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert "nothing can be written here" in refused(cohort, "--out", tmp_path / "file" / "out")


def test_a_journal_that_is_none_is_refused(cohort: Path, out: Path) -> None:
    out.mkdir(mode=0o700)
    (out / "journal.sqlite").write_bytes(b"no journal, surely not" * 100)
    assert "is no journal that can be used" in refused(cohort, "--out", out)


def test_a_plain_process_is_taken_only_for_those_who_trust_everybody(cohort: Path, out: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "calcgrade", "batch", cohort, "--out", out, "--isolation", "process"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "--trust-submissions" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
def test_at_a_terminal_a_bar_counts_up_and_what_has_no_result_is_named(cohort: Path, out: Path) -> None:
    (cohort / "zoe.zip").write_bytes(b"no zip")
    ours, theirs = os.openpty()
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": ""}
    command = [sys.executable, str(STUB), str(cohort), "--out", str(out)]
    batch = subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=environment)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # the end, as a pseudo-terminal of Linux tells it
        while piece := os.read(ours, 65536):
            shown += piece
    os.close(ours)
    assert batch.wait(30) == 3
    assert re.search(rb"\x1b\[32m4/4", shown)
    assert re.search(rb"zoe: no result: cohort/zoe\.zip", shown)
    assert b"1 without" in shown


@pytest.mark.bubblewrap
def test_a_batch_gives_every_learner_what_grade_gives(tmp_path: Path, out: Path) -> None:
    sample = ROOT / "submissions" / "ex_1_2_tangent_lines" / "wrong_answer"
    wrong = sorted(sample.glob("*.py"))[0]
    for learner in ("ada", "ben"):
        (tmp_path / "cohort" / learner).mkdir(parents=True)
        (tmp_path / "cohort" / learner / "ex_1_2_tangent_lines.py").write_bytes(wrong.read_bytes())
    words = ["--exercise", "1.2", "--isolation", "bubblewrap"]
    program = [sys.executable, "-m", "calcgrade"]
    whole = [*program, "batch", str(tmp_path / "cohort"), "--out", str(out), "--jobs", "1", *words]
    single = [*program, "grade", str(tmp_path / "cohort" / "ada"), *words, "--format", "json"]
    assert subprocess.run(whole, capture_output=True).returncode == 0
    given = timeless(json.loads(subprocess.run(single, capture_output=True).stdout))
    for learner in (
        "ada",
        "ben",
    ):  # ben's by the same grader, which holds by now what it has worked out for ada's
        kept = timeless(json.loads((out / "results" / f"{learner}.json").read_bytes()))
        assert kept == {**given, "submission": {**given["submission"], "id": learner}}
