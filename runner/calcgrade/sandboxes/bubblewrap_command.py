"""The command line of a bubblewrap sandbox."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from calcgrade import limits
from calcgrade.errors import SandboxUnavailable
from calcgrade.sandboxes import environment, interpreter, privileges, rlimits
from calcgrade.sandboxes.bubblewrap_layout import PYTHON, layout
from calcgrade.sandboxes.seccomp import bpf
from calcgrade.worker import bundle

ROOT = "/tmp"  # noqa: S108 - a private tmpfs inside the sandbox
_NOBODY = "65534"
_OTHER = "Use --isolation docker"

_NAMESPACES = (
    "--unshare-user", "--disable-userns", "--assert-userns-disabled", "--uid", _NOBODY, "--gid", _NOBODY,
    "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try",
    "--hostname", "sandbox", "--die-with-parent", "--new-session", "--as-pid-1", "--cap-drop", "ALL",
)  # fmt: skip

# Last, over the binds. /dev would otherwise hold a writable /dev/shm as large as half the memory.
_MOUNTS = (
    "--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev",
    "--size", str(limits.WORK_FOLDER), "--perms", "0700", "--tmpfs", ROOT,
    "--remount-ro", "/", "--chdir", ROOT,
)  # fmt: skip

# These bound each process, and the sandbox's user; all processes together are bounded from outside (see
# `bounds`), on which alone the number of processes rests where bwrap has to run as root (see `_as_nobody`).
_LIMITS = limits.PER_PROCESS | {"data": limits.MEMORY, "nproc": limits.PROCESSES}


class Command(NamedTuple):
    """What to spawn."""

    argv: list[str]
    environment: dict[str, str]
    filter: bytes
    """What bwrap has to be told of system calls."""


def command(info: int, filter_from: int) -> Command:
    """Build the command line.

    Parameters
    ----------
    info
        Descriptor on which bwrap reports the process it makes.
    filter_from
        Descriptor from which it reads the filter of system calls.

    Raises
    ------
    SandboxUnavailable
        bwrap is not installed, or no filter is written for this machine.
    """
    program = bpf.program()
    if program is None:
        raise SandboxUnavailable(
            "bubblewrap", f"it has no filter of system calls for {os.uname().machine}", _OTHER
        )
    bwrap = find_program("bwrap")
    if bwrap is None:
        raise SandboxUnavailable("bubblewrap", "bwrap is not installed", "Install the package bubblewrap")
    found = layout()
    python = bundle.command(PYTHON, site=False)
    # Set inside, after the user namespace was made: processes are then counted in it alone, and not
    # together with all others of the same user.
    python[-1] = rlimits.source(_LIMITS) + python[-1]
    argv = [
        *_as_nobody(found.sources), bwrap, *_NAMESPACES, *found.arguments, *_MOUNTS,
        *_environment(found.library_path),
        "--info-fd", str(info), "--seccomp", str(filter_from), "--", *python,
    ]  # fmt: skip
    return Command(argv, {}, program)


def _environment(library_path: str | None) -> list[str]:
    """What is set inside alone: bwrap itself runs in an empty environment."""
    variables = environment.variables(ROOT)
    if library_path:
        variables["LD_LIBRARY_PATH"] = library_path
    return ["--clearenv", *(word for name, value in variables.items() for word in ("--setenv", name, value))]


def find_program(name: str) -> str | None:
    """Return the path of a program, from absolute folders of PATH alone."""
    for folder in os.get_exec_path():
        path = Path(folder, name)
        if path.is_absolute() and os.access(path, os.X_OK):
            return str(path)
    return None


def _as_nobody(sources: list[Path]) -> list[str]:
    """As root, drop to an unprivileged user before bwrap: limits on processes do not count for root.

    Not possible where that user could not reach what is to be bound, such as an interpreter in
    root's own home: bwrap then runs as root, still without any capability inside.
    """
    if not privileges.can_become(int(_NOBODY)) or not all(
        interpreter.is_public(source) for source in sources
    ):
        return []
    setpriv = find_program("setpriv")
    return [setpriv, "--reuid", _NOBODY, "--regid", _NOBODY, "--clear-groups"] if setpriv else []
