"""Exercises of one folder, each graded once, by ``calcgrade check`` in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from calcgrade.reports.escape.terminal import for_terminal
from calcgrade.results.model import decode

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.results.model import ExerciseResult

CHECK = ("check", "--format", "json")
"""The command that grades; an exercise's id comes last."""


class NotGraded(Exception):  # noqa: N818 - names a state
    """The grader could not work; the text is its own sentence."""


class Graded:
    """Results of the exercises in a folder, found when they are first asked for.

    Grading takes place in a process apart: what pytest, its plugins or a ``conftest.py`` changed in this one,
    such as warnings that are errors, decides nothing.

    Parameters
    ----------
    folder : Path
        The submission.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._found: dict[str, ExerciseResult | NotGraded] = {}
        self._shown: set[str] = set()

    def exercise(self, exercise_id: str) -> ExerciseResult:
        """Return what became of an exercise.

        Raises
        ------
        NotGraded
            The grader could not work.
        """
        if exercise_id not in self._found:
            self._found[exercise_id] = self._grade(exercise_id)
        found = self._found[exercise_id]
        if isinstance(found, NotGraded):
            raise found
        return found

    def is_first(self, exercise_id: str) -> bool:
        """Tell whether what an exercise printed is to be shown now: once, not with each of its checks."""
        first = exercise_id not in self._shown
        self._shown.add(exercise_id)
        return first

    def _grade(self, exercise_id: str) -> ExerciseResult | NotGraded:
        # -P: the working folder is the learner's, and nothing of it may be imported.
        done = subprocess.run(
            [sys.executable, "-P", "-m", "calcgrade", *CHECK, exercise_id],
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        if not done.stdout:
            said = done.stderr.decode("utf-8", "replace").strip()
            return NotGraded(for_terminal(said or f"calcgrade ended with code {done.returncode}"))
        (exercise,) = decode(done.stdout).exercises
        return exercise
