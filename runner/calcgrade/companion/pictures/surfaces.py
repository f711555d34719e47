"""Pictures of surfaces: from the side, from above with gradient arrows, with a walk on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from calcgrade.companion.formula.walk import descend
from calcgrade.errors import InputError

if TYPE_CHECKING:
    from calcgrade.companion.formula.formula import Formula
    from calcgrade.companion.formula.tree import Values
    from calcgrade.companion.pictures.canvas import Axes, Figure
    from calcgrade.companion.pictures.request import Plan, Point

NODES = 80
LEVELS = 15
ARROW = 0.09
"""Length of an arrow, as a part of the axes."""


def surface(figure: Figure, plan: Plan) -> None:
    """Draw a surface from the side, and its contours with gradient arrows."""
    from_the_side = figure.add_subplot(1, 2, 1, projection="3d")
    x, y, z = _grid(plan.formula, plan.over)
    from_the_side.plot_surface(x, y, z, cmap="viridis", alpha=0.85, rcount=40, ccount=40)
    from_the_side.set_xlabel("x")
    from_the_side.set_ylabel("y")
    from_the_side.set_title(f"f(x, y) = {plan.formula.text}")
    _from_above(figure, figure.add_subplot(1, 2, 2), plan)


def gradient(figure: Figure, plan: Plan) -> None:
    """Draw contours and gradient arrows."""
    _from_above(figure, figure.add_subplot(), plan)


def descent2d(figure: Figure, plan: Plan) -> None:
    """Draw a walk over the contours."""
    axes = figure.add_subplot()
    _contours(figure, axes, plan.formula, plan.over)
    places = descend(plan.formula, plan.start, plan.lr[0], plan.steps)
    axes.plot(*places.T, "o-", color="C3", markersize=3, linewidth=1, label=f"lr = {plan.lr[0]:g}")
    if plan.momentum:
        pushed = _with_momentum(plan)
        axes.plot(
            *pushed.T, "o-", color="C1", markersize=3, linewidth=1, label=f"and momentum {plan.momentum:g}"
        )
    axes.plot(*places[0], "s", color="C3", markersize=8, label="start")
    axes.plot(*places[-1], "*", color="C3", markersize=14, label="end")
    axes.set_title(f"Downhill on {plan.formula.text}, {len(places) - 1} steps")
    axes.set_xlim(*plan.over)
    axes.set_ylim(*plan.over)
    axes.legend()


def _with_momentum(plan: Plan) -> Values:
    places = [np.array(plan.start, dtype=np.float64)]
    velocity = np.zeros(2)
    for _ in range(plan.steps):
        velocity = plan.momentum * velocity - plan.lr[0] * plan.formula.gradient(*places[-1])
        if not np.all(np.abs(places[-1] + velocity) < 1e6):
            break
        places.append(places[-1] + velocity)
    return np.array(places)


def _from_above(figure: Figure, axes: Axes, plan: Plan) -> None:
    _contours(figure, axes, plan.formula, plan.over)
    places = np.array(plan.at or _spread(plan.over))
    arrows = plan.formula.gradient(*places.T).T
    lengths = np.linalg.norm(arrows, axis=1)
    for place, arrow, length in zip(places, arrows, lengths, strict=True):
        if not np.isfinite(length):
            continue
        if length < 1e-9:
            axes.plot(*place, "o", color="C3")
            continue
        end = place + arrow / length * ARROW * (plan.over[1] - plan.over[0])
        axes.annotate(
            "", xy=tuple(end), xytext=tuple(place), arrowprops={"arrowstyle": "->", "color": "C3", "lw": 1.6}
        )
    axes.set_title("Gradients point uphill, square to the contours")


def _spread(over: tuple[float, float]) -> list[Point]:
    """Return places of arrows where none were named: a five by five grid."""
    ticks = np.linspace(*over, 7)[1:-1]
    return [(float(x), float(y)) for x in ticks for y in ticks]


def _contours(figure: Figure, axes: Axes, f: Formula, over: tuple[float, float]) -> None:
    x, y, z = _grid(f, over)
    figure.colorbar(axes.contour(x, y, z, levels=LEVELS, cmap="viridis"), ax=axes, label="f(x, y)")
    axes.set_aspect("equal")
    axes.set_xlabel("x")
    axes.set_ylabel("y")


def _grid(f: Formula, over: tuple[float, float]) -> tuple[Values, Values, Values]:
    ticks = np.linspace(*over, NODES)
    x, y = np.meshgrid(ticks, ticks)
    z = f(x, y)
    finite = z[np.isfinite(z)]
    if not finite.size or np.ptp(finite) == 0:
        raise InputError(
            f.text, f"has no shape between {over[0]:g} and {over[1]:g}", "Give another --range or formula"
        )
    return x, y, np.where(np.isfinite(z), z, np.nan)
