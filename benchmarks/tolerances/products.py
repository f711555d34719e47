"""Products of slopes: the chain rule with both slopes handed in, and heights of tangents."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.tolerances import exact
from benchmarks.tolerances.ledger import Ledger, share
from benchmarks.tolerances.places import SEED, near
from benchmarks.tolerances.runs import Runs

from calcgrade.checking.families import draw_all
from calcgrade.checking.formulas.families import curves
from calcgrade.checking.formulas.formula import Formula, Partial
from calcgrade.checking.formulas.functions import polynomial
from calcgrade.checking.slopes.compositions import MISTAKES
from calcgrade.checking.tolerances import chain_tolerance, tangent_tolerance

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

CHAIN, TANGENT = "chain rule", "tangent of x³ − 3x"

DRAWS = 20
"""Compositions that the check of 3.1 asks for."""

CURVE = polynomial(0, -3, 0, 1)


PER_PAIR, PER_TANGENT = 8, 8
"""Places at each pair of curves, and at each tangent."""


def measure(ledger: Ledger, count: int) -> None:
    """Hold both kinds of product against their tolerances."""
    draws, chains, tangents = random.Random(f"{SEED} products"), Runs(), Runs()
    family = {"outer": curves(), "inner": curves()}
    while ledger.points[CHAIN] < count:
        drawn = draw_all(family, draws.choice)
        xs = [x for x in (near(draws) for _ in range(3 * PER_PAIR)) if _tells(drawn["inner"], x)]
        if xs:
            _chain(ledger, chains, drawn["outer"], drawn["inner"], np.array(xs[:PER_PAIR]))
    while ledger.points[TANGENT] < count:
        x0 = draws.uniform(-2.5, 2.5)
        _tangent(ledger, tangents, x0, np.array([draws.uniform(-3, 3) for _ in range(PER_TANGENT)]))
    chains.settle(ledger, CHAIN)
    tangents.settle(ledger, TANGENT)


def _tells(inner: Formula, x: float) -> bool:
    """Elsewhere a slope taken at the wrong one of these numbers may be right."""
    u = float(inner(x))
    return abs(u) <= 3 and abs(u - x) >= 0.1 and abs(u - inner.derivative(x)) >= 0.1


def _chain(ledger: Ledger, runs: Runs, outer: Formula, inner: Formula, xs: Floats) -> None:
    ledger.points[CHAIN] += xs.size
    outer_prime, inner_prime = Partial(outer), Partial(inner)
    within: Floats = np.array([chain_tolerance(outer, inner, x) for x in xs.tolist()])
    right = np.array([outer.derivative(float(inner(x))) * inner.derivative(x) for x in xs.tolist()])
    found = {
        "outer · inner": np.array([outer_prime(inner(x)) * inner_prime(x) for x in xs]),
        "inner · outer": np.array([inner_prime(x) * outer_prime(float(inner(x))) for x in xs.tolist()]),
        "with arrays": outer_prime(inner(xs)) * inner_prime(xs),
    }
    if exact.WIDER:
        u = exact.value(inner, xs)
        slope = exact.partial(outer, u[:, np.newaxis], 0) * exact.partial(inner, xs[:, np.newaxis], 0)
        found["exact"] = right + (slope - right).astype(np.float64)
    for name, value in found.items():
        ledger.right(CHAIN, "chain", name, share(value - right, within))
    with np.errstate(all="ignore"):
        places: Any = xs  # a rule of numbers is one of arrays too
        wrong = {mistake.title: mistake.rule(outer_prime, inner, inner_prime, places) for mistake in MISTAKES}
    wrong["float32"] = np.float32(outer_prime(inner(xs))) * np.float32(inner_prime(xs))
    for name, value in wrong.items():
        runs.note("chain", name, share(value - right, within), draws=DRAWS)


def _tangent(ledger: Ledger, runs: Runs, x0: float, xs: Floats) -> None:
    ledger.points[TANGENT] += xs.size
    height, rate, within = x0**3 - 3 * x0, 3 * x0**2 - 3, tangent_tolerance(CURVE, x0, xs)
    right = float(CURVE(x0)) + CURVE.derivative(x0) * (xs - x0)
    found = {
        "f + m(x − x0)": height + rate * (xs - x0),
        "mx + b": rate * xs + (height - rate * x0),
        "expanded": rate * xs - 2 * x0**3,
    }
    for h in (1e-4, 1e-8):
        measured = (CURVE(x0 + h / 2) - CURVE(x0 - h / 2)) / h
        found[f"half step, {h:g}"] = height + measured * (xs - x0)
    for name, value in found.items():
        ledger.right(TANGENT, "tangent", name, share(value - right, within))
    for name, value in {
        "through the origin": rate * xs,
        "slope of x³": height + 3 * x0**2 * (xs - x0),
        "x0 − x": height + rate * (x0 - xs),
    }.items():
        runs.note("tangent", name, share(value - right, within), draws=10)
