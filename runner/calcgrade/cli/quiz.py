"""``calcgrade quiz``: the course's questions."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from calcgrade.cli.options import course_option

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from calcgrade.companion.here import Here
    from calcgrade.companion.quiz.questions import Question


@click.command()
@click.argument("section", required=False)
@click.option("--number", type=click.IntRange(min=1), metavar="N", help="Ask at most so many questions.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="json lists, and asks nothing.",
)
@click.option("--answers", is_flag=True, help="With --format json: the answers and reasons too.")
@course_option
def quiz(section: str | None, number: int | None, form: str, answers: bool, course: Path | None) -> None:
    """Answer questions on a section, or on what you know least of all of them.

    Some ask for a letter, some for a number, some for your own words, which you then rate beside a good answer.
    Enter passes a question, q ends the quiz. Answers may come from a pipe, a line each. How the quiz talks to you,
    and which kinds of questions it asks, stands in .sherpa-config.yml.

    \b
    Examples:
        calcgrade quiz
        calcgrade quiz 2
        calcgrade quiz 4 --number 3
        printf 'B\\n0.3\\n' | calcgrade quiz 2
        calcgrade quiz --format json --answers

    \b
    Exit codes: 0 asked or listed; 2 no such section, or no questions.
    """
    from calcgrade.cli.workplace import private_folder
    from calcgrade.companion import here as companion
    from calcgrade.companion.quiz import choose, questions
    from calcgrade.errors import InputError

    if answers and form == "text":
        raise click.UsageError(
            "--answers goes with --format json; at a terminal you are told after each answer."
        )
    with private_folder() as folder:
        here = companion.look(folder, course)
        every = questions.read(here.course.path, here.course.manifest)
        known = [s.id for s in here.course.manifest.section if any(q.section == s.id for q in every)]
        if not every:
            raise InputError(here.course.manifest.id, "this course has no questions", "Ask for its quiz.toml")
        if section is not None and section not in known:
            raise InputError(
                f"section {section}", "there are no questions on it", f"Name one of {', '.join(known)}"
            )
        if form == "json":
            listed = [question for question in every if section in (None, question.section)][:number]
            click.echo(_encoded(here, listed, answers=answers), nl=False)
            return
        wanted = choose.choose(every, section, here.noted, here.preferences.quiz_type, number)
        if not wanted:
            kind = here.preferences.quiz_type
            raise InputError(
                f"section {section}" if section else "the quiz",
                f"none of its questions is {kind}",
                "Change quiz_type in .sherpa-config.yml to mixed",
            )
        _ask(here, wanted)


def _ask(here: Here, wanted: Sequence[Question]) -> None:
    from calcgrade.companion.quiz.dialogue import Dialogue
    from calcgrade.reports.terminal import Terminal

    terminal = Terminal(sys.stdout)
    terminal.notes(here.notes)
    try:
        Dialogue(terminal, _listen, here.preferences).ask(wanted, here.noted)
    finally:  # what was answered counts, whatever ends the quiz
        here.keep()


def _listen(prompt: str) -> str | None:
    """Return a line of input; a prompt stands in a line of its own where nobody types behind it."""
    click.echo(prompt, nl=not sys.stdin.isatty())
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None


def _encoded(here: Here, listed: Sequence[Question], *, answers: bool) -> bytes:
    import msgspec

    from calcgrade.companion.quiz.asked import document, ready
    from calcgrade.reports.escape.json_text import for_json

    content = {
        "schema": "calcgrade/quiz/v1",
        "course": here.course.manifest.id,
        "questions": document([ready(question) for question in listed], answers=answers),
    }
    return for_json(msgspec.json.format(msgspec.json.encode(content), indent=2)) + b"\n"
