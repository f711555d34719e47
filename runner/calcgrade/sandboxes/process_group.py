"""What belongs to a worker on a Unix without /proc: its process group, and its descendants as ``ps`` tells.

A process that left the group and whose parents have ended cannot be told from the user's own: it survives.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from typing import NamedTuple

_PS = ("/bin/ps", "-A", "-o", "pid=", "-o", "ppid=", "-o", "pgid=", "-o", "stat=", "-o", "time=")
_PATIENCE_S = 5.0
_ROUNDS = 20


class ProcessGroup:
    """A worker that leads a process group of its own, and everything below it.

    Parameters
    ----------
    leader
        The worker's process id, which is its group's as well. It must not have been waited for.
    """

    def __init__(self, leader: int) -> None:
        self._leader = leader

    def cpu_seconds(self) -> float | None:
        """CPU time of those that live; None where ``ps`` does not tell."""
        members = self._members()
        return sum(row.cpu_s for row in members) if members else None

    def kill(self) -> None:
        """Kill, round by round, what left the group but can still be told by descent; then the group."""
        for _ in range(_ROUNDS):
            outside = [row.pid for row in self._members() if row.group != self._leader]
            if not outside:
                break
            for pid in outside:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
        for kill in (os.killpg, os.kill):  # the leader itself may have changed its group
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(self._leader, signal.SIGKILL)

    def _members(self) -> list[Row]:
        table = [row for row in _table() if not row.state.startswith("Z")]
        found = {row.pid for row in table if self._leader in (row.pid, row.group)}
        frontier = found
        while frontier:
            frontier = {row.pid for row in table if row.parent in frontier} - found
            found = found | frontier
        return [row for row in table if row.pid in found]


class Row(NamedTuple):
    """What ``ps`` tells of a process."""

    pid: int
    parent: int
    group: int
    state: str
    cpu_s: float


def _table() -> list[Row]:
    try:
        told = subprocess.run(_PS, capture_output=True, text=True, timeout=_PATIENCE_S, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    return [row_of(line) for line in told.stdout.splitlines()]


def row_of(line: str) -> Row:
    """Read a line of ``ps``: numbers, state, and CPU time as ``[[days-]hours:]minutes:seconds``."""
    pid, parent, group, state, spent = line.split()
    days, _, clock = spent.rpartition("-")
    seconds = 0.0
    for part in clock.split(":"):
        seconds = 60 * seconds + float(part)
    return Row(int(pid), int(parent), int(group), state, 86_400 * int(days or 0) + seconds)
