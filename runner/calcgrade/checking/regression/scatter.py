"""Which line do points scatter around, and how sure can one be of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SURE = 5.0
"""Standard errors within which an estimate agrees: a right one is outside in 6 of 10 million cases."""

NOISE = 1e-6
"""Smallest spread that is noise, relative to 1 + max|y|: less is rounding, of float32 at worst."""


ONE_SIDED = 0.02
"""How near, relative to the farthest, the nearest point is to a line from which noise goes one way."""


@dataclass(frozen=True)
class Fit:
    """Least squares line through points.

    Attributes
    ----------
    slope, intercept : float
        Of the line.
    slope_error, intercept_error : float
        Their standard errors.
    spread : float
        Standard deviation of the points' vertical distances to it, relative to 1 + max|y|.
    """

    slope: float
    intercept: float
    slope_error: float
    intercept_error: float
    spread: float

    @property
    def is_noisy(self) -> bool:
        """Whether the points scatter at all."""
        return self.spread > NOISE

    def agrees_with(self, slope: float, intercept: float) -> tuple[bool, bool]:
        """Tell of slope and intercept whether they are within `SURE` standard errors of these.

        Where points lie on a line, their standard errors are those of rounding.
        """
        return (
            abs(self.slope - slope) <= SURE * self.slope_error + NOISE * (1 + abs(slope)),
            abs(self.intercept - intercept) <= SURE * self.intercept_error + NOISE * (1 + abs(intercept)),
        )


def fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> Fit | None:
    """Return the least squares line through the points, None where all x are (nearly) the same.

    Each standard error is the larger of the textbook's, for noise alike everywhere, and the one by White
    (*Econometrica* 48, 1980), for noise that grows with x: the noise may be of any kind.

    Parameters
    ----------
    x, y : ndarray, shape (n,)
        The points, n >= 3.
    """
    with np.errstate(all="ignore"):  # numbers of any size may come
        return _fit(x, y)


def _fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> Fit | None:
    from_mean = x - x.mean()
    squares = float(from_mean @ from_mean)
    if not squares > x.size * (NOISE * (1 + np.abs(x).max())) ** 2:
        return None
    slope = float(from_mean @ y) / squares
    intercept = float(y.mean() - slope * x.mean())
    residuals = y - slope * x - intercept
    variance = float(residuals @ residuals) / (x.size - 2)
    by_slope = from_mean / squares
    by_intercept = 1 / x.size - by_slope * x.mean()
    slope_error, intercept_error = (
        float(np.sqrt(max(variance * (weights @ weights), np.sum((weights * residuals) ** 2))))
        for weights in (by_slope, by_intercept)
    )
    return Fit(
        slope, intercept, slope_error, intercept_error, float(np.sqrt(variance) / (1 + np.abs(y).max()))
    )


def is_one_sided(x: NDArray[np.float64], y: NDArray[np.float64], slope: float, intercept: float) -> bool:
    """Tell whether noise begins at a line and goes to one side of it only.

    Points around another, parallel line may be on one side too, but then none is near this one.
    """
    above = y - slope * x - intercept
    far = np.sort(np.abs(above))
    return bool((np.all(above > 0) or np.all(above < 0)) and far[0] <= ONE_SIDED * far[-1])
