"""Slopes of formulas in extended precision, by a road of their own: the yardstick of the float64 ones.

``np.longdouble`` has 64 bits of mantissa on x86 (ε 1e-19) and more on some machines; where it is no wider than
float64, nothing can be measured with it, and `WIDER` is False.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from calcgrade.checking.formulas.formula import Formula

WIDER = bool(np.finfo(np.longdouble).eps < np.finfo(np.float64).eps / 1000)

Wide = Any
"""An array of type np.longdouble."""


def partial(f: Formula, points: Any, i: int) -> Wide:
    """Return ∂f/∂xᵢ at points of shape (…, n), rounded some 1000 times less than in float64."""
    at = np.moveaxis(np.asarray(points, dtype=np.longdouble), -1, 0)
    total = np.zeros_like(at[0])
    for kind, coefficient, inner in f.terms:
        q, slope = np.zeros_like(at[0]), np.zeros_like(at[0])
        for c, exponents in inner:
            others = np.longdouble(c)
            for k, exponent in enumerate(exponents):
                if k != i and exponent:
                    others = others * at[k] ** exponent
            q += others * at[i] ** exponents[i]
            if exponents[i]:
                slope += others * (exponents[i] * at[i] ** (exponents[i] - 1))
        total += coefficient * _outer(kind, q) * slope
    return total


def _outer(kind: str, q: Wide) -> Wide:
    if kind == "poly":
        return np.longdouble(1)
    return -np.sin(q) if kind == "cos" else np.exp(q) if kind == "exp" else np.cos(q)


def value(f: Formula, x: Any) -> Wide:
    """Return f(x) of one variable, rounded some 1000 times less than in float64."""
    wide = np.asarray(x, dtype=np.longdouble)
    total = np.zeros_like(wide)
    for kind, coefficient, inner in f.terms:
        q = sum((c * wide**e for c, (e,) in inner), np.zeros_like(wide))
        total += coefficient * (q if kind == "poly" else getattr(np, kind)(q))
    return total
