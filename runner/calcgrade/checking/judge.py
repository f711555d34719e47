"""Is this value a number, a vector, a text: type, dtype, shape, finite — in that order.

Lists and tuples of numbers are as good as arrays, and arrays with one element as good as numbers.
Booleans, complex numbers, text and everything unknown are not numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from calcgrade.wire.values import Opaque, Picture, Value

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_QUOTED = 60

MOST_NAMED = 3
"""What a longer list holds is not told."""

FloatArray = "NDArray[np.float64]"


class Unfit(Exception):  # noqa: N818 - carried to a verdict, never an error of ours
    """A value is not of the wanted kind.

    Parameters
    ----------
    kind : str
        "type", "shape", "empty" or "not finite".
    got : str
        What came back, as a noun phrase: "None", "a list of 3 numbers".
    """

    def __init__(self, kind: str, got: str) -> None:
        super().__init__(got)
        self.kind = kind
        self.got = got


def describe(value: Value) -> str:
    """Name what came back as a noun phrase for a message, a short list or tuple with what it holds."""
    if isinstance(value, list | tuple) and 0 < len(value) <= MOST_NAMED:  # pyright: ignore[reportUnknownArgumentType]
        return f"a {type(value).__name__} ({', '.join(map(_kind, value))})"  # pyright: ignore[reportUnknownArgumentType]
    return _kind(value)


def _kind(value: Value) -> str:
    if value is None:
        return "None"
    if isinstance(value, Opaque):
        kind, text = _article(cut(value.type)), cut(value.text, 200)
        return f"{kind} ({text})" if text != "?" else kind
    if isinstance(value, Picture):
        return "a figure"
    if isinstance(value, np.ndarray) and value.ndim == 0:
        return f"the number {cast('NDArray[Any]', value).item()!r}"
    if isinstance(value, np.ndarray):
        return f"an array of shape {cast('NDArray[Any]', value).shape}"
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    if isinstance(value, list | tuple):
        return f"a {type(value).__name__} of {len(value)}"  # pyright: ignore[reportUnknownArgumentType]
    if isinstance(value, dict):
        return f"a dict with the keys {cut(', '.join(map(str, value)), 100) or 'none'}"  # pyright: ignore[reportUnknownArgumentType]
    return f"{_article(type(value).__name__)} {value!r}"


def cut(text: str, length: int = 60) -> str:
    """Cut a long text, and show that it was."""
    return text if len(text) <= length else text[:length] + "…"


def quoted(text: str) -> str:
    """Show a text in quotes, a long one by its beginning."""
    return repr(text) if len(text) <= MAX_QUOTED else repr(text[:MAX_QUOTED]) + "…"


def _article(name: str) -> str:
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def number(value: Value) -> float:
    """Return a real scalar as a float; `Unfit` for anything else or where it is not finite."""
    array = _numeric(value)
    if array.size != 1:
        raise Unfit("empty" if array.size == 0 else "shape", describe(value))
    result = float(array.reshape(()))
    if not np.isfinite(result):
        raise Unfit("not finite", str(result))
    return result


def array(value: Value, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Return a float64 array of exactly ``shape``; `Unfit` for anything else or where it is not finite."""
    result = numeric(value, len(shape))
    if result.shape != shape:
        raise Unfit("shape", _shape(value, result))
    if not np.all(np.isfinite(result)):
        where = tuple(int(k) for k in np.argwhere(~np.isfinite(result))[0])
        raise Unfit("not finite", f"{float(result[where])} in entry {where[0] if len(where) == 1 else where}")
    return result


def numeric(value: Value, ndim: int) -> NDArray[np.float64]:
    """Return a float64 array of ``ndim`` axes and any length, perhaps not finite; `Unfit` otherwise."""
    result = _numeric(value)
    if result.size == 0:
        raise Unfit("empty", describe(value))
    if result.ndim == ndim + 1 and result.shape[-1] == 1 and isinstance(value, list | tuple):
        result = result[..., 0]
    if result.ndim != ndim:
        raise Unfit("shape", _shape(value, result))
    return result


def _shape(value: Value, result: NDArray[np.float64]) -> str:
    return f"shape {result.shape}" if result.ndim else describe(value)


def _numeric(value: Value) -> NDArray[np.float64]:
    if isinstance(value, np.ndarray):
        array = cast("NDArray[Any]", value)
        if array.dtype.kind not in "fi":
            raise Unfit("type", f"an array of dtype {array.dtype}")
        return array.astype(np.float64)
    if isinstance(value, bool) or not isinstance(value, int | float | list | tuple):
        raise Unfit("type", describe(value))
    if isinstance(value, int | float):
        try:
            return np.asarray(float(value))
        except OverflowError:  # a whole number beyond every float
            return np.asarray(np.inf if value > 0 else -np.inf)
    parts = [_numeric(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if len({part.shape for part in parts}) > 1:
        flat = [part.reshape(()) for part in parts if part.size == 1]
        if len(flat) != len(parts):
            raise Unfit("shape", f"{describe(value)} with entries of different lengths")
        parts = flat
    return np.stack(parts) if parts else np.zeros(0)


def flatten(value: Value) -> NDArray[np.float64] | None:
    """Return all numbers of a nested value in order, dicts by key; None where there is anything else."""
    if isinstance(value, dict):
        items: list[Any] = [value[key] for key in sorted(value)]  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
        value = items
    if isinstance(value, list | tuple):
        parts = [flatten(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
        known = [part for part in parts if part is not None]
        if len(known) != len(parts):
            return None
        return np.concatenate(known) if known else np.zeros(0)
    try:
        return _numeric(value).ravel()
    except Unfit:
        return None
