"""What a submission is read from: a folder on disk or an archive in memory, looked at and read alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePosixPath

Kind = Literal["file", "folder", "link", "special", "locked", "packed", "twice"]
"""``locked``, ``packed`` and ``twice`` are found in archives alone."""


class Unreadable(OSError):  # noqa: N818 - named for what the file is
    """A file that is not taken; ``strerror`` is the reason as a clause.

    Attributes
    ----------
    spent : int
        Bytes that were unpacked until it showed; they count as if they had been kept.
    """

    def __init__(self, reason: str, spent: int = 0) -> None:
        super().__init__(None, reason)
        self.spent = spent


class Named(NamedTuple):
    """An entry of a folder."""

    name: str
    kind: Kind


class Source(Protocol):
    """A tree of files whose names and contents somebody else made."""

    @property
    def notes(self) -> list[str]:
        """What can be said of it before it is walked."""
        ...

    def list(self, folder: PurePosixPath) -> Iterable[Named]:
        """Return what a folder holds, in any order; `OSError` if it cannot be listed.

        Of more than `SUBMISSION_ENTRIES` as many as show that there are too many.
        """
        ...

    def read(self, path: str, most: int) -> bytes:
        """Read a regular file, up to one byte more than ``most`` so that too long a file shows.

        Raises
        ------
        OSError
            If it cannot be read, or is no longer what it was; ``strerror`` says why.
        """
        ...
