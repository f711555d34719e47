"""A small course with something for its learners: hints on a mistake, questions of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_course import TOML, write_course

if TYPE_CHECKING:
    from pathlib import Path

CHECKER = """\
from calcgrade.checking import Call, Exercise, expect

exercise = Exercise("1.1", "slope")


@exercise.check("is 2", points=10, function="slope")
def is_two():
    reply = yield Call("slope")
    expect(reply).to_equal(2)


@exercise.misconception("half", "Half the slope", "It is half of what it should be.", function="slope")
def half():
    return 1
"""

COMPANION = """\
format_version = 1

[exercise]
"1.1" = {picture = "tangent 'x^2' --at 1"}
"2.1" = {after = ["1.1"]}

[about]
half = "What is between 1 and 2?"
"""

QUIZ = """\
format_version = 1

[[question]]
id = "pick"
section = "1"
kind = "choice"
ask = "Which way is uphill?"
options = [
    {text = "Along the gradient.", because = "It points there.", right = true},
    {text = "Against it.", because = "That is the way down."},
    {text = "Across it.", because = "That is level ground."},
]

[[question]]
id = "walk"
section = "1"
kind = "prediction"
ask = "What will the walk do?"
setting = {what = "descent", formula = "x^2", start = 1.0, lr = 0.9, steps = 50}
because = "Each step leaves -0.8 of the way."

[[question]]
id = "half"
section = "1"
kind = "number"
ask = "How much is a half?"
answer = 0.5
tolerance = 0.01
because = "One over two."
wrong = [{value = 2, because = "That is the other way up."}]

[[question]]
id = "say"
section = "1"
kind = "explanation"
ask = "What is a slope?"
model = "Rise over run."
look_for = ["rise", "run"]
"""


def write(folder: Path) -> Path:
    """Write the course's folder and return it."""
    hints = '["Look left and right.", "Rise over run.", "(right - left) / 2h"]'
    write_course(folder, TOML.replace('["Look left and right."]', hints))
    (folder / "checkers" / "ex_1_1_slope.py").write_text(CHECKER, "utf-8")
    (folder / "companion.toml").write_text(COMPANION, "utf-8")
    (folder / "quiz.toml").write_text(QUIZ, "utf-8")
    return folder
