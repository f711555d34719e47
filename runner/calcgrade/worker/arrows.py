"""Arrows as the two ends that learner code gave them, in data units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Ends = tuple[list[float], list[float]]
    """x and y of the tail and of the tip."""


def single_arrows(ax: Any) -> Iterable[Ends]:
    """Arrows that were drawn one by one: by `arrow`, as a patch, or by `annotate`, words at its tail or none."""
    for patch in ax.patches:
        ends = _ends(patch)
        if ends is not None and patch.get_visible() and patch.get_transform().contains_branch(ax.transData):
            yield ends
    for text in ax.texts:
        is_arrow = getattr(text, "arrow_patch", None) is not None
        if is_arrow and text.xycoords == "data" and text.anncoords == "data":
            (x1, y1), (x2, y2) = text.xyann, text.xy
            yield [x1, x2], [y1, y2]


def _ends(patch: Any) -> Ends | None:
    """Return the ends of an arrow, the head counted in or not; matplotlib keeps them under no public name."""
    name = type(patch).__name__
    if name == "FancyArrow":
        x, y = getattr(patch, "_x", None), getattr(patch, "_y", None)
        return None if x is None or y is None else ([x, x + patch._dx], [y, y + patch._dy])
    ends = getattr(patch, "_posA_posB", None) if name == "FancyArrowPatch" else None
    if ends is None:
        return None
    (x1, y1), (x2, y2) = ends
    return [x1, x2], [y1, y2]


def arrow_fields(ax: Any) -> Iterable[Ends]:
    """Arrows of `quiver` that reach from place to place; of most fields only the tails have a place."""
    for artist in ax.collections:
        if type(artist).__name__ != "Quiver" or not artist.get_visible():
            continue
        scale = artist.scale
        if not (isinstance(artist.angles, str) and artist.angles == artist.scale_units == "xy" and scale):
            continue
        tails: NDArray[np.float64] = np.asarray(artist.XY, dtype=np.float64)
        moves = np.column_stack([_flat(artist.U), _flat(artist.V)]) / float(scale)
        if tails.shape == moves.shape and artist.pivot == "tail":
            for (x1, y1), (x2, y2) in zip(tails.tolist(), (tails + moves).tolist(), strict=True):
                yield [x1, x2], [y1, y2]


def _flat(values: Any) -> NDArray[np.float64]:
    """Flatten to floats; what a mask hides is NaN."""
    flat: Any = np.ma.asarray(values, dtype=np.float64)
    return np.asarray(flat.filled(np.nan), dtype=np.float64).ravel()
