"""A course of three exercises, two of them core, made on the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.course.load import Course, load

if TYPE_CHECKING:
    from pathlib import Path

TOML = """\
format_version = 1
id = "small"
version = "1.0"
title = "A small course"

[[section]]
id = "1"
title = "Slopes"

[[section]]
id = "extensions"
title = "Extensions"

[[exercise]]
id = "1.1"
section = "1"
file = "ex_1_1_slope.py"
title = "A slope"
points = 10
hints = ["Look left and right."]

[[exercise]]
id = "2.1"
section = "1"
file = "ex_2_1_gradient.py"
title = "A gradient"
points = 10.0
needs_plot = true
limits = {call_s = 2.0}
reveal = {agrees = false}

[[exercise]]
id = "E1"
section = "extensions"
file = "extensions/ex_e1_momentum.py"
title = "Momentum"
points = 2.5
bonus = true
"""

FILES = ("ex_1_1_slope.py", "ex_2_1_gradient.py", "extensions/ex_e1_momentum.py")


def write_course(folder: Path, toml: str = TOML) -> Path:
    """Write the course's folder and return it."""
    for kind in ("exercises", "checkers"):
        for name in FILES:
            file = folder / kind / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("", "utf-8")
    (folder / "course.toml").write_text(toml, "utf-8")
    return folder


def make_course(folder: Path) -> Course:
    """Write the course and load it."""
    return load(write_course(folder))
