"""The container of a hung submission is gone within two seconds of its deadline."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from calcgrade.limits import WALL_FACTOR, Limits
from calcgrade.sandboxes.docker import DockerLauncher
from calcgrade.sandboxes.docker_engine import connect
from calcgrade.sandboxes.exercise_request import ExerciseRequest
from calcgrade.sandboxes.replies import Call, Status
from calcgrade.sandboxes.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

BOUND_S = 2.0
LIMITS = Limits(import_s=10.0, call_s=0.5, exercise_s=60.0)
# Stopped, the worker's parent keeps no time and reads nothing: only the grader, from outside, can end this.
HANGS = """
import os, signal, time
for number in range(1, 32):
    try: signal.signal(number, signal.SIG_IGN)
    except OSError: pass
def f():
    os.kill(os.getppid(), signal.SIGSTOP)
    while True:
        try: time.sleep(100)
        except BaseException: pass
"""


@pytest.fixture(
    params=[
        pytest.param("docker", marks=pytest.mark.docker),
        pytest.param("podman", marks=pytest.mark.podman),
    ]
)
def launcher(request: pytest.FixtureRequest) -> Iterator[DockerLauncher]:
    if request.param == "podman":
        request.getfixturevalue("podman")
    launcher = DockerLauncher()
    yield launcher
    launcher.close()


class Lookout(threading.Thread):
    """Looks every few hundredths of a second whether the containers of a launcher are there."""

    def __init__(self, launcher: DockerLauncher) -> None:
        super().__init__(daemon=True)
        self._label = f"calcgrade.sandbox={launcher.run}"
        self._engine = connect()
        self.last_seen = 0.0
        self.leave = threading.Event()
        self.start()

    def run(self) -> None:
        while not self.leave.wait(0.03):
            if self._engine.containers(all=True, filters={"label": self._label}):
                self.last_seen = time.monotonic()

    def close(self) -> None:
        self.leave.set()
        self.join()
        self._engine.close()


def test_the_container_of_a_hung_submission_is_gone_in_time(launcher: DockerLauncher) -> None:
    session = Session(launcher, {"a.py": HANGS.encode()}, LIMITS)
    assert session.load(ExerciseRequest("1.1", ("a.py",), ("f",))).status is Status.OK
    lookout = Lookout(launcher)
    deadline = time.monotonic() + WALL_FACTOR * LIMITS.call_s
    assert session.call([Call("f")])[0].status is Status.TIMED_OUT
    answered = time.monotonic()
    time.sleep(0.2)
    lookout.close()
    session.close()
    assert deadline - 1.4 < lookout.last_seen, "it ended early: this test would prove nothing"
    assert lookout.last_seen - deadline < BOUND_S
    # The grader goes on only when it is gone.
    assert lookout.last_seen < answered + 0.1
