"""Wrong answers of one family, kept until all of its points were drawn: those of one run are not of one formula."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.tolerances.places import SEED

if TYPE_CHECKING:
    from benchmarks.tolerances.ledger import Ledger
    from numpy.typing import NDArray


class Runs:
    """Collects error / tolerance of wrong answers by check, answer and draws of the check."""

    def __init__(self) -> None:
        self._ratios: dict[tuple[str, str, int], list[NDArray[Any]]] = defaultdict(list)

    def note(self, check: str, answer: str, ratios: NDArray[Any], *, draws: int) -> None:
        """Keep some points of a wrong answer, shape (m,)."""
        self._ratios[check, answer, draws].append(ratios)

    def settle(self, ledger: Ledger, family: str) -> None:
        """Enter all points in an order that has nothing to do with that of the formulas."""
        for (check, answer, draws), ratios in self._ratios.items():
            shuffled = np.random.default_rng(SEED).permutation(np.concatenate(ratios))
            ledger.bad(family, check, answer, shuffled, draws=draws)
