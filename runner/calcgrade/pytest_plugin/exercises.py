"""Which files are exercises, and what tests they hold. No file is run or imported to find out."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from calcgrade.course import load, locate
from calcgrade.errors import CalcgradeError, CheckerFault, InputError
from calcgrade.intake import handed_in, submission
from calcgrade.intake.definition import definition
from calcgrade.pytest_plugin.checks import CheckItem
from calcgrade.pytest_plugin.graded import Graded

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from calcgrade.course.load import Course
    from calcgrade.course.manifest import ExerciseEntry
    from calcgrade.intake.submission import Submission


class Exercises:
    """Finds the exercises of each folder, as ``calcgrade check`` in that folder would."""

    def __init__(self) -> None:
        named = os.environ.get("CALCGRADE_COURSE")
        try:
            self.course = load.load(locate.locate(Path(named) if named else None))
        except CalcgradeError as error:
            raise pytest.UsageError(str(error)) from None
        self._folders: dict[Path, tuple[Submission, Graded] | None] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
        """Return what an exercise's file holds, in place of pytest's own tests, for which it would be imported."""
        collectors = yield
        own = self._file(file_path, parent)
        return collectors if own is None else [own]

    def _file(self, path: Path, parent: pytest.Collector) -> ExerciseFile | None:
        if path.suffix not in (".py", ".ipynb"):
            return None
        root = self._root(path)
        if root not in self._folders:
            self._folders[root] = self._read(root)
        found = self._folders[root]
        if found is None:
            return None
        handed, graded = found
        name = path.relative_to(root).as_posix()
        entries = [
            entry for entry in self.course.manifest.exercise if _is_shown(entry, name, handed, self.course)
        ]
        if not entries:
            return None
        return ExerciseFile.make(parent, path, entries, self.course, graded, handed.files.get(name, b""))

    def _root(self, path: Path) -> Path:
        """Return the folder of the submission that a file belongs to: an extension's may be that above its own."""
        for entry in self.course.manifest.exercise:
            parts = PurePosixPath(entry.file).parts
            if path.parts[-len(parts) :] == parts:
                return path.parents[len(parts) - 1]
        return path.parent

    def _read(self, root: Path) -> tuple[Submission, Graded] | None:
        try:
            return submission.read(root, self.course), Graded(root)
        except InputError:  # nothing in it is an exercise
            return None


def _is_shown(entry: ExerciseEntry, name: str, handed: Submission, course: Course) -> bool:
    """Tell whether a file is where an exercise is, and an extension is begun."""
    place = handed.entry(entry.file)
    if place is None or place.path != name:
        return False
    # Of a notebook only the worker can tell whether it holds an extension.
    return not entry.bonus or (place.kind == "module" and handed_in.is_handed_in(entry, handed, course))


class ExerciseFile(pytest.File):
    """An exercise's file, or a notebook with several."""

    entries: list[ExerciseEntry]
    course: Course
    graded: Graded
    content: bytes

    @classmethod
    def make(
        cls,
        parent: pytest.Collector,
        path: Path,
        entries: list[ExerciseEntry],
        course: Course,
        graded: Graded,
        content: bytes,
    ) -> ExerciseFile:
        """Return the node of a file."""
        made: ExerciseFile = cls.from_parent(parent, path=path)  # pyright: ignore[reportUnknownMemberType]
        made.entries, made.course, made.graded, made.content = entries, course, graded, content
        return made

    def collect(self) -> Iterable[pytest.Collector]:
        """Yield the exercises."""
        for entry in self.entries:
            exercise: ExerciseNode = ExerciseNode.from_parent(self, name=entry.id)  # pyright: ignore[reportUnknownMemberType]
            exercise.file = self
            yield exercise


class ExerciseNode(pytest.Collector):
    """An exercise, so that ``-k 2.1`` selects its checks."""

    file: ExerciseFile

    def collect(self) -> Iterable[pytest.Item]:
        """Yield a test for each check; where the checker is broken, one that says so."""
        try:
            checks = self.file.course.checker(self.name).checks
        except CheckerFault:
            yield CheckItem.make(self, "checker", "the checker of this exercise works", 0, self.file.graded)
            return
        content = self.file.content if self.file.path.suffix == ".py" else b""
        for check in checks.values():
            line = definition(content, check.function)
            yield CheckItem.make(self, check.id, check.claim, max(line - 1, 0), self.file.graded)
