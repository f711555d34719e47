"""Whether the error of a difference quotient falls with the square of its step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from calcgrade.checking import show
from calcgrade.checking.expect import expect
from calcgrade.checking.failure import Failure
from calcgrade.checking.slopes.convergence import Convergence
from calcgrade.checking.slopes.observed import sole_move
from calcgrade.checking.tolerances import order_bound, order_rounding
from calcgrade.sandboxes.replies import Judged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.checking.formulas.formula import Formula
    from calcgrade.sandboxes.replies import Reply

STEPS = (0.1, 0.01, 0.001)
"""Steps at which the order is judged: large enough that truncation, not rounding, decides."""


def expect_central(
    replies: Sequence[Reply], f: Formula, point: Sequence[float], i: int | None = None
) -> None:
    """Demand slopes with errors of second order.

    Parameters
    ----------
    replies : sequence of Reply
        One for each of `STEPS`.
    f : Formula
        Function of n variables.
    point : sequence of float, shape (n,)
        Where its slope was asked for.
    i : int, optional
        The variable along which the slope, a number, was asked for. Without it each reply is a gradient of
        shape (n,), judged by the entry that is furthest out of its bound.

    Raises
    ------
    Failure
        As `expect_second_order`, or where a reply is no finite number or array.
    """
    entries = range(f.n) if i is None else [i]
    slopes = np.array([f.partial(point, k) for k in entries])
    limits = [np.array([order_bound(f, point, k, h=h) for k in entries]) for h in STEPS]
    for reply, h, limit in zip(replies, STEPS, limits, strict=True):
        noise = np.array([order_rounding(f, point, k, h=h) for k in entries])
        judged = Judged(slopes, limit, noise) if i is None else Judged(slopes[0], limit[0], noise[0])
        reply.judged = judged
    errors: list[float] = []
    bounds: list[float] = []
    for reply, limit in zip(replies, limits, strict=True):
        found = expect(reply)
        off = np.abs((found.array((f.n,)) if i is None else np.array([found.number()])) - slopes)
        with np.errstate(over="ignore"):
            worst = int(np.argmax(off / limit))
        errors.append(float(off[worst]))
        bounds.append(float(limit[worst]))
    expect_second_order(replies, errors, bounds, point)


def expect_second_order(
    replies: Sequence[Reply], errors: Sequence[float], bounds: Sequence[float], point: Sequence[float]
) -> None:
    """Demand errors of second order, and points on both sides where f was evaluated next to the point.

    Parameters
    ----------
    replies : sequence of Reply
        One for each of `STEPS`.
    errors, bounds : sequence of float
        Largest error of each reply, and what a central difference may be off by with that step.
    point : sequence of float
        Where the slope was asked for, n coordinates.

    Raises
    ------
    Failure
        Kind "order": the error is too large for its step; or "one-sided": a step to one side only, so small
        that no value can tell.
    """
    for reply, h, error, bound in zip(replies, STEPS, errors, bounds, strict=True):
        if not (error <= bound):
            headline = (
                f"is off by {show.figure(error, 2)}; with h = {h} a central difference stays "
                f"within {show.figure(bound, 2)}"
            )
            raise Failure(
                "failed", "order", headline, reply,
                error=show.figure(error, 2), tolerance=show.figure(bound, 2),
                order=Convergence(STEPS, tuple(errors), tuple(bounds)),
            )  # fmt: skip
    for reply, h in zip(replies, STEPS, strict=True):
        step = one_sided_step(reply, point)
        if step is None:
            continue
        headline, symptom = "looks at one side of the point only", ""
        if not 0.99 < abs(step) / h < 1.01:  # with h itself it is a one-sided difference like any other
            headline += f", at a distance of {show.figure(abs(step), 2)} instead of h"
            symptom = "hidden-one-sided-step"
        raise Failure("failed", "one-sided", headline, reply, symptom=symptom)


def one_sided_step(reply: Reply, point: Sequence[float]) -> float | None:
    """Return the only distance from the point at which f was evaluated along some coordinate.

    Returns
    -------
    float or None
        Negative below the point. None where there are two or more distances along every coordinate: two
        points on one side can make a slope of second order.
    """
    for i in range(len(point)):
        step = sole_move(reply, point, i)
        if step is not None:
            return step
    return None


def ignores_step(replies: Sequence[Reply]) -> bool:
    """Tell whether the same points were looked at whatever step was passed in."""
    looked = [reply.observed for reply in replies]
    return bool(looked[0]) and all(points == looked[0] for points in looked[1:])


FIXED_STEP = (
    "Your slope does not use the h that it is given: a step is fixed inside. That costs nothing here, but then "
    "nobody can choose another step."
)
"""Advice where a step is fixed inside."""
