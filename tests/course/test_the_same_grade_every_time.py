"""Code that tries to answer differently each time gets the same bytes twenty times, and in every sandbox."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from test_the_same_grade_everywhere import KINDS, are_alike, grade, without_chance

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

TIMES = 20

FILES = {
    # A mistake that is diagnosed and shrunk, the order of sets, addresses in output, in exceptions and in values.
    "ex_1_1_numerical_derivative.py": '''
class Thing:
    pass


def numerical_derivative(f, x, h=1e-7):
    print("looking at", {"left", "right", "middle", "far"}, "with", Thing())
    return (f(x + h) - f(x)) / h


def square_slopes():
    raise ValueError(f"{Thing()} is not in { {'a', 'b', 'c', 'd', 'e'} }")


def cubic_slope():
    return float(list({"0.5", "1.5", "2.5", "3.5", "4.5"})[0])


def sine_slope():
    return Thing()
''',
    # Chance with a seed of the worker's, chance without, the clock, the process's number.
    "ex_2_1_gradient.py": '''
import os
import random
import time

import numpy as np

print("rolled", random.random(), np.random.rand(), hash("a text"))


def f(x, y):
    return 3 * x**2 + x * y + y**2 + random.random()


def partial_derivative(f, point, variable_index, h=1e-7):
    raise RuntimeError(f"no luck with {np.random.randint(1000)} in {[object()]}")


def gradient(f, point, h=1e-7):
    return np.random.default_rng().normal(size=len(point)) + time.time() + os.getpid()


def analytical_gradient(x, y):
    return np.array([6 * x + y, x + np.random.normal()])
''',
    # A picture of random numbers, its lines in the order of a set.
    "ex_1_2_tangent_lines.py": '''
import random

import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**3 - 3 * x


def slope(x0):
    return 3 * x0**2


def tangent_line(x0, x):
    return f(x0) + slope(x0) * (x - x0)


def behaviour(x0):
    return random.choice(["increasing", "decreasing", "flat"])


def plot_tangents():
    x = np.linspace(-2, 2, 200) + np.random.normal(size=200) / 100
    figure, axes = plt.subplots()
    axes.plot(x, f(x), label="curve")
    for name in {"minus one", "zero", "one"}:
        x0 = {"minus one": -1, "zero": 0, "one": 1}[name]
        axes.plot(x, tangent_line(x0, x), label=name)
    axes.legend()
    return figure
''',
}  # fmt: skip


@pytest.fixture(scope="module")
def restless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("restless")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def once(restless: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return grade(restless, "process", tmp_path_factory.mktemp("once") / "out.json")[1]


def text(result: dict[str, Any]) -> str:
    """Return the bytes of a result but for durations, isolation and environment."""
    return json.dumps(without_chance(result), indent=1)


def test_twenty_gradings_give_the_same_bytes(restless: Path, once: dict[str, Any], tmp_path: Path) -> None:
    def again(k: int) -> str:
        return text(grade(restless, "process", tmp_path / f"{k}.json")[1])

    with ThreadPoolExecutor(2) as pool:
        assert set(pool.map(again, range(1, TIMES))) == {text(once)}


@pytest.mark.parametrize("isolation", KINDS[1:])
def test_another_sandbox_gives_the_same_bytes(
    isolation: str, restless: Path, once: dict[str, Any], tmp_path: Path
) -> None:
    _, other = grade(restless, isolation, tmp_path / "out.json")
    if are_alike(once, other):
        assert text(other) == text(once)
    else:  # another Python words errors otherwise, another matplotlib draws otherwise
        assert [e["status"] for e in other["exercises"]] == [e["status"] for e in once["exercises"]]


def test_the_submission_really_is_restless_and_holds_all_that_could_differ(once: dict[str, Any]) -> None:
    by_id = {exercise["id"]: exercise for exercise in once["exercises"]}
    checks = {check["id"]: check for id_ in ("1.1", "1.2", "2.1") for check in by_id[id_]["checks"]}
    assert checks["is_of_second_order"]["misconception"]["id"] == "forward-difference"
    assert checks["agrees_with_the_exact_derivative"]["counterexample"]["where"] == "f = lambda x: x**2"
    named = [check["misconception"]["id"] for check in checks.values() if check["misconception"]]
    assert "changes-every-time" in named
    assert "at 0x…" in by_id["1.1"]["output"]
    assert by_id["2.1"]["output"].startswith("rolled 0.")
    assert any("at 0x…" in check["message"] and check["status"] == "error" for check in checks.values())
    assert by_id["1.2"]["figures"][0]["png"]
