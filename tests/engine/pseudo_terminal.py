"""A program in a pseudo-terminal, and what a person would see of it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING

import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

COLUMNS, LINES = 100, 50


class Seen:
    """A terminal's screen, kept up to date while somebody waits for something on it."""

    def __init__(self, descriptor: int, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self._descriptor = descriptor
        self.screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self.screen)

    @property
    def text(self) -> str:
        """What stands on the screen, without the blanks at the ends."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def press(self, keys: str) -> None:
        """Type something."""
        os.write(self._descriptor, keys.encode())

    def until(self, seen: str | Callable[[str], bool], seconds: float = 15.0) -> float:
        """Wait until the screen shows something, and return how long that took."""
        began = time.monotonic()
        while not (seen in self.text if isinstance(seen, str) else seen(self.text)):
            left = began + seconds - time.monotonic()
            assert left > 0, f"{seen!r} did not appear:\n{self.text}"
            self.read(min(left, 0.5))
        return time.monotonic() - began

    def read(self, seconds: float) -> None:
        """Take what the program writes within so many seconds, at least once."""
        if select.select([self._descriptor], [], [], seconds)[0]:
            with contextlib.suppress(OSError):  # Linux's way to say that nobody is left at the other end
                self._stream.feed(os.read(self._descriptor, 65536))

    def end(self) -> int:
        """Read what is left, and return the exit code."""
        began = time.monotonic()
        while self.process.poll() is None and time.monotonic() - began < 20:
            self.read(0.05)
        self.read(0.05)
        return self.process.wait(0.1)


@contextlib.contextmanager
def running(*words: str, folder: Path, **environment: str) -> Generator[Seen]:
    """Run calcgrade in a folder at a terminal; it is ended at the end."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    temporary = folder.parent / "tmp"
    temporary.mkdir(exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-m", "calcgrade", *words],
        cwd=folder,
        env={**kept, "TMPDIR": str(temporary), "TERM": "xterm-256color", **environment},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Seen(ours, process)
    finally:
        process.terminate()
        process.wait(20)
        os.close(ours)
