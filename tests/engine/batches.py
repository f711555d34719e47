"""Batches in processes of their own, and what they leave behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import stub_grader
from click.testing import CliRunner

from calcgrade.batch import command
from calcgrade.cli.main import cli

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calcgrade.batch.tasks import Answer, Setup, Task

STUB = Path(__file__).with_name("stub_batch.py")
FILE = "ex_1_1_numerical_derivative.py"


def hand_in(folder: Path, *learners: str, text: str = "pass\n") -> Path:
    """Make a cohort in which everybody hands in something else."""
    for number, learner in enumerate(learners):
        (folder / learner).mkdir(parents=True)
        (folder / learner / FILE).write_text("#" * number + text, "utf-8")
    return folder


def start(
    *words: str | Path, pause: float = 0.0, program: Path = STUB, variables: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """Start a batch whose graders count bytes."""
    return subprocess.Popen(
        [sys.executable, str(program), *map(str, words)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, stub_grader.PAUSE: str(pause), **(variables or {})},
    )  # fmt: skip


class StubCrew:
    """Graders that count bytes, in this process."""

    room = 3

    def __init__(self, setup: Setup, jobs: int) -> None:
        self._setup = setup
        self._given: list[Task] = []

    def give(self, task: Task) -> None:
        self._given.append(task)

    def take(self) -> Answer:
        return stub_grader.answer(self._given.pop(0), self._setup)

    def close(self) -> None:
        pass


def run(*words: str | Path) -> tuple[int, str, str]:
    """Run one in this process; return its exit code, what it said, and what it complained of."""
    with mock.patch.object(command, "LocalCrew", StubCrew):
        trusted = ["--isolation", "process", "--trust-submissions"]
        done = CliRunner().invoke(cli, ["batch", *map(str, words), *trusted], catch_exceptions=False)
    return done.exit_code, done.stdout, _without_notes(done.stderr)


def run_program(*words: str | Path) -> tuple[int, str, str]:
    """Run one as a program, with its graders."""
    process = start(*words)
    said, complaint = process.communicate(timeout=100)
    return process.returncode, said, _without_notes(complaint)


def _without_notes(complaint: str) -> str:
    return "\n".join(line for line in complaint.splitlines() if not line.startswith("calcgrade: note:"))


def outcome(out: Path) -> dict[str, Any]:
    """Return all that a batch wrote, without what differs from run to run: times."""
    found: dict[str, Any] = {}
    for path in sorted(out.rglob("*")):
        if path.is_dir() or path.name.startswith("journal.sqlite"):
            continue
        data = path.read_bytes()
        found[str(path.relative_to(out))] = timeless(json.loads(data)) if path.suffix == ".json" else data
    return found


def timeless(value: Any) -> Any:
    """Return what a result says, without how long it took."""
    if isinstance(value, dict):
        return {key: timeless(item) for key, item in value.items() if key != "duration_s"}  # pyright: ignore[reportUnknownVariableType]
    return list(map(timeless, value)) if isinstance(value, list) else value  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]
