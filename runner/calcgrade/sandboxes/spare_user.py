"""Users that nobody is: root gives each sandbox one of its own, so that the kernel keeps it from everything else.

A user's processes can be told from all others, whatever they do to their parents, and ended in one stroke.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import subprocess
import threading
import time
from pathlib import Path
from typing import NoReturn

from calcgrade.errors import SandboxUnavailable
from calcgrade.sandboxes import interpreter
from calcgrade.sandboxes.privileges import can_become
from calcgrade.worker.removal import remove

FIRST, LAST = 61_184, 65_519
"""The numbers that systemd keeps for users who exist only while they are needed."""

_COUNT = (LAST + 1 - FIRST) // 2
"""The other half is for those who end the first half's processes."""

_SHARED_FOLDERS = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108 - where everybody may leave something
_PATIENCE_S = 10.0
_PAUSE_S = 0.002
_turns = itertools.count()
_taken: set[int] = set()
_lock = threading.Lock()

# As one whom the user may not signal in turn: its real and its saved number are others. Its effective number is
# not root's, with which all rights of root are gone; so that the signal reaches this user's processes alone.
_KILL_ALL = """
import os, signal
os.setgroups([])
os.setresgid({user}, {user}, {user})
os.setresuid({executioner}, {user}, {executioner})
os.kill(-1, signal.SIGKILL)
"""


def take() -> int:
    """Return a number that is no user's, has no process, and is ours until it is given back.

    Raises
    ------
    SandboxUnavailable
        This process may not start others as another user.
    """
    if not (can_become(FIRST) and can_become(LAST)):
        raise SandboxUnavailable(
            "process",
            "root has not the right here to give up its rights, which learner code must not have",
            "Run calcgrade as an ordinary user, or give this container CAP_SETUID, CAP_SETGID, CAP_CHOWN and CAP_KILL",
        )
    with _lock:
        busy = _taken | {owner for _, owner in _processes()}
        # Graders that start at the same time begin at different numbers.
        start = os.getpid() * 64 + next(_turns)
        for number in range(start, start + _COUNT):
            user = FIRST + number % _COUNT
            if user not in busy and not _is_known(user):
                _taken.add(user)
                return user
    raise SandboxUnavailable("process", "every spare user is in use", "Wait until others have ended")


def give_back(user: int) -> None:
    """Remove what the user left in folders that are everybody's; the number may be another's now."""
    for folder in _SHARED_FOLDERS:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                with contextlib.suppress(FileNotFoundError):  # others come and go there
                    if entry.stat(follow_symlinks=False).st_uid == user:
                        _remove(Path(entry.path))
    with _lock:
        _taken.discard(user)


def processes(user: int) -> list[int]:
    """Ids of the user's processes, those that are dead and not waited for yet left out."""
    return [pid for pid, owner in _processes() if owner == user and not _is_dead(pid)]


def end(user: int, worker: int) -> None:
    """Kill every process of the user at once, and see them gone.

    Parameters
    ----------
    user
        Whose processes.
    worker
        The one that is our own child, to be waited for by the caller.

    Raises
    ------
    SandboxUnavailable
        Some are still there after ten seconds.
    """
    deadline = time.monotonic() + _PATIENCE_S
    # Killed without a look at first: one that forks all the time is never where one looks.
    is_done = kill_all(user)
    while not is_done or processes(user):
        if time.monotonic() > deadline:
            _give_up(user)
        time.sleep(_PAUSE_S)
        is_done = kill_all(user)
    for pid, owner in _processes():
        if owner == user and pid != worker:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)  # an orphan is our own child by now


def executioner(user: int) -> str:
    """Return the program that kills every process of the user, and that they cannot kill."""
    return _KILL_ALL.format(user=user, executioner=user + _COUNT)


def kill_all(user: int) -> bool:
    """Kill every process of the user at once; some may be on their way out still. Tell whether it was done."""
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        subprocess.run(
            [interpreter.program(), "-I", "-S", "-c", executioner(user)],
            env={},
            check=True,
            timeout=_PATIENCE_S,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return True
    return False


def _give_up(user: int) -> NoReturn:
    left = " ".join(map(str, processes(user)))
    raise SandboxUnavailable(
        "process", f"processes of learner code do not end ({left})", f"End them: `kill -9 {left}`"
    )


def _processes() -> list[tuple[int, int]]:
    """Every process and its owner."""
    found: list[tuple[int, int]] = []
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                found.append((int(entry.name), _owner(int(entry.name))))
    return found


def _owner(pid: int) -> int:
    """The real user of a process: the folder's owner would be root for one that may not be looked into."""
    for line in Path("/proc", str(pid), "status").read_bytes().splitlines():
        if line.startswith(b"Uid:"):
            return int(line.split()[1])
    raise ProcessLookupError(pid)


def _is_dead(pid: int) -> bool:
    try:
        fields = Path("/proc", str(pid), "stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return True
    return fields[0] in (b"Z", b"X")


def _is_known(user: int) -> bool:
    import pwd  # Windows, where this module may be imported and never used, has none

    try:
        pwd.getpwuid(user)
    except KeyError:
        return False
    return True


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            remove(str(path))
        else:
            path.unlink()
