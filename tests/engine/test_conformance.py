"""Every sandbox does the same with the same learner code: one suite for all three kinds, `process` in both its ways."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from calcgrade.checking.formulas.functions import polynomial
from calcgrade.limits import OUTPUT, Limits
from calcgrade.sandboxes.bubblewrap import BubblewrapLauncher
from calcgrade.sandboxes.docker import DockerLauncher
from calcgrade.sandboxes.exercise_request import ExerciseRequest
from calcgrade.sandboxes.process import ProcessLauncher
from calcgrade.sandboxes.replies import Call, LoadReport, Reply, Status
from calcgrade.sandboxes.session import Session
from calcgrade.wire.values import Picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from calcgrade.sandboxes.channel import Launcher

    Open = Callable[..., Session]

pytestmark = pytest.mark.slow

LIMITS = Limits(import_s=4.0, call_s=0.5, exercise_s=12.0)
MARK = "calcgrade_conformance_orphan"


@pytest.fixture(
    params=[
        "process",
        pytest.param("portable", marks=pytest.mark.slow),  # each test starts its Pythons afresh
        pytest.param("bubblewrap", marks=pytest.mark.bubblewrap),
        pytest.param("docker", marks=pytest.mark.docker),
        pytest.param("podman", marks=pytest.mark.podman),
    ]
)
def launcher(request: pytest.FixtureRequest) -> Iterator[Launcher]:
    if request.param == "podman":
        request.getfixturevalue("podman")
    kinds: dict[str, Callable[[], Launcher]] = {
        "process": ProcessLauncher,
        "portable": lambda: ProcessLauncher(portable=True),
        "bubblewrap": BubblewrapLauncher,
        "docker": DockerLauncher,
        "podman": DockerLauncher,
    }
    made = kinds[request.param]()
    yield made
    made.close()


def is_portable(launcher: Launcher) -> bool:
    return isinstance(launcher, ProcessLauncher) and launcher.portable


@pytest.fixture
def session(launcher: Launcher) -> Iterator[Open]:
    """Open a session on one learner file, given as source; it is closed when the test ends."""
    opened: list[Session] = []

    def open_session(source: str | bytes, *, limits: Limits = LIMITS) -> Session:
        content = source if isinstance(source, bytes) else source.encode()
        made = Session(launcher, {"learner.py": content}, limits)
        opened.append(made)
        return made

    yield open_session
    for made in opened:
        made.close()


def load(session: Session, *, plots: bool = False) -> LoadReport:
    return session.load(ExerciseRequest("1.1", ("learner.py",), ("f", "g", "h"), plots=plots))


def call(session: Session, *calls: Call) -> list[Reply]:
    assert load(session).status is Status.OK
    return session.call(calls)


def one(session: Session, made: Call) -> Reply:
    return call(session, made)[0]


def test_a_loaded_file_tells_its_functions_and_what_it_printed(session: Open) -> None:
    report = load(session("print('hello')\ndef f(x): return x\nh = 3"))
    assert (report.status, report.defined, report.output) == (Status.OK, ("f",), "hello\n")


def test_values_of_every_kind_come_back_as_they_were(session: Open) -> None:
    source = """
import numpy as np
def f(k):
    return [None, True, 7, 2**70, 0.1, float("nan"), "text", 1 + 2j, (1, [2.0]), {"a": 1},
            np.arange(6.0).reshape(2, 3), np.float64(2.5), np.float32(0.5), np.array([True])][k]
