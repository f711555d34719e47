"""A control group for one sandbox: the kernel bounds the memory and the processes of everything in it together."""

from __future__ import annotations

import contextlib
import itertools
import os
import time
from typing import TYPE_CHECKING

from calcgrade import limits
from calcgrade.sandboxes import control_groups, ownership
from calcgrade.sandboxes.control_groups import UNIFIED

if TYPE_CHECKING:
    from pathlib import Path

_WANTED = ("memory", "pids")
_PREFIX = "calcgrade-"
_LAST_S = 1.0
_PAUSE_S = 0.002
_numbers = itertools.count()
_swept: set[Path] = set()

# What is written into which file; a file that is not there belongs to a kernel that counts no swap.
_VERSION_1 = {
    "memory": (
        ("memory.limit_in_bytes", limits.MEMORY, True),
        ("memory.memsw.limit_in_bytes", limits.MEMORY, False),
    ),
    "pids": (("pids.max", limits.PROCESSES, True),),
    "cpuacct": (),
}
_VERSION_2 = (
    ("memory.max", limits.MEMORY, True),
    ("memory.swap.max", 0, False),
    ("pids.max", limits.PROCESSES, True),
)


class NoGroup(Exception):  # noqa: N818 - says what there is not
    """No control group that bounds memory and processes can be made by this user; says why."""


class OwnGroup:
    """A group beside, or below, the one that this process is in.

    Raises
    ------
    NoGroup
        It cannot be made.

    Attributes
    ----------
    exceeded : str
        Always empty: the kernel refuses what is too much.
    """

    exceeded = ""

    def __init__(self) -> None:
        self.folders: dict[str, Path] = {}
        name = f"{_PREFIX}{ownership.mark()}-{next(_numbers)}"
        try:
            for controller, parent in parents().items():
                _sweep(parent)
                folder = parent / name
                folder.mkdir()
                self.folders[controller] = folder
                bounds = _VERSION_2 if controller == UNIFIED else _VERSION_1[controller]
                for file, value, needed in bounds:
                    _write(folder / file, str(value), needed=needed)
        except OSError as error:
            self.close()
            raise NoGroup(f"{error.filename}: {error.strerror}") from None

    def take(self, pid: int) -> None:
        """Move a process in, whose children are then born in it.

        Raises
        ------
        NoGroup
            It may not be moved, or has ended.
        """
        try:
            for folder in self.folders.values():
                _write(folder / "cgroup.procs", str(pid), needed=True)
        except OSError as error:
            raise NoGroup(f"{error.filename}: {error.strerror}") from None

    def cpu_seconds(self) -> float | None:
        """CPU time of all that ever ran in it."""
        return control_groups.cpu_seconds(self.folders)

    def close(self) -> None:
        """Remove it; its processes have ended, which the kernel may take a moment to notice."""
        deadline = time.monotonic() + _LAST_S
        while self.folders and time.monotonic() < deadline:
            for controller, folder in list(self.folders.items()):
                with contextlib.suppress(OSError):
                    folder.rmdir()
                    del self.folders[controller]
            if self.folders:
                time.sleep(_PAUSE_S)


def parents() -> dict[str, Path]:
    """Return the folders to make a group in, by controller; version 2's by `UNIFIED`.

    Raises
    ------
    NoGroup
        There is none, or this user may not write there.
    """
    own = control_groups.folders("self")
    found = {name: own[name] for name in _VERSION_1 if name in own}
    if all(name in found for name in _WANTED):
        closed = next((folder for folder in found.values() if not os.access(folder, os.W_OK)), None)
        if closed is not None:
            raise NoGroup(f"this user may not write to {closed}")
        return found
    if UNIFIED not in own:
        raise NoGroup("no control groups are mounted")
    return {UNIFIED: _handing_down(own[UNIFIED])}


def _handing_down(own: Path) -> Path:
    """The nearest group from here up that gives its children memory and pids, and lets us make some."""
    above = [folder for folder in (own, *own.parents) if (folder / "cgroup.controllers").exists()]
    for folder in above:
        if _hands_down(folder) and os.access(folder, os.W_OK):
            return folder
    top = above[-1] if above else own
    # Only in the topmost group of the machine may processes and children with controllers be side by side.
    if not (top / "cgroup.type").exists():
        with contextlib.suppress(OSError):
            _write(top / "cgroup.subtree_control", "+memory +pids", needed=True)
            if _hands_down(top):
                return top
    raise NoGroup("no control group that this user may write to hands down memory and pids")


def _hands_down(folder: Path) -> bool:
    try:
        given = (folder / "cgroup.subtree_control").read_text().split()
    except OSError:
        return False
    return all(name in given for name in _WANTED)


def _sweep(parent: Path) -> None:
    """Remove, once, the empty groups that graders left here that were killed."""
    if parent in _swept:
        return
    _swept.add(parent)
    for folder in parent.glob(f"{_PREFIX}*"):
        mark = folder.name.removeprefix(_PREFIX).rpartition("-")[0]
        if ownership.has_ended(mark):
            with contextlib.suppress(OSError):
                folder.rmdir()


def _write(path: Path, text: str, *, needed: bool) -> None:
    """Write to a file of the kernel's; one that is not there is an error only if it is needed."""
    try:
        descriptor = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        if needed:
            raise
        return
    try:
        os.write(descriptor, text.encode())
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    finally:
        os.close(descriptor)
