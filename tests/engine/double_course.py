"""A healthy course of one exercise, the made-up one, with its stub, solution, samples and frozen cases."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from types import MappingProxyType
from typing import TYPE_CHECKING

import made_up

from calcgrade.course.load import Course, load
from calcgrade.dev import check
from calcgrade.engine import cases
from calcgrade.sandboxes.process import ProcessLauncher

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.dev.check import Report

NAME = "ex_1_1_double.py"
SAMPLES = "submissions/ex_1_1_double"
CASES = "checkers/cases/ex_1_1_double.json"

TOML = f"""\
format_version = 1
id = "double"
version = "1.0"
title = "Doubling"

[[section]]
id = "1"
title = "Doubling"

[[exercise]]
id = "1.1"
section = "1"
file = "{NAME}"
title = "Double it"
points = 10
hints = ["Twice as much.", "Add it to itself.", "2 * x"]
"""

STUB = """\
def double(x):
    raise NotImplementedError

def doubles(values):
    raise NotImplementedError

def word():
    raise NotImplementedError
"""

CHECKER = "from made_up import exercise as make\n\nexercise = make()\n"
SQUARES = made_up.RIGHT.replace("return 2 * x", "return x * x")
MUTATES = made_up.RIGHT.replace("return [2 *", "values *= 1.5\n    values /= 0.75\n    return [1 *")

FILES = {
    "course.toml": TOML,
    f"exercises/{NAME}": STUB,
    f"checkers/{NAME}": CHECKER,
    f"solutions/{NAME}": made_up.RIGHT,
    f"{SAMPLES}/accepted/adds.py": made_up.RIGHT.replace("2 * x", "x + x"),
    f"{SAMPLES}/accepted/shouts.py": made_up.RIGHT.replace('"double"', '"DOUBLE"'),
    f"{SAMPLES}/accepted/array.py": made_up.RIGHT.replace("[2 * value for value in values]", "2 * values"),
    f"{SAMPLES}/wrong_answer/squares.py": "# misconception: squares\n" + SQUARES,
    f"{SAMPLES}/wrong_answer/triples.py": (
        "# misconception: none\n"
        + made_up.RIGHT.replace("2 * value", "3 * value").replace('"double"', '"triple"')
    ),
    f"{SAMPLES}/wrong_answer/mutates.py": "# misconception: mutates-argument\n" + MUTATES,
    f"{SAMPLES}/crash/raises.py": "# expected: error\nraise OSError\n",
    f"{SAMPLES}/hostile/leaves.py": "import os\n\ndef double(x):\n    os._exit(0)\n",
}


Changes = Mapping[str, str | None]
"""Files by path with another text, or None to leave them out."""


def write(folder: Path, changed: Changes = MappingProxyType({})) -> Path:
    """Write the course."""
    for path, text in {**FILES, **changed}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is not None:
            file.write_text(text, "utf-8")
    if CASES not in changed:
        cases.write(folder / CASES, made_up.CASES)
    return folder


def make(folder: Path, changed: Changes = MappingProxyType({})) -> Course:
    """Write the course and load it."""
    return load(write(folder, changed))


def checked(course: Course, *ids: str) -> Report:
    """Ask for a course's health in this process."""
    with closing(ProcessLauncher()) as launcher:
        return check.run(course, ids, launcher=launcher)
