"""Three pipes to a worker, each with a thread that waits on it: for systems whose pipes cannot be polled."""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
import time

from calcgrade.errors import SandboxLost
from calcgrade.sandboxes.channel import PIECE, STDERR_KEPT

_AHEAD = 128
"""Pieces read ahead of the grader; a worker that says more has to wait."""

_FAREWELL_S = 1.0
"""How long to wait for threads once the worker is dead; only a process that escaped holds them longer."""

_LAST_WORDS_S = 0.2


class ThreadedPipes:
    """Our ends of a worker's standard streams, and for a moment the worker's ends too.

    Parameters
    ----------
    kind
        Kind of sandbox, for error messages.
    """

    def __init__(self, kind: str) -> None:
        self.stderr = b""
        self._kind = kind
        worker_in, self._in = os.pipe()
        self._out, worker_out = os.pipe()
        self._err, worker_err = os.pipe()
        self.worker_ends = [worker_in, worker_out, worker_err]
        if sys.platform == "win32":
            import msvcrt

            for descriptor in (self._in, self._out, self._err):
                msvcrt.setmode(descriptor, os.O_BINARY)
        self._heard: queue.Queue[bytes] = queue.Queue(_AHEAD)
        self._ended = False
        self._parcels: queue.Queue[_Parcel | None] = queue.Queue()
        self._threads = {
            descriptor: threading.Thread(target=work, daemon=True)
            for descriptor, work in (
                (self._in, self._write),
                (self._out, self._read),
                (self._err, self._listen),
            )
        }
        for thread in self._threads.values():
            thread.start()

    def close_worker_ends(self) -> None:
        """Close what the worker now holds itself, so that its end becomes the stream's end."""
        while self.worker_ends:
            os.close(self.worker_ends.pop())

    def send(self, data: bytes, timeout: float) -> None:
        """Write all of ``data``; `SandboxLost` if the peer is gone, `TimeoutError` if it does not read."""
        parcel = _Parcel(data)
        self._parcels.put(parcel)
        if not parcel.done.wait(timeout):
            raise TimeoutError
        if parcel.problem is not None:
            raise SandboxLost(self._kind, f"its input closed ({parcel.problem})")

    def receive(self, timeout: float) -> bytes:
        """Read what the worker wrote, or ``b""`` at the end."""
        if self._ended:
            return b""
        try:
            piece = self._heard.get(timeout=max(0.0, timeout))
        except queue.Empty:
            raise TimeoutError from None
        self._ended = not piece
        return piece

    def await_last_words(self) -> None:
        """Give a worker that has just ended a moment to be heard out."""
        if self._ended:
            self._threads[self._err].join(_LAST_WORDS_S)

    def close(self) -> None:
        """Close our ends, once the worker is dead."""
        self._parcels.put(None)
        deadline = time.monotonic() + _FAREWELL_S
        reader = self._threads[self._out]
        while reader.is_alive() and time.monotonic() < deadline:
            with contextlib.suppress(queue.Empty):  # room for what it still wants to pass on
                self._heard.get(timeout=0.01)
        for descriptor, thread in self._threads.items():
            thread.join(max(0.0, deadline - time.monotonic()))
            if not thread.is_alive():
                os.close(descriptor)
        self._ended = True

    def _write(self) -> None:
        while (parcel := self._parcels.get()) is not None:
            view = memoryview(parcel.data)
            try:
                while view:
                    view = view[os.write(self._in, view) :]
            except OSError as error:
                parcel.problem = error.strerror
            parcel.done.set()

    def _read(self) -> None:
        piece = b"."
        while piece:
            piece = _piece(self._out)
            self._heard.put(piece)

    def _listen(self) -> None:
        while piece := _piece(self._err):
            self.stderr = (self.stderr + piece)[-STDERR_KEPT:]


class _Parcel:
    """What is to be written, and what became of it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.done = threading.Event()
        self.problem: str | None = None


def _piece(descriptor: int) -> bytes:
    """Read once; a pipe broken by the worker's death has ended like any other."""
    try:
        return os.read(descriptor, PIECE)
    except OSError:
        return b""
