"""A container that is killed, held up or left without its image costs nobody a grade."""

from __future__ import annotations

import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from under_way import Grading, containers, is_full, slow_submission, wait_until

from calcgrade.errors import SandboxUnavailable
from calcgrade.image import DEFAULT_TAG
from calcgrade.limits import Limits
from calcgrade.sandboxes.docker import DockerLauncher
from calcgrade.sandboxes.exercise_request import ExerciseRequest
from calcgrade.sandboxes.replies import Call, Status
from calcgrade.sandboxes.session import Session

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.docker, pytest.mark.faults]


def docker(*words: str, given: str | None = None) -> str:
    done = subprocess.run(
        ["docker", *words], input=given, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.strip()


def under_way(tmp_path: Path) -> tuple[Grading, str]:
    """Start a grade; return it and its container, in which the learner's code is at work."""
    before = containers()
    grading = Grading(slow_submission(tmp_path / "handed_in"), "docker", tmp_path / "result.json")
    assert wait_until(lambda: containers() - before)
    [container] = containers() - before
    # A sleeping learner: three processes are its init, the worker's parent and the exercise's child.
    assert wait_until(lambda: len(docker("top", container, "-eo", "pid").splitlines()) > 3)
    time.sleep(0.5)
    return grading, container


def test_a_container_killed_from_outside_costs_no_points(tmp_path: Path) -> None:
    grading, container = under_way(tmp_path)
    docker("kill", container)
    assert grading.end() == (0, "")
    assert is_full(grading)
    assert container not in containers()


def test_a_container_held_up_for_a_moment_costs_no_points(tmp_path: Path) -> None:
    grading, container = under_way(tmp_path)
    docker("pause", container)
    time.sleep(2)
    docker("unpause", container)
    assert grading.end() == (0, "")
    assert is_full(grading)


def test_an_image_that_is_removed_in_mid_grade_is_named_and_not_held_against_anybody() -> None:
    image = docker(
        "build", "--quiet", "--network", "none", "-",
        given=f"FROM {DEFAULT_TAG}\nLABEL a.fault.is.tried=with",
    )  # fmt: skip
    launcher = DockerLauncher(image)
    session = Session(launcher, {"a.py": b"def f(): return 1\n"}, Limits())
    try:
        assert session.load(ExerciseRequest("1.1", ("a.py",), ("f",))).status is Status.OK
        [container] = docker(
            "ps", "-q", "--no-trunc", "--filter", f"label=calcgrade.sandbox={launcher.run}"
        ).split()
        docker("kill", container)
        assert wait_until(lambda: container not in containers())
        docker("rmi", "--force", image)
        with pytest.raises(SandboxUnavailable, match="image"):
            session.call([Call("f")])
    finally:
        session.close()
        launcher.close()
    assert not docker("ps", "-aq", "--filter", f"label=calcgrade.sandbox={launcher.run}")
