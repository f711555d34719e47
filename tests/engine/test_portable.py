"""The `process` sandbox without Linux: same grades, same limits, and what can still be ended is ended."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import scripted

from calcgrade.errors import SandboxLost
from calcgrade.limits import Limits
from calcgrade.sandboxes.exercise_request import ExerciseRequest
from calcgrade.sandboxes.process import ProcessLauncher
from calcgrade.sandboxes.process_group import row_of
from calcgrade.sandboxes.replies import Call, Status
from calcgrade.sandboxes.session import Session
from calcgrade.sandboxes.threaded_pipes import ThreadedPipes
from calcgrade.wire.frames import PARENT
from calcgrade.worker import capture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from calcgrade.sandboxes.channel import Channel

    Start = Callable[[str], Channel]

pytestmark = pytest.mark.slow

PROGRAM = Path(__file__).with_name("elsewhere.py")
QUICK = Limits(import_s=4.0, call_s=0.3, exercise_s=60.0)


def elsewhere(task: str, platform: str) -> Any:
    command = [sys.executable, "-W", "error", str(PROGRAM), task, platform]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def until(true: Callable[[], bool], seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.01)
    return true()


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def is_alive(pid: int) -> bool:
    try:
        return Path("/proc", str(pid), "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture(autouse=True)
def reap() -> Iterator[None]:
    """Take leave of orphans: another test's sandbox may have made this process the reaper of all."""
    yield
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a program, given as source, in place of the worker; it is killed when the test ends."""
    channels: list[Channel] = []

    def start_program(source: str) -> Channel:
        channel = ProcessLauncher(portable=True).launch()
        channels.append(channel)
        program = f"import sys, time\n{source}".encode()
        channel.send(len(program).to_bytes(4, "big") + program, 10)
        return channel

    yield start_program
    for channel in channels:
        channel.kill()


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_every_module_can_be_imported_where_only_linux_s_own_is_missing(platform: str) -> None:
    names = elsewhere("import", platform)
    assert {"calcgrade.sandboxes.bubblewrap", "calcgrade.worker.main", "calcgrade.cli.main"} <= set(names)


@pytest.mark.slow
def test_a_worker_that_does_not_fork_gives_the_same_results() -> None:
    forks, here = elsewhere("grade", "linux")
    forks_there, there = elsewhere("grade", "darwin")
    assert (forks, forks_there) == (True, False)
    assert [result["score"] for result in here[:3]] == [10.0, here[1]["score"], 10.0]
    assert here[1]["score"] < 10
    assert here[3][0] == "at import\n"
    assert there == here


def test_an_endless_import_costs_only_its_own_exercise() -> None:
    files = {"endless.py": b"while True: pass", "fine.py": b"def f(): return 1"}
    session = Session(ProcessLauncher(portable=True), files, QUICK)
    short = Limits(import_s=0.3, call_s=0.3, exercise_s=30.0)
    try:
        assert session.load(ExerciseRequest("1.1", ("endless.py",), ("f",)), short).status is Status.TIMED_OUT
        assert session.load(ExerciseRequest("1.2", ("fine.py",), ("f",))).status is Status.OK
        assert session.call([Call("f")])[0].value == 1
    finally:
        session.close()


def test_a_worker_that_does_not_fork_gets_one_exercise_and_one_that_forks_gets_all() -> None:
    for forks, sandboxes in ((False, 3), (True, 1)):
        hello = scripted.framed(0, PARENT, json.dumps([["hello", 1, "3.11.0", "2.0.0", forks]]).encode())
        launcher = scripted.Launcher(partial(scripted.Sandbox, {}, hello=hello))
        session = Session(launcher, {}, QUICK)
        for _ in range(3):
            assert session.load(ExerciseRequest("1.1", ("a.py",), ())).status is Status.OK
        assert len(launcher.sandboxes) == sandboxes
        assert [sandbox.loads for sandbox in launcher.sandboxes] == [3 // sandboxes] * sandboxes
        assert [sandbox.killed for sandbox in launcher.sandboxes[:-1]] == [True] * (sandboxes - 1)


def test_a_sleeping_call_is_not_charged_for_cpu_time_it_does_not_use() -> None:
    limits = Limits(import_s=4.0, call_s=0.5, exercise_s=10.0)
    source = b"import time\ndef f(): time.sleep(1.0); return 1"
    session = Session(ProcessLauncher(portable=True), {"a.py": source}, limits)
    try:
        assert session.load(ExerciseRequest("1.1", ("a.py",), ("f",))).status is Status.OK
        assert session.call([Call("f")])[0].value == 1
    finally:
        session.close()


def test_a_container_whose_cpu_time_nobody_can_see_meets_the_wall_clock() -> None:
    def silent(_sandbox: scripted.Sandbox, _index: int) -> bool:
        return True

    launcher = scripted.Launcher(lambda: scripted.Sandbox({"f": silent}))
    launcher.kind = "docker"
    session = Session(launcher, {}, QUICK)
    session.load(ExerciseRequest("1.1", ("a.py",), ("f",)))
    assert session.call([Call("f")])[0].status is Status.TIMED_OUT


def test_a_silent_worker_is_waited_for_and_an_ended_one_is_lost(start: Start) -> None:
    channel = start("os.read(0, 1); sys.exit(3)")
    with pytest.raises(TimeoutError):
        channel.receive(0.05)
    channel.send(b".", 5)
    assert channel.receive(5) == b""
    assert channel.receive(5) == b""
    with pytest.raises(SandboxLost):
        channel.send(b"." * 100_000, 5)
    channel.kill()
    assert channel.diagnosis().startswith("exit status 3")


def test_a_worker_that_does_not_read_meets_the_timeout(start: Start) -> None:
    channel = start("time.sleep(60)")
    with pytest.raises(TimeoutError):
        channel.send(b"." * 1_000_000, 0.1)


def test_only_the_end_of_a_long_stderr_is_kept(start: Start) -> None:
    channel = start("sys.stderr.write('x' * 300_000 + 'last words')")
    assert channel.receive(10) == b""
    assert channel.diagnosis().endswith("xlast words")
    assert len(channel.diagnosis()) < 5000


@pytest.mark.parametrize("missing", [(), ("memfd_create", "pread")])
def test_the_head_of_flooding_output_stays_where_it_is(
    missing: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in missing:
        monkeypatch.delattr(os, name)
    sink = capture.open_sink()
    os.write(sink, b"head" + bytes(capture.TRIM_AT))
    capture.trim(sink)
    os.write(sink, b"tail")
    output, _ = capture.collect(sink)
    assert (output[:4], output[-4:]) == ("head", "tail")
    assert len(output) < capture.KEEP
    assert capture.collect(sink) == ("", 0)
    os.close(sink)


def test_a_flood_fills_no_memory_and_its_killing_leaves_no_thread_and_no_descriptor(start: Start) -> None:
    threads, descriptors = threading.active_count(), open_descriptors()
    channel = start("while True: os.write(1, bytes(65536))")
    assert channel.receive(5)
    time.sleep(0.3)
    received = 0
    os.killpg(worker_below(os.getpid()), signal.SIGSTOP)
    while True:
        try:
            received += len(channel.receive(0.1))
        except TimeoutError:
            break
    assert 65_536 < received < 32 * 2**20
    channel.kill()
    assert (threading.active_count(), open_descriptors()) == (threads, descriptors)
    assert not Path(channel.root).exists()


def worker_below(parent: int) -> int:
    """The process id of the only worker without a fork that ``parent`` has started."""
    listing = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
    ).stdout
    children = [int(pid) for pid, above in map(str.split, listing.splitlines()) if int(above) == parent]
    workers = [pid for pid in children if is_alive(pid) and command_of(pid).endswith(b"\0solo\0")]
    assert len(workers) == 1
    return workers[0]


def command_of(pid: int) -> bytes:
    return Path("/proc", str(pid), "cmdline").read_bytes()


def test_children_in_groups_and_sessions_of_their_own_are_ended(start: Start) -> None:
    channel = start(
        """
