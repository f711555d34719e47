"""Set a scene, run a grader in it, watch it, and tell what happened.

A program of its own, with the standard library alone: it reads a request as JSON from standard input and prints what
it saw. It runs on this machine around calcgrade, and in a throw-away sandbox around the naive grader. As a subreaper
it becomes the parent of whatever a grader leaves running.
"""

from __future__ import annotations

import base64
import contextlib
import ctypes
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from canary import Canaries

PR_SET_CHILD_SUBREAPER = 36
LOOK_S = 0.02
LOOKS = 5
PATIENCE_S = 2.0
"""How long something may take to end by itself once the grader has."""

TOKEN = re.compile(r"<<(byte|repeat)?\s*(.*?)>>", re.DOTALL)
KEPT = 4_000_000
SHOWN = 200_000


def main() -> None:
    request = json.load(sys.stdin)
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    base = Path(request["base"])
    canaries = Canaries(base / "canaries", request["listen"])
    for name in ("submission", "out", "tmp", "home", "here"):
        (base / name).mkdir(exist_ok=True)
    for name, text in request["files"].items():
        path = base / "submission" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(rendered(text, canaries.tokens))
    told = Watch(request, base, canaries).run()
    told |= {
        "touched": canaries.touched(),
        "secret": canaries.secret,
        "flag": canaries.flag,
        "files": {path.name: _encoded(path) for path in sorted((base / "out").iterdir()) if path.is_file()},
        "left": sorted(str(path.relative_to(base)) for path in (base / "tmp").iterdir()),
    }
    canaries.close()
    print("\n" + json.dumps(told))


def rendered(text: str, tokens: dict[str, str]) -> bytes:
    """Fill a template in: ``<<name>>`` of a canary, ``<<byte ff>>``, ``<<repeat 1000 text>>``."""

    def fill(found: re.Match[str]) -> str:
        kind, rest = found.groups()
        if kind == "byte":
            value = int(rest, 16)
            return chr(value) if value < 0x80 else chr(0xDC00 + value)
        if kind == "repeat":
            count, _, what = rest.partition(" ")
            return what.encode().decode("unicode_escape") * int(count)
        return tokens[rest]

    return TOKEN.sub(fill, text).encode("utf-8", "surrogateescape")


class Watch:
    """One run of a grader, from its start until nothing of it is left."""

    def __init__(self, request: dict[str, Any], base: Path, canaries: Canaries) -> None:
        self._request = request
        self._base = base
        self._environment = request["env"] | canaries.environment()
        self._environment |= {"HOME": str(base / "home"), "TMPDIR": str(base / "tmp")}
        self._said = [base / "stdout", base / "stderr"]
        self._peak = 0

    def run(self) -> dict[str, Any]:
        places = {name: str(self._base / name) for name in ("submission", "out")}
        command = [part.format(**places) for part in self._request["command"]]
        started = time.monotonic()
        # Shells and CIs leave descriptors open, here one of the very folder that nobody should get at.
        left_open = os.open(self._base / "canaries", os.O_RDONLY | os.O_DIRECTORY)
        with self._said[0].open("wb") as out, self._said[1].open("wb") as err:
            grader = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=self._base / "here",
                env=self._environment, preexec_fn=self._limit, start_new_session=True, pass_fds=[left_open],
            )  # fmt: skip
        os.close(left_open)
        stopped = self._attend(grader, started + self._request["seconds"])
        seconds = time.monotonic() - started
        survivors = self._survivors()
        return {
            "pid": grader.pid,
            "exit": grader.returncode,
            "seconds": seconds,
            "stopped": stopped,
            "peak": self._peak,
            "survivors": survivors,
            "stdout": _text(self._said[0]),
            "stderr": _text(self._said[1]),
        }

    def _limit(self) -> None:
        for name, value in self._request["rlimits"].items():
            resource.setrlimit(getattr(resource, name), (value, value))

    def _attend(self, grader: subprocess.Popen[bytes], deadline: float) -> str:
        """Wait for the grader; kill all, and say why, when it uses too much or too long."""
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                grader.wait(LOOK_S)
                return ""
            self._peak = max(self._peak, _high_water(grader.pid))
            reason = "time" if time.monotonic() > deadline else self._too_much()
            if reason:
                grader.kill()
                grader.wait()
                return reason

    def _too_much(self) -> str:
        most: dict[str, int] = self._request["most"]
        if not most:
            return ""
        below = _descendants()
        if sum(map(_threads, below)) > most["processes"]:
            return "processes"
        if sum(map(_resident, below)) > most["memory"]:
            return "memory"
        entries = [
            entry for name in ("tmp", "out", "here", "submission") for entry in os.scandir(self._base / name)
        ]
        size = sum(entry.stat(follow_symlinks=False).st_size for entry in entries)
        size += sum(path.stat().st_size for path in self._said)
        return "disk" if size > most["disk"] or len(entries) > most["files"] else ""

    def _survivors(self) -> list[str]:
        """Name what is still running after a while, and end it."""
        deadline = time.monotonic() + PATIENCE_S
        while (left := _still_there()) and time.monotonic() < deadline:
            time.sleep(LOOK_S)
        names = [f"{pid} {_command(pid)}" for pid in left]
        deadline += 2 * PATIENCE_S
        while (left := _still_there()) and time.monotonic() < deadline:
            for pid in left:
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
        return names


def _still_there() -> list[int]:
    """Descendants that run; one that becomes another all the time is told by those that end meanwhile."""
    for _ in range(LOOKS):
        ended = _reaped()
        running = [pid for pid in _descendants() if _state(pid) not in ("Z", "X", "")]
        if ended or running:
            return running or ended
        time.sleep(LOOK_S / LOOKS)
    return []


def _reaped() -> list[int]:
    found: list[int] = []
    with contextlib.suppress(ChildProcessError):
        while pid := os.waitpid(-1, os.WNOHANG)[0]:
            found.append(pid)
    return found


def _descendants() -> list[int]:
    parents: dict[int, int] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            parents[int(entry.name)] = int(fields[1])
    found: list[int] = []
    frontier = {os.getpid()}
    while frontier:
        frontier = {pid for pid, parent in parents.items() if parent in frontier}
        found += frontier
    return found


def _stat(pid: int) -> list[str]:
    with contextlib.suppress(OSError):
        return Path("/proc", str(pid), "stat").read_text(errors="replace").rpartition(")")[2].split()
    return []


def _state(pid: int) -> str:
    return next(iter(_stat(pid)), "")


def _command(pid: int) -> str:
    with contextlib.suppress(OSError):
        return (
            Path("/proc", str(pid), "cmdline")
            .read_bytes()
            .replace(b"\0", b" ")[:200]
            .decode(errors="replace")
        )
    return "?"


def _resident(pid: int) -> int:
    with contextlib.suppress(OSError, IndexError):
        return int(Path("/proc", str(pid), "statm").read_text().split()[1]) * resource.getpagesize()
    return 0


def _threads(pid: int) -> int:
    with contextlib.suppress(OSError):
        return sum(1 for _ in os.scandir(f"/proc/{pid}/task"))
    return 0


def _high_water(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path("/proc", str(pid), "status").read_text(errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def _encoded(path: Path) -> str:
    with path.open("rb") as file:
        return base64.b64encode(file.read(KEPT)).decode()


def _text(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(SHOWN).decode("utf-8", "backslashreplace")


if __name__ == "__main__":
    main()
