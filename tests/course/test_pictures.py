"""A picture that lacks something is told what, in the words of what it should show."""

from __future__ import annotations

from pathlib import Path

import pytest

from calcgrade.course import load
from calcgrade.dev import samples
from calcgrade.engine import compose
from calcgrade.sandboxes.process import ProcessLauncher

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


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    """The messages of each sample in one text, by path; the samples of an exercise share a sandbox."""
    course, launcher = load.load(ROOT), ProcessLauncher()
    messages: dict[str, str] = {}
    for id_ in {id_: None for id_, _, _ in LACKS}:
        wanted = [f"submissions/{path}" for other, path, _ in LACKS if other == id_]
        found = [sample for sample in samples.of_exercise(course, id_) if sample.path in wanted]
        samples.run(course, id_, found, launcher)
        for sample in found:
            assert sample.report is not None
            result = compose.from_outcomes(course.entry(id_), sample.outcomes, sample.report, 0.0)
            text = " ".join(check.message for check in result.checks)
            messages[sample.path.removeprefix("submissions/")] = " ".join(text.split())
    launcher.close()
    return messages


@pytest.mark.slow
@pytest.mark.parametrize(("id_", "sample", "lack"), LACKS)
def test_the_message_says_what_the_picture_lacks(
    id_: str, sample: str, lack: str, said: dict[str, str]
) -> None:
    assert lack in said[sample]
