"""How the error of a slope follows its step is said in words and stored in numbers."""

from __future__ import annotations

import math

import pytest
from graded import checks, solution
from hypothesis import given
from hypothesis import strategies as st

from calcgrade.checking.failure import Failure
from calcgrade.checking.slopes.convergence import Convergence
from calcgrade.checking.slopes.order import STEPS
from calcgrade.engine import message

FORWARD = """
def partial_derivative(f, point, variable_index, h=1e-7):
    ahead = np.array(point, dtype=float)
    ahead[variable_index] += h
    return (f(*ahead) - f(*point)) / h
"""


def falling(*errors: float) -> Convergence:
    return Convergence(STEPS, errors, (1e-2, 1e-4, 1e-6))


@pytest.mark.parametrize(
    ("errors", "said"),
    [
        ((0.3, 0.03, 0.003), "Your error fell 10-fold when h fell 10-fold; that of a central difference"),
        ((0.5, 0.5, 0.5), "Your error stayed as it was when h fell 10-fold;"),
        ((1.0, 10.0, 100.0), "Your error grew 10-fold when h fell 10-fold;"),
        ((4.0, 0.04, 0.0004), "Your error falls 100-fold when h falls 10-fold, as it should; it is only too large."),
        ((0.3, 0.001, 0.003), ""),
        ((0.3, 0.0, 0.003), ""),
        ((0.3, math.inf, 0.003), ""),
        ((1e-300, 1.0, 1e300), ""),
    ],
)  # fmt: skip
def test_the_sentence_says_what_a_tenfold_step_did_to_the_error(errors: tuple[float, ...], said: str) -> None:
    sentence = falling(*errors).sentence
    assert sentence.startswith(said) if said else sentence == ""


@given(st.floats(0.1, 1e5), st.floats(1e-6, 1.0))
def test_errors_that_follow_a_power_of_the_step_give_back_that_power(gain: float, first: float) -> None:
    found = falling(first, first / gain, first / gain**2).gain
    assert found is not None
    assert math.isclose(found, gain, rel_tol=1e-9)


@given(st.lists(st.floats(min_value=0), min_size=3, max_size=3))
def test_any_errors_can_be_spoken_of(errors: list[float]) -> None:
    assert isinstance(falling(*errors).sentence, str)


def test_a_forward_difference_gets_the_sentence_and_the_numbers() -> None:
    check = checks("2.1", solution("2.1") + FORWARD)["partial_derivative_is_of_second_order"]
    assert "Your error fell 10-fold when h fell 10-fold" in check.message
    assert check.order is not None
    assert check.order.steps == list(STEPS)
    assert all(error > bound for error, bound in zip(check.order.errors, check.order.bounds, strict=True))
    assert check.order.errors[0] / check.order.errors[2] == pytest.approx(100, rel=0.1)


def test_every_other_check_has_no_order() -> None:
    found = checks("2.1", solution("2.1") + FORWARD)
    assert {id_ for id_, check in found.items() if check.order} == {
        "partial_derivative_is_of_second_order",
        "gradient_is_of_second_order",  # it is made of partial derivatives
    }
    assert all(check.order is None for check in checks("2.1", solution("2.1")).values())


def test_an_answer_that_changes_from_call_to_call_shows_no_order() -> None:
    check = checks("2.1", solution("2.1") + FORWARD.replace("/ h", "/ h * (1 + np.random.rand())"))[
        "partial_derivative_is_of_second_order"
    ]
    assert check.status == "failed"
    assert check.order is None
    assert "Your error" not in check.message


def test_infinite_errors_are_left_out_of_the_result() -> None:
    failure = Failure("failed", "order", "is off", order=falling(math.inf, 1.0, 1.0))
    assert message.order(failure) is None
