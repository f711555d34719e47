"""The worker's parent: imports numpy once, forks a child per exercise, relays, keeps the time.

Where a fork is not safe it runs one exercise itself instead (see `solo`), and a fresh worker the next.

Frames in: 4-byte length, JSON. Frames out: 4-byte length, 4-byte exercise serial, 1 byte that says who
speaks (0 this parent, 1 the child), JSON list of messages. The serial is stamped here.
"""

from __future__ import annotations

import base64
import contextlib
import gc
import json
import os
import select
import signal
import site
import sys
import time
from typing import Any

PROTOCOL = 1
TICK_S = 0.02
CHILD_FRAME = 8 * 1024 * 1024

FONT_CACHES = ("/opt/calcgrade/mpl",)
"""Where a prebuilt matplotlib font cache may lie inside a sandbox."""


def main(root: str) -> None:
    """Serve requests on descriptor 0 until it ends."""
    Server(root).serve()


def forks() -> bool:
    """Tell whether this worker forks: on Linux, unless it was started with the word ``solo``.

    On macOS a process that has used the system's frameworks, as numpy may, cannot fork safely.
    """
    return sys.argv[1:] != ["solo"] and sys.platform == "linux" and hasattr(os, "fork")


class Server:
    """State of the worker's parent."""

    def __init__(self, root: str) -> None:
        self._in, self._out = os.dup(0), os.dup(1)
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0)
        os.dup2(null, 1)
        os.close(null)
        from . import afresh, capture

        self._afresh, self._capture = afresh, capture
        self._forks = forks()
        self._root = root
        self._files: dict[str, bytes] = {}
        os.chdir(root)
        self._sink = capture.open_sink()
        self._child: Child | None = None
        self._guarded = False
        self._fonts: list[tuple[str, str]] = []

    def serve(self) -> None:
        """Handle requests one at a time."""
        from .quick_imports import nothing_collected

        with nothing_collected():
            import numpy as np

            # Whatever a child needs is imported here, once, while the trusted side gets ready too.
            from . import child
            from .dumpable import set_dumpable

            np.random.get_state()  # numpy imports this part only when it is asked for
        if self._forks:
            set_dumpable(False)
        site.setquit()  # exit() and quit(), which the interpreter lacks where it starts without site
        del child
        version = f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"
        self._send(0, ["hello", PROTOCOL, version, np.__version__, self._forks])
        while (request := self._receive()) is not None:
            kind, *rest = request
            getattr(self, "_do_" + kind)(*rest)
        self._end_child()
        os._exit(0)

    def _do_open(self, files: list[tuple[str, str]]) -> None:
        for name, data in files:
            content = self._files[name] = base64.b64decode(data)
            if b"matplotlib" in content or b"pylab" in content:
                self._guard_plots()

    def _do_fonts(self, lists: list[tuple[str, str]]) -> None:
        self._fonts = lists

    def _guard_plots(self) -> None:
        """Make windows and backends harmless before any learner code imports matplotlib."""
        if not self._guarded:
            from . import figures

            figures.ready_config(os.environ["MPLCONFIGDIR"], FONT_CACHES, self._fonts)
            figures.install_guards()
            self._guarded = True

    def _do_plots(self) -> None:
        from .quick_imports import nothing_collected

        self._guard_plots()
        with nothing_collected():
            import matplotlib.pyplot as plt

            from .figures import load_backend

            load_backend()
        self._send(0, ["plots", sys.modules["matplotlib"].__version__ if plt else ""])

    def _do_exercise(self, serial: int, request: dict[str, Any]) -> None:
        self._end_child()
        if request["alone"]:
            self._afresh.end_strays()
        self._capture.collect(self._sink)
        folders = self._afresh.folders(self._root, serial, self._files)
        if not self._forks:
            from . import solo

            solo.serve((self._in, self._out), self._sink, serial, folders, request)
        self._child = Child(serial, request, folders, self._sink, (self._in, self._out))
        self._relay(self._child, 1, request["limits"]["import_s"])

    def _do_calls(self, calls: list[Any]) -> None:
        if self._child is None:
            return
        if self._child.request(calls):
            self._relay(self._child, len(calls), self._child.call_s)
        else:
            self._child_is_gone(self._child, "crashed")

    def _relay(self, child: Child, expected: int, limit: float) -> None:
        """Pass the child's frames on until ``expected`` messages came, it ends, or its time is up."""
        seen = child_cpu(child.pid)
        while expected > 0:
            ready, _, _ = select.select([child.replies], [], [], TICK_S)
            if ready:
                frame = child.read_frame()
                if frame is None:
                    self._child_is_gone(child, "crashed")
                    return
                count, payload = frame
                expected -= count
                self._frame(child.serial, 1, payload)
                seen = child_cpu(child.pid)
                continue
            self._capture.trim(self._sink)
            if child_cpu(child.pid) - seen > limit:
                self._child_is_gone(child, "timed_out")
                return
            if child.has_exited():
                self._child_is_gone(child, "crashed")
                return

    def _child_is_gone(self, child: Child, reason: str) -> None:
        status = self._end_child()
        if reason == "crashed" and os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
            reason = "timed_out"
        how = f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"exit {os.WEXITSTATUS(status)}"
        output, dropped = self._capture.collect(self._sink)
        self._send(child.serial, ["ended", reason, how, output, dropped])

    def _end_child(self) -> int:
        child, self._child = self._child, None
        return child.end() if child else 0

    def _receive(self) -> Any:
        header = self._read(4)
        return None if header is None else json.loads(self._read(int.from_bytes(header, "big")) or "null")

    def _read(self, size: int) -> bytes | None:
        parts: list[bytes] = []
        while size:
            chunk = os.read(self._in, min(size, 1 << 20))
            if not chunk:
                return None
            parts.append(chunk)
            size -= len(chunk)
        return b"".join(parts)

    def _send(self, serial: int, message: list[Any]) -> None:
        self._frame(serial, 0, json.dumps([message]).encode())

    def _frame(self, serial: int, speaker: int, payload: bytes) -> None:
        data = len(payload).to_bytes(4, "big") + serial.to_bytes(4, "big") + bytes([speaker]) + payload
        while data:
            data = data[os.write(self._out, data) :]


