"""A formula as a tree, its values, and its exact slopes.

Values and slopes come from one pass with dual numbers: every node knows its value and how it changes with each
variable. Arrays of any one shape stand for numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Values: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"


class Dual(NamedTuple):
    """A value, and its slope along every variable."""

    value: Values
    slopes: tuple[Values, ...]


class Variable(NamedTuple):
    """The variable at this position."""

    position: int


class Constant(NamedTuple):
    """A number."""

    value: float


class Function(NamedTuple):
    """A function of one formula: ``sin``, or ``-`` for its negative."""

    name: str
    inner: Node


class Operation(NamedTuple):
    """Two formulas joined by one of ``+ - * / ^``."""

    sign: str
    left: Node
    right: Node


Node: TypeAlias = "Variable | Constant | Function | Operation"

_Array = Any


def _sigmoid(x: _Array) -> _Array:
    return 1 / (1 + np.exp(-x))


FUNCTIONS: dict[str, tuple[Callable[[_Array], _Array], Callable[[_Array], _Array]]] = {
    "-": (np.negative, lambda x: -np.ones_like(x)),
    "sin": (np.sin, np.cos),
    "cos": (np.cos, lambda x: -np.sin(x)),
    "tan": (np.tan, lambda x: 1 / np.cos(x) ** 2),
    "exp": (np.exp, np.exp),
    "log": (np.log, lambda x: 1 / x),
    "sqrt": (np.sqrt, lambda x: 0.5 / np.sqrt(x)),
    "abs": (np.abs, np.sign),
    "tanh": (np.tanh, lambda x: 1 - np.tanh(x) ** 2),
    "sigmoid": (_sigmoid, lambda x: _sigmoid(x) * (1 - _sigmoid(x))),
    "relu": (lambda x: np.maximum(x, 0.0), lambda x: (x > 0).astype(float)),
}
"""By name, a function and its derivative."""


def evaluate(node: Node, point: Sequence[Values]) -> Dual:
    """Return a formula's value and slopes at a point, or at many; nan or inf where there are none."""
    with np.errstate(all="ignore"):
        return _evaluate(node, point)


def _evaluate(node: Node, point: Sequence[Values]) -> Dual:
    if isinstance(node, Constant):
        zero = np.zeros_like(point[0])
        return Dual(zero + node.value, tuple(zero for _ in point))
    if isinstance(node, Variable):
        value = point[node.position]
        return Dual(value, tuple(np.full_like(value, float(k == node.position)) for k in range(len(point))))
    if isinstance(node, Function):
        inner = _evaluate(node.inner, point)
        outer, derivative = FUNCTIONS[node.name]
        slope = derivative(inner.value)
        return Dual(outer(inner.value), tuple(slope * s for s in inner.slopes))
    left, right = _evaluate(node.left, point), _evaluate(node.right, point)
    pairs = tuple(zip(left.slopes, right.slopes, strict=True))
    a, b = left.value, right.value
    if node.sign == "+":
        return Dual(a + b, tuple(s + t for s, t in pairs))
    if node.sign == "-":
        return Dual(a - b, tuple(s - t for s, t in pairs))
    if node.sign == "*":
        return Dual(a * b, tuple(s * b + a * t for s, t in pairs))
    if node.sign == "/":
        return Dual(a / b, tuple((s * b - a * t) / b**2 for s, t in pairs))
    return _power(left, right, is_fixed=isinstance(node.right, Constant))


def _power(left: Dual, right: Dual, *, is_fixed: bool) -> Dual:
    a, b = left.value, right.value
    value = a**b
    by_base = np.where(b == 0, 0.0, b * a ** (b - 1))
    if is_fixed:  # then a may be negative, where log a is not a number
        return Dual(value, tuple(by_base * s for s in left.slopes))
    by_exponent = value * np.log(a)
    pairs = zip(left.slopes, right.slopes, strict=True)
    return Dual(value, tuple(by_base * s + by_exponent * t for s, t in pairs))
