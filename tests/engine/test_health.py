"""The figures of ``dev check``: margins, kills, what they look like, and the document that holds them."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import double_course
import jsonschema
import made_up
import numpy as np
import pytest
from click.testing import CliRunner
from double_course import CHECKER, NAME, SAMPLES

from calcgrade.checking import Call, Judged, Reply, Status, margin
from calcgrade.cli.main import cli
from calcgrade.dev import document, table
from calcgrade.dev.health import CheckHealth, ExerciseHealth
from calcgrade.dev.margins import margins
from calcgrade.engine.drive import Case
from calcgrade.engine.outcome import Outcome
from calcgrade.errors import InputError
from calcgrade.results.schema import schema

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.dev.check import Report

NEAR = made_up.RIGHT.replace("2 * x", "2 * x + 5e-10")
"""Half a tolerance off."""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    changed = {f"{SAMPLES}/accepted/near.py": NEAR}
    course = double_course.make(tmp_path_factory.mktemp("course"), changed)
    return double_course.checked(course)


@pytest.fixture(scope="module")
def doubled(report: Report) -> ExerciseHealth:
    return report.exercises[0]


def of(exercise: ExerciseHealth, id_: str) -> CheckHealth:
    return next(found for found in exercise.checks if found.id == id_)


def text(report: Report, width: int) -> str:
    lines = [line for exercise in report.exercises for line in table.exercise_lines(exercise, width)]
    lines += table.verdict_lines(report, width)
    return "\n".join("".join(piece.text for piece in line).rstrip() for line in lines)


def test_a_margin_is_the_largest_error_of_any_right_answer_over_its_tolerance(
    doubled: ExerciseHealth,
) -> None:
    assert of(doubled, "doubles_every_number").margin == pytest.approx(0.5, rel=1e-3)
    assert of(doubled, "doubles_a_list").margin == 0
    assert of(doubled, "says_double").margin is None  # texts have none
    assert doubled.margin == of(doubled, "doubles_every_number").margin


def test_wrong_samples_and_wrong_references_are_counted_apart(doubled: ExerciseHealth) -> None:
    kills = {found.id: (found.samples, found.references) for found in doubled.checks}
    assert kills == {
        "doubles_every_number": (1, 1),
        "doubles_a_list": (1, 0),
        "leaves_the_list_alone": (1, 0),
        "says_double": (1, 0),
    }


def test_the_figures_of_an_exercise(doubled: ExerciseHealth) -> None:
    assert (doubled.accepted, doubled.accepted_failed, doubled.wrong, doubled.wrong_passed) == (4, 0, 3, 0)
    assert (doubled.labelled, doubled.named, doubled.misnamed) == (2, 2, 0)
    assert (doubled.misconceptions, doubled.references, doubled.calls) == (1, 1, 8)
    assert doubled.without_property == ["doubles", "word"]
    assert doubled.alike == []


def test_a_sample_that_is_named_wrongly_is_counted_as_such(tmp_path: Path) -> None:
    changed = {f"{SAMPLES}/wrong_answer/squares.py": f"# misconception: none\n{double_course.SQUARES}"}
    found = double_course.checked(double_course.make(tmp_path, changed)).exercises[0]
    assert (found.labelled, found.named, found.misnamed) == (1, 1, 1)


def test_mistakes_that_no_case_tells_apart_are_a_pair(tmp_path: Path) -> None:
    twin = '@exercise.misconception("twin", "", "", function="double")\ndef twin(x):\n    return x ** 2\n'
    course = double_course.make(tmp_path, {f"checkers/{NAME}": CHECKER + twin})
    found = double_course.checked(course).exercises[0]
    assert found.alike == [("squares", "twin")]


@pytest.mark.parametrize("width", [80, 100])
def test_no_line_is_wider_than_the_terminal(report: Report, width: int) -> None:
    lines = text(report, width).splitlines()
    assert max(map(len, lines)) <= width
    assert "  doubles_every_number" in text(report, width)
    row = next(line for line in lines if "doubles_every_number" in line)
    assert row.split()[1:] == ["0.50", "1", "of", "3", "1", "of", "1"]


def test_a_long_name_is_cut_before_its_figures_are(doubled: ExerciseHealth) -> None:
    long = CheckHealth("a_name_that_goes_on" * 5, "double", 1, True, 0.25, 1, 1)
    exercise = dataclasses.replace(doubled, checks=[long])
    row = next(
        "".join(piece.text for piece in line)
        for line in table.exercise_lines(exercise, 80)
        if line and "a_name" in line[0].text
    )
    assert len(row) == 80
    assert "…" in row
    assert row.split()[1] == "0.25"


def test_json_holds_every_figure(report: Report, tmp_path: Path) -> None:
    course = double_course.make(tmp_path)
    whole = json.loads(document.encoded(report, course))
    assert whole["schema"] == "calcgrade/health/v1"
    jsonschema.validate(whole, schema("health"), jsonschema.Draft202012Validator)
    assert whole["healthy"] is True
    [exercise] = whole["exercises"]
    assert exercise["checks"][0]["margin"] == pytest.approx(0.5, rel=1e-3)
    assert exercise["without_property"] == ["doubles", "word"]


def test_the_document_holds_the_table_once_it_was_put_there(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "judgement.md"
    path.write_text(f"Before\n\n{document.BEGIN}\nold\n{document.END}\n\nAfter\n", "utf-8")
    rows = document.table(report.exercises)
    assert not document.holds(rows, path)
    document.put(rows, path)
    assert document.holds(rows, path)
    written = path.read_text("utf-8")
    assert written.startswith("Before\n\n")
    assert written.endswith("\n\nAfter\n")
    assert "| 1.1 | 4 | 0 | 3 | 0 | 2 | 2 | 0 | 1 | 0.50 | 8 |" in written
    assert "| all | 4 | 0 | 3 | 0 | 2 | 2 | 0 | 1 | 0.50 | 8 |" in written
    document.put(rows, path)
    assert path.read_text("utf-8") == written


@pytest.mark.parametrize("found", [None, "no marks", f"{document.END}{document.BEGIN}"])
def test_a_document_without_a_place_for_the_table_is_an_input_error(
    found: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "judgement.md"
    if found is not None:
        path.write_text(found, "utf-8")
    with pytest.raises(InputError, match=r"judgement\.md"):
        document.put("table", path)


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, ["dev", "check", *words], env={"CALCGRADE_COURSE": None})
    return done.exit_code, done.stdout, done.stderr


def test_a_stale_document_fails_and_a_fresh_one_does_not(tmp_path: Path) -> None:
    course, path = double_course.write(tmp_path / "course"), tmp_path / "judgement.md"
    path.write_text(f"{document.BEGIN}\n{document.END}\n", "utf-8")
    words = ("--course", str(course))
    code, out, err = run(*words, "--compare", str(path))
    assert (code, "The course is healthy." in out) == (1, True)
    assert "judgement.md does not hold the table of these figures" in err
    assert run(*words, "--write", str(path))[0] == 0
    assert run(*words, "--compare", str(path))[0] == 0
    code, out, _ = run(*words, "--format", "json")
    assert (code, json.loads(out)["healthy"]) == (0, True)


def test_the_table_of_one_exercise_alone_is_refused(tmp_path: Path) -> None:
    code, _, err = run("1.1", "--write", str(tmp_path / "judgement.md"))
    assert code == 2
    assert "name no exercise" in err


def reply(value: object, judged: Judged | None = None) -> Reply:
    return Reply(Call("double", 1.0), Status.OK, value=value, judged=judged)  # pyright: ignore[reportArgumentType]


def margins_of(item: Reply) -> list[float]:
    case = Case(next(iter(made_up.exercise().checks.values())), {}, replies=[item])
    return [found for _, found in margins([Outcome(case.check, [case])])]


def test_parts_that_were_compared_by_themselves_have_the_margin_of_the_worst() -> None:
    item = reply(([1.0, 2.0], True))
    assert margins_of(item) == []
    margin.note(item, np.array([0.0, 1e-9, np.nan]), np.array([0.0, 2e-9, np.inf]))
    margin.note(item, 1e-10, 1e-9)
    assert margins_of(item) == [0.5]


def test_an_exact_answer_has_a_margin_of_nothing_where_nothing_is_allowed() -> None:
    assert margins_of(reply(2.0, Judged(2.0, 0.0))) == [0.0]
    assert margins_of(reply("two", Judged("two"))) == []
    assert margins_of(reply([1.0], Judged([1.0, 2.0], 1.0))) == []
