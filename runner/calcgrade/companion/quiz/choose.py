"""Which questions are asked."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from calcgrade.companion.quiz.asked import fits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.companion.preferences.model import QuizType
    from calcgrade.companion.progress.model import CourseProgress
    from calcgrade.companion.quiz.questions import Question

MIXED = 8
"""Questions of a quiz on all sections, where no number is asked for."""


def choose(
    questions: Sequence[Question],
    section: str | None,
    progress: CourseProgress,
    quiz_type: QuizType,
    number: int | None,
) -> list[Question]:
    """Return the questions of a quiz: a section's in their order, or the least known ones of all sections in turn."""
    fitting = [question for question in questions if fits(question, quiz_type)]
    if section is not None:
        return [question for question in fitting if question.section == section][:number]
    by_section: dict[str, list[Question]] = {}
    for question in sorted(fitting, key=lambda question: _known(question, progress)):
        by_section.setdefault(question.section, []).append(question)
    columns = [
        by_section[id_]
        for id_ in dict.fromkeys(question.section for question in questions)
        if id_ in by_section
    ]
    in_turn = [question for question in chain(*zip_longest(*columns)) if question is not None]
    return in_turn[: number or MIXED]


def _known(question: Question, progress: CourseProgress) -> tuple[float, int]:
    noted = progress.quiz.get(question.id)
    return (noted.last, noted.asked) if noted is not None else (0.0, 0)
