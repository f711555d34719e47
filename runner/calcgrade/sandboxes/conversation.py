"""Requests and messages over one channel."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from calcgrade.errors import SandboxLost
from calcgrade.wire.frames import FrameReader, request
from calcgrade.wire.messages import Message, decode

if TYPE_CHECKING:
    from calcgrade.sandboxes.channel import Channel


class Said(NamedTuple):
    """A message, the exercise it belongs to, and who said it."""

    serial: int
    speaker: int
    message: Message


LOOK_S = 0.25
"""How long a worker is silent before its CPU time is looked at, and how often then."""


class Conversation:
    """Talks to the worker of one running sandbox.

    Attributes
    ----------
    greeted : bool
        Whether its first word was heard.
    spent : bool
        Whether it has run the only exercise it is good for.
    had_guests : bool
        Whether learner code has run in it.
    has_fonts : bool
        Whether it was sent what `calcgrade.sandboxes.font_lists` found.
    heard_bytes : int
        How much it has said so far.
    """

    def __init__(self, channel: Channel, patience: float) -> None:
        self.greeted = False
        self.spent = False
        self.had_guests = False
        self.has_fonts = False
        self.heard_bytes = 0
        self._channel = channel
        self._patience = patience
        self._reader = FrameReader()
        self._heard: deque[Said] = deque()

    def say(self, *message: object) -> None:
        """Send a request."""
        self._channel.send(request(*message), self._patience)

    def next(self, timeout: float, cpu: float | None = None) -> Said:
        """Return the next message.

        Parameters
        ----------
        timeout : float
            Wall seconds to wait.
        cpu : float or None
            CPU seconds that everything in the sandbox may use meanwhile; not looked at when None.

        Raises
        ------
        TimeoutError
            Nothing complete arrived within ``timeout`` seconds, or before the CPU time was used up.
        SandboxLost
            The stream ended.
        ProtocolError
            What arrived is not the protocol.
        """
        deadline = time.monotonic() + timeout
        watch = None if cpu is None else _CpuWatch(self._channel, cpu)
        while not self._heard:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            try:
                data = self._channel.receive(left if watch is None else min(left, LOOK_S))
            except TimeoutError:
                if watch is None or watch.is_used_up():
                    raise
                if not watch.sees:
                    watch = None
                continue
            if not data:
                raise SandboxLost("running", "its stream closed")
            self.heard_bytes += len(data)
            for frame in self._reader.feed(data):
                self._heard.extend(
                    Said(frame.serial, frame.speaker, message) for message in decode(frame.payload)
                )
        return self._heard.popleft()

    def end_of_it(self) -> str:
        """Kill the sandbox and tell how it ended."""
        self._channel.kill()
        return self._channel.diagnosis()

    def kill(self) -> None:
        """Kill the sandbox for sure."""
        self._channel.kill()


class _CpuWatch:
    """Counts a sandbox's CPU time from its first look on."""

    def __init__(self, channel: Channel, limit: float) -> None:
        self.sees = True
        self._channel = channel
        self._limit = limit
        self._first: float | None = None

    def is_used_up(self) -> bool:
        """Look, and tell whether the limit is reached; ``sees`` becomes False where there is nothing to see."""
        used = self._channel.cpu_seconds()
        if used is None:
            self.sees = False
            return False
        if self._first is None:
            self._first = used
        return used - self._first > self._limit
