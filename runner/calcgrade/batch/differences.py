"""What grading again changed: the same submission under other conditions, or once more under the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from calcgrade.reports.lines import points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calcgrade.batch.journal import Journal
    from calcgrade.batch.tasks import ExerciseSummary


class Difference(NamedTuple):
    """An exercise that is graded otherwise than before; ``before`` and ``after`` are ready to be shown."""

    learner: str
    exercise: str
    before: str
    after: str


def of_run(journal: Journal, run: int) -> Iterator[tuple[str, list[Difference]]]:
    """Yield every learner whose same submission a run graded again, and what differs from the grade before."""
    for learner, after in journal.of_run(run):
        before = journal.before(learner, run)
        if before is None or before.submission != after.submission:
            continue
        old = {exercise.id: exercise for exercise in before.summary.exercises}
        new = {exercise.id: exercise for exercise in after.summary.exercises}
        yield (
            learner,
            [
                Difference(learner, id_, _shown(old.get(id_)), _shown(new.get(id_)))
                for id_ in dict.fromkeys([*old, *new])
                if _verdict(old.get(id_)) != _verdict(new.get(id_))
            ],
        )


def _verdict(exercise: ExerciseSummary | None) -> object:
    return None if exercise is None else (exercise.status, exercise.score, exercise.max_score)


def _shown(exercise: ExerciseSummary | None) -> str:
    if exercise is None:
        return "not graded"
    return f"{points(exercise.score)} / {points(exercise.max_score)} {exercise.status.replace('_', ' ')}"
