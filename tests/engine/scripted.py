"""A sandbox without a process: a worker that says what a test tells it to."""

from __future__ import annotations

import json
from collections import deque
from typing import TYPE_CHECKING, Any, Literal

from calcgrade.errors import SandboxLost
from calcgrade.wire.frames import CHILD, PARENT
from calcgrade.worker import codec

if TYPE_CHECKING:
    from collections.abc import Callable

    Act = Callable[["Sandbox", int], bool]
    """What the child does when called with (sandbox, index): True if it lives on."""

HELLO = ["hello", 1, "3.11.0", "2.0.0"]


def framed(serial: int, speaker: int, payload: bytes) -> bytes:
    return len(payload).to_bytes(4, "big") + serial.to_bytes(4, "big") + bytes([speaker]) + payload


def answered(index: int, value: object) -> list[Any]:
    return ["answer", index, ["value", value], 0.001, [], [], "", 0]


class Sandbox:
    """One scripted sandbox; a channel as the session sees it.

    Attributes
    ----------
    batches : list of list of str
        The functions called, a list for each message.
    loads : int
        How often the exercise's file was loaded.
    """

    root = "/nowhere"
    sys_path = ()

    def __init__(self, acts: dict[str, Act], *, hello: bytes | None = None, load: Act | None = None) -> None:
        self.acts = acts
        self.batches: list[list[str]] = []
        self.loads = 0
        self.serial = 0
        self.killed = False
        self.child_lives = False
        self._load = load or loads_well
        self._out: deque[bytes] = deque()
        self._in = b""
        self.booted = False
        self._ended = False
        self.write(framed(0, PARENT, json.dumps([HELLO]).encode()) if hello is None else hello)

    # What the session uses

    def send(self, data: bytes, timeout: float) -> None:
        assert timeout > 0
        if self.killed or self._ended:
            raise SandboxLost("process", "it is gone")
        if not self.booted:  # what is sent first is the worker itself
            self.booted = True
            return
        self._in += data
        while len(self._in) >= 4 and len(self._in) >= (size := 4 + int.from_bytes(self._in[:4], "big")):
            payload, self._in = self._in[4:size], self._in[size:]
            self._request(json.loads(payload))

    def receive(self, timeout: float) -> bytes:
        assert timeout > 0
        if self._out:
            return self._out.popleft()
        if self._ended:
            return b""
        raise TimeoutError

    def cpu_seconds(self) -> float | None:
        return None

    def diagnosis(self) -> str:
        return "its last words"

    def kill(self) -> None:
        self.killed = True

    # What a script uses

    def write(self, data: bytes) -> None:
        if data:
            self._out.append(data)

    def say(self, message: object, *, speaker: int = CHILD, serial: int | None = None) -> None:
        number = self.serial if serial is None else serial
        self.write(framed(number, speaker, json.dumps([message]).encode()))

    def forget(self) -> None:
        """Lose what was not read yet, as the buffer of a child that dies."""
        self._out.clear()

    def end(self) -> None:
        """Close the stream."""
        self._ended = True

    def _request(self, request: list[Any]) -> None:
        kind, *rest = request
        if kind == "plots":
            self.say(["plots", "3.9.0"], speaker=PARENT, serial=0)
        elif kind == "exercise":
            self.serial, self.loads = rest[0], self.loads + 1
            self.child_lives = self._load(self, 0)
        elif kind == "calls" and self.child_lives:
            self.batches.append([call[1] for call in rest[0]])
            for call in rest[0]:
                self.child_lives = self.acts[call[1]](self, call[0])
                if not self.child_lives:
                    return


def loads_well(sandbox: Sandbox, _index: int) -> bool:
    sandbox.say(["loaded", None, list(sandbox.acts), [], "", 0, 0.01])
    return True


def returns(value: object) -> Act:
    def act(sandbox: Sandbox, index: int) -> bool:
        sandbox.say(answered(index, codec.encode(value)))
        return True

    return act


def is_ended(reason: Literal["crashed", "timed_out"], *, losing: bool = False) -> Act:
    """Be found dead by the worker's parent; ``losing``, with the answers before it."""

    def act(sandbox: Sandbox, _index: int) -> bool:
        if losing:
            sandbox.forget()
        sandbox.say(["ended", reason, "signal 11", "last words", 0], speaker=PARENT)
        return False

    return act


class Launcher:
    """Hands out the scripted sandboxes in order, the last one for ever."""

    kind: Literal["docker", "bubblewrap", "process"] = "process"

    def __init__(self, *make: Callable[[], Sandbox]) -> None:
        self._make = make
        self.sandboxes: list[Sandbox] = []

    def launch(self) -> Sandbox:
        self.sandboxes.append(self._make[min(len(self.sandboxes), len(self._make) - 1)]())
        return self.sandboxes[-1]

    def environment(self) -> dict[str, str]:
        return {}

    def close(self) -> None:
        pass
