"""The course's own functions in other people's writing: powers, products, Horner's scheme, NumPy, math."""

from __future__ import annotations

import itertools
import math
import random
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np
from benchmarks.tolerances.ledger import share
from benchmarks.tolerances.places import SEED
from benchmarks.tolerances.runs import Runs
from benchmarks.tolerances.schemes import ONE_SIDED, RIGHT, STEPS
from benchmarks.tolerances.slopes import VALUE_DRAWS, along, remembered

from calcgrade.checking.formulas.functions import polynomial, quadratic_form, sin_of, sinusoid
from calcgrade.checking.slopes.order import STEPS as ORDER_STEPS
from calcgrade.checking.tolerances import (
    analytical_tolerance,
    derivative_tolerance,
    order_bound,
    value_tolerance,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.tolerances.ledger import Ledger
    from numpy.typing import NDArray

    from calcgrade.checking.formulas.formula import Formula

    Floats = NDArray[np.float64]


class Own(NamedTuple):
    """A function of the statement, its writings, and writings of its derivatives, a row for each variable."""

    name: str
    f: Formula
    writings: tuple[str, ...]
    slopes: tuple[tuple[str, ...], ...]


OWN = (
    Own(
        "x²",
        polynomial(0, 0, 1),
        ("x**2", "x * x", "np.square(x)", "np.power(x, 2)", "math.pow(x, 2)"),
        (("2 * x", "x + x"),),
    ),
    Own(
        "x³ − 2x",
        polynomial(0, -2, 0, 1),
        (
            "x**3 - 2 * x", "x * (x * x - 2)", "x * x * x - x - x", "math.pow(x, 3) - 2 * x",
            "-2 * x + np.power(x, 3)", "(x**2 - 2) * x",
        ),
        (("3 * x**2 - 2", "3 * x * x - 2", "-2 + x * (3 * x)"),),
    ),
    Own(
        "x³ − 3x",
        polynomial(0, -3, 0, 1),
        ("x**3 - 3 * x", "x * (x * x - 3)", "x * x * x - 3 * x", "x * (x**2 - 3)"),
        (("3 * x**2 - 3", "3 * (x * x - 1)", "3 * (x - 1) * (x + 1)"),),
    ),
    Own("sin x", sinusoid(1, 1), ("np.sin(x)", "math.sin(x)"), (("np.cos(x)", "math.cos(x)"),)),
    Own(
        "sin(x²)",
        sin_of(polynomial(0, 0, 1)),
        ("np.sin(x**2)", "math.sin(x * x)", "np.sin(np.power(x, 2))"),
        (
            (
                "2 * x * np.cos(x**2)", "math.cos(x * x) * 2 * x", "np.cos(np.square(x)) * (2 * x)",
                "2 * (x * math.cos(x**2))",
            ),
        ),
    ),
    Own(
        "x⁴ − 3x² + 2",
        polynomial(2, 0, -3, 0, 1),
        (
            "x**4 - 3 * x**2 + 2", "(x * x - 3) * x * x + 2", "(x**2 - 1) * (x**2 - 2)",
            "2 - 3 * x * x + x * x * x * x", "x**2 * (x**2 - 3) + 2",
        ),
        (("4 * x**3 - 6 * x", "2 * x * (2 * x * x - 3)", "x * (4 * x**2 - 6)"),),
    ),
    Own(
        "3x² + xy + y²",
        quadratic_form((3, 1), (1,)),
        ("3 * x**2 + x * y + y**2", "x * (3 * x + y) + y * y", "y * (x + y) + 3 * x * x"),
        (("6 * x + y", "2 * 3 * x + y", "y + 3 * (2 * x)"), ("x + 2 * y", "x + y + y")),
    ),
    Own(
        "x² + 2y² + 3z²",
        quadratic_form((1,), (2,), (3,)),
        ("x**2 + 2 * y**2 + 3 * z**2", "x * x + y * y + y * y + 3 * z * z",
         "np.dot([1, 2, 3], np.array([x, y, z]) ** 2)"),
        (("2 * x",), ("4 * y",), ("6 * z", "2 * 3 * z")),
    ),
    Own(
        "(x − 1)² + 10(y + 2)²",
        quadratic_form((1,), (10,), linear=(-2, 40), constant=41),
        (
            "(x - 1)**2 + 10 * (y + 2)**2", "(x - 1) * (x - 1) + 10 * (y + 2) * (y + 2)",
            "x * x - 2 * x + 1 + 10 * (y * y + 4 * y + 4)",
        ),
        (("2 * (x - 1)", "2 * x - 2"), ("20 * (y + 2)", "20 * y + 40", "10 * 2 * (y + 2)")),
    ),
)  # fmt: skip
"""Functions of 1.1, 1.2, 2.1, 2.2, 3.1, 4.1 and 4.2."""


@cache
def compiled(names: tuple[str, ...], text: str) -> Callable[..., Any]:
    """Return a writing as a function of these variables."""
    return cast("Callable[..., Any]", eval(f"lambda {', '.join(names)}: {text}", {"np": np, "math": math}))


def elementwise(f: Callable[..., Any], *, of_numpy: bool) -> Callable[..., Floats]:
    """Return f for arrays, called with one number after another: Python's, or NumPy's, whose powers round otherwise."""

    def values(*arrays: Any) -> Floats:
        columns = np.broadcast_arrays(*arrays)
        numbers = [column.ravel() if of_numpy else column.ravel().tolist() for column in columns]
        return np.array([f(*point) for point in zip(*numbers, strict=True)], dtype=float).reshape(
            columns[0].shape
        )

    return values


ORDER_DRAWS = 7
"""Points of the order check of 3.1, where the evaluations are not seen: the values alone must tell."""

HS = np.array((*STEPS, 2.0**-20))
ORDER_HS = np.array(ORDER_STEPS)


def measure(ledger: Ledger, name: str, count: int) -> None:
    """Hold values and slopes of one function, in every writing, against their tolerances."""
    own = next(own for own in OWN if own.name == name)
    draws, family = random.Random(f"{SEED} {name}"), f"course: {name}"
    rounds = list(itertools.product(own.writings, range(own.f.n), (False, True)))
    wrong = Runs()
    for writing, i, of_numpy in rounds:
        points = np.array(
            [[_coordinate(draws) for _ in range(own.f.n)] for _ in range(-(-count // len(rounds)))]
        )
        ledger.points[family] += len(points)
        write = elementwise(compiled(own.f.names, writing), of_numpy=of_numpy)
        _one(ledger, family, own, points, i, write, wrong)
        if name == "sin(x²)":
            xs = np.array([draws.choice((-1, 1)) * draws.uniform(0.1, 3) for _ in points])
            _order(ledger, family, own.f, xs, write, wrong)
    wrong.settle(ledger, family)


def _coordinate(draws: random.Random) -> float:
    """Draw a whole number, 0 included, a number as in the checks, or a tiny or large one."""
    match draws.randrange(4):
        case 0:
            return float(draws.randint(-3, 3))
        case 1:
            return draws.choice((-1, 1)) * math.pow(10, draws.uniform(-3, 1))
        case _:
            return draws.uniform(-3, 3)


def _one(
    ledger: Ledger, family: str, own: Own, points: Floats, i: int, write: Callable[..., Floats], wrong: Runs
) -> None:
    f, listed = own.f, points.tolist()
    values = write(*points.T) - np.array([float(f(*point)) for point in listed])
    near = [value_tolerance(f, point) for point in listed]
    ledger.right(family, "value of f", "every writing", share(values, near))
    right = np.array([f.partial(point, i) for point in listed])
    by_rules = [analytical_tolerance(f, point, i) for point in listed]
    within = np.array([derivative_tolerance(f, point, i) for point in listed])
    for slope in own.slopes[i]:
        off = elementwise(compiled(f.names, slope), of_numpy=False)(*points.T) - right
        ledger.right(family, "analytical", "every writing", share(off, by_rules))
        ledger.right(family, "T", "analytical", share(off, within))
    line, x = remembered(along(write, points, i)), points[:, i, np.newaxis]
    for name, scheme in RIGHT.items():
        ratios = share(scheme(line, x, HS) - right[:, np.newaxis], within[:, np.newaxis])
        for h, column in zip(HS, ratios.T, strict=True):
            ledger.right(family, "T", f"{name}, {h:g}", column)
    for name, scheme in ONE_SIDED.items():
        ratios = share(scheme(line, x, np.array([1e-4]))[:, 0] - right, within)
        wrong.note("value", f"{name}, 1e-4", ratios, draws=VALUE_DRAWS)


def _order(
    ledger: Ledger, family: str, f: Formula, xs: Floats, write: Callable[..., Floats], wrong: Runs
) -> None:
    right = np.array([[f.derivative(x)] for x in xs.tolist()])
    bounds = np.array([[order_bound(f, x, h=h) for h in ORDER_STEPS] for x in xs.tolist()])
    line = remembered(write)
    for name, scheme in (RIGHT | ONE_SIDED).items():
        worst = share(scheme(line, xs[:, np.newaxis], ORDER_HS) - right, bounds).max(axis=1)
        if name in RIGHT:
            ledger.right(family, "order", name, worst)
        else:
            wrong.note("order, values alone", name, worst, draws=ORDER_DRAWS)
