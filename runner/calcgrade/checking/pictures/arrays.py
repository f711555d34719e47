"""A learner's drawing as arrays, for the questions of `calcgrade.checking.pictures.plots`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from calcgrade.wire.pictures import Drawing, Line, Scatter

    Floats = NDArray[np.float64]

LARGEST = 1e100
"""Points farther out are left out, so that no question about them overflows."""


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """The points of one artist, in data units: x and y of shape (n,), n >= 1."""

    kind: Literal["line", "scatter"]
    x: Floats
    y: Floats
    label: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Axes:
    """One pair of axes; `texts` are its title, its legend and what else is written in it."""

    series: tuple[Series, ...]
    contours: int = 0
    images: int = 0
    texts: tuple[str, ...] = ()

    @property
    def points(self) -> Floats:
        """Every point drawn, shape (n, 2)."""
        return np.concatenate([np.empty((0, 2)), *(np.column_stack([s.x, s.y]) for s in self.series)])


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """What a learner drew."""

    axes: tuple[Axes, ...]


def read(drawing: Drawing) -> Figure:
    """Turn a decoded drawing into arrays; what cannot be drawn is left out."""
    axes: list[Axes] = []
    for ax in drawing.axes:
        found = [_series("line", line) for line in ax.lines]
        found += [_series("scatter", scatter) for scatter in ax.scatters]
        drawn = tuple(series for series in found if series is not None)
        axes.append(Axes(drawn, ax.contours, ax.images, (ax.title, *ax.texts)))
    return Figure(tuple(axes))


def lines(figure: Figure) -> Iterator[Series]:
    """Every line and scatter of a figure."""
    return (series for ax in figure.axes for series in ax.series)


def _series(kind: Literal["line", "scatter"], part: Line | Scatter) -> Series | None:
    if len(part.x) != len(part.y):
        return None
    points = np.array([part.x, part.y], dtype=np.float64).reshape(2, -1)
    points = points[:, np.all(np.abs(points) <= LARGEST, axis=0)]
    return Series(kind, points[0], points[1], part.label) if points.shape[1] else None
