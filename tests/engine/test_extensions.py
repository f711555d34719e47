"""Extensions: graded where they were handed in, counted apart, and never to anybody's disadvantage."""

# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import double_course
import made_up
import nbformat
import pytest
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from calcgrade.cli.main import cli
from calcgrade.intake import handed_in, submission
from calcgrade.reports.terminal import Terminal
from calcgrade.results.model import decode

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.course.load import Course

FILE = "extensions/ex_e1_triple.py"
STUB = "def triple(x):\n    raise NotImplementedError\n"
RIGHT = "def triple(x):\n    return 3 * x\n"
WRONG = "def triple(x):\n    return 4 * x\n"
CHECKER = """
from calcgrade.checking import Call, Exercise, expect
exercise = Exercise("E1", "triple")
@exercise.check("trebles", points=2.5, function="triple")
def trebles():
    reply = yield Call("triple", 2.0)
    expect(reply).to_be_close_to(6.0, 0.0)
"""
TOML = f"""\

[[section]]
id = "E"
title = "Extensions"

[[exercise]]
id = "E1"
section = "E"
file = "{FILE}"
title = "Treble it"
points = 2.5
bonus = true
"""
BROKEN = CHECKER + "    raise ZeroDivisionError\n"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    files = {f"exercises/{FILE}": STUB, f"checkers/{FILE}": CHECKER}
    return double_course.make(tmp_path / "course", {**files, "course.toml": double_course.TOML + TOML})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A learner's folder with the counting exercise solved."""
    folder = tmp_path / "alice"
    folder.mkdir()
    (folder / double_course.NAME).write_text(made_up.RIGHT)
    return folder


def put(folder: Path, content: str, place: str = FILE) -> None:
    (folder / place).parent.mkdir(parents=True, exist_ok=True)
    (folder / place).write_text(content)


def grade(course: Course, path: Path, *more: str) -> tuple[int, Any]:
    """Grade through the program; the exit code and the result."""
    options = ["--isolation", "process", "--trust-submissions", "--format", "json", *more]
    ran = CliRunner().invoke(cli, ["grade", str(path), "--course", str(course.path), *options])
    assert ran.exit_code in (0, 1, 3), ran.output
    return ran.exit_code, decode(ran.stdout.encode())


def ids(result: Any) -> list[str]:
    return [exercise.id for exercise in result.exercises]


def figures(result: Any) -> tuple[float, float, float]:
    return result.score, result.max_score, result.bonus_score


def test_what_was_not_handed_in_is_not_in_the_result(course: Course, folder: Path) -> None:
    code, result = grade(course, folder)
    assert (code, ids(result), figures(result)) == (0, ["1.1"], (10, 10, 0))


@pytest.mark.parametrize("place", [FILE, "ex_e1_triple.py", f"exercises/{FILE}", "exercises/ex_e1_triple.py"])
def test_what_was_handed_in_anywhere_usual_is_graded_apart(course: Course, folder: Path, place: str) -> None:
    put(folder, RIGHT, place)
    code, result = grade(course, folder)
    assert (code, ids(result), figures(result)) == (0, ["1.1", "E1"], (10, 10, 2.5))


@pytest.mark.parametrize(
    "content", [WRONG, "def triple(x\n", "def another(x):\n    pass\n", "import os; os._exit(7)\n"]
)
def test_an_extension_that_fails_lowers_nothing(course: Course, folder: Path, content: str) -> None:
    put(folder, content)
    code, result = grade(course, folder)
    assert (code, result.status, ids(result), figures(result)) == (0, "passed", ["1.1", "E1"], (10, 10, 0))
    assert result.exercises[1].status in ("failed", "error")


def test_an_extension_s_broken_checker_is_no_fault_of_the_rest(course: Course, folder: Path) -> None:
    (course.path / "checkers" / FILE).write_text(BROKEN)
    put(folder, RIGHT)
    code, result = grade(course, folder)
    assert (code, result.status, figures(result)) == (0, "passed", (10, 10, 0))
    assert result.exercises[1].status == "checker_fault"


def test_an_extension_makes_up_for_nothing(course: Course, folder: Path) -> None:
    put(folder, RIGHT)
    (folder / double_course.NAME).write_text(double_course.SQUARES)
    code, result = grade(course, folder)
    assert (code, result.status, figures(result)) == (1, "failed", (6, 10, 2.5))


