"""The `process` sandbox: a plain subprocess with limits, for a learner's own code. Not isolated."""

from __future__ import annotations

import os
import select
import shutil
import signal
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from calcgrade.errors import SandboxLost, SandboxUnavailable
from calcgrade.sandboxes import descendants
from calcgrade.worker import bundle

if TYPE_CHECKING:
    from calcgrade.sandboxes.channel import Channel

PASSED_THROUGH = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


def environment(root: str) -> dict[str, str]:
    """The explicit environment of every sandbox."""
    fixed = {
        "PATH": "/usr/bin:/bin", "HOME": root, "TMPDIR": root, "LANG": "C.UTF-8", "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1",
        "MPLBACKEND": "Agg", "MPLCONFIGDIR": f"{root}/mpl",
    }  # fmt: skip
    return fixed | {name: os.environ[name] for name in PASSED_THROUGH if name in os.environ}


@cache
def numpy_folders() -> tuple[str, ...]:
    """Folders on this interpreter's path that hold numpy, found without importing it."""
    found = [folder for folder in sys.path if folder and (Path(folder) / "numpy" / "__init__.py").is_file()]
    return tuple(found[:1])


class ProcessChannel:
    """A running worker and the private folder it works in."""

    def __init__(self) -> None:
        self.root = tempfile.mkdtemp(prefix="calcgrade-")
        self.sys_path = numpy_folders()
        self._status: int | None = None
        self._started = descendants.now()
        worker_in, self._in = os.pipe()
        self._out, worker_out = os.pipe()
        null = os.open(os.devnull, os.O_WRONLY)
        try:
            self._pid = os.posix_spawn(
                sys.executable,
                bundle.command(sys.executable, site=False),
                environment(self.root),
                file_actions=[
                    (os.POSIX_SPAWN_DUP2, worker_in, 0),
                    (os.POSIX_SPAWN_DUP2, worker_out, 1),
                    (os.POSIX_SPAWN_DUP2, null, 2),
                ],
                setsid=True,
            )
        except OSError as error:
            shutil.rmtree(self.root, ignore_errors=True)
            raise SandboxUnavailable("process", f"Python cannot be started ({error})", "Try again") from None
        finally:
            for descriptor in (worker_in, worker_out, null):
                os.close(descriptor)
        descendants.adopt(self._pid)
        os.set_blocking(self._in, False)

    def send(self, data: bytes, timeout: float) -> None:
        """Write all of ``data`` to the worker."""
        deadline, view = time.monotonic() + timeout, memoryview(data)
        while view:
            try:
                view = view[os.write(self._in, view) :]
            except BlockingIOError:
                if not select.select([], [self._in], [], max(0.0, deadline - time.monotonic()))[1]:
                    raise TimeoutError from None
            except OSError:
                raise SandboxLost("process", "its input closed") from None

    def receive(self, timeout: float) -> bytes:
        """Read what the worker wrote."""
        if not select.select([self._out], [], [], timeout)[0]:
            raise TimeoutError
        return os.read(self._out, 65_536)

    def cpu_seconds(self) -> float | None:
        """CPU time of the worker and its living descendants."""
        return descendants.cpu_seconds(self._pid)

    def diagnosis(self) -> str:
        """How the worker ended."""
        return f"exit status {self._status}"

    def kill(self) -> None:
        """Kill descendants in rounds, then the worker; remove the folder."""
        if self._status is not None:
            return
        descendants.kill_all(self._pid, self._started)
        os.kill(self._pid, signal.SIGKILL)
        self._status = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        descendants.kill_all(self._pid, self._started)
        descendants.release(self._pid)
        os.close(self._in)
        os.close(self._out)
        shutil.rmtree(self.root, ignore_errors=True)


class ProcessLauncher:
    """Starts workers as plain subprocesses."""

    kind: Literal["process"] = "process"

    def launch(self) -> Channel:
        """Start a worker."""
        return ProcessChannel()

    def environment(self) -> dict[str, str]:
        """Nothing to record."""
        return {}

    def close(self) -> None:
        """Nothing to give back."""
