"""Products of slopes: the chain rule with both slopes handed in, and heights of tangents."""

from __future__ import annotations

import random

import numpy as np
from benchmarks.tolerances import exact
from benchmarks.tolerances.ledger import Ledger, share
from benchmarks.tolerances.places import SEED, near

from calcgrade.checking.families import draw_all
from calcgrade.checking.formulas.families import curves
from calcgrade.checking.formulas.formula import Formula, Partial
from calcgrade.checking.formulas.functions import polynomial
from calcgrade.checking.slopes.compositions import MISTAKES
from calcgrade.checking.tolerances import chain_tolerance, tangent_tolerance

DRAWS = 20
"""Compositions that the check of 3.1 asks for."""

CURVE = polynomial(0, -3, 0, 1)


def measure(ledger: Ledger, count: int) -> None:
    """Hold both kinds of product against their tolerances."""
    draws = random.Random(f"{SEED} products")
    family = {"outer": curves(), "inner": curves()}
    while ledger.points["chain rule"] < count:
        drawn = draw_all(family, draws.choice)
        for _ in range(20):
            x = near(draws)
            u = float(drawn["inner"](x))
            # Elsewhere a slope taken at the wrong one of these numbers may be right.
            if abs(u) <= 3 and abs(u - x) >= 0.1 and abs(u - drawn["inner"].derivative(x)) >= 0.1:
                _chain(ledger, drawn["outer"], drawn["inner"], x)
                break
    for _ in range(count):
        _tangent(ledger, draws.uniform(-2.5, 2.5), draws.uniform(-3, 3))


def _chain(ledger: Ledger, outer: Formula, inner: Formula, x: float) -> None:
    family = "chain rule"
    ledger.points[family] += 1
    outer_prime, inner_prime = Partial(outer), Partial(inner)
    u, within = inner(x), chain_tolerance(outer, inner, x)
    right = outer.derivative(float(u)) * inner.derivative(x)
    array = np.array([x, x])
    found = {
        "outer · inner": outer_prime(inner(x)) * inner_prime(x),
        "inner · outer": inner_prime(x) * outer_prime(float(inner(x))),
        "with arrays": float((outer_prime(inner(array)) * inner_prime(array))[0]),
    }
    if exact.WIDER:
        slope = exact.partial(outer, (exact.value(inner, x),), 0) * exact.partial(inner, (x,), 0)
        found["exact"] = right + float(slope - np.longdouble(right))
    for name, value in found.items():
        ledger.right(family, "chain", name, share(float(value) - right, within))
    for mistake in MISTAKES:
        with np.errstate(all="ignore"):
            wrong = float(mistake.rule(outer_prime, inner, inner_prime, x))
        ledger.bad(family, "chain", mistake.title, share(wrong - right, within), draws=DRAWS)
    single = float(np.float32(outer_prime(u)) * np.float32(inner_prime(x)))
    ledger.bad(family, "chain", "float32", share(single - right, within), draws=DRAWS)


def _tangent(ledger: Ledger, x0: float, x: float) -> None:
    family = "tangent of x³ − 3x"
    ledger.points[family] += 1
    height, rate, within = x0**3 - 3 * x0, 3 * x0**2 - 3, float(tangent_tolerance(CURVE, x0, x))
    right = float(CURVE(x0)) + CURVE.derivative(x0) * (x - x0)
    for name, value in {
        "f + m(x − x0)": height + rate * (x - x0),
        "mx + b": rate * x + (height - rate * x0),
        "expanded": rate * x - 2 * x0**3,
    }.items():
        ledger.right(family, "tangent", name, share(value - right, within))
    for h in (1e-4, 1e-8):
        measured = (CURVE(x0 + h / 2) - CURVE(x0 - h / 2)) / h
        ledger.right(
            family, "tangent", f"half step, {h:g}", share(height + measured * (x - x0) - right, within)
        )
    for name, value in {
        "through the origin": rate * x,
        "slope of x³": height + 3 * x0**2 * (x - x0),
        "x0 − x": height + rate * (x0 - x),
    }.items():
        ledger.bad(family, "tangent", name, share(value - right, within), draws=10)
