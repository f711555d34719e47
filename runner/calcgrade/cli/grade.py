"""``calcgrade grade`` and what it shares with ``check``: one submission graded and reported."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

import click

from calcgrade.cli.options import grading_options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from calcgrade.cli.options import Settings
    from calcgrade.course.load import Course
    from calcgrade.intake.submission import Submission
    from calcgrade.reports.terminal import Terminal
    from calcgrade.results.model import Result


@click.command()
@click.argument("path")
@click.option(
    "--github",
    is_flag=True,
    help="As a step of GitHub Actions: mark what is wrong, write the summary and the reporter's output.",
)
@grading_options
def grade(path: str, settings: Settings, github: bool) -> None:
    """Grade one submission: a folder, a zip or tar of one, a .py file or a notebook.

    Runs it in a container, or in bubblewrap where there is no container engine. It never falls
    back to running somebody else's code unprotected.

    \b
    Examples:
        calcgrade grade submissions/alice
        calcgrade grade submissions/alice --exercise 2.1 --json alice.json
        calcgrade grade submissions/alice --html alice.html --junit-xml alice.xml
        calcgrade grade alice.zip
        calcgrade grade forward_difference.py --exercise 2.1
        calcgrade grade . --github

    \b
    Exit codes: 0 all passed; 1 not all passed; 2 nothing to grade;
    3 the grader could not work, or a report could not be written.
    """
    if not github:
        run("grade", [path], settings, learner=False)
        return
    from calcgrade.cli.github import step

    if settings.format == "json":
        raise click.UsageError("--github marks findings in what is printed: name a file with --json instead.")
    with step() as running:
        run("grade", [path], settings, learner=False, publish=running.publish)


def run(
    command: Literal["check", "grade"],
    words: Iterable[str],
    settings: Settings,
    *,
    learner: bool,
    publish: Callable[[Result, Submission, Course, Path], None] | None = None,
) -> None:
    """Grade what ``words`` name, report it and exit with the result's code.

    Parameters
    ----------
    command : {"check", "grade"}
        Decides what ``--isolation auto`` may take.
    words : iterable of str
        Paths, and exercise ids too where it is a learner who types them.
    settings : Settings
        The options.
    learner : bool
        Whether a learner asks, who is told what to do next.
    publish : callable, optional
        Told of the result, the submission, the course and the submission's path, before any file is written.
    """
    from calcgrade.cli import grading, out_of_reach, renderings
    from calcgrade.cli.workplace import private_folder
    from calcgrade.reports.terminal import Terminal
    from calcgrade.results.model import encode
    from calcgrade.results.status import EXIT_CODES

    with private_folder() as here:
        course, target, submission = grading.read_input(words, settings, here, paths_only=not learner)
        if not learner:
            out_of_reach.require_closed_reports(settings)
            for note in out_of_reach.answers_within_reach(settings.isolation, course):
                click.echo(f"calcgrade: note: {note}", err=True)
        with grading.sandbox(command, settings, submission, course) as session:
            terminal = Terminal(sys.stdout) if settings.format == "text" else None
            result = grading.judge(
                submission, course, target.ids, session, settings, terminal.exercise if terminal else None
            )
        # First what needs no disk: a report that cannot be written must not take the grade with it.
        if terminal is None:
            with suppress(BrokenPipeError):  # its reader has left; report files are still to be written
                click.echo(encode(result), nl=False)
        else:
            from calcgrade.reports.next_step import next_step

            terminal.notes(submission.notes)
            terminal.summary(result, next_step(result, course.manifest) if learner else "")
        if learner and grading.is_own_folder(target.path, here):
            _close(here, course, result, terminal)
        try:
            if publish is not None:
                publish(result, submission, course, target.path)
        finally:  # what GitHub could not be told keeps no report from being written
            renderings.write(result, settings.renderings, course)
    code = EXIT_CODES[result.status]
    forgiving = settings.exit_zero or settings.renderings.for_a_service
    click.get_current_context().exit(0 if code == 1 and forgiving else code)


def _close(here: Path, course: Course, result: Result, terminal: Terminal | None) -> None:
    """Note a learner's progress, now that the grade is out, and say what follows from it."""
    from calcgrade.companion.after_check import closing
    from calcgrade.reports.lines import folded

    for sentence in closing(here, course, result.exercises):
        if terminal is not None:
            terminal.lines(folded(sentence, terminal.width))
