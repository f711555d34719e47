"""The graders of a batch: given submissions, they hand back answers, in any order."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Protocol, cast

import msgspec

from calcgrade.batch import tasks
from calcgrade.batch.graders import frames
from calcgrade.batch.tasks import Answer, NotGraded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.batch.tasks import Setup, Task

TRIES = 3
"""How often a submission is given to a grader that ends over it, before it is given up."""

END_S = 10.0
COMMAND = (sys.executable, "-P", "-B", "-m", "calcgrade.batch.graders.process")


class Crew(Protocol):
    """Grades submissions at once, and never holds more than ``room`` of them."""

    @property
    def room(self) -> int:
        """How many submissions may be on their way."""
        ...

    def give(self, task: Task) -> None:
        """Hand in a submission to be graded."""
        ...

    def take(self) -> Answer:
        """Wait for the next answer."""
        ...

    def close(self) -> None:
        """End it all, at once."""
        ...


class LocalCrew:
    """Processes of this machine.

    Parameters
    ----------
    setup
        How the batch is graded.
    jobs
        How many processes, and so how many sandboxes at once.
    command
        What is started as a grader.
    """

    def __init__(self, setup: Setup, jobs: int, *, command: Sequence[str] = COMMAND) -> None:
        self.room = jobs + 2  # a little more than are graded, so that none waits for the disk
        self._setup = tasks.encode(setup)
        self._command = command
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._closing = False
        self._threads = [
            threading.Thread(target=self._work, name=f"grader-{k}", daemon=True) for k in range(jobs)
        ]
        for thread in self._threads:
            thread.start()

    def give(self, task: Task) -> None:
        """Hand in a submission to be graded."""
        self._tasks.put(task)

    def take(self) -> Answer:
        """Wait for the next answer."""
        return self._answers.get()

    def close(self) -> None:
        """End every grader, what it is doing included."""
        with self._lock:
            self._closing = True
            processes = set(self._processes)
        for _ in self._threads:
            self._tasks.put(None)
        for process in processes:
            _end(process)
        for thread in self._threads:
            thread.join(END_S)

    def _work(self) -> None:
        """Keep one process busy, and put another in its place when it ends."""
        process: subprocess.Popen[bytes] | None = None
        while (task := self._tasks.get()) is not None and not self._closing:
            answer: Answer | None = None
            for _ in range(TRIES):
                process = process or self._start()
                if process is None:  # closing
                    return
                answer = _ask(process, task)
                if answer is not None:
                    break
                self._forget(process)
                process = None
            if answer is None:
                answer = NotGraded(task.number, f"the grader ended over it {TRIES} times", engine=False)
            self._answers.put(answer)
        if process is not None:
            self._forget(process)

    def _start(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._closing:
                return None
            process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1"}, start_new_session=True,
            )  # fmt: skip
            self._processes.add(process)
        with suppress(OSError):
            frames.send(cast("IO[bytes]", process.stdin), self._setup)
        return process

    def _forget(self, process: subprocess.Popen[bytes]) -> None:
        _end(process)
        with self._lock:
            self._processes.discard(process)


def _ask(process: subprocess.Popen[bytes], task: Task) -> Answer | None:
    """Have a process grade a submission; None where it ended instead."""
    try:
        frames.send(cast("IO[bytes]", process.stdin), tasks.encode(task))
        said = frames.receive(cast("IO[bytes]", process.stdout))
    except OSError:
        return None
    if said is None:
        return None
    # One that cannot be set up says so, whatever it is asked.
    return msgspec.structs.replace(tasks.to_answer(said), number=task.number)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Close a grader's input, by which it ends, and wait for it."""
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    try:
        process.wait(END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
