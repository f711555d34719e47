"""How the mistakes of a gradient descent show in a reply.

Most are descents themselves: uphill, with another rate, from another start. A mistake is told where the history
is what that other descent gives, each step from the learner's own place, and is not what the right one gives.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from calcgrade.checking import judge
from calcgrade.checking.descent.walks import Descent, begins, follows, rows_of
from calcgrade.checking.slopes.observed import points

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.sandboxes.replies import Reply

    Floats = NDArray[np.float64]

Verdict = Callable[["Reply", Descent, Descent], "bool | None"]
"""Whether a reply to the descent that was asked for shows a mistake; last the descent of the statement."""

Alter = Callable[[Descent, Descent], Descent]
"""The descent that a mistake makes of the one asked for; last the descent of the statement."""


class Mistake(NamedTuple):
    """A way of being wrong, what to tell the learner, and how it shows."""

    id: str
    title: str
    explanation: str
    shows: Verdict


END = 1e-4
"""Relative error up to which a lone place is the end of a short walk, for any scheme of the slope."""


def as_if(alter: Alter) -> Verdict:
    """Return the verdict on a mistake that is a descent itself."""

    def shows(reply: Reply, asked: Descent, usual: Descent) -> bool | None:
        altered = alter(asked, usual)
        rows = rows_of(reply, altered)
        if not follows(altered, rows):
            return False
        return None if follows(asked, rows) else True

    return shows


def without_start(asked: Descent, _: Descent) -> Descent:
    """Begin the history after the first step."""
    first = asked.move(asked, asked.start)
    return asked.but(start=first, slack=asked.within(asked.start, first), steps=asked.steps - 1)


def slope_at_start(asked: Descent, _: Descent) -> Descent:
    """Use the slope at the start for every step."""
    slope = asked.gradient(asked.start)
    return asked.but(gradient=lambda _: slope, tolerance=lambda _, rate: asked.tolerance(asked.start, rate))


def example(asked: Descent, usual: Descent) -> Descent:
    """Descend on the statement's function."""
    return asked.but(gradient=usual.gradient, tolerance=usual.tolerance)


def step_for_place(asked: Descent, _: Descent) -> Descent:
    """Keep the step and forget the place that it starts from."""
    return asked.but(move=lambda d, place: -d.rate * d.gradient(place))


def _standing(asked: Descent, _: Descent) -> Descent:
    """Hardly move: what is left of a slope that was multiplied by h² is lost beside the place."""
    return asked.but(
        move=lambda _, place: place,
        tolerance=lambda place, rate: (
            asked.tolerance(place, rate) + 1e-5 * np.abs(rate * asked.gradient(place))
        ),
    )


def one_by_one(asked: Descent, place: Floats, *, backwards: bool = False) -> Floats:
    """Move each coordinate with the slope at the place where the ones before it have already moved."""
    moved = place.copy()
    for i in reversed(range(place.size)) if backwards else range(place.size):
        moved[i] -= asked.rate * asked.gradient(moved)[i]
    return moved


def signs(asked: Descent, _: Descent) -> Descent:
    """Use the sign of each slope alone; where a slope is as good as 0 its sign is anyone's guess."""

    def tolerance(place: Floats, rate: float) -> Floats:
        unknown = np.abs(asked.gradient(place)) <= asked.tolerance(place, 1.0)
        return np.asarray(asked.tolerance(place, rate) + 2 * abs(rate) * unknown)

    return asked.but(gradient=lambda place: np.sign(asked.gradient(place)), tolerance=tolerance)


def slopes_exchanged(asked: Descent, _: Descent) -> Descent:
    """Take the slopes in the opposite order."""
    return asked.but(
        gradient=lambda place: asked.gradient(place)[::-1],
        tolerance=lambda place, rate: asked.tolerance(place, rate)[::-1],
    )


def only(i: int) -> Alter:
    """Return the descent that moves coordinate i alone."""

    def altered(asked: Descent, _: Descent) -> Descent:
        chosen = np.arange(asked.start.size) == i
        return asked.but(gradient=lambda place: asked.gradient(place) * chosen)

    return altered


def _cut(asked: Descent, place: Floats) -> Floats:
    return np.trunc(place - asked.rate * asked.gradient(place))


