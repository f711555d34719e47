"""A step of a GitHub Actions workflow that grades: what the runner offers it, and what it hands back."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from calcgrade.errors import CalcgradeError, InputError, ReportLost
from calcgrade.limits import KIB

if TYPE_CHECKING:
    from collections.abc import Generator

    from calcgrade.course.load import Course
    from calcgrade.intake.submission import Submission
    from calcgrade.results.model import Result

SUMMARY: Final = 900 * KIB
"""Bytes of a step's summary: of more than a mebibyte GitHub shows nothing at all."""


class Step:
    """The step that calcgrade runs in.

    Parameters
    ----------
    output, summary : Path
        Files that the runner reads once the step has ended.
    workspace : Path
        The repository's files.
    """

    def __init__(self, output: Path, summary: Path, workspace: Path) -> None:
        self._output = output
        self._summary = summary
        self._workspace = workspace
        self._token = secrets.token_hex(32)
        self._heeded = True

    def stop_commands(self) -> None:
        """Have the runner take every line that follows for text."""
        _tell(f"::stop-commands::{self._token}")
        self._heeded = False

    def resume_commands(self) -> None:
        """Have the runner heed commands again."""
        if not self._heeded:
            _tell(f"::{self._token}::")
        self._heeded = True

    def publish(self, result: Result, submission: Submission, course: Course, path: Path) -> None:
        """Write the summary and the output, and mark what did not pass.

        Raises
        ------
        ReportLost
            One of the runner's files could not be written.
        """
        from calcgrade.reports import markdown
        from calcgrade.reports.github import annotations, reporter
        from calcgrade.reports.github.places import Places

        self.resume_commands()
        places = Places(submission, course, self._folder(path))
        for command in annotations.commands(result, places.of):
            _tell(command)
        _append(self._output, f"result={reporter.encoded(result)}\n")
        room = SUMMARY - (self._summary.stat().st_size if self._summary.exists() else 0)
        _append(self._summary, markdown.render(result, limit=max(room, 0)))

    def _folder(self, path: Path) -> str:
        """Return the submission's path in the repository; of a single file, that of its folder."""
        folder = (path if path.is_dir() else path.parent).resolve()
        workspace = self._workspace.resolve()
        return folder.relative_to(workspace).as_posix() if folder.is_relative_to(workspace) else ""


@contextmanager
def step() -> Generator[Step, None, None]:
    """Grade inside this block as a step: no line of it is a command, and an error of ours is shown on the run.

    Raises
    ------
    InputError
        This is no step of a workflow.
    """
    from calcgrade.reports.escape.workflow import for_message

    here = Path.cwd()
    running = Step(
        _file("GITHUB_OUTPUT"), _file("GITHUB_STEP_SUMMARY"), Path(os.environ.get("GITHUB_WORKSPACE") or here)
    )
    running.stop_commands()
    try:
        yield running
    except CalcgradeError as error:
        running.resume_commands()
        _tell(f"::error title=calcgrade::{for_message(str(error))}")
        raise
    finally:
        running.resume_commands()


def _file(variable: str) -> Path:
    named = os.environ.get(variable)
    if not named:
        raise InputError(
            "--github",
            f"{variable} is not set, so this is no step of a GitHub Actions workflow",
            "Leave --github out, or set GITHUB_OUTPUT and GITHUB_STEP_SUMMARY to files that it may append to",
        )
    path = Path(named).absolute()
    if path.is_dir() or not os.access(path if path.exists() else path.parent, os.W_OK):
        raise InputError(f"{variable}={named}", "this file cannot be written", "Name one that can")
    return path


def _append(path: Path, text: str) -> None:
    try:
        with path.open("ab") as file:
            file.write(text.encode("utf-8"))
    except OSError as error:
        raise ReportLost(path, error.strerror or "unknown error") from None


def _tell(command: str) -> None:
    # As bytes: what the log cannot show in its own encoding must not become a command of another meaning.
    click.echo(command.encode("utf-8"))