"""
    replies = call(session(source), *[Call("f", k) for k in range(14)])
    values = [reply.value for reply in replies]
    assert values[:5] == [None, True, 7, 2**70, 0.1]
    assert np.isnan(values[5])
    assert values[6:10] == ["text", 1 + 2j, (1, [2.0]), {"a": 1}]
    assert values[10].tolist() == [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]
    assert values[11] == 2.5
    assert isinstance(values[11], float)
    assert (values[12].shape, float(values[12])) == ((), 0.5)
    assert values[13].dtype == np.bool_


def test_arguments_of_every_kind_arrive_as_they_were(session: Open) -> None:
    source = "def f(*a, **k): return [type(x).__name__ for x in a] + sorted(k), a[3].tolist(), a[5](3.0)"
    point, square = np.array([1.0, -1.0]), polynomial(0, 0, 1)
    reply = one(session(source), Call("f", 1, 2.5, [1, 2], point, (1.0,), square, h=0.1))
    assert reply.value == (["int", "float", "list", "ndarray", "tuple", "function", "h"], [1.0, -1.0], 9.0)


def test_the_points_at_which_a_formula_was_evaluated_come_back(session: Open) -> None:
    reply = one(session("def f(g, x): return g(x + 0.5) - g(x - 0.5)"), Call("f", polynomial(0, 0, 1), 2.0))
    assert reply.value == 4.0
    assert reply.observed == ((2.5,), (1.5,))


def test_a_changed_argument_is_noticed(session: Open) -> None:
    source = "def f(a, b):\n    b[0] += 1\n    return 0\ndef g(a, b):\n    b += 1e-7; b -= 1e-7\n    return 0"
    changed, restored = call(
        session(source),
        Call("f", np.array([1.0]), np.array([1.0])),
        Call("g", np.array([1.0]), np.array([1.0])),
    )
    assert (changed.mutated, restored.mutated) == ((1,), ())


def test_a_batch_longer_than_a_message_is_answered_in_order(session: Open) -> None:
    replies = call(session("def f(x): return x * 2"), *[Call("f", k) for k in range(150)])
    assert [reply.value for reply in replies] == [2 * k for k in range(150)]


def test_an_exception_names_the_learner_s_own_line(session: Open) -> None:
    reply = one(session("import math\ndef f(x):\n    y = x - 1\n    return math.sqrt(y) / 0"), Call("f", 5))
    assert reply.status is Status.RAISED
    assert reply.raised is not None
    assert (reply.raised.type, reply.raised.file, reply.raised.line, reply.raised.text) == (
        "ZeroDivisionError", "learner.py", 4, "return math.sqrt(y) / 0",
    )  # fmt: skip


@pytest.mark.parametrize("what", ["SystemExit(0)", "KeyboardInterrupt", "GeneratorExit", "RecursionError"])
def test_no_exception_ends_the_exercise(session: Open, what: str) -> None:
    first, second = call(session(f"def f(): raise {what}\ndef g(): return 1"), Call("f"), Call("g"))
    assert first.status is Status.RAISED
    assert second.value == 1


def test_a_syntax_error_is_reported_with_line_and_column(session: Open) -> None:
    report = load(session("def f(x):\n    return x +\n"))
    assert report.problem is not None
    assert (report.problem.type, report.problem.file, report.problem.line) == ("SyntaxError", "learner.py", 2)
    assert report.problem.column


@pytest.mark.parametrize(
    "source",
    [
        b"\xef\xbb\xbfdef f(): return '\xc3\xa9'\r\n",
        "# -*- coding: latin-1 -*-\ndef f(): return 'é'\n".encode("latin-1"),
    ],
)
def test_a_byte_order_mark_line_ends_and_a_declared_coding_are_fine(session: Open, source: bytes) -> None:
    assert one(session(source), Call("f")).value == "é"


@pytest.mark.slow
def test_after_a_timeout_every_other_function_is_still_judged(session: Open) -> None:
    source = "def f():\n    while True: pass\ndef g(): return 1"
    replies = call(session(source), Call("g"), Call("f"), Call("g"), Call("f"), Call("g"))
    statuses = [reply.status for reply in replies]
    assert statuses == [Status.OK, Status.TIMED_OUT, Status.OK, Status.TIMED_OUT, Status.OK]


@pytest.mark.slow
def test_a_sleeper_that_uses_no_cpu_meets_the_wall_clock(session: Open) -> None:
    source = """
import signal, time
for s in range(1, 32):
    try: signal.signal(s, signal.SIG_IGN)
    except Exception: pass
def f():
    while True:
        try: time.sleep(100)
        except BaseException: pass
