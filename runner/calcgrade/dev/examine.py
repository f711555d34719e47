"""One exercise of a course, looked at from every side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.dev import health, ladder, problems, references
from calcgrade.dev import samples as sampling
from calcgrade.engine import cases

if TYPE_CHECKING:
    from calcgrade.course.load import Course
    from calcgrade.dev.health import ExerciseHealth
    from calcgrade.sandboxes.channel import Launcher


def examine(course: Course, id_: str, launcher: Launcher) -> ExerciseHealth:
    """Grade an exercise's stub, solution and samples, and hand in its wrong references.

    Parameters
    ----------
    course : Course
        With its solutions and samples, as in a checkout.
    id_ : str
        The exercise.
    launcher : Launcher
        Where to run the samples. The wrong references are the author's own and run in this process.

    Raises
    ------
    CalcgradeError
        If it cannot be looked at: a checker that cannot be loaded, cases that were not drawn.
    """
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
        *problems.pictures(exercise),
        *ladder.problems(entry, course),
        *problems.verdicts(exercise, samples),
        *problems.kills(exercise, samples, handed_in),
    ]
    return health.measured(entry.title, exercise, samples, handed_in, found)