class Child:
    """A forked process that runs one exercise."""

    def __init__(
        self,
        serial: int,
        request: dict[str, Any],
        folders: tuple[str, str],
        sink: int,
        inherited: tuple[int, int],
    ) -> None:
        self.serial = serial
        self.call_s = request["limits"]["call_s"]
        requests_out, self._requests = os.pipe()
        self.replies, replies_in = os.pipe()
        gc.freeze()
        self.pid = os.fork()
        if self.pid == 0:
            for descriptor in (*inherited, self._requests, self.replies):
                os.close(descriptor)
            self._live(requests_out, replies_in, folders, sink, request)
        os.close(requests_out)
        os.close(replies_in)

    @staticmethod
    def _live(
        requests: int, replies: int, folders: tuple[str, str], sink: int, request: dict[str, Any]
    ) -> None:
        try:
            from .dumpable import set_dumpable

            set_dumpable(True)  # a child is its own: a debugger may have it
            os.setpgid(0, 0)
            os.dup2(sink, 1)
            os.dup2(sink, 2)
            from . import child

            child.run(child.Wire(requests, replies, sink), folders, request)
        except BaseException:
            import traceback

            os.write(2, traceback.format_exc().encode("utf-8", "replace"))
            os._exit(70)
        os._exit(0)

    def request(self, calls: list[Any]) -> bool:
        """Send calls to the child; False when it is gone."""
        data = json.dumps(calls).encode()
        data = len(data).to_bytes(4, "big") + data
        try:
            while data:
                data = data[os.write(self._requests, data) :]
        except BrokenPipeError:
            return False
        return True

    def read_frame(self) -> tuple[int, bytes] | None:
        """Read (number of messages, payload); None at the end of the stream or past the cap."""
        header = self._exactly(6)
        if header is None:
            return None
        size, count = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:], "big")
        payload = self._exactly(size) if size <= CHILD_FRAME else None
        return None if payload is None else (count, payload)

    def _exactly(self, size: int) -> bytes | None:
        data = bytearray()
        while len(data) < size:
            chunk = os.read(self.replies, size - len(data))
            if not chunk:
                return None
            data += chunk
        return bytes(data)

    def has_exited(self) -> bool:
        """Tell whether the child ended, even while processes it started keep its pipe open."""
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def end(self) -> int:
        """Kill the child and its process group; return its wait status."""
        os.close(self._requests)
        for target in (-self.pid, self.pid):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(target, signal.SIGKILL)
        os.close(self.replies)
        return os.waitpid(self.pid, 0)[1]


def child_cpu(pid: int) -> float:
    """CPU seconds a process used so far, by its clock (Linux's encoding of a process's CPU clock)."""
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0.0
