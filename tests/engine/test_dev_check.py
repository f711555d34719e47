"""``dev check`` finds what is wrong with a course, and nothing in a healthy one."""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING

import double_course
import made_up
import pytest
from double_course import CASES, CHECKER, NAME, SAMPLES, SQUARES, STUB, TOML

from calcgrade.dev import check, draw, table

if TYPE_CHECKING:
    from pathlib import Path

    from double_course import Changes

    from calcgrade.dev.check import Report

pytestmark = pytest.mark.slow

WRONG = f"{SAMPLES}/wrong_answer"


def verdict(folder: Path, changed: Changes = MappingProxyType({}), *ids: str) -> tuple[bool, str]:
    """Whether the course is healthy, and what was said."""
    report = double_course.checked(double_course.make(folder, changed), *ids)
    return report.healthy, shown(report, 300)


def shown(report: Report, width: int) -> str:
    """What a person reads of it."""
    lines = [line for exercise in report.exercises for line in table.exercise_lines(exercise, width)]
    lines += table.verdict_lines(report, width)
    return "\n".join("".join(piece.text for piece in line).rstrip() for line in lines)


def test_a_healthy_course_is_said_to_be_healthy(tmp_path: Path) -> None:
    healthy, said = verdict(tmp_path)
    assert healthy, said
    assert "3 of 3 right samples get full marks, 0 of 3 wrong ones do" in said
    assert "2 of 2 mistakes are named, 0 wrongly" in said
    assert "8 calls" in said
    assert said.endswith("The course is healthy.")


def extended(text: str) -> str:
    """The checker with more declarations, before the points are taken from what is there."""
    return CHECKER + "from calcgrade.checking import Call, expect\n" + text


IDLE = """
@exercise.check("is called", points=0, function="word")
def is_called():
    yield Call("word")
"""
UNDRAWN = """
@exercise.picture("is_called")
def nothing():
    raise ZeroDivisionError("of the picture")
"""
BROKEN = """
@exercise.check("is broken", points=0, function="word")
def is_broken():
    yield Call("word")
    raise ZeroDivisionError("of the checker")
"""
POINTS = """
@exercise.check("one point too many", points=1, function="word")
def one_point_too_many():
    reply = yield Call("word")
    expect(reply).to_equal("double")
"""
TIGHT = """
import numpy as np
from calcgrade.checking import Judged
@exercise.check("is tight", points=0, function="double")
def is_tight():
    reply = yield Call("double", 0.1)
    reply.judged = Judged(0.2 + 1e-6, 1e-9, 1e-9)
"""
MANY = """
@exercise.check("asks too often", points=0, function="word")
def asks_too_often():
    replies = yield [Call("word")] * 101
    expect(replies[0]).to_equal("double")
"""

