"""Formulas that somebody typed: read as on paper, calculated exactly, never run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calcgrade.companion.formula.formula import Formula
from calcgrade.companion.formula.walk import descend, outcome
from calcgrade.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBERS = st.floats(-3, 3).map(lambda x: round(x, 3))


ON_PAPER: list[tuple[str, Callable[[float], float]]] = [
    ("x^3 - 3x", lambda x: x**3 - 3 * x),
    ("x³ − 3·x", lambda x: x**3 - 3 * x),
    ("2x**2+1", lambda x: 2 * x**2 + 1),
    ("-x^2", lambda x: -(x**2)),
    ("2^-x", lambda x: 2**-x),
    ("2^x^2", lambda x: 2 ** (x**2)),
    ("x/2/4", lambda x: x / 8),
    ("1 - 2 - x", lambda x: -1 - x),
    ("(x+1)(x-1)", lambda x: x**2 - 1),
    ("2(x)3", lambda x: 6 * x),
    ("sin(x)^2 + cos(x)²", lambda x: 1.0),
    ("2pi x", lambda x: 2 * math.pi * x),
    ("1e2x", lambda x: 100 * x),
    ("exp(-x^2/2)", lambda x: math.exp(-(x**2) / 2)),
    ("relu(x) + abs(x) + tanh(x) + sigmoid(x)", lambda x: 2 * x + math.tanh(x) + 1 / (1 + math.exp(-x))),
    ("+x - -x", lambda x: 2 * x),
]


@pytest.mark.parametrize(("text", "expected"), ON_PAPER)
def test_a_formula_is_read_as_it_is_written_on_paper(text: str, expected: Callable[[float], float]) -> None:
    for x in (0.5, 1.0, 1.7):
        assert float(Formula(text)(x)) == pytest.approx(expected(x), rel=1e-12)


def test_letters_side_by_side_are_a_product() -> None:
    assert float(Formula("3x^2 + xy + y^2", ("x", "y"))(2.0, 5.0)) == 12 + 10 + 25


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it ends too early"),
        ("x +", "it ends too early"),
        ("(x", "a bracket is not closed"),
        ("x)", "what is ')' doing here"),
        ("x^^2", "before '^'"),
        ("sin x", "sin needs brackets"),
        ("__import__('os').system('id')", "this character means nothing"),
        ("import os", "'import' is unknown"),
        ("x.real", "this character means nothing"),
        ("y", "'y' is unknown"),
        ("(" * 60 + "x" + ")" * 60, "nested more than"),
        ("-" * 150 + "x", "nested more than"),
        ("x" * 201, "longer than 200 characters"),
        ("x\x1b[2J", "this character means nothing"),
    ],
)
def test_what_is_no_formula_is_refused_in_one_sentence(text: str, problem: str) -> None:
    with pytest.raises(InputError, match="the formula") as caught:
        Formula(text)
    assert problem in str(caught.value)


@st.composite
def formulas(draw: st.DrawFn) -> str:
    """Formulas of x and y, as text."""
    leaves = st.one_of(st.sampled_from(["x", "y", "2", "0.5", "pi"]))
    grown = st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map(
                lambda t: f"({t[0]} {t[1]} {t[2]})"
            ),
            st.tuples(st.sampled_from(["sin", "cos", "exp", "tanh", "sigmoid", "log", "sqrt"]), inner).map(
                lambda t: f"{t[0]}({t[1]})"
            ),
            st.tuples(inner, st.sampled_from(["2", "3", "-1", "y"])).map(lambda t: f"({t[0]})^({t[1]})"),
            inner.map(lambda t: f"-{t}"),
        ),
        max_leaves=6,
    )
    return draw(grown.filter(lambda text: len(text) <= 200))


@given(formulas(), NUMBERS, NUMBERS)
@settings(max_examples=150, deadline=None)
def test_exact_slopes_agree_with_measured_ones(text: str, x: float, y: float) -> None:
    f, h = Formula(text, ("x", "y")), 1e-6
    gradient = f.gradient(x, y)
    with np.errstate(all="ignore"):
        measured = np.array([(f(x + h, y) - f(x - h, y)) / (2 * h), (f(x, y + h) - f(x, y - h)) / (2 * h)])
        rough = np.array(
            [f.gradient(x + h, y) - f.gradient(x - h, y), f.gradient(x, y + h) - f.gradient(x, y - h)]
        )
    # Near a pole or the end of its domain nothing can be measured.
    assume(np.all(np.isfinite(gradient)) and np.all(np.isfinite(measured)) and np.all(np.isfinite(rough)))
    assume(np.max(np.abs(gradient)) < 1e4 and np.max(np.abs(rough)) < 1e-2 and abs(float(f(x, y))) < 1e4)
    assert measured == pytest.approx(gradient, rel=1e-4, abs=2e-4)


@given(st.text(alphabet="xy0123.+-*/^() sinexplog²·", max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_formula_or_an_input_error(text: str) -> None:
    try:
        value = Formula(text, ("x", "y"))(np.array([0.5, 1.5]), 1.0)
    except InputError:
        return
    assert value.shape == (2,)


@given(st.floats(0.01, 1.3), st.floats(0.5, 3), st.floats(-5, 5))
@settings(max_examples=100, deadline=None)
def test_what_becomes_of_a_walk_in_a_parabola_follows_from_one_factor(
    rate: float, c: float, start: float
) -> None:
    assume(abs(start) > 0.1)
    factor = 1 - 2 * c * rate
    assume(min(abs(factor), abs(abs(factor) - 1)) > 0.02)
    expected = "diverges" if factor < -1 else "oscillates" if factor < 0 else "converges"
    assert outcome(Formula(f"{c} * x^2"), start, rate, 400) == expected


def test_a_walk_that_is_stopped_early_creeps() -> None:
    assert outcome(Formula("x^2"), 1.0, 0.001, 20) == "creeps"


def test_a_walk_ends_where_it_runs_out_of_numbers() -> None:
    places = descend(Formula("x^4"), [3.0], 1.0, 100)
    assert len(places) < 10
    assert np.all(np.isfinite(places))
