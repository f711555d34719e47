"""The frozen cases, the same for everybody, catch every wrong difference quotient in the check that claims to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
from benchmarks.tolerances.schemes import FACTORS, ONE_SIDED, RIGHT, SINGLE, STEPS, Scheme
from test_checkers_derivatives import judged

from calcgrade.checking.formulas.functions import polynomial, sin_of

Function = Callable[..., Any]

Y = sin_of(polynomial(0, 0, 1))


def along(f: Function, point: Any, i: int) -> Function:
    start = [float(x) for x in point]

    def line(t: float) -> Any:
        return f(*start[:i], t, *start[i + 1 :])

    return line


def derivative(scheme: Scheme, f: Function, x: float, h: float = 1e-7) -> Any:
    return scheme(f, float(x), h)


def partial_derivative(scheme: Scheme, f: Function, point: Any, i: int, h: float = 1e-7) -> Any:
    return scheme(along(f, point, i), float(point[i]), h)


def gradient(scheme: Scheme, f: Function, point: Any, h: float = 1e-7) -> Any:
    return np.array([partial_derivative(scheme, f, point, i, h) for i in range(len(point))])


def dy_dx(scheme: Scheme, x: float, h: float = 1e-7) -> Any:
    return scheme(Y, float(x), h)


PLACES = [
    ("1.1", "numerical_derivative", derivative, "agrees_with_the_exact_derivative", "is_of_second_order"),
    (
        "2.1", "partial_derivative", partial_derivative,
        "partial_derivative_is_exact", "partial_derivative_is_of_second_order",
    ),
    ("2.1", "gradient", gradient, "gradient_is_exact", "gradient_is_of_second_order"),
    ("2.2", "gradient", gradient, "gradient_is_exact", "gradient_is_of_second_order"),
    ("3.1", "numerical_dy_dx", dy_dx, "numerical_dy_dx_agrees", "numerical_dy_dx_is_of_second_order"),
]  # fmt: skip


def of(chosen: list[Any]) -> pytest.MarkDecorator:
    names = ("id_", "name", "lift", "value", "order")
    return pytest.mark.parametrize(names, chosen, ids=[f"{place[0]}-{place[1]}" for place in chosen])


places = of(PLACES)
handed_in = of(PLACES[:-1])  # in 3.1 the function is the learner's own, and nobody sees where it is evaluated


def verdicts(id_: str, name: str, function: Function) -> dict[str, str]:
    return {item.check.id: item.status for item in judged(id_, name, function) if item.check.function == name}


def fixed(scheme: Scheme, step: float) -> Scheme:
    return lambda f, x, _: scheme(f, x, step)


def unseen(scheme: Scheme) -> Scheme:
    """Evaluate f with arrays, which leave no point behind."""
    return lambda f, x, h: scheme(lambda t: float(f(np.asarray(t))), x, h)


@places
@pytest.mark.parametrize("wrong", FACTORS | SINGLE)
def test_a_wrong_factor_and_float32_fail_the_value_check(
    id_: str, name: str, lift: Function, value: str, order: str, wrong: str
) -> None:
    assert verdicts(id_, name, partial(lift, (FACTORS | SINGLE)[wrong]))[value] == "failed"


@places
@pytest.mark.parametrize("wrong", ONE_SIDED)
def test_a_one_sided_difference_fails_the_order_check_by_its_values_alone(
    id_: str, name: str, lift: Function, value: str, order: str, wrong: str
) -> None:
    assert verdicts(id_, name, partial(lift, unseen(ONE_SIDED[wrong])))[order] == "failed"
    assert verdicts(id_, name, partial(lift, fixed(ONE_SIDED[wrong], 1e-4)))[value] == "failed"


@handed_in
@pytest.mark.parametrize("wrong", ONE_SIDED)
def test_a_one_sided_difference_with_a_hidden_step_is_seen_where_f_is_handed_in(
    id_: str, name: str, lift: Function, value: str, order: str, wrong: str
) -> None:
    found = verdicts(id_, name, partial(lift, fixed(ONE_SIDED[wrong], 1e-8)))
    assert found[value] == "passed", "no value can tell"
    assert found[order] == "failed"


@places
@pytest.mark.parametrize("right", RIGHT)
def test_right_schemes_pass_with_every_step_of_the_course(
    id_: str, name: str, lift: Function, value: str, order: str, right: str
) -> None:
    assert set(verdicts(id_, name, partial(lift, RIGHT[right])).values()) == {"passed"}
    for step in STEPS:
        found = verdicts(id_, name, partial(lift, fixed(RIGHT[right], step)))
        assert found[value] == found[order] == "passed", step