MISTAKE = """
@exercise.misconception("{id}", "", "", function="double")
def mistake(x):
    return {value}
"""
SPLITS = """
@exercise.check("splits", points=0, function="double")
def splits():
    reply = yield Call("double", 1.0)
    expect(reply).to_be_close_to(reply.value.real, 1.0)
"""
PROBLEMS: dict[str, tuple[Changes, str]] = {
    "a check that breaks": (
        {f"checkers/{NAME}": extended(BROKEN)},
        "the check is_broken broke: ZeroDivisionError: of the checker",
    ),
    "a solution that fails": (
        {f"solutions/{NAME}": SQUARES},
        f"solutions/{NAME}: 6 of 10, lost on doubles_every_number",
    ),
    "a solution that does not load": ({f"solutions/{NAME}": "raise OSError"}, "0 of 10, lost on loading"),
    "no solution": ({f"solutions/{NAME}": None}, "there is no solution"),
    "a stub that is written": (
        {f"exercises/{NAME}": STUB.replace("raise NotImplementedError", "return 1", 1)},
        f"exercises/{NAME}: not every check says not started: doubles_every_number",
    ),
    "an accepted sample that fails": (
        {f"{SAMPLES}/accepted/adds.py": SQUARES},
        f"{SAMPLES}/accepted/adds.py: 6 of 10, lost on doubles_every_number",
    ),
    "a wrong sample with full marks": (
        {f"{WRONG}/right.py": "# misconception: none\n" + made_up.RIGHT},
        f"{WRONG}/right.py: full marks for a wrong answer",
    ),
    "a hostile sample with full marks": (
        {f"{SAMPLES}/hostile/tame.py": made_up.RIGHT},
        f"{SAMPLES}/hostile/tame.py: full marks for a hostile",
    ),
    "a wrong sample named as another mistake": (
        {f"{WRONG}/squares.py": "# misconception: cubes\n" + SQUARES},
        f"{WRONG}/squares.py: named squares, labelled cubes",
    ),
    "a wrong sample that is named and should not be": (
        {f"{WRONG}/squares.py": "# misconception: none\n" + SQUARES},
        f"{WRONG}/squares.py: named squares, labelled none",
    ),
    "a wrong sample that is not named": (
        {f"{WRONG}/odd.py": "# misconception: squares\n" + made_up.RIGHT.replace("2 * x", "2 * x + 1")},
        f"{WRONG}/odd.py: named nothing, labelled squares",
    ),
    "a wrong sample without a label": (
        {f"{WRONG}/squares.py": SQUARES},
        f"{WRONG}/squares.py: its first line does not say '# misconception: …'",
    ),
    "a crash with another status": (
        {f"{SAMPLES}/crash/raises.py": "# expected: timed_out\nraise OSError\n"},
        f"{SAMPLES}/crash/raises.py: is error, its first line says '# expected: timed_out'",
    ),
    "a check that kills nothing": (
        {f"checkers/{NAME}": extended(IDLE)},
        "the check is_called kills nothing: it fails no wrong sample and no wrong reference",
    ),
    "a picture that cannot be drawn": (
        {f"checkers/{NAME}": extended(IDLE + UNDRAWN)},
        "the picture word cannot be drawn: ZeroDivisionError: of the picture",
    ),
    "a check that no sample kills any more": (
        {f"{WRONG}/squares.py": "# misconception: none\n" + made_up.RIGHT.replace('"double"', '"triple"')},
        "the check doubles_every_number fails no wrong sample",
    ),
    "a mistake that is right": (
        {f"checkers/{NAME}": extended(MISTAKE.format(id="right", value="x + x"))},
        "the misconception right of double is as good as right: its reference fails no check",
    ),
    "two mistakes that no case tells apart": (
        {f"checkers/{NAME}": extended(MISTAKE.format(id="square", value="x ** 2"))},
        "the misconception squares of double cannot be told from square: no case makes them answer differently",
    ),
    "a mistake that breaks the checker": (
        {f"checkers/{NAME}": extended(MISTAKE.format(id="odd", value="'odd'") + SPLITS)},
        "the misconception odd of double, handed in, breaks splits: AttributeError",
    ),
    "points that do not add up": (
        {f"checkers/{NAME}": extended(POINTS)},
        "its checks are worth 11 points, course.toml says 10",
    ),
    "a checker of another exercise": (
        {f"checkers/{NAME}": CHECKER + 'exercise.id = "1.2"\n'},
        "the checker says that it is 1.2",
    ),
    "a checker that does not load": ({f"checkers/{NAME}": "import nothing_of_that_name"}, "No module named"),
    "a function that nobody judges": (
        {f"checkers/{NAME}": CHECKER + 'exercise.functions += ("spare",)\n'},
        "no check judges spare",
    ),
    "right answers at the edge of a tolerance": (
        {f"checkers/{NAME}": extended(TIGHT)},
        f"{SAMPLES}/accepted/adds.py: is_tight is 1000.00 times its tolerance off",
    ),
    "too many calls": ({f"checkers/{NAME}": extended(MANY)}, "109 calls, at most 100 are wanted"),
    "too few hints": ({"course.toml": TOML.replace(', "2 * x"', "")}, "fewer than three rungs"),
    "too few samples": (
        {f"{SAMPLES}/accepted/adds.py": None},
        "it has 2 accepted samples, at least 3 are wanted",
    ),
    "a stray file": (
        {"solutions/ex_9_9_forgotten.py": ""},
        "solutions/ex_9_9_forgotten.py belongs to no exercise",
    ),
    "a stray file of an extension": (
        {"solutions/extensions/ex_e9_forgotten.py": ""},
        "solutions/extensions/ex_e9_forgotten.py belongs to no exercise",
    ),
    "missing cases": ({CASES: None}, "the frozen cases are missing. Draw them with: calcgrade dev draw 1.1"),
    "cases of another property": (
        {CASES: '{"doubles_nothing": [{"x": 1}]}'},
        "the frozen cases of doubles_every_number are missing or out of date",
    ),
    "cases with other arguments": (
        {CASES: '{"doubles_every_number": [{"y": 1}]}'},
        "the frozen cases of doubles_every_number are missing or out of date",
    ),
    "cases that are no JSON": ({CASES: "{"}, "is not JSON"),
    "cases that are no mapping": ({CASES: "[]"}, "cannot be read"),
    "cases that are no formulas": (
        {CASES: '{"doubles_every_number": [{"x": ["formula"]}]}'},
        "the frozen cases of doubles_every_number cannot be read",
    ),
}


