"""What an answer that no known mistake explains looks like: not a number, out of shape, out of order.

An appearance is named only where no mistake is, in the reply that failed, and where no other reply of the
function rules it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import judge
from calcgrade.checking.exercise import Misconception
from calcgrade.checking.forms import FORMS
from calcgrade.sandboxes.replies import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.sandboxes.replies import Reply

    Floats = NDArray[np.float64]


def is_nan(reply: Reply) -> bool | None:
    """Tell whether any number in the value is NaN; where none is, nothing is ruled out."""
    found = _numbers(reply)
    return True if found is not None and bool(np.any(np.isnan(found))) else None


def is_infinite(reply: Reply) -> bool | None:
    """Tell whether any number in the value is infinite, and none is NaN: inf − inf comes later."""
    found = _numbers(reply)
    if found is None or np.any(np.isnan(found)):
        return None
    return True if bool(np.any(np.isinf(found))) else None


def is_out_of_shape(reply: Reply) -> bool | None:
    """Tell whether the right numbers came in the right order and in another arrangement."""
    judged = _judged(reply)
    if judged is None:
        return None
    found, right, within = judged
    if found.size != right.size or not np.all(np.abs(found - right.ravel()) <= within):
        return False
    try:
        return None if judge.numeric(reply.value, right.ndim).shape == right.shape else True
    except judge.Unfit as unfit:
        return unfit.kind == "shape"


def is_out_of_order(reply: Reply) -> bool | None:
    """Tell whether the right numbers, two or more that differ, came in another order."""
    judged = _judged(reply)
    if judged is None:
        return None
    found, right, within = judged[0], judged[1].ravel(), float(np.max(judged[2]))
    if found.size != right.size or not np.all(np.abs(np.sort(found) - np.sort(right)) <= within):
        return False
    return None if np.all(np.abs(found - right) <= within) else True


def _numbers(reply: Reply) -> Floats | None:
    return judge.flatten(reply.value) if reply.status is Status.OK else None


def _judged(reply: Reply) -> tuple[Floats, Floats, Floats] | None:
    """Return the numbers found, the right ones, and how near counts; None where numbers were not compared."""
    found = _numbers(reply)
    expected: Any = reply.judged.expected if reply.judged is not None else None
    if found is None or reply.judged is None or not isinstance(expected, float | list | np.ndarray):
        return None
    right, within = np.asarray(expected, np.float64), np.asarray(reply.judged.within, np.float64).ravel()  # pyright: ignore[reportUnknownArgumentType]
    return found, right, within if within.size == right.size else within.max(keepdims=True)


APPEARANCES = (
    *FORMS,
    Misconception(
        "not-a-number", "Not a number",
        "What you return is nan, not a number: it comes of 0/0, of inf - inf, or of the root or the logarithm of a "
        "negative number. Everything that is computed with it is nan too, so look for the first line that gives it.",
        function="", symptom=is_nan,
    ),
    Misconception(
        "infinite", "Infinite",
        "A number has grown beyond every float, or something was divided by 0. Print what you compute, step by step, "
        "and see where it starts to grow.",
        function="", symptom=is_infinite,
    ),
    Misconception(
        "wrong-shape", "Another arrangement",
        "The numbers are right, their arrangement is not. Compare the shape that you return with the one expected.",
        function="", symptom=is_out_of_shape,
    ),
    Misconception(
        "wrong-order", "Another order",
        "These are the right numbers in another order. Return them in the order in which the exercise names them.",
        function="", symptom=is_out_of_order,
    ),
)  # fmt: skip
"""Of every function."""
