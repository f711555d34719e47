"""How near is near enough, where slopes are multiplied: the chain rule, and tangents."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from calcgrade.checking.formulas.rounding import EPSILON
from calcgrade.checking.formulas.taylor import second_derivative_bound
from calcgrade.checking.tolerances.slopes import (
    analytical_tolerance,
    derivative_rounding,
    derivative_tolerance,
    value_tolerance,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from calcgrade.checking.formulas.formula import Formula

    Floats = NDArray[np.float64]


def product_tolerance(*factors: float) -> float:
    """Return how far a product may be from the exact one: by 2ε of it for each factor.

    Admits any order, and factors that themselves took up to three operations without cancellation. Must
    reject a factor that is missing, doubled or taken at another point.
    """
    return 2 * len(factors) * EPSILON * abs(math.prod(factors))


def chain_tolerance(outer: Formula, inner: Formula, x: float) -> float:
    """Return how far outer'(inner(x)) · inner'(x) may be from the exact one where all three are given.

    Both slopes are computed by the same code on both sides, but a numpy of another version may round a
    sine otherwise: each factor may be off by its `analytical_tolerance`, the outer one also by what the
    rounding of inner(x) moves it. Source: the product rule for small errors, |δ(pq)| <= |δp·q| + |p·δq|.

    Must reject slopes that are added, missing, or taken elsewhere.
    """
    u = float(inner(x))
    p, q = outer.derivative(u), inner.derivative(x)
    moved = value_tolerance(inner, x)
    p_off = analytical_tolerance(outer, u) + second_derivative_bound(outer, (u,), 0, moved) * moved
    return p_off * abs(q) + abs(p) * analytical_tolerance(inner, x) + product_tolerance(p, q)


def measured_product_tolerance(factors: Sequence[float], within: Sequence[float]) -> float:
    """Return how far a product may be from the exact one whose factors may each be off by so much.

    Σ withinᵢ · |product of the others|: the product rule for small errors. Admits factors that were measured.
    Must reject a factor that is missing or taken at another value, a part of order 1.
    """
    others = (math.prod(factors[:i]) * math.prod(factors[i + 1 :]) for i in range(len(factors)))
    return sum(near * abs(rest) for near, rest in zip(within, others, strict=True))


def tangent_tolerance(f: Formula, x0: float, x: ArrayLike) -> Floats:
    """Return how far heights at x of the tangent of f at x0 may be from the exact ones, of the shape of x.

    The slope may be off as `derivative_tolerance` allows, times |x − x0|; the height at x0 as `value_tolerance`
    does; the rest is rounding. Must reject a wrong slope or height, which moves heights by a part of order 1.
    """
    return _on_tangent(f, x0, x, derivative_tolerance(f, x0))


def tangent_rounding(f: Formula, x0: float, x: ArrayLike) -> Floats:
    """Return the rounding part of `tangent_tolerance` alone, of the shape of x."""
    return _on_tangent(f, x0, x, derivative_rounding(f, x0))


def _on_tangent(f: Formula, x0: float, x: ArrayLike, slope_within: float) -> Floats:
    places = np.asarray(x, dtype=np.float64)
    # m·x + b with b = f(x0) − m·x0 adds larger numbers than f(x0) + m·(x − x0).
    largest = abs(float(f(x0))) + abs(f.derivative(x0)) * (np.abs(places) + abs(x0))
    sums = value_tolerance(f, x0) + 4 * EPSILON * largest
    return np.asarray(sums + slope_within * np.abs(places - x0))
