"""Ask questions, one line of an answer at a time: at a terminal, or from a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from calcgrade.companion.preferences.phrases import phrase
from calcgrade.companion.progress.model import Answered
from calcgrade.companion.quiz.asked import RATINGS, judge, ready
from calcgrade.companion.quiz.predictions import letters, number
from calcgrade.companion.quiz.questions import Explanation, Number
from calcgrade.reports.lines import BLANK, Piece, folded, points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from calcgrade.companion.preferences.model import Preferences
    from calcgrade.companion.progress.model import CourseProgress
    from calcgrade.companion.quiz.asked import Asked, Verdict
    from calcgrade.companion.quiz.questions import Question
    from calcgrade.reports.lines import Line
    from calcgrade.reports.terminal import Terminal

STOP = frozenset({"q", "quit", "exit"})


class Answer(NamedTuple):
    """What was answered, and what it is worth."""

    asked: Asked
    verdict: Verdict


class Stopped(Exception):  # noqa: N818 - an event
    """The learner, or the end of the input, ends the quiz."""


class Dialogue:
    """A quiz in progress.

    Parameters
    ----------
    terminal : Terminal
        Where questions are written.
    listen : callable
        Writes a prompt and returns a line of input, None at its end.
    preferences : Preferences
        How the learner wants to be told.
    """

    def __init__(
        self, terminal: Terminal, listen: Callable[[str], str | None], preferences: Preferences
    ) -> None:
        self._terminal = terminal
        self._listen = listen
        self._preferences = preferences
        self.answers: list[Answer] = []

    def ask(self, questions: Sequence[Question], progress: CourseProgress) -> None:
        """Ask the questions until they or the learner's answers end, noting each answer in ``progress``."""
        try:
            for position, question in enumerate(questions, 1):
                self._say(_question_lines(ready(question), position, len(questions), self._terminal.width))
                self._one(ready(question), progress)
        except Stopped:
            self._say([BLANK])
        self._say(_summary_lines(self.answers, len(questions), self._preferences, self._terminal.width))

    def _one(self, asked: Asked, progress: CourseProgress) -> None:
        verdict = self._answer(asked)
        if verdict is None:
            return
        noted = progress.quiz.setdefault(asked.question.id, Answered())
        noted.asked, noted.points, noted.last = noted.asked + 1, noted.points + verdict.points, verdict.points
        self.answers.append(Answer(asked, verdict))
        style = self._preferences.feedback_style
        if style != "summary":
            self._say(
                _feedback(asked, verdict, self._preferences, self._terminal.width, every=style == "detailed")
            )

    def _answer(self, asked: Asked) -> Verdict | None:
        """Listen until there is an answer; None where the learner passes."""
        if isinstance(asked.question, Explanation):
            if not self._line("In your own words (Enter passes): "):
                return None
            self._say(_model_lines(asked.question, self._terminal.width))
            prompt = "How near were you? 0 not yet, 1 partly, 2 all of it: "
        elif asked.options:
            prompt = (
                f"Your answer, {letters(asked.options)[0]} to {letters(asked.options)[-1]} (Enter passes): "
            )
        else:
            prompt = "Your number (Enter passes): "
        while line := self._line(prompt):
            verdict = judge(asked, line)
            if verdict is not None:
                return verdict
            self._say(folded(_no_answer(asked), self._terminal.width, style="dim"))
        return None

    def _line(self, prompt: str) -> str:
        line = self._listen(prompt)
        if line is None or line.strip().casefold() in STOP:
            raise Stopped
        return line.strip()

    def _say(self, lines: Sequence[Line] | Iterator[Line]) -> None:
        self._terminal.lines(lines)


def _no_answer(asked: Asked) -> str:
    if isinstance(asked.question, Explanation):
        return f"Rate with {', '.join(RATINGS)}; q ends the quiz."
    if asked.options:
        return f"Answer with one letter, {', '.join(letters(asked.options))}; q ends the quiz."
    return "Answer with a number, such as 0.5 or -2; q ends the quiz."


def _question_lines(asked: Asked, position: int, count: int, width: int) -> Iterator[Line]:
    yield BLANK
    yield (Piece(f"Question {position} of {count}", "dim"),)
    yield from folded(asked.question.ask, width, style="head")
    for letter, option in zip(letters(asked.options), asked.options, strict=True):
        lines = list(folded(option, width, 5))
        yield Piece(f"  {letter}  "), Piece(lines[0][0].text.lstrip())
        yield from lines[1:]


def _model_lines(question: Explanation, width: int) -> Iterator[Line]:
    yield BLANK
    yield from folded(f"A good answer: {question.model}", width, 2)
    for item in question.look_for:
        yield from folded(f"- {item}", width, 4)


def _feedback(
    asked: Asked, verdict: Verdict, chosen: Preferences, width: int, *, every: bool
) -> Iterator[Line]:
    if isinstance(asked.question, Explanation):
        return
    is_right = verdict.points == 1.0
    yield from folded(
        phrase("answer_right" if is_right else "answer_wrong", chosen.tone),
        width,
        2,
        "good" if is_right else "bad",
    )
    if is_right and chosen.explanation_depth == "concise":
        return
    if verdict.reason:
        yield from folded(verdict.reason, width, 2)
    if not is_right:
        yield from folded(_right_answer(asked), width, 2)
    for letter, reason in zip(letters(asked.options), asked.reasons, strict=True):
        if every and reason != verdict.reason:
            yield from folded(f"{letter}: {reason}", width, 4, "dim")


def _right_answer(asked: Asked) -> str:
    if isinstance(asked.question, Number):
        return f"It is {number(asked.question.answer)}. {asked.because}"
    return f"It is {letters(asked.options)[asked.right]}. {asked.because}"


def _summary_lines(answers: Sequence[Answer], count: int, chosen: Preferences, width: int) -> Iterator[Line]:
    total = sum(answer.verdict.points for answer in answers)
    yield BLANK
    yield (Piece(f"Score  {points(total)} / {len(answers)}", "head"),)
    if len(answers) < count:
        yield from folded(
            f"{count - len(answers)} of {count} questions were not answered.", width, style="dim"
        )
    for answer in answers:
        if answer.verdict.points < 1.0 and chosen.feedback_style == "summary":
            yield from folded(answer.asked.question.ask, width, 2)
            if not isinstance(answer.asked.question, Explanation):
                yield from folded(_right_answer(answer.asked), width, 4)
