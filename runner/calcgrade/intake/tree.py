"""Which files stand where in a submission; nothing is opened here."""

from __future__ import annotations

from collections import deque
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from calcgrade.errors import InputError
from calcgrade.intake import names
from calcgrade.limits import SUBMISSION_DEPTH, SUBMISSION_ENTRIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from calcgrade.intake.source import Kind, Named, Source

SKIPPED = frozenset({"__pycache__", "__MACOSX", "node_modules", "site-packages"})
"""Folders that hold no learner's own work; hidden ones and virtual environments are skipped too."""


class Tree(msgspec.Struct, frozen=True):
    """Python files and notebooks in a submission.

    Attributes
    ----------
    kinds : dict of str to str
        By POSIX path relative to the root, shallowest first, then by name.
    notes : list of str
        What was not looked at, and why.
    """

    kinds: dict[str, Kind]
    notes: list[str]


def scan(source: Source, where: str, *, own_course: bool = False, deep: bool = True) -> Tree:
    """Walk ``source`` breadth first, never through a link.

    Parameters
    ----------
    source : Source
        A submission's folder or archive.
    where : str
        What the user called it.
    own_course : bool
        Whether it is the course's own folder too: then only the root and ``exercises/`` are the
        learner's, and checkers or samples of the same names are not taken for their work.
    deep : bool
        Whether to look into folders at all.

    Raises
    ------
    InputError
        If the root itself cannot be listed, or holds more than is looked at.
    """
    tree = Tree({}, list(source.notes))
    folders = deque([PurePosixPath()])
    visited = 0
    while folders:
        folder = folders.popleft()
        if len(folder.parts) > SUBMISSION_DEPTH:
            tree.notes.append(f"{folder} was not read: it lies more than {SUBMISSION_DEPTH} folders deep")
            continue
        try:
            entries = sorted(source.list(folder))
        except OSError as error:
            if not folder.parts:
                raise InputError(where, f"cannot be listed ({error.strerror})", "Mend its rights") from None
            tree.notes.append(f"{folder} was not read: {error.strerror}")
            continue
        if any(entry.name == "pyvenv.cfg" for entry in entries) and folder.parts:
            continue
        visited += len(entries)
        if visited > SUBMISSION_ENTRIES:
            if not folder.parts:
                raise InputError(
                    where, f"holds more than {SUBMISSION_ENTRIES} files", "Hand in the exercises' files only"
                )
            tree.notes.append(f"the search stopped after {SUBMISSION_ENTRIES} files and folders, at {folder}")
            break
        for entry in _taken(entries, folder, tree.notes):
            path = folder / entry.name
            if _is_named(entry.name):
                tree.kinds[str(path)] = entry.kind
            else:
                folders.append(path)
        if not deep:
            break
        if own_course:
            folders = deque(path for path in folders if path.parts[0] == "exercises")
    return tree


def _is_named(name: str) -> bool:
    return name.endswith((".py", ".ipynb"))


def _taken(entries: Iterable[Named], folder: PurePosixPath, notes: list[str]) -> Iterator[Named]:
    """Yield what counts of a folder's entries, by name; of names that a file system may confuse, one."""
    taken: dict[str, str] = {}
    counted = [entry for entry in entries if _counts(entry)]
    for entry in sorted(counted, key=lambda entry: (entry.name != names.key(entry.name), entry.name)):
        path = names.shown(str(folder / entry.name))
        problem = names.refusal(entry.name)
        if problem is None and len(str(folder / entry.name).encode()) > names.LONGEST_PATH:
            problem = f"its path is longer than {names.LONGEST_PATH} bytes"
        twin = taken.setdefault(names.key(entry.name), entry.name) if problem is None else entry.name
        if twin != entry.name:
            problem = f"not every system can tell its name from that of {twin}"
        if problem is not None:
            notes.append(f"{path} was not read: {problem}")
    yield from (entry for entry in counted if taken.get(names.key(entry.name)) == entry.name)


def _counts(entry: Named) -> bool:
    if entry.name.startswith(".") or entry.name in SKIPPED:
        return False
    return entry.kind == "folder" or _is_named(entry.name)
