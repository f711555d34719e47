"""The extensions' checkers driven straight against values and Python functions: nothing breaks them or earns points."""

from __future__ import annotations

import math
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from calcgrade.checking import Call, Reply, Status
from calcgrade.course import load
from calcgrade.engine import cases, outcome
from calcgrade.wire.pictures import Axes, Drawing, Line, Scatter
from calcgrade.wire.values import Opaque, Picture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calcgrade.engine.outcome import Outcome

COURSE = load.load(Path(__file__).parents[2])
EXERCISES = [entry.id for entry in COURSE.manifest.exercise if entry.bonus]

FAR = Line([1e100, -1e100, 0.0], [1e100, 1.0, 1.0], label="0.1")
UNEQUAL = Line([1.0, 2.0], [1.0], label="10^{999}")
DOTS = Scatter([0.0] * 5, [math.nan] * 5)
NAN_ROWS = [np.full(51, np.nan)] * 3
VALUES: list[Any] = [
    None, True, 0, 1.0, 10**400, 1e308, math.nan, math.inf, 1 + 2j, "", "flat", [], [[]], [1, [2]], {}, {"a": 1},
    np.zeros(0), np.full(3, np.nan), np.full(201, 1e308), np.zeros((3, 1)), np.array([True]), np.array(5),
    np.zeros(2, dtype=complex), list(range(201)), [None] * 3, [{"a": 1}] * 2, Opaque("Foo", "bar"),
    [np.zeros(51)] * 3, NAN_ROWS, [[]] * 3, np.zeros((201, 2)), np.full((201, 2), np.nan), np.zeros((3, 2)),
    [[1.0], True], [[], False], [[math.nan], True], [np.full(9, 1e308), False], [True, [1.0]], [[1.0], 1],
    [[1.0], None], [[], None], [[], 1.0], [[math.nan], 1.0], [[1e308] * 3, None], [None, [1.0]], [[1.0], math.nan],
    np.zeros((3, 3)), np.full((101, 3), np.nan), np.full((2, 4), 1e308), [[1.0, 1.0, 1.0]] * 101, -1, 2.25, 10**30,
    [[0, 1], [2]], [[0]] * 40, [[10**400]], [[math.nan] * 4] * 10, [[0.5]], [[[]]], np.arange(40).reshape(10, 4),
    (1.5, 0.3), (math.nan, 0.0, [1.0] * 50), (0.0, 0.0, [1e308] * 6), (1e308, -1e308, [math.inf] * 6), (0, 0, "x"),
    [0.0, 0.0, 0.0], [0.0, 0.0, 0.0, []], [0.0, 0.0, 0.0, [math.nan] * 200], [1e308, 1e308, -1e308, [1e308] * 6],
    *(
        Picture(b"", Drawing(axes))
        for axes in ([], [Axes()], [Axes(lines=[FAR])], [Axes(lines=[UNEQUAL], scatters=[DOTS], texts=["1e999", "−"])])
    ),
]  # fmt: skip


def judged(id_: str, answer: Callable[[Call], Reply]) -> list[Outcome]:
    exercise = COURSE.checker(id_)

    def caller(calls: Sequence[Call]) -> list[Reply]:
        return [answer(call) for call in calls]

    return outcome.judge(exercise, cases.read(cases.file_of(COURSE, id_), exercise), caller, shrinking=False)


def faults(outcomes: list[Outcome]) -> list[Exception]:
    found = [item.fault for item in outcomes] + [item.diagnosis_fault for item in outcomes]
    return [fault for fault in found if fault is not None]


def passed(outcomes: list[Outcome]) -> set[str]:
    return {item.check.id for item in outcomes if item.status == "passed"}


@pytest.mark.parametrize("id_", EXERCISES)
@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_one_value_for_every_call_breaks_nothing_and_earns_nothing(id_: str, value: Any) -> None:
    outcomes = judged(id_, lambda call: Reply(call, Status.OK, value=value))
    assert faults(outcomes) == []
    assert passed(outcomes) == set()


@pytest.mark.parametrize("id_", EXERCISES)
def test_values_and_failures_in_any_mixture_break_nothing(id_: str) -> None:
    chance = random.Random(0)
    ends = [Status.OK] * 8 + [Status.TIMED_OUT, Status.CRASHED, Status.MISSING, Status.OVERSIZED]
    for _ in range(20):
        outcomes = judged(id_, lambda call: Reply(call, chance.choice(ends), value=chance.choice(VALUES)))
        assert faults(outcomes) == []


@pytest.mark.parametrize("id_", EXERCISES)
def test_an_extension_is_worth_five_points_in_whole_or_half_steps(id_: str) -> None:
    entry, exercise = COURSE.entry(id_), COURSE.checker(id_)
    assert (entry.points, entry.bonus, exercise.max_score) == (5, True, 5)
    assert len({misconception.id for misconception in exercise.misconceptions}) >= 4
    assert any(check.families for check in exercise.checks.values())
