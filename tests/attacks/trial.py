"""One attack against one sandbox: graded as an instructor would, and looked at from all sides."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from attack import HERE, file_of, solution
from leftovers import containers_left
from written import REPORTS

if TYPE_CHECKING:
    from attack import Attack
    from columns import Column

SECONDS = 100.0
"""How long grading may take under any attack; the limits below end it long before, but on a machine with much to do."""

LIMITS = "\n[limits]\nimport_s = 2\ncall_s = 0.7\nexercise_s = 4\n"
"""Short, so that a hundred endless loops do not take an afternoon."""

ALONGSIDE = "1.1"
"""The exercise of another submission that is graded at the same time, where an attack is after what they share."""


class Told(NamedTuple):
    """What came of a run of calcgrade.

    Attributes
    ----------
    seen : dict
        What the stage told, see `stage`.
    files : dict of str to bytes
        The reports.
    left : list of str
        Processes, containers and files that are still there.
    alongside : dict or None
        The same of another submission, graded at the same time.
    """

    seen: dict[str, Any]
    files: dict[str, bytes]
    left: list[str]
    alongside: Told | None = None

    @property
    def result(self) -> Any:
        """The result as JSON, None where there is none."""
        try:
            return json.loads(self.files["result.json"])
        except (KeyError, ValueError):
            return None


def short_course(folder: Path) -> Path:
    """Copy the course with short time limits."""
    import shutil

    root = HERE.parents[1]
    for name in ("exercises", "checkers"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    manifest = (root / "course.toml").read_text("utf-8")
    (folder / "course.toml").write_text(manifest + LIMITS, "utf-8")
    return folder


def run(attack: Attack, column: Column, course: Path) -> Told:
    """Grade an attack and the honest exercises beside it; of some families, another submission alongside."""
    exercises = sorted((attack.exercise, *attack.beside))
    others: list[Told] = []
    beside = threading.Thread(
        target=lambda: others.append(
            _graded({file_of(ALONGSIDE): solution(ALONGSIDE)}, [ALONGSIDE], column, course)
        )
    )
    shares = attack.family == "exhausting"
    if shares:
        beside.start()
    told = _graded(attack.submission(), exercises, column, course)
    if shares:
        beside.join()
    return told._replace(alongside=others[0] if shares else None)


def _graded(files: dict[str, str], exercises: list[str], column: Column, course: Path) -> Told:
    began = time.time()
    with tempfile.TemporaryDirectory(prefix="calcgrade-attack-", ignore_cleanup_errors=True) as folder:
        base = Path(folder, "stage")
        base.mkdir()
        asked = [word for id_ in exercises for word in ("--exercise", id_)]
        reports = [word for option, name in REPORTS.items() for word in (f"--{option}", f"{{out}}/{name}")]
        request = {
            "base": str(base),
            "listen": [],
            "files": files,
            "command": [
                sys.executable, "-m", "calcgrade", "grade", "{submission}", "--course", str(course),
                *column.options, *asked, *reports,
            ],
            "env": {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", **column.environment},
            "seconds": SECONDS,
            "most": {},
            "rlimits": {},
        }  # fmt: skip
        said = subprocess.run(
            [sys.executable, str(HERE / "stage.py")],
            input=json.dumps(request).encode(), capture_output=True, timeout=SECONDS + 60, check=False,
        )  # fmt: skip
    if said.returncode != 0:
        raise RuntimeError(f"the stage fell: {said.stderr.decode(errors='replace')[-2000:]}")
    seen: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])  # an attack may have got at it too
    left = [f"process {name}" for name in seen["survivors"]] + [f"file {path}" for path in seen["left"]]
    if column.name in ("docker", "podman"):
        left += containers_left(column.environment.get("DOCKER_HOST"), seen["pid"], began)
    return Told(seen, {name: base64.b64decode(data) for name, data in seen["files"].items()}, left)
