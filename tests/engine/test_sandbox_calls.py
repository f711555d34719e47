"""System calls, made for real in every sandbox: what is refused, and that honest work asks for none of it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from calcgrade.sandboxes.process import ProcessLauncher
from calcgrade.sandboxes.seccomp import policy
from calcgrade.sandboxes.seccomp.numbers import MACHINES, numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[[str], str]

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.uname().machine not in MACHINES, reason="no filter for this system"
)

NUMBERS = numbers(os.uname().machine) if sys.platform == "linux" and os.uname().machine in MACHINES else {}
REFUSED = {
    name: number
    for name, number in NUMBERS.items()
    if name not in policy.ALLOWED | policy.ALLOWED_WHEN.keys()
}

CALL = """
import ctypes, errno
_libc = ctypes.CDLL(None, use_errno=True)
def call(number, *arguments):
    ctypes.set_errno(0)
    result = _libc.syscall(ctypes.c_long(number), *[ctypes.c_long(value) for value in arguments])
    return errno.errorcode[ctypes.get_errno()] if result == -1 else "done"
"""

# In a process each, since one of these would change what the next may do.
ATTEMPTS = f"""{CALL}
import os, sys
def attempt(name, number, *arguments):
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        print(name, call(number, *arguments))
        sys.stdout.flush()
        os._exit(0)
    os.waitpid(pid, 0)
buffer = ctypes.create_string_buffer(b"word", 256)
place = ctypes.addressof(buffer)
n = {NUMBERS!r}
attempt("a-local-socket", n["socket"], 1, 1, 0)
attempt("a-pair-of-sockets", n["socketpair"], 1, 1, 0, place)
attempt("tracing", n["ptrace"], 0, 0, 0, 0)
attempt("reading-another's-memory", n["process_vm_readv"], os.getpid(), 0, 0, 0, 0, 0)
attempt("a-handle-of-a-process", n["pidfd_open"], os.getpid(), 0)
attempt("shared-memory-that-stays", n["shmctl"], 0, 3, place)
attempt("a-personality", n["personality"], 0xFFFFFFFF)
attempt("a-file-in-memory-to-seal", n["memfd_create"], place, 3)
attempt("the-signal-at-a-parent's-death", n["prctl"], 1, 0, 0, 0, 0)
attempt("another's-limits", n["prlimit64"], os.getpid(), 0, 0, 0)
"""
ATTEMPTED = [line.split('"')[1] for line in ATTEMPTS.splitlines() if line.startswith("attempt(")]

EVERY_REFUSED_CALL = f"""{CALL}
for name, number in {REFUSED!r}.items():
    print(name, call(number, 0, 0, 0, 0, 0, 0))
"""

BY_OTHER_NUMBERS = f"""{CALL}
import mmap, os, sys
def by_the_32_bit_gate():
    # push rbx; mov eax, 20 (getpid); int 0x80; pop rbx; ret
    memory = mmap.mmap(-1, 4096, prot=7)
    memory.write(b"\\x53\\xb8\\x14\\x00\\x00\\x00\\xcd\\x80\\x5b\\xc3")
    ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))()
def by_x32():
    call(0x4000_0000 + {NUMBERS.get("getpid", 0)})
for way in (by_the_32_bit_gate, by_x32):
    pid = os.fork()
    if pid == 0:
        way()
        os._exit(0)
    print(way.__name__, os.waitpid(pid, 0)[1])
"""

HONEST = """
import concurrent.futures, os, shutil, signal, tempfile, threading, time
import numpy as np

os.environ["MPLCONFIGDIR"] = "/tmp/mpl"
os.chdir(tempfile.mkdtemp())
a = np.arange(2500.0).reshape(50, 50) + 50 * np.eye(50)
assert np.allclose(np.linalg.solve(a, a @ np.ones(50)), 1)
np.save("a.npy", a)
assert (np.load("a.npy", mmap_mode="r") == a).all()
np.savetxt("a.txt", a)
shutil.copy2("a.txt", "b.txt")
shutil.move("b.txt", "c.txt")
os.makedirs("d/e")
shutil.copytree("d", "f")
shutil.rmtree("d")
assert shutil.disk_usage(".").total and os.cpu_count() and os.urandom(4)
with tempfile.TemporaryFile("w+") as file:
    print("kept", file=file)
