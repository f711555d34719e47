"""Captured output: descriptors 1 and 2 of learner code lead to a file in memory."""

from __future__ import annotations

import fcntl
import os
import tempfile

from .scrub import scrub

KEEP = 64 * 1024
TRIM_AT = 4 * 1024 * 1024


def open_sink() -> int:
    """Open an append-mode file without a name: in memory where that is allowed, else in TMPDIR."""
    try:
        descriptor = os.memfd_create("output")
    except (AttributeError, OSError):
        handle = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the worker
        descriptor = os.dup(handle.fileno())
        handle.close()
    fcntl.fcntl(descriptor, fcntl.F_SETFL, fcntl.fcntl(descriptor, fcntl.F_GETFL) | os.O_APPEND)
    return descriptor


def collect(descriptor: int) -> tuple[str, int]:
    """Take what was written so far: text, and how many bytes of it were dropped."""
    size = os.fstat(descriptor).st_size
    if size == 0:
        return "", 0
    if size <= KEEP:
        data, dropped = os.pread(descriptor, size, 0), 0
    else:
        half = KEEP // 2
        head, tail = os.pread(descriptor, half, 0), os.pread(descriptor, half, size - half)
        dropped = size - len(head) - len(tail)
        data = head + b"\n[... %d bytes of output dropped ...]\n" % dropped + tail
    os.ftruncate(descriptor, 0)
    return scrub(data.decode("utf-8", "replace")), dropped


def trim(descriptor: int) -> None:
    """Keep the head of a flood and drop the rest; called by the worker's parent while a call runs."""
    size = os.fstat(descriptor).st_size
    if size > TRIM_AT:
        head = os.pread(descriptor, KEEP // 2, 0)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, head + b"\n[... %d bytes of output dropped ...]\n" % (size - len(head)))
