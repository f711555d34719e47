"""``calcgrade batch``: a cohort, graded unattended."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

import click

from calcgrade.cli.options import course_option, sandbox_options
from calcgrade.cli.paths import FILE, absolute, all_absolute

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _sandboxed(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed((*sandbox_options, course_option)):
        command = option(command)
    return command


@click.command()
@click.argument("cohort", metavar="DIR", type=FILE, callback=absolute)
@click.option(
    "--out",
    type=FILE,
    callback=absolute,
    required=True,
    metavar="DIR",
    help="Where results, pages and tables go; started again on it, a batch goes on where it stopped.",
)
@click.option(
    "--roster",
    type=FILE,
    callback=absolute,
    metavar="FILE",
    help="A CSV file of who should hand in: a column `id`, and `name`, `email`, `github_username` … if you like.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1, max=1024),
    metavar="N",
    help="Submissions to grade at once.  [default: one for each processor]",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Grade on a Dask cluster: tls://HOST:PORT of its scheduler, or local:N.  [needs calcgrade[cluster]]",
)
@click.option("--regrade", is_flag=True, help="Grade again what is graded, and show what that changes.")
@click.option(
    "--similarity",
    is_flag=True,
    help="Write a page of submissions that are suspiciously alike too.  [needs calcgrade[similarity]]",
)
@click.option("--exercise", multiple=True, metavar="ID", help="Grade this exercise only; may be repeated.")
@click.option(
    "--fill",
    type=FILE,
    callback=all_absolute,
    multiple=True,
    metavar="FILE",
    help="Fill the scores into a copy of this Canvas export or Moodle worksheet; may be repeated.",
)
@click.option("--assignment", metavar="TITLE", help="The column of that table which is to be filled.")
@_sandboxed
def batch(
    cohort: Path,
    out: Path,
    roster: Path | None,
    jobs: int | None,
    cluster: str | None,
    regrade: bool,
    similarity: bool,
    exercise: tuple[str, ...],
    fill: list[Path],
    assignment: str | None,
    isolation: Literal["auto", "docker", "bubblewrap", "process"],
    trust_submissions: bool,
    image: str | None,
    runtime: str | None,
    timeout: float | None,
    seed: int | None,
    course: Path | None,
) -> None:
    """Grade every submission in DIR, each in a sandbox of its own, several at once.

    DIR holds one folder or archive a learner, clones of GitHub Classroom, or what Canvas or Moodle let you
    download; it may be a zip file of any of these. Of several hand-ins of one learner the highest attempt
    number counts, else the newest file.

    Every grade is kept at once. Stopped in the middle, by whatever, the same command goes on; what has not
    changed is not graded again, and what a changed checker grades otherwise is shown.

    \b
    Examples:
        calcgrade batch submissions/ --out results/
        calcgrade batch submissions.zip --out results/ --roster roster.csv
        calcgrade batch submissions/ --out results/ --fill canvas-export.csv
        calcgrade batch submissions/ --out results/ --regrade

    \b
    Exit codes: 0 every submission has a result; 2 usage or input error;
    3 some have none, or the grader could not work.
    """
    from calcgrade.batch.command import Asked, run
    from calcgrade.cli.workplace import private_folder

    asked = Asked(
        cohort=cohort, out=out, roster=roster, jobs=jobs, cluster=cluster, regrade=regrade, similarity=similarity,
        exercises=exercise, fill=tuple(fill), assignment=assignment, isolation=isolation,
        trust_submissions=trust_submissions, image=image, runtime=runtime, timeout=timeout, seed=seed or 0,
        course=course,
    )  # fmt: skip
    with private_folder():
        code = run(asked, sys.stdout)
    click.get_current_context().exit(code)
