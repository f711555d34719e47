"""The table of contents of the command line."""

from __future__ import annotations

from typing import ClassVar

import click

from calcgrade import __version__
from calcgrade.cli.commands import Lazy, LazyGroup, Program


class _Calcgrade(Program):
    lazy: ClassVar = {
        "init": Lazy(
            "calcgrade.cli.init", "init", "A folder to start from: exercises, a README, a workflow."
        ),
        "list": Lazy(
            "calcgrade.cli.listing", "list_exercises", "The exercises, and which are in this folder."
        ),
        "check": Lazy("calcgrade.cli.check", "check", "Grade your own work, here and now."),
        "hint": Lazy("calcgrade.cli.hint", "hint", "The next hint for an exercise."),
        "quiz": Lazy("calcgrade.cli.quiz", "quiz", "Questions on a section, or on all of them."),
        "show": Lazy("calcgrade.cli.show", "show", "The course's pictures, of any formula."),
        "progress": Lazy("calcgrade.cli.progress", "progress", "Where you stand, and what to do next."),
        "grade": Lazy("calcgrade.cli.grade", "grade", "Grade one submission, isolated."),
        "report": Lazy("calcgrade.cli.report", "report", "Reports of what was graded before."),
        "batch": Lazy("calcgrade.cli.batch", "batch", "Grade a cohort, unattended."),
        "image": Lazy("calcgrade.cli.main", "image", "The container image that grades."),
        "doctor": Lazy(
            "calcgrade.cli.doctor", "doctor", "What works on this machine, and what mends the rest."
        ),
        "schema": Lazy("calcgrade.cli.schema", "schema", "The JSON Schema of a result."),
        "dev": Lazy("calcgrade.cli.main", "dev", "For authors of a course."),
    }


class _Image(LazyGroup):
    lazy: ClassVar = {"build": Lazy("calcgrade.cli.image", "build", "Build the grading image.")}


class _Dev(LazyGroup):
    lazy: ClassVar = {
        "check": Lazy("calcgrade.cli.dev", "check", "Prove that a course is healthy."),
        "draw": Lazy("calcgrade.cli.dev", "draw", "Draw the cases of properties and freeze them."),
    }


@click.group(cls=_Calcgrade, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="calcgrade", message="%(prog)s %(version)s")
@click.option(
    "--debug",
    is_flag=True,
    envvar="CALCGRADE_DEBUG",
    help="Show the traceback of an error.  [env: CALCGRADE_DEBUG]",
)
def cli(debug: bool) -> None:
    """Grade exercises of a Calculus for ML course, and say which mistake was made.

    \b
    Start here, in the folder with your exercises:
        calcgrade list             what there is to do
        calcgrade check 2.1        grade exercise 2.1
        calcgrade check            grade everything
        calcgrade hint 2.1         a hint, where you are stuck
    """


@click.group(cls=_Image)
def image() -> None:
    """Manage the container image in which submissions are graded."""


@click.group(cls=_Dev)
def dev() -> None:
    """Check and draw a course's exercises, for those who write them."""