def whole_numbers(reply: Reply, asked: Descent, _: Descent) -> bool | None:
    """Tell whether every place lost its decimals; an array may do so for whole-number starts only."""
    rows = rows_of(reply, asked)
    if follows(asked, rows):
        return None
    return follows(asked.but(start=np.trunc(asked.start), move=_cut), rows)


standing: Verdict = as_if(_standing)
"""The verdict on a walk that hardly moves."""


def stands_still(*, moving_x: bool) -> Verdict:
    """Return the verdict on a walk that stands still although f was evaluated aside of its place, or not."""

    def shows(reply: Reply, asked: Descent, usual: Descent) -> bool | None:
        verdict = standing(reply, asked, usual)
        if not verdict:
            return verdict
        seen, rows = points(reply, 1), rows_of(reply, asked)
        if not seen or rows is None:
            return None
        return moving_x is not all(point[0] in rows[:, 0] for point in seen)

    return shows


def ends_only(reply: Reply, asked: Descent, _: Descent) -> bool | None:
    """Tell whether the end of the walk came back alone."""
    found = judge.flatten(reply.value)
    if rows_of(reply, asked) is not None or found is None or found.size != asked.start.size:
        return False
    return is_end(found, asked)


def aliases(reply: Reply, asked: Descent, _: Descent) -> bool | None:
    """Tell whether every place is the last one: one array, stored again and again, perhaps after the start."""
    rows = rows_of(reply, asked)
    if (
        rows is None
        or not min(3, asked.steps + 1) <= len(rows) <= asked.steps + 1
        or np.any(rows[1:] != rows[-1])
    ):
        return False
    if follows(asked, rows) or np.array_equal(rows[-1], asked.start):
        return None
    return is_end(rows[-1], asked) if np.array_equal(rows[0], rows[-1]) or begins(asked, rows) else False


def is_end(place: Floats, asked: Descent) -> bool | None:
    """Tell whether a place is where the walk ends; None where that is out of every sight."""
    end = asked.walk()[-1]
    if not np.all(np.isfinite(end)):
        return None
    return bool(np.all(np.abs(place - end) <= END * (1 + np.abs(end))))


def stops_by_itself(reply: Reply, asked: Descent, _: Descent) -> bool | None:
    """Tell whether a right walk ends where it hardly moves, before the asked number of steps."""
    rows = rows_of(reply, asked)
    if rows is None or len(rows) > asked.steps + 1:
        return False
    if not follows(asked.but(steps=len(rows) - 1), rows):
        return False
    if len(rows) == asked.steps + 1:
        return None
    return bool(np.all(np.abs(asked.move(asked, rows[-1]) - rows[-1]) <= 1e-2))


def rounds(reply: Reply, asked: Descent, _: Descent) -> bool | None:
    """Tell whether the places are rounded to 1 to 6 decimals, before each next step or all at the end."""
    rows = rows_of(reply, asked)
    if rows is None or len(rows) != asked.steps + 1 or not np.all(np.isfinite(rows)):
        return False
    if follows(asked, rows):
        return None
    decimals = next((d for d in range(7) if np.array_equal(np.round(rows[1:], d), rows[1:])), None)
    if decimals is None:
        return False
    half = 0.5 * 10.0**-decimals
    # Twice: with momentum the velocity, read off two rounded places, is half a unit off as well.
    on_the_way = asked.but(tolerance=lambda place, rate: asked.tolerance(place, rate) + 2 * half, slack=half)
    with np.errstate(all="ignore"):
        at_the_end = np.all(np.abs(rows - asked.walk()) <= half + END * np.abs(rows))
    if not (follows(on_the_way, rows) or at_the_end):
        return False
    return True if decimals else None  # whole numbers may have been rounded to decimals, or cut


def transposed(reply: Reply, asked: Descent, _: Descent) -> bool | None:
    """Tell whether rows and columns of a right history are exchanged."""
    if follows(asked, rows_of(reply, asked)):
        return None
    try:
        found = judge.numeric(reply.value, 2)
    except judge.Unfit:
        return False
    return found.shape == asked.shape[::-1] and follows(asked, found.T)
