"""The `process` sandbox: a plain subprocess with limits, for a learner's own code. Not isolated.

What is here is Linux's, for an ordinary user; `process_dropped` is for root, `process_portable` for other systems.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Literal

from calcgrade import scratch
from calcgrade.errors import SandboxUnavailable
from calcgrade.sandboxes import descendants, environment, proc_time
from calcgrade.sandboxes.numpy_folders import numpy_folders
from calcgrade.sandboxes.pipes import Pipes
from calcgrade.sandboxes.privileges import is_root
from calcgrade.sandboxes.seccomp import put_on
from calcgrade.sandboxes.spawner import spawn
from calcgrade.worker import bundle
from calcgrade.worker.removal import remove

if TYPE_CHECKING:
    from calcgrade.sandboxes.channel import Channel
    from calcgrade.sandboxes.public_python import PublicPython


class ProcessChannel:
    """A running worker and the private folder it works in."""

    def __init__(self) -> None:
        self.root = scratch.make()
        self.sys_path = numpy_folders()
        self._status: int | None = None
        self._started = descendants.now()
        self._pipes = Pipes("process")
        command = bundle.command(sys.executable, site=False)
        command[-1] = put_on.source() + command[-1]
        try:
            self._pid = spawn(
                command, environment.variables(self.root), dict(enumerate(self._pipes.worker_ends))
            )
        except OSError as error:
            remove(self.root)
            raise SandboxUnavailable("process", f"Python cannot be started ({error})", "Try again") from None
        finally:
            self._pipes.close_worker_ends()
        descendants.adopt(self._pid)

    def send(self, data: bytes, timeout: float) -> None:
        """Write all of ``data`` to the worker."""
        self._pipes.send(data, timeout)

    def receive(self, timeout: float) -> bytes:
        """Read what the worker wrote."""
        return self._pipes.receive(timeout)

    def cpu_seconds(self) -> float | None:
        """CPU time of the worker and its living descendants."""
        return proc_time.cpu_seconds(self._pid)

    def diagnosis(self) -> str:
        """How the worker ended and its last words on stderr."""
        self._pipes.drain_stderr()
        words = self._pipes.stderr.decode("utf-8", "replace").strip()
        ended = "still running" if self._status is None else f"exit status {self._status}"
        return f"{ended}; stderr: {words}" if words else ended

    def kill(self) -> None:
        """Kill descendants in rounds, then the worker; remove the folder."""
        if self._status is not None:
            return
        # First without the worker: while it lives, what it started can be told by descent.
        descendants.kill_all(self._pid, self._started)
        os.kill(self._pid, signal.SIGKILL)
        self._status = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        descendants.kill_all(self._pid, self._started)
        descendants.release(self._pid)
        self._pipes.close()
        remove(self.root)


class ProcessLauncher:
    """Starts workers as plain subprocesses.

    Parameters
    ----------
    portable
        Whether to do without everything that only Linux has.
    """

    kind: Literal["process"] = "process"

    def __init__(self, *, portable: bool = sys.platform != "linux") -> None:
        self.portable = portable
        self._python: PublicPython | None = None

    def launch(self) -> Channel:
        """Start a worker; where root does, as a user who has no rights.

        Raises
        ------
        SandboxUnavailable
            Root asks on a system where its rights cannot be given up, or Python cannot be started.
        """
        if self.portable:
            return self._portable()
        if not is_root():
            return ProcessChannel()
        from calcgrade.sandboxes.process_dropped import DroppedChannel
        from calcgrade.sandboxes.public_python import PublicPython

        self._python = self._python or PublicPython()
        return DroppedChannel(self._python)

    def environment(self) -> dict[str, str]:
        """Nothing to record."""
        return {}

    def close(self) -> None:
        """Remove the Python that was made ready for another user."""
        if self._python is not None:
            self._python.close()
            self._python = None

    @staticmethod
    def _portable() -> Channel:
        from calcgrade.sandboxes.process_portable import PortableChannel

        if is_root() and sys.platform != "linux":
            raise SandboxUnavailable(
                "process", "learner code would have all of root's rights", "Run calcgrade as an ordinary user"
            )
        return PortableChannel()
