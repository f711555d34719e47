"""Judge a learner's picture by what it shows, from its artists' data.

Every function here asks one question of a whole figure. ``plot`` and ``scatter`` count alike, in any order,
on any axes. The answer is None where the figure shows what was asked for, else one sentence that says what
it lacks. The data are the learner's claim; they decide about the picture and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from calcgrade.checking.pictures.arrays import Axes, Figure, Series, lines, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import ArrayLike, NDArray

    from calcgrade.checking.pictures.arrays import Floats

__all__ = [
    "Axes",
    "Figure",
    "Series",
    "curve_agrees",
    "first_lack",
    "has_contours",
    "has_path",
    "has_straight_line",
    "lines",
    "monotone_decreasing_series",
    "partly_drawn",
    "path_end",
    "places_drawn",
    "read",
    "series_matches",
    "shows_points",
    "straight_line",
    "tangent_at",
    "touches",
]

TOUCH = 0.02
"""A drawn line and a drawn curve 2 % of their size apart are one line to the eye."""

SAME = 1e-6
"""Points of an array that was drawn: nothing but rounding, float32 at worst, relative to the array's size."""

COVERED = 0.6
"""Share of an interval that a curve has to be drawn over."""


def curve_agrees(
    figure: Figure,
    g: Callable[[Floats], Floats],
    interval: tuple[float, float],
    tol: float = TOUCH,
    *,
    at_least: int = 10,
    name: str = "the curve",
) -> str | None:
    """Whether some artist samples ``g``.

    Parameters
    ----------
    g : callable
        Right heights for an array of x, elementwise.
    interval : (float, float)
        Where the curve has to be seen; `COVERED` of it is enough, points outside do not count.
    tol : float
        Largest error of any point, relative to 1 + its right height.
    at_least : int
        Number of points wanted inside the interval; fewer do not show a curve.
    """
    low, high = interval
    for series in lines(figure):
        inside = (series.x >= low) & (series.x <= high)
        x, y = series.x[inside], series.y[inside]
        if x.size < at_least or not np.ptp(x) >= COVERED * (high - low):
            continue
        right = np.asarray(g(x), dtype=np.float64)
        if np.all(np.abs(y - right) <= tol * (1 + np.abs(right))):
            return None
    return f"{_upper(name)} is not drawn between x = {_number(low)} and {_number(high)}."


def straight_line(
    figure: Figure,
    slope: float,
    intercept: float,
    interval: tuple[float, float],
    tol: float = TOUCH,
    *,
    name: str = "the line",
) -> str | None:
    """Whether some artist lies on y = slope·x + intercept over most of the interval; two points will do."""
    low, high = interval
    for series in lines(figure):
        overlap = min(high, float(series.x.max())) - max(low, float(series.x.min()))
        right = slope * series.x + intercept
        on_it = np.all(np.abs(series.y - right) <= tol * (1 + np.abs(slope * series.x) + abs(intercept)))
        if on_it and overlap >= COVERED * (high - low):
            return None
    return f"{_upper(name)} is not drawn between x = {_number(low)} and {_number(high)}."


def has_straight_line(figure: Figure, interval: tuple[float, float]) -> bool:
    """Tell whether any artist is a straight line over most of the interval, wherever it lies."""
    low, high = interval
    return any(True for _ in _straight(figure, (low + high) / 2, COVERED * (high - low)))


def tangent_at(
    figure: Figure, x0: float, y0: float, slope: float, tol: float = TOUCH, *, shortest: float = 0.1
) -> str | None:
    """Whether some straight line passes through (x0, y0) with this slope.

    Parameters
    ----------
    tol : float
        Error of the slope, and of the height at x0 relative to 1 + |y0|. A chord of a curve that
        bends fails it: the points of an artist must lie on one straight line.
    shortest : float
        Extent in x below which an artist is a dot and not a tangent.
    """
    near_misses: list[str] = []
    for drawn, height in _straight(figure, x0, shortest):
        touches = abs(height - y0) <= tol * (1 + abs(y0))
        if touches and abs(drawn - slope) <= tol * (1 + abs(slope)):
            return None
        if touches:
            near_misses.append(f" A line through that point has the slope {_number(drawn)}.")
        elif abs(drawn - slope) <= tol * (1 + abs(slope)):
            near_misses.append(f" A line with that slope passes it at the height {_number(height)}.")
    lack = f"No line touches the curve at x = {_number(x0)} with slope {_number(slope)}."
    return lack + (near_misses[0] if near_misses else "")


