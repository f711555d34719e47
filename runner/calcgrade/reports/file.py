"""Report files: written whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from calcgrade.errors import InputError, ReportLost

if TYPE_CHECKING:
    from pathlib import Path


def require_writable(path: Path) -> None:
    """Refuse, before anything is graded, a place where no report can be written."""
    if path.is_dir() or not os.access(path.parent, os.W_OK):
        raise InputError(str(path), "no file can be written here", "Name a file in a folder that exists")


def write(data: bytes, path: Path) -> None:
    """Write a file whole or not at all; a link in its place is replaced, not followed."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise ReportLost(path, error.strerror or "unknown error") from None
