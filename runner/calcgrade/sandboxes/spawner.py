"""Start processes from a thread that lives as long as this process.

A child that asked to die with its parent dies with the *thread* that started it, so a worker
thread of a cohort must not start one itself.
"""

from __future__ import annotations

import contextlib
import os
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

_lock = threading.Lock()
_thread: ThreadPoolExecutor | None = None


def spawn(argv: list[str], environment: dict[str, str], descriptors: dict[int, int]) -> int:
    """Start ``argv`` in a process group of its own and return its process id.

    Parameters
    ----------
    argv
        Command line; ``argv[0]`` is an absolute path.
    environment
        The whole environment of the new process.
    descriptors
        What the process gets: its descriptor to ours, and none besides.

    Raises
    ------
    OSError
        It could not be started.
    """
    if threading.current_thread() is threading.main_thread():
        return _spawn(argv, environment, descriptors)
    return _lasting_thread().submit(_spawn, argv, environment, descriptors).result()


def _spawn(argv: list[str], environment: dict[str, str], descriptors: dict[int, int]) -> int:
    _keep_to_ourselves()
    actions: list[tuple[Any, ...]] = [
        (os.POSIX_SPAWN_DUP2, ours, theirs) for theirs, ours in descriptors.items()
    ]
    # Its own group: Ctrl-C is for the grader, which then ends its sandboxes in order.
    try:
        # And a session of its own: there is no terminal to read what the user types, or to write to.
        return os.posix_spawn(argv[0], argv, environment, file_actions=actions, setsid=True)
    except NotImplementedError:  # a Python that was built with an old C library
        return os.posix_spawn(argv[0], argv, environment, file_actions=actions, setpgroup=0)


def _keep_to_ourselves() -> None:
    """Have every descriptor closed on exec, those too that whoever started us left open.

    To a sandbox such a descriptor is a way out: through one of a folder, every file outside can be opened.
    """
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 - called for every sandbox
        with contextlib.suppress(OSError):  # the one of this very list is closed again
            if int(name) > 2:
                os.set_inheritable(int(name), False)


def _lasting_thread() -> ThreadPoolExecutor:
    global _thread
    with _lock:
        if _thread is None:
            from concurrent.futures import ThreadPoolExecutor

            _thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="spawner")
        return _thread
