"""``reveal = false`` over this whole course: whatever is printed or written, no right answer is in it."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click
import graded
import pytest

from calcgrade.cli.grade import grade
from calcgrade.reports import classroom50
from calcgrade.results.model import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calcgrade.results.model import Result

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

# One mistake in each exercise, all with right answers of several digits somewhere.
MISTAKES = {
    "1.1": "def numerical_derivative(f, x, h=1e-7):\n    return (f(x + h) - f(x)) / h + 0.7\n",
    "1.2": "def slope(x0):\n    return 3 * x0**2 - 2.6\n",
    "2.1": "def gradient(f, point, h=1e-7):\n    return [7.7 for _ in point]\n",
    "2.2": "def gradient(f, point, h=1e-7):\n    return [7.7 for _ in point]\n",
    "3.1": "def dy_dx(x):\n    return np.cos(x**2)\n",
    "3.2": "def forward(x):\n    return 2 * x, 4 * x, 5 * x\n",
    "4.1": "def gradient_descent(f, x0, lr=0.01, steps=200):\n    return [float(x0)] * (steps + 1)\n",
    "4.2": "def loss(x, y):\n    return x + y\n",
    "project": "def mse_loss(w, b, x, y):\n    return 0.1234\n",
}
NUMBER = re.compile(r"(?<![\w.])[0-9]+\.?[0-9]*(?:e-?[0-9]+)?")


def numbers(text: str) -> set[str]:
    """Numbers of at least three digits, or powers of ten: shorter ones are in every text."""
    return {n for n in NUMBER.findall(text) if "e" in n or len(n.replace(".", "").strip("0")) >= 3}


@cache
def secrets() -> set[str]:
    """What the same answers are held against where all is shown, at the cases that a hidden check shows."""
    found: set[str] = set()
    for id_, mistake in MISTAKES.items():
        checks = graded.checks(id_, graded.solution(id_) + mistake, shrinking=False)
        for check in checks.values():
            if check.counterexample is not None:
                told = check.counterexample
                found |= numbers(f"{told.expected} {told.error} {told.tolerance}")
                found -= numbers(f"{told.call} {told.where} {told.actual}")
            if check.order is not None:
                found |= {repr(number) for number in (*check.order.errors, *check.order.bounds)}
    return found


@pytest.fixture(scope="module")
def hidden_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This course, with nothing revealed."""
    folder = tmp_path_factory.mktemp("course")
    for name in ("exercises", "checkers"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    toml = (ROOT / "course.toml").read_text("utf-8")
    (folder / "course.toml").write_text(toml.replace("\npoints = ", "\nreveal = false\npoints = "), "utf-8")
    return folder


@pytest.fixture(scope="module")
def submission(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The solutions, with the mistakes."""
    folder = tmp_path_factory.mktemp("learner")
    for id_, mistake in MISTAKES.items():
        (folder / graded.course().entry(id_).file).write_text(graded.solution(id_) + mistake, "utf-8")
    return folder


def outputs() -> Iterator[click.Option]:
    """Every option of ``grade`` that names a file to write."""
    for option in grade.params:
        if isinstance(option, click.Option) and option.metavar == "FILE":
            yield option


def everything(course: Path, submission: Path, out: Path) -> tuple[Result, dict[str, str]]:
    """Grade once and return the result, and all that was printed and written."""
    files = {option.opts[0]: out / (option.name or "") for option in outputs()}
    files["--json"] = out / "result.json"
    command = [sys.executable, "-m", "calcgrade", "grade", str(submission), "--course", str(course)]
    command += ["--isolation", "process", "--trust-submissions", "--github"]
    for option, file in files.items():
        command += [option, str(file)]
    runner = dict.fromkeys((*classroom50.REQUIRED, "OWNER"), "submit/alice")
    step = {"GITHUB_OUTPUT": out / "output", "GITHUB_STEP_SUMMARY": out / "summary"}
    done = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **runner, **{name: str(file) for name, file in step.items()}},
    )
    assert done.returncode == 0, done.stderr  # as a service wants it, whose report is among them
    said = {option: file.read_text("utf-8", "replace") for option, file in files.items()}
    _, _, output = step["GITHUB_OUTPUT"].read_text("utf-8").partition("=")
    said |= {
        "terminal and marks": re.sub(r"[0-9a-f]{64}", "", done.stdout),
        "errors": done.stderr,
        "summary": step["GITHUB_STEP_SUMMARY"].read_text("utf-8"),
        "reporter's output": base64.b64decode(output).decode("utf-8"),
    }
    return decode(files["--json"].read_bytes()), said


@pytest.mark.timeout(240)
def test_no_right_answer_is_in_any_form_of_the_result(
    hidden_course: Path, submission: Path, tmp_path: Path
) -> None:
    kept_back = secrets()
    assert len(kept_back) > 25, kept_back
    result, said = everything(hidden_course, submission, tmp_path)
    assert [exercise.status for exercise in result.exercises if exercise.id in MISTAKES] == ["failed"] * 9
    # Titles are the course's own words, and pictures and durations are no text.
    titles = {n for exercise in result.exercises for check in exercise.checks for n in numbers(check.title)}
    shown = {
        n for exercise in result.exercises for check in exercise.checks if check.counterexample
        for n in numbers(f"{check.counterexample.call} {check.counterexample.where} {check.counterexample.actual}")
    }  # fmt: skip
    for form, text in said.items():
        bare = re.sub(r'"?(duration_s|time|png|digest)"?[:=] ?"?[^,"\n ]*|base64,[^"\')]*', "", text)
        told = (numbers(bare) & kept_back) - titles - shown
        assert not told, f"{form} tells {sorted(told)}"


def test_a_hidden_check_is_shown_where_its_course_reveals_it(submission: Path, tmp_path: Path) -> None:
    _, said = everything(ROOT, submission, tmp_path)
    for form in ("terminal and marks", "--json", "reporter's output", "summary"):
        assert len(numbers(said[form]) & secrets()) >= 15


def test_a_misspelt_check_in_reveal_is_a_fault_and_not_a_check_that_is_shown(
    hidden_course: Path, submission: Path, tmp_path: Path
) -> None:
    course = tmp_path / "course"
    shutil.copytree(hidden_course, course)
    toml = (course / "course.toml").read_text("utf-8")
    (course / "course.toml").write_text(
        toml.replace("reveal = false", "reveal = {slope = false}", 1), "utf-8"
    )
    command = [sys.executable, "-m", "calcgrade", "grade", str(submission), "--course", str(course)]
    command += ["--isolation", "process", "--trust-submissions", "--exercise", "1.1"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 3
    assert "reveal names slope, and it has no such check" in " ".join(done.stdout.split())
