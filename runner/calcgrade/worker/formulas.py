"""Formulas as plain Python functions: sums of polynomials, sines, cosines and exponentials.

A formula of n variables is a sequence of terms ``(kind, coefficient, inner)``: ``inner`` is a polynomial, a
sequence of monomials ``(c, (e1, ..., en))`` with whole exponents e >= 0, and its value is
``sum(coefficient * kind(inner))`` where kind "poly" is the identity.

Learner code in the sandbox and the reference outside it are both built here, so that they agree to the last
bit. Only the structure of a formula goes into generated code; its numbers are arguments of that code, and
formulas of one structure share one compilation (36 microseconds; a call then takes 0.4).
"""

from __future__ import annotations

import math
from functools import lru_cache
from numbers import Number
from typing import Any

import numpy as np

OBSERVED_LIMIT = 32
"""At most so many points are noted per function: a scheme shows itself in its first few calls."""

_FAST = frozenset({float, int, bool, np.float64})

_ARRAY: Any = (np.ndarray, np.generic)
_NUMBER: Any = Number

_DERIVATIVES = {"sin": ("cos", 1.0), "cos": ("sin", -1.0), "exp": ("exp", 1.0)}
"""kind -> (kind of the derivative, its sign)."""

_WRAPPER = """
def make(body, finish, general, wide, fast, sin, cos, exp, observed, limit):
    def {name}({names}):
        if {is_fast}:
            try:
                {to_floats}
                {observe}
                return finish(body({names}, sin, cos, exp))
            except (OverflowError, ValueError):
                return wide(body, ({names},))
        return general({name}, body, ({names},))
    return {name}
"""


def variables(n: int) -> tuple[str, ...]:
    """Parameter names of a formula of n variables: x / x, y / x, y, z / x1 ... xn."""
    return tuple("xyz"[:n]) if n <= 3 else tuple(f"x{k}" for k in range(1, n + 1))


def build(n: int, terms: Any, observed: list[tuple[float, ...]] | None = None) -> Any:
    """Return the formula as a function ``f`` of exactly n parameters.

    It takes int, float, complex, NumPy scalars and arrays of any shape (elementwise), computes real scalars
    in float64 and returns ``np.float64``. On numbers it neither raises nor warns: overflow gives inf.

    Parameters
    ----------
    n : int
        Number of variables, at least 1.
    terms : sequence
        The formula's terms, as in this module's description.
    observed : list, optional
        Receives the tuple of arguments, as floats, of each of the first `OBSERVED_LIMIT` calls whose
        arguments are all real scalars.
    """
    text = _Text(n)
    return _function("f", n, text, text.value(terms), np.float64, observed)


def partial(n: int, terms: Any, i: int) -> Any:
    """Return the exact derivative by variable i (from 0) as a function like `build`'s; f' where n is 1."""
    text = _Text(n)
    name = "f_prime" if n == 1 else f"df_d{variables(n)[i]}"
    return _function(name, n, text, text.partial(terms, i), np.float64)


def gradient(n: int, terms: Any) -> Any:
    """Return the exact gradient, a function ``grad`` of n scalars with a float64 value of shape (n,)."""
    text = _Text(n)
    entries = [text.partial(terms, i) for i in range(n)]
    return _function("grad", n, text, f"({', '.join(entries)},)", np.array)


class _Text:
    """Writes a formula as an expression in c0, c1, ... and collects the numbers these stand for."""

    def __init__(self, n: int) -> None:
        self.names = variables(n)
        self.numbers: list[float] = []

    def number(self, value: float) -> str:
        self.numbers.append(float(value))
        return f"c{len(self.numbers) - 1}"

    def polynomial(self, monomials: Any) -> str:
        # Powers are repeated products: a Python float's ** raises on overflow where its * gives inf.
        products = [
            "*".join(
                [self.number(c), *(v for v, e in zip(self.names, exponents, strict=True) for _ in range(e))]
            )
            for c, exponents in monomials
        ]
        return "+".join(products) or "0.0"

    def value(self, terms: Any) -> str:
        written: list[str] = []
        for kind, coefficient, inner in terms:
            function = "" if kind == "poly" else _kind(kind)
            written.append(f"{self.number(coefficient)}*{function}({self.polynomial(inner)})")
        return "+".join(written) or "0.0"

    def partial(self, terms: Any, i: int) -> str:
        written: list[str] = []
        for kind, coefficient, inner in terms:
            slope = derived(inner, i)
            if not slope:
                continue
            if kind == "poly":
                outer = self.number(coefficient)
            else:
                prime, sign = _DERIVATIVES[_kind(kind)]
                outer = f"{self.number(sign * coefficient)}*{prime}({self.polynomial(inner)})"
            written.append(f"{outer}*({self.polynomial(slope)})")
        return "+".join(written) or "0.0"


