"""The `process` sandbox on macOS and Windows, with what every Python has: subprocesses, pipes and threads.

Its worker does not fork, so each exercise gets a sandbox of its own. On Windows a Job Object ends all that the
worker started. On macOS a process that daemonised itself (new session, parents gone) outlives the sandbox.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Protocol

from calcgrade import scratch
from calcgrade.errors import SandboxUnavailable
from calcgrade.sandboxes import environment
from calcgrade.sandboxes.numpy_folders import numpy_folders
from calcgrade.sandboxes.threaded_pipes import ThreadedPipes
from calcgrade.worker import bundle
from calcgrade.worker.removal import remove

if TYPE_CHECKING:
    from collections.abc import Sequence


class Family(Protocol):
    """A worker and everything it started, as far as the system can tell."""

    def cpu_seconds(self) -> float | None:
        """CPU time used; None where it cannot be read."""
        ...

    def kill(self) -> None:
        """Kill them all; the worker itself has still to be waited for."""
        ...


class PortableChannel:
    """A running worker and the private folder it works in."""

    def __init__(self) -> None:
        # Without links or short names, so that learner-visible paths can be recognised.
        self.root = os.path.realpath(scratch.make())
        self.sys_path = numpy_folders()
        self._status: int | None = None
        self._pipes = ThreadedPipes("process")
        command = bundle.command(sys.executable, site=False, solo=True)
        try:
            self._process, self._family = _start(command, self.root, self._pipes.worker_ends)
        except OSError as error:
            self._pipes.close_worker_ends()
            self._pipes.close()
            remove(self.root)
            raise SandboxUnavailable("process", f"Python cannot be started ({error})", "Try again") from None
        self._pipes.close_worker_ends()

    def send(self, data: bytes, timeout: float) -> None:
        """Write all of ``data`` to the worker."""
        self._pipes.send(data, timeout)

    def receive(self, timeout: float) -> bytes:
        """Read what the worker wrote."""
        return self._pipes.receive(timeout)

    def cpu_seconds(self) -> float | None:
        """CPU time of the worker and what it started."""
        return None if self._status is not None else self._family.cpu_seconds()

    def diagnosis(self) -> str:
        """How the worker ended and its last words on stderr."""
        self._pipes.await_last_words()
        words = self._pipes.stderr.decode("utf-8", "replace").strip()
        ended = "still running" if self._status is None else f"exit status {self._status}"
        return f"{ended}; stderr: {words}" if words else ended

    def kill(self) -> None:
        """Kill the worker and what it started; remove the folder."""
        if self._status is not None:
            return
        self._family.kill()
        self._status = self._process.wait()
        self._pipes.close()
        remove(self.root)


def _start(command: Sequence[str], root: str, ends: Sequence[int]) -> tuple[subprocess.Popen[bytes], Family]:
    stdin, stdout, stderr = ends
    if sys.platform == "win32":
        return _start_in_job(command, root, ends)
    from calcgrade.sandboxes.process_group import ProcessGroup

    variables = environment.variables(root)
    # A session of its own: Ctrl-C is for the grader, and there is no terminal to ask a learner's questions on.
    process = subprocess.Popen(
        command, stdin=stdin, stdout=stdout, stderr=stderr, env=variables, start_new_session=True
    )
    return process, ProcessGroup(process.pid)


def _start_in_job(
    command: Sequence[str], root: str, ends: Sequence[int]
) -> tuple[subprocess.Popen[bytes], Family]:
    from calcgrade.sandboxes.job_object import CREATION_FLAGS, JobObject

    stdin, stdout, stderr = ends
    variables = environment.variables(root) | environment.windows(root)
    job = JobObject()
    try:
        process = subprocess.Popen(
            command, stdin=stdin, stdout=stdout, stderr=stderr, env=variables, creationflags=CREATION_FLAGS
        )
    except OSError:
        job.close()
        raise
    try:
        job.take(process.pid)
    except OSError:
        process.kill()
        process.wait()
        job.close()
        raise
    return process, job
