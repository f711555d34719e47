"""Which files stand where in a submission's folder; nothing is opened here."""

from __future__ import annotations

import os
from collections import deque
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal

import msgspec

from calcgrade.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal["file", "folder", "link", "special"]

SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages"})
"""Folders that hold no learner's own work; hidden ones and virtual environments are skipped too."""

VISITED = 5000
"""Entries looked at before the search stops: a learner's folder, not somebody's whole disk."""


class Tree(msgspec.Struct, frozen=True):
    """Python files and notebooks below a folder.

    Attributes
    ----------
    kinds : dict of str to str
        By POSIX path relative to the root, shallowest first, then by name.
    notes : list of str
        What was not looked at, and why.
    """

    kinds: dict[str, Kind]
    notes: list[str]


def scan(root: Path, *, own_course: bool = False, deep: bool = True) -> Tree:
    """Walk ``root`` breadth first, never through a link.

    Parameters
    ----------
    root : Path
        A submission's folder.
    own_course : bool
        Whether it is the course's own folder too: then only the root and ``exercises/`` are the
        learner's, and checkers or samples of the same names are not taken for their work.
    deep : bool
        Whether to look into folders at all.

    Raises
    ------
    InputError
        If the root itself cannot be listed.
    """
    tree = Tree({}, [])
    folders = deque([PurePosixPath()])
    visited = 0
    while folders:
        folder = folders.popleft()
        try:
            entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
        except OSError as error:
            if not folder.parts:
                raise InputError(
                    str(root), f"cannot be listed ({error.strerror})", "Mend its rights"
                ) from None
            tree.notes.append(f"{folder} was not read: {error.strerror}")
            continue
        if any(entry.name == "pyvenv.cfg" for entry in entries) and folder.parts:
            continue
        visited += len(entries)
        if visited > VISITED:
            tree.notes.append(f"the search stopped after {VISITED} files and folders, at {folder}")
            break
        for entry in entries:
            _place(entry, folder, tree, folders)
        if not deep:
            break
        if own_course:
            folders = deque(path for path in folders if path.parts[0] == "exercises")
    return tree


def _place(entry: os.DirEntry[str], folder: PurePosixPath, tree: Tree, folders: deque[PurePosixPath]) -> None:
    kind = _kind(entry)
    named = entry.name.endswith((".py", ".ipynb"))
    if entry.name.startswith(".") or entry.name in SKIPPED or not (named or kind == "folder"):
        return
    if not entry.name.isprintable() or "\\" in entry.name:
        tree.notes.append(f"{entry.name!a} was not read: its name has unprintable characters")
        return
    path = folder / entry.name
    if named:
        tree.kinds[str(path)] = kind
    elif kind == "folder":
        folders.append(path)


def _kind(entry: os.DirEntry[str]) -> Kind:
    if entry.is_symlink():
        return "link"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "special"
