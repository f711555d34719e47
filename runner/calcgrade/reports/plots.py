"""Panels of data as the shapes of a drawing, which the template writes as SVG."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from calcgrade.checking.pictures.expected import Panel, Picture, Trace, line, path
from calcgrade.reports.axes import Axis, axis

if TYPE_CHECKING:
    from calcgrade.results.model import Order

WIDTH, HEIGHT = 400, 260
"""Units of a whole panel, which is scaled to the width of the page."""

LEFT, RIGHT, TOP, BOTTOM = 52, 10, 10, 42
"""Room around the axes for ticks and labels."""

COLOURS = 4


@dataclass(frozen=True)
class Shape:
    """One trace: the ``d`` of its line, its dots, and the number of its colour (0 is faint)."""

    line: str
    dots: list[tuple[float, float]]
    colour: int
    dashed: bool
    label: str


@dataclass(frozen=True)
class Plot:
    """One panel, ready to be written."""

    x: Axis
    y: Axis
    x_label: str
    y_label: str
    shapes: list[Shape]


@lru_cache(maxsize=64)
def drawn(picture: Picture) -> list[Plot]:
    """Return the panels of a picture as shapes; the same ones for the same picture, which is drawn for many."""
    return [_plot(panel) for panel in picture.panels]


def of_order(order: Order) -> Picture:
    """Return how an error followed the step, both logarithmic; an error of zero has no place there."""
    mistakes = [(h, e) for h, e in zip(order.steps, order.errors, strict=False) if e > 0]
    bounds = list(zip(order.steps, order.bounds, strict=False))
    return Picture(
        "Error of the slope against the step h, both on logarithmic axes: "
        + "; ".join(
            f"with h = {h:g} off by {e:.2g}, allowed {b:.2g}"
            for (h, b), e in zip(bounds, order.errors, strict=False)
        )
        + ".",
        (
            Panel(
                (
                    path([h for h, _ in mistakes], [e for _, e in mistakes], "your error"),
                    line(*_columns(bounds), "largest error allowed", dashed=True),
                ),
                "step h",
                "error",
                x_scale="log",
                y_scale="log",
            ),
        ),
    )


def _columns(pairs: list[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [x for x, _ in pairs], [y for _, y in pairs]


def _plot(panel: Panel) -> Plot:
    seen = [trace for trace in panel.traces if not trace.faint] or panel.traces
    across = [float(x) for trace in seen for x in trace.x]
    up = [float(y) for trace in seen for y in trace.y]
    x = axis(across, WIDTH - LEFT - RIGHT, panel.x_scale, panel.x_limits)
    y = axis(up, HEIGHT - TOP - BOTTOM, panel.y_scale, panel.y_limits, falling=True)
    shapes: list[Shape] = []
    colour = 0
    for trace in panel.traces:
        colour += not trace.faint
        shapes.append(_shape(trace, x, y, 0 if trace.faint else 1 + (colour - 1) % COLOURS))
    return Plot(x, y, panel.x_label, panel.y_label, shapes)


def _shape(trace: Trace, x: Axis, y: Axis, colour: int) -> Shape:
    places = [
        (x.place(float(across)), y.place(float(up)))
        for across, up in zip(trace.x, trace.y, strict=True)
        if _has_place(float(across), x) and _has_place(float(up), y)
    ]
    joined = "M" + "L".join(f"{across:g} {up:g}" for across, up in places) if len(places) > 1 else ""
    return Shape(
        joined if trace.line else "", places if trace.dots else [], colour, trace.dashed, trace.label
    )


def _has_place(value: float, along: Axis) -> bool:
    return math.isfinite(value) and (value > 0 or not along.log)
