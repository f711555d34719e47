"""A grade in a process of its own, slow enough for something to go wrong in its midst."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from calcgrade.sandboxes.docker_engine import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

COURSE = Path(__file__).parents[2]
FILE = "ex_1_1_numerical_derivative.py"
PATIENCE_S = 60.0
SLOWED = """
import time as _time

def _slowed(function):
    def slow(*arguments, **named):
        _time.sleep({pause})
        return function(*arguments, **named)
    return slow

numerical_derivative = _slowed(numerical_derivative)
"""


def slow_submission(folder: Path, *, pause: float = 0.04) -> Path:
    """Make a submission whose answers to 1.1 are right and come one by one, some seconds in all."""
    folder.mkdir(parents=True, exist_ok=True)
    right = (COURSE / "solutions" / FILE).read_text("utf-8")
    (folder / FILE).write_text(right + SLOWED.format(pause=pause), "utf-8")
    return folder


class Grading:
    """``calcgrade grade`` on its way.

    Parameters
    ----------
    submission, isolation
        What to grade, and where.
    report
        Where the result goes.
    words
        More of the command line.
    environment
        Variables for the grader, over those of this process.
    """

    def __init__(
        self,
        submission: Path,
        isolation: str,
        report: Path,
        *words: str,
        environment: Mapping[str, str] | None = None,
        stdout: int | None = subprocess.PIPE,
    ) -> None:
        self.report = report
        trust = ["--trust-submissions"] if isolation == "process" else []
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "calcgrade", "grade", str(submission), "--exercise", "1.1",
                "--isolation", isolation, *trust, "--json", str(report), *words,
            ],
            stdout=stdout, stderr=subprocess.PIPE, text=True, start_new_session=True,
            env={**os.environ, **(environment or {})},
        )  # fmt: skip

    def end(self) -> tuple[int, str]:
        """Wait for its end; return its exit code and what it complained of."""
        _, complaint = self.process.communicate(timeout=2 * PATIENCE_S)
        notes = "calcgrade: note:"  # root is told what a plain process could read
        kept = [line for line in complaint.splitlines(keepends=True) if not line.startswith(notes)]
        return self.process.returncode, "".join(kept)

    def result(self) -> Any:
        return json.loads(self.report.read_text("utf-8"))

    def workers(self) -> list[int]:
        """Processes of learner code: what runs Python and is not the grader, everywhere below it."""
        return [pid for pid in below(self.process.pid) if _is_worker(_command(pid))]


def is_full(grading: Grading) -> bool:
    """Tell whether the grade is what the submission earns."""
    result = grading.result()
    return bool(result["status"] == "passed" and result["score"] == 10)


def below(pid: int) -> list[int]:
    """Living descendants of a process."""
    found: list[int] = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, rest = stat.read_text().rsplit(")", 1)
        except OSError:
            continue
        state, parent = rest.split()[:2]
        if int(parent) == pid and state != "Z":
            found += [int(stat.parent.name), *below(int(stat.parent.name))]
    return found


def _is_worker(command: bytes) -> bool:
    return b"python" in command.split(b"\0")[0] and b"\0-P\0-B\0" in command


def _command(pid: int) -> bytes:
    try:
        return Path("/proc", str(pid), "cmdline").read_bytes()
    except OSError:
        return b""


def wait_until(true: Callable[[], Any], seconds: float = PATIENCE_S) -> bool:
    """Wait for something to become true; tell whether it did."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return False


def lives(pid: int) -> bool:
    try:
        return ") Z " not in Path("/proc", str(pid), "stat").read_text()
    except OSError:
        return False


def containers(address: str | None = None) -> set[str]:
    """Ids of all grading containers of an engine, by default the machine's."""
    if address is not None:
        done = subprocess.run(
            ["docker", "--host", address, "ps", "-aq", "--no-trunc", "--filter", "label=calcgrade.sandbox"],
            capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
        return set(done.stdout.split())
    engine = connect()
    try:
        found = engine.containers(all=True, filters={"label": "calcgrade.sandbox"})
        return {str(item["Id"]) for item in found}
    finally:
        engine.close()
