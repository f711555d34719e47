"""Tolerances: right answers of every kind fit them, wrong ones do not, over thousands of drawn points."""

from __future__ import annotations

import ast
import math
import random
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from calcgrade.checking.families import draw_all, points, rates
from calcgrade.checking.formulas.families import bowls, curves, surfaces, wells
from calcgrade.checking.formulas.formula import Formula, Gradient
from calcgrade.checking.formulas.functions import polynomial, quadratic_form, sin_of, sinusoid
from calcgrade.checking.formulas.taylor import second_derivative_bound, third_derivative_bound
from calcgrade.checking.tolerances import (
    analytical_tolerance,
    derivative_rounding,
    derivative_tolerance,
    gradient_rounding,
    gradient_tolerance,
    mse_gradient_tolerance,
    mse_tolerance,
    numerical_step_rounding,
    order_bound,
    order_rounding,
    product_tolerance,
    step_rounding,
    step_tolerance,
    sum_tolerance,
)

Line = Callable[[complex], complex]
Scheme = Callable[[Line, float, float], float]
Place = tuple[Formula, tuple[float, ...], int]


def central(f: Line, x: float, h: float) -> float:
    return ((f(x + h) - f(x - h)) / (2 * h)).real


def half_step(f: Line, x: float, h: float) -> float:
    return ((f(x + h / 2) - f(x - h / 2)) / h).real


def five_point(f: Line, x: float, h: float) -> float:
    return ((-f(x + 2 * h) + 8 * f(x + h) - 8 * f(x - h) + f(x - 2 * h)) / (12 * h)).real


def complex_step(f: Line, x: float, h: float) -> float:
    return f(complex(x, h)).imag / h


def forward(f: Line, x: float, h: float) -> float:
    return ((f(x + h) - f(x)) / h).real


def backward(f: Line, x: float, h: float) -> float:
    return ((f(x) - f(x - h)) / h).real


def float32(f: Line, x: float, h: float) -> float:
    x32, h32 = np.float32(x), np.float32(h)
    above, below = np.float32(f(float(x32 + h32)).real), np.float32(f(float(x32 - h32)).real)
    return float((above - below) / (2 * h32))


RIGHT = (central, half_step, five_point, complex_step)
STEPS = (1e-4, 1e-5, 1e-6, 1e-7, 1e-8)


@cache
def places() -> list[Place]:
    draws = random.Random(2026)
    found: list[Place] = []
    for k in range(2000):
        family = curves() if k % 2 else surfaces(min_n=2)
        case = draw_all({"f": family, "point": points()}, draws.choice)
        found.append((case["f"], case["point"], draws.randrange(case["f"].n)))
    return found


def along(f: Formula, point: tuple[float, ...], i: int) -> Line:
    def line(x: complex) -> complex:
        return f(*point[:i], x, *point[i + 1 :])  # type: ignore[no-any-return]

    return line


def ratio(found: float, place: Place, tolerance: float) -> float:
    f, point, i = place
    return abs(found - f.partial(point, i)) / tolerance


def test_every_step_and_scheme_the_course_allows_fits_the_value_tolerance() -> None:
    worst: dict[str, float] = defaultdict(float)
    for f, point, i in places():
        tolerance, line = derivative_tolerance(f, point, i), along(f, point, i)
        for scheme in RIGHT:
            for h in STEPS:
                key = f"{scheme.__name__} {h:g}"
                worst[key] = max(worst[key], ratio(scheme(line, point[i], h), (f, point, i), tolerance))
        deep = complex_step(line, point[i], 1e-30)
        worst["complex_step 1e-30"] = max(worst["complex_step 1e-30"], ratio(deep, (f, point, i), tolerance))
        wide = five_point(line, point[i], 1e-3)
        worst["five_point 1e-3"] = max(worst["five_point 1e-3"], ratio(wide, (f, point, i), tolerance))
    print(*(f"{key}: {value:.3g}" for key, value in worst.items()), sep="\n")
    assert max(worst.values()) <= 1
    # The bound is not loose either: the largest step nearly fills the truncation, the smallest the rounding.
    assert worst["central 0.0001"] > 0.9
    assert worst["half_step 1e-08"] > 0.2


