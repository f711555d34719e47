"""Remove what learner code left in a folder, however deep it is nested.

`shutil.rmtree` goes down by recursion, and a folder in a folder in a folder … ends it with a RecursionError.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_PASSES = 100_000
"""Nests this deep are left behind."""


def remove(folder: str) -> None:
    """Remove a folder with all that can be removed in it; links in it are removed, never followed."""
    empty(folder)
    _try(os.rmdir, folder)


def empty(folder: str, keep: str = "") -> None:
    """Remove everything in a folder but one entry.

    What stands in a folder inside is brought up beside that folder, which is then removed: one level at a time,
    so that no path grows longer than the system allows.
    """
    numbers = itertools.count()
    for _ in range(MOST_PASSES):
        before = [entry for entry in _entries(folder) if entry.name != keep]
        for entry in before:
            if not entry.is_dir(follow_symlinks=False):
                _try(os.unlink, entry.path)
                continue
            _try(_open_up, entry.path)
            for inner in _entries(entry.path):
                if inner.is_dir(follow_symlinks=False):
                    _try(_open_up, inner.path)
                    _try(functools.partial(os.rename, dst=f"{folder}/{next(numbers)}"), inner.path)
                else:
                    _try(os.unlink, inner.path)
            _try(os.rmdir, entry.path)
        left = [entry.name for entry in _entries(folder) if entry.name != keep]
        if not left or left == [entry.name for entry in before]:
            return


def _open_up(path: str) -> None:
    Path(path).chmod(0o700)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        return list(found)
    return []


def _try(act: Callable[[str], None], path: str) -> None:
    with contextlib.suppress(OSError):
        act(path)
