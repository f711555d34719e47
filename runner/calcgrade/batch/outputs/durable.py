"""Files that a power cut leaves whole: written beside, forced to the disk, put in place."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from calcgrade.errors import ReportLost

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def write(data: bytes | Iterable[bytes], path: Path) -> int:
    """Write a file whole or not at all, and force it to the disk; return its size."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("wb") as file:
            for piece in [data] if isinstance(data, bytes) else data:
                file.write(piece)
            size = file.tell()
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise ReportLost(path, error.strerror or "unknown error") from None
    return size


def sync(folder: Path) -> None:
    """Force a folder's names to the disk; where that cannot be asked for (Windows) it needs not."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove_drafts(folder: Path) -> None:
    """Remove what a batch that was killed had not put in place."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") and entry.name.endswith(".tmp"):
                with suppress(OSError):
                    os.unlink(entry.path)  # noqa: PTH108 - an entry of this folder
