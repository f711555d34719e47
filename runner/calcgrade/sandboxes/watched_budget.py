"""Where no control group can be made: somebody looks twenty times a second, and kills what uses too much.

Between two looks a sandbox can take more than it may. The limits on each process, which the kernel keeps,
bound how much.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from calcgrade import limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from calcgrade.sandboxes.usage import Usage

PERIOD_S = 0.05


class WatchedBudget:
    """Watches one sandbox until it is closed.

    Parameters
    ----------
    look
        Counts what it uses.
    kill
        Ends the sandbox; called from another thread, and never once `close` has returned.

    Attributes
    ----------
    exceeded : str
        What it used too much of; empty as long as it has not.
    """

    def __init__(self, look: Callable[[], Usage], kill: Callable[[], None]) -> None:
        self.exceeded = ""
        self._look = look
        self._kill = kill
        self._looking = threading.Lock()
        self._closed = False
        _watcher.add(self)

    def look(self) -> None:
        """Count, and kill a sandbox that is over its budget."""
        with self._looking:
            if self._closed or self.exceeded:
                return
            self.exceeded = _too_much(self._look())
            if self.exceeded:
                self._kill()

    def cpu_seconds(self) -> float | None:
        """Nothing: a look cannot see who has come and gone."""
        return None

    def close(self) -> None:
        """Look no more."""
        _watcher.discard(self)
        with self._looking:
            self._closed = True


def _too_much(used: Usage) -> str:
    if used.tasks > limits.PROCESSES:
        return f"more than {limits.PROCESSES} processes"
    if used.memory > limits.MEMORY:
        return f"more than {limits.MEMORY // limits.MIB} MiB of memory"
    if used.inodes > limits.WORK_INODES:
        return f"more than {limits.WORK_INODES} files"
    return ""


class _Watcher:
    """One thread for all sandboxes; it sleeps while there are none."""

    def __init__(self) -> None:
        self._watched: list[WatchedBudget] = []
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def add(self, budget: WatchedBudget) -> None:
        with self._changed:
            self._watched.append(budget)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="budgets", daemon=True)
                self._thread.start()
            self._changed.notify()

    def discard(self, budget: WatchedBudget) -> None:
        with self._changed:
            if budget in self._watched:
                self._watched.remove(budget)

    def _run(self) -> None:
        pause = threading.Event()
        while True:
            with self._changed:
                while not self._watched:
                    self._changed.wait()
                watched = list(self._watched)
            for budget in watched:
                budget.look()
            pause.wait(PERIOD_S)


_watcher = _Watcher()
