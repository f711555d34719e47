"""Families: what is drawn, how it depends on what came before, and what shrinking leaves."""

from __future__ import annotations

import random
import subprocess
import sys
from typing import Any

import hypothesis
import numpy as np
import pytest
from hypothesis.errors import Unsatisfiable

from calcgrade.checking.families import (
    Unsuitable,
    choices,
    combined,
    draw_all,
    integers,
    numbers,
    points,
    rates,
    steps,
)
from calcgrade.checking.formulas.families import bowls, curves, lines, surfaces, wells
from calcgrade.checking.formulas.formula import Formula, from_wire
from calcgrade.checking.formulas.taylor import third_derivative_bound

FORMULAS = {"curves": curves(), "surfaces": surfaces(), "bowls": bowls(), "wells": wells(), "lines": lines()}


def drawn(count: int, **families: Any) -> list[dict[str, Any]]:
    draws = random.Random(7)
    return [draw_all(families, draws.choice) for _ in range(count)]


@pytest.mark.parametrize("name", FORMULAS)
def test_values_and_derivatives_stay_moderate(name: str) -> None:
    for case in drawn(500, f=FORMULAS[name], point=points()):
        f, point = case["f"], case["point"]
        assert abs(f(*point)) < 1e4
        assert max(abs(f.gradient(point))) < 1e4
        assert third_derivative_bound(f, point, 0, 0.1) < 1e4


@pytest.mark.parametrize("name", FORMULAS)
def test_a_point_has_as_many_coordinates_as_its_formula_has_variables(name: str) -> None:
    for case in drawn(200, f=FORMULAS[name], point=points(like="f")):
        assert len(case["point"]) == case["f"].n
        assert all(0.1 <= abs(x) <= 3 for x in case["point"])


@pytest.mark.parametrize("family", [surfaces(min_n=2), bowls(min_n=2), surfaces(3), surfaces(2)])
def test_surfaces_are_never_separable(family: Any) -> None:
    for case in drawn(300, f=family):
        exponents = [e for _, _, inner in case["f"].terms for _, e in inner]
        for k in range(case["f"].n - 1):
            assert any(e[k] and e[k + 1] for e in exponents), case["f"]


def test_every_number_of_variables_asked_for_is_drawn() -> None:
    assert {case["f"].n for case in drawn(200, f=surfaces())} == {1, 2, 3, 4}
    assert {case["f"].n for case in drawn(50, f=surfaces(3))} == {3}


def test_bowls_have_one_minimum_that_a_rate_of_a_tenth_reaches() -> None:
    for case in drawn(200, f=bowls()):
        f: Formula = case["f"]
        zero = f.gradient([0.0] * f.n)
        hessian = np.array([f.gradient([float(k == i) for k in range(f.n)]) - zero for i in range(f.n)])
        curvatures = np.linalg.eigvalsh(hessian)
        assert curvatures[0] > 0
        assert curvatures[-1] < 20 - 1e-9  # 2 / 0.1, where descent stops converging


def test_wells_have_two_valleys() -> None:
    for case in drawn(200, f=wells()):
        x = np.linspace(-4, 4, 2001)
        y = case["f"](x)
        valleys = (y[1:-1] < y[:-2]) & (y[1:-1] < y[2:])
        assert valleys.sum() == 2, case["f"]


def test_drawn_formulas_survive_the_wire() -> None:
    for family in FORMULAS.values():
        assert all(from_wire(case["f"].wire()) == case["f"] for case in drawn(50, f=family))


def test_shrinking_leaves_the_simplest_formula_and_point() -> None:
    strategy = combined({"f": surfaces(min_n=2), "point": points()})
    simplest = hypothesis.find(strategy, lambda case: case["f"].partial(case["point"], 1) > 0)
    assert simplest["f"].text == "x² + y² + xy"
    assert simplest["point"] == (1.0, 1.0)


def test_shrinking_prefers_a_polynomial_curve_and_whole_numbers() -> None:
    simplest = hypothesis.find(combined({"f": curves(), "x": numbers()}), lambda case: case["f"].n == 1)
    assert (simplest["f"].text, simplest["x"]) == ("x²", 1.0)


def test_a_condition_sees_what_was_drawn_before() -> None:
    sloping = points().such_that(lambda case, point: abs(case["f"].partial(point, 0)) > 1)
    assert all(abs(case["f"].partial(case["point"], 0)) > 1 for case in drawn(200, f=wells(), point=sloping))
    found = hypothesis.find(combined({"f": wells(), "point": sloping}), lambda _: True)
    assert abs(found["f"].partial(found["point"], 0)) > 1


def test_a_condition_that_nothing_meets_is_not_met_silently() -> None:
    never = {"h": steps().such_that(lambda _, h: h > 1)}
    with pytest.raises(Unsuitable):
        draw_all(never, random.Random(1).choice)

    with pytest.raises(Unsatisfiable):
        hypothesis.find(combined(never), lambda _: True)


def test_scalars_have_the_types_that_are_frozen() -> None:
    case = drawn(1, a=numbers(), b=integers(2, 5), c=choices("x", "y"), h=steps(), lr=rates(), p=points(n=3))[
        0
    ]
    assert [type(value) for value in case.values()] == [float, int, str, float, float, tuple]
    assert 2 <= case["b"] <= 5


def test_declaring_families_does_not_import_hypothesis() -> None:
    code = (
        "import sys\n"
        "from calcgrade.checking.families import points\n"
        "from calcgrade.checking.formulas.families import surfaces\n"
        "surfaces(); points()\n"
        "assert 'hypothesis' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
