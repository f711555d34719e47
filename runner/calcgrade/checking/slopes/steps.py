"""The step that learner code really took, read off the points at which it evaluated f.

A default of one's own, or a step fixed inside, makes a known mistake give other digits than with the h of the
exercise. Where f noted its points, a wrong reference is given the learner's own step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking.judge import flatten
from calcgrade.checking.slopes.observed import point_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.checking.exercise import Misconception
    from calcgrade.sandboxes.replies import Reply

LONGEST = 1e-4
"""The longest step that the course allows."""

TOO_SMALL = 1e-11
"""Closer to x than this part of it (or of 1), a difference quotient has lost most of its digits."""

DOUBLE = 4 * float(np.finfo(np.float64).eps)
SINGLE = 4 * float(np.finfo(np.float32).eps)
"""Part of a coordinate that rounding may move a point by, in float64 and in float32."""


def given_step(reply: Reply) -> float | None:
    """Return the h that the call passed in, None where it left it to the default."""
    arguments = reply.call.args
    return float(arguments[-1]) if len(arguments) > _place(arguments) else None  # type: ignore[arg-type]


def own_step(reply: Reply, *, rounding: float = DOUBLE) -> float | None:
    """Return the one distance from the point at which f was evaluated, along any coordinate and to any side.

    The h that was passed in, or a short decimal, where rounding may have made the distance of it.

    Returns
    -------
    float or None
        None where f was not seen beside the point, or at several distances.
    """
    point = point_of(reply)
    if any(len(p) != len(point) for p in reply.observed):
        return None
    away = [abs(move) for p in reply.observed for move in np.subtract(p, point).tolist()]
    largest = max(away, default=0.0)
    slack = rounding * max(1e-300, *(abs(x) for x in point), largest)
    beside = [move for move in away if move > max(slack, 1e-6 * largest)]
    if not beside or max(beside) - min(beside) > 2 * slack:
        return None
    found = beside[0]
    given = given_step(reply)
    known = [] if given is None else [given]
    short = [float(f"{found:.{digits}e}") for digits in range(6)]
    return next((step for step in (*known, *short) if abs(step - found) <= slack), found)


def at_own_step(reply: Reply) -> Sequence[Any]:
    """Return a call's arguments with the learner's own step, as they are where it is not known."""
    return _with(reply, own_step(reply))


def at_own_step_in_float32(reply: Reply) -> Sequence[Any] | None:
    """Return the same for points that may have been rounded to float32; None where truncation hides rounding."""
    given, own = given_step(reply), own_step(reply, rounding=SINGLE)
    return None if own is not None and own != given and own > LONGEST * (1 + SINGLE) else _with(reply, own)


def as_given(reply: Reply) -> Sequence[Any]:
    """Return a call's arguments as they are where they hold h, else with the learner's own step."""
    return reply.call.args if given_step(reply) is not None else at_own_step(reply)


def if_hidden(reply: Reply) -> Sequence[Any] | bool:
    """Return a call's arguments with the learner's own step; False where that is the h that was passed in.

    False too where it is lost in rounding, which is another mistake.
    """
    given, own = given_step(reply), own_step(reply)
    if own is None:
        return False if given is not None else reply.call.args
    if own == given or own <= TOO_SMALL * max(1.0, *(abs(x) for x in point_of(reply))):
        return False
    return _with(reply, own)


def if_too_long(reply: Reply) -> Sequence[Any] | bool | None:
    """Return a call's arguments with the learner's own step if that is too long, and its answer is off.

    An answer within its tolerance tells nothing, nor does one for which that step was passed in.
    """
    given, own = given_step(reply), own_step(reply)
    if own is None or own == given:
        return None
    if own <= LONGEST * (1 + SINGLE):
        return False
    return None if _is_near(reply) else _with(reply, own)


def if_off(reply: Reply) -> Sequence[Any] | None:
    """Return a call's arguments as they are; None where its answer is within its tolerance."""
    return None if _is_near(reply) else reply.call.args


OWN = 2e-3
"""A step longer than the course allows, and none that a check passes in: one that shows as the learner's own."""


def handed_in(mistake: Misconception, arguments: Sequence[Any]) -> Sequence[Any]:
    """Return what a wrong reference is called with where it is itself handed in, as a learner's function.

    Where its mistake is a step of one's own, that is `OWN`; everywhere else it keeps to its arguments.
    """
    takes_own = mistake.arguments in (if_hidden, if_too_long)
    return (*arguments[: _place(arguments)], OWN) if takes_own else arguments


def _is_near(reply: Reply) -> bool:
    """Tell whether an answer is within its tolerance."""
    if reply.judged is None:
        return True
    found, right = flatten(reply.value), flatten(reply.judged.expected)
    if found is None or right is None or found.shape != right.shape:
        return False
    return bool(np.all(np.abs(found - right) <= np.asarray(reply.judged.within)))


def _with(reply: Reply, step: float | None) -> Sequence[Any]:
    arguments = reply.call.args
    return arguments if step is None else (*arguments[: _place(arguments)], step)


def _place(arguments: Sequence[Any]) -> int:
    """Return where h stands: after the formula and the point, and after an index if there is one."""
    return 3 if len(arguments) > 2 and isinstance(arguments[2], int) else 2
