"""``calcgrade init``: a folder to start from."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import click

from calcgrade.cli.options import course_option
from calcgrade.cli.paths import FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from calcgrade.course.load import Course
    from calcgrade.starter.files import File


@click.command()
@click.argument("folder", type=FILE, default=".", metavar="[DIR]")
@click.option("--gradescope", is_flag=True, help="An autograder to upload to Gradescope instead.")
@click.option("--classroom50", is_flag=True, help="An assignment's autograder for Classroom 50 instead.")
@click.option(
    "--no-workflow", is_flag=True, help="Leave the workflow out: what is pushed is graded elsewhere."
)
@click.option(
    "--install",
    "requirement",
    metavar="REQUIREMENT",
    help="What pip installs calcgrade from there: a version, a wheel's address, git+https://…  "
    "[default: this version by its name]",
)
@click.option(
    "--force", is_flag=True, help="List what is in the place of a file, ask, and put a fresh one there."
)
@click.option("--yes", is_flag=True, help="With --force: do not ask.")
@course_option
def init(
    folder: Path,
    gradescope: bool,
    classroom50: bool,
    no_workflow: bool,
    requirement: str | None,
    force: bool,
    yes: bool,
    course: Path | None,
) -> None:
    """Make a folder to start from: exercises, a README, a workflow that grades pushes.

    Files that are there already are kept and told. With --force you see which would be replaced and are asked;
    what was there is kept beside the fresh file, as NAME.bak. So no file of yours is ever lost.

    \b
    Examples:
        calcgrade init my-exercises
        calcgrade init --force                      the folder you are in, afresh
        calcgrade init --gradescope autograder      what Gradescope's zip holds
        calcgrade init --classroom50 autograder     what grades for Classroom 50

    \b
    Exit codes: 0 every file is there; 2 something is in the way, or was not to be replaced.
    """
    from calcgrade.cli.workplace import private_folder
    from calcgrade.course import load, locate
    from calcgrade.errors import InputError
    from calcgrade.starter import files

    if gradescope and classroom50:
        raise click.UsageError("--gradescope and --classroom50 are two folders: make one after the other.")
    if yes and not force:
        raise click.UsageError("--yes answers what --force asks, so it goes with --force.")
    with private_folder() as here:
        root = here / folder
        loaded = load.load(locate.locate(course and here / course))
        if root.resolve().is_relative_to(loaded.path):
            raise InputError(str(folder), "lies in the course itself", "Name a folder outside of it")
        named = _requirement(requirement) if requirement is not None else files.PUBLISHED
        if gradescope:
            wanted = files.gradescope(named)
        elif classroom50:
            wanted = files.classroom50(named)
        else:
            wanted = files.learner(loaded, named, workflow=not no_workflow)
        _put(root, folder, wanted, force=force, yes=yes)
        for line in _next(folder, loaded, gradescope=gradescope, classroom50=classroom50):
            click.echo(line)
        if course is not None:
            click.echo(
                "The files name no course, so that elsewhere the course of calcgrade's own grades: see docs/ci.md."
            )


def _requirement(text: str) -> str:
    from calcgrade.errors import InputError

    if not text.strip() or not text.isprintable() or text.startswith("-"):
        raise InputError(
            "--install",
            "this is nothing that pip installs",
            "Name a version, as in calcgrade==0.1.0, or an address",
        )
    return text


def _put(root: Path, named: Path, wanted: Sequence[File], *, force: bool, yes: bool) -> None:
    """Write what is missing, keep what is there, and replace it only if that is wanted."""
    from calcgrade.errors import InputError
    from calcgrade.starter import put

    plan = put.plan(root, wanted)
    if force and plan.other:
        click.echo("These are in the place of a file, and would be kept as NAME.bak:")
        for file in plan.other:
            click.echo(f"  {file.path}")
        if not yes and not _can_be_asked():
            raise InputError(
                str(named),
                "nobody can be asked whether to replace these files",
                "Add --yes to --force",
            )
        if not yes and not click.confirm("Put fresh ones there?"):
            raise InputError(
                str(named), "nothing was changed", "Leave --force out to add only what is missing"
            )
    for file in plan.missing:
        put.put(root, file)
        _tell("made", file)
    for file in plan.other:
        if force:
            kept = put.replace(root, file)
            _tell("replaced", file, f"what was there is now {kept.name}")
        else:
            _tell("kept", file, "yours; --force would replace it")
    if plan.same:
        click.echo(f"{len(plan.same)} more are there as they would be made.")


def _can_be_asked() -> bool:
    return sys.stdin.isatty()


def _tell(what: str, file: File, more: str = "") -> None:
    click.echo(f"{what:<9}{file.path}" + (f"  ({more})" if more else ""))


def _next(folder: Path, course: Course, *, gradescope: bool, classroom50: bool) -> Sequence[str]:
    from calcgrade.reports.escape.terminal import for_line

    change = "" if str(folder) == "." else f"cd {for_line(shlex.quote(str(folder)))} && "
    if gradescope:
        return [
            f"Next: {change}python3 -m zipfile -c autograder.zip setup.sh run_autograder",
            "Then read README.md.",
        ]
    if classroom50:
        return ["Next: put autograder.py where README.md says."]
    first = course.manifest.exercise[0]
    return [
        f"Next: open {first.file}, and when you have written something: {change}calcgrade check {first.id}"
    ]
