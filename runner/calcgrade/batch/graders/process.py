"""A grader as a process of its own: reads its setup and tasks from its input, writes its answers to its output."""

from __future__ import annotations

import _thread
import os
import queue
import signal
import sys
import threading
from typing import IO, TYPE_CHECKING

from calcgrade.batch import tasks
from calcgrade.batch.graders import frames
from calcgrade.errors import CalcgradeError

if TYPE_CHECKING:
    from calcgrade.batch.graders.grader import Grader


def main() -> None:
    """Grade until the input ends; a batch that is gone ends the grade in progress too, and its sandbox."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a batch in the background leaves it ignored
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed by accident is no answer
    try:
        setup = frames.receive(sys.stdin.buffer)
        if setup is not None:
            _serve(setup, answers)
    except KeyboardInterrupt:
        pass
    os._exit(0)


def _serve(setup: bytes, answers: IO[bytes]) -> None:
    from calcgrade.batch.graders.grader import Grader

    try:
        grader = Grader(tasks.to_setup(setup))
    except CalcgradeError as error:
        frames.send(answers, tasks.encode(tasks.NotGraded(0, str(error), engine=True)))
        return
    try:
        _grade_all(grader, answers)
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        grader.close()


def _grade_all(grader: Grader, answers: IO[bytes]) -> None:
    waiting: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(waiting,), daemon=True).start()
    while (task := waiting.get()) is not None:
        answer = grader.grade(tasks.to_task(task))
        try:
            frames.send(answers, tasks.encode(answer))
        except OSError:
            return


def _listen(waiting: queue.SimpleQueue[bytes | None]) -> None:
    """Pass on what comes in; at the end, interrupt what is being done."""
    while (task := frames.receive(sys.stdin.buffer)) is not None:
        waiting.put(task)
    waiting.put(None)
    if hasattr(signal, "pthread_kill"):  # wakes the other thread whatever it waits for
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:
        _thread.interrupt_main()


if __name__ == "__main__":
    main()
