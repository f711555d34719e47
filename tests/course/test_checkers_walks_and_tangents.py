"""The checkers of 1.2 and 4.1 driven straight against Python functions: no value breaks them or earns points."""

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
EXERCISES = ["1.2", "4.1"]

FAR = Line([1e100, -1e100, 0.0], [1e100, 1.0, 1.0])
ODD = Line([0.0, 1e-320, 1.0], [1.0, 2.0, 3.0])
UPRIGHT = Line([0.0, 0.0], [1.0, 2.0])
UNEQUAL = Line([1.0, 2.0], [1.0])
DOTS = Scatter([0.0] * 5, [math.nan] * 5)
VALUES: list[Any] = [
    None, True, 0, 1.0, 10**400, 1e308, math.nan, math.inf, 1 + 2j, "", "flat", [], [[]], [1, [2]], {}, {"a": 1},
    np.zeros(0), np.full(3, np.nan), np.full(201, 1e308), np.zeros((3, 1)), np.array([True]), np.array(5),
    np.zeros(2, dtype=complex), list(range(201)), [None] * 3, [{"a": 1}] * 2, Opaque("Foo", "bar"),
    *(
        Picture(b"", Drawing(axes))
        for axes in ([], [Axes()], [Axes(lines=[FAR, ODD, UPRIGHT])], [Axes(lines=[UNEQUAL], scatters=[DOTS])])
    ),
]  # fmt: skip


def judged(id_: str, answer: Callable[[Call], Reply]) -> list[Outcome]:
    exercise = COURSE.checker(id_)

    def caller(calls: Sequence[Call]) -> list[Reply]:
        return [answer(call) for call in calls]

    return outcome.judge(exercise, cases.read(cases.file_of(COURSE, id_), exercise), caller, shrinking=False)


def faults(outcomes: list[Outcome]) -> list[Exception]:
    return [item.fault for item in outcomes if item.fault is not None]


def passed(outcomes: list[Outcome]) -> set[str]:
    return {item.check.id for item in outcomes if item.status == "passed"}


def named(outcomes: list[Outcome]) -> set[str]:
    return {item.cause.id for item in outcomes if item.cause is not None}


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
        outcomes = judged(
            id_,
            lambda call: Reply(call, chance.choice(ends), value=chance.choice(VALUES), observed=((0.5,),)),
        )
        assert faults(outcomes) == []


def standing(call: Call) -> Reply:
    x0, steps = call.args[1] if len(call.args) > 1 else 0.0, call.args[3] if len(call.args) > 3 else 200
    value = [x0] * (int(steps) + 1) if call.function == "gradient_descent" else 0.0  # type: ignore[call-overload]
    return Reply(call, Status.OK, value=value)


def test_a_walk_that_never_looks_at_f_earns_its_form_alone_and_has_no_cause() -> None:
    outcomes = judged("4.1", standing)
    assert passed(outcomes) == {"history_holds_every_place"}
    assert named(outcomes) == set()


def tangents(slope: Callable[[float], float], word: Callable[[float], str]) -> Callable[[Call], Reply]:
    def answer(call: Call) -> Reply:
        x = float(call.args[0]) if call.args else 0.0  # type: ignore[arg-type]
        known: dict[str, Any] = {"slope": slope(x), "behaviour": word(slope(x))}
        value = known.get(call.function)
        return Reply(call, Status.OK, value=value)

    return answer


def up_or_down(rate: float) -> str:
    return "increasing" if rate > 0 else "decreasing"


def test_no_flat_place_is_a_mistake_of_behaviour_where_the_slope_is_right() -> None:
    found = {o.check.id: o.cause for o in judged("1.2", tangents(lambda x: 3 * x * x - 3, up_or_down))}
    cause = found["behaviour_at_the_three_places"]
    assert cause is not None
    assert cause.id == "flat-forgotten"


def test_no_flat_place_is_no_mistake_of_behaviour_where_the_slope_is_wrong() -> None:
    found = {o.check.id: o for o in judged("1.2", tangents(lambda x: 3 * x * x - 3 + 3e-4 * x, up_or_down))}
    assert found["behaviour_at_the_three_places"].status == "failed"
    assert found["behaviour_at_the_three_places"].cause is None


@pytest.mark.parametrize("h", [1e-6, 1e-4, 1e-2])
@pytest.mark.parametrize(("side", "id_"), [(1, "forward-difference"), (-1, "backward-difference")])
def test_a_one_sided_slope_is_named_whatever_step_is_inside(h: float, side: int, id_: str) -> None:
    def slope(x: float) -> float:
        return ((x + side * h) ** 3 - 3 * (x + side * h) - (x**3 - 3 * x)) / (side * h)

    found = {o.check.id: o.cause for o in judged("1.2", tangents(slope, up_or_down))}
    cause = found["slope_is_right_everywhere"]
    assert cause is not None
    assert cause.id == id_
