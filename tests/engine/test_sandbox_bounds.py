"""All of a bubblewrap sandbox together keeps within its memory and its processes: by the kernel, or watched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from calcgrade import limits
from calcgrade.sandboxes import control_groups, watched_budget
from calcgrade.sandboxes.bounds import why_watched
from calcgrade.sandboxes.bubblewrap import BubblewrapChannel, BubblewrapLauncher
from calcgrade.sandboxes.own_group import NoGroup, OwnGroup, parents
from calcgrade.sandboxes.usage import Usage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Start = Callable[[str], BubblewrapChannel]

pytestmark = [pytest.mark.slow, pytest.mark.bubblewrap]
WATCHED = why_watched()
needs_a_group = pytest.mark.skipif(WATCHED is not None, reason=f"no control group: {WATCHED}")


def refuse() -> NoReturn:
    raise NoGroup("a test forbids it")


@pytest.fixture(params=[pytest.param("group", marks=needs_a_group), "watched"])
def kept_by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "watched":
        monkeypatch.setattr("calcgrade.sandboxes.bounds.OwnGroup", refuse)
    return str(request.param)


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a program in a fresh sandbox that is killed when the test ends."""
    channels: list[BubblewrapChannel] = []

    def start_program(source: str) -> BubblewrapChannel:
        channel = BubblewrapLauncher().launch()
        assert isinstance(channel, BubblewrapChannel)
        channels.append(channel)
        channel.enclose()  # learner code, in place of which this program stands, is what is sent second
        program = source.encode()
        channel.send(len(program).to_bytes(4, "big") + program, 10)
        return channel

    yield start_program
    for channel in channels:
        channel.kill()


def all_it_says(channel: BubblewrapChannel) -> bytes:
    said = b""
    while piece := channel.receive(30):
        said += piece
    return said


CHILDREN_WITH_MEMORY = """
import time
pids = []
for k in range({children}):
    ready, tell = os.pipe()
    pids.append(os.fork())
    if pids[-1] == 0:
        held = bytearray({each_mib} * 2**20)
        held[::4096] = b"x" * len(held[::4096])
        os.write(tell, b".")
        time.sleep(60)
    os.close(tell)
    os.read(ready, 1)  # nothing comes of a child that was killed
    time.sleep(0.1)
os.write(1, b"%d live" % sum(os.waitpid(pid, os.WNOHANG) == (0, 0) for pid in pids))
os._exit(0)
"""


def test_memory_of_all_processes_together_is_bounded(kept_by: str, start: Start) -> None:
    """Each of ten children may hold 150 MiB; no four of them may at once."""
    channel = start(CHILDREN_WITH_MEMORY.format(children=10, each_mib=150))
    said = all_it_says(channel)
    channel.kill()
    if kept_by == "watched":
        assert said == b""
        assert "killed for more than 512 MiB of memory" in channel.diagnosis()
    else:
        # Or the kernel killed the first process, and with it all.
        assert said in (b"", b"1 live", b"2 live", b"3 live")


@needs_a_group
def test_the_kernel_never_lets_a_group_have_more_than_its_share(start: Start) -> None:
    channel = start(CHILDREN_WITH_MEMORY.format(children=8, each_mib=150))
    folders = groups_of(channel)
    most = 0
    while True:
        most = max(most, used_by(folders))
        try:
            if not channel.receive(0.02):
                break
        except TimeoutError:
            continue
    assert 400 * limits.MIB < most <= limits.MEMORY


def used_by(folders: dict[str, Path]) -> int:
    names = {"memory": "memory.usage_in_bytes", control_groups.UNIFIED: "memory.current"}
    for controller, name in names.items():
        if controller in folders and (folders[controller] / name).exists():
            return int((folders[controller] / name).read_text())
    raise AssertionError("the memory of this group is counted nowhere")


def groups_of(channel: BubblewrapChannel) -> dict[str, Path]:
    found = control_groups.folders(channel.first_process)
    return {name: folder for name, folder in found.items() if folder.name.startswith("calcgrade-")}


FORK_BOMB = """
import time
count = 0
try:
    while count < 300:
        if os.fork() == 0:
            time.sleep(60)
        count += 1
except OSError as error:
    os.write(1, b"stopped at %d" % count)
    time.sleep(0.5)
    os._exit(0)
os.write(1, b"never stopped")
time.sleep(10)
"""


def test_a_fork_bomb_stops_at_the_limit(kept_by: str, start: Start) -> None:
    channel = start(FORK_BOMB)
    said = all_it_says(channel).decode()
    channel.kill()
    # Where bwrap does not run as root, the limit on its user's processes is met before anybody has to look.
    if kept_by == "watched" and "killed" in channel.diagnosis():
        assert "killed for more than 64 processes" in channel.diagnosis()
    else:
        assert 50 < int(said.removeprefix("stopped at ")) < 64


