"""The second derivative of a formula of one variable, as a function that can be shown and handed to learner code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from calcgrade.checking.formulas.formula import Formula, Partial, of_monomials
from calcgrade.worker.formulas import derived

if TYPE_CHECKING:
    from calcgrade.checking.formulas.formula import Monomial, Term

_DERIVATIVES = {"sin": ("cos", 1.0), "cos": ("sin", -1.0), "exp": ("exp", 1.0)}


def slope_of(f: Formula) -> Formula:
    """Return f' as a formula, of a formula of one variable.

    Raises
    ------
    ValueError
        If a sine, cosine or exponential has a bending polynomial inside: by the chain rule its slope is a product,
        which is no formula.
    """
    monomials: list[Monomial] = []
    others: list[Term] = []
    for kind, coefficient, inner in f.terms:
        slope = derived(inner, 0)
        if kind == "poly":
            monomials += [(coefficient * c, e) for c, e in slope]
            continue
        if any(e != (0,) for _, e in slope):
            raise ValueError(f"the slope of {f.text} is no formula: only straight lines may stand inside")
        prime, sign = _DERIVATIVES[kind]
        others.append((prime, sign * coefficient * sum(c for c, _ in slope), inner))
    return of_monomials(1, monomials, tuple(others))


@dataclass(frozen=True)
class Second:
    """The second derivative f'' of a formula of one variable: the derivative of f' as `slope_of` writes it."""

    formula: Formula

    @cached_property
    def slope(self) -> Formula:
        """The slope f' as a formula."""
        return slope_of(self.formula)

    def __reduce__(self) -> tuple[type[Second], tuple[Formula]]:
        return Second, (self.formula,)

    def __call__(self, *args: Any) -> Any:
        """Return f'' at a number (``np.float64``) or an array (elementwise)."""
        return Partial(self.slope)(*args)

    @property
    def names(self) -> tuple[str, ...]:
        """Name of the variable."""
        return self.formula.names

    @property
    def text(self) -> str:
        """The second derivative as mathematics: ``12x² − 6``."""
        return Partial(self.slope).text

    @property
    def python(self) -> str:
        """The second derivative as Python to paste: ``lambda x: 12*x**2 - 6``."""
        return Partial(self.slope).python

    def wire(self) -> list[Any]:
        """Return it as JSON: ``["partial", 0, f']``."""
        return Partial(self.slope).wire()
