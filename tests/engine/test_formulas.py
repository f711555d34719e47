"""Formulas: what learner code may pass in, what comes out, how they are written and sent."""

from __future__ import annotations

import inspect
import json
import math
import pickle
import random
import subprocess
import sys
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from calcgrade.checking.families import draw_all, points
from calcgrade.checking.formulas.families import curves, surfaces
from calcgrade.checking.formulas.formula import Formula, Gradient, Partial, from_wire
from calcgrade.checking.formulas.functions import (
    cos_of,
    exp_of,
    exponential,
    monomial,
    polynomial,
    quadratic_form,
    sin_of,
    sinusoid,
)
from calcgrade.worker import formulas

BOWL = quadratic_form((3, 1), (1,))
MIXED = BOWL + sin_of(monomial(1, 1, 1), 2) + exp_of(monomial(-1, 1, 0))


@pytest.mark.parametrize(
    "value", [2, 2.0, True, np.float32(2), np.int64(2), np.float64(2), np.array(2), Fraction(2), np.uint8(2)]
)
def test_every_real_scalar_is_computed_in_float64(value: object) -> None:
    result = formulas.build(1, polynomial(0, 0.1, 1).terms)(value)
    assert type(result) is np.float64
    assert result == float(value) * float(value) + 0.1 * float(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "huge", [1e200, -1e200, 800, 10**400, -(10**400), float("inf"), float("nan"), 1e200j]
)
def test_overflow_neither_raises_nor_warns(huge: complex) -> None:
    expected = np.complex128 if isinstance(huge, complex) else np.float64
    for function in (MIXED, Gradient(MIXED), Partial(MIXED, 0)):
        assert function(huge, 1.0).dtype == expected
        assert function(1.0, huge).dtype == expected
    assert polynomial(0, 0, 1)(1e200) == np.inf
    assert exponential(1, 1)(800) == np.inf
    assert np.array_equal(exponential(1, 1)(np.array([0.0, 800.0])), [1.0, np.inf])


def test_arrays_of_any_shape_are_taken_elementwise() -> None:
    x = np.arange(6).reshape(2, 3)
    assert np.allclose(BOWL(x, 2), 3.0 * x**2 + 2 * x + 4)
    assert BOWL(x, 2).dtype == np.float64
    assert BOWL(np.ones(1), 2).shape == (1,)
    assert polynomial(3)(np.zeros((2, 2))).shape == (2, 2)
    assert Gradient(BOWL)(np.ones(4), 2.0).shape == (2, 4)


def test_a_complex_step_gives_the_derivative_to_the_last_digits() -> None:
    step = MIXED(complex(0.7, 1e-30), 1.3)
    assert math.isclose(step.imag / 1e-30, MIXED.partial((0.7, 1.3), 0), rel_tol=1e-14)


@pytest.mark.parametrize("value", [[1.0, 2.0], "1", None, np.array(["1"]), {}])
def test_what_is_no_number_is_a_type_error(value: object) -> None:
    with pytest.raises(TypeError, match=r"f\(\) takes numbers and NumPy arrays, not"):
        formulas.build(1, polynomial(0, 1).terms)(value)


def test_a_wrong_number_of_arguments_is_pythons_own_type_error() -> None:
    f = formulas.build(2, BOWL.terms)
    with pytest.raises(TypeError, match=r"^f\(\) missing 1 required positional argument: 'y'$"):
        f(1.0)
    with pytest.raises(TypeError, match=r"^f\(\) takes 2 positional arguments but 3 were given$"):
        f(1.0, 2.0, 3.0)


@pytest.mark.parametrize(("n", "names"), [(1, "x"), (2, "x y"), (3, "x y z"), (4, "x1 x2 x3 x4")])
def test_parameters_have_the_names_of_the_notation(n: int, names: str) -> None:
    f = formulas.build(n, ())
    assert list(inspect.signature(f).parameters) == names.split()
    assert (f.__name__, f(*[1.0] * n)) == ("f", 0.0)


def test_observed_points_are_the_real_scalar_calls_and_at_most_32() -> None:
    observed: list[tuple[float, ...]] = []
    f = formulas.build(2, BOWL.terms, observed)
    f(1, np.float32(2))
    f(np.ones(3), 1.0)
    f(1j, 1.0)
    f(3.0, 1e200)
    assert observed == [(1.0, 2.0), (3.0, 1e200)]
    for _ in range(100):
        f(0.0, 0.0)
    assert len(observed) == 32


