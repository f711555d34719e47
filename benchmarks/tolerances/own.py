"""The course's own functions in other people's writing: powers, products, Horner's scheme, NumPy, math."""

from __future__ import annotations

import math
import random
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np
from benchmarks.tolerances.ledger import share
from benchmarks.tolerances.places import SEED
from benchmarks.tolerances.schemes import ONE_SIDED, RIGHT, STEPS
from benchmarks.tolerances.slopes import VALUE_DRAWS, along

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

    from calcgrade.checking.formulas.formula import Formula


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


ORDER_DRAWS = 7
"""Points of the order check of 3.1, where the evaluations are not seen: the values alone must tell."""


def measure(ledger: Ledger, name: str, count: int) -> None:
    """Hold values and slopes of one function, in every writing, against their tolerances."""
    own = next(own for own in OWN if own.name == name)
    draws, family = random.Random(f"{SEED} {name}"), f"course: {name}"
    for k in range(count):
        ledger.points[family] += 1
        point = tuple(_coordinate(draws) for _ in range(own.f.n))
        write = compiled(own.f.names, draws.choice(own.writings))
        _one(ledger, family, own, point, k % own.f.n, write)
        if name == "sin(x²)":
            _order(ledger, family, own.f, draws.choice((-1, 1)) * draws.uniform(0.1, 3), write)


def _coordinate(draws: random.Random) -> float:
    """Draw a whole number, 0 included, a number as in the checks, or a tiny or large one."""
    match draws.randrange(4):
        case 0:
            return draws.randint(-3, 3)
        case 1:
            return np.float64(draws.choice((-1, 1)) * 10.0 ** draws.uniform(-3, 1))
        case _:
            return draws.uniform(-3, 3)


def _one(
    ledger: Ledger, family: str, own: Own, point: tuple[float, ...], i: int, write: Callable[..., Any]
) -> None:
    f = own.f
    value = share(float(write(*point)) - float(f(*point)), value_tolerance(f, point))
    ledger.right(family, "value of f", "every writing", value)
    right, by_rules, within = (
        f.partial(point, i),
        analytical_tolerance(f, point, i),
        derivative_tolerance(f, point, i),
    )
    for slope in own.slopes[i]:
        found = float(compiled(f.names, slope)(*point))
        ledger.right(family, "analytical", "every writing", share(found - right, by_rules))
        ledger.right(family, "T", "analytical", share(found - right, within))
    line = along(write, point, i)
    for name, scheme in RIGHT.items():
        for h in (*STEPS, np.float64(1e-6), 2.0**-20):
            ledger.right(family, "T", f"{name}, {h:g}", share(scheme(line, point[i], h) - right, within))
    for name, scheme in ONE_SIDED.items():
        ratio = share(scheme(line, point[i], 1e-4) - right, within)
        ledger.bad(family, "value", f"{name}, 1e-4", ratio, draws=VALUE_DRAWS)


def _order(ledger: Ledger, family: str, f: Formula, x: float, write: Callable[..., Any]) -> None:
    right = f.derivative(x)
    bounds = {h: order_bound(f, x, h=h) for h in ORDER_STEPS}
    for name, scheme in (RIGHT | ONE_SIDED).items():
        worst = max(share(scheme(write, x, h) - right, within) for h, within in bounds.items())
        if name in RIGHT:
            ledger.right(family, "order", name, worst)
        else:
            ledger.bad(family, "order, values alone", name, worst, draws=ORDER_DRAWS)
