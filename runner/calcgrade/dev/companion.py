"""What is wrong with a course's quiz.toml and companion.toml."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from calcgrade.companion import material
from calcgrade.companion.quiz import questions
from calcgrade.companion.quiz.asked import Verdict, judge, ready
from calcgrade.companion.quiz.predictions import predict
from calcgrade.errors import CalcgradeError, CheckerFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calcgrade.companion.quiz.questions import Question
    from calcgrade.course.load import Course

QUESTIONS = 3
"""A section with a quiz has at least so many."""


def problems(course: Course) -> Iterator[str]:
    """Say what is wrong with either file; a course may have neither."""
    try:
        yield from _quiz(course)
    except CalcgradeError as error:
        yield str(error).rstrip(".")
    try:
        yield from _material(course)
    except CalcgradeError as error:
        yield str(error).rstrip(".")


def _quiz(course: Course) -> Iterator[str]:
    counts: dict[str, int] = {}
    for question in questions.read(course.path, course.manifest):
        counts[question.section] = counts.get(question.section, 0) + 1
        yield from (f"{questions.NAME}: {question.id} {problem}" for problem in _question(question))
    for section, count in counts.items():
        if count < QUESTIONS:
            yield f"{questions.NAME}: section {section} has {count} questions, at least {QUESTIONS} are wanted"


def _question(question: Question) -> Iterator[str]:
    if isinstance(question, questions.Choice):
        right = sum(option.right for option in question.options)
        if right != 1:
            yield f"has {right} right options, and one is wanted"
        if len({option.text for option in question.options}) < len(question.options):
            yield "has two options that say the same"
    elif isinstance(question, questions.Prediction):
        try:
            predicted = predict(question.setting)
        except CalcgradeError as error:
            yield f"cannot be run: {error}".rstrip(".")
            return
        if not predicted.is_clear:
            yield f"has a setting that is near another outcome: {predicted.seen}".rstrip(".")
    elif isinstance(question, questions.Number):
        asked = ready(question)
        for wrong in question.wrong:
            if judge(asked, repr(wrong.value)) != Verdict(0.0, wrong.because):
                yield f"lists {wrong.value:g} as wrong, which its answer or another wrong number takes in"


def _material(course: Course) -> Iterator[str]:
    from calcgrade.companion.pictures.words import drawable

    content = material.read(course.path, course.manifest)
    known: set[str] = set()
    for id_ in course.ids:
        with suppress(CheckerFault):  # which is said where the exercise is checked
            known |= {mistake.id for mistake in course.checker(id_).misconceptions}
    for id_ in content.about:
        if id_ not in known:
            yield f"{material.NAME}: about.{id_} is no misconception of any checker"
    for id_, around in content.exercise.items():
        if around.page and not (course.path / around.page).is_file():
            yield f"{material.NAME}: exercise.{id_}.page: there is no {around.page}"
        problem = drawable(around.picture) if around.picture else None
        if problem is not None:
            yield f"{material.NAME}: exercise.{id_}.picture: {problem}".rstrip(".")
