"""``calcgrade dev draw``: draw the cases of an exercise's properties and freeze them in the course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.engine import cases, draw

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calcgrade.course.load import Course


def run(course: Course, ids: Sequence[str], *, seed: int = 0, say: Callable[[str], None] = print) -> None:
    """Draw and write the cases of these exercises; what was frozen before is replaced.

    Parameters
    ----------
    course : Course
        The course whose ``checkers/cases`` are written.
    ids : sequence of str
        Exercises, all if empty.
    seed : int
        Seed of the draw.
    say : callable
        Told a line for each exercise.
    """
    for id_ in ids or course.ids:
        exercise = course.checker(id_)
        drawn = draw.all_cases(exercise, seed)
        if not drawn:
            continue
        path = cases.file_of(course, id_)
        cases.write(path, drawn)
        count = sum(len(items) for items in drawn.values())
        say(f"{id_}: {count} cases of {len(drawn)} properties written to {path.relative_to(course.path)}")
