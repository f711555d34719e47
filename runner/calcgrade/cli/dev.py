"""``calcgrade dev``: for authors of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from calcgrade.cli.options import course_option

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.course.load import Course


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@course_option
def check(ids: tuple[str, ...], course: Path | None) -> None:
    """Prove that a course is healthy.

    Every stub fails as not started, every solution scores full marks, and every wrong sample is
    caught and its mistake named.

    \b
    Examples:
        calcgrade dev check
        calcgrade dev check 2.1
    """
    from calcgrade.cli.workplace import private_folder
    from calcgrade.dev.check import run

    with private_folder():
        loaded, wanted = _course(course, ids)
        healthy = run(loaded, wanted, say=click.echo)
    click.get_current_context().exit(0 if healthy else 1)


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