def _straight(figure: Figure, x0: float, shortest: float) -> Iterator[tuple[float, float]]:
    """Slope, and height at x0, of every straight artist that reaches over x0."""
    for series in lines(figure):
        extent = float(np.ptp(series.x))
        first, last = int(np.argmin(series.x)), int(np.argmax(series.x))
        if not (extent >= shortest and series.x[first] - 1e-6 <= x0 <= series.x[last] + 1e-6):
            continue
        slope = float(series.y[last] - series.y[first]) / extent
        chord = series.y[first] + slope * (series.x - series.x[first])
        rounding = 1e-6 * (1 + np.abs(series.y).max()) + 1e-3 * TOUCH * extent
        if np.all(np.abs(series.y - chord) <= rounding):
            yield slope, float(series.y[first] + slope * (x0 - series.x[first]))


def touches(figure: Figure, x0: float, y0: float, tol: float = TOUCH) -> str | None:
    """Whether some artist goes through (x0, y0): a point of it, or a line between two of its points."""
    near = tol * (1 + abs(y0))
    for series in lines(figure):
        if np.any((np.abs(series.x - x0) <= tol * (1 + abs(x0))) & (np.abs(series.y - y0) <= near)):
            return None
        if series.kind == "scatter":
            continue
        for k in np.flatnonzero((series.x[:-1] - x0) * (series.x[1:] - x0) < 0):
            share = (x0 - series.x[k]) / (series.x[k + 1] - series.x[k])
            if abs(series.y[k] + share * (series.y[k + 1] - series.y[k]) - y0) <= near:
                return None
    return f"Nothing is drawn through ({_number(x0)}, {_number(y0)})."


def path_end(figure: Figure, point: Sequence[float], tol: float = TOUCH) -> str | None:
    """Whether some artist of at least two points begins or ends at a point.

    Parameters
    ----------
    point : (x, y), or (y,)
        With one number, only the height of the last point counts: a path drawn over its steps.
    """
    goal = np.asarray(point, dtype=np.float64)
    for series in lines(figure):
        path = np.column_stack([series.x, series.y])[:, -goal.size :]
        ends = path[[-1]] if goal.size == 1 else path[[0, -1]]
        if len(path) > 1 and np.any(np.all(np.abs(ends - goal) <= tol * (1 + np.abs(goal)), axis=1)):
            return None
    where = ", ".join(map(_number, goal))
    return f"No path ends near {where}." if goal.size == 1 else f"No path ends near ({where})."


def series_matches(figure: Figure, values: ArrayLike, *, name: str = "the series") -> str | None:
    """Whether some artist shows these values, in order, over evenly rising x (steps from any number on).

    A first or last value may be missing: histories are kept from before or after the first step.
    """
    wanted = np.asarray(values, dtype=np.float64)
    for series in lines(figure):
        order = np.argsort(series.x, kind="stable")
        x, y = series.x[order], series.y[order]
        steps = np.diff(x)
        if steps.size and not (steps.min() > 0 and np.ptp(steps) <= 1e-6 * max(1.0, float(steps.max()))):
            continue
        if any(_same(y, part) for part in (wanted, wanted[1:], wanted[:-1]) if part.size):
            return None
    counted = np.arange(wanted.size, dtype=np.float64)
    if any(_visits(ax.points, counted + first, wanted).all() for ax in figure.axes for first in (0, 1)):
        return None
    return f"{_upper(name)} is not drawn over its steps: {wanted.size} values, from {_ends(wanted)}."


def monotone_decreasing_series(figure: Figure, at_least: int = 10) -> str | None:
    """Whether some artist falls all the way (or stays level), and falls at all."""
    for series in lines(figure):
        y = series.y[np.argsort(series.x, kind="stable")]
        slack = SAME * (1 + np.abs(y).max())
        if y.size >= at_least and y[-1] < y[0] - slack and np.all(np.diff(y) <= slack):
            return None
    return f"No line of at least {at_least} points falls from left to right."


