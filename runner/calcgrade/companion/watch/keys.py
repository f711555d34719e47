"""Single keys from a terminal, without waiting for Enter."""

from __future__ import annotations

import os
import re
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator


_NO_KEY = re.compile(r"\x1b(\[[0-9;]*[A-Za-z~]|O[A-Z]|[^\x1b])?")
"""What arrows and the like send."""


@contextmanager
def listening() -> Generator[Callable[[float], str]]:
    """Yield a function that waits some seconds for a key, and returns it or an empty text.

    Where nobody types it only waits. The terminal gets its ways back whatever happens; Ctrl-C interrupts as ever.
    """
    if not sys.stdin.isatty():
        yield _only_wait
    elif os.name == "nt":
        yield _windows_key
    else:
        import termios
        import tty

        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor)
        try:
            tty.setcbreak(descriptor)
            yield _Posix(descriptor)
        finally:
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _only_wait(seconds: float) -> str:
    time.sleep(seconds)
    return ""


class _Posix:
    """Keys from a terminal that is read by bytes; what was typed faster than it is asked for waits its turn."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._typed = ""

    def __call__(self, seconds: float) -> str:
        import select

        if not self._typed and select.select([self._descriptor], [], [], seconds)[0]:
            pressed = os.read(self._descriptor, 64)
            # An end of the input means that the terminal is gone.
            self._typed = _NO_KEY.sub("", pressed.decode("ascii", "ignore")) if pressed else "q"
        key, self._typed = self._typed[:1], self._typed[1:]
        return key


def _windows_key(seconds: float) -> str:
    import msvcrt

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if msvcrt.kbhit():  # type: ignore[attr-defined, unused-ignore]
            return str(msvcrt.getwch())  # type: ignore[attr-defined, unused-ignore]
        time.sleep(0.02)
    return ""
