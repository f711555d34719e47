"""What was measured: how far right answers went, and how many wrong ones passed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]


def _no_fits() -> NDArray[np.bool_]:
    return np.empty(0, dtype=bool)


@dataclass
class Wrong:
    """How a wrong answer fared in the check that claims to catch it.

    Attributes
    ----------
    draws : int
        Points of one run of the check: whoever passes must fit at all of them.
    points, passed : int
        Points asked, and those at which the wrong answer fits.
    sets, sets_passed : int
        Runs of the check, and those that the wrong answer passes.
    least : float
        Smallest error / tolerance.
    """

    draws: int
    points: int = 0
    passed: int = 0
    sets: int = 0
    sets_passed: int = 0
    least: float = float("inf")
    _begun: NDArray[np.bool_] = field(default_factory=_no_fits)

    def note(self, ratios: Floats) -> None:
        """Take in error / tolerance at some points; the points of a run follow one another."""
        fits = ratios <= 1  # False for NaN
        self.points += fits.size
        self.passed += int(np.count_nonzero(fits))
        self.least = float(np.fmin.reduce(ratios, initial=self.least))
        fits = np.concatenate([self._begun, fits])
        whole = fits.size // self.draws * self.draws
        self.sets += whole // self.draws
        self.sets_passed += int(np.count_nonzero(fits[:whole].reshape(-1, self.draws).all(axis=1)))
        self._begun = fits[whole:]


@dataclass
class Ledger:
    """Errors as parts of their tolerance.

    Attributes
    ----------
    points : Counter
        Points drawn, by family.
    worst : dict
        (family, tolerance, right answer) → largest error / tolerance; NaN counts as infinite.
    wrong : dict
        (family, check, wrong answer) → `Wrong`.
    """

    points: Counter[str] = field(default_factory=Counter[str])
    worst: dict[tuple[str, str, str], float] = field(default_factory=dict[tuple[str, str, str], float])
    wrong: dict[tuple[str, str, str], Wrong] = field(default_factory=dict[tuple[str, str, str], Wrong])

    def right(self, family: str, tolerance: str, answer: str, ratios: ArrayLike) -> None:
        """Note a right answer at one point or at many."""
        key = (family, tolerance, answer)
        ratio = float(np.max(np.asarray(ratios, dtype=np.float64), initial=self.worst.get(key, 0.0)))
        self.worst[key] = float("inf") if ratio != ratio else ratio

    def bad(self, family: str, check: str, answer: str, ratios: ArrayLike, *, draws: int) -> None:
        """Note a wrong answer at one point or at many, of which ``draws`` are a run of the check."""
        key = (family, check, answer)
        if key not in self.wrong:
            self.wrong[key] = Wrong(draws)
        self.wrong[key].note(np.atleast_1d(np.asarray(ratios, dtype=np.float64)))

    def take(self, other: Ledger) -> None:
        """Take in what was measured of other families."""
        self.points += other.points
        self.worst |= other.worst
        self.wrong |= other.wrong

    def too_far(self) -> list[str]:
        """Name the right answers that do not fit."""
        return [f"{' / '.join(key)}: {ratio:.3g}" for key, ratio in self.worst.items() if not ratio <= 1]

    def missed(self) -> list[str]:
        """Name the wrong answers that pass a whole run of the check that claims to catch them."""
        return [
            f"{' / '.join(key)}: {found.sets_passed} of {found.sets} runs pass"
            for key, found in self.wrong.items()
            if found.sets_passed
        ]


def share(error: Any, tolerance: Any) -> Any:
    """Return error / tolerance, where 0 of 0 is 0; of numbers, or elementwise."""
    off, within = np.abs(np.asarray(error, dtype=np.float64)), np.asarray(tolerance, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((off == 0) & (within == 0), 0.0, off / within)
