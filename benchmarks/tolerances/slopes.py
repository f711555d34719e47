"""Measured slopes: the value check, the order check, and the points observed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.tolerances import exact
from benchmarks.tolerances.ledger import share
from benchmarks.tolerances.schemes import FACTORS, ONE_SIDED, RIGHT, SINGLE, STEPS, complex_step

from calcgrade.checking.slopes.order import STEPS as ORDER_STEPS
from calcgrade.checking.slopes.order import one_sided_step
from calcgrade.checking.tolerances import analytical_tolerance, derivative_tolerance, order_bound
from calcgrade.sandboxes.replies import Call, Reply, Status
from calcgrade.worker import formulas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.tolerances.ledger import Ledger
    from benchmarks.tolerances.places import Place
    from benchmarks.tolerances.schemes import Line

VALUE_DRAWS, ORDER_DRAWS = 10, 5
"""The fewest points that a value check and an order check of 1.1, 2.1, 2.2 or 3.1 ask for."""


def measure(ledger: Ledger, family: str, places: Iterator[Place]) -> None:
    """Hold every scheme against the three checks at each place."""
    for place in places:
        ledger.points[family] += 1
        _value(ledger, family, place)
        _order(ledger, family, place)
        _observed(ledger, family, place)


def along(f: Any, point: tuple[float, ...], i: int) -> Line:
    """Return f along coordinate i through a point."""
    if len(point) == 1:
        return f  # type: ignore[no-any-return]
    return lambda t: f(*point[:i], t, *point[i + 1 :])


def _value(ledger: Ledger, family: str, place: Place) -> None:
    f, point, i = place
    right, within, line, x = f.partial(point, i), derivative_tolerance(*place), along(*place), point[i]
    for name, scheme in RIGHT.items():
        for h in STEPS:
            ledger.right(family, "T", f"{name}, {h:g}", share(scheme(line, x, h) - right, within))
    for h in (1e-8, 1e-30):
        ledger.right(family, "T", f"complex step, {h:g}", share(complex_step(line, x, h) - right, within))
    if exact.WIDER:
        off = float(exact.partial(f, point, i) - right)
        ledger.right(family, "T", "analytical", share(off, within))
        ledger.right(family, "analytical", "analytical", share(off, analytical_tolerance(*place)))
    for name, scheme in ONE_SIDED.items():
        ratio = share(scheme(line, x, 1e-4) - right, within)
        ledger.bad(family, "value", f"{name}, 1e-4", ratio, draws=VALUE_DRAWS)
    for name, scheme in FACTORS.items():
        ledger.bad(family, "value", name, share(scheme(line, x, 1e-7) - right, within), draws=VALUE_DRAWS)
    for name, scheme in SINGLE.items():
        for h in (1e-5, 1e-7):
            ratio = share(scheme(line, x, h) - right, within)
            ledger.bad(family, "value", f"{name}, {h:g}", ratio, draws=VALUE_DRAWS)


def _order(ledger: Ledger, family: str, place: Place) -> None:
    """Take the worst of the three steps, as the check does."""
    f, point, i = place
    right, line, x = f.partial(point, i), along(*place), point[i]
    bounds = {h: order_bound(f, point, i, h=h) for h in ORDER_STEPS}
    for name, scheme in (RIGHT | {"complex step": complex_step}).items():
        worst = max(share(scheme(line, x, h) - right, within) for h, within in bounds.items())
        ledger.right(family, "order", name, worst)
    fixed = RIGHT["central"](line, x, 1e-7) - right
    ledger.right(family, "order", "central, 1e-7 fixed inside", share(fixed, min(bounds.values())))
    for name, scheme in ONE_SIDED.items():
        worst = max(share(scheme(line, x, h) - right, within) for h, within in bounds.items())
        ledger.bad(family, "order", name, worst, draws=ORDER_DRAWS)


def _observed(ledger: Ledger, family: str, place: Place) -> None:
    """Look at the points where f was evaluated; what is not seen to be one-sided passes."""
    f, point, i = place
    observed: list[tuple[float, ...]] = []
    line, call = along(formulas.build(f.n, f.terms, observed), point, i), Call("slope", f, point, i)
    for name, scheme in (RIGHT | ONE_SIDED).items():
        observed.clear()
        scheme(line, point[i], 1e-7)
        reply = Reply(call=call, status=Status.OK, observed=tuple(observed))
        ratio = 0.0 if one_sided_step(reply, point) is None else float("inf")
        if name in ONE_SIDED:
            ledger.bad(family, "observed points", f"{name}, 1e-7 fixed inside", ratio, draws=1)
        else:
            ledger.right(family, "observed points", name, ratio)
