"""Folders for a while, named for the process that made them: what a killed one left behind can be told, and goes."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import time

_NAME = re.compile(r"calcgrade-(\d+)-\w+")
AGE_S = 3600.0
"""Younger ones stay: where containers share a folder for temporary files, the process may live in another one."""


def make(place: str | None = None) -> str:
    """Make an empty folder that only this user can enter, by default where temporary files belong."""
    return tempfile.mkdtemp(prefix=f"calcgrade-{os.getpid()}-", dir=place)


def remove_strays(*places: str) -> None:
    """Remove folders of processes that are gone, from where temporary files belong and from ``places``."""
    for place in {tempfile.gettempdir(), *places}:
        with contextlib.suppress(OSError), os.scandir(place) as entries:
            for entry in entries:
                if entry.name.startswith("calcgrade-") and _is_stray(entry):
                    _remove(entry.path)


def _is_stray(entry: os.DirEntry[str]) -> bool:
    name = _NAME.fullmatch(entry.name)
    if name is None or not entry.is_dir(follow_symlinks=False):
        return False
    facts = entry.stat(follow_symlinks=False)
    # Root's own may belong to the user that learner code was given.
    is_ours = not hasattr(os, "geteuid") or os.geteuid() in (facts.st_uid, 0)
    return is_ours and time.time() - facts.st_mtime > AGE_S and not _lives(int(name[1]))


def _lives(process: int) -> bool:
    if os.name == "nt":  # there, signal 0 would end it
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # somebody else's
        return True
    return True


def _remove(folder: str) -> None:
    import shutil

    # Of the ways to remove a tree the one that a link put in its midst cannot lead astray.
    with contextlib.suppress(RecursionError):
        shutil.rmtree(folder, ignore_errors=True)
