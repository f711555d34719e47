"""Keep learner code out of the worker's parent, which has the same user.

A process that may not be dumped shows others neither its descriptors nor its memory: learner code can end or stop
its parent, and cannot speak for it. Where the kernel declines, nothing is lost: what a worker says is a claim.
"""

from __future__ import annotations

import sys

_PR_SET_DUMPABLE = 4


def set_dumpable(may: bool) -> None:
    """Let other processes of this user look into this one, or not; on Linux."""
    if sys.platform == "linux":
        import ctypes  # numpy has imported it already

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, int(may), 0, 0, 0)
