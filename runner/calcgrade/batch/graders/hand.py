"""One grader's process, kept busy, and replaced when it ends."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, TYPE_CHECKING, cast

import msgspec

from calcgrade.batch import tasks
from calcgrade.batch.graders import frames
from calcgrade.batch.tasks import Answer, NotGraded

if TYPE_CHECKING:
    from collections.abc import Sequence

TRIES = 3
"""How often a submission is given to a grader that ends over it, before it is given up."""

END_S = 10.0
COMMAND: tuple[str, ...] = (sys.executable, "-P", "-B", "-m", "calcgrade.batch.graders.process")


class Hand:
    """A process that grades, one submission at a time.

    Parameters
    ----------
    setup
        How submissions are graded, encoded.
    command
        What is started.
    """

    def __init__(self, setup: bytes, command: Sequence[str] = COMMAND) -> None:
        self._setup = setup
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._closed = False

    def grade(self, number: int, task: bytes) -> Answer | None:
        """Have a submission graded; None where the hand was closed meanwhile."""
        for _ in range(TRIES):
            process = self._running()
            if process is None:
                return None
            said = _ask(process, task)
            if said is not None:
                # One that cannot be set up says so, whatever it is asked.
                return msgspec.structs.replace(tasks.to_answer(said), number=number)
            self._end()
        return (
            None
            if self._closed
            else NotGraded(number, f"the grader ended over it {TRIES} times", engine=False)
        )

    def close(self) -> None:
        """End the process, what it is doing included; may be called by another thread than the one that waits."""
        with self._lock:
            self._closed = True
        self._end()

    def _running(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._closed:
                return None
            if self._process is None:
                self._process = subprocess.Popen(
                    self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                    env={**os.environ, "OPENBLAS_NUM_THREADS": "1"}, start_new_session=True,
                )  # fmt: skip
                with suppress(OSError):
                    frames.send(cast("IO[bytes]", self._process.stdin), self._setup)
            return self._process

    def _end(self) -> None:
        """Close the process's input, by which it ends, and wait for it."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):
            cast("IO[bytes]", process.stdin).close()
        try:
            process.wait(END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        cast("IO[bytes]", process.stdout).close()


def _ask(process: subprocess.Popen[bytes], task: bytes) -> bytes | None:
    """Send a task and wait for the answer; None where the process ended instead."""
    try:
        frames.send(cast("IO[bytes]", process.stdin), task)
        return frames.receive(cast("IO[bytes]", process.stdout))
    except (OSError, ValueError):  # ValueError: closed by another thread
        return None
