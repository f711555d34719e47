"""Tagged values as they cross the boundary, and the Python objects the trusted side makes of them.

The grammar has no JSON objects, so no duplicate keys (but for a drawing's, where the last one counts and a
claim is a claim): JSON's null, booleans, numbers and strings stand for themselves, everything else is a list
that starts with a tag.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

import msgspec

from calcgrade import limits
from calcgrade.wire.pictures import Drawing, Label  # noqa: TC001 - msgspec reads annotations when it runs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from calcgrade.checking.formulas.formula import Formula

MAX_DEPTH = 8
MAX_BITS = 1024


class ValueRefused(ValueError):  # noqa: N818 - a refusal, caught by the session
    """A well-formed reply carries a value that the rules of the wire forbid."""


class _Tagged(msgspec.Struct, array_like=True, forbid_unknown_fields=True, tag_field="kind"):
    """Base of all tagged values."""


class FloatText(_Tagged, tag="float"):
    """A float that JSON cannot write."""

    text: Literal["nan", "inf", "-inf"]


class BigInt(_Tagged, tag="bigint"):
    """A whole number beyond 64 bits, at most 1,024 bits."""

    digits: str


class ComplexPair(_Tagged, tag="complex"):
    """Real and imaginary part."""

    parts: tuple[float | FloatText, float | FloatText]


class Array(_Tagged, tag="array"):
    """A numpy array: little-endian C-order bytes in base64."""

    dtype: Literal["f8", "c16", "i8", "bool"]
    shape: tuple[int, ...]
    data: bytes
    source: Label


class ListOf(_Tagged, tag="list"):
    """A Python list."""

    items: list[Wire]


class TupleOf(_Tagged, tag="tuple"):
    """A Python tuple."""

    items: list[Wire]


class DictOf(_Tagged, tag="dict"):
    """A Python dict with its keys as text."""

    pairs: list[tuple[str, Wire]]


class Opaque(_Tagged, tag="opaque"):
    """Something no check accepts: the name of its type and a short text, both the learner's claim."""

    type: Label
    text: Label


class Picture(_Tagged, tag="figure"):
    """A matplotlib figure: its PNG and what is drawn in it."""

    png: bytes
    drawing: Drawing


Scalar: TypeAlias = bool | int | float | str | None
Wire: TypeAlias = (
    Scalar | FloatText | BigInt | ComplexPair | Array | ListOf | TupleOf | DictOf | Opaque | Picture
)  # fmt: skip

Value: TypeAlias = Any
"""None, bool, int, float, complex, str, ndarray, list, tuple, dict, `Opaque` or `Picture`."""

_ITEM_SIZE = {"f8": 8, "c16": 16, "i8": 8, "bool": 1}


def to_python(wire: Wire) -> Value:
    """Turn a decoded value into a plain Python object.

    Raises
    ------
    ValueRefused
        Deeper than `MAX_DEPTH`, more than a worker sends, an array whose bytes do not match its shape.
    """
    return _Opening().python(wire, 0)


class _Opening:
    """Turns one decoded value into a Python object, and counts what stands in it."""

    def __init__(self) -> None:
        self._items_left = limits.VALUE_ITEMS

    def python(self, wire: Wire, depth: int) -> Value:
        if depth > MAX_DEPTH:
            raise ValueRefused("nested too deeply")
        if isinstance(wire, ListOf):
            return self._items(wire.items, depth)
        if isinstance(wire, TupleOf):
            return tuple(self._items(wire.items, depth))
        if isinstance(wire, DictOf):
            keys = [_short(key, limits.NAME) for key, _ in wire.pairs]
            result = dict(zip(keys, self._items([item for _, item in wire.pairs], depth), strict=True))
            if len(result) != len(wire.pairs):
                raise ValueRefused("duplicate keys")
            return result
        return _array(wire) if isinstance(wire, Array) else _single(wire)

    def _items(self, items: list[Wire], depth: int) -> list[Value]:
        self._items_left -= len(items)
        if self._items_left < 0:
            raise ValueRefused("too many items")
        return [self.python(item, depth + 1) for item in items]


def _single(wire: Wire) -> Value:
    """Turn a value that holds no others into a Python object."""
    if isinstance(wire, FloatText):
        return float(wire.text)
    if isinstance(wire, ComplexPair):
        real, imaginary = (float(p.text) if isinstance(p, FloatText) else p for p in wire.parts)
        return complex(real, imaginary)
    if isinstance(wire, BigInt):
        return _whole(wire.digits)
    if isinstance(wire, int) and not isinstance(wire, bool) and wire.bit_length() > 64:
        raise ValueRefused("a whole number too long")
    if isinstance(wire, Picture) and (len(wire.png) > limits.FIGURE or wire.drawing.is_crowded):
        raise ValueRefused("a figure too large")
    return _short(wire, limits.TEXT) if isinstance(wire, str) else wire


def _short(text: str, most: int) -> str:
    if len(text) > most:
        raise ValueRefused("a text too long")
    return text


def _whole(digits: str) -> int:
    # The length first: Python takes its time over long ones. It reads the digits of every script.
    if len(digits) > 310 or not (digits.isascii() and digits.removeprefix("-").isdecimal()):
        raise ValueRefused("not a whole number")
    number = int(digits)
    if number.bit_length() > MAX_BITS:
        raise ValueRefused("a whole number too long")
    return number


def _array(wire: Array) -> NDArray[Any]:
    import numpy as np

    size, item_size = wire.shape, _ITEM_SIZE[wire.dtype]
    # numpy refuses (0, 10**30) too, although it holds nothing.
    if len(size) > MAX_DEPTH or min(size, default=0) < 0 or _extent(size) * item_size > limits.FRAME:
        raise ValueRefused("an impossible shape")
    if math.prod(size) * item_size != len(wire.data):
        raise ValueRefused("an array whose bytes do not match its shape")
    array: NDArray[Any] = np.frombuffer(wire.data, dtype=_DTYPES[wire.dtype]).reshape(wire.shape)
    return array


def _extent(shape: tuple[int, ...]) -> int:
    """Count the elements as if no axis were empty."""
    return math.prod(max(size, 1) for size in shape)


_DTYPES = {"f8": "<f8", "c16": "<c16", "i8": "<i8", "bool": "?"}


def argument(value: object) -> object:
    """Encode an argument of a call inward; the worker decodes it with ordinary JSON.

    Accepts None, bool, int, str, float (also not finite), list, tuple, ndarray and formulas.
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else ["float", repr(float(value))]
    if isinstance(value, list):
        return ["list", [argument(item) for item in cast("list[object]", value)]]
    if isinstance(value, tuple):
        return ["tuple", [argument(item) for item in cast("tuple[object, ...]", value)]]
    if hasattr(value, "wire"):
        function: Formula = value  # type: ignore[assignment]
        return function.wire()
    return _array_argument(value)


def _array_argument(value: Any) -> object:
    import base64

    array: np.ndarray[Any, Any] = value
    name = {"f": "f8", "i": "i8", "b": "bool", "c": "c16"}[array.dtype.kind]
    data = base64.b64encode(array.astype(_DTYPES[name]).tobytes()).decode("ascii")
    return ["array", name, list(array.shape), data]
