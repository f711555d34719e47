"""What root may do here, which in a container or a user namespace can be little."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_CAP_CHOWN, _CAP_KILL, _CAP_SETGID, _CAP_SETUID = 0, 5, 6, 7
_NEEDED = sum(1 << number for number in (_CAP_CHOWN, _CAP_KILL, _CAP_SETGID, _CAP_SETUID))


def is_root() -> bool:
    """Whether this process runs as root, on a system that has one."""
    return sys.platform != "win32" and hasattr(os, "geteuid") and os.geteuid() == 0


def can_become(user: int) -> bool:
    """Whether this process can start others as ``user`` (and the group of that number), and end them."""
    if sys.platform != "linux" or not is_root():
        return False
    return _rights() & _NEEDED == _NEEDED and all(_is_mapped(user, kind) for kind in ("uid", "gid"))


def _rights() -> int:
    for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
        if line.startswith("CapEff:"):
            return int(line.split()[1], 16)
    return 0


def _is_mapped(number: int, kind: str) -> bool:
    """Whether a user or group of that number exists in our user namespace."""
    for line in Path("/proc/self", f"{kind}_map").read_text("ascii").splitlines():
        first, _, count = map(int, line.split())
        if first <= number < first + count:
            return True
    return False
