"""Three pipes to a worker on this machine: its stdin, stdout and stderr. Never blocks for good."""

from __future__ import annotations

import contextlib
import os
import select
import time

from calcgrade.errors import SandboxLost
from calcgrade.sandboxes.channel import PIECE, STDERR_KEPT

_ROOM = 256 * 1024
"""The worker's program fits into the pipe, and is on its way before Python has started to read."""

_LOWEST = 16
"""Our descriptors stay above those a spawned worker gets, even if this process runs without a stdin."""


def pipe() -> tuple[int, int]:
    """Return (read end, write end), closed on exec and numbered so that no standard stream is hit."""
    import fcntl  # Windows, where this module may be imported and never used, has none

    low = os.pipe()
    high = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _LOWEST) for end in low)
    for end in low:
        os.close(end)
    with contextlib.suppress(AttributeError, OSError):  # not on this system, or more than this user may have
        fcntl.fcntl(high[1], fcntl.F_SETPIPE_SZ, _ROOM)
    return high[0], high[1]


def filled(data: bytes) -> int:
    """Return the read end of a pipe that holds ``data``, at most 4096 bytes, and then ends."""
    end, ours = pipe()
    os.write(ours, data)
    os.close(ours)
    return end


def is_readable(descriptor: int, timeout: float) -> bool:
    """Wait at most ``timeout`` seconds for something to read, or for the end."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(timeout * 1000))


class Pipes:
    """Our ends of a worker's standard streams, and for a moment the worker's ends too.

    Parameters
    ----------
    kind
        Kind of sandbox, for error messages.
    """

    def __init__(self, kind: str) -> None:
        self.stderr = b""
        self._kind = kind
        worker_in, self._in = pipe()
        self._out, worker_out = pipe()
        self._err, worker_err = pipe()
        self._ours = [self._in, self._out, self._err]
        self.worker_ends = [worker_in, worker_out, worker_err]
        for end in self._ours:
            os.set_blocking(end, False)

    def close_worker_ends(self) -> None:
        """Close what the spawned worker now holds itself, so that its end becomes the stream's end."""
        while self.worker_ends:
            os.close(self.worker_ends.pop())

    def send(self, data: bytes, timeout: float) -> None:
        """Write all of ``data``, reading stderr meanwhile so that a talkative worker cannot stall us."""
        deadline, view = time.monotonic() + timeout, memoryview(data)
        while view:
            try:
                view = view[os.write(self._in, view) :]
            except BlockingIOError:
                self._wait((self._in, select.POLLOUT), deadline)
            except OSError as error:
                raise SandboxLost(self._kind, f"its input closed ({error.strerror})") from None

    def receive(self, timeout: float) -> bytes:
        """Read what the worker wrote, or ``b""`` at the end."""
        deadline = time.monotonic() + timeout
        while True:
            try:
                return os.read(self._out, PIECE)
            except BlockingIOError:
                self._wait((self._out, select.POLLIN), deadline)

    def drain_stderr(self) -> None:
        """Read what stderr holds right now, keeping the end of it."""
        with contextlib.suppress(BlockingIOError):
            while self._err >= 0:
                piece = os.read(self._err, PIECE)
                if not piece:
                    self._ours.remove(self._err)
                    os.close(self._err)
                    self._err = -1
                self.stderr = (self.stderr + piece)[-STDERR_KEPT:]

    def close(self) -> None:
        """Close our ends."""
        self.drain_stderr()
        while self._ours:
            os.close(self._ours.pop())
        self._err = -1

    def _wait(self, wanted: tuple[int, int], deadline: float) -> None:
        """Wait until ``wanted`` (descriptor, event) is ready; `TimeoutError` at the deadline."""
        poll = select.poll()
        poll.register(*wanted)
        while True:
            # A negative descriptor, which poll would refuse, is a stderr that has ended.
            if self._err >= 0:
                poll.register(self._err, select.POLLIN)
            ready = [number for number, _ in poll.poll(max(0.0, deadline - time.monotonic()) * 1000)]
            if self._err in ready:
                poll.unregister(self._err)
                self.drain_stderr()
            if wanted[0] in ready:
                return
            if time.monotonic() >= deadline:
                raise TimeoutError
