"""Find and end every process that a worker left behind.

On Linux this process makes itself a subreaper, so that a double fork of learner code becomes *its* child
instead of escaping to process 1, and can be told from its own workers.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

_PR_SET_CHILD_SUBREAPER = 36
_ROUNDS = 50
_own: set[int] = set()
_lock = threading.Lock()
_is_subreaper = False


class Stat(NamedTuple):
    """What /proc tells of a process."""

    state: str
    parent: int
    group: int
    started: float


def now() -> float:
    """Clock ticks since boot, the unit in which /proc tells when a process started."""
    if sys.platform != "linux":
        return 0.0
    return time.clock_gettime(time.CLOCK_BOOTTIME) * os.sysconf("SC_CLK_TCK")


def adopt(pid: int) -> None:
    """Note a worker of ours, and become the reaper of its orphans."""
    global _is_subreaper
    with _lock:
        _own.add(pid)
        if not _is_subreaper and sys.platform == "linux":
            import ctypes

            ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
            _is_subreaper = True


def release(pid: int) -> None:
    """Forget a worker that has been waited for."""
    with _lock:
        _own.discard(pid)


def kill_all(worker: int, started: float) -> None:
    """Kill, round by round until none is left, the worker's descendants and its orphans.

    Parameters
    ----------
    worker : int
        Process id of a worker of ours; it is not killed itself.
    started : float
        `now()` from before the worker was started: orphans are not older.
    """
    for _ in range(_ROUNDS):
        targets = _find(worker, started)
        if not targets:
            return
        for pid in targets:
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, os.WNOHANG)  # an orphan is our own child by now
            except (ProcessLookupError, ChildProcessError):
                continue
        time.sleep(0.001)


def _find(worker: int, started: float) -> list[int]:
    """Return the worker's descendants and its orphans; zombies that others must reap are left out."""
    table = _processes()
    with _lock:
        ours = set(_own)
    me, group = os.getpid(), os.getpgrp()
    found = [
        pid
        for pid, stat in table.items()
        # Learner code runs in process groups of its own, other children of ours in our group.
        if stat.parent == me and pid not in ours and stat.started >= started - 1 and stat.group != group
    ]
    frontier = {worker, *found}
    while frontier:
        frontier = {pid for pid, stat in table.items() if stat.parent in frontier and stat.state != "Z"}
        found.extend(frontier)
    return found


def _processes() -> dict[int, Stat]:
    table: dict[int, Stat] = {}
    for name in os.listdir("/proc") if sys.platform == "linux" else ():  # noqa: PTH208 - half the time of iterdir
        if name.isdigit():
            try:
                fields = Path("/proc", name, "stat").read_bytes().rpartition(b")")[2].split()
            except OSError:
                continue  # it ended while we looked
            table[int(name)] = Stat(fields[0].decode(), int(fields[1]), int(fields[2]), float(fields[19]))
    return table
