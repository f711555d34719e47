"""What was measured: how far right answers went, and how many wrong ones passed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


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
    _fits: int = 0

    def note(self, ratio: float) -> None:
        """Take in error / tolerance at one point; the points of a run follow one another."""
        fits = ratio <= 1  # False for NaN
        self.points += 1
        self.passed += fits
        self._fits += fits
        self.least = min(self.least, ratio)
        if self.points % self.draws == 0:
            self.sets += 1
            self.sets_passed += self._fits == self.draws
            self._fits = 0


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

    def right(self, family: str, tolerance: str, answer: str, ratio: float) -> None:
        """Note a right answer."""
        key = (family, tolerance, answer)
        ratio = float("inf") if ratio != ratio else ratio
        if ratio > self.worst.get(key, -1.0):
            self.worst[key] = ratio

    def bad(self, family: str, check: str, answer: str, ratio: float, *, draws: int) -> None:
        """Note a wrong answer at one point of a run of ``draws`` points."""
        key = (family, check, answer)
        if key not in self.wrong:
            self.wrong[key] = Wrong(draws)
        self.wrong[key].note(ratio)

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


def share(error: float, tolerance: float) -> float:
    """Return error / tolerance, where 0 of 0 is 0."""
    error = abs(error)
    return error / tolerance if tolerance else (0.0 if error == 0 else float("inf"))
