"""Steps of a descent in three to six variables on slopes that it measures itself."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.tolerances.ledger import share
from benchmarks.tolerances.places import SEED, near
from benchmarks.tolerances.runs import Runs
from benchmarks.tolerances.schemes import FACTORS, ONE_SIDED, RIGHT, STEPS, complex_step
from benchmarks.tolerances.slopes import along

from calcgrade.checking.families import draw_all
from calcgrade.checking.formulas.families import bowls
from calcgrade.checking.tolerances import central_step_tolerance

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.tolerances.ledger import Ledger
    from benchmarks.tolerances.schemes import Scheme
    from numpy.typing import NDArray

    from calcgrade.checking.formulas.formula import Formula

    Floats = NDArray[np.float64]

FAMILY, CHECK = "descent, n = 3 to 6, measured slopes", "step with measured slopes"
RATES = (0.1, 0.05, 0.02, 0.03)
DRAWS = 6
"""Functions that the check of the slopes asks for."""

PER_FORMULA = 24
"""Places tried at each formula."""

WIDE = (0.25, 0.125)
"""Steps that the check hands in; a step of the course may be fixed inside. On quadratic functions the tolerance is
the same for all of them."""


def measure(ledger: Ledger, count: int) -> None:
    """Hold steps against their tolerance, where all slopes can be seen, as the checks do."""
    draws, runs = random.Random(f"{SEED} measured steps"), Runs()
    while ledger.points[FAMILY] < count:
        f = draw_all({"f": bowls(min_n=3, max_n=6)}, draws.choice)["f"]
        drawn = [[near(draws) for _ in range(f.n)] for _ in range(PER_FORMULA)]
        points = [point for point in drawn if np.all(np.abs(f.gradient(point)) >= 0.1)]
        if points:
            _take(ledger, runs, f, np.array(points), draws.choice(RATES))
    runs.settle(ledger, FAMILY)


def _take(ledger: Ledger, runs: Runs, f: Formula, p: Floats, lr: float) -> None:
    """Take one step from each of the points, shape (m, n)."""
    ledger.points[FAMILY] += len(p)
    slopes = np.array([f.gradient(point) for point in p.tolist()])
    right = p - lr * slopes
    within = np.array([central_step_tolerance(f, q, lr, WIDE[0]) for q in p.tolist()])
    for name, scheme in (RIGHT | {"complex step": complex_step}).items():
        for h in (*WIDE, *STEPS):
            found = p - lr * _measured(f, p, scheme, h)
            ledger.right(FAMILY, "step", f"{name}, {h:g}", share(found - right, within))
    ledger.right(FAMILY, "step", "exact slopes", share(-(slopes * lr - p) - right, within))
    h = WIDE[0]
    wrong = {name: _measured(f, p, scheme, h) for name, scheme in (ONE_SIDED | FACTORS).items()}
    wrong |= {name: _nudged(f, p, nudge, h) for name, nudge in NUDGES.items()}
    wrong["nudge not taken back"] = _not_taken_back(f, p, h)
    wrong["always the first slope"] = np.repeat(slopes[:, :1], f.n, axis=1)
    wrong["slopes from the other end"] = slopes[:, ::-1]
    wrong["rate forgotten"] = slopes / lr
    for name, found in wrong.items():
        ratios = share(p - lr * found - right, within).max(axis=1)
        runs.note(CHECK, name, ratios, draws=DRAWS)


def _measured(f: Formula, p: Floats, scheme: Scheme, h: float) -> Floats:
    return np.stack([scheme(along(f, p, i), p[:, i, np.newaxis], h)[:, 0] for i in range(f.n)], axis=1)


def _nudged(f: Formula, p: Floats, nudge: Callable[[Any, Any], Any], h: float) -> Floats:
    """Take central differences that nudge the coordinates k for which ``nudge(k, i)`` is true at slope i."""
    places = np.arange(f.n)
    sides = [h * np.asarray(nudge(places, i), dtype=np.float64) for i in places.tolist()]
    return np.stack([(f(*(p + side).T) - f(*(p - side).T)) / (2 * h) for side in sides], axis=1)


NUDGES: dict[str, Callable[[Any, Any], Any]] = {
    "every coordinate nudged": lambda k, _: k >= 0,
    "nudges pile up": lambda k, i: k <= i,
}


def _not_taken_back(f: Formula, p: Floats, h: float) -> Floats:
    """Leave every coordinate h below its place once it was measured."""
    place, found = p.copy(), np.empty_like(p)
    for i in range(f.n):
        place[:, i] += h
        above = f(*place.T)
        place[:, i] -= 2 * h
        found[:, i] = (above - f(*place.T)) / (2 * h)
    return found
