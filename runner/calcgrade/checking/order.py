"""Does the error of a difference quotient fall with the square of its step?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.checking import show
from calcgrade.checking.failure import Failure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.sandboxes.replies import Reply

STEPS = (0.1, 0.01, 0.001)
"""Steps at which the order is judged: large enough that truncation, not rounding, decides."""


def expect_second_order(
    replies: Sequence[Reply], errors: Sequence[float], bounds: Sequence[float], point: Sequence[float]
) -> None:
    """Demand errors of second order, or points on both sides where the step passed in is ignored.

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
        Kind "order": the error is too large for its step; or "one-sided": a step fixed inside, to one side.
    """
    for reply, h, error, bound in zip(replies, STEPS, errors, bounds, strict=True):
        if not (error <= bound):
            gain = f" (10 times the step gave {errors[0] / errors[1]:.0f} times the error)" if errors[1] else ""
            headline = (
                f"is off by {show.figure(error, 2)}; with h = {h} a central difference stays "
                f"within {show.figure(bound, 2)}{gain}"
            )
            raise Failure(
                "failed", "order", headline, reply,
                error=show.figure(error, 2), tolerance=show.figure(bound, 2),
            )  # fmt: skip
    for reply in replies:
        if is_one_sided(reply, point):
            headline = "looks at one side of the point only, with a step of its own instead of h"
            raise Failure("failed", "one-sided", headline, reply, symptom="hidden-one-sided-step")


def is_one_sided(reply: Reply, point: Sequence[float]) -> bool:
    """Tell whether the function was evaluated away from the point, but to one side of it only."""
    for i, x in enumerate(point):
        moves = [p[i] - x for p in reply.observed if len(p) == len(point)]
        away = [move for move in moves if move != 0]
        if away and (all(move > 0 for move in away) or all(move < 0 for move in away)):
            return True
    return False


def ignores_step(replies: Sequence[Reply]) -> bool:
    """Tell whether the same points were looked at whatever step was passed in."""
    looked = [reply.observed for reply in replies]
    return bool(looked[0]) and all(points == looked[0] for points in looked[1:])


FIXED_STEP = (
    "Your slope does not use the h that it is given: a step is fixed inside. That costs nothing here, but then "
    "nobody can choose another step."
)
"""Advice where a step is fixed inside."""