def test_a_bomb_of_files_without_a_name_is_bounded(kept_by: str, start: Start) -> None:
    channel = start(
        """
import time
held = []
for k in range(30):
    held.append(os.memfd_create("m"))
    for _ in range(31):
        os.write(held[-1], bytes(2**20))
    time.sleep(0.02)
os.write(1, b"930 MiB")
time.sleep(1)
"""
    )
    assert all_it_says(channel) == b""
    channel.kill()
    assert (kept_by == "watched") == ("more than 512 MiB" in channel.diagnosis())


def test_a_flood_of_empty_files_is_bounded_where_it_is_watched(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("calcgrade.sandboxes.bounds.OwnGroup", refuse)
    channel = start(
        """
for k in range(10**9):
    os.close(os.open(f"/tmp/{k}", os.O_CREAT))
"""
    )
    assert all_it_says(channel) == b""
    channel.kill()
    assert "killed for more than 4096 files" in channel.diagnosis()


def test_processes_that_share_their_memory_may_be_many(kept_by: str, start: Start) -> None:
    """Twenty forks of a process with 100 MiB hold 2 GiB between them only if shared pages count twenty times."""
    channel = start(
        """
import gc, time
held = bytearray(100 * 2**20)
held[::4096] = b"x" * len(held[::4096])
gc.freeze()
for k in range(20):
    if os.fork() == 0:
        time.sleep(60)
time.sleep(1)
os.write(1, b"lives")
os._exit(0)
"""
    )
    assert all_it_says(channel) == b"lives"


def test_what_a_full_work_folder_holds_is_memory_too(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calcgrade.sandboxes.bounds.OwnGroup", refuse)
    monkeypatch.setattr(limits, "MEMORY", 50 * limits.MIB)
    channel = start(
        """
import time
for name in ("a", "b"):
    with open("/tmp/" + name, "wb") as file:
        for _ in range(30): file.write(bytes(2**20))
os.write(1, b"written")
time.sleep(10)
"""
    )
    all_it_says(channel)
    channel.kill()
    assert "killed for more than 50 MiB of memory" in channel.diagnosis()


@needs_a_group
def test_cpu_time_of_children_that_nobody_waits_for_counts(start: Start) -> None:
    """Their time is lost to whoever adds up living processes; a group keeps it."""
    channel = start(
        """
import signal, time
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for _ in range(4):
    if os.fork() == 0:
        while time.process_time() < 0.3: pass
        os._exit(0)
try: os.wait()
except ChildProcessError: os.write(1, b".")  # all have ended
time.sleep(60)
"""
    )
    assert channel.receive(60) == b"."
    used = channel.cpu_seconds()
    assert used is not None
    assert used > 1.1


def test_nothing_of_a_learners_is_sent_before_everything_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    may_go_on = threading.Event()

    def slowly() -> NoReturn:
        may_go_on.wait(30)
        raise NoGroup("a test forbids it")

    monkeypatch.setattr("calcgrade.sandboxes.bounds.OwnGroup", slowly)
    channel = BubblewrapLauncher().launch()
    program = b"os.write(1, os.read(0, 100))"
    channel.send(len(program).to_bytes(4, "big") + program, 10)
    learners = threading.Thread(target=channel.send, args=(b"learner code", 10))
    learners.start()
    with pytest.raises(TimeoutError):
        channel.receive(0.5)
    may_go_on.set()
    assert channel.receive(10) == b"learner code"
    learners.join()
    channel.kill()


@needs_a_group
def test_a_killed_sandbox_leaves_no_group(start: Start) -> None:
    channel = start("os.fork(); os.read(0, 1)")
    folders = groups_of(channel)
    assert folders
    assert all(folder.is_dir() for folder in folders.values())
    channel.kill()
    assert not any(folder.exists() for folder in folders.values())


@needs_a_group
def test_the_group_of_a_killed_grader_is_removed_by_the_next() -> None:
    grader = """
import os, signal
from calcgrade.sandboxes.own_group import OwnGroup
group = OwnGroup()
print(*group.folders.values(), sep="\\n", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", grader], capture_output=True, text=True)
    left = [Path(line) for line in done.stdout.splitlines()]
    assert done.returncode == -signal.SIGKILL
    assert left
    assert all(folder.is_dir() for folder in left)
    living = OwnGroup()
    # Another process: this one has looked already.
    subprocess.run(
        [sys.executable, "-c", "from calcgrade.sandboxes.own_group import OwnGroup; OwnGroup().close()"],
        check=True,
    )
    assert not any(folder.exists() for folder in left)
    assert all(folder.is_dir() for folder in living.folders.values())
    living.close()


# Version 2, in folders that look like it.


def tree(folder: Path, *groups: tuple[str, str]) -> Path:
    """Make groups below one another, each with the controllers it hands down; return the last."""
    for name, given in groups:
        folder = folder / name
        folder.mkdir()
        (folder / "cgroup.controllers").write_text("cpu memory pids\n")
        (folder / "cgroup.subtree_control").write_text(given)
        if name != "top":
            (folder / "cgroup.type").write_text("domain\n")
    return folder


def in_version_2(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def folders(_pid: object) -> dict[str, Path]:
        return {control_groups.UNIFIED: own, "name=systemd": own}

    monkeypatch.setattr(control_groups, "folders", folders)


def test_the_nearest_group_that_hands_both_down_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tree(tmp_path, ("top", "memory pids"), ("user", "cpu memory pids"), ("app", "pids"), ("scope", ""))
    in_version_2(own, monkeypatch)
    assert parents() == {control_groups.UNIFIED: tmp_path / "top" / "user"}


def test_a_group_of_another_user_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tree(tmp_path, ("top", "memory pids"), ("user", "memory pids"), ("scope", ""))
    in_version_2(own, monkeypatch)
    allowed = {tmp_path / "top"}

    def access(path: Path, _mode: int) -> bool:
        return path in allowed

    monkeypatch.setattr(os, "access", access)
    assert parents() == {control_groups.UNIFIED: tmp_path / "top"}
    allowed.clear()
    with pytest.raises(NoGroup, match="no control group that this user may write to"):
        parents()


def test_a_container_s_topmost_group_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has a type, so it is the machine's topmost group only by name, and holds our own process."""
    own = tree(tmp_path, ("inside", ""))
    in_version_2(own, monkeypatch)
    with pytest.raises(NoGroup):
        parents()
    assert (own / "cgroup.subtree_control").read_text() == ""


def test_where_none_are_mounted_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_pid: object) -> dict[str, Path]:
        return {}

    monkeypatch.setattr(control_groups, "folders", none)
    assert why_watched() == "no control groups are mounted"


# Where the kernel keeps what.


def test_the_paths_of_both_versions_are_found_as_mounted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = "4:memory:/a/b\n3:cpu,cpuacct:/a/b\n2:pids:/c\n1:name=systemd:/../x\n0::/a\n"
    mounts = (
        "30 25 0:26 / /sys/fs/cgroup/memory rw,nosuid - cgroup cgroup rw,memory\n"
        "31 25 0:27 /a /sys/fs/cgroup/cpu,cpuacct rw shared:9 - cgroup cgroup rw,cpu,cpuacct\n"
        "32 25 0:28 /elsewhere /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids\n"
        "33 25 0:29 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,name=systemd\n"
        "34 25 0:30 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n"
    )
    read = Path.read_text

    def read_text(path: Path, *args: str | None, **options: str) -> str:
        return {"/proc/7/cgroup": listing, "/proc/self/mountinfo": mounts}.get(str(path)) or read(
            path, *args, **options
        )

    monkeypatch.setattr(Path, "read_text", read_text)
    at = Path("/sys/fs/cgroup")
    assert control_groups.folders(7) == {
        "memory": at / "memory/a/b", "cpu": at / "cpu,cpuacct/b", "cpuacct": at / "cpu,cpuacct/b",
        "": at / "unified/a",
    }  # fmt: skip


def test_cpu_time_is_read_in_both_versions(tmp_path: Path) -> None:
    (tmp_path / "cpuacct.usage").write_text("1500000000\n")
    (tmp_path / "cpu.stat").write_text("usage_usec 2500000\nuser_usec 1\nsystem_usec 2\n")
    assert control_groups.cpu_seconds({"cpuacct": tmp_path}) == 1.5
    assert control_groups.cpu_seconds({"": tmp_path}) == 2.5
    assert control_groups.cpu_seconds({"memory": tmp_path}) is None
    assert control_groups.cpu_seconds({"": tmp_path / "gone"}) is None


def test_nothing_is_killed_once_its_watch_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    killed: list[int] = []
    monkeypatch.setattr(watched_budget, "PERIOD_S", 60.0)
    budget = watched_budget.WatchedBudget(lambda: Usage(10**6, 0, 0), lambda: killed.append(1))
    budget.close()
    before = list(killed)
    budget.look()
    time.sleep(0.05)
    assert killed == before
