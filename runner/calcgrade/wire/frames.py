"""Frames from a worker: 4-byte length, 4-byte serial, 1 byte for who speaks, payload."""

from __future__ import annotations

import json
from typing import NamedTuple

from calcgrade import limits
from calcgrade.wire.messages import ProtocolError

HEADER = 9
PARENT, CHILD = 0, 1


class Frame(NamedTuple):
    """One frame: the exercise it belongs to, who wrote it, and its JSON."""

    serial: int
    speaker: int
    payload: bytes


class FrameReader:
    """Cuts a byte stream into frames; checks the length cap before it keeps anything."""

    def __init__(self) -> None:
        self._data = bytearray()

    def feed(self, data: bytes) -> list[Frame]:
        """Add bytes; return the frames that are now complete."""
        self._data += data
        frames: list[Frame] = []
        while len(self._data) >= HEADER:
            size = int.from_bytes(self._data[:4], "big")
            if size > limits.FRAME or self._data[8] not in (PARENT, CHILD):
                raise ProtocolError(f"a frame header that announces {size} bytes")
            if len(self._data) < HEADER + size:
                break
            serial = int.from_bytes(self._data[4:8], "big")
            frames.append(Frame(serial, self._data[8], bytes(self._data[HEADER : HEADER + size])))
            del self._data[: HEADER + size]
        return frames


def request(*message: object) -> bytes:
    """Encode a request to a worker: length and JSON."""
    payload = json.dumps(message, separators=(",", ":")).encode()
    return len(payload).to_bytes(4, "big") + payload
