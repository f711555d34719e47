"""An answer that changes from call to call is failed, and its values are never shown."""

from __future__ import annotations

import numpy as np
import pytest
from in_process import InProcess

from calcgrade.checking import Call, Exercise, Judgement, expect
from calcgrade.engine import outcome
from calcgrade.engine.message import counterexample, text
from calcgrade.engine.steady import identical


def exercise() -> Exercise:
    made = Exercise("9.9", "f")

    @made.check("f(1) is 1", points=1, function="f")
    def f_is_1() -> Judgement:
        reply = yield Call("f", 1.0)
        expect(reply).to_be_close_to(1.0, within=1e-9)

    return made


def test_values_of_a_changing_answer_are_never_shown() -> None:
    source = "import itertools\ncount = itertools.count(700)\ndef f(x): return float(next(count))"
    (found,) = outcome.judge(exercise(), {}, InProcess(source))
    assert found.failure is not None
    assert found.cause is not None
    said = text(found.failure, found.cause.explanation)
    facts = counterexample(found.failure)
    assert (found.status, found.cause.id) == ("failed", "changes-every-time")
    assert "gives another answer" in said
    assert "70" not in said
    assert facts is not None
    assert (facts.actual, facts.expected, facts.error) == ("", "", "")


def test_values_of_a_steady_answer_are_shown() -> None:
    (found,) = outcome.judge(exercise(), {}, InProcess("def f(x): return 700.0"))
    assert found.failure is not None
    assert "700" in text(found.failure, "")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (float("nan"), float("nan"), True),
        (0.0, -0.0, False),
        (1, 1.0, False),
        ([1.0, (2.0,)], [1.0, (2.0,)], True),
        ([1.0], [1.0, 2.0], False),
        ({"a": 1}, {"a": 2}, False),
        (np.array([1.0, np.nan]), np.array([1.0, np.nan]), True),
        (np.zeros(2), np.zeros((2, 1)), False),
    ],
)
def test_identical_means_to_the_last_bit(one: object, other: object, same: bool) -> None:
    assert identical(one, other) is same