@pytest.mark.parametrize(
    ("f", "x", "h"),
    [
        (polynomial(0, 1.5), 1.0077921932757765, 1.017134044072868e-08),
        (polynomial(0, 1.5), 1035.0675966000063, 1.0122445872768732e-08),
        (sinusoid(1, 1.5), 1029.3463237150572, 1.0062417960864486e-08),
    ],
)
def test_a_half_step_has_room_for_the_rounding_of_x_on_both_sides(f: Formula, x: float, h: float) -> None:
    """At these places the bound for x ± h, with half as much for the rounding of x, is too small."""
    off, within = abs(half_step(f, x, h) - f.derivative(x)), derivative_tolerance(f, x)
    assert off <= within
    assert off > within - 2**-53 * abs(x * f.derivative(x)) / 1e-8


def rejected(scheme: Scheme, h: float, bound: Callable[[Place], float]) -> float:
    """Share of places where a scheme's answer is refused."""
    refused = 0
    for place in places():
        found = scheme(along(*place), place[1][place[2]], h)
        refused += not ratio(found, place, bound(place)) <= 1
    return refused / len(places())


@pytest.mark.parametrize("h", [0.1, 0.01, 0.001])
def test_the_order_check_passes_central_schemes_and_fails_one_sided_ones(h: float) -> None:
    bounds = {place: order_bound(*place, h=h) for place in places()}
    shares = {
        scheme.__name__: rejected(scheme, h, bounds.__getitem__) for scheme in (*RIGHT, forward, backward)
    }
    print(shares)
    assert all(shares[scheme.__name__] == 0 for scheme in RIGHT)
    assert shares["forward"] >= 0.9
    assert shares["backward"] >= 0.9


def test_the_order_check_passes_a_central_difference_whose_step_is_fixed_inside() -> None:
    for place in places():
        found = central(along(*place), place[1][place[2]], 1e-7)
        assert all(ratio(found, place, order_bound(*place, h=h)) <= 1 for h in (0.1, 0.01, 0.001))


@pytest.mark.parametrize("h", [1e-3, 1e-5, 1e-7])
def test_arithmetic_in_float32_fails_the_value_tolerance(h: float) -> None:
    share = rejected(float32, h, lambda place: derivative_tolerance(*place))
    print(share)
    assert share >= 0.98


@pytest.mark.parametrize("h", [1e-10, 1e-12])
def test_steps_far_too_small_fail_the_value_tolerance(h: float) -> None:
    assert rejected(central, h, lambda place: derivative_tolerance(*place)) >= 0.5


def test_the_derivative_bounds_are_never_too_small() -> None:
    for f, point, i in places()[:400]:
        line = along(f, point, i)
        for radius in (0.01, 0.1, 0.25):
            third = third_derivative_bound(f, point, i, radius)
            second = second_derivative_bound(f, point, i, radius)
            for x in np.linspace(point[i] - radius, point[i] + radius, 9)[1:-1]:
                # Differences of exact slopes equal f'' and f''' somewhere between: another road to both.
                a, b, c = (complex_step(line, x + d, 1e-30) for d in (-1e-3, 0.0, 1e-3))
                slack = 1e-8 * (1 + abs(a) + abs(b) + abs(c))
                assert abs(a - 2 * b + c) / 1e-6 <= third + slack
                assert abs(c - a) / 2e-3 <= second + slack


def test_the_third_derivative_bound_is_tight() -> None:
    assert 1 <= third_derivative_bound(sinusoid(1, 1), (0.0,), 0, 0.1) < 1.02
    assert math.isclose(third_derivative_bound(polynomial(0, 0, 0, 0, 1), (1.0,), 0, 0.1), 24 * 1.1)