@pytest.mark.parametrize(("content", "code"), [(RIGHT, 0), (WRONG, 1), (STUB, 1)])
def test_an_extension_asked_for_by_name_decides_for_itself(
    course: Course, folder: Path, content: str, code: int
) -> None:
    put(folder, content)
    graded = grade(course, folder, "--exercise", "e1")
    assert (graded[0], ids(graded[1]), graded[1].max_score) == (code, ["E1"], 0)


def test_an_extension_named_beside_a_counting_exercise_does_not_decide(course: Course, folder: Path) -> None:
    put(folder, WRONG)
    code, result = grade(course, folder, "--exercise", "e1", "--exercise", "1.1")
    assert (code, ids(result)) == (0, ["1.1", "E1"])


def test_an_extension_named_and_not_there_is_listed_as_not_started(course: Course, folder: Path) -> None:
    _, result = grade(course, folder, "--exercise", "E1")
    assert [exercise.status for exercise in result.exercises] == ["not_started"]


@pytest.mark.parametrize("stub", [STUB, STUB.replace("\n", "\r\n"), "\ufeff" + STUB, STUB + "\n\n"])
def test_the_stub_as_it_was_handed_out_is_not_handed_in(course: Course, folder: Path, stub: str) -> None:
    (folder / "ex_e1_triple.py").write_bytes(stub.encode())
    assert handed_in.graded(submission.read(folder, course), course) == ["1.1"]
    (folder / "ex_e1_triple.py").write_bytes(stub.encode() + b"# begun")
    assert handed_in.graded(submission.read(folder, course), course) == ["1.1", "E1"]


def test_a_file_that_cannot_be_read_was_handed_in(course: Course, folder: Path) -> None:
    (folder / "ex_e1_triple.py").symlink_to("/etc/passwd")
    code, result = grade(course, folder)
    assert (code, ids(result), result.exercises[1].status) == (0, ["1.1", "E1"], "error")


def test_a_course_of_nothing_but_extensions_lists_them_all(course: Course, folder: Path) -> None:
    manifest = course.path / "course.toml"
    manifest.write_text(manifest.read_text().replace("points = 10\n", "points = 10\nbonus = true\n"))
    code, result = grade(course, folder)
    assert (code, ids(result), figures(result)) == (1, ["1.1", "E1"], (0, 0, 10))


# One notebook may hold anything.


def notebook(folder: Path, *cells: str) -> Path:
    made = [new_markdown_cell(c) if c.startswith("# ") else new_code_cell(c) for c in cells]
    path = folder / "all.ipynb"
    nbformat.write(new_notebook(cells=made), path)
    return path


@pytest.mark.parametrize(
    ("cells", "listed", "bonus"),
    [
        ([made_up.RIGHT], ["1.1"], 0),
        ([made_up.RIGHT, RIGHT], ["1.1", "E1"], 2.5),
        (["# Exercise 1.1", made_up.RIGHT, "# Exercise E1", RIGHT], ["1.1", "E1"], 2.5),
        (["# Exercise 1.1", made_up.RIGHT, "# Exercise E1", "1 / 0\n" + RIGHT], ["1.1", "E1"], 0),
    ],
    ids=["without it", "without headings", "with headings", "stops before it"],
)
def test_a_notebook_holds_the_extensions_whose_functions_it_defines(
    course: Course, folder: Path, cells: list[str], listed: list[str], bonus: float
) -> None:
    code, result = grade(course, notebook(folder, *cells))
    assert (code, ids(result), figures(result)) == (0, listed, (10, 10, bonus))


def test_an_extension_named_is_listed_whatever_the_notebook_holds(course: Course, folder: Path) -> None:
    code, result = grade(course, notebook(folder, made_up.RIGHT), "--exercise", "E1")
    assert (code, ids(result), result.exercises[0].status) == (1, ["E1"], "error")


# What a person sees.


def test_the_terminal_names_extensions_and_their_points(course: Course, folder: Path) -> None:
    put(folder, RIGHT)
    _, result = grade(course, folder)
    stream = io.StringIO()
    terminal = Terminal(stream)
    terminal.exercise(result.exercises[1])
    terminal.summary(result)
    assert "extension   2.5 / 2.5" in stream.getvalue()
    assert "Score  10 / 10   and 2.5 for extensions" in stream.getvalue()


def test_the_written_result_says_which_exercise_is_an_extension(course: Course, folder: Path) -> None:
    put(folder, RIGHT)
    ran = CliRunner().invoke(
        cli,
        ["check", str(folder), "--course", str(course.path), "--isolation", "process", "--format", "json"],
    )
    assert [exercise["bonus"] for exercise in json.loads(ran.stdout)["exercises"]] == [False, True]
