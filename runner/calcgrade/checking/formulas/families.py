"""Families of formulas: curves of one variable, surfaces with cross terms, bowls and wells to descend into.

Coefficients are short decimals and every |f| stays under 1e4 on [−3, 3], so that tolerances mean something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from calcgrade.checking.families import Family
from calcgrade.checking.formulas.formula import of_monomials
from calcgrade.checking.formulas.functions import exponential, polynomial, sin_of, sinusoid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from calcgrade.checking.families import Pick
    from calcgrade.checking.formulas.formula import Formula, Monomial

_ANY = (0.0, 0.0, 0.0, 1.0, 2.0, -1.0, 3.0, -2.0, 0.5, -0.5)
"""Zeros are frequent: formulas of two or three terms read best."""

_NONZERO = (1.0, 2.0, -1.0, 3.0, -2.0, 0.5, -0.5, 1.5, -3.0)
_POSITIVE = (1.0, 2.0, 3.0, 1.5, 2.5, 5.0)


def curves() -> Family[Formula]:
    """Draw a bending function of x: a polynomial of degree 2 to 5, wave, exponential or sin(ax² + bx + c)."""
    return Family(_curve)


def lines() -> Family[Formula]:
    """Draw a·x + b, a ≠ 0."""
    return Family(lambda pick, _: polynomial(0.0, pick(_NONZERO)) + polynomial(pick(_ANY)))


def surfaces(n: int | None = None, *, min_n: int = 1, max_n: int = 4) -> Family[Formula]:
    """Draw a function of n variables, or of min_n to max_n, always with cross terms and squares.

    Every neighbouring pair of variables has a product (a separable function cannot tell f(x[i] + h) from the
    real thing); there may also be a cubic product or a sine of one. Where n is 1, a curve.
    """
    options = range(min_n, max_n + 1) if n is None else (n,)

    def draw(pick: Pick, drawn: Mapping[str, Any]) -> Formula:
        count = pick(options)
        return _surface(pick, count) if count > 1 else _curve(pick, drawn)

    return Family(draw)


def bowls(n: int | None = None, *, min_n: int = 1, max_n: int = 4) -> Family[Formula]:
    """Draw a quadratic function with one minimum and cross terms.

    Diagonally dominant: curvatures stay between 0 (not included) and 12, so descents with a rate up to 0.1
    converge.
    """
    options = range(min_n, max_n + 1) if n is None else (n,)
    return Family(lambda pick, _: _bowl(pick, pick(options)))


def wells() -> Family[Formula]:
    """Draw a quartic a·x⁴ − b·x² + c·x + d with a hump between two valleys, or nearly so."""

    def draw(pick: Pick, _: Mapping[str, Any]) -> Formula:
        quartic, quadratic = pick((1.0, 0.5, 0.25)), pick((2.0, 3.0, 1.0, 4.0))
        return polynomial(pick((0.0, 1.0, 2.0)), pick((0.0, 0.5, -0.5)), -quadratic, 0.0, quartic)

    return Family(draw)


def _curve(pick: Pick, _: Mapping[str, Any]) -> Formula:
    return pick(_CURVES)(pick)


def _polynomial(pick: Pick) -> Formula:
    degree = pick((2, 3, 4, 5))
    return polynomial(*reversed([pick(_NONZERO), *(pick(_ANY) for _ in range(degree))]))


def _wave(pick: Pick) -> Formula:
    phase, rate = pick((0.0, 1.0, -1.0, 0.5, 2.0)), pick((1.0, 2.0, 3.0, 0.5, 1.5))
    return sinusoid(pick(_NONZERO), rate, phase) + _background(pick)


def _growth(pick: Pick) -> Formula:
    rate = pick((1.0, -1.0, 0.5, -0.5, 1.5, -1.5))
    return exponential(pick(_NONZERO), rate) + _background(pick)


def _composition(pick: Pick) -> Formula:
    inner = (pick((0.0, 1.0, -1.0)), pick((0.0, 1.0, -1.0, 2.0)), pick((1.0, -1.0, 0.5, -0.5)))
    return sin_of(polynomial(*inner), pick(_NONZERO))


def _background(pick: Pick) -> Formula:
    slope, square = pick(_ANY), pick(_ANY)
    return polynomial(0.0, slope, square)


_CURVES: Sequence[Callable[[Pick], Formula]] = (_polynomial, _wave, _growth, _composition)


def _surface(pick: Pick, n: int) -> Formula:
    i = pick(range(n))
    j = (i + 1) % n
    extra = pick(("none", "cubic", "wave"))
    monomials: list[Monomial] = []
    waves = of_monomials(n, [])
    if extra == "cubic":
        monomials.append((pick(_NONZERO), _exponents(n, i, i, j)))
    elif extra == "wave":
        waves = sin_of(of_monomials(n, [(1.0, _exponents(n, i, j))]), pick(_NONZERO))
    monomials += [
        (pick(_NONZERO if second == first + 1 else _ANY), _exponents(n, first, second))
        for first in range(n)
        for second in range(first + 1, n)
    ]
    linear = [(pick(_ANY), _exponents(n, k)) for k in range(n)]
    squares = [(pick(_NONZERO), _exponents(n, k, k)) for k in range(n)]
    return of_monomials(n, [*squares, *monomials, *linear]) + waves


def _bowl(pick: Pick, n: int) -> Formula:
    linear = [(pick(_ANY), _exponents(n, k)) for k in range(n)]
    products = [(pick((0.5, -0.5, 0.25, -0.25)), _exponents(n, k, k + 1)) for k in range(n - 1)]
    squares = [(pick(_POSITIVE), _exponents(n, k, k)) for k in range(n)]
    return of_monomials(n, [*squares, *products, *linear])


def _exponents(n: int, *variables: int) -> tuple[int, ...]:
    """Return the exponents of a product of variables: (2, 1) for x·x·y."""
    return tuple(variables.count(k) for k in range(n))
