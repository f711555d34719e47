"""Right numbers in the wrong arrangement, and whether a reply is right at all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import judge
from calcgrade.sandboxes.replies import Status

if TYPE_CHECKING:
    from calcgrade.sandboxes.replies import Reply


def is_right(reply: Reply) -> bool:
    """Tell whether a reply has the shape that a check demanded and values within its tolerance."""
    return _is_near(reply) and _shape(reply) in (None, np.shape(_expected(reply)))


def wrong_shape(reply: Reply) -> bool | None:
    """Tell whether a reply has the right numbers in another shape; None where nothing was demanded."""
    if reply.status is not Status.OK or reply.judged is None:
        return None
    return None if is_right(reply) else _is_near(reply)


def wrong_length(reply: Reply, length: int) -> bool:
    """Tell whether a reply is a vector of this length where another was demanded."""
    value = judge.flatten(reply.value) if reply.status is Status.OK else None
    return value is not None and value.size == length != np.size(_expected(reply))


def _expected(reply: Reply) -> Any:
    return reply.judged.expected if reply.judged is not None else None


def _is_near(reply: Reply) -> bool:
    """Tell whether the numbers, in order, are within their tolerance."""
    if reply.status is not Status.OK or reply.judged is None:
        return False
    right, got = judge.flatten(reply.judged.expected), judge.flatten(reply.value)
    if right is None or got is None or right.shape != got.shape:
        return False
    return bool(np.all(np.abs(got - right) <= np.ravel(reply.judged.within)))


def _shape(reply: Reply) -> tuple[int, ...] | None:
    """Return the shape that is held against a reply, None where none is: lists, numbers, single entries."""
    shape: tuple[int, ...] = getattr(reply.value, "shape", ())
    return shape if math.prod(shape) > 1 else None
