"""Known mistakes of telling how far a line is from the least squares line: other distances."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Distance: TypeAlias = Callable[["Floats", "Floats", "Floats", "Floats"], "Floats"]
"""``distance(lines, best, x, y)``: of each of k lines (w, b) of shape (k, 2) to the best one, shape (k,)."""


def heights(lines: Floats, best: Floats, x: Floats, _: Floats) -> Floats:
    """Return how far above the best line each line is at every point, shape (k, n)."""
    away = lines - best
    return np.asarray(away[:, :1] * x + away[:, 1:])


def largest(lines: Floats, best: Floats, x: Floats, y: Floats) -> Floats:
    """Return the largest distance over the points: the right rule."""
    return np.asarray(np.abs(heights(lines, best, x, y)).max(axis=1))


def _signed(lines: Floats, best: Floats, x: Floats, y: Floats, *, sign: int) -> Floats:
    return np.asarray((sign * heights(lines, best, x, y)).max(axis=1))


def _size_of_the_mean(lines: Floats, best: Floats, x: Floats, y: Floats) -> Floats:
    return np.asarray(np.abs(heights(lines, best, x, y).mean(axis=1)))


def _mean(lines: Floats, best: Floats, x: Floats, y: Floats) -> Floats:
    return np.asarray(np.abs(heights(lines, best, x, y)).mean(axis=1))


def _sum(lines: Floats, best: Floats, x: Floats, y: Floats) -> Floats:
    return np.asarray(np.abs(heights(lines, best, x, y)).sum(axis=1))


def _smallest(lines: Floats, best: Floats, x: Floats, y: Floats) -> Floats:
    return np.asarray(np.abs(heights(lines, best, x, y)).min(axis=1))


def _squares(lines: Floats, best: Floats, x: Floats, y: Floats, *, power: float = 1.0) -> Floats:
    return np.asarray((heights(lines, best, x, y) ** 2).mean(axis=1) ** power)


def _largest_square(lines: Floats, best: Floats, x: Floats, y: Floats) -> Floats:
    return largest(lines, best, x, y) ** 2


def _at(lines: Floats, best: Floats, x: Floats, y: Floats, *, k: int) -> Floats:
    return np.asarray(np.abs(heights(lines, best, x, y))[:, k])


def _at_both_ends(lines: Floats, best: Floats, x: Floats, y: Floats) -> Floats:
    return np.asarray(np.abs(heights(lines, best, x, y))[:, [0, -1]].max(axis=1))


def _coefficients(
    lines: Floats, best: Floats, _x: Floats, _y: Floats, *, norm: Callable[[Floats], Floats]
) -> Floats:
    return norm(np.abs(lines - best))


def _points(lines: Floats, _: Floats, x: Floats, y: Floats) -> Floats:
    return np.asarray(np.abs(lines[:, :1] * x + lines[:, 1:] - y).max(axis=1))


def loss(lines: Floats, _: Floats, x: Floats, y: Floats) -> Floats:
    """Return the mean squared error of each line."""
    return np.asarray(((lines[:, :1] * x + lines[:, 1:] - y) ** 2).mean(axis=1))


NORMS: tuple[Callable[[Floats], Floats], ...] = (
    lambda away: away.max(axis=1),
    lambda away: away.sum(axis=1),
    lambda away: np.sqrt((away**2).sum(axis=1)),
    lambda away: away[:, 0],
    lambda away: away[:, 1],
)
DISTANCES: tuple[tuple[Words, tuple[Distance, ...]], ...] = (
    (
        Words(
            "sign-kept",
            "Signs are kept",
            "Where one line is below the other the difference is negative, and never the largest. Take its size first.",
        ),
        (partial(_signed, sign=1), partial(_signed, sign=-1)),
    ),
    (
        Words(
            "sizes-after-averaging",
            "Averaged before the sign is dropped",
            "Distances above and below cancel before you take the size. Take the size at each point, then the largest.",
        ),
        (_size_of_the_mean,),
    ),
    (
        Words(
            "mean-instead-of-largest",
            "The mean, not the largest",
            "You average the distances over the points. The gap is the largest of them.",
        ),
        (_mean,),
    ),
    (
        Words(
            "sum-instead-of-largest",
            "The sum, not the largest",
            "You add up the distances of all points. The gap is the largest of them.",
        ),
        (_sum,),
    ),
    (
        Words(
            "smallest-instead-of-largest",
            "The smallest, not the largest",
            "You take the point where the lines are nearest to each other. The gap is where they are farthest apart.",
        ),
        (_smallest,),
    ),
    (
        Words(
            "squares-of-distances",
            "Squares of distances",
            "You square the distances. The gap has the unit of y: it is the largest distance itself.",
        ),
        (_squares, partial(_squares, power=0.5), _largest_square),
    ),
    (
        Words(
            "one-point-only",
            "Not every point is looked at",
            "You look at the first or the last point, or at both. The lines may be farther apart at another one.",
        ),
        (partial(_at, k=0), partial(_at, k=-1), _at_both_ends),
    ),
    (
        Words(
            "coefficients-compared",
            "w and b are compared, not the lines",
            "You compare slopes and intercepts. Two lines may differ much in both and be near to each other at all "
            "points: compare heights there.",
        ),
        tuple(partial(_coefficients, norm=norm) for norm in NORMS),
    ),
    (
        Words(
            "points-instead-of-line",
            "Distances from the points",
            "You measure how far the line is from the points. No line comes nearer to noisy points than the best one "
            "does: compare with the heights of that line.",
        ),
        (_points,),
    ),
    (
        Words(
            "losses-instead-of-gaps",
            "The loss, not the gap",
            "This is the mean squared error of the line, which does not go to 0 where points scatter. The gap is a "
            "distance between two lines.",
        ),
        (loss,),
    ),
)  # fmt: skip
"""Of the function that measures the gap, and of all that use it."""
