"""Judge gradient descents step by step, in any number of dimensions.

Whole paths are not compared: near a maximum two right walks part company. Each step is judged from the
learner's own previous place, until that place is out of sight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from calcgrade.checking import judge, show
from calcgrade.checking.descent import behaviour
from calcgrade.checking.descent.walks import Descent, begins, on_curve, on_surface, predicted, rows_of
from calcgrade.checking.expect import expect
from calcgrade.sandboxes.replies import Judged, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from calcgrade.sandboxes.replies import Reply

    Floats = NDArray[np.float64]

__all__ = [
    "Descent",
    "expect_descent",
    "expect_history",
    "expect_places",
    "expect_steps",
    "on_curve",
    "on_surface",
]


def expect_descent(reply: Reply, asked: Descent) -> Floats:
    """Demand a history that starts at the start, holds a place a step, and goes downhill in each.

    Returns
    -------
    ndarray, shape (steps + 1, n)
        The places.

    Raises
    ------
    Failure
        As `expect_history` and `expect_steps`.
    """
    rows = expect_history(reply, asked)
    expect_steps(reply, asked, rows)
    return rows


def expect_history(reply: Reply, asked: Descent) -> Floats:
    """Demand a history of steps + 1 places that begins at the start; where it leads is not judged.

    Returns
    -------
    ndarray, shape (steps + 1, n)
        The places, perhaps not finite.

    Raises
    ------
    Failure
        Of kind "type", "shape", "length" or "start".
    """
    rows = expect_places(reply, asked, spare=0)
    if not begins(asked, rows):
        got, want = show.pair(_shown(rows[0], asked), _shown(asked.start, asked))
        expect(reply).fail("does not begin at the start", kind="start", expected=want, actual=got)
    return rows


def expect_places(reply: Reply, asked: Descent, *, spare: int = 1) -> Floats:
    """Demand a sequence of places, steps + 1 of them or nearly so; where they lie is not judged.

    Parameters
    ----------
    spare : int
        How many places may be missing or too many. A history without its start, or of one step more, still shows
        how the steps are made; a lone start shows nothing.

    Returns
    -------
    ndarray, shape (count, n)
        The places, perhaps not finite.

    Raises
    ------
    Failure
        Of kind "type", "shape" or "length".
    """
    rows = rows_of(reply, asked)
    if rows is None:
        if reply.status is Status.OK and _is_one_place(reply, asked):
            expect(reply).fail(
                "gives a single place instead of a history", kind="shape",
                expected=f"{asked.steps + 1} places", actual=show.value(reply.value),
            )  # fmt: skip
        expect(reply).array(asked.shape)  # raises, and knows best why
        raise AssertionError("an array of the right shape holds places")
    count, wanted = len(rows), asked.steps + 1
    if abs(count - wanted) > spare:
        lacking = {-1: ", one too few", 1: ", one too many"}.get(count - wanted, "")
        expect(reply).fail(
            f"gives a history of {_counted(count, 'place')}{lacking}", kind="length",
            expected=f"{wanted} places: the start, and one after each of {_counted(asked.steps, 'step')}",
            actual=f"{_counted(count, 'place')}, from {_place(rows[0], asked)} to {_place(rows[-1], asked)}",
        )  # fmt: skip
    return rows


def expect_steps(
    reply: Reply,
    asked: Descent,
    rows: Floats,
    *,
    remark: Callable[[Descent, Floats], str] = behaviour.remark,
) -> None:
    """Demand that every step leads from the place before it to where the descent's rule goes from there.

    Parameters
    ----------
    reply : Reply
        The reply that a failure speaks of; what its steps were compared with is noted in it.
    asked : Descent
        The right descent; neither its start nor its number of steps is judged here.
    rows : ndarray, shape (k, n)
        The learner's places.
    remark : callable
        What to say about a walk with a wrong step; of learning rates, unless told otherwise.

    Raises
    ------
    Failure
        Of kind "step".
    """
    right, within = predicted(asked, rows)
    if rows_of(reply, asked) is not None:
        squeezed = (right[:, 0], within[:, 0]) if asked.flat else (right, within)
        reply.judged = Judged(*squeezed, squeezed[1])
    if not np.any(
        np.isfinite(within)
    ):  # NaN from the first place on must not pass for a walk without a wrong step
        expect(reply).fail(
            "holds no step that can be judged", kind="step", expected="a walk from the start, in finite numbers",
            actual=f"{len(rows)} place{'s' if len(rows) != 1 else ''}, the first one {_place(rows[0], asked)}",
        )  # fmt: skip
    with np.errstate(all="ignore"):
        fits = np.abs(rows - right) <= within
    fits |= ~np.isfinite(within)  # places that are not judged
    if np.all(fits):
        return
    k = int(np.argmax(~fits.all(axis=1)))
    got, want = show.pair(_shown(rows[k], asked), _shown(right[k], asked))
    i = int(np.argmax(~fits[k]))
    what = "goes wrong" if np.all(np.isfinite(rows[k])) else f"is {_not_finite(rows[k])} for the first time"
    expect(reply).fail(
        f"{what} in step {k}, the one from {_place(rows[k - 1], asked)}", kind="step", expected=want, actual=got,
        remark=remark(asked, rows),
        error=show.figure(float(abs(rows[k, i] - right[k, i])), 2), tolerance=show.figure(float(within[k, i]), 2),
    )  # fmt: skip


def _is_one_place(reply: Reply, asked: Descent) -> bool:
    found = judge.flatten(reply.value)
    return not isinstance(reply.value, dict) and found is not None and found.size == asked.start.size


def _not_finite(place: Floats) -> str:
    return "nan" if np.any(np.isnan(place)) else "infinite"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count != 1 else ''}"


def _shown(place: Floats, asked: Descent) -> object:
    return float(place[0]) if asked.flat else place


def _place(place: Floats, asked: Descent) -> str:
    return show.value(_shown(place, asked))
