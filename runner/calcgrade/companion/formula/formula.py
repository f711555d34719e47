"""A formula to calculate with, and to show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from calcgrade.companion.formula.parse import parse
from calcgrade.companion.formula.tree import evaluate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.companion.formula.tree import Values

_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_POWER = re.compile(r"\s*(?:\^|\*\*)\s*(\d+)")


class Formula:
    """A formula that somebody typed.

    Parameters
    ----------
    text : str
        As typed; `InputError` if it cannot be read.
    names : tuple of str
        Its variables.
    """

    def __init__(self, text: str, names: tuple[str, ...] = ("x",)) -> None:
        self.names = names
        self._node = parse(text, names)
        self._text = text

    @property
    def text(self) -> str:
        """The formula as it is shown: powers raised, minus signs long."""
        return (
            _POWER.sub(lambda found: found[1].translate(_DIGITS), self._text)
            .replace("*", "·")
            .replace("-", "−")
        )

    def __call__(self, *point: Values | float) -> Values:
        """Return the value at a point, or at arrays of points."""
        return evaluate(self._node, _arrays(point)).value

    def gradient(self, *point: Values | float) -> Values:
        """Return the exact slopes along each variable, stacked along a new first axis."""
        return np.stack(evaluate(self._node, _arrays(point)).slopes)

    def slope(self, x: Values | float) -> Values:
        """Return the exact slope of a formula of one variable."""
        return evaluate(self._node, _arrays((x,))).slopes[0]


def _arrays(point: Sequence[Values | float]) -> list[Values]:
    return [np.asarray(value, dtype=np.float64) for value in np.broadcast_arrays(*point)]
