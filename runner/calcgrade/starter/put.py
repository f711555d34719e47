"""Put files into a folder that may hold somebody's work already: nothing of it is ever lost."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from calcgrade.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

    from calcgrade.starter.files import File


class Plan(NamedTuple):
    """What putting files into a folder comes to.

    Attributes
    ----------
    missing : list of File
        Not there yet.
    same : list of File
        There already, to the byte.
    other : list of File
        In whose place something else is.
    """

    missing: list[File]
    same: list[File]
    other: list[File]


def plan(root: Path, files: Iterable[File]) -> Plan:
    """Compare files with what a folder holds.

    Raises
    ------
    InputError
        A folder is where a file belongs, or a file where a folder does.
    """
    found = Plan([], [], [])
    for file in files:
        path = root / file.path
        _require_place(root, path)
        if not os.path.lexists(path):
            found.missing.append(file)
        elif not path.is_symlink() and _holds(path, file.content):
            found.same.append(file)
        else:
            found.other.append(file)
    return found


def put(root: Path, file: File) -> None:
    """Write a file where there is none.

    Raises
    ------
    InputError
        It could not be written, or something came into its place meanwhile.
    """
    path = root / file.path
    with _told(path, "written"):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as opened:
            try:
                opened.write(file.content)
                opened.flush()
            except OSError:  # the disk is full: half a file would be taken for somebody's work next time
                path.unlink()
                raise
        if file.executable:
            path.chmod(0o755)


def replace(root: Path, file: File) -> Path:
    """Write a file, and return under which name what was in its place lies beside it."""
    path = root / file.path
    kept = _free_name(path)
    with _told(path, "renamed"):
        path.rename(kept)
    put(root, file)
    return kept


@contextmanager
def _told(path: Path, done: str) -> Generator[None, None, None]:
    try:
        yield
    except OSError as error:
        problem = (error.strerror or "unknown error").lower()
        raise InputError(
            str(path), f"could not be {done} ({problem})", "Mend that, or name another folder"
        ) from None


def _free_name(path: Path) -> Path:
    number = 1
    while os.path.lexists(kept := path.with_name(f"{path.name}.bak{number if number > 1 else ''}")):
        number += 1
    return kept


def _holds(path: Path, content: bytes) -> bool:
    try:
        with path.open("rb") as opened:
            return opened.read(len(content) + 1) == content
    except OSError:
        return False


def _require_place(root: Path, path: Path) -> None:
    for above in path.parents:
        if os.path.lexists(above) and not above.is_dir():
            raise InputError(str(above), "is a file, and a folder belongs there", "Name another folder")
        if above == root:
            break
    if path.is_dir():
        raise InputError(
            str(path), "is a folder, and a file belongs there", "Rename it, or name another folder"
        )
