"""Slopes of formulas in extended precision, by a road of their own: the yardstick of the float64 ones.

``np.longdouble`` has 64 bits of mantissa on x86 (ε 1e-19) and more on some machines; where it is no wider than
float64, nothing can be measured with it, and `WIDER` is False.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.checking.formulas.formula import Formula

WIDER = bool(np.finfo(np.longdouble).eps < np.finfo(np.float64).eps / 1000)

Wide = Any
"""A number of type np.longdouble."""


def partial(f: Formula, point: Sequence[float], i: int) -> Wide:
    """Return ∂f/∂xᵢ, rounded some 1000 times less than in float64."""
    at = [np.longdouble(x) for x in point]
    total = np.longdouble(0)
    for kind, coefficient, inner in f.terms:
        q, slope = np.longdouble(0), np.longdouble(0)
        for c, exponents in inner:
            factors = [x**e for x, e in zip(at, exponents, strict=True)]
            q += c * np.prod(factors)
            if exponents[i]:
                factors[i] = exponents[i] * at[i] ** (exponents[i] - 1)
                slope += c * np.prod(factors)
        total += coefficient * _outer(kind, q) * slope
    return total


def _outer(kind: str, q: Wide) -> Wide:
    if kind == "poly":
        return np.longdouble(1)
    return -np.sin(q) if kind == "cos" else np.exp(q) if kind == "exp" else np.cos(q)


def value(f: Formula, x: float) -> Wide:
    """Return f(x) of one variable, rounded some 1000 times less than in float64."""
    wide = np.longdouble(x)
    total = np.longdouble(0)
    for kind, coefficient, inner in f.terms:
        q = sum((c * wide**e for c, (e,) in inner), np.longdouble(0))
        total += coefficient * (q if kind == "poly" else getattr(np, kind)(q))
    return total
