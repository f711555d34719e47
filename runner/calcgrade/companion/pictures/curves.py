"""Pictures of curves: tangents, and walks down to a valley."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from calcgrade.companion.formula.walk import descend, outcome
from calcgrade.errors import InputError

if TYPE_CHECKING:
    from calcgrade.companion.formula.formula import Formula
    from calcgrade.companion.formula.tree import Values
    from calcgrade.companion.pictures.canvas import Axes, Figure
    from calcgrade.companion.pictures.request import Plan

NODES = 400
WORDS = {
    "converges": "arrives",
    "creeps": "too small: still on its way",
    "oscillates": "large: jumps to and fro",
    "diverges": "too large: runs away",
}


def tangent(figure: Figure, plan: Plan) -> None:
    """Draw a curve and its tangents."""
    axes = figure.add_subplot()
    x, y = _curve(axes, plan.formula, plan.over)
    for (x0,) in plan.at:
        height, slope = float(plan.formula(x0)), float(plan.formula.slope(x0))
        if not np.isfinite(height + slope):
            raise InputError(f"x = {x0:g}", f"{plan.formula.text} has no slope there", "Name another place")
        [line] = axes.plot(
            x, height + slope * (x - x0), "--", label=f"slope {_number(slope)} at {_number(x0)}"
        )
        axes.plot([x0], [height], "o", color=line.get_color())
    _limits(axes, y)
    axes.set_title(f"f(x) = {plan.formula.text}, and how steep it is")
    _finish(axes, "x", "f(x)")


def descent(figure: Figure, plan: Plan) -> None:
    """Draw a walk on its curve, and its place over the steps."""
    on_curve, over_time = figure.subplots(1, 2)
    places = descend(plan.formula, plan.start, plan.lr[0], plan.steps)[:, 0]
    _walk(on_curve, plan.formula, places, plan.over)
    on_curve.set_title(f"lr = {_number(plan.lr[0])}, {len(places) - 1} steps")
    _finish(on_curve, "x", "f(x)")
    over_time.plot(places, ".-", markersize=4)
    over_time.set_title(f"from {_number(places[0])} to {_number(places[-1])}")
    _finish(over_time, "step", "x", legend=False)


def learning_rates(figure: Figure, plan: Plan) -> None:
    """Draw the same walk with several learning rates, side by side."""
    panels = figure.subplots(1, len(plan.lr), squeeze=False)[0]
    for axes, lr in zip(panels, plan.lr, strict=True):
        places = descend(plan.formula, plan.start, lr, plan.steps)[:, 0]
        _walk(axes, plan.formula, places, plan.over)
        word = WORDS[outcome(plan.formula, plan.start[0], lr, plan.steps)]
        axes.set_title(f"lr = {_number(lr)}\n{word}")
        _finish(axes, "x", "f(x)", legend=False)


def _walk(axes: Axes, f: Formula, places: Values, over: tuple[float, float]) -> None:
    _, y = _curve(axes, f, over)
    _limits(axes, y)
    axes.plot(places, f(places), "o-", color="C3", markersize=4, linewidth=1, label="walk")
    axes.plot(places[:1], f(places[:1]), "s", color="C3", markersize=8, label="start")
    axes.set_xlim(*over)


def _curve(axes: Axes, f: Formula, over: tuple[float, float]) -> tuple[Values, Values]:
    x = np.linspace(*over, NODES)
    y = f(x)
    if not np.isfinite(y).any():
        raise InputError(f.text, f"has no values between {over[0]:g} and {over[1]:g}", "Give another --range")
    axes.plot(x, y, linewidth=2, label="f")
    return x, y


def _limits(axes: Axes, y: Values) -> None:
    """Keep the curve in view: a steep end or a pole may not flatten everything else."""
    finite = y[np.isfinite(y)]
    low, high = np.quantile(finite, 0.02), np.quantile(finite, 0.98)
    room = 0.15 * (high - low) or 1.0
    axes.set_ylim(float(low - room), float(high + room))


def _finish(axes: Axes, x: str, y: str, *, legend: bool = True) -> None:
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    axes.grid(visible=True, alpha=0.4)
    if legend:
        axes.legend()


def _number(value: float) -> str:
    return f"{value + 0.0:.4g}".replace("-", "−")
