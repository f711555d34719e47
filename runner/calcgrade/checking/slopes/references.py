"""Wrong references with a learner function's parameters, made from a mistake along one coordinate.

A mistaken slope is ``slope(f, point, i, h)``: what the mistake gives for ∂f/∂xᵢ at a point of n coordinates.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from calcgrade.checking.rough import gather

if TYPE_CHECKING:
    from calcgrade.checking.formulas.formula import Formula
    from calcgrade.checking.slopes.differences import Rule

Slope = Callable[["Formula", Sequence[float], int, float], Any]
Reference = Callable[..., Any]
Lift = Callable[[Slope], Reference]

DEFAULT_STEP = 1e-7
"""The h of every function that measures a slope."""


def derivative(slope: Slope) -> Reference:
    """Return the reference of ``numerical_derivative(f, x, h)``."""

    def reference(f: Formula, x: float, h: float = DEFAULT_STEP) -> Any:
        return slope(f, (float(x),), 0, h)

    return reference


def partial_derivative(slope: Slope) -> Reference:
    """Return the reference of ``partial_derivative(f, point, variable_index, h)``."""

    def reference(f: Formula, point: Sequence[float], variable_index: int, h: float = DEFAULT_STEP) -> Any:
        return slope(f, [float(x) for x in point], variable_index, h)

    return reference


def gradient(slope: Slope) -> Reference:
    """Return the reference of ``gradient(f, point, h)``."""

    def reference(f: Formula, point: Sequence[float], h: float = DEFAULT_STEP) -> Any:
        start = [float(x) for x in point]
        return gather([slope(f, start, i, h) for i in range(len(start))])

    return reference


def measured(rule: Rule) -> Slope:
    """Return the slope that a rule of `differences` measures by moving coordinate i alone."""

    def slope(f: Formula, point: Sequence[float], i: int, h: float) -> Any:
        return rule(lambda t: f(*moved(point, (i,), t)), h)

    return slope


def central(f: Formula, up: Sequence[float], down: Sequence[float], h: float) -> float:
    """Return the central difference between two points."""
    return float((f(*up) - f(*down)) / (2 * h))


def moved(point: Sequence[float], which: Sequence[int], t: float) -> list[float]:
    """Return the point with these coordinates moved by t."""
    return [x + t if k in which else x for k, x in enumerate(point)]
