"""Not a test: a program that does without what only Linux, or only Unix, has, and says what came of it.

It runs in a process of its own, since what it takes away cannot be given back:
``elsewhere.py import PLATFORM`` imports every module of calcgrade; ``elsewhere.py grade PLATFORM`` prints, as
JSON, the results of a few samples, graded with what is there. The platform ``linux`` takes nothing away.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import select
import signal
import sys
import time
from pathlib import Path
from typing import Any

import calcgrade

COURSE = Path(__file__).parents[2]
SAMPLES = (
    ("2.1", "solutions/ex_2_1_gradient.py"),
    ("2.1", "submissions/ex_2_1_gradient/wrong_answer/forward_difference.py"),
    ("1.2", "solutions/ex_1_2_tangent_lines.py"),
)
PRINTS = """
import os, sys
print("at import")
def f():
    print("by print"); print("to stderr", file=sys.stderr); sys.stdout.flush(); os.write(1, b"by write\\n")
def flood():
    for k in range(200_000): print(k)
def crash():
    os._exit(3)
"""

MODULES = ("fcntl", "resource", "pty", "tty", "termios", "pwd", "grp", "syslog")
OF_UNIX = (
    "fork", "forkpty", "posix_spawn", "posix_spawnp", "pidfd_open", "waitid", "memfd_create", "pread", "pwrite",
    "setpgid", "getpgrp", "getuid", "geteuid", "sysconf", "O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC",
)  # fmt: skip
OF_UNIX_AND_MAC = ("killpg", "setsid", "set_blocking", "getpgid", "WNOHANG")


def block(modules: tuple[str, ...], names: tuple[str, ...]) -> None:
    """Take modules and names of `os` away."""
    for module in modules:
        sys.modules[module] = None  # type: ignore[assignment]
    for name in names:
        if hasattr(os, name):
            delattr(os, name)


IN_THE_WORKER = f"""
import os, sys
for _name in {MODULES!r}: sys.modules[_name] = None
for _name in {OF_UNIX!r}:
    if hasattr(os, _name): delattr(os, _name)
"""


def modules_of_ours() -> list[str]:
    return sorted(module.name for module in pkgutil.walk_packages(calcgrade.__path__, "calcgrade."))


def pretend(platform: str) -> None:
    """Load what others wrote, for this system; then forget our own modules and go elsewhere."""
    importlib.import_module("matplotlib.pyplot")
    for name in modules_of_ours():
        importlib.import_module(name)
    for name in [name for name in sys.modules if name.partition(".")[0] == "calcgrade"]:
        del sys.modules[name]
    block(MODULES, OF_UNIX)
    for module, names in ((select, ("poll", "epoll")), (time, ("clock_gettime", "CLOCK_BOOTTIME"))):
        for name in names:
            delattr(module, name)
    if platform == "win32":
        block((), OF_UNIX_AND_MAC)
        del signal.SIGKILL
    sys.platform = platform


def grade() -> list[Any]:
    """Grade the samples, each with a session of its own, and make a few calls that print and crash."""
    import msgspec

    from calcgrade.course import load
    from calcgrade.engine.grade import grade
    from calcgrade.intake import submission
    from calcgrade.limits import Limits
    from calcgrade.sandboxes.exercise_request import ExerciseRequest
    from calcgrade.sandboxes.process import ProcessLauncher
    from calcgrade.sandboxes.replies import Call
    from calcgrade.sandboxes.session import Session

    course = load.load(COURSE)
    results: list[Any] = []
    for id_, path in SAMPLES:
        handed_in = submission.read(COURSE / path, course, exercise=id_)
        session = Session(ProcessLauncher(), handed_in.files, course.limits_of(id_))
        results.append(without_times(msgspec.to_builtins(grade(handed_in, course, [id_], session))))
        session.close()
    session = Session(ProcessLauncher(), {"p.py": PRINTS.encode()}, Limits())
    report = session.load(ExerciseRequest("1.1", ("p.py",), ("f", "flood", "crash")))
    replies = session.call([Call("f"), Call("flood"), Call("f"), Call("crash"), Call("f")])
    session.close()
    results.append([report.output, *[[reply.status.value, reply.output[:200]] for reply in replies]])
    assert session.hello is not None
    return [session.hello.forks, results]


def without_times(result: Any) -> Any:
    if isinstance(result, dict):
        return {key: without_times(value) for key, value in result.items() if key != "duration_s"}  # pyright: ignore[reportUnknownVariableType]
    if isinstance(result, list):
        return [without_times(value) for value in result]  # pyright: ignore[reportUnknownVariableType]
    return result


def main(task: str, platform: str) -> None:
    if platform != "linux":
        pretend(platform)
        bundle: Any = importlib.import_module("calcgrade.worker.bundle")
        bundle.BOOT = IN_THE_WORKER + bundle.BOOT
    if task == "import":
        for name in modules_of_ours():
            importlib.import_module(name)
        print(json.dumps(modules_of_ours()))
    else:
        print(json.dumps(grade()))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
