"""The `process` sandbox that root starts on Linux: its worker becomes a user of its own, whom nothing else belongs to.

No wall is between it and what everybody may read. But the kernel keeps it from root's processes and files, the
grader and its verdicts among them, and from every other sandbox.
"""

from __future__ import annotations

import contextlib
import os
import signal
from typing import TYPE_CHECKING

from calcgrade import limits
from calcgrade.errors import SandboxUnavailable
from calcgrade.sandboxes import (
    descendants,
    drop,
    environment,
    proc_time,
    public_python,
    rlimits,
    spare_user,
    usage,
)
from calcgrade.sandboxes.bounds import bound
from calcgrade.sandboxes.pipes import Pipes
from calcgrade.sandboxes.seccomp import put_on
from calcgrade.sandboxes.spawner import spawn
from calcgrade.worker import bundle
from calcgrade.worker.removal import remove

if TYPE_CHECKING:
    from calcgrade.sandboxes.public_python import PublicPython

_LIMITS = limits.PER_PROCESS | {"data": limits.MEMORY, "nproc": limits.PROCESSES}


class DroppedChannel:
    """A running worker, the user that it is and the private folder it works in.

    Parameters
    ----------
    python
        What it runs.

    Raises
    ------
    SandboxUnavailable
        Root may not give up its rights here, or Python cannot be started.
    """

    def __init__(self, python: PublicPython) -> None:
        self.sys_path: tuple[str, ...] = (python.packages,)
        self.user = spare_user.take()
        self._status: int | None = None
        try:
            self.root = public_python.make_public_folder()
        except SandboxUnavailable:
            spare_user.give_back(self.user)
            raise
        os.chown(self.root, self.user, self.user)
        self._pipes = Pipes("process")
        try:
            self._pid = spawn(
                self._command(python), self._environment(python), dict(enumerate(self._pipes.worker_ends))
            )
        except OSError as error:
            self._pipes.close_worker_ends()
            self._pipes.close()
            self._forget()
            raise SandboxUnavailable("process", f"Python cannot be started ({error})", "Try again") from None
        self._pipes.close_worker_ends()
        descendants.adopt(self._pid)
        self._pidfd = os.pidfd_open(self._pid)
        self._bounds = bound(self._pid, self._look, self._kill_all)

    def send(self, data: bytes, timeout: float) -> None:
        """Write all of ``data`` to the worker."""
        self._pipes.send(data, timeout)

    def receive(self, timeout: float) -> bytes:
        """Read what the worker wrote."""
        return self._pipes.receive(timeout)

    def cpu_seconds(self) -> float | None:
        """CPU time of everything that is this user."""
        if self._status is not None:
            return None
        used = self._bounds.cpu_seconds()
        return proc_time.of_all(spare_user.processes(self.user)) if used is None else used

    def diagnosis(self) -> str:
        """How the worker ended and its last words on stderr."""
        self._pipes.drain_stderr()
        words = self._pipes.stderr.decode("utf-8", "replace").strip()
        ended = "still running" if self._status is None else f"exit status {self._status}"
        if self._bounds.exceeded:
            ended = f"killed for {self._bounds.exceeded}"
        return f"{ended}; stderr: {words}" if words else ended

    def kill(self) -> None:
        """Kill everything that is this user, in one stroke; remove the folder."""
        if self._status is not None:
            return
        self._kill_worker()  # which may still be root, if it has only just begun
        self._status = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        spare_user.end(self.user, self._pid)
        descendants.release(self._pid)
        self._bounds.close()
        os.close(self._pidfd)
        self._pipes.close()
        self._forget()

    def _kill_worker(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)

    def _kill_all(self) -> None:
        self._kill_worker()
        spare_user.kill_all(self.user)

    def _look(self) -> usage.Usage:
        return usage.look(spare_user.processes(self.user))

    def _forget(self) -> None:
        remove(self.root)
        spare_user.give_back(self.user)

    def _command(self, python: PublicPython) -> list[str]:
        command = bundle.command(python.program, site=False)
        # The filter comes last: it forbids to change users.
        command[-1] = (
            rlimits.source(_LIMITS) + drop.source(self.user, self.root) + put_on.source() + command[-1]
        )
        return command

    def _environment(self, python: PublicPython) -> dict[str, str]:
        variables = environment.variables(self.root)
        if python.library_path:
            variables["LD_LIBRARY_PATH"] = python.library_path
        return variables
