"""What an answer looks like is named where no mistake is: not a number, out of shape, out of order."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from graded import checks, solution
from in_process import InProcess
from test_diagnose import constant, exercise

from calcgrade.checking import Call, Exercise, Judgement, Reply, Status, expect
from calcgrade.checking.appearances import APPEARANCES
from calcgrade.engine import diagnose, outcome
from calcgrade.sandboxes.replies import Judged

RIGHT = [1.0, -2.0, 3.5]


def shown(value: Any, right: Any = RIGHT) -> set[str]:
    reply = Reply(Call("g"), Status.OK, value=value, judged=Judged(right, 1e-9, 1e-9))
    return {m.id for m in APPEARANCES if m.symptom is not None and m.symptom(reply)}


@pytest.mark.parametrize(
    ("value", "looks"),
    [
        ([1.0, -2.0, 3.5], set[str]()),
        ([3.5, -2.0, 1.0], {"wrong-order"}),
        ([1.0, 3.5, -2.0], {"wrong-order"}),
        (np.array([[1.0], [-2.0], [3.5]]), {"wrong-shape"}),
        (np.array([[1.0, -2.0, 3.5]]), {"wrong-shape"}),
        (np.array([[3.5], [-2.0], [1.0]]), {"wrong-order"}),
        ([1.0, -2.0], set[str]()),
        ([1.0, -2.0, 3.6], set[str]()),
        ([1.0, float("nan"), 3.5], {"not-a-number"}),
        ([1.0, float("inf"), 3.5], {"infinite"}),
        ([float("nan"), float("inf"), 3.5], {"not-a-number"}),
        ("text", set[str]()),
        (None, set[str]()),
        ({"a": 1.0, "b": -2.0, "c": 3.5}, {"dict-instead-of-list"}),
        ({"a": 1.0, "b": -2.0, "c": 3.0}, set[str]()),
    ],
)
def test_a_value_looks_like(value: Any, looks: set[str]) -> None:
    assert shown(value) == looks


def test_equal_entries_have_no_other_order() -> None:
    assert shown([2.0, 2.0], [2.0, 2.0]) == set()


def vectors(*rights: list[float]) -> Exercise:
    made = Exercise("1.1", "g")

    @made.check("g is right", points=10, function="g", cases=[{"k": k} for k in range(len(rights))])
    def g_is_right(k: int) -> Judgement:
        expect((yield Call("g", k))).to_be_close_to(rights[k], 1e-9)

    return made


def cause(made: Exercise, source: str) -> str | None:
    [item] = outcome.judge(made, {}, InProcess(source), shrinking=False)
    assert item.diagnosis_fault is None
    return item.cause.id if item.cause else None


def test_an_order_that_another_reply_contradicts_is_not_named() -> None:
    made = vectors([1.0, -1.0], [3.0, 2.0])
    assert cause(made, "def g(k): return [[-1.0, 1.0], [2.0, 3.0]][k]") == "wrong-order"
    assert cause(made, "def g(k): return [[-1.0, 1.0], [-3.0, -2.0]][k]") is None  # flipped signs


def test_a_mistake_that_fits_is_named_before_any_appearance() -> None:
    made = exercise(1.0, 2.0, undefined=constant(float("nan")))
    [item] = outcome.judge(made, {}, InProcess("def f(x): return float('nan')"), shrinking=False)
    assert item.cause is not None
    assert item.cause.id == "undefined"


def test_an_appearance_is_named_only_where_the_failing_reply_has_it() -> None:
    made = vectors([1.0, 2.0], [3.0, 4.0])
    assert cause(made, "def g(k): return [[1.5, 2.0], [float('nan'), 4.0]][k]") is None
    assert cause(made, "def g(k): return [[float('nan'), 2.0], [1.5, 4.0]][k]") == "not-a-number"


def test_an_appearance_of_the_exercise_s_own_hides_the_general_ones() -> None:
    made = vectors([1.0, 2.0])
    made.symptom("own", "Own", "An own word.", function="g", is_appearance=True)(lambda _: True)
    assert cause(made, "def g(k): return [2.0, 1.0]") == "own"


def test_the_first_nan_of_an_answer_is_named_by_its_entry() -> None:
    source = solution("1.1") + "\ndef square_slopes(): return [0.0, 2.0, float('nan'), float('nan')]"
    found = [c for c in checks("1.1", source).values() if c.status == "failed"]
    assert all("nan in entry 2" in check.message for check in found)
    assert {check.misconception.id for check in found if check.misconception} == {"not-a-number"}


def test_an_appearance_that_breaks_costs_no_verdict() -> None:
    made = vectors([1.0, 2.0])

    def breaks(_: Reply) -> bool | None:
        raise KeyError("no such thing")

    made.symptom("own", "Own", "An own word.", function="g", is_appearance=True)(breaks)
    [item] = outcome.judge(made, {}, InProcess("def g(k): return [2.0, 1.0]"), shrinking=False)
    assert item.status == "failed"
    assert isinstance(item.diagnosis_fault, KeyError)
    assert diagnose.name(made, "g", item.cases) is None
