"""How much of a machine a sandbox uses, as Linux's /proc tells it from outside."""

from __future__ import annotations

import contextlib
import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

from calcgrade import limits

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


class Usage(NamedTuple):
    """What all processes of a sandbox use together.

    Attributes
    ----------
    tasks : int
        Processes and threads.
    memory : int
        Bytes; pages that several processes share may count several times unless it says otherwise.
    inodes : int
        Files and folders in the work folder.
    """

    tasks: int
    memory: int
    inodes: int


class WorkFolder(NamedTuple):
    """A file system in memory that a sandbox may write to: seen through one of its processes."""

    pid: int
    path: str


def look(pids: list[int], work_folder: WorkFolder | None = None) -> Usage:
    """Count what these processes use, and what lies in the sandbox's work folder if it has one in memory."""
    held, inodes = _held(work_folder) if work_folder else (0, 0)
    held += _files_in_memory(pids)
    memory = held + sum(map(_resident, pids))
    if memory > limits.MEMORY:  # perhaps only because forked processes share most of it
        memory = held + sum(map(_proportional, pids))
    return Usage(sum(map(_tasks, pids)), memory, inodes)


def tree(pid: int) -> list[int]:
    """Return a process and all below it."""
    pending = [pid]
    found: list[int] = []
    while pending:
        found.append(pending.pop())
        for thread in Path("/proc", str(found[-1]), "task").glob("*/children"):
            with contextlib.suppress(OSError):  # it ended while we looked
                pending += [int(child) for child in thread.read_bytes().split()]
    return found


def _tasks(pid: int) -> int:
    try:
        return sum(1 for _ in os.scandir(f"/proc/{pid}/task"))
    except OSError:
        return 0


def _resident(pid: int) -> int:
    try:
        return int(Path("/proc", str(pid), "statm").read_bytes().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def _proportional(pid: int) -> int:
    """A process's memory with each shared page divided among those that share it."""
    try:
        for line in Path("/proc", str(pid), "smaps_rollup").read_bytes().splitlines():
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) * limits.KIB
    except OSError:
        return 0
    return 0


def _files_in_memory(pids: list[int]) -> int:
    """Bytes in anonymous files that processes hold open, which belong to no process's memory."""
    sizes: dict[int, int] = {}
    for pid in pids:
        with contextlib.suppress(OSError):
            for entry in os.scandir(f"/proc/{pid}/fd"):
                with contextlib.suppress(OSError):
                    status = entry.stat()
                    if status.st_dev == _device_of_anonymous_files():
                        sizes[status.st_ino] = status.st_blocks * 512
    return sum(sizes.values())


@cache
def _device_of_anonymous_files() -> int:
    descriptor = os.memfd_create("calcgrade")
    try:
        return os.fstat(descriptor).st_dev
    finally:
        os.close(descriptor)


def _held(folder: WorkFolder) -> tuple[int, int]:
    """Bytes and inodes in it; nothing before it is there, while the sandbox is being made."""
    inside = f"/proc/{folder.pid}/root{folder.path}"
    try:
        if os.stat(inside).st_dev == os.stat(folder.path).st_dev:  # noqa: PTH116 - a path through /proc
            return 0, 0
        told = os.statvfs(inside)
    except OSError:
        return 0, 0
    return (told.f_blocks - told.f_bfree) * told.f_frsize, told.f_files - told.f_ffree