@pytest.mark.parametrize(("changed", "words"), PROBLEMS.values(), ids=PROBLEMS.keys())
def test_a_problem_is_named(changed: Changes, words: str, tmp_path: Path) -> None:
    healthy, said = verdict(tmp_path, changed)
    assert words in said
    assert not healthy
    assert re.search(r"The course has \d+ problems?\.$", said)


def test_a_wanted_exercise_is_checked_alone(tmp_path: Path) -> None:
    broken = TOML + TOML[TOML.index("[[exercise]]") :].replace("1.1", "1.2").replace(NAME, "ex_1_2_other.py")
    files = {"course.toml": broken, "exercises/ex_1_2_other.py": "", "checkers/ex_1_2_other.py": ""}
    assert verdict(tmp_path, files, "1.1")[0]
    assert not verdict(tmp_path, files)[0]


# dev draw


def test_the_same_seed_draws_the_same_file_and_another_seed_another(tmp_path: Path) -> None:
    course, said = double_course.make(tmp_path), list[str]()
    file = tmp_path / CASES
    drawn: list[bytes] = []
    for seed in (3, 3, 4):
        draw.run(course, (), seed=seed, say=said.append)
        drawn.append(file.read_bytes())
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]
    assert said[0] == f"1.1: 5 cases of 1 properties written to {CASES}"
    cases = json.loads(drawn[0])["doubles_every_number"]
    assert len({case["x"] for case in cases}) == 5


def test_drawn_cases_are_what_check_wants(tmp_path: Path) -> None:
    course = double_course.make(tmp_path, {CASES: None})
    draw.run(course, (), say=lambda _: None)
    report = double_course.checked(course)
    assert report.healthy, report


@pytest.mark.slow
def test_exercises_side_by_side_are_told_of_in_course_order_as_one_after_another(tmp_path: Path) -> None:
    course = double_course.make(tmp_path / "broken", {f"checkers/{NAME}": "raise ValueError\n"})
    alone = double_course.checked(course, "1.1", "1.1")
    together = check.run(course, ("1.1", "1.1"), jobs=2)
    assert together == alone
    assert len(together.problems) == 2
    healthy = double_course.make(tmp_path / "healthy")
    assert check.run(healthy, ("1.1", "1.1"), jobs=2) == double_course.checked(healthy, "1.1", "1.1")
