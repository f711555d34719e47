"""Exercises of a course examined in several processes at once, told of in course order."""

from __future__ import annotations

import multiprocessing
import signal
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, NoReturn

from calcgrade.course import load
from calcgrade.dev.examine import examine
from calcgrade.errors import CalcgradeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from calcgrade.course.load import Course
    from calcgrade.dev.health import ExerciseHealth
    from calcgrade.sandboxes.channel import Launcher


def examined(course: Path, ids: Sequence[str], jobs: int) -> Iterator[ExerciseHealth | str]:
    """Examine exercises, each in a sandbox of its own.

    Parameters
    ----------
    course : Path
        The folder of a course that can be loaded.
    ids : sequence of str
        Exercises.
    jobs : int
        Processes to work in.

    Yields
    ------
    ExerciseHealth or str
        Of each exercise in the order of ``ids``; a sentence where it could not be examined.
    """
    # Spawned: a fork would share what this process has open, the sandboxes of others among it.
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin)
    try:
        yield from pool.map(_examine, [course] * len(ids), ids)
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    def leave(*_: object) -> NoReturn:
        raise SystemExit

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)  # an exception, so that the sandbox is closed, and no traceback


def _examine(course: Path, id_: str) -> ExerciseHealth | str:
    from calcgrade.sandboxes.select import choose

    launcher = choose("auto", command="check")
    try:
        return told(load.load(course), id_, launcher)
    finally:
        launcher.close()


def told(course: Course, id_: str, launcher: Launcher) -> ExerciseHealth | str:
    """Examine an exercise in this process; a sentence where that cannot be done."""
    try:
        return examine(course, id_, launcher)
    except CalcgradeError as error:
        return f"{id_}: {error}"
