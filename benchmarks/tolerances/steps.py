"""Steps of gradient descent: of one variable with a measured slope, of several with the exact gradient."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.tolerances.ledger import share
from benchmarks.tolerances.places import SEED, near
from benchmarks.tolerances.runs import Runs
from benchmarks.tolerances.schemes import ONE_SIDED, RIGHT, STEPS
from benchmarks.tolerances.slopes import remembered

from calcgrade.checking.families import draw_all
from calcgrade.checking.formulas.families import bowls, curves, wells
from calcgrade.checking.formulas.formula import Gradient, Partial
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

PER_FORMULA = 24
"""Places tried at each formula."""

ONE, SEVERAL = "descent, one variable", "descent, n = 1 to 6"
HS = np.array((*STEPS, 1e-3))


def measure(ledger: Ledger, count: int) -> None:
    """Hold steps of both kinds against their tolerances, where a step can be seen, as the checks do."""
    draws, on_curves, on_surfaces = random.Random(f"{SEED} steps"), Runs(), Runs()
    while ledger.points[ONE] < count:
        f = draw_all({"f": draws.choice((wells(), curves()))}, draws.choice)["f"]
        xs = [x for x in (near(draws) for _ in range(PER_FORMULA)) if abs(f.derivative(x)) >= 0.1]
        if xs:
            _on_curve(ledger, on_curves, f, np.array(xs), draws.choice(RATES))
    while ledger.points[SEVERAL] < count:
        f = draw_all({"f": bowls(max_n=6)}, draws.choice)["f"]
        drawn = [[near(draws) for _ in range(f.n)] for _ in range(PER_FORMULA)]
        points = [point for point in drawn if np.all(np.abs(f.gradient(point)) >= 0.1)]
        if points:
            _on_surface(ledger, on_surfaces, f, np.array(points), draws.choice(RATES))
    on_curves.settle(ledger, ONE)
    on_surfaces.settle(ledger, SEVERAL)


def _on_curve(ledger: Ledger, runs: Runs, f: Formula, x: Floats, lr: float) -> None:
    ledger.points[ONE] += x.size
    slope = np.array([f.derivative(place) for place in x.tolist()])
    within = np.array([step_tolerance(f, place, lr) for place in x.tolist()])
    right = x - lr * slope
    for name, found in {
        "x − lr·s": x - lr * slope,
        "x + (−lr)·s": x + -lr * slope,
        "−(lr·s − x)": -(slope * lr - x),
    }.items():
        ledger.right(ONE, "step", f"exact slope, {name}", share(found - right, within))
    line, column = remembered(f), x[:, np.newaxis]
    for name, scheme in (RIGHT | ONE_SIDED).items():
        found = column - lr * scheme(line, column, HS)
        ratios = share(found - right[:, np.newaxis], within[:, np.newaxis])
        for k, h in enumerate((*STEPS, 1e-3) if name in RIGHT else STEPS):
            ledger.right(ONE, "step", f"{name}, {h:g}", ratios[:, k])
    wrong = {
        "uphill": x + lr * slope,
        "rate forgotten": x - slope,
        "rate squared": x - lr * lr * slope,
        "slope doubled": x - 2 * lr * slope,
        "slope halved": x - lr * slope / 2,
        "value for slope": x - lr * f(x),
        "/ h for / 2h": x - lr * (f(x + 1e-6) - f(x - 1e-6)) / 1e-6,
        "stale slope": x - lr * Partial(f)(x + lr * slope),
        "only the step": -lr * slope,
    }
    for name, found in wrong.items():
        runs.note("step", name, share(found - right, within), draws=DRAWS)


def _on_surface(ledger: Ledger, runs: Runs, f: Formula, p: Floats, lr: float) -> None:
    """Take one step from each of the points, shape (m, n)."""
    ledger.points[SEVERAL] += len(p)
    grad = Gradient(f)
    within = np.array([step_rounding(f, point, lr) for point in p.tolist()])
    right = p - lr * np.array([f.gradient(point) for point in p.tolist()])
    slope = np.array([grad(*point) for point in p])
    in_place = p.copy()
    in_place -= slope * lr
    found = {
        "p − lr·g": p - lr * slope,
        "p + (−lr)·g": p + -lr * slope,
        "in place": in_place,
        "with arrays": p - lr * formulas.gradient(f.n, f.terms)(*p.T).T,
    }
    for name, to in found.items():
        ledger.right(SEVERAL, "step by rounding", name, share(to - right, within))
    wrong: dict[str, Any] = {
        "uphill": p + lr * slope,
        "rate forgotten": p - slope,
        "rate squared": p - lr * lr * slope,
        "slope doubled": p - 2 * lr * slope,
        "slope halved": p - lr * slope / 2,
        "stale slope": p - lr * np.array([grad(*point) for point in p + lr * slope]),
        "float32": np.float64(p.astype(np.float32) - np.float32(lr) * slope.astype(np.float32)),
    }
    if f.n > 1:
        one_after_another = p.copy()
        for i in range(f.n):
            one_after_another[:, i] -= lr * np.array([grad(*point)[i] for point in one_after_another])
        wrong["not simultaneous"] = one_after_another
    for name, to in wrong.items():
        runs.note("step by rounding", name, share(to - right, within).max(axis=1), draws=DRAWS)
