"""``calcgrade progress``: where the learner stands, and what to do next."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from calcgrade.cli.options import course_option

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.companion.here import Here
    from calcgrade.companion.progress.advice import Step


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.")
@course_option
def progress(form: str, course: Path | None) -> None:
    """Say where you stand, and what to do next.

    `calcgrade check` notes its results in a small file of your folder, .calcgrade-progress.json. No grade depends on
    it, nobody else is told, and you may delete it: then your progress begins anew.

    \b
    Examples:
        calcgrade progress
        calcgrade progress --format json

    \b
    Exit codes: 0 told; 2 the course cannot be read.
    """
    from calcgrade.cli.workplace import private_folder
    from calcgrade.companion import here as companion
    from calcgrade.companion.progress import advice
    from calcgrade.companion.progress.lines import progress_lines
    from calcgrade.companion.quiz import scores
    from calcgrade.reports.terminal import Terminal

    with private_folder() as folder:
        here = companion.look(folder, course)
        steps = advice.steps(here.noted, here.course.manifest, here.material, here.preferences.pacing)
        if form == "json":
            click.echo(_encoded(here, steps), nl=False)
            return
        terminal = Terminal(sys.stdout)
        terminal.notes(here.notes)
        quiz = scores.by_section(here.course, here.noted)
        terminal.lines(progress_lines(here.noted, here.course.manifest, steps, terminal.width, quiz))


def _encoded(here: Here, steps: list[Step]) -> bytes:
    import msgspec

    from calcgrade.reports.escape.json_text import for_json

    document = {
        "schema": "calcgrade/standing/v1",
        "course": here.course.manifest.id,
        "exercises": {id_: here.noted.of(id_) for id_ in here.course.ids},
        "quiz": here.noted.quiz,
        "streak": here.noted.streak,
        "next": [step._asdict() for step in steps],
        "notes": here.notes,
    }
    return for_json(msgspec.json.format(msgspec.json.encode(document), indent=2)) + b"\n"
