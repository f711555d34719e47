"""What the course has to say about the misconceptions that a check named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.companion.hints.ladder import Mistake
from calcgrade.errors import CheckerFault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.companion.material import Material
    from calcgrade.course.load import Course


def of_exercise(exercise_id: str, named: Sequence[str], course: Course, material: Material) -> list[Mistake]:
    """Return these misconceptions with a hint each: the course's own, else the checker's explanation.

    An id that the checker does not have is passed over: the folder's file may be from another version.
    """
    if not named:
        return []
    try:
        checker = course.checker(exercise_id)
    except CheckerFault:
        return []
    known = {mistake.id: mistake for mistake in reversed(checker.misconceptions)}
    return [
        Mistake(id_, known[id_].title, material.about.get(id_) or known[id_].explanation)
        for id_ in named
        if id_ in known
    ]
