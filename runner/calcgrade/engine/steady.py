"""Whether an answer is the same when it is asked for again: one that is not would make a grade's text random."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from calcgrade.sandboxes.replies import Status
from calcgrade.wire.values import Picture

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.checking.failure import Failure
    from calcgrade.engine.drive import Caller


def is_steady(failure: Failure, caller: Caller) -> bool:
    """Repeat the call of a failure that shows values; tell whether the same came back."""
    reply = failure.reply
    if failure.status != "failed" or reply is None or reply.status is not Status.OK:
        return True
    if isinstance(reply.value, Picture):  # shows no values
        return True
    [again] = caller([reply.call])
    return again.status is Status.OK and identical(reply.value, again.value)


def identical(one: Any, other: Any) -> bool:
    """Compare two values to the last bit, NaN being equal to itself."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        first, second = cast("NDArray[Any]", one), cast("NDArray[Any]", other)
        same_kind = first.dtype == second.dtype and first.shape == second.shape
        return bool(same_kind and first.tobytes() == second.tobytes())
    if isinstance(one, list | tuple):
        items, others = cast("list[Any]", one), cast("list[Any]", other)
        return len(items) == len(others) and all(map(identical, items, others))
    if isinstance(one, dict):
        pairs, other_pairs = cast("dict[str, Any]", one), cast("dict[str, Any]", other)
        return list(pairs) == list(other_pairs) and all(
            identical(pairs[key], other_pairs[key]) for key in pairs
        )
    return repr(one) == repr(other)
