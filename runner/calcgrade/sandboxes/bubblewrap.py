"""The `bubblewrap` sandbox: unprivileged namespaces on Linux, no daemon."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from calcgrade.errors import SandboxLost, SandboxUnavailable
from calcgrade.sandboxes import proc_time, usage
from calcgrade.sandboxes.bounds import bound
from calcgrade.sandboxes.bubblewrap_command import ROOT, Command, command
from calcgrade.sandboxes.bubblewrap_layout import PACKAGES
from calcgrade.sandboxes.meanwhile import Meanwhile
from calcgrade.sandboxes.pipes import Pipes, filled, is_readable, pipe
from calcgrade.sandboxes.spawner import spawn

if TYPE_CHECKING:
    from calcgrade.sandboxes.bounds import Bounds
    from calcgrade.sandboxes.channel import Channel

_INFO, _FILTER = 3, 4
_START_S = 10.0
_PAUSE_S = 0.0003
_LAST_WORDS_S = 0.2
"""Its stream may end a moment before bwrap itself does."""


class BubblewrapChannel:
    """A running bubblewrap and, below it, the first process of its namespaces.

    Raises
    ------
    SandboxUnavailable
        bwrap could not be started, or could not make its namespaces.
    """

    def __init__(self, start: Command) -> None:
        self.root = ROOT
        self.sys_path: tuple[str, ...] = (PACKAGES,)
        self._status: int | None = None
        self._gone = False
        self._has_program = False
        self._pipes = Pipes("bubblewrap")
        info, their_info = pipe()
        calls = filled(start.filter)
        descriptors = dict(enumerate(self._pipes.worker_ends)) | {_INFO: their_info, _FILTER: calls}
        try:
            self._outer = spawn(start.argv, start.environment, descriptors)
        except OSError as error:
            self._pipes.close_worker_ends()
            self._pipes.close()
            os.close(info)
            raise _unavailable(f"it cannot be started: {error}") from None
        finally:
            os.close(their_info)
            os.close(calls)
        self._pipes.close_worker_ends()
        child = _child_pid(info)
        os.close(info)
        if child is None:
            raise self._failed()
        self.first_process = child
        try:
            self._pidfd = os.pidfd_open(child)
        except ProcessLookupError:  # it failed, and bwrap has reaped it already
            raise self._failed() from None
        # Moving a process takes the kernel ten milliseconds, in which bwrap has its own work to do.
        self._bounding = Meanwhile(lambda: bound(child, self._look, self._kill_first))

    @property
    def _bounds(self) -> Bounds:
        return self._bounding.result()

    def enclose(self) -> None:
        """Wait until everything inside is bounded."""
        self._bounding.result()

    def confirm(self) -> None:
        """Wait, a few milliseconds, until bwrap gave way to Python; `SandboxUnavailable` if it failed."""
        deadline = time.monotonic() + _START_S
        pause = 0.0
        while time.monotonic() < deadline:
            if is_readable(self._pidfd, pause):  # it has ended
                break
            try:
                name = Path("/proc", str(self.first_process), "comm").read_text().strip()
            except OSError:
                break
            if name != "bwrap":
                return
            pause = _PAUSE_S
        self.kill()
        raise self._failed()

    def send(self, data: bytes, timeout: float) -> None:
        """Write all of ``data`` to the worker, the first time its own program, which need not wait for bounds."""
        if self._has_program:
            self.enclose()
        self._has_program = True
        self._pipes.send(data, timeout)

    def receive(self, timeout: float) -> bytes:
        """Read what the worker wrote to its stdout."""
        return self._pipes.receive(timeout)

    def cpu_seconds(self) -> float | None:
        """CPU time of everything inside."""
        if self._gone:
            return None
        used = self._bounds.cpu_seconds()
        return proc_time.cpu_seconds(self.first_process) if used is None else used

    def diagnosis(self) -> str:
        """How the sandbox ended and its last words on stderr."""
        self._pipes.drain_stderr()
        deadline = time.monotonic() + _LAST_WORDS_S
        while self._status is None and time.monotonic() < deadline:
            self._reap(os.WNOHANG)
            time.sleep(_PAUSE_S)
        words = self._pipes.stderr.decode("utf-8", "replace").strip()
        ended = "still running" if self._status is None else f"exit status {self._status}"
        if self._bounds.exceeded:
            ended = f"killed for {self._bounds.exceeded}"
        return f"{ended}; stderr: {words}" if words else ended

    def kill(self) -> None:
        """Kill the first process of the PID namespace, with which the kernel ends every other."""
        if self._gone:
            return
        self._kill_first()
        # bwrap ends after that process, and that process after all others of its namespace.
        self._reap()
        self._bounds.close()
        os.close(self._pidfd)
        self._pipes.close()
        self._gone = True

    def _look(self) -> usage.Usage:
        members = usage.tree(self.first_process)
        return usage.look(members, usage.WorkFolder(self.first_process, ROOT))

    def _kill_first(self) -> None:
        # Not bwrap itself: its death would only ask the inner process to die, which can decline.
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)

    def _reap(self, options: int = 0) -> None:
        """Take bwrap's exit status, waiting for it unless told otherwise."""
        if self._status is None:
            pid, status = os.waitpid(self._outer, options)
            self._status = os.waitstatus_to_exitcode(status) if pid else None

    def _failed(self) -> SandboxUnavailable:
        """Reap a bwrap that gave up and repeat why."""
        if self._status is None:
            os.kill(self._outer, signal.SIGKILL)
            self._reap()
        self._pipes.close()
        words = self._pipes.stderr.decode("utf-8", "replace").strip().splitlines()
        return _unavailable(words[-1] if words else "")


