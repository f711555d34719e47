"""Questions made ready to be asked: every kind has a judgement of what was typed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from calcgrade.companion.quiz.predictions import letters, predict
from calcgrade.companion.quiz.questions import Choice, Explanation, Number, Prediction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.companion.preferences.model import QuizType
    from calcgrade.companion.quiz.questions import Question

RATINGS = {"0": 0.0, "1": 0.5, "2": 1.0}
"""What a learner may rate their own explanation with, and the part of a point that it is worth."""


class Asked(NamedTuple):
    """A question with its answers.

    Attributes
    ----------
    options, reasons : list of str
        Answers to choose from and why each is right or wrong; empty where there is nothing to choose.
    right : int
        Position of the right option; -1 where there is nothing to choose.
    because : str
        Said of the right answer.
    """

    question: Question
    options: list[str]
    reasons: list[str]
    right: int
    because: str

    @property
    def kind(self) -> str:
        """The kind of question, as quiz.toml calls it."""
        return self.question.__struct_config__.tag  # type: ignore[return-value]  # a text in all four


class Verdict(NamedTuple):
    """What an answer is worth, and the reason."""

    points: float
    reason: str


def ready(question: Question) -> Asked:
    """Find out a question's answer, by running it where it is a prediction."""
    if isinstance(question, Choice):
        right = next(k for k, option in enumerate(question.options) if option.right)
        return Asked(
            question,
            [option.text for option in question.options],
            [option.because for option in question.options],
            right,
            question.options[right].because,
        )
    if isinstance(question, Prediction):
        found = predict(question.setting)
        reasons = [found.seen if k != found.right else question.because for k in range(len(found.options))]
        return Asked(question, found.options, reasons, found.right, f"{found.seen} {question.because}")
    if isinstance(question, Number):
        return Asked(question, [], [], -1, question.because)
    return Asked(question, [], [], -1, question.model)


def fits(question: Question, quiz_type: QuizType) -> bool:
    """Tell whether a learner who prefers this type of quiz is asked this question."""
    is_open = isinstance(question, Explanation)
    return quiz_type == "mixed" or is_open == (quiz_type == "explanation")


def judge(asked: Asked, answer: str) -> Verdict | None:
    """Judge what was typed; None where it is no answer to this kind of question."""
    question = asked.question
    if isinstance(question, Number):
        return _number(question, answer)
    if isinstance(question, Explanation):
        rating = RATINGS.get(answer.strip())
        return None if rating is None else Verdict(rating, "")
    letter = answer.strip().rstrip(".)").upper()
    if len(letter) != 1 or letter not in letters(asked.options):
        return None
    chosen = letters(asked.options).index(letter)
    if chosen == asked.right:
        return Verdict(1.0, asked.because)
    return Verdict(0.0, asked.reasons[chosen])


def _number(question: Number, answer: str) -> Verdict | None:
    try:
        value = float(answer.strip().replace("−", "-").replace(",", "."))
    except ValueError:
        return None
    if not math.isfinite(value):
        return None
    if abs(value - question.answer) <= question.tolerance:
        return Verdict(1.0, question.because)
    for wrong in question.wrong:
        if abs(value - wrong.value) <= question.tolerance:
            return Verdict(0.0, wrong.because)
    return Verdict(0.0, "")


def document(asked: Sequence[Asked], *, answers: bool) -> list[dict[str, Any]]:
    """Return questions for another program, with their answers only on demand."""
    found: list[dict[str, Any]] = []
    for item in asked:
        question = item.question
        entry: dict[str, Any] = {
            "id": question.id, "section": question.section, "kind": item.kind, "ask": question.ask,
        }  # fmt: skip
        if item.options:
            entry["options"] = dict(zip(letters(item.options), item.options, strict=True))
        if answers:
            entry["because"] = item.because
            if item.options:
                entry["right"] = letters(item.options)[item.right]
                entry["reasons"] = dict(zip(letters(item.options), item.reasons, strict=True))
            if isinstance(question, Number):
                entry["answer"], entry["tolerance"] = question.answer, question.tolerance
            if isinstance(question, Explanation):
                entry["look_for"] = question.look_for
        found.append(entry)
    return found
