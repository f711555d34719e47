"""The place that holds a cohort: a folder, or a zip or tar of one."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from calcgrade.batch.cohort import shapes
from calcgrade.batch.cohort.views import Below
from calcgrade.errors import InputError
from calcgrade.intake import archive
from calcgrade.intake.folder import Folder
from calcgrade.limits import COHORT, COHORT_ARCHIVE, SUBMISSION_ENTRIES

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from calcgrade.intake.source import Named, Source

_FIX = "Name the folder that holds one folder, archive or set of files for each learner"
_BOUNDS = archive.Bounds(COHORT_ARCHIVE, COHORT)


class Place:
    """An open cohort.

    Attributes
    ----------
    path : Path
        What the user named.
    source : Source
        What it holds.
    is_folder : bool
        Whether it lies on a disk, where files have times.
    """

    def __init__(self, path: Path, source: Source, *, is_folder: bool) -> None:
        self.path = path
        self.source = source
        self.is_folder = is_folder

    def list(self) -> list[Named]:
        """Return its entries by name."""
        try:
            found = sorted(self.source.list(PurePosixPath()))
        except OSError as error:
            raise InputError(
                str(self.path), f"cannot be listed ({error.strerror})", "Mend its rights"
            ) from None
        if len(found) > COHORT:
            raise InputError(str(self.path), f"holds more than {COHORT} entries", "Grade it in parts")
        return found

    def is_clone(self, entry: str) -> bool:
        """Tell whether a folder is a clone of a repository."""
        if self.is_folder:
            return (self.path / entry / ".git").exists()
        return any(item.name == ".git" for item in self.source.list(PurePosixPath(entry)))

    def modified(self, entry: str) -> float:
        """Return when the newest file of an entry was last changed; 0 in an archive, which is not asked."""
        if not self.is_folder:
            return 0.0
        newest = _time(self.path / entry)
        looked_at = 0
        for folder, folders, files in os.walk(self.path / entry):  # never through a link
            folders[:] = [name for name in folders if not name.startswith(".")]
            newest = max([newest, *(_time(Path(folder, name)) for name in files)])
            looked_at += len(files) + len(folders)
            if looked_at > SUBMISSION_ENTRIES:
                break
        return newest


def _time(path: Path) -> float:
    """Return when a file was last changed; folders change by being looked at, and count for nothing."""
    try:
        return 0.0 if path.is_dir() else path.lstat().st_mtime
    except OSError:
        return 0.0


@contextmanager
def opened(path: Path) -> Generator[Place]:
    """Open a cohort.

    Raises
    ------
    InputError
        There is none, or it cannot be read.
    """
    if path.is_dir():
        with Folder(path, most=COHORT) as folder:
            yield Place(path, folder, is_folder=True)
        return
    if not path.exists():
        raise InputError(str(path), "there is no such folder", "Check the spelling")
    if not path.is_file() or archive.stem(path.name) is None:
        raise InputError(str(path), "is neither a folder nor a zip or tar of one", _FIX)
    with Folder(path.parent) as folder:
        try:
            data = folder.read(path.name, COHORT_ARCHIVE)
        except OSError as error:
            problem = f"could not be read ({(error.strerror or 'unreadable').lower()})"
            raise InputError(str(path), problem, "Mend that") from None
    whole = archive.Archive(path, data, _BOUNDS)
    yield Place(path, _unwrapped(whole), is_folder=False)


def _unwrapped(source: Source) -> Source:
    """Look into the one folder that an archive holds, if it is a folder of hand-ins and nobody's own."""
    inner = [item for item in source.list(PurePosixPath()) if not shapes.is_ignored(item.name, item.kind)]
    if len(inner) != 1 or inner[0].kind != "folder":
        return source
    below = Below(source, inner[0].name)
    return below if len(_hand_ins(below.list(PurePosixPath()))) > 1 else source


def _hand_ins(entries: Iterable[Named]) -> list[Named]:
    listed = list(entries)
    if any(item.name.endswith((".py", ".ipynb")) and shapes.recognise(item) is None for item in listed):
        return []  # a learner's own folder
    return [item for item in listed if item.name != "exercises" and shapes.recognise(item) is not None]
