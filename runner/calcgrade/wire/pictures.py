"""What is drawn in a learner's figure, as the worker describes it: the learner's claim."""

from __future__ import annotations

from typing import Annotated

import msgspec

from calcgrade import limits

Label = Annotated[str, msgspec.Meta(max_length=limits.NAME)]


class _Part(msgspec.Struct, forbid_unknown_fields=True):
    """Base of the parts of a drawing."""


class Line(_Part):
    """One line artist: coordinates in data units."""

    x: list[float]
    y: list[float]
    label: Label = ""
    linestyle: Label = ""
    marker: Label = ""


class Scatter(_Part):
    """One scatter: coordinates in data units."""

    x: list[float]
    y: list[float]
    label: Label = ""


class Axes(_Part):
    """One pair of axes and what is drawn in it."""

    title: Label = ""
    xlabel: Label = ""
    ylabel: Label = ""
    xscale: Label = "linear"
    yscale: Label = "linear"
    lines: list[Line] = []
    scatters: list[Scatter] = []
    contours: int = 0
    images: int = 0
    texts: Annotated[list[Label], msgspec.Meta(max_length=limits.AXES_TEXTS)] = []


class Drawing(_Part):
    """A whole figure."""

    axes: Annotated[list[Axes], msgspec.Meta(max_length=limits.FIGURE_AXES)]

    @property
    def is_crowded(self) -> bool:
        """Whether it holds more artists or points than the worker describes: judging them would take minutes."""
        points = [max(len(line.x), len(line.y)) for ax in self.axes for line in ax.lines]
        points += [max(len(scatter.x), len(scatter.y)) for ax in self.axes for scatter in ax.scatters]
        return len(points) > limits.FIGURE_ARTISTS or sum(points) > limits.FIGURE_POINTS
