"""What a cohort's results have in common: how scores are spread, which checks fail, which mistakes are made."""

from __future__ import annotations

import heapq
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calcgrade.batch.ledger import Standing
    from calcgrade.batch.tasks import ExerciseSummary, Summary

BINS = 10
SLOWEST = 10
TROUBLED = 50
"""Learners without a result, or with an error in it, who are listed."""


class CheckCount(NamedTuple):
    """How often a check passed, of the learners who had begun with the exercise."""

    id: str
    passed: int
    judged: int


class ExerciseCount(NamedTuple):
    """How an exercise went.

    Attributes
    ----------
    begun : int
        Learners who had begun with it; the others are counted with no points.
    mean : float
        Mean score of all who handed in.
    """

    id: str
    handed_in: int
    begun: int
    passed: int
    mean: float
    max_score: float
    checks: list[CheckCount]


class Mistake(NamedTuple):
    """A mistake by its name, and how many learners made it."""

    title: str
    exercise: str
    learners: int


class Slow(NamedTuple):
    """A submission that took long."""

    seconds: float
    learner: str


class Trouble(NamedTuple):
    """A submission without a result, or with an error in it."""

    learner: str
    has_page: bool
    what: str


class Statistics:
    """Counts a cohort, one learner after the other."""

    def __init__(self, standings: Iterable[Standing]) -> None:
        self.states: Counter[str] = Counter()
        self.passed = self.late = self.count = 0
        self.bins = [0] * BINS
        self.trouble: list[Trouble] = []
        self.trouble_count = 0
        self.slowest: list[Slow] = []
        self._scores = 0.0
        self._most = 0.0
        self._exercises: dict[str, _Tally] = {}
        self._mistakes: Counter[tuple[str, str]] = Counter()
        self._titles: dict[tuple[str, str], str] = {}
        for standing in standings:
            self._add(standing)
        self.slowest.sort(reverse=True)

    @property
    def graded(self) -> int:
        """Learners with a result."""
        return self.states["graded"]

    @property
    def mean(self) -> float:
        """Mean score of those with a result, in percent."""
        return 100 * self._scores / self._most if self._most else 0.0

    @property
    def exercises(self) -> list[ExerciseCount]:
        """How each exercise went."""
        return [tally.counted(id_) for id_, tally in self._exercises.items()]

    @property
    def mistakes(self) -> list[Mistake]:
        """Mistakes, the commonest first."""
        ordered = sorted(self._mistakes.items(), key=lambda item: (-item[1], item[0]))
        return [Mistake(self._titles[key], key[0], learners) for key, learners in ordered]

    def _add(self, standing: Standing) -> None:
        self.count += 1
        self.states[standing.state] += 1
        self.late += standing.late
        earned = standing.summary
        if earned is None:
            if standing.state in ("unreadable", "failed"):
                self._troubled(Trouble(standing.id, has_page=False, what=standing.reason))
            return
        self.passed += earned.status == "passed"
        self._scores += earned.score
        self._most += earned.max_score
        part = earned.score / earned.max_score if earned.max_score else 0.0
        self.bins[min(int(part * BINS), BINS - 1)] += 1
        push = heapq.heappush if len(self.slowest) < SLOWEST else heapq.heappushpop
        push(self.slowest, Slow(earned.duration_s, standing.id))
        for exercise in earned.exercises:
            self._add_exercise(exercise)
        self._add_errors(standing.id, earned)

    def _add_exercise(self, exercise: ExerciseSummary) -> None:
        self._exercises.setdefault(exercise.id, _Tally(exercise.max_score)).add(exercise)
        for mistake in exercise.misconceptions:
            key = exercise.id, mistake.id
            self._mistakes[key] += 1
            self._titles[key] = mistake.title

    def _add_errors(self, learner: str, earned: Summary) -> None:
        wrong = [
            f"{exercise.id} {exercise.status.replace('_', ' ')}"
            for exercise in earned.exercises
            if exercise.status in ("error", "timed_out", "checker_fault")
        ]
        if wrong:
            self._troubled(Trouble(learner, has_page=True, what=", ".join(wrong)))

    def _troubled(self, trouble: Trouble) -> None:
        self.trouble_count += 1
        if len(self.trouble) < TROUBLED:
            self.trouble.append(trouble)


class _Tally:
    """Counts one exercise."""

    def __init__(self, max_score: float) -> None:
        self._max_score = max_score
        self._handed_in = self._begun = self._passed = 0
        self._score = 0.0
        self._checks: dict[str, list[int]] = {}

    def add(self, exercise: ExerciseSummary) -> None:
        """Add a learner's."""
        self._handed_in += 1
        self._score += exercise.score
        self._passed += exercise.status == "passed"
        if exercise.status == "not_started":
            return
        self._begun += 1
        for check in exercise.checks:
            counted = self._checks.setdefault(check.id, [0, 0])
            counted[0] += check.status == "passed"
            counted[1] += 1

    def counted(self, id_: str) -> ExerciseCount:
        """Return the counts."""
        checks = [CheckCount(check, *counted) for check, counted in self._checks.items()]
        mean = self._score / self._handed_in
        return ExerciseCount(id_, self._handed_in, self._begun, self._passed, mean, self._max_score, checks)
