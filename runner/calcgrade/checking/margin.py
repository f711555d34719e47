"""How near a right answer comes to the edge of its tolerance: what `calcgrade dev check` measures of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from calcgrade.sandboxes.replies import Reply


def note(reply: Reply, error: ArrayLike, within: ArrayLike) -> None:
    """Note a part of a reply that is compared by itself, where the value as a whole is not one of numbers.

    Parameters
    ----------
    reply : Reply
        Keeps the largest error / tolerance of all its parts.
    error, within : float or ndarray
        Absolute error, and how large it may be; an infinite tolerance judges nothing.
    """
    off, near = np.abs(np.asarray(error, dtype=np.float64)), np.asarray(within, dtype=np.float64)
    with np.errstate(all="ignore"):  # a reply may hold any number
        ratios = np.where((off == 0) | np.isinf(near), 0.0, off / near)
    reply.margin = max(reply.margin or 0.0, float(np.max(ratios, initial=0.0)))
