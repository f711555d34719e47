"""Jumps of Newton's method, slope and curvature handed in."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
from benchmarks.tolerances import exact
from benchmarks.tolerances.notes import Notes, part
from benchmarks.tolerances.places import SEED, near

from calcgrade.checking.families import draw_all
from calcgrade.checking.formulas.families import curves, wells
from calcgrade.checking.formulas.formula import Partial
from calcgrade.checking.formulas.second import Second
from calcgrade.checking.tolerances import newton_tolerance

if TYPE_CHECKING:
    from benchmarks.tolerances.ledger import Ledger

FAMILY = "Newton's method"
DRAWS = 12
"""Walks that the check asks for, each with several jumps; here each counts with its first one alone."""


def measure(ledger: Ledger, count: int) -> None:
    """Hold jumps against their tolerance, where they can be seen."""
    draws, notes = random.Random(f"{SEED} newton"), Notes()
    while ledger.points[FAMILY] < count:
        second = Second(draw_all({"f": draws.choice((wells(), curves()))}, draws.choice)["f"])
        for _ in range(4):
            x = near(draws)
            try:
                curvature = second.slope.derivative(x)
            except ValueError:  # the slope of a composition is no formula
                break
            if abs(curvature) > 0.05 and abs(second.formula.derivative(x)) > 0.01:
                ledger.points[FAMILY] += 1
                _jump(notes, second, x)
    notes.put(ledger, draws=DRAWS)


def _jump(notes: Notes, second: Second, x: float) -> None:
    f = second.formula
    s, c, within = float(Partial(f)(x)), float(second(x)), newton_tolerance(second, x)
    right = x - s / c
    found = {
        "x − s / c": x - s / c,
        "x + (−s) · (1 / c)": x + -s * (1 / c),
        "(x·c − s) / c": (x * c - s) / c,
        "with arrays": float((x - Partial(f)(np.array([x])) / second(np.array([x])))[0]),
    }
    if exact.WIDER:
        wide = np.longdouble(x) - exact.partial(f, (x,), 0) / exact.partial(second.slope, (x,), 0)
        found["exact"] = right + float(wide - np.longdouble(right))
    for name, to in found.items():
        notes.right(FAMILY, "jump", name, part(to - right, within))
    single = np.float32(x) - np.float32(s) / np.float32(c)
    wrong = {
        "away": x + s / c,
        "slope alone": x - s,
        "multiplied by the curvature": x - s * c,
        "curvature over slope": x - c / s,
        "root of f": x - float(f(x)) / s,
        "only the jump": -s / c,
        "half of the jump": x - s / c / 2,
        "curvature elsewhere": x - s / (second.slope.derivative(x + 0.1) or c / 2),
        "measured curvature": x - s / ((f.derivative(x + 1e-3) - f.derivative(x)) / 1e-3 or c / 2),
        "float32": float(single),
    }
    for name, to in wrong.items():
        notes.bad(FAMILY, "jump", name, part(to - right, within))