def g(): return 1
"""
    started = time.monotonic()
    first, second = call(session(source), Call("f"), Call("g"))
    assert (first.status, second.value) == (Status.TIMED_OUT, 1)
    assert time.monotonic() - started < 20


@pytest.mark.slow
def test_cpu_time_is_watched_from_outside(
    session: Open, launcher: Launcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So long that only CPU time can end the call before the test's own time is up.
    monkeypatch.setattr("calcgrade.limits.WALL_FACTOR", 1000.0)
    stop_who_could_tell = "" if is_portable(launcher) else "os.kill(os.getppid(), signal.SIGSTOP)"
    source = (
        f"import os, signal\ndef f():\n    {stop_who_could_tell}\n    while True: pass\ndef g(): return 1"
    )
    first, second = call(session(source), Call("f"), Call("g"))
    assert (first.status, second.value) == (Status.TIMED_OUT, 1)


def test_an_endless_import_is_timed_out_and_the_next_load_works(launcher: Launcher) -> None:
    opened = Session(
        launcher, {"endless.py": b"while True: pass", "learner.py": b"def f(): return 1"}, LIMITS
    )
    try:
        short = Limits(import_s=0.5, call_s=0.5, exercise_s=8)
        endless = opened.load(ExerciseRequest("1.1", ("endless.py",), ("f",)), short)
        assert endless.status is Status.TIMED_OUT
        assert opened.load(ExerciseRequest("2.1", ("learner.py",), ("f",)), LIMITS).status is Status.OK
        assert opened.call([Call("f")])[0].value == 1
    finally:
        opened.close()


@pytest.mark.parametrize(
    "crash", ["os._exit(0)", "os.abort()", "os.kill(os.getpid(), 9)", "ctypes.string_at(0)"]
)  # fmt: skip
def test_a_crash_costs_only_the_function_that_crashed(session: Open, crash: str) -> None:
    source = f"import os, ctypes\ndef f(): {crash}\ndef g(): return 1"
    first, second = call(session(source), Call("f"), Call("g"))
    assert (first.status, second.value) == (Status.CRASHED, 1)


def test_a_killed_worker_is_replaced(session: Open, launcher: Launcher) -> None:
    if is_portable(launcher):
        pytest.skip("its parent is the grader, which is the learner's own to kill")
    source = "import os\ndef f(): os.kill(os.getppid(), 9); os._exit(0)\ndef g(): return 1"
    first, second = call(session(source), Call("f"), Call("g"))
    assert first.status in (Status.CRASHED, Status.TIMED_OUT)
    assert second.value == 1


@pytest.mark.parametrize(
    "garbage",
    ["b'\\0\\0\\0\\5\\0\\1hello'", "b'\\xff' * 100", "b'\\0\\0\\0\\2\\0\\1[]'", "b'\\0\\0\\0\\3\\0\\1{}x'"],
)
def test_garbage_from_a_worker_is_never_a_value(session: Open, garbage: str) -> None:
    source = f"""
import os
def f():
    for d in range(3, 64):
        try: os.write(d, {garbage})
        except OSError: pass
    return 1
def g(): return 1
"""
    first, second = call(session(source), Call("f"), Call("g"))
    assert first.value in (None, 1)
    assert second.value in (None, 1)


def test_output_is_kept_head_and_tail_and_the_rest_counted(session: Open) -> None:
    reply = one(session("def f():\n    for k in range(200_000): print(k)\n    return 1"), Call("f"))
    assert reply.value == 1
    assert reply.output.startswith("0\n1\n")
    assert reply.output.endswith("199999\n")
    assert reply.dropped > 1_000_000
    assert len(reply.output) < OUTPUT + 200


def test_output_below_python_is_captured_too(session: Open) -> None:
    reply = one(
        session("import os\ndef f():\n    os.write(1, b'low\\n'); os.system('echo shell')\n    return 1"),
        Call("f"),
    )
    assert "low" in reply.output


def test_a_reply_too_large_is_refused_and_the_next_one_comes(session: Open) -> None:
    source = """
import numpy as np
def f(): return np.zeros(10**6)
def h(): return list(range(10**6))
def g(): return 1
"""
    first, second, third = call(session(source), Call("f"), Call("h"), Call("g"))
    assert (first.status, second.status, third.value) == (Status.OVERSIZED, Status.OVERSIZED, 1)


def test_too_much_memory_is_the_learner_s_memory_error(session: Open) -> None:
    reply = one(session("def f(): return len(bytearray(10**9))"), Call("f"))
    assert reply.raised is not None
    assert reply.raised.type == "MemoryError"


PLOT = """
import matplotlib
matplotlib.use("TkAgg")
import matplotlib.pyplot as plt
def f():
    plt.switch_backend("TkAgg")
    plt.plot([0, 1, 2], [0, 1, 4], "ro-", label="squares")
    plt.savefig("/nowhere/at/all.png")
    plt.show()
