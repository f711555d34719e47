"""Steps of gradient descent: of one variable with a measured slope, of several with the exact gradient."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.tolerances.ledger import share
from benchmarks.tolerances.places import SEED, near
from benchmarks.tolerances.schemes import ONE_SIDED, RIGHT, STEPS

from calcgrade.checking.families import draw_all
from calcgrade.checking.formulas.families import bowls, curves, wells
from calcgrade.checking.formulas.formula import Gradient
from calcgrade.checking.tolerances import step_rounding, step_tolerance
from calcgrade.worker import formulas

if TYPE_CHECKING:
    from benchmarks.tolerances.ledger import Ledger
    from numpy.typing import NDArray

    from calcgrade.checking.formulas.formula import Formula

    Floats = NDArray[np.float64]

RATES = (0.1, 0.05, 0.02, 0.01, 0.001, 0.03)
DRAWS = 6
"""Walks that a check asks for, each with several steps; here each counts with its first one alone."""


def measure(ledger: Ledger, count: int) -> None:
    """Hold steps of both kinds against their tolerances."""
    draws = random.Random(f"{SEED} steps")
    while ledger.points["descent, one variable"] < count:
        f = draw_all({"f": draws.choice((wells(), curves()))}, draws.choice)["f"]
        for _ in range(4):
            x = near(draws)
            if abs(f.derivative(x)) >= 0.1:  # as the check does: where the step can be seen
                _on_curve(ledger, f, x, draws.choice(RATES))
    while ledger.points["descent, n = 1 to 6"] < count:
        f = draw_all({"f": bowls(max_n=6)}, draws.choice)["f"]
        for _ in range(4):
            point = np.array([near(draws) for _ in range(f.n)])
            if np.all(np.abs(f.gradient(point.tolist())) >= 0.1):
                _on_surface(ledger, f, point, draws.choice(RATES))


def _on_curve(ledger: Ledger, f: Formula, x: float, lr: float) -> None:
    family = "descent, one variable"
    ledger.points[family] += 1
    slope, within = f.derivative(x), step_tolerance(f, x, lr)
    right = x - lr * slope
    for name, found in {
        "x − lr·s": x - lr * slope,
        "x + (−lr)·s": x + -lr * slope,
        "−(lr·s − x)": -(slope * lr - x),
    }.items():
        ledger.right(family, "step", f"exact slope, {name}", share(found - right, within))
    for name, scheme in (RIGHT | ONE_SIDED).items():
        for h in (*STEPS, 1e-3) if name in RIGHT else STEPS:
            found = x - lr * scheme(f, x, h)
            ledger.right(family, "step", f"{name}, {h:g}", share(found - right, within))
    wrong = {
        "uphill": x + lr * slope,
        "rate forgotten": x - slope,
        "rate squared": x - lr * lr * slope,
        "slope doubled": x - 2 * lr * slope,
        "slope halved": x - lr * slope / 2,
        "value for slope": x - lr * float(f(x)),
        "/ h for / 2h": x - lr * (f(x + 1e-6) - f(x - 1e-6)) / 1e-6,
        "stale slope": x - lr * f.derivative(x + lr * slope),
        "only the step": -lr * slope,
    }
    for name, found in wrong.items():
        ledger.bad(family, "step", name, share(float(found) - right, within), draws=DRAWS)


def _on_surface(ledger: Ledger, f: Formula, point: Floats, lr: float) -> None:
    family = "descent, n = 1 to 6"
    ledger.points[family] += 1
    grad, within = Gradient(f), step_rounding(f, point.tolist(), lr)
    right = point - lr * f.gradient(point.tolist())
    slope, grad_of_arrays = grad(*point), formulas.gradient(f.n, f.terms)
    in_place = point.copy()
    in_place -= slope * lr
    found = {
        "p − lr·g": point - lr * slope,
        "p + (−lr)·g": point + -lr * slope,
        "in place": in_place,
        "entry by entry": np.array([p - g * lr for p, g in zip(point.tolist(), slope.tolist(), strict=True)]),
        "with arrays": point - lr * grad_of_arrays(*(np.array([p]) for p in point)).ravel(),
    }
    for name, to in found.items():
        ledger.right(family, "step by rounding", name, _worst(to, right, within))
    one_after_another = point.copy()
    for i in range(f.n):
        one_after_another[i] -= lr * grad(*one_after_another)[i]
    single = point.astype(np.float32) - np.float32(lr) * slope.astype(np.float32)
    wrong: dict[str, Any] = {
        "uphill": point + lr * slope,
        "rate forgotten": point - slope,
        "rate squared": point - lr * lr * slope,
        "slope doubled": point - 2 * lr * slope,
        "slope halved": point - lr * slope / 2,
        "stale slope": point - lr * grad(*(point + lr * slope)),
        "float32": single.astype(np.float64),
    }
    for name, to in wrong.items():
        ledger.bad(family, "step by rounding", name, _worst(to, right, within), draws=DRAWS)
    if f.n > 1:
        ratio = _worst(one_after_another, right, within)
        ledger.bad(family, "step by rounding", "not simultaneous", ratio, draws=DRAWS)


def _worst(found: Floats, right: Floats, within: Floats) -> float:
    return max(
        share(a - b, c) for a, b, c in zip(found.tolist(), right.tolist(), within.tolist(), strict=True)
    )
