"""Where Linux keeps the control groups of a process: version 1, version 2, or some of both."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

UNIFIED = ""
"""Stands for version 2, which has one folder for all controllers."""


class _Mount(NamedTuple):
    """A hierarchy as this process sees it: the part below ``root`` is at ``folder``."""

    folder: Path
    root: str


def folders(pid: int | str) -> dict[str, Path]:
    """Return the folders of a process's control groups, by controller; version 2's by `UNIFIED`.

    What cannot be read, or is mounted nowhere here, is left out.
    """
    try:
        listing = Path("/proc", str(pid), "cgroup").read_text()
    except OSError:
        return {}
    mounts = _mounts()
    found: dict[str, Path] = {}
    for line in listing.splitlines():
        _, names, path = line.split(":", 2)
        for name in names.split(","):
            folder = _inside(mounts.get(name), path)
            if folder is not None:
                found[name] = folder
    return found


def cpu_seconds(folders: dict[str, Path]) -> float | None:
    """CPU time of everything that ever ran in a group; None where that is not counted."""
    try:
        if "cpuacct" in folders:
            return int((folders["cpuacct"] / "cpuacct.usage").read_text()) / 1e9
        told = (folders[UNIFIED] / "cpu.stat").read_text().split()
        return int(told[told.index("usage_usec") + 1]) / 1e6
    except (OSError, KeyError, ValueError):
        return None


def _inside(mount: _Mount | None, path: str) -> Path | None:
    """Where a group's path lies on disk; None if it is outside of what is mounted here."""
    if mount is None or ".." in path.split("/"):
        return None
    if mount.root == "/":
        return mount.folder / path.lstrip("/")
    if path != mount.root and not path.startswith(mount.root + "/"):
        return None
    return mount.folder / path[len(mount.root) :].lstrip("/")


def _mounts() -> dict[str, _Mount]:
    found: dict[str, _Mount] = {}
    for line in Path("/proc/self/mountinfo").read_text(errors="surrogateescape").splitlines():
        fields = line.split()
        kind, _, options = fields[fields.index("-") + 1 :]
        mount = _Mount(Path(fields[4]), fields[3])
        if kind == "cgroup2":
            found.setdefault(UNIFIED, mount)
        elif kind == "cgroup":
            for option in options.split(","):
                found.setdefault(option, mount)
    return found
