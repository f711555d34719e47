"""Values across the boundary: arguments in, replies out.

JSON's own null, booleans, numbers and strings stand for themselves; everything else is a list
that starts with a tag. The trusted side decodes the same grammar strictly (`calcgrade.wire.values`).
"""

from __future__ import annotations

import base64
import math
import sys
from typing import Any, cast

import numpy as np

from . import formulas
from .scrub import scrub

MAX_DEPTH = 8
MAX_ITEMS = 50_000
MAX_KEYS = 1_000
MAX_TEXT = 4_000
MAX_ARRAY_BYTES = 700_000

_KINDS: dict[str, tuple[str, Any]] = {
    "b": ("bool", np.bool_),
    "i": ("i8", np.int64),
    "u": ("i8", np.int64),
    "f": ("f8", np.float64),
}
_KINDS["c"] = ("c16", np.complex128)


class Unencodable(Exception):  # noqa: N818 - internal signal, never shown
    """A value is too large or too deep to be sent."""


def opaque(value: Any) -> list[Any]:
    """Describe a value of a kind that is never a right answer: its type and a short text."""
    try:
        shown = text(repr(value))[:200]
    except BaseException:
        shown = "?"
    return ["opaque", text(type(value).__name__)[:100], shown]


def text(value: str, limit: int = MAX_TEXT) -> str:
    """Cut and scrub a string."""
    return scrub(value[:limit])


def encode(value: Any) -> Any:
    """Encode a value that learner code returned."""
    return Encoder().encode(value)


class Encoder:
    """Encodes one value; counts its items, since a list of itself holds more than anybody could send."""

    def __init__(self) -> None:
        self._items_left = MAX_ITEMS

    def encode(self, value: Any, depth: int = 0) -> Any:
        """Encode a value, or one that stands ``depth`` deep inside another."""
        kind = cast("type[Any]", type(value))
        if value is None or kind is bool:
            return value
        if kind is float:
            return _float(value)
        if kind is int:
            return _int(value)
        if kind is str:
            return text(value)
        if depth >= MAX_DEPTH:
            return opaque(value)
        if isinstance(value, np.ndarray | np.generic):
            return _array(value)
        if kind in (list, tuple):
            return [kind.__name__, self._items(value, depth)]
        if kind is dict:
            return self._dict(value, depth)
        return self._subclass(value, depth)

    def _subclass(self, value: Any, depth: int) -> Any:
        if isinstance(value, float):
            return _float(float.__add__(value, 0.0))
        if isinstance(value, int):
            return _int(int.__add__(value, 0))
        if isinstance(value, complex):
            return ["complex", [_float(value.real), _float(value.imag)]]
        if isinstance(value, str):
            return text(str.__str__(value))
        if isinstance(value, tuple):
            return ["tuple", self._items(tuple(cast("tuple[Any, ...]", value)), depth)]
        if isinstance(value, list):
            return ["list", self._items(list(cast("list[Any]", value)), depth)]
        return opaque(value)

    def _dict(self, value: dict[Any, Any], depth: int) -> list[Any]:
        self._items_left -= len(value)
        if len(value) > MAX_KEYS or self._items_left < 0:
            raise Unencodable
        pairs = [[text(str(key), 200), self.encode(item, depth + 1)] for key, item in value.items()]
        if len({key for key, _ in pairs}) != len(pairs):  # {1: …, "1": …}
            return opaque(value)
        return ["dict", pairs]

    def _items(self, values: Any, depth: int) -> list[Any]:
        self._items_left -= len(values)
        if self._items_left < 0:
            raise Unencodable
        return [self.encode(item, depth + 1) for item in values]


def _float(value: float) -> Any:
    return value if math.isfinite(value) else ["float", repr(float(value))]


def _int(value: int) -> Any:
    if -(2**63) <= value < 2**63:
        return value
    bits = value.bit_length()
    return ["bigint", str(value)] if bits <= 1024 else ["opaque", "int", f"a whole number of {bits} bits"]


def _array(value: Any) -> Any:
    if type(value) is np.float64:
        return _float(float(value))
    if type(value) is np.str_:
        return text(str(value))
    array: np.ndarray[Any, Any] = np.asarray(value)
    array = array.view(np.ndarray)
    source = str(array.dtype)[:40]
    if array.dtype.kind not in _KINDS or _is_masked(value):
        return ["opaque", text(type(value).__name__, 100), f"an array of dtype {source}"]
    if array.ndim > MAX_DEPTH:
        return ["opaque", text(type(value).__name__, 100), f"an array of {array.ndim} axes"]
    name, dtype = _KINDS[array.dtype.kind]
    if array.size * 16 > 2 * MAX_ARRAY_BYTES:
        raise Unencodable
    with np.errstate(all="ignore"):
        data = np.ascontiguousarray(array, dtype=dtype).tobytes()
    return ["array", name, list(array.shape), base64.b64encode(data).decode("ascii"), source]


def _is_masked(value: Any) -> bool:
    """Tell a masked array without importing numpy.ma, which takes as long as all calls together."""
    masked = sys.modules.get("numpy.ma")
    return masked is not None and isinstance(value, masked.MaskedArray)


class Arguments:
    """Decodes call arguments; formulas are compiled once and their evaluation points noted."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}
        self.observed: list[tuple[float, ...]] = []

    def decode(self, value: Any) -> Any:
        """Turn an encoded argument into what learner code receives."""
        if not isinstance(value, list):
            return value
        tagged = cast("list[Any]", value)
        tag = tagged[0]
        if tag == "list":
            return [self.decode(item) for item in tagged[1]]
        if tag == "tuple":
            return tuple(self.decode(item) for item in tagged[1])
        if tag == "array":
            dtype, shape, data = tagged[1:4]
            return np.frombuffer(base64.b64decode(data), dtype=dtype).reshape(shape).copy()
        if tag == "float":
            return float(tagged[1])
        return self._function(tag, tagged)

    def _function(self, tag: str, value: list[Any]) -> Any:
        key = repr(value)
        if key not in self._built:
            self._built[key] = self._build(tag, value)
        return self._built[key]

    def _build(self, tag: str, value: list[Any]) -> Any:
        if tag == "formula":
            return formulas.build(value[1], value[2], self.observed)
        if tag == "partial":
            return formulas.partial(value[2][1], value[2][2], value[1])
        if tag == "gradient":
            return formulas.gradient(value[1][1], value[1][2])
        raise ValueError(f"unknown argument tag {tag!r}")