def derived(monomials: Any, i: int) -> list[tuple[float, tuple[int, ...]]]:
    """Return the monomials of a polynomial's derivative by variable i."""
    return [(c * e[i], tuple(p - (k == i) for k, p in enumerate(e))) for c, e in monomials if e[i]]


def _kind(kind: str) -> str:
    if kind not in _DERIVATIVES:
        raise ValueError(f"unknown kind of term: {kind!r}")
    return kind


def _function(
    name: str,
    n: int,
    text: _Text,
    expression: str,
    finish: Any,
    observed: list[tuple[float, ...]] | None = None,
) -> Any:
    body = _body(n, len(text.numbers), expression)(*text.numbers)
    make = _wrapper(name, n, observed is not None)
    routes = (finish, _general, _wide, _FAST)
    function = make(body, *routes, math.sin, math.cos, math.exp, observed, OBSERVED_LIMIT)
    function.__qualname__ = name  # what Python's own "f() missing 1 required positional argument" shows
    return function


@lru_cache(maxsize=1024)
def _body(n: int, count: int, expression: str) -> Any:
    numbers = ",".join(f"c{k}" for k in range(count))
    parameters = ",".join((*variables(n), "sin", "cos", "exp"))
    source = f"lambda {numbers}: lambda {parameters}: {expression}"
    return eval(compile(source, "<formula>", "eval"), {})  # noqa: S307 - made of names and operators only


@lru_cache(maxsize=64)
def _wrapper(name: str, n: int, observing: bool) -> Any:
    names = variables(n)
    source = _WRAPPER.format(
        name=name,
        names=", ".join(names),
        is_fast=" and ".join(f"{v}.__class__ in fast" for v in names),
        to_floats="; ".join(f"{v} = float({v})" for v in names),
        observe=f"if len(observed) < limit: observed.append(({', '.join(names)},))" if observing else "",
    )
    namespace: dict[str, Any] = {"__name__": "formula"}
    exec(compile(source, "<formula>", "exec"), namespace)  # noqa: S102 - as above
    return namespace["make"]


def _general(function: Any, body: Any, arguments: tuple[Any, ...]) -> Any:
    """Call with arguments of any numeric type: real scalars go back to the fast path, arrays go wide."""
    with np.errstate(all="ignore"):
        values = tuple(_number(function.__name__, value) for value in arguments)
    if all(isinstance(value, np.float64) for value in values):
        return function(*values)
    return _wide(body, values)


def _wide(body: Any, arguments: tuple[Any, ...]) -> Any:
    """Evaluate with NumPy, where overflow gives inf and arrays broadcast."""
    with np.errstate(all="ignore"):
        values = [_number("f", value) for value in arguments]
        result = body(*values, np.sin, np.cos, np.exp)
        shape = np.broadcast_shapes(*(value.shape for value in values))
        dtype = np.result_type(*values)
        # A constant formula of an array is an array too.
        if result.__class__ is tuple:
            return np.stack([np.broadcast_to(np.asarray(entry, dtype), shape) for entry in result])
        return np.array(np.broadcast_to(np.asarray(result, dtype), shape))[()]


def _number(name: str, value: Any) -> Any:
    if isinstance(value, _ARRAY) and value.dtype.kind in "biufcO":
        return value.astype(np.complex128 if value.dtype.kind == "c" else np.float64)[()]
    if isinstance(value, complex):
        return np.complex128(value)
    if isinstance(value, _NUMBER):
        try:
            return np.float64(float(value))
        except OverflowError:
            return np.float64(math.inf if value > 0 else -math.inf)
    raise TypeError(f"{name}() takes numbers and NumPy arrays, not {type(value).__name__}")
