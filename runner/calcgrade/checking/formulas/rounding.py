"""How far rounding alone may move a right answer: first-order error analysis of formulas.

In the standard model of float64 (Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., §2.2) an
operation's result v is off by at most ``u·|v|``, u = ε/2, which moves the formula's value by ``u·|v·∂f/∂v|``.
Sums over all intermediate values v are taken for the worst order of the operations, so they hold for the
formula as built here and for a learner's own way to write it (powers, any order of the terms, Horner's
scheme).
"""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from calcgrade.checking.formulas.taylor import Line, exp, lines, outer_derivatives, reach
from calcgrade.worker.formulas import derived

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.checking.formulas.formula import Formula, Monomial

EPSILON = sys.float_info.epsilon
"""ε = 2⁻⁵², twice the unit roundoff u."""


def rounding(f: Formula, point: Sequence[float], i: int, h: float, *, around: float | None = None) -> float:
    """Bound the rounding error of a central difference of f by variable i with step h.

    ``(ε·Σ|v·∂f/∂v| + ε·|x·f'|)/h + 4ε|f'|``: the two values of f are each off by u·Σ, and x ± h by u·|x|, which
    moves them by u·|x·f'| more. Their difference is divided by 2h, which gives half of the first two parts, and
    all of them for half steps (divided by h); the five-point stencil takes 3/4. The last part is the
    quotient's and the expected value's own. (With ε/2·|x·f'| a half step of 1e-8 is off by 1.08 of the bound for
    1.5x and sin 1.5x near x = 1 and x = 1030.)

    Parameters
    ----------
    f : Formula
        Function of n variables.
    point : sequence of float, shape (n,)
        Where the derivative is taken.
    i : int
        The coordinate that is nudged.
    h : float
        Step, in units of xᵢ.
    around : float, optional
        Distance from xᵢ within which f is evaluated, h if not given. At x = 0 it alone keeps the bound
        above 0.

    Returns
    -------
    float
        In units of f over xᵢ. Sources: Press et al., *Numerical Recipes*, 3rd ed., §5.7; Baudin, *Numerical
        Derivatives in Scilab* (2009); both have only ε|f|/h, which vanishes at the roots of f.
    """
    return _rounding(f, tuple(point), i, h, h if around is None else around)


# A tolerance and its rounding part are both asked for; in a cohort, every submission asks again.
@lru_cache(maxsize=4096)
def _rounding(f: Formula, point: tuple[float, ...], i: int, h: float, around: float) -> float:
    slope = abs(f.partial(point, i))
    spread = value_spread(f, point, i, around)
    return EPSILON * (spread + abs(point[i]) * slope) / h + 4 * EPSILON * slope


class _Size(NamedTuple):
    """A polynomial q at a point: Σ|monomial|, how many monomials, and Σ|v·∂q/∂v|."""

    total: float
    terms: int
    spread: float


def _size(monomials: Sequence[Monomial], sizes: Sequence[float], extra: int = 0) -> _Size:
    """Measure a polynomial whose variables have these absolute values.

    A monomial of degree d takes d products, each as large as itself in v·∂q/∂v; k monomials take k − 1
    sums, none larger than all of them together. `extra` counts further products in each monomial.
    """
    total = products = 0.0
    for c, exponents in monomials:
        size = abs(c)
        for x, exponent in zip(sizes, exponents, strict=True):
            if exponent:
                for _ in range(exponent):
                    size *= x
        total += size
        products += size * (sum(exponents) + extra)
    return _Size(total, len(monomials), products + max(0, len(monomials) - 1) * total)


def _sizes(point: Sequence[float], i: int, around: float) -> list[float]:
    return [abs(x) + (around if k == i else 0.0) for k, x in enumerate(point)]


def value_spread(f: Formula, point: Sequence[float], i: int, around: float) -> float:
    """Return Σ|v·∂f/∂v| over the intermediate values v of f, at worst within `around` of xᵢ."""
    sizes = _sizes(point, i, around)
    spread = total = 0.0
    count = 0
    for k, (kind, coefficient, inner) in enumerate(f.terms):
        q = _size(inner, sizes)
        if kind == "poly":
            outer, products, summands = q.total, q.spread - (q.terms - 1) * q.total, q.terms
            if abs(coefficient) != 1.0:
                products += q.total
        else:
            outer, slope, _ = _outer(lines(f, tuple(point), i)[k], around)
            # The function's own rounding (one unit in the last place), the coefficient's, the argument's.
            products, summands = 2 * outer + slope * q.spread, 1
        spread += abs(coefficient) * products
        total += abs(coefficient) * outer
        count += summands
    return spread + max(0, count - 1) * total


def slope_spread(f: Formula, point: Sequence[float], i: int) -> float:
    """Return Σ|v·∂g/∂v| over the intermediate values v of g = ∂f/∂xᵢ as written by the rules of calculus."""
    sizes = _sizes(point, i, 0.0)
    spread = total = 0.0
    count = 0
    for k, (kind, coefficient, inner) in enumerate(f.terms):
        slope = derived(inner, i)
        if not slope:
            continue
        factor = _size(slope, sizes, extra=1)
        if kind == "poly":
            outer, products, summands = factor.total, factor.spread, factor.terms
        else:
            _, first, second = _outer(lines(f, tuple(point), i)[k], 0.0)
            outer, summands = first * factor.total, 1
            argument = factor.total * second * _size(inner, sizes).spread
            products = first * factor.spread + argument + 3 * outer
        spread += abs(coefficient) * products
        total += abs(coefficient) * outer
        count += summands
    return spread + max(0, count - 1) * total


def _outer(along: Line, around: float) -> tuple[float, float, float]:
    """Bound |g|, |g'|, |g''| of a term's sine, cosine or exponential within `around` of xᵢ."""
    kind, _, a = along
    moved = reach(a, around)
    if kind == "exp":
        largest = exp(a[0] + moved)
        return largest, largest, largest
    first, second, _ = outer_derivatives(kind, a[0])
    # |g''| = |g| for both; each changes by at most what the argument does, and none exceeds 1.
    value, slope = min(1.0, abs(second) + moved), min(1.0, abs(first) + moved)
    return value, slope, value
