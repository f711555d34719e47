"""A folder on disk, held open: nothing below it is reached through a link, whatever is moved meanwhile."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from calcgrade.errors import InputError
from calcgrade.intake.source import Named, Unreadable
from calcgrade.limits import SUBMISSION_ENTRIES

if TYPE_CHECKING:
    from collections.abc import Generator

    from calcgrade.intake.source import Kind

# O_NONBLOCK: opening a FIFO would otherwise wait for a writer. Windows has O_BINARY alone of these.
_NAMES = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY")
_FILE = os.O_RDONLY + sum(getattr(os, name, 0) for name in _NAMES)  # distinct bits, so a sum is their union
_FOLDER = os.O_RDONLY + sum(getattr(os, name, 0) for name in ("O_DIRECTORY", "O_CLOEXEC"))

_JUNCTION = 0xA0000003
"""Tag of a folder on Windows that stands for another one, and is no symbolic link."""


def by_descriptor() -> bool:
    """Tell whether folders can be held open here, and names opened in them: not on Windows."""
    return os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")


class Folder:
    """A folder whose entries are opened one component at a time, each without following a link.

    Parameters
    ----------
    path : Path
        The folder. It is the user's word, so links on the way to it are followed.
    most : int
        Entries of one folder that are listed, but for one more as the sign that there are more.

    Raises
    ------
    InputError
        If it cannot be opened.

    Notes
    -----
    Where folders cannot be opened, a path is looked at before it is used, and the file is compared
    with what was looked at: a link put in between is noticed and nothing of it is kept.
    """

    def __init__(self, path: Path, *, most: int = SUBMISSION_ENTRIES) -> None:
        self.notes: list[str] = []
        self._path = path
        self._most = most
        self._root: int | None = None
        if by_descriptor():
            try:
                self._root = os.open(path, _FOLDER)
            except OSError as error:
                raise InputError(
                    str(path), f"cannot be listed ({error.strerror})", "Mend its rights"
                ) from None

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, *_: object) -> None:
        if self._root is not None:
            os.close(self._root)
            self._root = None

    def list(self, folder: PurePosixPath) -> list[Named]:
        """Return what a folder below this one holds."""
        with self._open(folder.parts) as place, os.scandir(place) as entries:
            some = islice(entries, self._most + 1)
            return [Named(entry.name, _kind(entry.stat(follow_symlinks=False))) for entry in some]

    def read(self, path: str, most: int) -> bytes:
        """Read a regular file that has no other name, up to one byte more than ``most``."""
        *folders, name = PurePosixPath(path).parts
        with self._open(tuple(folders)) as place:
            # By descriptor the name is looked up in the open folder, else the whole path is used.
            at, full = (place, name) if isinstance(place, int) else (None, str(Path(place, name)))
            before = os.stat(full, dir_fd=at, follow_symlinks=False)
            if not stat.S_ISREG(before.st_mode):
                raise Unreadable("not a regular file")
            descriptor = os.open(full, _FILE, dir_fd=at)
        with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
            opened = os.fstat(descriptor)
            if not os.path.samestat(before, opened):
                raise Unreadable("replaced while it was read")
            if opened.st_nlink > 1:
                raise Unreadable("it has a second name (a hard link), perhaps elsewhere; copy it")
            data = file.read(min(opened.st_size, most) + 1)
            after = os.fstat(descriptor)
        if _state(after) != _state(opened) or len(data) != min(opened.st_size, most + 1):
            raise Unreadable("it changed while it was read")
        return data

    @contextmanager
    def _open(self, parts: tuple[str, ...]) -> Generator[int | Path, None, None]:
        """Yield a folder below this one as a descriptor, or as a path where there is none."""
        if self._root is None:
            yield self._walked(parts)
            return
        place = os.open(".", _FOLDER, dir_fd=self._root)  # a duplicate would share the place in its list
        try:
            for part in parts:
                below = os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=place)
                os.close(place)
                place = below
            yield place
        finally:
            os.close(place)

    def _walked(self, parts: tuple[str, ...]) -> Path:
        path = self._path
        for part in parts:
            path /= part
            if _kind(path.lstat()) != "folder":
                raise Unreadable("not a folder")
        return path


def _kind(status: os.stat_result) -> Kind:
    if stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION:
        return "link"
    if stat.S_ISDIR(status.st_mode):
        return "folder"
    return "file" if stat.S_ISREG(status.st_mode) else "special"


def _state(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns
