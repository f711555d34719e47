"""Which files were saved: looked at many times a second, which works on every system and file system."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

SETTLED_S = 0.03
"""A file that stays as it is for so long has been written to its end."""

EMPTY_S = 0.3
"""An editor may empty a file before it writes it: one that stays empty for so long is meant to be."""

_SUFFIXES = (".py", ".ipynb")


class Stamp(NamedTuple):
    """What changes when a file is saved, in place or by another that takes its name."""

    changed_ns: int
    size: int
    number: int


class Watched:
    """The Python files and notebooks of some folders.

    Parameters
    ----------
    root : Path
        The submission.
    folders : iterable of str
        Folders below it, as POSIX paths; what lies in others is not looked at.
    """

    def __init__(self, root: Path, folders: Iterable[str]) -> None:
        self._folders = {folder: root / folder for folder in folders}
        self._known = self._look()

    def saved(self) -> list[str]:
        """Return the paths of files that were saved since the last call, each written to its end.

        A file that is gone is none: editors remove and write anew, and the last result stays until there is one.
        """
        now = self._look()
        changed = {path for path, stamp in now.items() if self._known.get(path) != stamp}
        if changed:
            now = self._settled(now, changed)
            changed = {path for path, stamp in now.items() if self._known.get(path) != stamp}
        self._known = {**self._known, **now}
        return sorted(changed)

    def _settled(self, now: dict[str, Stamp], changed: Collection[str]) -> dict[str, Stamp]:
        """Look again until nothing changes any more, for a moment longer where a file is empty."""
        began = time.monotonic()
        while True:
            time.sleep(SETTLED_S)
            before, now = now, self._look()
            is_empty = any(path in now and not now[path].size for path in changed)
            if now == before and not (is_empty and time.monotonic() - began < EMPTY_S):
                return now
            if time.monotonic() - began > 10 * EMPTY_S:  # somebody writes without end
                return now

    def _look(self) -> dict[str, Stamp]:
        found: dict[str, Stamp] = {}
        for name, folder in self._folders.items():
            try:
                entries = list(os.scandir(folder))
            except OSError:  # it may come back
                continue
            for entry in entries:
                if entry.name.endswith(_SUFFIXES) and not entry.name.startswith("."):
                    try:
                        facts = entry.stat(follow_symlinks=False)
                    except OSError:
                        continue
                    path = f"{name}/{entry.name}" if name else entry.name
                    found[path] = Stamp(facts.st_mtime_ns, facts.st_size, facts.st_ino)
        return found
