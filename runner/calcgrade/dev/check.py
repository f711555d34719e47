"""``calcgrade dev check``: whether a course is healthy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from calcgrade.dev import companion, problems
from calcgrade.dev.side_by_side import examined, told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calcgrade.course.load import Course
    from calcgrade.dev.health import ExerciseHealth
    from calcgrade.sandboxes.channel import Launcher


@dataclass
class Report:
    """What was found out about a course.

    Attributes
    ----------
    problems : list of str
        What is wrong with the course as a whole, or keeps an exercise from being looked at.
    exercises : list of ExerciseHealth
        Those that were checked, in course order.
    """

    problems: list[str] = field(default_factory=list[str])
    exercises: list[ExerciseHealth] = field(default_factory=list["ExerciseHealth"])

    @property
    def healthy(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems and not any(exercise.problems for exercise in self.exercises)


def run(
    course: Course,
    ids: Sequence[str],
    *,
    jobs: int = 1,
    launcher: Launcher | None = None,
    on_exercise: Callable[[ExerciseHealth], None] = lambda _: None,
) -> Report:
    """Check exercises of a course.

    Parameters
    ----------
    course : Course
        With its solutions and samples, as in a checkout.
    ids : sequence of str
        Exercises, all if empty.
    jobs : int
        How many exercises to look at side by side.
    launcher : Launcher, optional
        Where to run the samples, one exercise after another; by default what ``calcgrade check`` would take.
    on_exercise : callable
        Told of each exercise in course order, as soon as it is checked.
    """
    report = Report([*problems.stray_files(course), *companion.problems(course)])
    wanted = list(ids or course.ids)
    found_by = (
        examined(course.path, wanted, min(jobs, len(wanted)))
        if launcher is None
        else (told(course, id_, launcher) for id_ in wanted)
    )
    for found in found_by:
        if isinstance(found, str):
            report.problems.append(found)
        else:
            report.exercises.append(found)
            on_exercise(found)
    return report
