"""A container's standard streams over one attach socket, without ever blocking for good."""

from __future__ import annotations

import contextlib
import selectors
import socket
import ssl
import time
from typing import Any

from calcgrade.errors import SandboxLost, SandboxUnavailable
from calcgrade.sandboxes.channel import PIECE, STDERR_KEPT

_HEADER = 8
_STDOUT, _STDERR = 1, 2


class DockerStream:
    """Sends to stdin; receives the multiplexed stdout and stderr.

    Every piece from the engine starts with eight bytes: the stream's number, three zeros, and
    the piece's length in big-endian order.

    Parameters
    ----------
    attached
        What the client's ``attach_socket`` returned; it and the socket inside are owned from now on.
    """

    def __init__(self, attached: Any) -> None:
        self._wrapper = attached
        self._socket = _inner_socket(attached)
        self._socket.setblocking(False)
        self._raw = b""
        self._kind = 0
        self._left = 0
        self._stdout = bytearray()
        self._ended = False
        self.stderr = b""

    @property
    def ended(self) -> bool:
        """Whether the engine closed the stream: the container's process is gone."""
        return self._ended

    def send(self, data: bytes, timeout: float) -> None:
        """Write all of ``data`` to the container's stdin."""
        if self._ended:
            raise SandboxLost("docker", "its input closed")
        deadline, view = time.monotonic() + timeout, memoryview(data)
        while view:
            try:
                view = view[self._socket.send(view) :]
            except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                self._wait(selectors.EVENT_WRITE, deadline)
            except OSError as error:
                raise SandboxLost("docker", f"its input closed ({error.strerror})") from None

    def receive(self, timeout: float) -> bytes:
        """Return what the container wrote to stdout, or ``b""`` at the end."""
        deadline = time.monotonic() + timeout
        while not self._stdout and not self._ended:
            try:
                piece = self._socket.recv(PIECE)
            except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                self._wait(selectors.EVENT_READ, deadline)
                continue
            except OSError:
                piece = b""
            self._ended = not piece
            self._split(piece)
            # A flood on stderr alone must not outlast the deadline.
            if not self._stdout and not self._ended and time.monotonic() > deadline:
                raise TimeoutError
        taken = bytes(self._stdout[:PIECE])
        del self._stdout[:PIECE]
        return taken

    def close(self) -> None:
        """Shut down and close every wrapper, since an engine that still drains to us keeps its container."""
        with contextlib.suppress(OSError):  # the engine was first
            self._socket.shutdown(socket.SHUT_RDWR)
        response = getattr(self._wrapper, "_response", None)
        if response is not None:
            response.close()
        self._wrapper.close()
        self._socket.close()
        self._ended = True

    def _wait(self, event: int, deadline: float) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._socket, event)
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError

    def _split(self, piece: bytes) -> None:
        """Sort ``piece`` into stdout and the last of stderr."""
        data = memoryview(self._raw + piece)
        while data:
            if not self._left:
                if len(data) < _HEADER:
                    break
                self._kind, self._left = data[0], int.from_bytes(data[4:_HEADER], "big")
                data = data[_HEADER:]
                continue
            part = data[: self._left]
            self._left -= len(part)
            data = data[len(part) :]
            if self._kind == _STDOUT:
                self._stdout += part
            elif self._kind == _STDERR:
                self.stderr = (self.stderr + part)[-STDERR_KEPT:]
        self._raw = bytes(data)


def _inner_socket(attached: Any) -> socket.socket:
    """Find the real socket in the client's wrapper: a unix, TCP or TLS one."""
    inner = getattr(attached, "_sock", attached)
    if isinstance(inner, socket.socket):
        return inner
    raise SandboxUnavailable(
        "docker",
        "the engine is reached over something that cannot be polled (a named pipe or SSH)",
        "Set DOCKER_HOST to its unix or tcp:// address",
    )
