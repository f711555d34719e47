"""``calcgrade dev``: for authors of a course."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

import click

from calcgrade import processors
from calcgrade.cli.options import course_option, format_option
from calcgrade.cli.paths import FILE, absolute

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.course.load import Course


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@format_option
@click.option(
    "--write",
    type=FILE,
    callback=absolute,
    metavar="FILE",
    help="Put the table of figures into this document.",
)
@click.option(
    "--compare", type=FILE, callback=absolute, metavar="FILE", help="Demand that this document has the table."
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=processors.usable,
    help="Exercises to look at at once.  [default: cores]",
)
@course_option
def check(
    ids: tuple[str, ...],
    format: Literal["text", "json"],  # noqa: A002 - named as its option
    write: Path | None,
    compare: Path | None,
    jobs: int,
    course: Path | None,
) -> None:
    """Prove that a course is healthy.

    Every stub fails as not started, every solution and every right sample scores full marks, every wrong sample is
    caught and its mistake named, and every check fails something that is wrong. A check's margin is the largest
    error of any right answer as a part of its tolerance; beside it stands how many wrong samples and how many
    wrong references of the checker it fails.

    \b
    Examples:
        calcgrade dev check
        calcgrade dev check 2.1
        calcgrade dev check --write docs/judgement.md
    """
    from calcgrade.cli.workplace import private_folder
    from calcgrade.dev import check, document
    from calcgrade.dev.table import exercise_lines, verdict_lines
    from calcgrade.reports.terminal import Terminal

    if ids and (write or compare):
        raise click.UsageError("The table of figures is of the whole course: name no exercise with it.")
    with private_folder():
        loaded, wanted = _course(course, ids)
        if format == "json":
            report = check.run(loaded, wanted, jobs=jobs)
            click.echo(document.encoded(report, loaded), nl=False)
        else:
            terminal = Terminal(sys.stdout)
            width = terminal.width
            report = check.run(
                loaded,
                wanted,
                jobs=jobs,
                on_exercise=lambda found: terminal.lines(exercise_lines(found, width)),
            )
            terminal.lines(verdict_lines(report, width))
        table = document.table(report.exercises)
        if write is not None:
            document.put(table, write)
        stale = compare is not None and not document.holds(table, compare)
        if stale:
            click.echo(
                f"{compare} does not hold the table of these figures. Put it there with --write.",
                err=True,
            )
    click.get_current_context().exit(0 if report.healthy and not stale else 1)


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of the draw.")
@course_option
def draw(ids: tuple[str, ...], seed: int, course: Path | None) -> None:
    """Draw the cases of every property and freeze them in checkers/cases/.

    \b
    Examples:
        calcgrade dev draw
        calcgrade dev draw 2.1 --seed 3
    """
    from calcgrade.cli.workplace import private_folder
    from calcgrade.dev.draw import run

    with private_folder():
        loaded, wanted = _course(course, ids)
        run(loaded, wanted, seed=seed, say=click.echo)


def _course(named: Path | None, ids: tuple[str, ...]) -> tuple[Course, list[str]]:
    """Load the course and make sure of the ids; all of them if none is given."""
    from calcgrade.course import load, locate

    course = load.load(locate.locate(named))
    wanted = {course.entry(id_).id for id_ in ids}
    return course, [id_ for id_ in course.ids if id_ in wanted or not wanted]
