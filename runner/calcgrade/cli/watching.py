"""``calcgrade check --watch``: from settings to a folder that is watched."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calcgrade.cli.options import Settings


def run(words: Iterable[str], settings: Settings) -> None:
    """Watch the learner's folder until they quit.

    Parameters
    ----------
    words : iterable of str
        Ids of exercises to watch, and perhaps a folder.
    settings : Settings
        The options.
    """
    from calcgrade.cli import grading
    from calcgrade.cli.workplace import private_folder
    from calcgrade.companion.watch.keys import listening
    from calcgrade.companion.watch.loop import Watch
    from calcgrade.companion.watch.screen import Screen
    from calcgrade.errors import InputError

    if settings.reports() or settings.format != "text":
        raise click.UsageError(
            "--watch shows results and writes none: leave --json, --html and --format out."
        )
    with private_folder() as here:
        course, target, submission = grading.read_input(words, settings, here, paths_only=False)
        if not target.path.is_dir():
            raise InputError(
                str(target.path), "is no folder, and --watch watches one", "Name exercises by their ids"
            )
        with grading.sandbox("check", settings, submission, course) as session, listening() as listen:
            Watch(target.path, course, target.ids, session, Screen(sys.stdout), settings.seed or None).run(
                listen
            )
