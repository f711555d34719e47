"""CPU time of processes, from Linux's /proc."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_TIMES = slice(11, 15)
"""Fields of ``/proc/PID/stat`` after the name: own user and system time, then that of reaped children."""


def cpu_seconds(pid: int) -> float | None:
    """CPU seconds used by ``pid``, its living descendants and those they have waited for.

    In a PID namespace of which ``pid`` is the first process nothing escapes the count but children
    that were never waited for. None when the process is gone.
    """
    pending, used = [pid], 0.0
    seen = False
    while pending:
        process = pending.pop()
        seconds = _seconds(process)
        if seconds is None:
            continue
        used, seen = used + seconds, True
        for children in Path("/proc", str(process)).glob("task/*/children"):
            try:
                pending += [int(child) for child in children.read_bytes().split()]
            except OSError:
                continue  # it ended while we looked
    return used if seen else None


def of_all(pids: Iterable[int]) -> float | None:
    """CPU seconds used by these processes and those they have waited for; None when they are gone."""
    found = [seconds for seconds in map(_seconds, pids) if seconds is not None]
    return sum(found) if found else None


def _seconds(pid: int) -> float | None:
    try:
        fields = Path("/proc", str(pid), "stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return None
    return sum(int(field) for field in fields[_TIMES]) / os.sysconf("SC_CLK_TCK")
