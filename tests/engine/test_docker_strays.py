"""What earlier graders left on the engine is removed; what living ones use is not."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from docker.errors import APIError

from calcgrade import limits
from calcgrade.image import DEFAULT_TAG
from calcgrade.sandboxes import ownership
from calcgrade.sandboxes.docker import DockerLauncher
from calcgrade.sandboxes.docker_engine import connect
from calcgrade.sandboxes.docker_strays import GRADER, SANDBOX, labels, remove_strays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from calcgrade.sandboxes.docker_engine import Engine

    Make = Callable[[str | None], str]

NOW = 1_800_000_000.0
ELSEWHERE = "another-machine.1.1"


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = connect()
    yield engine
    engine.close()


@pytest.fixture
def make(engine: Engine) -> Iterator[Make]:
    """Make a container, not started, that says it belongs to the grader of a mark."""
    made: list[str] = []

    def container(mark: str | None) -> str:
        marks = {SANDBOX: "a test"} | ({GRADER: mark} if mark else {})
        made.append(str(engine.create_container(image=DEFAULT_TAG, command=["true"], labels=marks)["Id"]))
        return made[-1]

    yield container
    for name in made:
        if is_there(engine, name):
            engine.remove_container(name, v=True, force=True)


def is_there(engine: Engine, container: str) -> bool:
    return container in {str(item["Id"]) for item in engine.containers(all=True)}


def mark_of_a_dead_process() -> str:
    done = subprocess.run(
        [sys.executable, "-c", "from calcgrade.sandboxes import ownership; print(ownership.mark())"],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.docker
def test_a_container_of_a_grader_that_has_ended_is_removed_at_the_next_start(
    engine: Engine, make: Make
) -> None:
    stray, foreign, unmarked = make(mark_of_a_dead_process()), make(ELSEWHERE), make(None)
    DockerLauncher().close()
    assert [is_there(engine, name) for name in (stray, foreign, unmarked)] == [False, True, True]


@pytest.mark.docker
def test_a_container_of_a_living_grader_stays_and_goes_on(engine: Engine) -> None:
    program = b"os.write(1, os.read(0, 100))"
    living = DockerLauncher()
    channel = living.launch()
    other = f"""
from calcgrade.sandboxes.docker import DockerLauncher
launcher = DockerLauncher()
channel = launcher.launch()
print("ready", flush=True)
input()
program = {program!r}
channel.send(len(program).to_bytes(4, "big") + program + b"hello", 10)
print(channel.receive(10).decode(), flush=True)
channel.kill()
launcher.close()
"""
    with subprocess.Popen(
        [sys.executable, "-c", other], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        remove_strays(engine)
        said, _ = process.communicate("\n", timeout=60)
        assert said == "hello\n"
    channel.send(len(program).to_bytes(4, "big") + program + b"hello", 10)
    assert channel.receive(10) == b"hello"
    channel.kill()
    living.close()


@pytest.mark.docker
def test_a_container_of_a_grader_killed_before_it_started_it_is_a_stray(engine: Engine) -> None:
    grader = """
import os, signal
from calcgrade.sandboxes import docker
def die(engine, container, **_):
    print(container, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
docker.DockerChannel = die
docker.DockerLauncher().launch()
"""
    done = subprocess.run([sys.executable, "-c", grader], capture_output=True, text=True, timeout=60)
    assert done.returncode == -9
    container = done.stdout.strip()
    assert is_there(engine, container), "it was never made: this test would prove nothing"
    DockerLauncher().close()
    assert not is_there(engine, container)


class Listing:
    """An engine as far as strays are concerned."""

    def __init__(self, *items: dict[str, Any], now: object = "2027-01-15T08:00:00.123456789Z") -> None:
        self.items = items
        self.now = now
        self.removed: list[str] = []
        self.stuck = ""

    def containers(self, **_options: Any) -> list[dict[str, Any]]:
        return list(self.items)

    def info(self) -> dict[str, Any]:
        return {"SystemTime": self.now}

    def remove_container(self, container: str, *, v: bool, force: bool) -> None:
        assert v
        assert force
        if container == self.stuck:
            raise APIError("removal already in progress")
        self.removed.append(container)


def item(name: str, mark: str | None, age_s: float) -> dict[str, Any]:
    return {"Id": name, "Created": NOW - age_s, "Labels": {SANDBOX: "x"} | ({GRADER: mark} if mark else {})}


DAY = limits.STRAY_AGE_S


def test_where_nobody_can_tell_age_decides_by_the_engines_own_clock() -> None:
    engine = Listing(
        item("old", ELSEWHERE, DAY + 60), item("young", ELSEWHERE, DAY - 60), item("unmarked", None, DAY + 60)
    )
    remove_strays(engine)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert engine.removed == ["old", "unmarked"]


@pytest.mark.parametrize("now", [None, "yesterday"])
def test_an_engine_without_a_clock_loses_no_container(now: object) -> None:
    engine = Listing(item("old", ELSEWHERE, 10 * DAY), now=now)
    remove_strays(engine)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert engine.removed == []


def test_a_living_graders_container_is_never_too_old() -> None:
    engine = Listing(item("ours", labels("x")[GRADER], 10 * DAY))
    remove_strays(engine)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert engine.removed == []


def test_a_stray_that_cannot_be_removed_stops_nobody() -> None:
    engine = Listing(item("stuck", ELSEWHERE, 2 * DAY), item("old", ELSEWHERE, 2 * DAY))
    engine.stuck = "stuck"
    assert remove_strays(engine) == ["old"]  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_a_process_that_took_over_a_dead_graders_number_is_not_that_grader() -> None:
    place, pid, started = ownership.mark().split(".")
    assert ownership.has_ended(f"{place}.{pid}.{started}") is False
    assert ownership.has_ended(f"{place}.{pid}.{int(started) - 1}") is True


def test_a_grader_that_nobody_has_waited_for_has_ended() -> None:
    with subprocess.Popen([sys.executable, "-c", "pass"]) as process:
        place, _, started = ownership.mark().split(".")
        stat = os.open(f"/proc/{process.pid}/stat", os.O_RDONLY)
        started = os.read(stat, 4096).rpartition(b")")[2].split()[19].decode()
        os.close(stat)
        mark = f"{place}.{process.pid}.{started}"
        deadline = time.monotonic() + 10
        while not ownership.has_ended(mark) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert ownership.has_ended(mark)


@pytest.mark.parametrize("mark", ["", "here", "here.1", "here.x.2", ELSEWHERE])
def test_of_a_strange_mark_nothing_can_be_told(mark: str) -> None:
    assert ownership.has_ended(mark) is None
