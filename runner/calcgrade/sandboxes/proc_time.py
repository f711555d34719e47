"""CPU time of a process and everything below it, from Linux's /proc."""

from __future__ import annotations

import os
from pathlib import Path

_TIMES = slice(11, 15)
"""Fields of ``/proc/PID/stat`` after the name: own user and system time, then that of reaped children."""


def cpu_seconds(pid: int) -> float | None:
    """CPU seconds used by ``pid``, its living descendants and those they have waited for.

    In a PID namespace of which ``pid`` is the first process nothing escapes the count but children
    that were never waited for. None when the process is gone.
    """
    ticks, pending, seen = 0, [pid], False
    while pending:
        folder = Path("/proc", str(pending.pop()))
        try:
            fields = (folder / "stat").read_bytes().rpartition(b")")[2].split()
            ticks += sum(int(field) for field in fields[_TIMES])
            seen = True
            for children in folder.glob("task/*/children"):
                pending += [int(child) for child in children.read_bytes().split()]
        except OSError:
            continue  # it ended while we looked
    return ticks / os.sysconf("SC_CLK_TCK") if seen else None
