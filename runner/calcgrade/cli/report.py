"""``calcgrade report``: reports of what was graded before."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

import click

from calcgrade.cli.options import course_option, format_option
from calcgrade.cli.paths import FILE, all_absolute
from calcgrade.cli.renderings import with_renderings

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.cli.renderings import Renderings
    from calcgrade.results.model import Result
    from calcgrade.results.printed import ReportedResult


@click.command()
@click.argument("paths", nargs=-1, required=True, type=FILE, callback=all_absolute, metavar="PATH...")
@with_renderings
@format_option
@course_option
def report(
    paths: list[Path],
    renderings: Renderings,
    format: Literal["text", "json"],  # noqa: A002 - named as its option
    course: Path | None,
) -> None:
    """Render reports from stored results; nothing is graded again.

    PATH is a file that --json wrote, or a folder of such files. For one file, each option names the
    file to write. For several, or a folder, it names a folder, which gets a report for each result;
    but --csv names a file always, and has a row for each.

    \b
    Examples:
        calcgrade report alice.json
        calcgrade report alice.json --html alice.html --markdown alice.md
        calcgrade report results --html pages --csv grades.csv

    \b
    Exit codes: 0 everything was rendered, whatever the grades are;
    2 a result cannot be read, or is of another version;
    3 a report could not be written.
    """
    from calcgrade.cli.again import Again
    from calcgrade.cli.workplace import private_folder
    from calcgrade.results import stored

    with private_folder():
        again = Again(paths, renderings, course)
        rows = again.write()
        if format == "json":
            from calcgrade.reports.escape.json_text import written
            from calcgrade.results.printed import Overview

            click.echo(written(Overview(results=rows)), nl=False)
        elif len(again.sources) == 1 and not renderings.files():
            _show(stored.read(again.sources[0]))
        else:
            _list(rows)


def _show(result: Result) -> None:
    from calcgrade.reports.terminal import Terminal

    terminal = Terminal(sys.stdout)
    for exercise in result.exercises:
        terminal.exercise(exercise)
    terminal.summary(result)


def _list(rows: list[ReportedResult]) -> None:
    from calcgrade.reports.overview import lines
    from calcgrade.reports.terminal import Terminal

    Terminal(sys.stdout).lines(lines(rows))