class BubblewrapLauncher:
    """Starts sandboxes with bubblewrap."""

    kind: Literal["bubblewrap"] = "bubblewrap"

    def __init__(self) -> None:
        self._command: Command | None = None
        self._started: BubblewrapChannel | None = None

    def prestart(self) -> None:
        """Start the first sandbox now, to be handed out by `launch`; `SandboxUnavailable` if that fails."""
        channel = self._start()
        channel.confirm()
        self._started = channel

    def launch(self) -> Channel:
        """Start a fresh sandbox."""
        channel, self._started = self._started or self._start(), None
        return channel

    def environment(self) -> dict[str, str]:
        """Nothing to record: the interpreter is the host's."""
        return {}

    def close(self) -> None:
        """End a sandbox that was started and never used."""
        if self._started is not None:
            self._started.kill()
            self._started = None

    def _start(self) -> BubblewrapChannel:
        if self._command is None:
            self._command = command(_INFO, _FILTER)
        return BubblewrapChannel(self._command)


def probe() -> str | None:
    """Say why bubblewrap cannot be used here, or None after a sandbox with a working Python was started."""
    launcher = BubblewrapLauncher()
    try:
        launcher.prestart()
        channel = launcher.launch()
    except SandboxUnavailable as error:
        return str(error)
    # What numpy needs of the standard library beyond the interpreter itself.
    program = b"import ctypes, math; os.write(1, b'.')"
    try:
        channel.send(len(program).to_bytes(4, "big") + program, _START_S)
        answered = channel.receive(_START_S) == b"."
    except (SandboxLost, TimeoutError):
        answered = False
    finally:
        channel.kill()
    if answered:
        return None
    return str(_unavailable(f"Python does not start inside: {channel.diagnosis()}"))


def _unavailable(words: str) -> SandboxUnavailable:
    from calcgrade.sandboxes.bubblewrap_remedy import remedy

    return SandboxUnavailable("bubblewrap", *remedy(words))


def _child_pid(info: int) -> int | None:
    """Read bwrap's report of the process it made; None if it ends, or says nothing in time."""
    deadline, said = time.monotonic() + _START_S, b""
    while b"}" not in said:
        left = max(0.0, deadline - time.monotonic())
        piece = os.read(info, 4096) if is_readable(info, left) else b""
        if not piece:
            return None
        said += piece
    import json

    return int(json.loads(said)["child-pid"])
