"""A result's summary: all that tables of a cohort need of it, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.batch.tasks import CheckSummary, ExerciseSummary, Named, Summary

if TYPE_CHECKING:
    from calcgrade.results.model import ExerciseResult, Result


def of(result: Result) -> Summary:
    """Summarise a result."""
    return Summary(
        result.status, result.score, result.max_score, result.bonus_score, result.duration_s,
        tuple(map(_exercise, result.exercises)),
    )  # fmt: skip


def _exercise(item: ExerciseResult) -> ExerciseSummary:
    named = {check.misconception.id: check.misconception for check in item.checks if check.misconception}
    return ExerciseSummary(
        item.id, item.status, item.score, item.max_score, item.bonus, item.duration_s,
        tuple(CheckSummary(check.id, check.status) for check in item.checks),
        tuple(Named(mistake.id, mistake.title) for mistake in named.values()),
    )  # fmt: skip
