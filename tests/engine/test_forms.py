"""An answer in another form than the one asked for is told by its form; so is a call that could not begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from graded import checks, solution

from calcgrade.checking import Call, Reply, Status, judge
from calcgrade.checking.forms import FORMS
from calcgrade.sandboxes.replies import Judged, Raised
from calcgrade.wire.values import Opaque

if TYPE_CHECKING:
    from calcgrade.results.model import CheckResult

RIGHT = np.array([2.0, -1.0])


def looks(reply: Reply) -> set[str]:
    return {m.id for m in FORMS if m.symptom is not None and m.symptom(reply)}


def returned(value: Any, right: Any = RIGHT) -> set[str]:
    return looks(Reply(Call("g"), Status.OK, value=value, judged=Judged(right, 1e-9, 1e-9)))


def raised(kind: str, message: str, file: str | None = None) -> set[str]:
    return looks(Reply(Call("g"), Status.RAISED, raised=Raised(kind, message, file=file)))


MORE: list[tuple[Any, Any]] = [
    ((np.array([2.0, -1.0]), 0.5), RIGHT),
    ([0.5, [2.0, -1.0]], RIGHT),
    ({"gradient": [2.0, -1.0], "steps": 3}, RIGHT),
    ((3.0, 1.5), 1.5),
    (("valley", 7), "valley"),
    (({"w": 1.0, "b": 2.0}, 0.1), {"w": 1.0, "b": 2.0}),
]


@pytest.mark.parametrize(("value", "right"), MORE)
def test_the_right_answer_among_others_is_more_than_was_asked_for(value: Any, right: Any) -> None:
    assert returned(value, right) == {"more-than-asked-for"}


NOT_MORE: list[tuple[Any, Any]] = [
    ([2.0, -1.0], RIGHT),
    ([[2.0, -1.0]], RIGHT),
    ((2.0, -1.0, 0.0), RIGHT),
    (([2.0, 1.0], 0.5), RIGHT),
    ({"w": 1.0, "b": 2.0, "loss": 0.1}, {"w": 1.0, "b": 2.0}),
    (({"w": 1.0, "b": 2.5}, 0.1), {"w": 1.0, "b": 2.0}),
    (1.5, 1.5),
    ([1.5], 1.5),
    ("valley", "valley"),
]


@pytest.mark.parametrize(("value", "right"), NOT_MORE)
def test_the_right_answer_itself_or_a_wrong_one_is_not(value: Any, right: Any) -> None:
    assert returned(value, right) == set()


@pytest.mark.parametrize(
    ("kind", "looks_like"),
    [
        ("function", "returns-a-function"),
        ("poly1d", "returns-a-function"),
        ("generator", "returns-a-generator"),
        ("zip", "returns-a-generator"),
        ("Tensor", None),
    ],
)
def test_what_has_to_be_asked_for_its_value_is_known_by_its_type(kind: str, looks_like: str | None) -> None:
    assert returned(Opaque(kind, "<something>")) == ({looks_like} if looks_like else set())


@pytest.mark.parametrize(
    ("kind", "message", "file", "looks_like"),
    [
        ("TypeError", "g() takes 1 positional argument but 3 were given", None, "other-parameters"),
        ("TypeError", "Slopes.g() missing 1 required positional argument: 'y'", None, "other-parameters"),
        ("TypeError", "g() got an unexpected keyword argument 'h'", None, "other-parameters"),
        ("TypeError", "f() missing 1 required positional argument: 'y'", "mine.py", None),
        ("TypeError", "unsupported operand type(s) for ^: 'float' and 'int'", "mine.py", "caret-for-power"),
        ("UFuncTypeError", "ufunc 'bitwise_xor' did not contain a loop", "mine.py", "caret-for-power"),
        ("TypeError", "ufunc 'bitwise_xor' not supported for the input types", "mine.py", "caret-for-power"),
        ("ValueError", "g() takes 2", None, None),
    ],
)
def test_a_call_that_stopped_is_known_by_what_it_raised(
    kind: str, message: str, file: str | None, looks_like: str | None
) -> None:
    assert raised(kind, message, file) == ({looks_like} if looks_like else set())


def failed(source: str) -> dict[str, CheckResult]:
    return {id_: check for id_, check in checks("1.1", source).items() if check.status != "passed"}


def test_a_function_with_fewer_parameters_is_told_so_and_no_line_is_shown() -> None:
    found = failed(solution("1.1") + "\ndef numerical_derivative(f): return lambda x: 0.0")
    assert {c.misconception.id for c in found.values() if c.misconception} == {"other-parameters"}


def test_a_function_that_comes_back_is_told_so() -> None:
    found = failed(solution("1.1") + "\ndef cubic_slope(): return lambda x: 3 * x**2 - 2")
    assert {c.misconception.id for c in found.values() if c.misconception} == {"returns-a-function"}


@pytest.mark.parametrize(
    ("value", "phrase"),
    [
        ((np.zeros(3), 0.5), "a tuple (an array of shape (3,), a float 0.5)"),
        ([1.0], "a list (a float 1.0)"),
        ([1.0, 2.0, 3.0, 4.0], "a list of 4"),
        ([], "a list of 0"),
        (([1, 2], None), "a tuple (a list of 2, None)"),
        (np.array(2.5), "the number 2.5"),
    ],
)
def test_a_short_list_is_named_with_what_it_holds(value: Any, phrase: str) -> None:
    assert judge.describe(value) == phrase
