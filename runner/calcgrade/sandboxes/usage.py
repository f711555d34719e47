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


def look(pid: int, work_folder: str | None) -> Usage:
    """Count what process ``pid`` and all below it use.

    Parameters
    ----------
    pid
        The sandbox's first process, below which all others are.
    work_folder
        Path, inside, of the file system in memory that it may write to; None if it has none of its own.
    """
    tasks, below = _tree(pid)
    held, inodes = _work_folder(pid, work_folder) if work_folder else (0, 0)
    held += _files_in_memory(below)
    memory = held + sum(map(_resident, below))
    if memory > limits.MEMORY:  # perhaps only because forked processes share most of it
        memory = held + sum(map(_proportional, below))
    return Usage(tasks, memory, inodes)


def _tree(pid: int) -> tuple[int, list[int]]:
    tasks, pending = 0, [pid]
    found: list[int] = []
    while pending:
        found.append(pending.pop())
        for thread in Path("/proc", str(found[-1]), "task").glob("*/children"):
            try:
                pending += [int(child) for child in thread.read_bytes().split()]
                tasks += 1
            except OSError:
                continue  # it ended while we looked
    return tasks, found


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


def _work_folder(pid: int, path: str) -> tuple[int, int]:
    """Bytes and inodes in the work folder; nothing before it is there, while the sandbox is being made."""
    inside = f"/proc/{pid}/root{path}"
    try:
        if os.stat(inside).st_dev == os.stat(path).st_dev:  # noqa: PTH116 - a path through /proc, kept as it is
            return 0, 0
        told = os.statvfs(inside)
    except OSError:
        return 0, 0
    return (told.f_blocks - told.f_bfree) * told.f_frsize, told.f_files - told.f_ffree
