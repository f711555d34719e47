"""The functions that checkers write down: polynomials, quadratic forms, waves and exponentials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.checking.formulas.formula import Formula, of_monomials

if TYPE_CHECKING:
    from collections.abc import Sequence


def polynomial(*coefficients: float) -> Formula:
    """Return c0 + c1·x + c2·x² + …, shown highest power first; ``polynomial(0, -2, 0, 1)`` is x³ − 2x."""
    return of_monomials(1, [(c, (k,)) for k, c in reversed(list(enumerate(coefficients)))])


def monomial(coefficient: float, *exponents: int) -> Formula:
    """Return one product of powers; ``monomial(3, 2, 1)`` is 3x²y."""
    return of_monomials(len(exponents), [(coefficient, exponents)])


def quadratic_form(*rows: Sequence[float], linear: Sequence[float] = (), constant: float = 0.0) -> Formula:
    """Return a quadratic function of n = len(rows) variables.

    Row i holds the coefficients of xᵢ·xᵢ, xᵢ·xᵢ₊₁, …, xᵢ·xₙ: ``quadratic_form((3, 1), (1,))`` is
    3x² + xy + y².

    Parameters
    ----------
    rows : sequences of float
        The upper triangle, row by row; row i has n − i entries, fewer stand for zeros.
    linear : sequence of float
        Coefficients of x1 … xn.
    constant : float
        The value at the origin.
    """
    n = len(rows)
    monomials = [
        (c, tuple((k == i) + (k == j) for k in range(n)))
        for i, row in enumerate(rows)
        for j, c in enumerate(row, start=i)
    ]
    monomials += [(c, tuple(int(k == i) for k in range(n))) for i, c in enumerate(linear)]
    return of_monomials(n, [*monomials, (constant, (0,) * n)])


def sinusoid(a: float, w: float, p: float = 0.0) -> Formula:
    """Return a·sin(w·x + p)."""
    return sin_of(polynomial(p, w), a)


def exponential(a: float, k: float) -> Formula:
    """Return a·exp(k·x)."""
    return exp_of(polynomial(0.0, k), a)


def sin_of(inner: Formula, a: float = 1.0) -> Formula:
    """Return a·sin(inner) of a polynomial; ``sin_of(polynomial(0, 0, 1))`` is sin(x²)."""
    return _applied("sin", inner, a)


def cos_of(inner: Formula, a: float = 1.0) -> Formula:
    """Return a·cos(inner) of a polynomial."""
    return _applied("cos", inner, a)


def exp_of(inner: Formula, a: float = 1.0) -> Formula:
    """Return a·exp(inner) of a polynomial."""
    return _applied("exp", inner, a)


def _applied(kind: str, inner: Formula, a: float) -> Formula:
    if any(term[0] != "poly" for term in inner.terms):
        raise ValueError(f"{kind} of {inner.text}: only polynomials may stand inside")
    monomials = tuple((scale * c, e) for _, scale, part in inner.terms for c, e in part)
    return Formula(inner.n, ((kind, a, monomials),) if a else ())
