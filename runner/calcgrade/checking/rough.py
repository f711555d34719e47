"""Answers of a wrong reference that are less certain than the right answer is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Rough:
    """A wrong reference's answer and how near a reply must be to count as the same mistake.

    Without it, a reply has to agree within the right answer's rounding. A mistake that divides by h² or works
    in float32 has more of it.

    Attributes
    ----------
    value : object
        What the mistake gives: a number or an array.
    noise : float
        How many times the right answer's rounding (of its least certain entry) this one may have.
    relative : float
        Rounding as a part of each entry's own size, on top of that.
    absolute : float
        Rounding in the answer's own units, on top of that.
    """

    value: Any
    noise: float = 1.0
    relative: float = 0.0
    absolute: float = 0.0


def gather(parts: Sequence[Any]) -> Any:
    """Join the entries of a wrong reference's answer; the roughest decides how near is near enough.

    Returns
    -------
    list, Rough or NotImplemented
        ``NotImplemented`` (nothing can be told from this call) where that is so for any entry.
    """
    if any(part is NotImplemented for part in parts):
        return NotImplemented
    rough = [part for part in parts if isinstance(part, Rough)]
    values = [part.value if isinstance(part, Rough) else part for part in parts]
    if not rough:
        return values
    return Rough(
        values,
        noise=max(part.noise for part in rough),
        relative=max(part.relative for part in rough),
        absolute=max(part.absolute for part in rough),
    )
