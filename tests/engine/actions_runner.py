"""A runner of GitHub Actions, as far as a step notices one: files it may append to, and a log that is obeyed."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

from actions_log import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from actions_log import Log


class Runner:
    """Runs steps of one job.

    Parameters
    ----------
    folder : Path
        Where its files are made.
    workspace : Path
        The repository's checkout, in which steps run.
    """

    def __init__(self, folder: Path, workspace: Path) -> None:
        self.workspace = workspace
        self.output = folder / "output"
        self.summary = folder / "summary"
        self.temporary = folder / "temp"
        self.temporary.mkdir(parents=True)

    @property
    def environment(self) -> dict[str, str]:
        """What a step finds in its environment."""
        self.output.touch()
        self.summary.touch()
        return {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", "/"),
            "TMPDIR": str(self.temporary),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temporary),
            **({"DOCKER_HOST": os.environ["DOCKER_HOST"]} if "DOCKER_HOST" in os.environ else {}),
        }

    def run(self, command: Sequence[str], **more: str) -> Step:
        """Run a step, with both of its streams in one log."""
        done = subprocess.run(
            command,
            cwd=self.workspace,
            env=self.environment | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
            check=False,
        )
        return Step(done.returncode, done.stdout.decode("utf-8"))

    def outputs(self) -> dict[str, str]:
        """Return the outputs that steps have set so far."""
        pairs = (line.partition("=") for line in self.output.read_text("utf-8").splitlines())
        return {name: value for name, _, value in pairs}


class Step:
    """What became of one step."""

    def __init__(self, code: int, said: str) -> None:
        self.code = code
        self.said = said

    @property
    def lines(self) -> list[str]:
        """The log as the runner reads it, to which a carriage return ends a line too."""
        return re.split(r"\r\n|\r|\n", self.said)

    @property
    def log(self) -> Log:
        """The log, obeyed."""
        return read(self.lines)

    @property
    def names(self) -> list[str]:
        """Names of the commands that were obeyed."""
        return [name for name, _, _ in self.log.commands]
