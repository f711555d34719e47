"""Notebooks are submissions like any other: cells in order, magics dropped, several exercises in one."""

# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from test_the_same_grade_everywhere import COURSE, grade

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

GRADIENT = (COURSE / "solutions/ex_2_1_gradient.py").read_text()
SENSITIVITY = (COURSE / "solutions/ex_2_2_sensitivity.py").read_text()


def write(path: Path, *cells: Any) -> Path:
    """Write a notebook; a text that starts with # and a blank is a heading."""
    made = [new_markdown_cell(c) if c.startswith("# ") else new_code_cell(c) for c in cells]
    nbformat.write(new_notebook(cells=made), path)
    return path


def scores(result: dict[str, Any]) -> dict[str, float]:
    return {exercise["id"]: exercise["score"] for exercise in result["exercises"]}


def test_one_notebook_may_hold_several_exercises_with_functions_of_the_same_name(tmp_path: Path) -> None:
    notebook = write(
        tmp_path / "calculus.ipynb", "# Exercise 2.1", GRADIENT, "# Exercise 2.2", SENSITIVITY, "# Notes"
    )
    _, result = grade(notebook, "process", tmp_path / "out.json")
    assert scores(result) | {"2.1": 10, "2.2": 10} == scores(result)
    assert scores(result)["3.1"] == 0


def test_magics_and_shell_lines_are_left_out_and_said(tmp_path: Path) -> None:
    notebook = write(
        tmp_path / "ex_2_1_gradient.ipynb",
        "%matplotlib inline\n!pip install numpy\nimport numpy as np",
        "%%bash\nrm -rf everything",
        "%%time\n" + GRADIENT,
        "np.array?",
        "if True:\n    %timeit 1\nf(1, 2)",
    )
    _, result = grade(notebook, "process", tmp_path / "out.json", "--exercise", "2.1")
    assert scores(result) == {"2.1": 10}
    said = " ".join(result["exercises"][0]["advice"])
    assert all(
        line in said
        for line in ("%matplotlib inline", "!pip install numpy", "%%bash", "np.array?", "%timeit 1")
    )


def test_a_cell_that_raises_costs_only_its_own_exercise(tmp_path: Path) -> None:
    notebook = write(tmp_path / "all.ipynb", "# Exercise 2.1", "1 / 0", "# Exercise 2.2", SENSITIVITY)
    _, result = grade(notebook, "process", tmp_path / "out.json")
    by_id = {exercise["id"]: exercise for exercise in result["exercises"]}
    assert (by_id["2.1"]["status"], by_id["2.2"]["score"]) == ("error", 10)
    assert "cell 1, line 1: ZeroDivisionError" in by_id["2.1"]["checks"][0]["message"]


def test_a_mistake_in_a_cell_is_located_in_that_cell(tmp_path: Path) -> None:
    notebook = write(
        tmp_path / "ex_2_1_gradient.ipynb", "import numpy as np", "\ndef f(x, y):\n    return x + z"
    )
    _, result = grade(notebook, "process", tmp_path / "out.json", "--exercise", "2.1")
    assert result["exercises"][0]["checks"][0]["location"] == {"file": "cell 2", "line": 3}


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1", b'{"cells": 3}', b'{"cells": [{"cell_type": "code"}]}']
)
def test_what_is_no_notebook_is_that_exercise_s_error(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "ex_2_1_gradient.ipynb").write_bytes(content)
    code, result = grade(
        tmp_path / "ex_2_1_gradient.ipynb", "process", tmp_path / "out.json", "--exercise", "2.1"
    )
    assert code == 1
    assert result["exercises"][0]["status"] == "error"
