"""``calcgrade hint``: the next rung of an exercise's ladder."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from calcgrade.cli.options import course_option

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from calcgrade.companion.here import Here
    from calcgrade.companion.hints.ladder import Hint, Mistake
    from calcgrade.reports.lines import Line


@click.command()
@click.argument("exercise", metavar="ID")
@click.option("--all", "every", is_flag=True, help="Show those again that were shown already.")
@click.option("--reset", is_flag=True, help="Begin at the first hint again, the next time.")
@course_option
def hint(exercise: str, every: bool, reset: bool, course: Path | None) -> None:
    """Show the next hint for an exercise.

    The hints of an exercise are a ladder, from a nudge to the formula, and never its code. Where your last check
    named a mistake, the first hint speaks to that. How far you have climbed is kept in this folder.

    \b
    Examples:
        calcgrade hint 2.1
        calcgrade hint 2.1 --all
        calcgrade hint 2.1 --reset

    \b
    Exit codes: 0 shown; 2 no such exercise.
    """
    from calcgrade.cli.workplace import private_folder
    from calcgrade.companion import here as companion
    from calcgrade.companion.hints import mistakes
    from calcgrade.companion.progress.model import Standing
    from calcgrade.reports.terminal import Terminal

    if every and reset:
        raise click.UsageError("--all shows hints and --reset forgets them: give one of the two.")
    with private_folder() as folder:
        here = companion.look(folder, course)
        id_ = here.course.entry(exercise).id
        standing = here.noted.exercises.setdefault(id_, Standing())
        known = mistakes.of_exercise(id_, standing.named, here.course, here.material)
        terminal = Terminal(sys.stdout)
        terminal.notes(here.notes)
        terminal.lines(_lines(here, id_, known, every=every, reset=reset, width=terminal.width))
        if not every and not here.keep():
            terminal.notes([f"{folder} cannot be written to, so the next call begins here again."])


def _lines(
    here: Here, id_: str, known: list[Mistake], *, every: bool, reset: bool, width: int
) -> Iterator[Line]:
    from calcgrade.companion.hints import ladder
    from calcgrade.reports.lines import BLANK, Piece, folded

    entry, standing = here.course.entry(id_), here.noted.of(id_)
    yield (Piece(f"{entry.id}  {entry.title}", "head"),)
    if reset:
        ladder.reset(standing)
        yield from folded(f"The ladder begins anew. The first hint: calcgrade hint {id_}", width)
        return
    if every:
        shown = ladder.shown(entry.hints, standing, known)
        for one in shown:
            yield from _hint_lines(one, width)
        if not shown:
            yield from folded(f"None was shown yet. The first: calcgrade hint {id_}", width)
        return
    hint = ladder.following(entry.hints, standing, known)
    if hint is not None:
        yield from _hint_lines(hint, width)
    yield BLANK
    yield from folded(
        _after(here, id_, is_last=hint is None or standing.rungs >= len(entry.hints)), width, style="dim"
    )


def _hint_lines(hint: Hint, width: int) -> Iterator[Line]:
    from calcgrade.reports.lines import BLANK, Piece, folded

    yield BLANK
    yield (Piece(hint.head, "head"),)
    yield from folded(hint.text, width, 2)


def _after(here: Here, id_: str, *, is_last: bool) -> str:
    """Say what can be done beside reading hints, in as many words as the learner likes."""
    from calcgrade.companion.preferences.phrases import phrase

    around, chosen = here.material.around(id_), here.preferences
    parts = [phrase("ladder_ends", chosen.tone)] if is_last else []
    if not is_last and chosen.explanation_depth != "concise":
        parts.append(f"The next hint: calcgrade hint {id_}")
    if around.picture and (is_last or chosen.explanation_depth == "detailed"):
        parts.append(f"The idea as a picture: calcgrade show {around.picture}")
    if (is_last or chosen.explanation_depth == "detailed") and (here.course.path / around.page).is_file():
        parts.append(f"A page about the idea: {here.course.path / around.page}")
    if is_last and chosen.explanation_depth != "concise":
        parts.append(f"All of them again: calcgrade hint {id_} --all")
    if around.after and chosen.explanation_depth == "detailed":
        parts.append(f"It rests on {' and '.join(around.after)}.")
    return "\n".join(parts)
