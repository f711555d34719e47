"""``calcgrade dev check``: whether a course is healthy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from calcgrade.dev import health, problems, references
from calcgrade.dev import samples as sampling
from calcgrade.engine import cases
from calcgrade.errors import CalcgradeError

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
    launcher : Launcher, optional
        Where to run the samples; by default what ``calcgrade check`` would take. The wrong references are the
        author's own and run in this process.
    on_exercise : callable
        Told of each exercise as soon as it is checked.
    """
    if launcher is None:
        from calcgrade.sandboxes.select import choose

        launcher = choose("auto", command="check")
    report = Report(list(problems.stray_files(course)))
    try:
        for id_ in ids or course.ids:
            try:
                found = _exercise(course, id_, launcher)
            except CalcgradeError as error:
                report.problems.append(f"{id_}: {error}")
                continue
            report.exercises.append(found)
            on_exercise(found)
    finally:
        launcher.close()
    return report


def _exercise(course: Course, id_: str, launcher: Launcher) -> ExerciseHealth:
    entry, exercise = course.entry(id_), course.checker(id_)
    frozen = cases.read(cases.file_of(course, id_), exercise)
    samples = sampling.of_exercise(course, id_)
    sampling.run(course, id_, samples, launcher)
    solutions = [sample for sample in samples if sample.verdict == "solution"]
    # Where the solution is not right, nothing can stand in for right answers.
    is_solved = any(sample.score == exercise.max_score for sample in solutions)
    handed_in = references.hand_in(exercise, frozen, solutions[0].outcomes) if is_solved else []
    found = [
        *problems.declarations(entry, exercise, samples),
        *problems.verdicts(exercise, samples),
        *problems.kills(exercise, samples, handed_in),
    ]
    return health.measured(entry.title, exercise, samples, handed_in, found)
