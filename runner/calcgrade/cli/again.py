"""Reports of stored results: what is read, where it is written, and nothing before all can be read."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from calcgrade.cli import renderings as writing
from calcgrade.errors import CourseError, InputError
from calcgrade.reports import file
from calcgrade.results import stored
from calcgrade.results.printed import ReportedResult

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from calcgrade.cli.renderings import Kind, Renderings
    from calcgrade.course.load import Course
    from calcgrade.results.model import Result


class Again:
    """Renders stored results once more.

    Parameters
    ----------
    paths : sequence of Path
        Files of results, and folders of them.
    asked : Renderings
        What to write.
    course : Path or None
        The course as it was named, if it was.

    Raises
    ------
    InputError
        For a result that cannot be read, or a report that cannot be written where it was asked for.
    """

    def __init__(self, paths: Sequence[Path], asked: Renderings, course: Path | None) -> None:
        self._asked = asked
        self._named = course
        found = stored.find(paths)
        self.sources = [source for source, _ in found]
        many = len(found) > 1 or any(path.is_dir() for path in paths)
        writing.require_sense(asked, apart=not many)
        self._plan = {source: self._files(place) if many else asked.files() for source, place in found}
        self._table = asked.csv if many else None
        # Every result is read twice: those of a cohort need not fit into memory together.
        self._exercises = list(dict.fromkeys(e.id for s in self.sources for e in stored.read(s).exercises))
        self._make_places(many=many)

    def write(self) -> list[ReportedResult]:
        """Write everything, and return what was read."""
        rows: list[ReportedResult] = []
        cells: list[list[str]] = []
        for source, files in self._plan.items():
            result = stored.read(source)
            writing.write(result, self._asked, self._course_of(result) if "html" in files else None, files)
            rows.append(_reported(source, result))
            if self._table is not None:
                from calcgrade.reports import csv

                cells.append(csv.row(result, self._exercises))
        if self._table is not None:
            from calcgrade.reports import csv

            file.write(csv.encoded([csv.header(self._exercises), *cells]), self._table)
        return rows

    def _files(self, place: Path) -> dict[Kind, Path]:
        """Return where one of many results is rendered to: as far below each folder as it lay below its own."""
        return {
            kind: (folder / place).with_suffix(f".{writing.SUFFIXES[kind]}")
            for kind, folder in self._asked.files().items()
            if kind != "csv"
        }

    def _make_places(self, *, many: bool) -> None:
        targets = [path for files in self._plan.values() for path in files.values()]
        writing.require_apart([*targets, *([self._table] if self._table else [])])
        for path in targets if many else []:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise InputError(
                    str(path.parent), f"no folder can be made here ({error.strerror})", "Name another"
                ) from None
        for path in [*targets, *([self._table] if self._table else [])]:
            file.require_writable(path)

    def _course_of(self, result: Result) -> Course | None:
        """Return the course that graded, if it is here: another would draw other pictures."""
        course = self._course
        return course if course is not None and course.digest == result.course.digest else None

    @cached_property
    def _course(self) -> Course | None:
        from calcgrade.course import load, locate

        try:
            return load.load(locate.locate(self._named))
        except CourseError:
            if self._named is not None:
                raise
            return None


def _reported(source: Path, result: Result) -> ReportedResult:
    return ReportedResult(
        file=str(source),
        submission=result.submission.id,
        status=result.status,
        score=result.score,
        max_score=result.max_score,
        bonus_score=result.bonus_score,
    )
