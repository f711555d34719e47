"""Second and third derivatives of a formula along one coordinate, and bounds on them over an interval."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.checking.formulas.formula import Formula, Term

_SPACING = 0.02
_MOST_NODES = 32


class Line(NamedTuple):
    """One term along a coordinate: ``coefficient * kind(a[0] + a[1] t + a[2] t² + …)`` at distance t."""

    kind: str
    coefficient: float
    a: list[float]


def line(term: Term, point: Sequence[float], i: int) -> Line:
    """Return a term along coordinate i through a point, its polynomial centred there."""
    kind, coefficient, inner = term
    x = point[i]
    a = [0.0] * (5 + max((e[i] for _, e in inner), default=0))
    for c, exponents in inner:
        others = c
        for k, exponent in enumerate(exponents):
            if exponent and k != i:
                for _ in range(exponent):
                    others *= point[k]
        degree = exponents[i]
        for k in range(degree, -1, -1):
            a[k] += others * math.comb(degree, k)
            others *= x
    return Line(kind, coefficient, a)


@lru_cache(maxsize=4096)
def lines(f: Formula, point: tuple[float, ...], i: int) -> tuple[Line, ...]:
    """Return all terms along coordinate i through a point; every step's bounds ask for them again."""
    return tuple(line(term, point, i) for term in f.terms)


def reach(a: Sequence[float], radius: float) -> float:
    """Bound how far the polynomial ``a`` moves from its value in the middle within the radius."""
    return sum(abs(c) * radius**k for k, c in enumerate(a) if k)


def second_derivative_bound(f: Formula, point: Sequence[float], i: int, radius: float) -> float:
    """Bound |∂²f/∂xᵢ²| on [xᵢ − radius, xᵢ + radius]: the middle plus radius × a bound on the third."""
    terms = lines(f, tuple(point), i)
    return abs(sum(_derivative(term, 2, 0.0) for term in terms)) + radius * _bound(terms, 3, radius)


@lru_cache(maxsize=4096)
def third_derivative_bound(f: Formula, point: tuple[float, ...], i: int, radius: float) -> float:
    """Bound |∂³f/∂xᵢ³| on [xᵢ − radius, xᵢ + radius].

    Parameters
    ----------
    f : Formula
        Function of n variables.
    point : tuple of float, shape (n,)
        Middle of the interval.
    i : int
        The coordinate that moves.
    radius : float
        Half the length of the interval, in units of xᵢ.

    Returns
    -------
    float
        At least the maximum: no point is further than s from a node, and there the third derivative differs
        by at most s · max|∂⁴f/∂xᵢ⁴|, bounded by the triangle inequality. Exact up to degree 4.
    """
    terms = lines(f, point, i)
    fourth = _bound(terms, 4, radius)
    middle = abs(sum(_derivative(term, 3, 0.0) for term in terms))
    quartic = all(term.kind == "poly" and not any(term.a[5:]) for term in terms)
    if quartic or radius * fourth <= 0.05 * middle:
        return middle + radius * fourth
    nodes = min(_MOST_NODES, math.ceil(2 * radius / _SPACING))
    half = radius / nodes
    at_nodes = (
        abs(sum(_derivative(term, 3, (2 * k + 1 - nodes) * half) for term in terms)) for k in range(nodes)
    )
    return max(at_nodes) + half * fourth


def _derivative(term: Line, order: int, t: float) -> float:
    """Return the second or third derivative of a term at distance t, by the chain rule (Faà di Bruno)."""
    q = q1 = q2 = q3 = 0.0
    for c in reversed(term.a):  # Horner's scheme for q(t) and its Taylor coefficients
        q3 = q3 * t + q2
        q2 = q2 * t + q1
        q1 = q1 * t + q
        q = q * t + c
    q2, q3 = 2 * q2, 6 * q3
    if term.kind == "poly":
        return term.coefficient * (q2 if order == 2 else q3)
    g1, g2, g3 = outer_derivatives(term.kind, q)
    inner = g2 * q1 * q1 + g1 * q2 if order == 2 else g3 * q1 * q1 * q1 + 3 * g2 * q1 * q2 + g1 * q3
    return term.coefficient * inner


def outer_derivatives(kind: str, q: float) -> tuple[float, float, float]:
    """Return the first three derivatives of sin, cos or exp at q."""
    if kind == "exp":
        value = exp(q)
        return value, value, value
    sine, cosine = math.sin(q), math.cos(q)
    return (cosine, -sine, -cosine) if kind == "sin" else (-sine, -cosine, sine)


def exp(q: float) -> float:
    """Return e to the q, inf where Python would raise."""
    return math.exp(q) if q < 700.0 else math.inf


def _bound(terms: Sequence[Line], order: int, radius: float) -> float:
    """Bound the third or fourth derivative of a sum over the radius, term by term."""
    total = 0.0
    for kind, coefficient, a in terms:
        # Largest |q'|, |q''|, … within the radius, from q's own Taylor coefficients.
        q1 = q2 = q3 = q4 = rest = 0.0
        for c in reversed(a):
            q4 = q4 * radius + q3
            q3 = q3 * radius + q2
            q2 = q2 * radius + q1
            q1 = q1 * radius + rest
            rest = rest * radius + abs(c)
        q2, q3, q4 = 2 * q2, 6 * q3, 24 * q4
        if kind == "poly":
            size = q3 if order == 3 else q4
        else:
            outer = exp(a[0] + reach(a, radius)) if kind == "exp" else 1.0
            third = q1**3 + 3 * q1 * q2 + q3
            fourth = q1**4 + 6 * q1 * q1 * q2 + 4 * q1 * q3 + 3 * q2 * q2 + q4
            size = outer * (third if order == 3 else fourth)
        total += abs(coefficient) * size
    return total
