"""What GitHub shows of a result: the points that its reporter adds up, and marks at the learner's lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import hostile_result
import msgspec
import pytest
from actions_log import OLD_COMMAND, command, read
from generated_results import results
from hypothesis import given, settings
from hypothesis import strategies as st
from reporter import printed, report, totals
from sample_results import check, exercise, result, wrong

from calcgrade.reports.github import reporter
from calcgrade.reports.github.annotations import ERRORS, MESSAGE, commands
from calcgrade.reports.github.places import Place

if TYPE_CHECKING:
    from calcgrade.results.model import CheckResult, ExerciseResult, Result


def nowhere(_exercise: ExerciseResult, _check: CheckResult) -> None:
    return None


def at_line_3(_exercise: ExerciseResult, _check: CheckResult) -> Place:
    return Place("work/ex_2_1_gradient.py", 3)


def large(message: str, checks: int = 100, exercises: int = 10, title: str = "a claim") -> Result:
    """Return a result with so many checks, of which every other one passed."""
    made = [
        exercise(
            f"{number}.1",
            *(
                msgspec.structs.replace(check("failed" if k % 2 else "passed", 0.5, message), title=title)
                for k in range(checks)
            ),
        )
        for number in range(exercises)
    ]
    return result(*made)


# The reporter


def test_the_reporter_shows_the_score_of_the_result() -> None:
    graded = result(exercise("1.1", check(points=6.5), wrong()), exercise("1.2", check("error", 3.5)))
    output = reporter.encoded(graded)
    assert totals(output) == (6.5, 15.0) == (graded.score, graded.max_score)
    decoded = report(output)
    assert (decoded["version"], decoded["status"]) == (1, "fail")
    assert [test["status"] for test in decoded["tests"]] == ["pass", "fail", "error"]
    assert decoded["tests"][1]["name"].startswith("1.1 agrees with")
    assert "you returned" in decoded["tests"][1]["message"]


def test_an_extension_adds_nothing_to_the_points_that_count() -> None:
    graded = result(exercise("1.1", check()), exercise("E1", check(), bonus=True))
    assert totals(reporter.encoded(graded)) == (5.0, 5.0)
    assert totals(reporter.encoded(result(exercise("E1", check(), bonus=True)))) == (0.0, 0.0)


def test_a_checker_fault_is_an_error_and_no_failure() -> None:
    decoded = report(reporter.encoded(result(exercise("1.1", check("checker_fault")))))
    assert (decoded["status"], decoded["tests"][0]["status"]) == ("error", "error")


@settings(max_examples=40, deadline=None)
@given(results())
def test_the_reporter_adds_up_to_the_score_of_every_result(graded: Result) -> None:
    assert totals(reporter.encoded(graded)) == (graded.score, graded.max_score)


@settings(max_examples=40, deadline=None)
@given(results())
def test_nothing_that_the_reporter_prints_is_a_command(graded: Result) -> None:
    for line in printed(reporter.encoded(graded)):
        assert command(line) is None
        assert not OLD_COMMAND.search(line)


@pytest.mark.parametrize("character", ["x", '"', "\x00", "\ud800", "日", "::error::\n"])
@pytest.mark.parametrize("checks", [1, 100, 1000])
def test_a_flood_of_text_costs_messages_and_never_scores(character: str, checks: int) -> None:
    graded = large(character * 20_000, checks, exercises=3, title=character * 50)
    output = reporter.encoded(graded)
    assert totals(output) == (graded.score, graded.max_score)


def test_messages_go_before_names_do() -> None:
    some = report(reporter.encoded(large("m" * 4000, checks=10, exercises=3)))["tests"]
    assert len(some) == 30
    assert {len(test["message"]) for test in some if test["status"] == "fail"} == {4000}
    many = report(reporter.encoded(large("m" * 4000, checks=60, exercises=10)))["tests"]
    assert len(many) == 600
    assert {test["name"] for test in many} == {f"{number}.1 a claim" for number in range(10)}
    assert {len(test["message"]) for test in many if test["status"] == "fail"} == {100}
    thousands = report(reporter.encoded(large("m" * 4000, checks=500, exercises=10)))["tests"]
    assert [test["name"] for test in thousands][:1] == ["0.1: 125 of 250 points"]


@settings(max_examples=40, deadline=None)
@given(results(), st.integers(1, 3000))
def test_even_without_any_room_the_score_is_there(graded: Result, limit: int) -> None:
    assert totals(reporter.encoded(graded, limit)) == (graded.score, graded.max_score)


# Marks


def test_a_wrong_answer_is_marked_where_the_learner_wrote_it() -> None:
    marked, score = (command(line) for line in commands(result(exercise("2.1", check(), wrong())), at_line_3))
    assert marked is not None
    name, properties, message = marked
    assert (name, properties["file"], properties["line"]) == ("error", "work/ex_2_1_gradient.py", "3")
    assert properties["title"] == "2.1 agrees with the analytical gradient everywhere"
    assert message == wrong().message
    assert score == ("notice", {"title": "calcgrade"}, "Score 5 / 10.")


def test_one_reason_is_marked_once() -> None:
    graded = result(exercise("2.1", *(check("error", message="line 7: no colon") for _ in range(9))))
    lines = list(commands(graded, at_line_3))
    assert len(lines) == 2
    found = command(lines[0])
    assert found is not None
    assert found[1]["title"].endswith(", and 8 more")


def test_what_was_not_begun_is_no_error() -> None:
    graded = result(exercise("3.2", check("not_started"), check("not_started")), exercise("4.1", check()))
    assert [command(line) for line in commands(graded, at_line_3)] == [
        ("notice", {"title": "calcgrade"}, "Score 5 / 15. Not started: 3.2.")
    ]


def test_of_many_findings_every_exercise_has_its_first_marked() -> None:
    made = [
        exercise(f"{n}.1", *(check("failed", message=f"{n} {k}") for k in range(7 if n < 3 else 1)))
        for n in range(8)
    ]
    *errors, notice = (command(line) for line in commands(result(*made), at_line_3))
    assert len(errors) == ERRORS
    said = [found[2] for found in errors if found is not None]
    assert said == [f"{n} 0" for n in range(8)] + ["0 1", "1 1"]
    assert notice is not None
    assert "10 of 26 findings are marked" in notice[2]


def test_extensions_and_a_plain_process_are_told_beside_the_score() -> None:
    graded = result(exercise("1.1", check()), exercise("E1", check(), bonus=True), isolation="process")
    assert [command(line) for line in commands(graded, nowhere)] == [
        ("notice", {"title": "calcgrade"}, "Score 5 / 5. Extensions: 5. Not isolated.")
    ]


@settings(max_examples=40, deadline=None)
@given(results())
def test_marks_are_commands_of_ours_alone_and_within_the_limits(graded: Result) -> None:
    def claimed(_exercise: ExerciseResult, found: CheckResult) -> Place | None:
        return Place(found.location.file, found.location.line) if found.location else None

    lines = list(commands(graded, claimed))
    assert all(line.isprintable() for line in lines)
    obeyed = read(lines).commands
    assert [name for name, _, _ in obeyed] == ["error"] * (len(lines) - 1) + ["notice"]
    assert len(lines) <= ERRORS + 1
    for line, (_, properties, _) in zip(lines, obeyed, strict=True):
        assert set(properties) <= {"file", "line", "title"}
        assert len(line.partition("::")[2].partition("::")[2]) <= MESSAGE
        assert "line" not in properties or re.fullmatch(r"\d+", properties["line"])


@pytest.mark.parametrize("character", ["%", "\n", "x", "\x00", "\U000e0041"])
def test_a_message_fits_after_it_was_escaped(character: str) -> None:
    line = next(commands(result(exercise("2.1", check("failed", message=f"a{character * 9000}a"))), nowhere))
    message = line.split("::", 2)[2]
    assert MESSAGE - 100 < len(message) <= MESSAGE
    assert not re.search(r"%(?!25|0A|0D)", message)


def test_a_result_that_is_hostile_everywhere_makes_one_mark_and_one_notice() -> None:
    lines = list(commands(hostile_result.result(), nowhere))
    assert [name for name, _, _ in read(lines).commands] == ["error", "notice"]