STATEMENT: list[tuple[Formula, Callable[[float], float], tuple[float, ...]]] = [
    (polynomial(0, 0, 1), lambda x: x**2, (0, 1, 2, 3, -1)),
    (polynomial(0, -2, 0, 1), lambda x: x**3 - 2 * x, (1, -1, 0.5)),
    (polynomial(0, -3, 0, 1), lambda x: x * (x**2 - 3), (1, -1, 2)),
    (sinusoid(1, 1), np.sin, (0, 1, 3)),
    (polynomial(2, 0, -3, 0, 1), lambda x: (x**2 - 1) * (x**2 - 2), (1, -1, 2**0.5, 1.2, 0.01)),
    (polynomial(2, 0, -3, 0, 1), lambda x: 2 - 3 * x**2 + x**4, (1, -1, 2**0.5, 1.2, 3)),
    (sin_of(polynomial(0, 0, 1)), lambda x: np.sin(x**2), (0, 0.5, 1.2533, 2, 3)),
]


@pytest.mark.parametrize(("formula", "own", "at"), STATEMENT)
def test_a_learners_own_way_to_write_the_function_is_judged_as_fairly(
    formula: Formula, own: Callable[[float], float], at: tuple[float, ...]
) -> None:
    for x in at:
        for h in STEPS:
            for found in ((own(x + h) - own(x - h)) / (2 * h), (own(x + h / 2) - own(x - h / 2)) / h):
                assert abs(found - formula.derivative(x)) <= derivative_tolerance(formula, x)


def test_rounding_alone_is_the_smaller_part_but_holds_what_rounds() -> None:
    bowl = quadratic_form((3, 1), (1,))
    assert np.all(gradient_rounding(bowl, (1.0, -1.0)) <= gradient_tolerance(bowl, (1.0, -1.0)))
    assert gradient_rounding(bowl, (1.0, -1.0)).shape == (2,)
    assert derivative_rounding(polynomial(0, 0, 0, 1), 1.0) < derivative_tolerance(
        polynomial(0, 0, 0, 1), 1.0
    )
    for f, point, i in places()[:500]:
        exact = complex_step(along(f, point, i), point[i], 1e-30)
        assert abs(exact - f.partial(point, i)) <= analytical_tolerance(f, point, i)
        # For a quadratic there is no truncation: rounding at the step taken is all there is.
        if all(kind == "poly" and max(e[i] for _, e in inner) <= 2 for kind, _, inner in f.terms):
            found = central(along(f, point, i), point[i], 1e-7)
            assert abs(found - f.partial(point, i)) <= order_rounding(f, point, i, h=1e-7)


@pytest.mark.parametrize("x", [0.01, -0.01, 0.3, 0.7, 1.2247, 2.0, -3.5])
@pytest.mark.parametrize("h", STEPS)
def test_a_step_of_descent_may_use_any_difference_scheme(x: float, h: float) -> None:
    well = polynomial(2, 0, -3, 0, 1)
    for scheme in (central, half_step, five_point, forward, backward):
        step = x - 0.01 * scheme(well, x, h)
        assert abs(step - x + 0.01 * well.derivative(x)) <= step_tolerance(well, x, 0.01)


def test_the_rounding_of_a_step_holds_a_central_difference_but_not_a_forward_one() -> None:
    well = polynomial(2, 0, -3, 0, 1)
    for x in (0.5, 1.5, -2.0):
        exact, within = 0.01 * well.derivative(x), numerical_step_rounding(well, x, 0.01)
        assert abs(0.01 * central(well, x, 1e-6) - exact) <= within
        assert abs(0.01 * forward(well, x, 1e-5) - exact) > within


def test_a_wrong_update_leaves_the_step_tolerance() -> None:
    draws = random.Random(5)
    for _ in range(500):
        case = draw_all({"f": wells(), "point": points(n=1), "lr": rates()}, draws.choice)
        f, x, lr = case["f"], case["point"][0], case["lr"]
        move = lr * f.derivative(x)
        if abs(f.derivative(x)) < 0.1:
            continue
        for wrong in (x + move, x - move / lr, x - lr * move, x - 2 * move, x - 1.01 * move, x):
            if wrong == x - move:
                continue
            assert abs(wrong - x + move) > step_tolerance(f, x, lr)


