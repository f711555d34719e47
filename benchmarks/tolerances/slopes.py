"""Measured slopes: the value check and the order check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.tolerances import exact
from benchmarks.tolerances.ledger import share
from benchmarks.tolerances.runs import Runs
from benchmarks.tolerances.schemes import FACTORS, ONE_SIDED, RIGHT, SINGLE, STEPS, complex_step

from calcgrade.checking.slopes.order import STEPS as ORDER_STEPS
from calcgrade.checking.tolerances import analytical_tolerance, derivative_tolerance, order_bound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.tolerances.ledger import Ledger
    from benchmarks.tolerances.places import Places
    from benchmarks.tolerances.schemes import Line
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

VALUE_DRAWS, ORDER_DRAWS = 10, 5
"""The fewest points that a value check and an order check of 1.1, 2.1, 2.2 or 3.1 ask for."""

HS = np.array((*STEPS, *ORDER_STEPS))
COLUMN = {h: k for k, h in enumerate(HS.tolist())}
IN_ORDER = slice(len(STEPS), None)

SCHEMES = RIGHT | {"complex step": complex_step} | ONE_SIDED | FACTORS | SINGLE


def measure(ledger: Ledger, family: str, drawn: Iterator[Places]) -> None:
    """Hold every scheme against both checks at each point."""
    wrong = Runs()
    for places in drawn:
        ledger.points[family] += len(places.points)
        line, x = remembered(along(*places)), places.points[:, places.i, np.newaxis]
        right = np.array([[places.f.partial(point, places.i)] for point in places.points.tolist()])
        errors = {name: scheme(line, x, HS) - right for name, scheme in SCHEMES.items()}
        within = np.array([[derivative_tolerance(places.f, p, places.i)] for p in places.points.tolist()])
        _value(ledger, family, errors, within, wrong)
        tiny = share(complex_step(line, x, 1e-30) - right, within)
        ledger.right(family, "T", "complex step, 1e-30", tiny)
        if exact.WIDER:
            _analytical(ledger, family, places, right, within)
        _order(ledger, family, places, errors, wrong)
    wrong.settle(ledger, family)


def along(f: Any, points: Floats, i: int) -> Line:
    """Return f along coordinate i through points of shape (m, n), as a function of arrays of shape (m, …)."""
    columns = [points[:, k, np.newaxis] for k in range(points.shape[1])]
    return lambda t: f(*columns[:i], t, *columns[i + 1 :])


def remembered(f: Line) -> Line:
    """Return f with a memory: most schemes look at the same places."""
    known: dict[bytes, Any] = {}

    def looked_up(t: Any) -> Any:
        key = t.tobytes()
        if key not in known:
            known[key] = f(t)
        return known[key]

    return looked_up


def _value(ledger: Ledger, family: str, errors: dict[str, Floats], within: Floats, wrong: Runs) -> None:
    ratios = {name: share(error, within) for name, error in errors.items()}
    for name in RIGHT:
        for h in STEPS:
            ledger.right(family, "T", f"{name}, {h:g}", ratios[name][:, COLUMN[h]])
    ledger.right(family, "T", "complex step, 1e-08", ratios["complex step"][:, COLUMN[1e-8]])
    for name in ONE_SIDED:
        wrong.note("value", f"{name}, 1e-4", ratios[name][:, COLUMN[1e-4]], draws=VALUE_DRAWS)
    for name in FACTORS:
        wrong.note("value", name, ratios[name][:, COLUMN[1e-7]], draws=VALUE_DRAWS)
    for name in SINGLE:
        for h in (1e-5, 1e-7):
            wrong.note("value", f"{name}, {h:g}", ratios[name][:, COLUMN[h]], draws=VALUE_DRAWS)


def _analytical(ledger: Ledger, family: str, places: Places, right: Floats, within: Floats) -> None:
    f, points, i = places
    slopes = exact.partial(f, points, i)[:, np.newaxis]
    off = (slopes - right.astype(np.longdouble)).astype(np.float64)
    by_rules = np.array([[analytical_tolerance(f, point, i)] for point in points.tolist()])
    ledger.right(family, "T", "analytical", share(off, within))
    ledger.right(family, "analytical", "analytical", share(off, by_rules))


def _order(ledger: Ledger, family: str, places: Places, errors: dict[str, Floats], wrong: Runs) -> None:
    """Take the worst of the three steps, as the check does."""
    f, points, i = places
    bounds = np.array([[order_bound(f, point, i, h=h) for h in ORDER_STEPS] for point in points.tolist()])
    for name in (*RIGHT, "complex step", *ONE_SIDED):
        worst = share(errors[name][:, IN_ORDER], bounds).max(axis=1)
        if name in ONE_SIDED:
            wrong.note("order", name, worst, draws=ORDER_DRAWS)
        else:
            ledger.right(family, "order", name, worst)
    fixed = errors["central"][:, COLUMN[1e-7]]
    ledger.right(family, "order", "central, 1e-7 fixed inside", share(fixed, bounds.min(axis=1)))
