"""What an exercise does to its sandbox costs the next one nothing, though both run in the same."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from scripted import Launcher as Scripted
from scripted import Sandbox, loads_well, returns

from calcgrade.limits import Limits
from calcgrade.sandboxes.bubblewrap import BubblewrapLauncher
from calcgrade.sandboxes.docker import DockerLauncher
from calcgrade.sandboxes.exercise_request import ExerciseRequest
from calcgrade.sandboxes.process import ProcessLauncher
from calcgrade.sandboxes.replies import Call, Status
from calcgrade.sandboxes.session import Session
from calcgrade.worker import afresh, removal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from calcgrade.sandboxes.channel import Launcher

LIMITS = Limits(import_s=2.0, call_s=1.0, exercise_s=6.0)
FIRST = ExerciseRequest("1.1", ("first.py",), ("f",))
SECOND = ExerciseRequest("2.1", ("second.py",), ("f",))
HONEST = b"""
import os, time
def f(k):
    time.sleep(0.05)
    return [k, os.listdir(".")]
"""


@pytest.fixture(
    params=[
        "process",
        pytest.param("bubblewrap", marks=pytest.mark.bubblewrap),
        pytest.param("docker", marks=pytest.mark.docker),
    ]
)
def launcher(request: pytest.FixtureRequest) -> Iterator[Launcher]:
    kinds: dict[str, Callable[[], Launcher]] = {
        "process": ProcessLauncher, "bubblewrap": BubblewrapLauncher, "docker": DockerLauncher,
    }  # fmt: skip
    made = kinds[request.param]()
    yield made
    made.close()


def after(launcher: Launcher, hostile: str) -> list[object]:
    """What the second exercise returns, four times, after the first one has run and answered."""
    source = f"import os, signal, sys, time\n{hostile}\ndef f(k): return k\n"
    session = Session(launcher, {"first.py": source.encode(), "second.py": HONEST}, LIMITS)
    try:
        assert session.load(FIRST).status is Status.OK
        assert session.call([Call("f", 1)])[0].value == 1
        time.sleep(0.3)  # for what waits until the first one is over
        assert session.load(SECOND).status is Status.OK
        return [reply.value for reply in session.call([Call("f", k) for k in range(4)])]
    finally:
        session.close()


UNTOUCHED: list[object] = [[k, []] for k in range(4)]

PARENT = "worker = os.getppid()\n"
DAEMON = """
if os.fork() == 0:
    if os.fork():
        os._exit(0)
    os.setsid()
    time.sleep(0.3)
    {act}
    os._exit(0)
time.sleep(0.2)  # until it has left the group, with which it would be killed
"""

SPOILERS = {
    "its other files": "for name in os.listdir('../submission'):\n"
    "    if name != 'first.py': open('../submission/' + name, 'w').write('def f(k): return -1')",
    "its work folder": "os.makedirs('left/behind'); open('left/behind/x', 'w').close()",
    "all the room": "try:\n"
    "    for k in range(8):\n"
    "        open(f'../fill{k}', 'wb', buffering=0).write(bytes(16 * 2**20))\n"
    "except OSError: pass",
    "the next folder": "for k in range(2, 9): os.makedirs(f'../../{k}/work', exist_ok=True); "
    "open(f'../../{k}/work/x', 'w').close(); os.chmod(f'../../{k}', 0o500)",
    "a deep folder": "for k in range(2000): os.mkdir('d'); os.chdir('d')",
    "a stopped worker": PARENT + DAEMON.format(act="os.kill(worker, signal.SIGSTOP)"),
    "a dead worker": PARENT + DAEMON.format(act="os.kill(worker, signal.SIGKILL)"),
}


@pytest.mark.slow
@pytest.mark.parametrize("hostile", SPOILERS.values(), ids=SPOILERS.keys())
def test_the_next_exercise_finds_all_as_it_should_be(launcher: Launcher, hostile: str) -> None:
    if launcher.kind == "process" and "16 * 2**20" in hostile:
        pytest.skip("there is as much room as this machine has")
    assert after(launcher, hostile) == UNTOUCHED


def test_what_runs_on_in_a_sandbox_of_its_own_is_ended_before_the_next_exercise(launcher: Launcher) -> None:
    if launcher.kind == "process":
        pytest.skip("it has no processes of its own")
    hunter = """while True:
        for name in os.listdir("/proc"):
            if name.isdigit() and int(name) not in (1, worker, os.getpid()):
                try: os.kill(int(name), signal.SIGKILL)
                except OSError: pass"""
    assert after(launcher, PARENT + DAEMON.format(act=hunter)) == UNTOUCHED


def test_processes_beside_a_worker_on_this_machine_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    killed: list[int] = []

    def kill(pid: int, _signal: int) -> None:
        killed.append(pid)

    monkeypatch.setattr(os, "kill", kill)
    afresh.end_strays()
    assert killed == []


def test_a_folder_that_is_there_already_ends_the_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def remove_nothing(_folder: str, keep: str) -> None:
        assert keep == "mpl"

    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path / "mpl"))
    (tmp_path / "7").mkdir()
    afresh.folders(str(tmp_path), 7, {"a.py": b"1"})
    (tmp_path / "8" / "kept").mkdir(parents=True)
    monkeypatch.setattr(removal, "empty", remove_nothing)
    with pytest.raises(FileExistsError):
        afresh.folders(str(tmp_path), 8, {})


def dies(sandbox: Sandbox, _index: int) -> bool:
    sandbox.end()
    return False


def test_a_sandbox_that_ends_at_the_next_load_is_replaced_and_the_load_tried_again() -> None:
    def dies_second(sandbox: Sandbox, index: int) -> bool:
        return loads_well(sandbox, index) if sandbox.loads == 1 else dies(sandbox, index)

    launcher = Scripted(
        lambda: Sandbox({"f": returns(1.0)}, load=dies_second), lambda: Sandbox({"f": returns(2.0)})
    )
    session = Session(launcher, {}, LIMITS)
    assert session.load(FIRST).status is Status.OK
    assert session.load(SECOND).status is Status.OK
    assert session.call([Call("f")])[0].value == 2.0
    assert len(launcher.sandboxes) == 2


def test_an_exercise_that_ends_every_fresh_sandbox_is_tried_twice_and_no_more() -> None:
    """The first end may have come from outside, such as a container that somebody killed."""
    launcher = Scripted(lambda: Sandbox({}, load=dies))
    session = Session(launcher, {}, LIMITS)
    assert session.load(FIRST).status is Status.CRASHED
    assert len(launcher.sandboxes) == 2
    assert session.load(SECOND).status is Status.CRASHED
    assert len(launcher.sandboxes) == 4
