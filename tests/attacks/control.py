"""The positive control: what an attack does to the naive grader, in a sandbox that is thrown away afterwards."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attack import HERE, file_of

from calcgrade.sandboxes.bubblewrap_command import find_program
from calcgrade.sandboxes.bubblewrap_layout import PACKAGES, PYTHON, layout
from calcgrade.sandboxes.interpreter import is_public

if TYPE_CHECKING:
    from attack import Attack

SECONDS = 8.0
NOBODY = "65534"
MIB = 2**20
MOST = {"processes": 100, "memory": 500 * MIB, "disk": 100 * MIB, "files": 5000}
"""More than this is no grader's ordinary use: the control has succeeded, and is stopped."""

RLIMITS = {
    "RLIMIT_AS": 3072 * MIB,
    "RLIMIT_NPROC": 200,
    "RLIMIT_CORE": 0,
    "RLIMIT_FSIZE": 200 * MIB,
    "RLIMIT_NOFILE": 1024,
}
PATIENCE_S = SECONDS + 12.0
KILLED = (-9, 137)
ENGINE_SOCKET = "/run/docker.sock"
FULL = 10.0


def effects(attack: Attack) -> set[str]:
    """Run an attack on the naive grader and return all that it achieved."""
    told = _run(attack)
    if told is None:  # it took down even what stood around it
        return {"crashed"}
    text = told["stdout"] + told["stderr"]
    files = {name: base64.b64decode(data).decode("utf-8", "replace") for name, data in told["files"].items()}
    written = text + "".join(files.values())
    exercises = _exercises(told, files)
    found: set[str] = set()
    if told["stopped"] == "time":
        found.add("hung")
    elif told["stopped"]:
        found.add("exhausted")
    if told["touched"] or told["secret"] in written or told["flag"] in written:
        found.add("touched")
    if told["survivors"]:
        found.add("survived")
    if is_injected(told["stdout"], files):
        found.add("injected")
    if not exercises:
        # Many a course asks for no more than the exit code.
        found.add("raised" if told["exit"] == 0 else "crashed")
    elif _points(exercises, attack.exercise) > attack.earns:
        found.add("raised")
    if exercises and any(_points(exercises, id_) < FULL for id_ in attack.beside):
        found.add("spoiled")
    return found


def is_injected(stdout: str, files: dict[str, str]) -> bool:
    """Tell whether a terminal, a CI's log, a browser or a spreadsheet would obey something."""
    obeyed = (
        re.search(
            r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|^(::|##\[)", stdout, re.MULTILINE
        ),
        re.search(r"<(script|img|iframe|svg|meta)|on\w+=", files.get("report.html", "")),
        re.search(r'(^|[,\n])"?[=+@]', files.get("grades.csv", "")),
    )
    return any(obeyed)


def _exercises(told: dict[str, Any], files: dict[str, str]) -> dict[str, Any]:
    """Read the naive grader's result as a platform would: its file, else the last JSON that it printed."""
    candidates = [files.get("results.json", ""), *reversed(told["stdout"].splitlines())]
    for text in candidates:
        try:
            return dict(json.loads(text)["exercises"])
        except (ValueError, KeyError, TypeError):
            continue
    return {}


def _points(exercises: dict[str, Any], id_: str) -> float:
    name = file_of(id_).removesuffix(".py")
    try:
        return float(exercises[name]["score"])
    except (ValueError, KeyError, TypeError):
        return 0.0


def _run(attack: Attack) -> dict[str, Any] | None:
    """Return what the stage told, None where the attack killed or stopped it."""
    with tempfile.TemporaryDirectory(prefix="calcgrade-control-") as folder:
        shown = Path(folder, "shown")
        shown.mkdir()
        for name in ("stage.py", "canary.py", "naive_grader.py"):
            (shown / name).write_bytes((HERE / name).read_bytes())
            (shown / name).chmod(0o644)
        Path(folder).chmod(0o755)
        request = {
            "base": "/tmp/stage",
            "listen": [ENGINE_SOCKET],
            "files": attack.submission(),
            "command": [PYTHON, "-B", "/shown/naive_grader.py", "{submission}", "{out}"],
            "env": {
                "PATH": "/usr/bin:/bin", "PYTHONPATH": f"/tmp/stage/submission:{PACKAGES}", "LANG": "C.UTF-8",
                "MPLBACKEND": "Agg", "OPENBLAS_NUM_THREADS": "1",
            },
            "seconds": SECONDS,
            "most": MOST,
            "rlimits": RLIMITS,
        }  # fmt: skip
        try:
            said = subprocess.run(
                [*_sandbox(shown), PYTHON, "-B", "/shown/stage.py"],
                input=json.dumps(request).encode(), capture_output=True, timeout=PATIENCE_S, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return None
    if said.returncode in KILLED:
        return None
    if said.returncode != 0:
        raise RuntimeError(f"the stage of {attack.id} fell: {said.stderr.decode(errors='replace')[-2000:]}")
    result: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    return result


def _sandbox(shown: Path) -> list[str]:
    """A bubblewrap with a network and processes of its own, where nothing of this machine can be written."""
    bwrap, found = find_program("bwrap"), layout()
    if bwrap is None:
        raise RuntimeError("The controls need bubblewrap: install it.")
    drop = [find_program("setpriv") or "setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"]
    may_drop = os.geteuid() == 0 and all(map(is_public, found.sources))
    environment = ["--clearenv", "--setenv", "LANG", "C.UTF-8"]
    if found.library_path:
        environment += ["--setenv", "LD_LIBRARY_PATH", found.library_path]
    return [
        *(drop if may_drop else []),
        bwrap, "--unshare-all", "--die-with-parent", "--new-session", *environment, *found.arguments,
        "--ro-bind", str(shown), "/shown", "--proc", "/proc", "--dev", "/dev",
        "--size", str(300 * MIB), "--tmpfs", "/tmp", "--tmpfs", "/run", "--symlink", "/run", "/var/run",
        "--dir", "/tmp/stage", "--chdir", "/tmp", "--",
    ]  # fmt: skip
