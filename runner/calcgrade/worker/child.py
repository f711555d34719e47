"""The forked child that runs one exercise: loads the learner's file and answers calls."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import random
import sys
import time
from typing import Any

import numpy as np

from . import capture, codec, loader
from .calls import Caller

resource: Any
try:
    resource = importlib.import_module("resource")
except ImportError:  # Windows
    resource = None

FLUSH_S = 0.005
FLUSH_BYTES = 64 * 1024


class Wire:
    """The child's end of the two pipes to its parent; replies are buffered for a few milliseconds."""

    def __init__(self, requests: int, replies: int, sink: int) -> None:
        self._requests, self._replies, self._sink = requests, replies, sink
        self._buffer: list[str] = []
        self._flushed = time.perf_counter()

    def receive(self) -> Any:
        """Read one request; None when the parent has closed the pipe."""
        header = self._read(4)
        return None if header is None else json.loads(self._read(int.from_bytes(header, "big")) or "null")

    def _read(self, size: int) -> bytes | None:
        data = b""
        while len(data) < size:
            chunk = os.read(self._requests, size - len(data))
            if not chunk:
                return None
            data += chunk
        return data

    def output(self) -> tuple[str, int]:
        """Take what the learner's code printed since last time."""
        for stream in (sys.stdout, sys.__stdout__, sys.stderr, sys.__stderr__):
            with contextlib.suppress(BaseException):  # a learner may have replaced or closed it
                stream.flush()  # type: ignore[union-attr]  # None is one more thing to be suppressed
        return capture.collect(self._sink)

    def reply(self, message: list[Any], *, now: bool = False) -> None:
        """Queue a message; send all queued ones when due."""
        encoded = json.dumps(message)
        if len(encoded) > FLUSH_BYTES:  # a frame holds one large reply, or many small ones
            self.flush()
        self._buffer.append(encoded)
        if now or len(encoded) > FLUSH_BYTES or time.perf_counter() - self._flushed > FLUSH_S:
            self.flush()

    def flush(self) -> None:
        """Send the queued messages as one frame: length, number of messages, JSON list."""
        if self._buffer:
            payload = ("[" + ",".join(self._buffer) + "]").encode("utf-8", "replace")
            frame = len(payload).to_bytes(4, "big") + self.heading(len(self._buffer)) + payload
            self._buffer.clear()
            while frame:
                frame = frame[os.write(self._replies, frame) :]
        self._flushed = time.perf_counter()

    def heading(self, messages: int) -> bytes:
        """Return what stands in a frame between its length and its payload."""
        return messages.to_bytes(2, "big")


def run(wire: Wire, folders: tuple[str, str], request: dict[str, Any]) -> None:
    """Load the learner's file, then answer calls until the parent closes the pipe."""
    submission, work = folders
    _limit(request["limits"])
    os.chdir(work)
    sys.path.append(submission)
    sys.argv[:] = [request["entries"][0]]
    random.seed(request["seed"])
    np.random.seed(request["seed"])
    source = loader.Source(submission)
    started = time.perf_counter()
    namespace: dict[str, Any] = {}
    notes: list[str] = []
    problem: list[Any] | None = None
    try:
        namespace, notes = loader.load(
            submission, request["entries"], request["exercise"], request["functions"]
        )
    except BaseException as error:
        problem = source.raised(error)
    output, dropped = wire.output()
    defined = [name for name in request["functions"] if callable(namespace.get(name))]
    if problem is not None:
        with contextlib.suppress(BaseException):  # what it ran may have broken anything
            defined = loader.promised(
                submission, request["entries"], request["exercise"], request["functions"]
            )
    notes = [codec.text(note, loader.MAX_MESSAGE) for note in notes[: loader.MAX_NOTES]]
    wire.reply(["loaded", problem, defined, notes, output, dropped, time.perf_counter() - started], now=True)
    caller = Caller(namespace, source, request["limits"])
    while (calls := wire.receive()) is not None:
        for call in calls:
            answer = caller.answer(*call)
            output, dropped = wire.output()
            wire.reply(["answer", *answer, output, dropped])
        wire.flush()


def _limit(limits: dict[str, Any]) -> None:
    """Bound what this child may use; the sandbox bounds everything together from outside."""
    for name, value in (
        ("RLIMIT_CPU", int(limits["exercise_s"]) + 1 if limits["exercise_s"] else None),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_DATA", limits["memory"]),
        ("RLIMIT_FSIZE", limits["file_size"]),
        ("RLIMIT_NOFILE", limits["open_files"]),
    ):
        number = getattr(resource, name, None)
        if number is None or value is None:
            continue
        hard = resource.getrlimit(number)[1]
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(number, (bound, bound))
        except (ValueError, OSError):
            if sys.platform == "linux":  # other systems know limits that they do not let one set
                raise
