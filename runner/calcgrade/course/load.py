"""A course in memory: its manifest, its digest, its limits and its checkers."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from functools import cached_property
from typing import TYPE_CHECKING

from calcgrade.course import manifest as manifests
from calcgrade.errors import CheckerFault, InputError, Terminated
from calcgrade.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

    from calcgrade.checking import Exercise
    from calcgrade.course.manifest import ExerciseEntry, Manifest
    from calcgrade.engine.cases import Cases


class Course:
    """One course folder.

    Parameters
    ----------
    path : Path
        The folder that holds ``course.toml``.
    manifest : Manifest
        That file, decoded.
    timeout : float or None
        CPU seconds an exercise may use, over what the course says; an import's and a call's share
        of it stay what they were.

    Attributes
    ----------
    frozen_cases : dict of str to dict
        What was read of the exercises' frozen cases so far, by exercise.
    """

    def __init__(self, path: Path, manifest: Manifest, *, timeout: float | None = None) -> None:
        self.path = path
        self.manifest = manifest
        self._timeout = timeout
        self._checkers: dict[str, Exercise] = {}
        self.frozen_cases: dict[str, Cases] = {}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what decides a grade: the manifest, the stubs, the checkers and their cases."""
        total = hashlib.sha256()
        files = [self.path / "course.toml", *_files(self.path / "checkers"), *_files(self.path / "exercises")]
        for file in files:
            name, data = file.relative_to(self.path).as_posix().encode(), file.read_bytes()
            total.update(b"%d %s %d\n" % (len(name), name, len(data)))
            total.update(data)
        return total.hexdigest()

    @property
    def limits(self) -> Limits:
        """The course's limits, where an exercise does not set its own."""
        own = self.manifest.limits
        return self._timed(own.over(Limits()) if own else Limits())

    @property
    def ids(self) -> list[str]:
        """Every exercise's id, in course order."""
        return [entry.id for entry in self.manifest.exercise]

    def limits_of(self, exercise_id: str) -> Limits:
        """Return the limits of one exercise."""
        own = self.manifest.limits
        base = own.over(Limits()) if own else Limits()
        override = self.entry(exercise_id).limits
        return self._timed(override.over(base) if override else base)

    def _timed(self, limits: Limits) -> Limits:
        if self._timeout is None:
            return limits
        factor = self._timeout / limits.exercise_s
        return Limits(
            import_s=limits.import_s * factor, call_s=limits.call_s * factor, exercise_s=self._timeout
        )

    def entry(self, exercise_id: str) -> ExerciseEntry:
        """Return what the manifest says of an exercise.

        Raises
        ------
        InputError
            If there is none of that id; names the nearest.
        """
        entry = self.find(exercise_id)
        if entry is None:
            raise InputError(
                self.manifest.id,
                f"unknown exercise {exercise_id}; nearest is {self.nearest_exercise(exercise_id)}",
                "calcgrade list shows them all",
            )
        return entry

    def find(self, exercise_id: str) -> ExerciseEntry | None:
        """Return the exercise of that id in either case (``e1`` is E1), or None."""
        wanted = exercise_id.casefold()
        return next((entry for entry in self.manifest.exercise if entry.id.casefold() == wanted), None)

    def nearest_exercise(self, exercise_id: str) -> str:
        """Return the id most like ``exercise_id``."""
        import difflib

        return difflib.get_close_matches(exercise_id, self.ids, n=1, cutoff=0.0)[0]

    def checker(self, exercise_id: str) -> Exercise:
        """Load an exercise's checker, once.

        Raises
        ------
        CheckerFault
            If it cannot be loaded or defines no ``exercise``: told to the instructor, not a crash.
        """
        if exercise_id not in self._checkers:
            self._checkers[exercise_id] = self._load(self.entry(exercise_id))
        return self._checkers[exercise_id]

    def _load(self, entry: ExerciseEntry) -> Exercise:
        from calcgrade.checking import Exercise

        file = self.path / "checkers" / entry.file
        try:
            module = _execute(file)
        except Terminated:
            raise
        # Whatever a checker raises while it is imported, SystemExit included, is the checker's fault.
        except (Exception, SystemExit) as error:
            raise CheckerFault(entry.id, _describe(error, file)) from error
        exercise = getattr(module, "exercise", None)
        if not isinstance(exercise, Exercise):
            problem = "defines no `exercise`" if exercise is None else "`exercise` is not an Exercise"
            raise CheckerFault(entry.id, f"checkers/{entry.file} {problem}")
        return exercise


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in order; what Python, an editor or the system leaves there is no part of it."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name) if folder.is_dir() else ():
        if entry.name == "__pycache__" or entry.name[0] == ".":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(folder / entry.name)
        elif entry.is_file():
            yield folder / entry.name


def _execute(file: Path) -> ModuleType:
    """Import a file under a name of its own, which no other course or module shares."""
    name = f"calcgrade_checker_{hashlib.sha256(str(file).encode()).hexdigest()[:12]}_{file.stem}"
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file.name} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where dataclasses and annotations look the module up
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _describe(error: BaseException, file: Path) -> str:
    """Say what was raised and on which line of the checker."""
    import traceback

    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(file)]
    line = frames[-1].lineno if frames else getattr(error, "lineno", None)
    place = f"checkers/{file.name}:{line}" if line else f"checkers/{file.name}"
    return f"{place}: {type(error).__name__}: {error}".rstrip(".: ")


def load(path: Path, *, timeout: float | None = None) -> Course:
    """Load the course in a folder; `CourseError` if it breaks the format."""
    return Course(path, manifests.read(path / "course.toml"), timeout=timeout)
