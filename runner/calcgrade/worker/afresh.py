"""Between two exercises: end what the last one left running, and put back what it could have changed.

A convenience, not a wall, for an exercise has the rights of this process. What it spoils for good ends this
process, and the next exercise gets a fresh sandbox.
"""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

from . import removal, scrub

if TYPE_CHECKING:
    from collections.abc import Mapping


def end_strays() -> None:
    """Kill every other process, in a container or another PID namespace that holds this sandbox alone.

    There this is the first process or a child of it. Anywhere else it is neither, and nothing is done, whatever
    a request says.
    """
    if 1 not in (os.getpid(), os.getppid()):
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(-1, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:  # the first process is everybody's parent by now, and counted with its zombies
            os.waitpid(-1, 0)


def folders(root: str, serial: int, files: Mapping[str, bytes]) -> tuple[str, str]:
    """Write the submission anew, make an empty work folder, and return both.

    Raises
    ------
    OSError
        An exercise was there before, or left no room.
    """
    removal.empty(root, keep=Path(os.environ["MPLCONFIGDIR"]).name)
    own = Path(root, str(serial))
    own.mkdir()
    made = str(own / "submission"), str(own / "work")
    for folder in made:
        Path(folder).mkdir()
    for name, content in files.items():
        path = Path(made[0], name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    scrub.FOLDERS[:] = made
    return made
