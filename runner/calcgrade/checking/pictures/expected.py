"""The picture that a checker expects, as data: the report draws it beside the learner's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

Scale = Literal["linear", "log"]


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """Points in data units, x and y of shape (n,): joined by a line, marked by dots, or both.

    Attributes
    ----------
    label : str
        Its line in the legend; none where empty.
    faint : bool
        Drawn in the background, as contour lines and axes are.
    dashed : bool
        Whether its line is broken.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    label: str = ""
    line: bool = True
    dots: bool = False
    faint: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """One pair of axes. Limits that are not given follow from the traces."""

    traces: tuple[Trace, ...]
    x_label: str
    y_label: str
    x_limits: tuple[float, float] | None = None
    y_limits: tuple[float, float] | None = None
    x_scale: Scale = "linear"
    y_scale: Scale = "linear"


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """What a plot function is expected to show.

    Attributes
    ----------
    description : str
        What can be seen, in a sentence, for those who cannot see it.
    """

    description: str
    panels: tuple[Panel, ...]


def line(x: ArrayLike, y: ArrayLike, label: str = "", *, faint: bool = False, dashed: bool = False) -> Trace:
    """Return a line through points."""
    return Trace(*_arrays(x, y), label, faint=faint, dashed=dashed)


def dots(x: ArrayLike, y: ArrayLike, label: str = "") -> Trace:
    """Return points that are not joined."""
    return Trace(*_arrays(x, y), label, line=False, dots=True)


def path(x: ArrayLike, y: ArrayLike, label: str = "") -> Trace:
    """Return points joined in their order."""
    return Trace(*_arrays(x, y), label, dots=True)


def _arrays(x: ArrayLike, y: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
