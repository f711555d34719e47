"""``calcgrade check``: a learner's own work, graded here and now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from calcgrade.cli.grade import run
from calcgrade.cli.options import grading_options

if TYPE_CHECKING:
    from calcgrade.cli.options import Settings


@click.command()
@click.argument("targets", nargs=-1, metavar="[ID|PATH]...")
@click.option("--watch", is_flag=True, help="Stay, and check an exercise again whenever its file is saved.")
@grading_options
def check(targets: tuple[str, ...], watch: bool, settings: Settings) -> None:
    """Grade your own work, and say what went wrong.

    Name exercises by their ids, or files, or nothing for everything in this folder. With --watch the last result
    stays on the screen until a file is saved; there n goes to the next exercise, h shows a hint, Enter checks
    again and q quits (exit code 0).

    \b
    Examples:
        calcgrade check 2.1
        calcgrade check 1.1 1.2
        calcgrade check ex_2_1_gradient.py
        calcgrade check my_notebook.ipynb 2.1
        calcgrade check
        calcgrade check --watch

    \b
    Exit codes: 0 all passed; 1 not all passed; 2 nothing to grade;
    3 the grader could not work.
    """
    if watch:
        from calcgrade.cli import watching

        watching.run(targets, settings)
        return
    run("check", targets, settings, learner=True)