def test_a_step_along_a_given_gradient_may_only_round() -> None:
    draws = random.Random(6)
    for _ in range(500):
        case = draw_all({"f": bowls(min_n=2), "point": points(), "lr": rates()}, draws.choice)
        f, point, lr = case["f"], np.array(case["point"]), case["lr"]
        exact = point - lr * f.gradient(point)
        within = step_rounding(f, point.tolist(), lr)
        assert within.shape == (f.n,)
        right = -lr * Gradient(f)(*point) + point
        assert np.all(np.abs(right - exact) <= within)
        assert np.all(within <= 1e-12)
        one_after_another = point.copy()
        for i in range(f.n):
            one_after_another[i] -= lr * f.partial(one_after_another.tolist(), i)
        moved = np.abs(lr * f.gradient(point)[0]) > 1e-6
        assert np.any(np.abs(one_after_another - exact) > within) or not moved


def test_a_product_may_round_but_not_lose_a_factor() -> None:
    factors = (1.1, -2.3, 0.7)
    product = math.prod(factors)
    assert abs(0.7 * (-2.3 * 1.1) - product) <= product_tolerance(*factors)
    assert abs(math.prod(factors[:2]) - product) > product_tolerance(*factors)
    assert product_tolerance(0.0, 2.0) == 0.0


def test_sums_in_any_order_fit_and_half_the_sum_does_not() -> None:
    generator = np.random.default_rng(1)
    for n in (3, 50, 2000):
        x = generator.uniform(-3, 10, n)
        y = 2 * x + 1 + generator.normal(size=n)
        slope, intercept = np.polyfit(x, y, 1)
        for w, b in ((0.0, 0.0), (2.0, 1.0), (float(slope), float(intercept))):
            r = w * x + b - y
            loss, dw, db = math.fsum(r * r) / n, 2 * math.fsum(r * x) / n, 2 * math.fsum(r) / n
            loss_within = mse_tolerance(w, b, x, y)
            dw_within, db_within = mse_gradient_tolerance(w, b, x, y)
            for found in (np.mean(r**2), sum(r**2) / n, np.dot(r, r) / n, np.mean((y - (b + x * w)) ** 2)):
                assert abs(found - loss) <= loss_within
            assert abs(loss / 2 - loss) > loss_within
            for found in (2 * np.mean(r * x), 2 / n * sum(r * x), -2 / n * np.dot(x, y - (w * x + b))):
                assert abs(found - dw) <= dw_within
            expanded = 2 * (w * np.mean(x * x) + b * np.mean(x) - np.mean(x * y))
            assert abs(expanded - dw) <= dw_within
            assert abs(2 * np.mean(r) - db) <= db_within
            assert dw_within < 1e-9
    assert sum_tolerance([1.0, -1.0]) == 10 * 2**-52


def test_the_loss_of_a_perfect_fit_is_any_value_as_small_as_rounding() -> None:
    x = np.linspace(0.1, 3, 50)
    y = 2 * x + 1
    for residual in (2.0 * x + 1.0 - y, y - 1.0 - 2.0 * x, (2.0 * x - y) + 1.0):
        assert np.mean(residual**2) <= mse_tolerance(2.0, 1.0, x, y)


CHECKERS = Path(__file__).parents[2] / "checkers"


@pytest.mark.parametrize("path", sorted(CHECKERS.rglob("*.py")), ids=lambda path: path.stem)
def test_a_checker_takes_its_tolerances_from_one_module(path: Path) -> None:
    imported = {
        node.module
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
    }
    behind = ("rounding", "taylor", "tolerances.")
    assert not [name for name in imported if name.removeprefix("calcgrade.checking.").startswith(behind)]
