"""A picture that lacks something is told what, in the words of what it should show."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

LACKS = [
    ("1.2", "ex_1_2_tangent_lines/wrong_answer/plot_misses_the_tangent_at_zero.py",
     "no line touches the curve at x = 0 with slope −3"),
    ("1.2", "ex_1_2_tangent_lines/wrong_answer/plot_with_level_lines.py",
     "no line touches the curve at x = 0 with slope −3. A line through that point has the slope 0"),
    ("1.2", "ex_1_2_tangent_lines/wrong_answer/plot_without_the_curve.py",
     "the curve x³ − 3x is not drawn between x = "),
    ("4.1", "ex_4_1_gradient_descent/wrong_answer/plots_first_ten_steps_only.py",
     "the walk is not drawn as a whole: 1"),
    ("4.1", "ex_4_1_gradient_descent/wrong_answer/empty_axes.py", "the walk is not drawn"),
    ("4.2", "ex_4_2_gradient_descent_2d/wrong_answer/path_without_contours.py", "no contour lines are drawn"),
    ("4.2", "ex_4_2_gradient_descent_2d/wrong_answer/contours_without_a_path.py",
     "the walk is not drawn over the contour lines"),
    ("project", "regression_project/wrong_answer/only_the_fit_is_drawn.py",
     "the loss history is not drawn over its steps: 60 values, from "),
    ("project", "regression_project/wrong_answer/fit_without_points.py", "the set of points is not drawn"),
    ("project", "regression_project/wrong_answer/fit_without_a_line.py",
     "the line y = 1.5x − 0.5 is not drawn between x = −4 and 4"),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("id_", "sample", "lack"), LACKS)
def test_the_message_says_what_the_picture_lacks(id_: str, sample: str, lack: str, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    command = [
        sys.executable,
        "-m",
        "calcgrade",
        "grade",
        str(ROOT / "submissions" / sample),
        "--exercise",
        id_,
    ]
    way = ["--isolation", "process", "--trust-submissions", "--json", str(out)]
    done = subprocess.run([*command, *way], capture_output=True, cwd=tmp_path, timeout=60, check=False)
    assert done.returncode == 1, done.stderr
    checks = json.loads(out.read_text("utf-8"))["exercises"][0]["checks"]
    assert lack in " ".join(" ".join(check["message"].split()) for check in checks)