for own_session in (False, True):
    pid = os.fork()
    if pid == 0:
        if own_session:
            os.setsid()
        os.write(1, b"%d\\n" % os.getpid())
        while True: time.sleep(1)
time.sleep(60)
"""
    )
    said = b""
    while said.count(b"\n") < 2:
        said += channel.receive(5)
    pids = [int(word) for word in said.split()]
    assert all(is_alive(pid) for pid in pids)
    channel.kill()
    assert until(lambda: not any(is_alive(pid) for pid in pids))


def test_cpu_time_of_children_counts(start: Start) -> None:
    channel = start(
        """
if os.fork() == 0:
    end = time.process_time() + 1.2
    while time.process_time() < end: pass
    os.write(1, b".")
time.sleep(60)
"""
    )
    assert channel.receive(30) == b"."
    used = channel.cpu_seconds()
    assert used is not None
    assert 1 <= used < 10
    channel.kill()
    assert channel.cpu_seconds() is None


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("  501     1   501 Ss   0:00.05", 0.05),
        ("  501     1   501 R+  12:34.50", 754.5),
        ("  501     1   501 R   01:02:03", 3723.0),
        ("  501     1   501 R 2-01:00:00", 176_400.0),
    ],
)
def test_the_times_of_ps_are_read_in_every_form(line: str, seconds: float) -> None:
    row = row_of(line)
    assert (row.pid, row.parent, row.group, row.cpu_s) == (501, 1, 501, seconds)


def test_a_worker_ends_with_a_killed_grader(tmp_path: Path) -> None:
    grader = """
from calcgrade.limits import Limits
from calcgrade.sandboxes.process import ProcessLauncher
from calcgrade.sandboxes.replies import Call
from calcgrade.sandboxes.exercise_request import ExerciseRequest
from calcgrade.sandboxes.session import Session
source = b"import os\\ndef pid(): return os.getpid()\\ndef f():\\n    while True: pass"
session = Session(ProcessLauncher(portable=True), {"a.py": source}, Limits())
session.load(ExerciseRequest("1.1", ("a.py",), ("pid", "f")))
print(session.call([Call("pid")])[0].value, flush=True)
session.call([Call("f")])
"""
    environment = os.environ | {"TMPDIR": str(tmp_path)}  # nobody is left to remove the worker's folder
    with subprocess.Popen([sys.executable, "-c", grader], stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        assert is_alive(worker)
        process.kill()
    assert until(lambda: not is_alive(worker))


def test_pipes_nobody_took_can_be_closed() -> None:
    descriptors = open_descriptors()
    pipes = ThreadedPipes("process")
    pipes.close_worker_ends()
    pipes.close()
    assert open_descriptors() == descriptors
