"""Options shared by the commands that grade."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from calcgrade.cli.paths import FILE, absolute
from calcgrade.cli.renderings import with_renderings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from calcgrade.cli.renderings import Renderings

course_option = click.option(
    "--course",
    type=FILE,
    callback=absolute,
    envvar="CALCGRADE_COURSE",
    metavar="DIR",
    help="Another course than the one that calcgrade comes with.  [env: CALCGRADE_COURSE]",
)


format_option = click.option(
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="What to print.  [default: text]",
)


class Settings(NamedTuple):
    """How to grade, as asked for on the command line."""

    course: Path | None
    isolation: Literal["auto", "docker", "bubblewrap", "process"]
    trust_submissions: bool
    image: str | None
    runtime: str | None
    timeout: float | None
    seed: int | None
    exercise: tuple[str, ...]
    renderings: Renderings
    format: Literal["text", "json"]
    exit_zero: bool

    def reports(self) -> list[Path]:
        """Return the files to be written."""
        return list(self.renderings.files().values())


sandbox_options = (
    click.option(
        "--isolation",
        type=click.Choice(["auto", "docker", "bubblewrap", "process"]),
        default="auto",
        help="Where learner code runs; auto takes the best that works here.  [default: auto]",
    ),
    click.option(
        "--trust-submissions",
        is_flag=True,
        help="Allow --isolation process for the code of others, from which nothing then protects you.",
    ),
    click.option("--image", metavar="IMAGE", help="The docker image to grade in."),
    click.option("--runtime", metavar="NAME", help="The container runtime, such as runsc for gVisor."),
    click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        metavar="SECONDS",
        help="CPU time an exercise may use; a call's share scales with it.  [default: the course's]",
    ),
    click.option(
        "--seed",
        type=click.IntRange(min=0, max=2**63 - 1),
        metavar="N",
        help="Draw other cases than the course's own; 0 is the course's own.  [default: 0]",
    ),
)
"""Where and how long learner code runs."""

_OPTIONS = (
    click.option(
        "--exercise", multiple=True, metavar="ID", help="Grade this exercise only; may be repeated."
    ),
    format_option,
    *sandbox_options,
    click.option(
        "--exit-zero",
        is_flag=True,
        help="Exit with 0 whenever a grade was given; --gradescope and --classroom50 imply it.",
    ),
    course_option,
)


def grading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options to a command, which receives them as one `Settings`."""

    @functools.wraps(command)
    def run(**values: object) -> None:
        given = {name: values.pop(name) for name in Settings._fields}
        command(settings=Settings(**given), **values)  # type: ignore[arg-type]  # click made their types

    for option in reversed(_OPTIONS[1:]):
        run = option(run)
    return _OPTIONS[0](with_renderings(run))
