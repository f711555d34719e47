"""Where root grades in a plain process, learner code is a user of its own, out of whose reach the verdict lies.

Each attack is tried twice: by learner code in its sandbox, where it must fail, and by a naive grader that runs it as
root in a process of its own, where it must succeed.
"""

from __future__ import annotations

import contextlib
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from calcgrade.errors import SandboxUnavailable
from calcgrade.limits import Limits
from calcgrade.sandboxes import interpreter, privileges, public_python, spare_user
from calcgrade.sandboxes.exercise_request import ExerciseRequest
from calcgrade.sandboxes.own_group import NoGroup
from calcgrade.sandboxes.process import ProcessLauncher
from calcgrade.sandboxes.process_dropped import DroppedChannel
from calcgrade.sandboxes.public_python import PublicPython
from calcgrade.sandboxes.replies import Call, Status
from calcgrade.sandboxes.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Attack = Callable[..., Any]
    Start = Callable[[str], DroppedChannel]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not privileges.can_become(spare_user.FIRST), reason="only root has rights to give up"),
]
CHECKOUT = Path(__file__).resolve().parents[2]
SLOPE = "ex_1_1_numerical_derivative.py"


@pytest.fixture(scope="module")
def launcher() -> Iterator[ProcessLauncher]:
    launcher = ProcessLauncher()
    yield launcher
    launcher.close()


@pytest.fixture
def attack(launcher: ProcessLauncher) -> Iterator[Attack]:
    """Call ``f`` of a learner's file and return its value."""
    sessions: list[Session] = []

    def call_f(source: str, *arguments: object) -> Any:
        session = Session(launcher, {"a.py": source.encode()}, Limits(10.0, 10.0, 60.0))
        sessions.append(session)
        assert session.load(ExerciseRequest("1.1", ("a.py",), ("f",))).status is Status.OK
        (reply,) = session.call([Call("f", *arguments)])
        assert reply.status is Status.OK, reply
        return reply.value

    yield call_f
    for session in sessions:
        session.close()


