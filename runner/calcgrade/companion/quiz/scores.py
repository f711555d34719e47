"""How a learner's answers stand, by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.companion.quiz import questions

if TYPE_CHECKING:
    from calcgrade.companion.progress.model import CourseProgress
    from calcgrade.course.load import Course


def by_section(course: Course, progress: CourseProgress) -> dict[str, tuple[int, int, float]]:
    """Return for each section: questions answered, questions there are, points of the last answers."""
    found: dict[str, tuple[int, int, float]] = {}
    for question in questions.read(course.path, course.manifest):
        answered, there_are, right = found.get(question.section, (0, 0, 0.0))
        noted = progress.quiz.get(question.id)
        is_answered = noted is not None and noted.asked > 0
        found[question.section] = (
            answered + is_answered,
            there_are + 1,
            right + (noted.last if noted is not None else 0.0),
        )
    return found
