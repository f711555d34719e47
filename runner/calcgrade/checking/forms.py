"""Answers of another form than the one asked for, and calls that could not begin, in any exercise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from calcgrade.checking import judge
from calcgrade.checking.exercise import Misconception
from calcgrade.sandboxes.replies import Status
from calcgrade.wire.values import Opaque

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calcgrade.sandboxes.replies import Judged, Reply

FUNCTIONS = ("function", "method", "partial", "poly1d", "Polynomial", "vectorize")
"""Types, as the worker names them, of what has to be called first."""

PROMISES = (
    "generator", "zip", "map", "filter", "enumerate", "range", "reversed", "list_reverseiterator",
    "dict_values", "dict_keys", "dict_items",
)  # fmt: skip
"""Types of what gives its values only to whoever asks for them."""

_DOES_NOT_FIT = re.compile(r"\(\) (takes |missing |got an unexpected keyword|got multiple values)")

_CARET = re.compile(r"for \^: |'bitwise_xor'")


def is_a_function(reply: Reply) -> bool | None:
    """Tell whether a function came back in the place of its value."""
    return _is_opaque(reply, FUNCTIONS)


def is_a_promise(reply: Reply) -> bool | None:
    """Tell whether an iterator or a view came back in the place of a list."""
    return _is_opaque(reply, PROMISES)


def holds_more(reply: Reply) -> bool | None:
    """Tell whether the right answer is one of two or more things that came back."""
    judged, value = reply.judged, reply.value
    if (
        reply.status is not Status.OK
        or judged is None
        or judged.expected is NotImplemented
        or _is(value, judged)
    ):
        return None
    found = [_is(part, judged) for part in _parts(value)]
    return len(found) > 1 and any(found)


def is_a_dict(reply: Reply) -> bool | None:
    """Tell whether the right numbers came under names, in the order in which they were asked for."""
    judged, value = reply.judged, reply.value
    if reply.status is not Status.OK or judged is None or not isinstance(judged.expected, list | np.ndarray):
        return None
    return isinstance(value, dict) and _is(_parts(value), judged)


def does_not_fit_the_call(reply: Reply) -> bool | None:
    """Tell whether the function has other parameters than the call: it raised before its first line."""
    raised = reply.raised
    if raised is None or raised.file is not None:
        return None
    return True if raised.type == "TypeError" and _DOES_NOT_FIT.search(raised.message) else None


def takes_a_caret_for_a_power(reply: Reply) -> bool | None:
    """Tell whether ``^`` refused what is no whole number."""
    raised = reply.raised
    if raised is None or "TypeError" not in raised.type:
        return None
    return True if _CARET.search(raised.message) else None


def _is_opaque(reply: Reply, types: tuple[str, ...]) -> bool | None:
    if reply.status is not Status.OK:
        return None
    return isinstance(reply.value, Opaque) and reply.value.type in types


def _parts(value: Any) -> list[Any]:
    """Return what a list, a tuple or a dict holds, nothing for anything else."""
    if isinstance(value, dict):
        return list(cast("dict[str, Any]", value).values())
    return list(cast("Sequence[Any]", value)) if isinstance(value, list | tuple) else []


def _is(part: Any, judged: Judged) -> bool:
    """Tell whether a value is what was expected, within its tolerance, in whatever arrangement."""
    expected = judged.expected
    if isinstance(expected, str):
        return isinstance(part, str) and part.strip().lower() == expected.lower()
    if isinstance(expected, dict):
        named = cast("dict[str, Any]", part if isinstance(part, dict) else {})
        if any(key not in named for key in cast("dict[str, Any]", expected)):
            return False
        part = {key: named[key] for key in cast("dict[str, Any]", expected)}
    elif isinstance(part, dict):
        return False
    right, found = judge.flatten(expected), judge.flatten(part)
    if right is None or found is None or right.shape != found.shape:
        return False
    within = np.asarray(judged.within, dtype=np.float64).ravel()
    return bool(np.all(np.abs(found - right) <= (within if within.size == right.size else within.max())))


def _form(id_: str, title: str, explanation: str, symptom: Callable[[Reply], bool | None]) -> Misconception:
    return Misconception(id_, title, explanation, function="", symptom=symptom, is_appearance=True)


FORMS = (
    _form(
        "returns-a-function", "Returns a function",
        "What comes back is a function, not what it gives. Call it where the answer is wanted, and return that.",
        is_a_function,
    ),
    _form(
        "returns-a-generator", "Values that nobody has asked for yet",
        "What comes back holds no values yet: it makes them one by one for a loop. Collect them first, with list(...) "
        "or by append, and return the list.",
        is_a_promise,
    ),
    _form(
        "more-than-asked-for", "More than was asked for",
        "The right answer is among the things that you return. Return it alone.",
        holds_more,
    ),
    _form(
        "dict-instead-of-list", "Numbers under names",
        "The numbers are right, and they are the values of a dict. Return them without names, in a list or an array.",
        is_a_dict,
    ),
    _form(
        "other-parameters", "Other parameters",
        "Your function cannot be called as the exercise calls it. Keep the parameters as the exercise file had them; "
        "further ones need a default.",
        does_not_fit_the_call,
    ),
    _form(
        "caret-for-power", "^ is not a power",
        "In Python `^` combines the bits of whole numbers. A power is written `**`: x**2.",
        takes_a_caret_for_a_power,
    ),
)  # fmt: skip
"""Of every function."""
