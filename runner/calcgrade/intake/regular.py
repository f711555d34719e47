"""Reading a file that somebody else made: regular files only, never through a link, never too much."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# O_NONBLOCK: opening a FIFO would otherwise wait for a writer. Windows has O_BINARY alone of these.
_NAMES = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY")
_FLAGS = os.O_RDONLY + sum(getattr(os, name, 0) for name in _NAMES)  # distinct bits, so a sum is their union


def read_regular(path: Path, most: int) -> bytes:
    """Read a regular file, up to one byte more than ``most`` so that too long a file shows.

    Raises
    ------
    OSError
        If it cannot be read, is no regular file, or was replaced since it was looked at.
    """
    before = path.lstat()
    if not stat.S_ISREG(before.st_mode):
        raise OSError(None, "not a regular file")
    descriptor = os.open(path, _FLAGS)
    with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
        # Where O_NOFOLLOW does not exist, this is what notices a link put in the file's place.
        if not os.path.samestat(before, os.fstat(descriptor)):
            raise OSError(None, "replaced while it was read")
        return file.read(most + 1)
