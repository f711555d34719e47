"""Parts of a cohort's folder or archive as submissions of their own."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from calcgrade.intake.source import Named, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Below:
    """What lies below a folder of a source."""

    def __init__(self, source: Source, folder: str) -> None:
        self.notes: list[str] = []
        self._source = source
        self._folder = PurePosixPath(folder)

    def list(self, folder: PurePosixPath) -> Iterable[Named]:
        """Return what a folder below this one holds."""
        return self._source.list(self._folder / folder)

    def read(self, path: str, most: int) -> bytes:
        """Read a file below this folder."""
        return self._source.read(str(self._folder / path), most)


class Picked:
    """Some files of a source, under names of their own, as one flat folder.

    Parameters
    ----------
    files : mapping of str to str
        The name here, and the path in the source.
    """

    def __init__(self, source: Source, files: Mapping[str, str]) -> None:
        self.notes: list[str] = []
        self._source = source
        self._files = files

    def list(self, folder: PurePosixPath) -> Iterable[Named]:
        """Return all of them; there are no folders."""
        return [Named(name, "file") for name in self._files] if not folder.parts else []

    def read(self, path: str, most: int) -> bytes:
        """Read one."""
        return self._source.read(self._files[path], most)
