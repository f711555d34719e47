"""Known mistakes of finding the least squares line by a formula: other lines, as (w, b)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from calcgrade.checking.regression.lines import best_line
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Fit: TypeAlias = Callable[["Floats", "Floats"], "Floats"]
"""``fit(x, y)``: w and b, shape (2,)."""


def _swapped(x: Floats, y: Floats) -> Floats:
    return best_line(x, y)[::-1]


def _axes_exchanged(x: Floats, y: Floats) -> Floats:
    return best_line(y, x)


def _scaled(x: Floats, y: Floats) -> Floats:
    """Fit on x mapped to [−1, 1], as ``Polynomial.fit`` does before ``convert``; the constant comes first."""
    middle, half = (x.max() + x.min()) / 2, (x.max() - x.min()) / 2
    return best_line((x - middle) / half, y)[::-1]


def _scaled_and_turned(x: Floats, y: Floats) -> Floats:
    return _scaled(x, y)[::-1]


def _parabola(x: Floats, y: Floats) -> Floats:
    """Fit a·x² + b·x + c; NaN where there are not three different x to tell it."""
    columns = np.stack([x**2, x, np.ones_like(x)], axis=1)
    if np.unique(x).size < 3:
        return np.full(3, np.nan)
    return np.asarray(np.linalg.lstsq(columns, y, rcond=None)[0], dtype=np.float64)


def _first_of_a_parabola(x: Floats, y: Floats) -> Floats:
    return _parabola(x, y)[:2]


def _last_of_a_parabola(x: Floats, y: Floats) -> Floats:
    return _parabola(x, y)[1:]


def _through_the_origin(x: Floats, y: Floats) -> Floats:
    return np.array([float(x @ y) / float(x @ x), 0.0])


def _slope_through_the_origin(x: Floats, y: Floats) -> Floats:
    w = float(x @ y) / float(x @ x)
    return np.array([w, float(y.mean()) - w * float(x.mean())])


def _through_the_ends(x: Floats, y: Floats) -> Floats:
    w = (y[-1] - y[0]) / (x[-1] - x[0])  # perhaps infinite
    return np.array([w, y[0] - w * x[0]])


def _correlation(x: Floats, y: Floats) -> Floats:
    w = float(np.corrcoef(x, y)[0, 1])
    return np.array([w, float(y.mean()) - w * float(x.mean())])


def _more_in_the_covariance(x: Floats, y: Floats) -> Floats:
    w = best_line(x, y)[0] * x.size / (x.size - 1)
    return np.array([w, float(y.mean()) - w * float(x.mean())])


def _more_in_the_variance(x: Floats, y: Floats) -> Floats:
    w = best_line(x, y)[0] * (x.size - 1) / x.size
    return np.array([w, float(y.mean()) - w * float(x.mean())])


def _mean_height(_: Floats, y: Floats) -> Floats:
    return np.array([0.0, float(y.mean())])


def _height_for_intercept(x: Floats, y: Floats) -> Floats:
    return np.array([best_line(x, y)[0], float(y.mean())])


def _intercept_of_the_other_sign(x: Floats, y: Floats) -> Floats:
    w = best_line(x, y)[0]
    return np.array([w, float(y.mean()) + w * float(x.mean())])


FITS: tuple[tuple[Words, tuple[Fit, ...]], ...] = (
    (
        Words(
            "swapped-return-values",
            "Two answers in the wrong order",
            "b stands first and w second. np.polyfit gives the highest power first: the slope, then the height at "
            "x = 0.",
        ),
        (_swapped,),
    ),
    (
        Words(
            "axes-exchanged",
            "x and y exchanged",
            "This line tells x from y. np.polyfit takes the x values first, then the heights.",
        ),
        (_axes_exchanged,),
    ),
    (
        Words(
            "scaled-coefficients",
            "Coefficients for a scaled x",
            "Polynomial.fit maps x to [-1, 1] first, and these coefficients belong to that scale: convert() brings "
            "them back, lowest power first.",
        ),
        (_scaled, _scaled_and_turned),
    ),
    (
        Words(
            "another-degree",
            "A parabola, not a line",
            "These are two of the three coefficients of the best parabola. A straight line has the degree 1.",
        ),
        (_first_of_a_parabola, _last_of_a_parabola),
    ),
    (
        Words(
            "another-degree",
            "A level line",
            "This is the best level line: the degree is 0 where 1 is wanted.",
        ),
        (_mean_height,),
    ),
    (
        Words(
            "through-the-origin",
            "A line through the origin",
            "Your slope is the one of a line that has to pass through (0, 0). The best line has a height b of its own.",
        ),
        (_through_the_origin, _slope_through_the_origin),
    ),
    (
        Words(
            "two-points-only",
            "Only the first and the last point",
            "Your line joins the first point with the last and ignores those between. Each point has its say.",
        ),
        (_through_the_ends,),
    ),
    (
        Words(
            "correlation-for-slope",
            "A correlation in place of a slope",
            "A correlation has no unit and lies between -1 and 1. The slope is the covariance over the variance of x.",
        ),
        (_correlation,),
    ),
    (
        Words(
            "two-kinds-of-average",
            "Two kinds of average in one fraction",
            "Your slope is off by the factor n/(n - 1): np.cov divides by n - 1 and np.var by n. Use one divisor for "
            "both.",
        ),
        (_more_in_the_covariance, _more_in_the_variance),
    ),
    (
        Words(
            "mean-height-for-intercept",
            "Not the height at x = 0",
            "b is where the line is at x = 0. It passes through the mean of x and the mean of y: go back from there.",
        ),
        (_height_for_intercept, _intercept_of_the_other_sign),
    ),
)  # fmt: skip
"""Of the function that finds the line, and of all that compare with it."""
