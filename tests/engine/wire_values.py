"""Hypothesis strategies for everything that may cross the boundary, and an equality that sees every bit."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from calcgrade.wire.pictures import Axes, Drawing, Line
from calcgrade.wire.values import MAX_DEPTH, Opaque, Picture

_DICT: Any = dict
_SEQUENCE: Any = (list, tuple)
_ARRAY: Any = np.ndarray
"""As Any, so that type checkers leave what is tested for them alone."""

INT64 = st.integers(-(2**63), 2**63 - 1)
WHOLE = st.integers(-(2**1023), 2**1023)
FLOATS = st.floats() | st.sampled_from(
    [0.0, -0.0, float("nan"), float("inf"), -float("inf"), 5e-324, 1.7e308]
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).filter(lambda text: "0x" not in text)
COMPLEX = st.builds(complex, FLOATS, FLOATS)
ARRAYS = st.sampled_from(["<f8", "<c16", "<i8", "?"]).flatmap(
    lambda dtype: arrays.arrays(dtype, arrays.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3))
)
SCALARS = st.none() | st.booleans() | INT64 | WHOLE | FLOATS | TEXT
LEAVES = SCALARS | COMPLEX | ARRAYS


def _deeper(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    some = st.lists(inner, max_size=4)
    return some | some.map(tuple) | st.dictionaries(TEXT, inner, max_size=3)


VALUES: st.SearchStrategy[Any] = st.recursive(LEAVES, _deeper, max_leaves=8).filter(
    lambda value: depth(value) < MAX_DEPTH
)
"""What a learner's function may return and a reply can carry whole."""

NEVER_RIGHT: st.SearchStrategy[Any] = st.builds(Opaque, TEXT, TEXT) | st.just(
    Picture(b"\x89PNG", Drawing([Axes(lines=[Line([0.0], [1.0])])]))
)
REPLIES: st.SearchStrategy[Any] = st.recursive(LEAVES | NEVER_RIGHT, _deeper, max_leaves=8)
"""What `Reply.value` may hold."""

ARGUMENTS: st.SearchStrategy[Any] = st.recursive(
    SCALARS | ARRAYS, lambda inner: st.lists(inner, max_size=4) | st.lists(inner, max_size=4).map(tuple)
)
"""What a call may pass, formulas apart."""


def depth(value: Any) -> int:
    """How many containers lie around the innermost value."""
    if isinstance(value, _DICT):
        value = list(value.values())
    if isinstance(value, _SEQUENCE):
        return 1 + max((depth(item) for item in value), default=0)
    return 0


def same(one: Any, other: Any) -> bool:
    """Equal in type and in every bit; NaN equals NaN, -0.0 does not equal 0.0."""
    if type(one) is not type(other):
        return False
    if isinstance(one, _ARRAY):
        return one.dtype == other.dtype and one.shape == other.shape and _numbers(one) == _numbers(other)
    if isinstance(one, _DICT):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, _SEQUENCE):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, complex):
        return same(one.real, other.real) and same(one.imag, other.imag)
    if isinstance(one, float):
        return _bits(one) == _bits(other)
    return bool(one == other)


def _bits(number: float) -> bytes:
    # One NaN is as good as another: JSON spells them all the same.
    return b"nan" if number != number else struct.pack("<d", number)


def _numbers(array: Any) -> list[bytes]:
    flat = array.ravel()
    if array.dtype.kind == "c":
        flat = flat.view(np.float64)
    return [_bits(float(x)) if array.dtype.kind in "fc" else x.tobytes() for x in flat]
