"""Small files in a learner's folder, read with distrust."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from calcgrade.limits import KIB

if TYPE_CHECKING:
    from pathlib import Path


class NotAFile(ValueError):  # noqa: N818 - names what was found
    """There is something else in its place, or too much in it."""


def read(path: Path, largest: int) -> bytes:
    """Return a regular file's bytes, never through a link and never waiting for a pipe.

    Raises
    ------
    NotAFile
        It is a folder, a device or larger than ``largest`` bytes.
    OSError
        It cannot be opened; a link cannot either.
    """
    wanted = ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")  # of these, each system has some
    descriptor = os.open(path, os.O_RDONLY | sum(getattr(os, flag, 0) for flag in wanted))
    try:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode) or facts.st_size > largest:
            raise NotAFile(f"it is no file of at most {largest // KIB} KiB")
        return os.read(descriptor, largest)
    finally:
        os.close(descriptor)
