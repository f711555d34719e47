"""Formulas: functions that a checker can differentiate, show and send to learner code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from calcgrade.checking.formulas import notation
from calcgrade.worker import formulas

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

Monomial = tuple[float, tuple[int, ...]]
Term = tuple[str, float, tuple[Monomial, ...]]

KINDS = frozenset({"poly", "sin", "cos", "exp"})


@dataclass(frozen=True)
class Formula:
    """A function of n variables: a sum of polynomials, sines, cosines and exponentials of polynomials.

    Parameters
    ----------
    n : int
        Number of variables, at least 1.
    terms : sequence of (kind, coefficient, monomials)
        The value is ``sum(coefficient * kind(inner))``, where kind is "poly" (the identity), "sin", "cos" or
        "exp" and inner is the sum of ``c * x1**e1 * ... * xn**en`` over its monomials ``(c, (e1, ..., en))``.

    Raises
    ------
    ValueError
        If a kind is unknown or a monomial does not have n whole exponents >= 0.

    Notes
    -----
    The functions are built by the code that builds them in the sandbox: both sides agree to the last bit.
    Derivatives are exact but for the rounding of their own evaluation.
    """

    n: int
    terms: tuple[Term, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "terms", tuple(self._checked(*term) for term in self.terms))

    def _checked(self, kind: str, coefficient: float, monomials: Sequence[Any]) -> Term:
        if kind not in KINDS:
            raise ValueError(f"a term's kind is one of {sorted(KINDS)}, not {kind!r}")
        inner = tuple((float(c), tuple(exponents)) for c, exponents in monomials)
        for _, exponents in inner:
            if len(exponents) != self.n or not all(isinstance(e, int) and e >= 0 for e in exponents):
                raise ValueError(f"a monomial of {self.n} variables cannot have the exponents {exponents}")
        return kind, float(coefficient), inner

    @cached_property
    def _hash(self) -> int:
        return hash((self.n, self.terms))

    def __hash__(self) -> int:
        return self._hash  # formulas are keys of caches, and their terms nest deeply

    def __reduce__(self) -> tuple[type[Formula], tuple[int, tuple[Term, ...]]]:
        return Formula, (self.n, self.terms)  # compiled functions stay behind

    def __repr__(self) -> str:
        return f"<{self.signature}>"

    @cached_property
    def _value(self) -> Any:
        return formulas.build(self.n, self.terms)

    @cached_property
    def _gradient(self) -> Any:
        return formulas.gradient(self.n, self.terms)

    def __call__(self, *args: Any) -> Any:
        """Return the value at n numbers (``np.float64``) or arrays (elementwise)."""
        return self._value(*args)

    def watched(self, observed: list[tuple[float, ...]]) -> Formula:
        """Return the same function, one that notes where it is evaluated as the one in the sandbox does."""
        watched = Formula(self.n, self.terms)
        watched.__dict__["_value"] = formulas.build(
            self.n, self.terms, observed
        )  # where the property keeps it
        return watched

    def derivative(self, x: float) -> float:
        """Return f'(x) of a formula of one variable."""
        return float(self._gradient(x)[0])

    def partial(self, point: Sequence[float], i: int) -> float:
        """Return the derivative by variable i (from 0) at a point of n coordinates."""
        return float(self._gradient(*point)[i])

    def gradient(self, point: Sequence[float]) -> NDArray[np.float64]:
        """Return the gradient, shape (n,), at a point of n coordinates."""
        return cast("NDArray[np.float64]", self._gradient(*point))

    def __add__(self, other: Formula) -> Formula:
        """Return the sum of two formulas of the same variables, their polynomials in one."""
        if self.n != other.n:
            raise ValueError(f"a formula of {self.n} variables plus one of {other.n}")
        terms = (*self.terms, *other.terms)
        monomials = [(a * c, e) for kind, a, inner in terms if kind == "poly" for c, e in inner]
        return of_monomials(self.n, monomials, tuple(term for term in terms if term[0] != "poly"))

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the variables."""
        return formulas.variables(self.n)

    @property
    def text(self) -> str:
        """The formula as mathematics: ``3x² + xy + y²``."""
        return notation.expression(self.n, self.terms)

    @property
    def signature(self) -> str:
        """The formula as a definition: ``f(x, y) = 3x² + xy + y²``."""
        return f"f({', '.join(self.names)}) = {self.text}"

    @property
    def python(self) -> str:
        """The formula as Python to paste: ``lambda x, y: 3*x**2 + x*y + y**2``."""
        written = notation.expression(self.n, self.terms, notation.CODE)
        return f"lambda {', '.join(self.names)}: {written}"

    def wire(self) -> list[Any]:
        """Return the formula as JSON: ``["formula", n, terms]``."""
        return self._wire

    @cached_property
    def _wire(self) -> list[Any]:
        terms = [
            [kind, _whole(a), [[_whole(c), list(e)] for c, e in inner]] for kind, a, inner in self.terms
        ]  # fmt: skip
        return ["formula", self.n, terms]


@dataclass(frozen=True)
class Partial:
    """The derivative of a formula by variable i, as a function to hand to learner code; f' where n is 1."""

    formula: Formula
    i: int = 0

    @cached_property
    def _value(self) -> Any:
        return formulas.partial(self.formula.n, self.formula.terms, self.i)

    def __reduce__(self) -> tuple[type[Partial], tuple[Formula, int]]:
        return Partial, (self.formula, self.i)

    def __call__(self, *args: Any) -> Any:
        """Return the derivative at n numbers (``np.float64``) or arrays (elementwise)."""
        return self._value(*args)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the variables."""
        return self.formula.names

    @property
    def text(self) -> str:
        """The derivative as mathematics: ``2x cos(x²)``."""
        return notation.partial_expression(self.formula.n, self.formula.terms, self.i)

    @property
    def python(self) -> str:
        """The derivative as Python to paste: ``lambda x: 2*x*np.cos(x**2)``."""
        written = notation.partial_expression(self.formula.n, self.formula.terms, self.i, notation.CODE)
        return f"lambda {', '.join(self.formula.names)}: {written}"

    def wire(self) -> list[Any]:
        """Return the derivative as JSON: ``["partial", i, formula]``."""
        return ["partial", self.i, self.formula.wire()]


@dataclass(frozen=True)
class Gradient:
    """The gradient of a formula as a function ``grad`` of n numbers, to hand to learner code."""

    formula: Formula

    def __call__(self, *args: Any) -> NDArray[np.float64]:
        """Return the gradient, shape (n,), at n numbers."""
        return self.formula.gradient(args)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the variables."""
        return self.formula.names

    @property
    def text(self) -> str:
        """The gradient as mathematics: ``(6x + y, x + 2y)``."""
        return f"({', '.join(Partial(self.formula, i).text for i in range(self.formula.n))})"

    @property
    def python(self) -> str:
        """The gradient as Python to paste: ``lambda x, y: np.array([6*x + y, x + 2*y])``."""
        f = self.formula
        entries = [
            notation.partial_expression(f.n, f.terms, i, notation.CODE) for i in range(f.n)
        ]  # fmt: skip
        return f"lambda {', '.join(f.names)}: np.array([{', '.join(entries)}], dtype=float)"

    def wire(self) -> list[Any]:
        """Return the gradient as JSON: ``["gradient", formula]``."""
        return ["gradient", self.formula.wire()]


def from_wire(value: Sequence[Any]) -> Formula | Partial | Gradient:
    """Return what `wire` wrote.

    Raises
    ------
    ValueError
        If it is none of the three forms.
    """
    match value:
        case ["formula", int(n), [*terms]]:
            return Formula(n, tuple(terms))
        case ["partial", int(i), ["formula", int(n), [*terms]]] if 0 <= i < n:
            return Partial(Formula(n, tuple(terms)), i)
        case ["gradient", ["formula", int(n), [*terms]]]:
            return Gradient(Formula(n, tuple(terms)))
        case _:
            raise ValueError(f"not a formula: {str(value)[:80]}")


def of_monomials(n: int, monomials: Sequence[Monomial], others: tuple[Term, ...] = ()) -> Formula:
    """Return the polynomial of these monomials, zeros left out, plus other terms."""
    kept = tuple((float(c), tuple(e)) for c, e in monomials if c)
    return Formula(n, ((("poly", 1.0, kept),) if kept else ()) + tuple(term for term in others if term[1]))


def _whole(value: float) -> float:
    """Return 3 for 3.0: shorter in JSON and in a diff of frozen cases."""
    return int(value) if value.is_integer() and abs(value) < 1e15 else value
