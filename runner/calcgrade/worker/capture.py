"""Captured output: descriptors 1 and 2 of learner code lead to one file, in memory where there is such a thing."""

from __future__ import annotations

import os
import tempfile

from .scrub import scrub

KEEP = 64 * 1024
TRIM_AT = 4 * 1024 * 1024


def open_sink() -> int:
    """Open an append-mode file without a name: in memory where that is allowed, else in TMPDIR."""
    try:
        import fcntl

        descriptor = os.memfd_create("output")
    except (ImportError, AttributeError, OSError):
        return _temporary_file()
    fcntl.fcntl(descriptor, fcntl.F_SETFL, fcntl.fcntl(descriptor, fcntl.F_GETFL) | os.O_APPEND)
    return descriptor


def _temporary_file() -> int:
    """Open a file on disk that is gone with its last descriptor."""
    descriptor, path = tempfile.mkstemp()
    os.close(descriptor)
    # Windows has the last two alone: no translation of line ends, removed when closed.
    flags = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_TEMPORARY", 0)
    descriptor = os.open(path, flags)
    if not hasattr(os, "O_TEMPORARY"):
        os.unlink(path)  # noqa: PTH108 - a name, not one of our paths
    return descriptor


def collect(descriptor: int) -> tuple[str, int]:
    """Take what was written so far: text, and how many bytes of it were dropped."""
    size = os.fstat(descriptor).st_size
    if size == 0:
        return "", 0
    if size <= KEEP:
        data, dropped = _read(descriptor, size, 0), 0
    else:
        half = KEEP // 2
        head, tail = _read(descriptor, half, 0), _read(descriptor, half, size - half)
        dropped = size - len(head) - len(tail)
        data = head + b"\n[... %d bytes of output dropped ...]\n" % dropped + tail
    os.ftruncate(descriptor, 0)
    # Append mode finds the end itself, but on Windows a process that was started with the file has lost it.
    os.lseek(descriptor, 0, os.SEEK_SET)
    if os.linesep == "\r\n":
        data = data.replace(b"\r\n", b"\n")
    return scrub(data.decode("utf-8", "replace")), dropped


def trim(descriptor: int) -> None:
    """Keep the head of a flood and drop the rest; called while a call runs."""
    size = os.fstat(descriptor).st_size
    if size > TRIM_AT:
        # Not rewritten: learner code goes on writing meanwhile, and would come before its own head.
        os.ftruncate(descriptor, KEEP // 2)
        os.write(descriptor, b"\n[... %d bytes of output dropped ...]\n" % (size - KEEP // 2))


def _read(descriptor: int, size: int, start: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(descriptor, size, start)
    os.lseek(descriptor, start, os.SEEK_SET)
    return os.read(descriptor, size)
