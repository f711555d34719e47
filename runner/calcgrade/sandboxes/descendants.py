"""Find and end every process that a worker left behind (Linux; elsewhere only its process group).

This process makes itself a subreaper, so that a double fork of learner code becomes *its* child
instead of escaping to process 1, and can be told from its own workers.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
_ROUNDS = 50
_own: set[int] = set()
_lock = threading.Lock()
_is_subreaper = False


def now() -> float:
    """Clock ticks since boot, the unit in which /proc tells when a process started."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) * os.sysconf("SC_CLK_TCK") if sys.platform == "linux" else 0.0


def adopt(pid: int) -> None:
    """Note a worker of ours, and become the reaper of its orphans."""
    global _is_subreaper  # noqa: PLW0603 - a property of the whole process
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
        `now()` from before the worker was started: orphans are younger.
    """
    for _ in range(_ROUNDS):
        targets, orphans = _find(worker, started)
        if not targets:
            return
        for pid in targets:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        for pid in orphans:
            try:
                os.waitpid(pid, os.WNOHANG)
            except ChildProcessError:
                continue
        time.sleep(0.002)


def cpu_seconds(worker: int) -> float:
    """CPU seconds of the worker and its living descendants."""
    ticks = sum(_ticks(pid) for pid in [worker, *_find(worker, now())[0]])
    return ticks / os.sysconf("SC_CLK_TCK")


def _find(worker: int, started: float) -> tuple[list[int], list[int]]:
    """Return (descendants and orphans, orphans alone), zombies of others left out."""
    table: dict[int, tuple[int, str, float]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        fields = _stat(int(entry.name))
        if fields:
            table[int(entry.name)] = (int(fields[1]), fields[0], float(fields[19]))
    me = os.getpid()
    with _lock:
        ours = set(_own)
    orphans = [
        pid for pid, (parent, _, began) in table.items()
        if parent == me and pid not in ours and began >= started and _is_forked_from_worker(pid)
    ]  # fmt: skip
    found = list(orphans)
    frontier = {worker, *orphans}
    while frontier:
        frontier = {pid for pid, (parent, state, _) in table.items() if parent in frontier and state != "Z"}
        found.extend(frontier)
    return found, orphans


def _is_forked_from_worker(pid: int) -> bool:
    """Tell an orphan of a sandbox from another child of this process: it is in a session not ours."""
    try:
        return os.getsid(pid) != os.getsid(0)
    except ProcessLookupError:
        return False


def _stat(pid: int) -> list[str]:
    """Fields of /proc/PID/stat from the state on; empty when the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (OSError, UnicodeDecodeError):
        return []


def _ticks(pid: int) -> int:
    fields = _stat(pid)
    return int(fields[11]) + int(fields[12]) if fields else 0