"""


def test_a_figure_comes_back_as_data_and_picture(session: Open) -> None:
    opened = session(PLOT)
    assert load(opened, plots=True).status is Status.OK
    calls = [Call("f", figure=True), Call("f", figure=True)]
    calls[1].picture = True
    replies = opened.call(calls)
    for reply in replies:
        assert isinstance(reply.value, Picture), reply
        line = reply.value.drawing.axes[0].lines[0]
        assert (line.x, line.y, line.label) == ([0.0, 1.0, 2.0], [0.0, 1.0, 4.0], "squares")
    assert [reply.value.png[:4] for reply in replies] == [b"", b"\x89PNG"]
    assert opened.matplotlib


def test_garbage_is_collected_as_ever_while_learner_code_runs(session: Open) -> None:
    opened = session("import gc\ndef f(): return gc.isenabled()")
    assert load(opened, plots=True).status is Status.OK
    assert opened.call([Call("f")])[0].value is True


def test_calcgrade_and_its_checkers_cannot_be_imported(session: Open) -> None:
    source = "def f(name):\n    try: __import__(name)\n    except ImportError: return 'absent'\n    return 'present'"
    opened = session(source)
    names = ["calcgrade", "checkers", "solutions", "hypothesis"]
    replies = call(opened, *[Call("f", name) for name in names])
    present = [name for name, reply in zip(names, replies, strict=True) if reply.value == "present"]
    assert present == [] or opened.launcher.kind == "process"


def test_the_work_folder_is_writable_and_the_current_one(session: Open) -> None:
    source = "import os\ndef f():\n    open('x', 'w').write('hi')\n    return open('x').read(), sorted(os.listdir())"
    assert one(session(source), Call("f")).value == ("hi", ["x"])


def test_randomness_is_the_same_in_every_run(session: Open) -> None:
    source = (
        "import random, numpy as np\ndef f(): return random.random(), np.random.rand(), hash('x'), object()"
    )
    first = one(session(source), Call("f"))
    again = one(session(source), Call("f"))
    assert first.value[:3] == again.value[:3]
    assert "0x" not in first.value[3].text.replace("0x…", "")


def test_one_exercise_s_monkeypatch_does_not_reach_the_next(session: Open) -> None:
    opened = session(
        "import numpy\nfirst = not hasattr(numpy, 'spoilt')\nnumpy.spoilt = 1\ndef f(): return first"
    )
    assert one(opened, Call("f")).value is True
    assert one(opened, Call("f")).value is True


def test_learner_code_cannot_speak_for_its_worker(session: Open, launcher: Launcher) -> None:
    """Its parent has the same user, and descriptors through which the grader is spoken to."""
    if is_portable(launcher):
        pytest.skip("its parent is the grader")
    source = """
import os
def opened(pid):
    try:
        return any(os.path.exists(f"/proc/{pid}/fd/{name}") for name in os.listdir(f"/proc/{pid}/fd"))
    except PermissionError:
        return False
def f(): return [opened(os.getppid()), opened(os.getpid())]
"""
    assert one(session(source), Call("f")).value == [False, True]


def test_nothing_is_left_behind(session: Open, launcher: Launcher) -> None:
    if is_portable(launcher):
        pytest.skip("without /proc, a process that daemonised itself cannot be told from the user's own")
    source = f"""
import os, time
def f():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execvp("sleep", ["{MARK}", "600"]) if 0 else None
            import ctypes
            ctypes.CDLL(None).prctl(15, b"{MARK[:15]}", 0, 0, 0)
            while True: time.sleep(1)
        os._exit(0)
    time.sleep(0.2)
    return 1
"""
    opened = session(source)
    assert one(opened, Call("f")).value == 1
    assert launcher.kind == "docker" or _processes(), "the orphan never lived: this test would prove nothing"
    ours = f"calcgrade-{os.getpid()}-*"  # other processes run tests beside this one
    folders = set(Path("/tmp").glob(ours))
    opened.close()
    assert _processes() == []
    if launcher.kind == "process":
        assert len(set(Path("/tmp").glob(ours))) < len(folders)


def _processes() -> list[str]:
    listing = subprocess.run(
        ["ps", "-eo", "pid,stat,comm"], capture_output=True, text=True, check=True
    ).stdout
    return [line for line in listing.splitlines() if MARK[:15] in line and " Z" not in line]


def test_many_large_replies_of_one_batch_all_come(session: Open) -> None:
    source = "import numpy as np\ndef f(k): return np.full(60_000, float(k))"
    replies = call(session(source), *[Call("f", k) for k in range(40)])
    assert [float(reply.value[-1]) for reply in replies] == [float(k) for k in range(40)]


def test_a_worker_that_says_more_than_replies_may_hold_is_cut_off(session: Open) -> None:
    source = """
import json, os
def f():
    text = json.dumps([["answer", 0, ["value", "x" * 6_000_000], 0.0, [], [], "", 0]]).encode()
    frame = len(text).to_bytes(4, "big") + (1).to_bytes(2, "big") + text
    for d in range(3, 64):
        try: os.set_blocking(d, True); os.write(d, frame)
        except OSError: pass
    return 1
"""
    assert one(session(source), Call("f")).value in (None, 1)
