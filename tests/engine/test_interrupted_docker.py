"""Ctrl-C, a cancelled job and a killed grader leave no container behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from calcgrade.sandboxes.docker_engine import connect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.docker
PATIENCE_S = 30.0


def containers() -> set[str]:
    """Ids of all grading containers there are."""
    engine = connect()
    try:
        found = engine.containers(all=True, filters={"label": "calcgrade.sandbox"})
        return {str(item["Id"]) for item in found}
    finally:
        engine.close()


def wait_until(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
)
def test_an_interrupted_grade_leaves_no_container(tmp_path: Path, number: int, code: int) -> None:
    (tmp_path / "ex_1_1_numerical_derivative.py").write_text("while True:\n    pass\n")
    before = containers()
    command = [sys.executable, "-m", "calcgrade", "grade", str(tmp_path), "--isolation", "docker"]
    with subprocess.Popen(
        [*command, "--exercise", "1.1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as running:
        assert wait_until(lambda: bool(containers() - before)), "no container ever ran"
        time.sleep(1.0)  # until the learner's loop is running
        os.kill(running.pid, number)
        _, err = running.communicate(timeout=PATIENCE_S)
    assert (running.returncode, err) == (code, b"")
    assert wait_until(lambda: containers() <= before)
