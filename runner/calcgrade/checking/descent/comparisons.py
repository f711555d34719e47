"""Several descents in one reply, a history for each learning rate: read, judged, and their mistakes shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from calcgrade.checking import judge
from calcgrade.checking.descent import expectations as descent
from calcgrade.checking.descent.missteps import END
from calcgrade.checking.descent.walks import Descent, follows, on_curve, rows_of
from calcgrade.checking.expect import expect
from calcgrade.checking.failure import Failure
from calcgrade.sandboxes.replies import Judged, Reply, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.checking.descent.missteps import Verdict
    from calcgrade.checking.formulas.formula import Formula

    Floats = NDArray[np.float64]

Rates = Sequence[float]
Symptom = Callable[[Reply], "bool | None"]
Variant = Callable[["Formula", float, Rates, int], list[Descent]]
"""The descents that a mistake makes of ``(f, x0, rates, steps)``."""

STEPS = 50
"""How many steps a comparison takes unless told otherwise."""


def asked(f: Formula, x0: float, rates: Rates, steps: int = STEPS) -> list[Descent]:
    """Return the descents that a comparison asks for, one for each rate."""
    return [on_curve(f, x0, float(lr), steps) for lr in rates]


def expect_each(
    reply: Reply, descents: Sequence[Descent], demand: Callable[[Reply, Descent], object]
) -> None:
    """Demand one history for each descent, and of each what ``demand`` does.

    Raises
    ------
    Failure
        Of the whole reply; it says at which rate.
    """
    count = len(descents)
    items = expect(reply).items(count, f"{count} histories, one for each rate")
    parts = [msgspec.structs.replace(reply, value=item) for item in items]
    for part, right in zip(parts, descents, strict=True):
        try:
            demand(part, right)
        except Failure as failure:
            failure.headline += f", at the rate {right.rate:g}"
            failure.reply = reply
            raise
    judged = [part.judged for part in parts if part.judged is not None]
    if len(judged) == count:  # what a whole comparison was compared with: `dev check` looks at its margins
        expected, within = (np.concatenate([item[k] for item in judged]) for k in (0, 1))
        reply.judged = Judged(expected, within, within)


def demand_steps(part: Reply, right: Descent) -> None:
    """Demand right steps; a place too few or too many is not judged."""
    descent.expect_steps(part, right, descent.expect_places(part, right))


def parts_of(reply: Reply, count: int | None = None) -> list[Reply] | None:
    """Return a reply for each history that came back; None where there are not ``count`` items."""
    value: Any = reply.value
    if isinstance(value, np.ndarray) and value.ndim >= 1:
        value = list(value)  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]
    if reply.status is not Status.OK or not isinstance(value, list | tuple):
        return None
    items: list[Any] = list(value)  # pyright: ignore[reportUnknownArgumentType]
    if not items or count not in (None, len(items)):
        return None
    return [msgspec.structs.replace(reply, value=item) for item in items]


def of_each(shows: Verdict, usual: Descent) -> Symptom:
    """Return the symptom of a mistake that is made in every descent: none rules it out, some show it."""

    def symptom(reply: Reply) -> bool | None:
        wanted = _asked(reply)
        parts = parts_of(reply, len(wanted))
        if parts is None:
            return _unread(reply)
        with np.errstate(all="ignore"):
            verdicts = [shows(part, right, usual) for part, right in zip(parts, wanted, strict=True)]
        if any(verdict is False for verdict in verdicts):
            return False
        return True if any(verdicts) else None

    return symptom


def as_if(variant: Variant) -> Symptom:
    """Return the symptom of a mistake that makes other descents of the ones asked for."""

    def symptom(reply: Reply) -> bool | None:
        arguments: tuple[Any, ...] = reply.call.args
        wrong = variant(*arguments, *(() if len(arguments) == 4 else (STEPS,)))
        parts = parts_of(reply, len(wrong))
        if parts is None:
            return _unread(reply)
        if not all(follows(other, rows_of(part, other)) for part, other in zip(parts, wrong, strict=True)):
            return False
        return None if _is_right(reply) else True

    return symptom


def _asked(reply: Reply) -> list[Descent]:
    return asked(*reply.call.args, **reply.call.kwargs)  # type: ignore[arg-type]


def _unread(reply: Reply) -> bool | None:
    """Rule a mistake out where something else came back; nothing can be told where nothing did."""
    return False if reply.status is Status.OK else None


def _is_right(reply: Reply) -> bool:
    wanted = _asked(reply)
    parts = parts_of(reply, len(wanted))
    return parts is not None and all(
        follows(right, rows_of(part, right)) for part, right in zip(parts, wanted, strict=True)
    )


def continued(f: Formula, x0: float, rates: Rates, steps: int) -> list[Descent]:
    """Start every walk where the one before it ended."""
    found: list[Descent] = []
    for lr in rates:
        # An end that was measured is as far off as all the steps before it may be.
        slack = 1e-4 * (1 + abs(x0)) if found else 0.0
        found.append(on_curve(f, x0, float(lr), steps).but(slack=slack))
        x0 = float(found[-1].walk()[-1, 0])
    return found


def same_rate(pick: int) -> Variant:
    """Return the variant that walks with one of the rates each time."""
    return lambda f, x0, rates, steps: asked(f, x0, [rates[pick]] * len(rates), steps)


def in_order(f: Formula, x0: float, rates: Rates, steps: int) -> list[Descent]:
    """Sort the rates first."""
    return asked(f, x0, sorted(rates), steps)


def backwards(f: Formula, x0: float, rates: Rates, steps: int) -> list[Descent]:
    """Begin with the last rate."""
    return asked(f, x0, list(rates)[::-1], steps)


def heights(reply: Reply) -> bool | None:
    """Tell whether the heights of the right places came back."""
    wanted = _asked(reply)
    parts = parts_of(reply, len(wanted))
    if parts is None:
        return _unread(reply)
    f: Any = reply.call.args[0]
    seen = False
    for part, right in zip(parts, wanted, strict=True):
        rows = rows_of(part, right)
        walk = right.walk()[:, 0]
        if rows is None or len(rows) != len(walk):
            return False
        if not np.all(np.abs(walk) <= 10):
            continue
        with np.errstate(all="ignore"):
            high = f(walk)
            if not np.all(np.abs(rows[:, 0] - high) <= END * (1 + np.abs(high))):
                return False
            seen = seen or bool(np.any(np.abs(high - walk) > 2 * END * (1 + np.abs(high))))
    return seen or None


def transposed(reply: Reply) -> bool | None:
    """Tell whether the rows are steps and the columns rates."""
    wanted = _asked(reply)
    try:
        table = judge.numeric(reply.value, 2) if reply.status is Status.OK else None
    except judge.Unfit:
        return False
    if table is None or _is_right(reply):
        return None
    if table.shape != (wanted[0].steps + 1, len(wanted)):
        return False
    return all(follows(right, table[:, [k]]) for k, right in enumerate(wanted))


def joined(reply: Reply) -> bool | None:
    """Tell whether all histories came back end to end in one long one."""
    wanted = _asked(reply)
    try:
        row = judge.numeric(reply.value, 1) if reply.status is Status.OK else None
    except judge.Unfit:
        return False
    if row is None:
        return None
    return _are_joined(row, wanted)


def never_emptied(reply: Reply) -> bool | None:
    """Tell whether every history is one list that was never begun anew."""
    wanted = _asked(reply)
    if len(wanted) == 1:
        return None
    parts = parts_of(reply, len(wanted))
    if parts is None:
        return _unread(reply)
    rows = [rows_of(part, right) for part, right in zip(parts, wanted, strict=True)]
    first = rows[0]
    if first is None or not all(row is not None and np.array_equal(row, first) for row in rows):
        return False
    return _are_joined(first[:, 0], wanted)


def _are_joined(row: Floats, wanted: Sequence[Descent]) -> bool:
    length = wanted[0].steps + 1
    if row.size != length * len(wanted):
        return False
    return all(
        follows(right, row[k * length : (k + 1) * length, None]) for k, right in enumerate(wanted)
    )  # fmt: skip
