"""Standings of made-up cohorts, without anything being graded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from graded import course

from calcgrade.batch.cohort.learners import Learner
from calcgrade.batch.ledger import Ledger
from calcgrade.batch.tasks import CheckSummary, ExerciseSummary, Named, Summary

if TYPE_CHECKING:
    from collections.abc import Iterable

IDS = [entry.id for entry in course().manifest.exercise if not entry.bonus]
FORWARD = Named("forward-difference", "Forward difference")


def summary(score: float, *, mistake: Named | None = None, seconds: float = 1.0) -> Summary:
    """Return a summary in which every exercise earned ``score``, and 1.1 shows a mistake."""
    exercises: list[ExerciseSummary] = []
    status: Literal["passed", "failed"] = "passed" if score == 10 else "failed"
    for id_ in IDS:
        checks = list(course().checker(id_).checks)
        made = [
            CheckSummary(check, "passed" if score == 10 or k else "failed") for k, check in enumerate(checks)
        ]
        named = (mistake,) if mistake is not None and id_ == "1.1" else ()
        exercises.append(ExerciseSummary(id_, status, score, 10, False, 0.1, tuple(made), named))
    total = score * len(IDS)
    return Summary(status, total, 10.0 * len(IDS), 0, seconds, tuple(exercises))


def ledger(learners: Iterable[Learner]) -> Ledger:
    return Ledger(learners)


def graded(*scores: float, mistakes: int = 0) -> Ledger:
    """Return a cohort of which the first ``mistakes`` took a forward difference."""
    made = ledger(
        Learner(id=f"learner{k}", name=f"Name {k}", key=str(1000 + k), entries=("x",))
        for k in range(len(scores))
    )
    for k, score in enumerate(scores):
        made.graded(k + 1, summary(score, mistake=FORWARD if k < mistakes else None, seconds=k))
    return made
