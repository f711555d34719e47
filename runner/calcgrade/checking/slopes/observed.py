"""Where learner code evaluated the formula that it was given: the learner's claim, and often the only sign.

Only calls with plain numbers are noted: complex numbers and whole arrays leave no point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from calcgrade.checking.tolerances import coordinates
from calcgrade.worker.formulas import OBSERVED_LIMIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.sandboxes.replies import Reply

DRIFT = 1e-14
"""Moves smaller than this part of a coordinate are rounding: up by h and down again does not restore bits."""

Point = tuple[float, ...]


def point_of(reply: Reply) -> Point:
    """Return the coordinates of the point that a call was given after the formula, one for a number."""
    return coordinates(cast("Sequence[float] | float", reply.call.args[1]))


def points(reply: Reply, n: int) -> tuple[Point, ...]:
    """Return the points of n coordinates where f was evaluated; none if some may have gone unnoticed."""
    if len(reply.observed) >= OBSERVED_LIMIT or any(len(p) != n for p in reply.observed):
        return ()
    return reply.observed


def sole_move(reply: Reply, point: Sequence[float], i: int) -> float | None:
    """Return how far f was evaluated from the point along coordinate i, if it is one signed distance only."""
    x = point[i]
    moves = [p[i] - x for p in points(reply, len(point))]
    away = [move for move in moves if abs(move) > DRIFT * abs(x)]
    if not away:
        return None
    nearest, furthest = min(away), max(away)
    return nearest if furthest - nearest <= 1e-3 * abs(nearest) else None


def largest_move(reply: Reply, point: Sequence[float]) -> float | None:
    """Return the largest |p[i] − point[i]| / max(1, |point[i]|) of all evaluations, None without any."""
    seen = points(reply, len(point))
    if not seen:
        return None
    return max(abs(p[i] - x) / max(1.0, abs(x)) for p in seen for i, x in enumerate(point))


def pairs(reply: Reply, n: int) -> list[tuple[Point, Point]]:
    """Return the first and second point, the third and fourth, and so on: the two values of each difference.

    Empty where f was not evaluated an even number of times.
    """
    seen = points(reply, n)
    return [] if len(seen) % 2 else list(zip(seen[::2], seen[1::2], strict=True))
