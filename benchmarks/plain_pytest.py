"""The checks of 2.1 as an instructor without calcgrade would write them: pytest and Hypothesis, no sandbox."""
# pyright: basic, reportMissingImports=false

from __future__ import annotations

from typing import Any

import numpy as np
from ex_2_1_gradient import (  # type: ignore[import-not-found]  # the learner's file, beside this one when run
    analytical_gradient,
    f,
    gradient,
    partial_derivative,
)
from hypothesis import given, settings
from hypothesis import strategies as st

coefficients = st.floats(-3, 3, allow_nan=False).filter(lambda c: abs(c) > 0.1)
coordinates = st.floats(-3, 3, allow_nan=False)
pairs = st.tuples(coordinates, coordinates)


def surface(a: float, b: float, c: float) -> Any:
    """A quadratic with a cross term, and its gradient."""
    return (lambda x, y: a * x * x + b * x * y + c * y * y), (
        lambda x, y: [2 * a * x + b * y, b * x + 2 * c * y]
    )


def test_f() -> None:
    assert f(1.0, -1.0) == 3.0


@settings(max_examples=5)
@given(pairs)
def test_f_everywhere(point: tuple[float, float]) -> None:
    x, y = point
    assert np.isclose(f(x, y), 3 * x * x + x * y + y * y)


def test_partials_of_the_statement() -> None:
    assert np.isclose(partial_derivative(f, [1.0, -1.0], 0), 5.0)
    assert np.isclose(partial_derivative(f, [1.0, -1.0], 1), -1.0)


@settings(max_examples=12)
@given(coefficients, coefficients, coefficients, pairs)
def test_partial_derivative(a: float, b: float, c: float, point: tuple[float, float]) -> None:
    g, exact = surface(a, b, c)
    assert np.isclose(partial_derivative(g, np.array(point), 0), exact(*point)[0], atol=1e-6)


@settings(max_examples=16)
@given(coefficients, coefficients, coefficients, pairs)
def test_gradient(a: float, b: float, c: float, point: tuple[float, float]) -> None:
    g, exact = surface(a, b, c)
    assert np.allclose(gradient(g, np.array(point)), exact(*point), atol=1e-6)


@settings(max_examples=5)
@given(coefficients, coefficients, coefficients, pairs)
def test_order(a: float, b: float, c: float, point: tuple[float, float]) -> None:
    g, exact = surface(a, b, c)
    for h in (0.1, 0.01, 0.001):
        assert np.allclose(gradient(g, np.array(point), h), exact(*point), atol=h * h)


def test_gradient_leaves_the_point_alone() -> None:
    point = np.array([1.0, -1.0])
    gradient(f, point)
    assert point.tolist() == [1.0, -1.0]


def test_gradient_takes_a_list() -> None:
    assert np.allclose(gradient(f, [1, -1]), [5, -1])


@settings(max_examples=8)
@given(pairs)
def test_analytical_gradient(point: tuple[float, float]) -> None:
    x, y = point
    assert np.allclose(analytical_gradient(x, y), [6 * x + y, x + 2 * y])