with concurrent.futures.ThreadPoolExecutor(4) as pool:
    assert list(pool.map(np.sqrt, [1.0, 4.0])) == [1, 2]
done = threading.Event()
threading.Timer(0.01, done.set).start()
assert done.wait(5)
signal.signal(signal.SIGALRM, lambda *_: done.clear())
signal.setitimer(signal.ITIMER_REAL, 0.01)
while done.is_set():
    time.sleep(0.01)
reads, writes = os.pipe()
if os.fork() == 0:
    os.write(writes, b"child")
    os._exit(0)
assert os.read(reads, 9) == b"child"
os.wait()
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
plt.plot([0, 1], [0, 1])
plt.title("$x^2$")
plt.savefig("a.png")
print("worked", os.path.getsize("a.png") > 1000)
"""


def in_a_plain_process(source: str) -> str:
    """Run a program in the `process` sandbox."""
    launcher = ProcessLauncher()
    channel = launcher.launch()
    try:
        program = (
            f"import sys; sys.path.extend({list(channel.sys_path)!r})\n{source}\nsys.stdout.flush()".encode()
        )
        channel.send(len(program).to_bytes(4, "big") + program, 10)
        said = b""
        while piece := channel.receive(30):
            said += piece
        return said.decode()
    finally:
        channel.kill()
        launcher.close()


def answers(said: str) -> dict[str, str]:
    return dict(line.split(" ", 1) for line in said.splitlines())


def test_each_attempt_is_refused(run: Run) -> None:
    said = answers(run(ATTEMPTS))
    assert list(said) == ATTEMPTED
    assert set(said.values()) <= {"EPERM", "ENOSYS"}, said


def test_each_attempt_is_refused_in_a_plain_process() -> None:
    said = answers(in_a_plain_process(ATTEMPTS))
    assert list(said) == ATTEMPTED
    assert set(said.values()) == {"EPERM"}, said


def test_without_the_filter_each_attempt_succeeds() -> None:
    """The control: it is the filter that refuses them, and no want of rights."""
    done = subprocess.run([sys.executable, "-c", ATTEMPTS], capture_output=True, text=True, check=True)
    said = answers(done.stdout)
    assert list(said) == ATTEMPTED
    assert set(said.values()) == {"done"}, said


def test_no_call_off_the_list_gets_through(run: Run) -> None:
    said = answers(run(EVERY_REFUSED_CALL))
    assert said.keys() == REFUSED.keys()
    assert {name: answer for name, answer in said.items() if answer not in ("EPERM", "ENOSYS")} == {}


def test_no_call_off_the_list_gets_through_from_a_plain_process() -> None:
    said = answers(in_a_plain_process(EVERY_REFUSED_CALL))
    assert said.keys() == REFUSED.keys()
    unknown = {name for name, answer in said.items() if answer == "ENOSYS"}
    assert unknown == policy.HIDDEN
    assert {said[name] for name in REFUSED.keys() - unknown} == {"EPERM"}


def test_the_c_library_does_without_clone3(run: Run) -> None:
    assert run(f"{CALL}\nprint(call({NUMBERS.get('clone3')}, 0, 0))").split() == ["ENOSYS"]


def test_a_call_that_is_younger_than_the_list_is_unknown(run: Run) -> None:
    assert run(f"{CALL}\nprint(call(1000))").split() == ["ENOSYS"]


@pytest.mark.skipif(sys.platform != "linux" or os.uname().machine != "x86_64", reason="of x86_64 alone")
def test_calls_by_another_machines_numbers_kill(run: Run) -> None:
    sigsys = "31"
    for said in (run(BY_OTHER_NUMBERS), in_a_plain_process(BY_OTHER_NUMBERS)):
        assert answers(said) == {"by_the_32_bit_gate": sigsys, "by_x32": sigsys}


def test_every_process_inside_is_under_the_filter(run: Run) -> None:
    lists_modes = """
import glob
for path in glob.glob("/proc/[0-9]*/status"):
    print(next(line.split()[1] for line in open(path) if line.startswith("Seccomp:")))
"""
    assert set(run(lists_modes).split()) == {"2"}


def test_honest_work_asks_for_nothing_that_is_refused(run: Run) -> None:
    assert run(HONEST).split() == ["worked", "True"]


def test_honest_work_gets_on_in_a_plain_process() -> None:
    assert in_a_plain_process(HONEST.replace("/tmp/mpl", "mpl")).split() == ["worked", "True"]
