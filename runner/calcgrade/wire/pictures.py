"""What is drawn in a learner's figure, as the worker describes it: the learner's claim."""

from __future__ import annotations

import msgspec


class _Part(msgspec.Struct, forbid_unknown_fields=True):
    """Base of the parts of a drawing."""


class Line(_Part):
    """One line artist: coordinates in data units."""

    x: list[float]
    y: list[float]
    label: str = ""
    linestyle: str = ""
    marker: str = ""


class Scatter(_Part):
    """One scatter: coordinates in data units."""

    x: list[float]
    y: list[float]
    label: str = ""


class Axes(_Part):
    """One pair of axes and what is drawn in it."""

    title: str = ""
    xlabel: str = ""
    ylabel: str = ""
    xscale: str = "linear"
    yscale: str = "linear"
    lines: list[Line] = []
    scatters: list[Scatter] = []
    contours: int = 0
    images: int = 0
    texts: list[str] = []


class Drawing(_Part):
    """A whole figure."""

    axes: list[Axes]
