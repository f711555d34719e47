"""Families of small data sets: points (x, y) through which a line is fitted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from calcgrade.checking.families import COORDINATES, Family

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calcgrade.checking.families import Pick

Data: TypeAlias = tuple[tuple[float, ...], tuple[float, ...]]
"""The xs and the ys, of one length."""

_HEIGHTS = (*COORDINATES, 4.0, 5.0, -4.0, 6.5, 7.0)


def data_sets(min_n: int = 3, max_n: int = 8, far: float = 3.0) -> Family[Data]:
    """Draw n points, |x| <= far and |y| <= 7, all short decimals.

    No x is 0, two of them differ wherever n > 1, and their mean is neither 0 nor 1: else a forgotten x or b
    would not show, and slope and intercept would not influence each other.
    """
    places = tuple(x for x in COORDINATES if abs(x) <= far)

    def draw(pick: Pick, _: Mapping[str, Any]) -> Data:
        n = pick(range(min_n, max_n + 1))
        xs = tuple(pick(places) for _ in range(n))
        return xs, tuple(pick(_HEIGHTS) for _ in range(n))

    return Family(draw).such_that(lambda _, data: _is_telling(data[0]))


PLACES = (
    (1.0, 2.0, -1.5), (-1.0, 2.0, 0.5), (2.5, 0.5, -2.0), (-2.5, -1.0, 1.0), (3.0, 1.0, 2.0, -0.5),
    (-2.0, 1.5, -3.0, -0.5), (0.75, -1.25, 2.75, 1.5), (-0.5, 1.0, 3.0, 2.0, -1.0), (2.0, -1.5, 2.0, 0.3, -2.75),
    (-2.1, 0.7, -0.3, -2.9, 1.1), (1.5, -3.0, 0.25, 2.25, 3.0, -0.75), (-1.0, -2.25, 2.0, -1.0, 0.5, -0.25),
    (2.6, -0.7, 1.9, -1.3, 0.1, 2.5, -0.25), (-0.1, -2.5, 1.25, -1.75, 0.75, -3.0, 2.0),
    (-2.75, 0.3, 2.25, 1.0, -1.5, 2.0, -0.5, 2.75), (1.75, -0.25, -2.0, -1.1, 1.3, -2.9, 0.5, -0.75),
)  # fmt: skip
"""Three different x at least, in no order, none of them 0; neither first nor last is always the farthest."""


def points_in_no_order() -> Family[Data]:
    """Draw 3 to 8 points around no line in particular: x of `PLACES`, and heights that are not all the same.

    Their best line leans, and does not pass through the origin: numpy's polynomials leave out a coefficient that is 0,
    and whether a slope of 0 is found as 0 or as 1e-17 is up to the processor. Few draws are thrown away for it, so that
    a failure shrinks to three points in a few tries.
    """

    def draw(pick: Pick, _: Mapping[str, Any]) -> Data:
        xs = pick(PLACES)
        return xs, tuple(pick(_HEIGHTS) for _ in xs)

    return Family(draw).such_that(lambda _, data: _leans(*data))


def _leans(xs: tuple[float, ...], ys: tuple[float, ...]) -> bool:
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    slope = sum((a - x) * b for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)
    return abs(slope) >= 0.05 and abs(y - slope * x) >= 0.05


def _is_telling(xs: tuple[float, ...]) -> bool:
    mean = sum(xs) / len(xs)
    return abs(mean) >= 0.1 and abs(mean - 1) >= 0.1 and (len(xs) == 1 or len(set(xs)) > 1)
