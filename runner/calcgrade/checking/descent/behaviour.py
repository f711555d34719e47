"""How a walk behaves that no known mistake explains: it diverges, jumps to and fro, or hardly gets on.

Near a place where the matrix of second derivatives is H, a step with the rate r turns a distance e from the
valley's lowest point into (I − r·H)·e. Along an eigenvector of H with the eigenvalue λ > 0 it is multiplied by
1 − r·λ: it shrinks where r < 2/λ, changes sides in each step where r > 1/λ, and hardly changes where r is much
less than 1/λ. So the largest stable rate is 2 over the largest eigenvalue, exactly so where H is the same
everywhere (Boyd and Vandenberghe, *Convex Optimization*, §9.3; Goodfellow et al., *Deep Learning*, §4.3).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from calcgrade.checking import judge, show
from calcgrade.checking.descent.walks import OUT_OF_SIGHT, Descent, follows, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from calcgrade.sandboxes.replies import Reply

    Floats = NDArray[np.float64]

GROWS = 3.0
"""A walk that goes this many times as far in its last step as the right one does in any diverges."""

SLOW = 1 / 3
"""Steps that are at most this part of what was asked for crawl; half of it is a mistake of its own."""

NUDGE = 1e-5
"""Step of the central difference of exact slopes: its error, about 1e-10, is far below what is shown."""


class Behaviour(NamedTuple):
    """A way to walk, what to tell the learner, and how it shows."""

    id: str
    title: str
    explanation: str
    shows: Callable[[Descent, Floats], bool]


def stable_rate(asked: Descent) -> float | None:
    """Return the largest rate with which no step climbs where the right walk comes; None where it bends nowhere up.

    Where no second derivative exceeds λ, a step with r < 2/λ lowers f: by at least r·(1 − r·λ/2)·|f′|². A larger one
    may still arrive, by luck, where f is no quadratic.

    Returns
    -------
    float or None
        2 over the largest eigenvalue of the second derivatives, in one dimension at 50 places between its farthest
        ones as well.
    """
    places = asked.walk()
    places = places[np.all(np.abs(places) <= OUT_OF_SIGHT, axis=1)][:50]
    if asked.flat:
        between = np.linspace(float(places.min()), float(places.max()), 50, dtype=np.float64)
        places = np.concatenate([places, between.reshape(-1, 1)])
    curvatures = [_curvature(asked, place) for place in places]
    most = max(curvatures, default=0.0)
    return 2 / most if most > 0 else None


def _curvature(asked: Descent, place: Floats) -> float:
    """Return the largest second derivative in any direction."""
    n = place.size
    hessian = np.array(
        [
            (asked.gradient(place + nudge) - asked.gradient(place - nudge)) / (2 * NUDGE)
            for nudge in NUDGE * np.eye(n)
        ]
    )
    return float(np.linalg.eigvalsh((hessian + hessian.T) / 2)[-1]) if np.all(np.isfinite(hessian)) else 0.0


def rates(asked: Descent, rows: Floats) -> Floats:
    """Return the rate with which each step against the slope would be as long as it is, NaN where there is none.

    The part of the step that goes against the slope, over the slope's size: (x_k − x_{k+1})·g / g·g.
    """
    found = np.full(max(len(rows) - 1, 0), np.nan)
    for k, (before, after) in enumerate(pairwise(rows)):
        if not np.all(np.abs(before) <= OUT_OF_SIGHT):
            break
        slope = asked.gradient(before)
        size = float(slope @ slope)
        found[k] = float((before - after) @ slope) / size if size > 1e-12 else np.nan
    return found


def diverges(asked: Descent, rows: Floats) -> bool:
    """Tell whether a walk runs away where the right one does not."""
    right = asked.walk()
    if len(rows) < 3 or not np.all(np.abs(right) <= OUT_OF_SIGHT):
        return False
    lost = ~np.all(np.abs(rows) <= OUT_OF_SIGHT, axis=1)
    if np.any(lost):  # NaN at first is no divergence; later it comes by itself, of inf − inf
        return not np.any(np.isnan(rows[int(np.argmax(lost))]))
    lengths = np.linalg.norm(np.diff(rows, axis=0), axis=1)
    most = float(np.linalg.norm(np.diff(right, axis=0), axis=1).max())
    return bool(np.all(np.diff(lengths) > 0) and lengths[-1] > GROWS * most)


def oscillates(asked: Descent, rows: Floats) -> bool:
    """Tell whether three steps or more in a row turn back on the one before, and none of the right walk's does."""
    if len(rows) < 5 or not np.all(np.abs(rows) <= OUT_OF_SIGHT) or diverges(asked, rows):
        return False
    turns = _turns(rows)
    in_a_row = np.convolve(turns, np.ones(3), mode="valid") >= 3
    return bool(np.any(in_a_row)) and not np.any(_turns(asked.walk()))


def _turns(rows: Floats) -> Floats:
    """Return 1 for each step that goes against the one before it, else 0."""
    steps = np.diff(rows, axis=0)
    return np.asarray(np.sum(steps[:-1] * steps[1:], axis=1) < 0, dtype=np.float64)


def crawls(asked: Descent, rows: Floats) -> bool:
    """Tell whether every step goes the right way and is far too short."""
    if len(rows) < 2 or not np.all(np.isfinite(rows)):
        return False
    ratios = rates(asked, rows) / asked.rate
    ratios = ratios[np.isfinite(ratios)]
    return bool(ratios.size and np.all((ratios > 1e-6) & (ratios <= SLOW)))


BEHAVIOURS = (
    Behaviour(
        "diverges",
        "The walk runs away",
        "Each step lands farther from the valley than the one before: your steps are too long for this slope. Compare "
        "their length with lr times the slope.",
        diverges,
    ),
    Behaviour(
        "oscillates",
        "The walk jumps to and fro",
        "Your steps cross the valley again and again, and do not settle in it. Compare their length with lr times the "
        "slope, which shrinks near the bottom.",
        oscillates,
    ),
    Behaviour(
        "crawls",
        "The walk hardly gets on",
        "Your steps go the right way and are much too short. Compare their length with lr times the slope.",
        crawls,
    ),
)  # fmt: skip


def remark(asked: Descent, rows: Floats) -> str:
    """Say in numbers how a wrong walk behaves; empty where it does nothing of the kind.

    A walk that runs away or jumps to and fro gets the largest stable rate beside the rate of its own first step.
    """
    with np.errstate(all="ignore"):
        kind = next((b.id for b in BEHAVIOURS if b.shows(asked, rows)), "")
        if not kind:
            return ""
        found = rates(asked, rows)
        own = next((float(rate) for rate in found if np.isfinite(rate)), 0.0)
        stable = stable_rate(asked)
    if kind == "crawls":
        return f"Your first step is as long as with a rate of {show.figure(own, 2)}, not {asked.rate:g}."
    does = "The walk runs away." if kind == "diverges" else "The walk jumps to and fro across the valley."
    if stable is None:
        return does
    limit = f"here rates up to {show.figure(stable, 2)} are stable"
    if own > 0:
        return f"{does} Its first step is as long as with a rate of {show.figure(own, 2)}; {limit}."
    return f"{does} You were given the rate {asked.rate:g}; {limit}."


def is_rearranged(reply: Reply, asked: Descent) -> bool | None:
    """Tell whether a right history came in another shape; None where it has the right one, or is no history."""
    found = judge.flatten(reply.value)
    if rows_of(reply, asked) is not None or found is None or found.size % asked.start.size:
        return None
    return follows(asked, found.reshape(-1, asked.start.size))
