"""A worker that does not fork: it runs one exercise in its own process, then ends.

Nothing here keeps the time: the grader does, from outside, and kills this process.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from typing import TYPE_CHECKING, Any, NoReturn

from . import capture, child

if TYPE_CHECKING:
    from collections.abc import Sequence

TICK_S = 0.05
LEARNER = b"\1"
"""Who speaks: frames from here are learner code's as much as those of a forked child."""


def serve(
    protocol: tuple[int, int], sink: int, serial: int, folders: tuple[str, str], request: dict[str, Any]
) -> NoReturn:
    """Run one exercise over the protocol's two descriptors; return to nobody.

    Raises
    ------
    SystemExit
        Never: the process ends here, with status 70 and a traceback if the worker itself broke.
    """
    stderr = os.dup(2)
    if sys.platform == "win32":
        import msvcrt

        for descriptor in protocol:
            msvcrt.setmode(descriptor, os.O_BINARY)
    for standard in (1, 2):
        os.dup2(sink, standard)
    wire = SoloWire(protocol, sink, serial)
    threading.Thread(target=wire.watch, args=(os.getppid(),), daemon=True).start()
    # The kernel's limit on CPU time would end this process as if it had crashed.
    request["limits"]["exercise_s"] = None
    try:
        child.run(wire, folders, request)
    except BaseException:
        os.write(stderr, traceback.format_exc().encode("utf-8", "replace"))
        os._exit(70)
    os._exit(0)


class SoloWire(child.Wire):
    """The grader's own two streams in place of pipes to a parent."""

    def __init__(self, protocol: tuple[int, int], sink: int, serial: int) -> None:
        super().__init__(*protocol, sink)
        self._serial = serial
        self._collecting = threading.Lock()

    def receive(self) -> Sequence[Any] | None:
        """Read the calls of the next request; None at the end, or for a request of another kind."""
        kind, *rest = super().receive() or ["close"]
        return rest[0] if kind == "calls" else None

    def heading(self, messages: int) -> bytes:
        """Return the serial and the speaker, which a forked child's parent would stamp."""
        del messages
        return self._serial.to_bytes(4, "big") + LEARNER

    def output(self) -> tuple[str, int]:
        """Take what the learner's code printed since last time."""
        with self._collecting:
            return super().output()

    def watch(self, grader: int) -> None:
        """Keep a flood of output short, and end when the grader has; runs in a thread of its own."""
        pause = threading.Event()  # learner code may have replaced time.sleep
        while os.getppid() == grader:
            pause.wait(TICK_S)
            with self._collecting:
                capture.trim(self._sink)
        os._exit(0)