def naively(source: str, *arguments: object) -> Any:
    """What the same code gets as root, which a grader that only starts a process would let it be."""
    program = f"{source}\nimport json, sys\nprint(json.dumps(f(*json.loads(sys.argv[1]))))"
    done = subprocess.run(
        [sys.executable, "-c", program, json.dumps(arguments)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def start(launcher: ProcessLauncher) -> Iterator[Start]:
    """Start a program in a fresh sandbox that is killed when the test ends."""
    channels: list[DroppedChannel] = []

    def start_program(source: str) -> DroppedChannel:
        channel = launcher.launch()
        assert isinstance(channel, DroppedChannel)
        channels.append(channel)
        program = source.encode()
        channel.send(len(program).to_bytes(4, "big") + program, 10)
        return channel

    yield start_program
    for channel in channels:
        channel.kill()


WHO = """
import os
def f():
    status = dict(line.split(":", 1) for line in open("/proc/self/status"))
    rights = [status[name].strip() for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")]
    return [*os.getresuid(), *os.getresgid()], os.getgroups(), rights, status["NoNewPrivs"].strip()
"""


def test_learner_code_is_nobody_else_and_has_no_rights(attack: Attack) -> None:
    numbers, groups, rights, no_new = attack(WHO)
    assert len(set(numbers)) == 1
    assert spare_user.FIRST <= numbers[0] <= spare_user.LAST
    assert set(groups) <= set(numbers)
    assert set(rights) == {"0" * 16}
    assert no_new == "1"
    assert naively(WHO)[0][0] == 0


BECOME_ROOT = """
import os, subprocess
def f():
    try: os.setuid(0)
    except PermissionError: pass
    if os.geteuid() == 0: return "root"
    done = subprocess.run(["su", "-c", "id -u"], capture_output=True, text=True)
    return "root" if done.stdout.strip() == "0" else "nobody"
"""


def test_no_program_gives_the_rights_back(attack: Attack) -> None:
    assert attack(BECOME_ROOT) == "nobody"
    assert naively(BECOME_ROOT) == "root"


TOUCH_RESULTS = """
import os
def f(folder):
    done = []
    for name, act in (
        ("list", lambda: os.listdir(folder)),
        ("read", lambda: open(folder + "/result.json").read()),
        ("write", lambda: open(folder + "/result.json", "a").close()),
        ("make", lambda: open(folder + "/forged.json", "w").close()),
        ("rename", lambda: os.rename(folder + "/result.json", folder + "/other.json")),
        ("open up", lambda: os.chmod(folder, 0o777)),
    ):
        try:
            act()
            done.append(name)
        except PermissionError:
            pass
    return done
"""


def test_the_results_folder_is_closed(attack: Attack, tmp_path: Path) -> None:
    results = tmp_path / "results"
    results.mkdir(mode=0o700)
    (results / "result.json").write_text('{"score": 1}')
    (results / "result.json").chmod(0o666)
    assert attack(TOUCH_RESULTS, str(results)) == []
    assert [path.name for path in results.iterdir()] == ["result.json"]
    assert (results / "result.json").read_text() == '{"score": 1}'
    assert naively(TOUCH_RESULTS, str(results)) == ["list", "read", "write", "make", "rename", "open up"]


REACH_GRADER = """
import ctypes, os, signal
def f(grader):
    done = []
    for name in ("environ", "mem", "maps", "auxv", "fd", "cwd", "root", "task/%d/environ" % grader):
        path = "/proc/%d/%s" % (grader, name)
        try:
            os.listdir(path) if name in ("fd", "cwd", "root") else open(path, "rb").close()
            done.append(name)
        except PermissionError:
            pass
    for number in (0, signal.SIGCONT):
        try:
            os.kill(grader, number)
            done.append("signal %d" % number)
        except PermissionError:
            pass
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(16, grader, 0, 0) == 0:
        done.append("ptrace")
        libc.ptrace(17, grader, 0, 0)
    return done
"""


def test_the_grader_cannot_be_signalled_traced_or_looked_into(attack: Attack) -> None:
    assert attack(REACH_GRADER, os.getpid()) == []
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as grader:
        time.sleep(0.2)
        reached = naively(REACH_GRADER, grader.pid)
        grader.kill()
    assert {"environ", "mem", "maps", "fd", "signal 0", "ptrace"} <= set(reached)


FIND_PARENTS = """
import os
def f():
    pid, seen = os.getpid(), []
    while pid > 1:
        fields = open("/proc/%d/stat" % pid).read().rpartition(")")[2].split()
        pid = int(fields[1])
        try:
            open("/proc/%d/environ" % pid).read()
            seen.append(os.stat("/proc/%d" % pid).st_uid)
        except PermissionError:
            seen.append("closed")
    return seen
"""


def test_of_all_its_parents_only_the_worker_can_be_read(attack: Attack) -> None:
    worker, grader, *above = attack(FIND_PARENTS)
    assert worker != 0  # the worker itself, which holds nothing but what the learner handed in
    assert {grader, *above} == {"closed"}
    assert "closed" not in naively(FIND_PARENTS)[:1]


REACH_OTHER = """
import os, signal
def f(pid, folder):
    done = []
    for name, act in (
        ("signal", lambda: os.kill(pid, 0)),
        ("memory", lambda: open("/proc/%d/mem" % pid, "rb").close()),
        ("folder", lambda: os.listdir(folder)),
    ):
        try:
            act()
            done.append(name)
        except PermissionError:
            pass
    return done
"""


def test_one_sandbox_cannot_reach_another(attack: Attack, start: Start) -> None:
    """Such as that of the next submission of a batch."""
    other = start("os.write(1, str(os.getpid()).encode()); os.read(0, 1)")
    pid = int(other.receive(10))
    assert other.user != 0
    assert attack(REACH_OTHER, pid, other.root) == []
    assert naively(REACH_OTHER, pid, other.root) == ["signal", "memory", "folder"]


# Killing for sure


def alive(user: int) -> list[int]:
    return spare_user.processes(user)


def test_processes_that_never_stand_still_are_ended(start: Start) -> None:
    """They fork and end faster than anybody can list them."""
    channel = start(
        """
os.setsid() if os.fork() == 0 else os.write(1, b".")
while True:
    try:
        if os.fork() != 0 and os.fork() != 0:
            os._exit(0)
    except OSError:
        os._exit(0) if os.getpid() % 8 else None
"""
    )
    assert channel.receive(10) == b"."
    time.sleep(0.5)
    assert alive(channel.user), "it ended by itself: this test would prove nothing"
    channel.kill()
    time.sleep(0.2)
    assert alive(channel.user) == []


def test_a_fork_bomb_is_bounded_and_ended(start: Start) -> None:
    channel = start(
        """
import time
os.write(1, b".")
while True:
    try:
        os.fork()
    except OSError:
        pass
"""
    )
    assert channel.receive(10) == b"."
    time.sleep(0.5)
    assert 2 < len(alive(channel.user)) <= 64 or "processes" in channel.diagnosis()
    channel.kill()
    time.sleep(0.2)
    assert alive(channel.user) == []


KILLS_ALL_IT_CAN = """
import signal, time
if os.fork() == 0:
    os.setsid()
    os.write(1, b".")
    while True:
        try:
            os.kill(-1, signal.SIGKILL)
        except OSError:
            pass
while True: time.sleep(1)
"""


def test_code_that_kills_all_it_can_does_not_reach_who_comes_to_end_it(start: Start) -> None:
    channel = start(KILLS_ALL_IT_CAN)
    channel.receive(10)
    hesitant = spare_user.executioner(channel.user).replace(
        "os.kill(", "import time; time.sleep(0.5); os.kill("
    )
    done = subprocess.run([sys.executable, "-c", hesitant], timeout=30)
    assert done.returncode == 0
    assert alive(channel.user) == []
    # The control: one who is that user and nothing else is killed while they hesitate.
    channel = start(KILLS_ALL_IT_CAN)
    channel.receive(10)
    mere = hesitant.replace(
        hesitant[hesitant.index("os.setresuid") :].splitlines()[0], f"os.setuid({channel.user})"
    )
    assert subprocess.run([sys.executable, "-c", mere], timeout=30).returncode == -signal.SIGKILL


def test_no_zombie_and_no_folder_is_left(start: Start) -> None:
    channel = start(
        """
import time
for _ in range(5):
    if os.fork() == 0:
        if os.fork() == 0:
            time.sleep(60)
        os._exit(0)
open("left", "w").close()
time.sleep(0.2)
os.write(1, b".")
time.sleep(60)
"""
    )
    assert channel.receive(10) == b"."
    assert len(alive(channel.user)) >= 6
    assert (Path(channel.root) / "left").exists()
    channel.kill()
    left = [path for path in Path("/proc").glob("[0-9]*") if path.stat().st_uid == channel.user]
    assert left == []
    assert not Path(channel.root).exists()


def test_what_is_left_in_everybodys_folders_goes_too(start: Start) -> None:
    """The number may become another submission's, which should find nothing."""
    channel = start(
        """
for folder in ("/tmp", "/var/tmp", "/dev/shm"):
    try:
        os.makedirs(f"{folder}/calcgrade-canary-%d/deep" % os.getpid())
    except OSError:
        pass
os.write(1, str(os.getpid()).encode())
os.read(0, 1)
"""
    )
    name = f"calcgrade-canary-{int(channel.receive(10))}"
    left = [Path(folder, name) for folder in ("/tmp", "/var/tmp", "/dev/shm") if Path(folder, name).exists()]
    assert left, "nothing was left: this test would prove nothing"
    channel.kill()
    assert not any(path.exists() for path in left)


def test_memory_of_all_its_processes_together_is_bounded(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise NoGroup("a test forbids it")

    monkeypatch.setattr("calcgrade.sandboxes.bounds.OwnGroup", refuse)
    channel = start(
        """
import time
for _ in range(8):
    # Twice, so that no line of descent leads from the worker to who holds the memory.
    if os.fork() == 0:
        if os.fork() == 0:
            held = bytearray(150 * 2**20)
            held[::4096] = b"x" * len(held[::4096])
            time.sleep(60)
        os._exit(0)
    os.wait()
    time.sleep(0.2)
time.sleep(60)
"""
    )
    assert channel.receive(60) == b""
    channel.kill()
    assert "killed for more than 512 MiB of memory" in channel.diagnosis()


def test_cpu_time_of_orphans_counts(start: Start) -> None:
    channel = start(
        """
import time
if os.fork() == 0:
    if os.fork() == 0:
        while time.process_time() < 0.5: pass
        os.write(1, b".")
        time.sleep(60)
    os._exit(0)
time.sleep(60)
"""
    )
    assert channel.receive(60) == b"."
    used = channel.cpu_seconds()
    assert used is not None
    assert 0.4 < used < 5


def test_there_is_no_terminal_to_read_from_or_write_to(tmp_path: Path) -> None:
    """What an instructor types, a password say, and what their terminal shows, are none of its business."""
    (tmp_path / "a.py").write_text("def f():\n    open('/dev/tty', 'r+b', 0).write(b'canary')\n")
    grader = f"""
import sys
sys.path[:0] = [{str(CHECKOUT / "runner")!r}]
from calcgrade.limits import Limits
from calcgrade.sandboxes.own_group import NoGroup
from calcgrade.sandboxes.process import ProcessLauncher
from calcgrade.sandboxes.replies import Call
from calcgrade.sandboxes.exercise_request import ExerciseRequest
from calcgrade.sandboxes.session import Session
open("/dev/tty", "r+b", 0).write(b"control")
launcher = ProcessLauncher()
session = Session(launcher, {{"a.py": open({str(tmp_path / "a.py")!r}, "rb").read()}}, Limits())
session.load(ExerciseRequest("1.1", ("a.py",), ("f",)))
print("raised", session.call([Call("f")])[0].raised.type)
session.close()
launcher.close()
"""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(sys.executable, [sys.executable, "-c", grader])
    shown = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # how Linux says that nobody is at the other end any more
            break
        shown += piece
    os.close(terminal)
    assert os.waitpid(pid, 0)[1] == 0, shown
    assert b"control" in shown
    assert b"canary" not in shown
    assert b"raised OSError" in shown


# Users and Pythons


def test_every_sandbox_is_another_user(launcher: ProcessLauncher) -> None:
    channels = [launcher.launch() for _ in range(3)]
    users = {channel.user for channel in channels if isinstance(channel, DroppedChannel)}
    for channel in channels:
        channel.kill()
    assert len(users) == 3


def test_a_file_that_its_owner_takes_away_meanwhile_keeps_no_other_from_being_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / name).touch()
    second = tmp_path / os.listdir(tmp_path)[1]  # noqa: PTH208 - the order in which they are met

    def remove(path: Path) -> None:
        path.unlink()
        second.unlink(missing_ok=True)

    monkeypatch.setattr(spare_user, "_SHARED_FOLDERS", (str(tmp_path),))
    monkeypatch.setattr(spare_user, "_remove", remove)
    spare_user.give_back(os.getuid())
    assert not list(tmp_path.iterdir())


def test_a_user_that_somebody_is_already_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    first = spare_user.take()
    spare_user.give_back(first)
    monkeypatch.setattr(os, "getpid", lambda: 1)
    monkeypatch.setattr(spare_user, "_turns", iter([0, 0, 0, 0]))
    expected = spare_user.take()
    spare_user.give_back(expected)
    with subprocess.Popen(["sleep", "60"], user=expected) as other:
        taken = spare_user.take()
        other.kill()
    spare_user.give_back(taken)
    assert taken != expected

    def somebody(number: int) -> int:
        return number

    monkeypatch.setattr("pwd.getpwuid", somebody)
    with pytest.raises(SandboxUnavailable, match="every spare user is in use"):
        spare_user.take()


def test_a_closed_interpreter_is_made_again_for_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def closed(path: Path) -> bool:
        return False

    monkeypatch.setattr(interpreter, "is_public", closed)
    python = PublicPython()
    try:
        assert python.program.startswith(python.packages.removesuffix("packages"))
        said = run_as_another(python, "import numpy; print(numpy.__file__)")
        assert said.startswith(python.packages)
        missing = run_as_another(python, "import importlib.util as u; print(u.find_spec('calcgrade'))")
        assert missing == "None"
        owners = {
            Path(folder, name).stat().st_uid
            for folder, _, names in os.walk(python.packages)
            for name in names
        }
        assert owners == {0}
    finally:
        python.close()
    assert not Path(python.packages).exists()


def test_an_open_interpreter_is_used_where_it_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    def is_open(path: Path) -> bool:
        return True

    monkeypatch.setattr(interpreter, "is_public", is_open)
    python = PublicPython()
    try:
        assert python.program == str(interpreter.program())
        assert {path.is_symlink() for path in Path(python.packages).iterdir()} == {True}
        assert {"numpy", "matplotlib"} <= {path.name for path in Path(python.packages).iterdir()}
    finally:
        python.close()


def run_as_another(python: PublicPython, source: str) -> str:
    program = f"import sys; sys.path.append({python.packages!r}); {source}"
    environment = {"LD_LIBRARY_PATH": python.library_path or ""}
    done = subprocess.run(
        [python.program, "-s", "-P", "-B", "-S", "-c", program],
        user=spare_user.FIRST, group=spare_user.FIRST, extra_groups=[], env=environment,
        capture_output=True, text=True, timeout=60, cwd="/",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(("mode", "linked"), [(0o644, True), (0o600, False), (0o666, False), (0o664, False)])
def test_a_file_that_others_may_change_or_not_read_is_copied(tmp_path: Path, mode: int, linked: bool) -> None:
    original, again = tmp_path / "original", tmp_path / "again"
    original.write_text("text")
    original.chmod(mode)
    public_python._copy_file(str(original), str(again))  # pyright: ignore[reportPrivateUsage]
    assert again.samefile(original) is linked
    assert again.stat().st_mode & 0o777 == 0o644
    assert again.read_text() == "text"


# On the command line


def program(*arguments: str | Path, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [*before, sys.executable, "-m", "calcgrade", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=100)


TRUSTED = ("--isolation", "process", "--trust-submissions", "--exercise", "1.1")


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    folder = tmp_path / "alice"
    folder.mkdir()
    shutil.copy(CHECKOUT / "solutions" / SLOPE, folder)
    return folder


@pytest.fixture
def open_folder() -> Iterator[Path]:
    folder = Path("/tmp", f"calcgrade-open-{os.getpid()}")
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("report", ["--json", "--html"])
def test_a_report_within_the_submissions_reach_is_refused(
    submission: Path, open_folder: Path, report: str
) -> None:
    ran = program("grade", submission, *TRUSTED, report, open_folder / "report")
    assert ran.returncode == 2
    assert "could read or replace a report in this folder. Close the folder" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert list(open_folder.iterdir()) == []
    open_folder.chmod(0o700)
    assert program("grade", submission, *TRUSTED, report, open_folder / "report").returncode == 0
    assert [path.name for path in open_folder.iterdir()] == ["report"]


def test_a_learners_own_report_may_be_anywhere(submission: Path, open_folder: Path) -> None:
    words = ("check", submission, "--isolation", "process", "--json", open_folder / "report")
    assert program(*words).returncode in (0, 1)
    assert (open_folder / "report").exists()


def test_answers_within_reach_are_said(submission: Path, open_folder: Path) -> None:
    for name in ("course.toml", "exercises", "checkers"):
        source = CHECKOUT / name
        if source.is_dir():
            shutil.copytree(source, open_folder / name)
        else:
            shutil.copy(source, open_folder)
    ran = program("grade", submission, *TRUSTED, "--course", open_folder)
    assert ran.returncode == 0
    assert f"note: {open_folder}: the submission can read the answers" in ran.stderr
    open_folder.chmod(0o700)
    assert program("grade", submission, *TRUSTED, "--course", open_folder).stderr == ""


def test_hostile_code_changes_nothing_but_its_own_verdict(submission: Path, tmp_path: Path) -> None:
    results = tmp_path / "results"
    results.mkdir(mode=0o700)
    (submission / SLOPE).write_text(
        f"""
import os, signal
for path in ("{results}/out.json", "{results}/.out.json.tmp"):
    try: open(path, "w").write('{{"score": 10}}')
    except OSError: pass
pid = os.getpid()
while pid > 1:
    pid = int(open("/proc/%d/stat" % pid).read().rpartition(")")[2].split()[1])
    if pid > 1 and pid != os.getppid():
        try: os.kill(pid, signal.SIGKILL)
        except OSError: pass
def numerical_derivative(f, x, h=1e-7): return 0.0
"""
    )
    ran = program("grade", submission, *TRUSTED, "--json", results / "out.json")
    assert ran.returncode == 1, ran.stderr
    result = json.loads((results / "out.json").read_text())
    assert result["isolation"] == "process"
    assert result["score"] < 3
    assert [path.name for path in results.iterdir()] == ["out.json"]


def test_root_that_cannot_give_up_its_rights_is_one_sentence(submission: Path) -> None:
    for before in (
        ("unshare", "--user", "--map-root-user"),
        ("setpriv", "--bounding-set=-setuid", "--inh-caps=-setuid"),
    ):
        ran = program("check", submission, "--isolation", "process", before=before)
        assert ran.returncode == 3
        assert "root has not the right here to give up its rights" in ran.stderr
        assert "Traceback" not in ran.stderr


def test_every_report_is_stamped_not_isolated(submission: Path, tmp_path: Path) -> None:
    ran = program("grade", submission, *TRUSTED, "--json", tmp_path / "r.json", "--html", tmp_path / "r.html")
    assert "Not isolated" in ran.stdout
    assert json.loads((tmp_path / "r.json").read_text())["isolation"] == "process"
    assert "Not isolated" in (tmp_path / "r.html").read_text()


def test_a_grader_stopped_in_the_middle_leaves_no_process_of_the_user(submission: Path) -> None:
    (submission / SLOPE).write_text("import time\nwhile True: time.sleep(1)\n")
    command = [sys.executable, "-m", "calcgrade", "grade", str(submission), *TRUSTED]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        deadline = time.monotonic() + 30
        while not (users := users_below(running.pid)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert users, "no sandbox ever ran"
        time.sleep(0.5)
        running.send_signal(signal.SIGTERM)
        said = running.communicate(timeout=30)
    assert running.returncode == 143, said
    assert [pid for user in users for pid in spare_user.processes(user)] == []


def users_below(grader: int) -> set[int]:
    """The spare users as whom a grader's sandboxes run; those of other tests are none of its."""
    owners = dict(spare_user._processes())  # pyright: ignore[reportPrivateUsage]
    found = {owners[pid] for pid in below(grader) if pid in owners}
    return {user for user in found if spare_user.FIRST <= user <= spare_user.LAST}


def below(pid: int) -> set[int]:
    found: set[int] = set()
    with contextlib.suppress(OSError):  # it ended meanwhile
        for children in Path("/proc", str(pid), "task").glob("*/children"):
            found |= {int(child) for child in children.read_text().split()}
    return found.union(*map(below, found))
