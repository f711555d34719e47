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


class Conversation:
    """Talks to the worker of one running sandbox."""

    def __init__(self, channel: Channel, patience: float) -> None:
        self.greeted = False
        self._channel = channel
        self._patience = patience
        self._reader = FrameReader()
        self._heard: deque[Said] = deque()

    def say(self, *message: object) -> None:
        """Send a request."""
        self._channel.send(request(*message), self._patience)

    def next(self, timeout: float) -> Said:
        """Return the next message.

        Raises
        ------
        TimeoutError
            Nothing complete arrived within ``timeout`` seconds.
        SandboxLost
            The stream ended.
        ProtocolError
            What arrived is not the protocol.
        """
        deadline = time.monotonic() + timeout
        while not self._heard:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            data = self._channel.receive(left)
            if not data:
                raise SandboxLost("running", "its stream closed")
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
