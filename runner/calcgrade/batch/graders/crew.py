"""The graders of a batch: given submissions, they hand back answers, in any order."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, Protocol

from calcgrade.batch import tasks
from calcgrade.batch.graders.hand import COMMAND, END_S, Hand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.batch.tasks import Answer, Setup, Task


class Crew(Protocol):
    """Grades several submissions at once."""

    @property
    def room(self) -> int:
        """How many submissions may be on their way."""
        ...

    def give(self, task: Task) -> None:
        """Hand in a submission to be graded."""
        ...

    def take(self) -> Answer:
        """Wait for the next answer."""
        ...

    def close(self) -> None:
        """End it all, at once."""
        ...


class LocalCrew:
    """Processes of this machine.

    Parameters
    ----------
    setup
        How the batch is graded.
    jobs
        How many processes, and so how many sandboxes at once.
    command
        What is started as a grader.
    """

    def __init__(self, setup: Setup, jobs: int, *, command: Sequence[str] = COMMAND) -> None:
        self.room = jobs + 2  # a little more than are graded, so that none waits for the disk
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self._hands = [Hand(tasks.encode(setup), command) for _ in range(jobs)]
        self._threads = [
            threading.Thread(target=self._work, args=(hand,), name="grader", daemon=True)
            for hand in self._hands
        ]
        for thread in self._threads:
            thread.start()

    def give(self, task: Task) -> None:
        """Hand in a submission to be graded."""
        self._tasks.put(task)

    def take(self) -> Answer:
        """Wait for the next answer."""
        return self._answers.get()

    def close(self) -> None:
        """End every grader, what it is doing included."""
        for _ in self._threads:
            self._tasks.put(None)
        for hand in self._hands:
            hand.close()
        for thread in self._threads:
            thread.join(END_S)

    def _work(self, hand: Hand) -> None:
        while (task := self._tasks.get()) is not None:
            answer = hand.grade(task.number, tasks.encode(task))
            if answer is None:  # closed
                return
            self._answers.put(answer)
