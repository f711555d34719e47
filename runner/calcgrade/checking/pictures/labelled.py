"""Whether the curves of a picture say which number each belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from calcgrade.checking.pictures.arrays import Figure
from calcgrade.checking.pictures.plots import series_matches

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from calcgrade.checking.pictures.arrays import Axes, Series

    Floats = NDArray[np.float64]

_POWER = re.compile(r"10\s*(?:\^|\*\*)\s*\{?\s*([-−]?\d{1,3})")
_NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")


def numbers_in(text: str) -> list[float]:
    """Return the sizes of the numbers in a text: ``lr = 0.10``, ``1e-2``, ``.5``, ``$10^{-2}$``."""
    # Read as a number is: where one is too large, a power of 10 would raise.
    powers = [float("1e" + power.replace("−", "-")) for power in _POWER.findall(text)]
    return powers + [float(number) for number in _NUMBER.findall(_POWER.sub(" ", text))]


def says(text: str, number: float) -> bool:
    """Tell whether a text names this number."""
    return any(abs(found - number) <= 1e-6 * abs(number) for found in numbers_in(text))


def curves_of(figure: Figure, values: Floats) -> list[tuple[Axes, Series]]:
    """Return every artist that shows these values over its steps, and where it stands."""
    found: list[tuple[Axes, Series]] = []
    for ax in figure.axes:
        for series in ax.series:
            alone = Figure((type(ax)((series,)),))
            if series.y.size > 1 and series_matches(alone, values) is None:
                found.append((ax, series))
    return found


def unnamed(figure: Figure, curves: Sequence[tuple[float, Floats]]) -> tuple[str, str] | None:
    """Look for the number of each curve: in its own label, or in the texts of its axes.

    Parameters
    ----------
    figure : Figure
        Every curve is drawn in it.
    curves : sequence of (number, values)
        What each curve has to be called.

    Returns
    -------
    (kind, sentence) or None
        The first curve that lacks its number. The kind is "swapped" where its label has another curve's
        number, "hidden" where its label is right and no legend shows it, else "unnamed".
    """
    others = [number for number, _ in curves]
    lacks: list[tuple[str, str]] = []
    for number, values in curves:
        drawn = curves_of(figure, values)
        kinds = {_kind(ax, series, number, others) for ax, series in drawn}
        if "" in kinds or not drawn:
            continue
        kind = next(kind for kind in ("swapped", "hidden", "unnamed") if kind in kinds)
        lacks.append((kind, _SENTENCES[kind].format(number)))
    return lacks[0] if lacks else None


_SENTENCES = {
    "swapped": "the curve of the rate {:g} has another rate in its label.",
    "hidden": "the label of the curve of the rate {:g} is not shown.",
    "unnamed": "nothing in it says which curve is that of the rate {:g}.",
}


def _kind(ax: Axes, series: Series, number: float, others: Sequence[float]) -> str:
    shown = any(says(text, number) for text in ax.texts)
    if series.label and not series.label.startswith("_"):  # matplotlib's own labels begin so
        if says(series.label, number):
            return "" if shown else "hidden"
        if any(says(series.label, other) for other in others):
            return "swapped"
    return "" if shown else "unnamed"