def has_path(
    figure: Figure,
    points: ArrayLike,
    heights: ArrayLike | None = None,
    *,
    over_contours: bool = False,
    name: str = "the walk",
) -> str | None:
    """Whether a path is drawn: as one line or scatter, in either order, or piece by piece.

    Parameters
    ----------
    points : array_like, shape (n,) or (n, 2)
        One number a step: the path is looked for over its step number, and at its `heights`.
        Two: at those points.
    heights : array_like, shape (n,), optional
        Height of each place on the curve that a path of one number a step walks on.
    over_contours : bool
        Only axes that hold contour lines count.
    """
    path = np.asarray(points, dtype=np.float64)
    if path.ndim == 1 and series_matches(_over(figure, over_contours), path) is None:
        return None
    best = int(places_drawn(figure, path, heights, over_contours=over_contours).sum())
    if best == len(path):
        return None
    if best < 3:
        return f"{_upper(name)} is not drawn{' over the contour lines' if over_contours else ''}."
    return f"{_upper(name)} is not drawn as a whole: {best} of its {len(path)} places are."


def places_drawn(
    figure: Figure, points: ArrayLike, heights: ArrayLike | None = None, *, over_contours: bool = False
) -> NDArray[np.bool_]:
    """For each place of a path, whether it is drawn, on the axes and in the form that show most of them.

    Parameters
    ----------
    points, heights, over_contours
        As in `has_path`.
    """
    path = np.asarray(points, dtype=np.float64)
    if path.ndim == 1:
        counted = np.arange(path.size, dtype=np.float64)
        forms = [(counted, path), (counted + 1, path)]
        if heights is not None:
            forms.append((path, np.asarray(heights, dtype=np.float64)))
    else:
        forms = [(path[:, 0], path[:, 1])]
    visits = [_visits(ax.points, x, y) for ax in _over(figure, over_contours).axes for x, y in forms]
    return max(visits, key=np.count_nonzero, default=np.zeros(len(path), dtype=np.bool_))


def partly_drawn(drawn: NDArray[np.bool_], points: ArrayLike) -> str:
    """Return the symptom of a path of which only some places are drawn: where it ends too soon, or with gaps.

    Empty where fewer than four different places are drawn, as a curve and marks at both ends may do by chance.
    """
    path = np.asarray(points, dtype=np.float64).reshape(len(drawn), -1)
    if drawn[:3].all() and not drawn[-1]:
        return "path-cut-short"
    apart = np.abs(np.diff(path[drawn], axis=0)).max(axis=1, initial=0) > 1e-3 * np.ptp(path)
    return "path-with-gaps" if not drawn.all() and np.count_nonzero(apart) >= 3 else ""


def _over(figure: Figure, contours: bool) -> Figure:
    """Return a figure's axes, those alone that hold contour lines if so asked."""
    return Figure(tuple(ax for ax in figure.axes if ax.contours or not contours))


def shows_points(
    figure: Figure, x: ArrayLike, y: ArrayLike, *, name: str = "the set of points"
) -> str | None:
    """Whether every point (x, y) is drawn on one pair of axes, by whatever artists."""
    return has_path(figure, np.column_stack([x, y]), name=name)


def has_contours(figure: Figure) -> str | None:
    """Whether contour lines (or filled contours) are drawn anywhere."""
    return None if any(ax.contours for ax in figure.axes) else "No contour lines are drawn."


def first_lack(answers: Iterable[str | None]) -> str | None:
    """Join questions: the first thing that is lacking, None where nothing is."""
    return next((answer for answer in answers if answer is not None), None)


def _same(drawn: Floats, wanted: Floats) -> bool:
    if drawn.shape != wanted.shape:
        return False
    return bool(np.all(np.abs(drawn - wanted) <= SAME * (1e-300 + np.abs(wanted).max())))


def _visits(drawn: Floats, x: Floats, y: Floats) -> NDArray[np.bool_]:
    """For each point (x, y), whether it is among the drawn ones."""
    near_x, near_y = (SAME * max(float(np.abs(v).max()), 1e-300) for v in (x, y))
    found = np.zeros(len(x), dtype=np.bool_)
    for first in range(0, len(x), 100):  # 100 × 20,000 comparisons at a time bound the memory
        part = slice(first, first + 100)
        close_x = np.abs(drawn[:, 0] - x[part, None]) <= near_x
        found[part] = np.any(close_x & (np.abs(drawn[:, 1] - y[part, None]) <= near_y), axis=1)
    return found


def _ends(values: Floats) -> str:
    return f"{_number(float(values[0]))} to {_number(float(values[-1]))}"


def _number(value: float) -> str:
    return f"{float(value):.4g}".replace("-", "−")


def _upper(name: str) -> str:
    return name[:1].upper() + name[1:]