def test_both_sides_of_the_boundary_agree_to_the_last_bit() -> None:
    random_draws = random.Random(11)
    for family in (curves(), surfaces()):
        for _ in range(300):
            case = draw_all({"f": family, "point": points()}, random_draws.choice)
            f, point = case["f"], case["point"]
            _, n, terms = json.loads(json.dumps(f.wire()))
            assert formulas.build(n, terms)(*point) == f(*point)
            assert np.array_equal(formulas.gradient(n, terms)(*point), f.gradient(point))
            entries = [formulas.partial(n, terms, i)(*point) for i in range(n)]
            assert np.array_equal(entries, f.gradient(point))


def test_gradients_agree_with_the_complex_step() -> None:
    random_draws = random.Random(12)
    for _ in range(300):
        case = draw_all({"f": surfaces(), "point": points()}, random_draws.choice)
        f, point = case["f"], case["point"]
        for i in range(f.n):
            nudged = [complex(x, 1e-30 * (k == i)) for k, x in enumerate(point)]
            found = f(*nudged).imag / 1e-30
            assert math.isclose(found, f.partial(point, i), rel_tol=1e-11, abs_tol=1e-11)


def test_a_gradient_has_shape_n_and_dtype_float64() -> None:
    value = Gradient(BOWL)(1, -1)
    assert value.shape == (2,)
    assert value.dtype == np.float64
    assert value.tolist() == [5.0, -1.0]


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (BOWL, "3x² + xy + y²"),
        (polynomial(2, 0, -3, 0, 1), "x⁴ − 3x² + 2"),
        (polynomial(0, -1), "−x"),
        (polynomial(), "0"),
        (sinusoid(-2, 3, 1), "−2 sin(3x + 1)"),
        (exponential(0.5, -1), "0.5 exp(−x)"),
        (polynomial(0, 1) + cos_of(polynomial(0, 0, -0.25), -1), "x − cos(−0.25x²)"),
        (quadratic_form((1, 2), (0,), linear=(0, -1.5), constant=1), "x² + 2xy − 1.5y + 1"),
        (monomial(-2, 2, 0, 0, 1), "−2x1²·x4"),
    ],
)
def test_a_formula_reads_as_mathematics(formula: Formula, text: str) -> None:
    assert formula.text == text
    assert formula.signature.endswith(f") = {text}")


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (sin_of(polynomial(0, 0, 1)), "2x cos(x²)"),
        (sin_of(polynomial(1, 2, 3), -1), "−(6x + 2) cos(3x² + 2x + 1)"),
        (cos_of(polynomial(0, 3)), "−3 sin(3x)"),
        (polynomial(7), "0"),
    ],
)
def test_a_derivative_reads_as_mathematics(formula: Formula, text: str) -> None:
    assert Partial(formula).text == text


def test_the_python_of_a_formula_can_be_pasted() -> None:
    assert BOWL.python == "lambda x, y: 3*x**2 + x*y + y**2"
    random_draws = random.Random(13)
    for _ in range(200):
        case = draw_all({"f": surfaces(), "point": points()}, random_draws.choice)
        for function in (case["f"], Partial(case["f"], 0), Gradient(case["f"])):
            pasted = eval(function.python, {"np": np})
            assert np.allclose(pasted(*case["point"]), function(*case["point"]), rtol=1e-11, atol=1e-11)


@pytest.mark.parametrize("function", [MIXED, Partial(MIXED, 1), Gradient(MIXED), polynomial()])
def test_a_function_survives_json_and_pickle(function: Formula) -> None:
    function(*[1.0] * len(function.names))  # compiled by now
    sent = from_wire(json.loads(json.dumps(function.wire())))
    assert sent == function
    assert hash(sent) == hash(function)
    assert pickle.loads(pickle.dumps(function)) == function


NO_FORMULAS: list[list[Any]] = [
    [],
    ["formula", 1],
    ["formula", 1, [["tan", 1, [[1, [1]]]]]],
    ["formula", 2, [["poly", 1, [[1, [1]]]]]],
    ["formula", 1, [["poly", 1, [[1, [-1]]]]]],
    ["formula", 1, [["poly", 1, [[1, [0.5]]]]]],
    ["partial", 1, ["formula", 1, []]],
    ["gradient", ["partial", 0, ["formula", 1, []]]],
]


@pytest.mark.parametrize("wire", NO_FORMULAS)
def test_what_is_no_formula_is_refused(wire: list[Any]) -> None:
    with pytest.raises(ValueError):
        from_wire(wire)


def test_the_sandbox_side_imports_only_the_standard_library_and_numpy() -> None:
    code = (
        "import sys, runpy; runpy.run_path(sys.argv[1])\n"
        "names = {m.partition('.')[0] for m in sys.modules} - set(sys.stdlib_module_names)\n"
        "print(*sorted(n for n in names if not n.startswith('_')))"
    )
    run = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path += {sys.path!r}\n{code}", formulas.__file__],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.split() == ["numpy"]
