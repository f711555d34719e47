"""Second and third derivatives of a formula along one coordinate, and bounds on them over an interval."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.checking.formula import Formula

_ONE_NODE = 1e-3
"""Up to this radius the middle of the interval stands for all of it; the remainder is added anyway."""

_SPACING = 0.02
_MOST_NODES = 32


class Line(NamedTuple):
    """One term along a coordinate: ``coefficient * kind(a[0] + a[1] t + a[2] t² + …)`` at distance t."""

    kind: str
    coefficient: float
    a: list[float]


def lines(f: Formula, point: Sequence[float], i: int) -> list[Line]:
    """Return the terms of f along coordinate i through a point, their polynomials centred there."""
    found: list[Line] = []
    for kind, coefficient, inner in f.terms:
        a = [0.0] * (4 + max((e[i] for _, e in inner), default=0))
        for c, exponents in inner:
            others = c * math.prod(
                x**e for k, (x, e) in enumerate(zip(point, exponents, strict=True)) if k != i
            )
            degree = exponents[i]
            for k in range(degree + 1):
                a[k] += others * math.comb(degree, k) * math.prod([point[i]] * (degree - k))
        found.append(Line(kind, coefficient, a))
    return found


def reach(a: Sequence[float], radius: float) -> float:
    """Bound how far the polynomial ``a`` moves from its value in the middle within the radius."""
    return sum(abs(c) * radius**k for k, c in enumerate(a) if k)


def second_derivative_bound(f: Formula, point: Sequence[float], i: int, radius: float) -> float:
    """Bound |∂²f/∂xᵢ²| on [xᵢ − radius, xᵢ + radius]: the middle plus radius × a bound on the third."""
    terms = lines(f, point, i)
    return abs(sum(_derivative(line, 2) for line in terms)) + radius * _bound(terms, 3, radius)


def third_derivative_bound(f: Formula, point: Sequence[float], i: int, radius: float) -> float:
    """Bound |∂³f/∂xᵢ³| on [xᵢ − radius, xᵢ + radius].

    Parameters
    ----------
    f : Formula
        Function of n variables.
    point : sequence of float, shape (n,)
        Middle of the interval.
    i : int
        The coordinate that moves.
    radius : float
        Half the length of the interval, in units of xᵢ.

    Returns
    -------
    float
        At least the maximum: no point is further than s from a node, and there the third derivative differs
        by at most s · max|∂⁴f/∂xᵢ⁴|, bounded by the triangle inequality. Exact for polynomials up to degree
        4 where f''' keeps its sign.
    """
    nodes = 1 if radius <= _ONE_NODE else min(_MOST_NODES, math.ceil(2 * radius / _SPACING))
    half = radius / nodes
    largest = 0.0
    for k in range(nodes):
        node = [*point[:i], point[i] + (2 * k + 1 - nodes) * half, *point[i + 1 :]]
        largest = max(largest, abs(sum(_derivative(line, 3) for line in lines(f, node, i))))
    return largest + half * _bound(lines(f, point, i), 4, radius)


def _derivative(line: Line, order: int) -> float:
    """Return the second or third derivative of a term at t = 0, by the chain rule (Faà di Bruno)."""
    q1, q2, q3 = line.a[1], 2 * line.a[2], 6 * line.a[3]
    if line.kind == "poly":
        return line.coefficient * (q2 if order == 2 else q3)
    g1, g2, g3 = outer_derivatives(line)
    inner = g2 * q1 * q1 + g1 * q2 if order == 2 else g3 * q1 * q1 * q1 + 3 * g2 * q1 * q2 + g1 * q3
    return line.coefficient * inner


def outer_derivatives(line: Line) -> tuple[float, float, float]:
    """Return the first three derivatives of the term's sine, cosine or exponential at its argument."""
    q = line.a[0]
    if line.kind == "exp":
        value = exp(q)
        return value, value, value
    sine, cosine = math.sin(q), math.cos(q)
    return (cosine, -sine, -cosine) if line.kind == "sin" else (-sine, -cosine, sine)


def exp(q: float) -> float:
    """Return e to the q, inf where Python would raise."""
    return math.exp(q) if q < 700.0 else math.inf


def _bound(terms: Sequence[Line], order: int, radius: float) -> float:
    """Bound the third or fourth derivative of a sum over the radius, term by term."""
    total = 0.0
    for kind, coefficient, a in terms:
        # Largest |q'|, |q''|, … within the radius, from q's own Taylor coefficients.
        q1, q2, q3, q4 = (
            math.factorial(k)
            * sum(math.comb(j, k) * abs(a[j]) * radius ** (j - k) for j in range(k, len(a)))
            for k in (1, 2, 3, 4)
        )  # fmt: skip
        if kind == "poly":
            size = q3 if order == 3 else q4
        else:
            outer = exp(a[0] + reach(a, radius)) if kind == "exp" else 1.0
            third = q1**3 + 3 * q1 * q2 + q3
            fourth = q1**4 + 6 * q1 * q1 * q2 + 4 * q1 * q3 + 3 * q2 * q2 + q4
            size = outer * (third if order == 3 else fourth)
        total += abs(coefficient) * size
    return total
