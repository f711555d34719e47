"""What the inside of a sandbox cannot see, reach or write."""

from __future__ import annotations

import json
import os
import socket
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    Run = Callable[[str], str]


def test_numpy_and_matplotlib_are_there_and_the_grader_is_not(run: Run) -> None:
    names = [
        "numpy",
        "matplotlib.pyplot",
        "calcgrade",
        "checkers",
        "hypothesis",
        "docker",
        "msgspec",
        "pytest",
        "pip",
    ]
    said = run(
        f"""
import importlib
for name in {names!r}:
    try:
        importlib.import_module(name)
        print(name)
    except ModuleNotFoundError:
        pass
"""
    )
    assert said.split() == ["numpy", "matplotlib.pyplot"]


def test_no_file_of_the_grader_lies_anywhere(run: Run) -> None:
    said = run(
        """
found = {"conversation.py", "hypothesis", "hypothesis.py", "course.toml", "numpy", "checkers", "solutions"}
for folder, folders, files in os.walk("/"):
    folders[:] = [name for name in folders if os.path.join(folder, name) not in ("/proc", "/sys")]
    for name in found & {*folders, *files}:
        print(name)
"""
    )
    # numpy shows that the walk sees what there is.
    assert set(said.split()) == {"numpy"}


def test_only_the_work_folder_can_be_written(run: Run) -> None:
    said = run(
        """
for folder, folders, _ in os.walk("/"):
    if folder in ("/proc", "/sys"):
        folders.clear()
    try:
        open(os.path.join(folder, "canary"), "w").close()
        print(folder)
    except OSError:
        pass
"""
    )
    assert said.split() == ["/tmp"]


def test_the_hosts_sockets_are_out_of_reach(run: Run) -> None:
    name = f"calcgrade-{uuid.uuid4().hex}"
    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_UNIX) as unix:
        unix.bind(f"\0{name}")
        unix.listen()
        attempt = f"""
import socket
for family, address in ((socket.AF_INET, {tcp.getsockname()!r}), (socket.AF_UNIX, "\\0{name}")):
    try:
        with socket.socket(family) as probe:
            probe.connect(address)
            print("reached")
    except OSError:
        print("refused")
"""
        inside = run(attempt)
        reached: list[str] = []
        exec(attempt, {"print": reached.append})  # the control: the same lines do reach them from out here
    assert reached == ["reached", "reached"]
    assert inside.split() == ["refused", "refused"]


def test_loopback_is_the_only_interface(run: Run) -> None:
    lines = run("print(open('/proc/net/dev').read())").splitlines()[2:]
    assert [line.split(":")[0].strip() for line in lines if line.strip()] == ["lo"]


def test_the_hosts_environment_stays_outside(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "canary-in-the-environment")
    said = run(
        """
import glob
print(dict(os.environ))
for path in glob.glob("/proc/[0-9]*/environ"):
    try:
        print(open(path).read())
    except OSError:
        pass
"""
    )
    assert "PYTHONHASHSEED" in said
    assert "canary" not in said


def test_a_descriptor_that_the_grader_inherited_stays_outside(run: Run) -> None:
    """Through one of a folder, as a shell or a CI may leave open, every file of the host could be opened."""
    inherited = os.open("/", os.O_RDONLY)
    os.set_inheritable(inherited, True)
    try:
        said = run(
            f"""
print(len(os.listdir("/proc/self/fd")))
try:
    print(os.listdir({inherited}))
except OSError as error:
    print(error.strerror)
"""
        )
    finally:
        os.close(inherited)
    # The three standard streams, and the one that lists them.
    assert said.splitlines() == ["4", "Bad file descriptor"]


def test_the_inside_is_nobody_without_rights(run: Run) -> None:
    said = run(
        """
import json
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(json.dumps([os.getuid(), os.getgid(), status["CapEff"].strip(), status["CapBnd"].strip(),
                  status["NoNewPrivs"].strip()]))
"""
    )
    assert json.loads(said) == [65534, 65534, "0" * 16, "0" * 16, "1"]


def test_other_processes_of_the_host_are_invisible(run: Run) -> None:
    pids = run("print(*(name for name in os.listdir('/proc') if name.isdigit()))").split()
    assert 1 <= len(pids) <= 3
    assert str(os.getpid()) not in pids


def test_files_and_the_work_folder_are_bounded(run: Run) -> None:
    said = run(
        """
def fill(name, megabytes):
    try:
        with open(name, "wb", buffering=0) as file:
            for _ in range(megabytes):
                file.write(bytes(2**20))
        print("written")
    except OSError as error:
        print(error.strerror.replace(" ", "_"))
fill("/tmp/one", 30)
fill("/tmp/large", 40)
fill("/tmp/two", 30)
"""
    )
    assert said.split() == ["written", "File_too_large", "No_space_left_on_device"]


def test_a_process_cannot_have_a_gigabyte(run: Run) -> None:
    said = run(
        """
pid = os.fork()
if pid == 0:
    try:
        bytearray(2**30)
    except MemoryError:
        os._exit(9)
    os._exit(0)
print(os.waitpid(pid, 0)[1] != 0)
"""
    )
    assert said.split() == ["True"]


def test_a_fresh_sandbox_knows_nothing_of_the_last(run: Run) -> None:
    assert run("open('/tmp/left', 'w').close(); print(os.listdir('/tmp'))").split() == ["['left']"]
    assert run("print(os.listdir('/tmp'))").split() == ["[]"]
