"""A zip or tar file in memory, read as if it were the folder that it was made from.

Nothing is written anywhere, and no archive inside an archive is opened. What a member says of itself is
believed for its own sake only: its name is an opaque id, and its length shows when it is read.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from calcgrade.errors import InputError
from calcgrade.intake import names
from calcgrade.intake.source import Named
from calcgrade.limits import ARCHIVE, ARCHIVE_ENTRIES, MIB, SUBMISSION_DEPTH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import PurePath

    from calcgrade.intake.source import Kind

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2", ".tbz")

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
PACKED = {b"\x1f\x8b": "gzip", b"\xfd7zXZ\x00": "xz", b"BZh": "bzip2"}


class BadArchive(ValueError):  # noqa: N818 - named for what it is about
    """The archive as a whole is none to be read; carries the problem as a clause and what mends it."""

    def __init__(self, problem: str, fix: str = "Pack it again, or hand in the folder itself") -> None:
        super().__init__(problem)
        self.fix = fix

    @classmethod
    def too_large(cls, problem: str) -> BadArchive:
        """Return the error of an archive that holds more than a submission can need."""
        return cls(problem, "Leave out environments, caches and data, and pack the exercises' files only")

    @classmethod
    def too_many(cls, most: int = ARCHIVE_ENTRIES) -> BadArchive:
        """Return the error of an archive with more than ``most`` members."""
        return cls.too_large(f"it holds more than {most} files")


class Bounds(NamedTuple):
    """What an archive may hold."""

    size: int = ARCHIVE
    entries: int = ARCHIVE_ENTRIES


A_SUBMISSION = Bounds()


class Member(NamedTuple):
    """One entry of an archive.

    Attributes
    ----------
    name : str
        As it stands there: anything at all.
    kind : str
        What it is.
    read : callable
        Returns its content up to one byte more than asked for, or raises `OSError` with the reason.
    """

    name: str
    kind: Kind
    read: Callable[[int], bytes]


def stem(name: str) -> str | None:
    """Return an archive's name without what says that it is one; None if nothing does."""
    for suffix in SUFFIXES:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return None


class Archive:
    """The folders and files of an archive.

    Parameters
    ----------
    path : PurePath
        Its place, for messages alone.
    data : bytes
        All of it; or one byte more than is read, where it is longer.
    bounds : Bounds
        How large it may be, and of how many members.

    Raises
    ------
    InputError
        If it is no zip or tar, is damaged, or holds or unpacks to more than a submission's archive may.
    """

    def __init__(self, path: PurePath, data: bytes, bounds: Bounds = A_SUBMISSION) -> None:
        self.notes: list[str] = []
        self._folders: dict[PurePosixPath, dict[str, Kind]] = {PurePosixPath(): {}}
        self._readers: dict[str, Callable[[int], bytes]] = {}
        try:
            if len(data) > bounds.size:
                raise BadArchive.too_large(f"it is larger than {bounds.size // MIB} MiB")
            for count, member in enumerate(_members(data, bounds.entries), start=1):
                if count > bounds.entries:
                    raise BadArchive.too_many(bounds.entries)
                self._place(member)
        except BadArchive as problem:
            raise InputError(str(path), str(problem), problem.fix) from None

    def list(self, folder: PurePosixPath) -> list[Named]:
        """Return what a folder in the archive holds."""
        return [Named(name, kind) for name, kind in self._folders[folder].items()]

    def read(self, path: str, most: int) -> bytes:
        """Unpack a file, up to one byte more than ``most``."""
        return self._readers[path](most)

    def _place(self, member: Member) -> None:
        """Hang a member into the tree; folders that are nowhere named are made on the way."""
        if len(member.name) > names.LONGEST_PATH:  # before anything is made of its parts
            begins = names.shown(member.name[:100])
            self.notes.append(f"{begins}… was not read: its path is longer than {names.LONGEST_PATH} bytes")
            return
        parts = [part for part in member.name.split("/") if part not in ("", ".")]
        if member.name.startswith("/") or ".." in parts:
            self.notes.append(f"{names.shown(member.name)} was not read: its name leads out of the archive")
            return
        # Deeper ones are said to be too deep when the tree is walked, and not kept here.
        too_deep = len(parts) > SUBMISSION_DEPTH + 1
        folder = PurePosixPath()
        for part in parts[: SUBMISSION_DEPTH + 1 if too_deep else -1]:
            folder = self._entered(folder, part)
        if not parts or too_deep:
            return
        here, name, path = self._folders[folder], parts[-1], folder / parts[-1]
        if member.kind == "folder":
            self._entered(folder, name)
        elif name in here:
            here[name] = "twice"
        else:
            here[name] = member.kind
            self._readers[str(path)] = member.read

    def _entered(self, folder: PurePosixPath, name: str) -> PurePosixPath:
        kind = self._folders[folder].setdefault(name, "folder")
        if kind != "folder":
            self._folders[folder][name] = "twice"
        below = folder / name
        self._folders.setdefault(below, {})
        return below


def _members(data: bytes, most: int) -> Iterator[Member]:
    if data.startswith(ZIP):
        from calcgrade.intake import zips

        return zips.members(data, most)
    from calcgrade.intake import tars, unpack

    for magic, kind in PACKED.items():
        if data.startswith(magic):
            return tars.members(unpack.unpacked(data, kind))
    return tars.members(data)
