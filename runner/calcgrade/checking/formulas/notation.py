"""Formulas in writing: as mathematics for a message, as Python for pasting."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from calcgrade.worker.formulas import derived, variables

if TYPE_CHECKING:
    from collections.abc import Sequence

    Monomials = Sequence[tuple[float, tuple[int, ...]]]
    Terms = Sequence[tuple[str, float, Monomials]]

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PRIMES = {"sin": ("cos", 1.0), "cos": ("sin", -1.0), "exp": ("exp", 1.0)}


class Style(NamedTuple):
    """How one notation writes minus signs, products, powers and functions."""

    minus: str
    times: str
    """Between a number and a variable."""
    beside: str
    """Between a number or a variable and a function."""
    powers: bool
    """Powers as raised digits, not as ``**``."""
    module: str
    """Put before the names of functions."""


TEXT = Style(minus="−", times="", beside=" ", powers=True, module="")
CODE = Style(minus="-", times="*", beside="*", powers=False, module="np.")


def number(value: float) -> str:
    """Write a number as short as it reads back: 2, 0.5, 1e-07."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def expression(n: int, terms: Terms, style: Style = TEXT) -> str:
    """Write a formula's value: ``3x² + xy + y²``, ``x − 2 sin(3x + 1)``."""
    parts: list[tuple[float, str, str]] = []
    for kind, coefficient, inner in terms:
        if kind == "poly":
            parts += _monomials(n, inner, style, coefficient)
        else:
            parts.append((coefficient, _applied(n, kind, inner, style), style.beside))
    return _sum(parts, style)


def partial_expression(n: int, terms: Terms, i: int, style: Style = TEXT) -> str:
    """Write the derivative by variable i: ``6x + y``, ``2x cos(x²)``."""
    parts: list[tuple[float, str, str]] = []
    for kind, coefficient, inner in terms:
        slope = derived(inner, i)
        if kind == "poly":
            parts += _monomials(n, slope, style, coefficient)
        elif slope:
            prime, sign = _PRIMES[kind]
            function = _applied(n, prime, inner, style)
            if len(slope) > 1:
                factor = f"({_sum(_monomials(n, slope, style), style)})"
                parts.append((sign * coefficient, f"{factor}{style.beside}{function}", style.beside))
            else:
                scale, body, join = _monomials(n, slope, style, sign * coefficient)[0]
                product = f"{body}{style.beside}{function}" if body else function
                parts.append((scale, product, join if body else style.beside))
    return _sum(parts, style)


def _applied(n: int, kind: str, inner: Monomials, style: Style) -> str:
    return f"{style.module}{kind}({_sum(_monomials(n, inner, style), style)})"


def _monomials(
    n: int, monomials: Monomials, style: Style, scale: float = 1.0
) -> list[tuple[float, str, str]]:
    between = "*" if not style.powers else "·" if n > 3 else ""
    return [
        (
            scale * c,
            between.join(
                v + _power(e, style) for v, e in zip(variables(n), exponents, strict=True) if e
            ),
            style.times,
        )
        for c, exponents in monomials
    ]  # fmt: skip


def _power(exponent: int, style: Style) -> str:
    if exponent == 1:
        return ""
    return str(exponent).translate(_SUPERSCRIPTS) if style.powers else f"**{exponent}"


def _sum(parts: Sequence[tuple[float, str, str]], style: Style) -> str:
    """Join (coefficient, what it multiplies, what stands between), without 0s, 1x and + −."""
    written = ""
    for coefficient, body, join in parts:
        if coefficient == 0.0:
            continue
        size = abs(coefficient)
        shown = number(size) if not body else body if size == 1.0 else f"{number(size)}{join}{body}"
        if written:
            written += f" {style.minus if coefficient < 0 else '+'} {shown}"
        else:
            written = f"{style.minus}{shown}" if coefficient < 0 else shown
    return written or "0"
