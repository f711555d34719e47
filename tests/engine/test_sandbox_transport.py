"""Bytes in, bytes out, and a sure end: the same for every sandbox that isolates."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calcgrade.errors import SandboxLost

if TYPE_CHECKING:
    from collections.abc import Callable

    from calcgrade.sandboxes.channel import Channel, Launcher

    Start = Callable[[str], Channel]

ECHO = """
while True:
    data = os.read(0, 65536)
    if not data:
        os._exit(0)
    view = memoryview(data)
    while view:
        view = view[os.write(1, view):]
"""
SILENT = "import time\nwhile True: time.sleep(60)"


def receive(channel: Channel, wanted: int) -> bytes:
    """Read exactly ``wanted`` bytes."""
    got = b""
    while len(got) < wanted:
        piece = channel.receive(10)
        assert 1 <= len(piece) <= 65536
        got += piece
    return got


def named(token: str) -> int:
    """Count the running processes of this host that go by the name ``token``; the dead that wait to be reaped not."""
    count = 0
    for process in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, fields = process.read_text().partition(" (")[2].rpartition(") ")
        except OSError:
            continue
        count += name == token and fields[:1] != "Z"
    return count


def until(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return condition()


def test_what_is_sent_comes_back_in_order(start: Start) -> None:
    channel = start(ECHO)
    for k in range(20):
        message = f"message {k};".encode()
        channel.send(message, 5)
        assert receive(channel, len(message)) == message


def test_three_megabytes_come_out_whole(start: Start) -> None:
    channel = start("sys.stdout.buffer.write(bytes(range(256)) * 12_288); sys.stdout.flush()")
    assert receive(channel, 3 * 2**20) == bytes(range(256)) * 12_288
    assert channel.receive(10) == b""


def test_five_megabytes_go_in_whole(start: Start) -> None:
    channel = start(
        "import hashlib; print(hashlib.sha256(sys.stdin.buffer.read(5 * 2**20)).hexdigest(), flush=True)"
    )
    channel.send(os.urandom(1) * 5 * 2**20, 10)
    assert len(receive(channel, 65)) == 65


def test_silence_is_a_timeout(start: Start) -> None:
    channel = start(SILENT)
    before = time.monotonic()
    with pytest.raises(TimeoutError):
        channel.receive(0.2)
    assert 0.15 < time.monotonic() - before < 2


def test_a_worker_that_does_not_read_is_a_timeout(start: Start) -> None:
    channel = start(SILENT)
    with pytest.raises(TimeoutError):
        channel.send(bytes(16 * 2**20), 0.5)


def test_a_flood_on_stderr_does_not_outlast_the_deadline(start: Start) -> None:
    channel = start("while True: os.write(2, b'!' * 60_000)")
    before = time.monotonic()
    with pytest.raises(TimeoutError):
        channel.receive(0.5)
    assert time.monotonic() - before < 3


def test_the_end_of_the_stream_is_empty_and_stays_so(start: Start) -> None:
    channel = start("os.write(1, b'x'); os._exit(7)")
    assert channel.receive(10) == b"x"
    assert channel.receive(10) == b""
    assert channel.receive(10) == b""
    assert "7" in channel.diagnosis()
    channel.kill()
    assert "7" in channel.diagnosis()


def test_the_last_words_on_stderr_are_kept_and_no_more(start: Start) -> None:
    channel = start("os.write(2, b'~' * 100_000 + b'last words'); os._exit(1)")
    assert channel.receive(10) == b""
    assert channel.diagnosis().endswith("~last words")
    assert len(channel.diagnosis()) < 4096 + 200


def test_sending_to_a_dead_worker_is_a_lost_sandbox(start: Start) -> None:
    channel = start("os._exit(0)")
    assert channel.receive(10) == b""

    def keep_sending() -> None:
        for _ in range(100):
            channel.send(b"hello?", 5)
            time.sleep(0.01)

    with pytest.raises(SandboxLost, match="input closed"):
        keep_sending()


def test_a_kill_leaves_no_process_however_it_hid(start: Start) -> None:
    token = uuid.uuid4().hex[:12]
    channel = start(
        f"""
import ctypes, signal, time
open("/proc/self/comm", "w").write({token!r})
for number in range(1, 65):
    if number not in (signal.SIGKILL, signal.SIGSTOP, 32, 33):
        signal.signal(number, signal.SIG_IGN)
ctypes.CDLL(None).prctl(1, 0)  # PR_SET_PDEATHSIG: do not die with the parent
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() != 0:
            os._exit(0)
        ctypes.CDLL(None).prctl(1, 0)
        os.write(1, b".")
        while True: time.sleep(60)
while True: time.sleep(60)
"""
    )
    receive(channel, 3)
    assert named(token) >= 4
    channel.kill()
    assert named(token) == 0
    channel.kill()


def test_a_worker_whose_output_nobody_reads_is_killed_at_once(start: Start) -> None:
    token = uuid.uuid4().hex[:12]
    channel = start(f"open('/proc/self/comm', 'w').write({token!r})\nwhile True: os.write(1, b'!' * 60_000)")
    channel.receive(10)
    time.sleep(0.3)
    before = time.monotonic()
    channel.kill()
    assert time.monotonic() - before < 5
    assert named(token) == 0


def test_cpu_time_of_children_counts(start: Start) -> None:
    channel = start(
        """
import time
os.read(0, 1)
if os.fork() == 0:
    while time.process_time() < 0.5: pass
    os.write(1, b".")
    time.sleep(60)
time.sleep(60)
"""
    )
    channel.send(b"!", 10)  # once everything inside is bounded, as before the first of a learner's files
    receive(channel, 1)
    used = channel.cpu_seconds()
    assert used is not None
    assert 0.4 < used < 5


def test_a_closed_launcher_leaves_no_descriptor(launcher: Launcher) -> None:
    fresh = type(launcher)()
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        channel = fresh.launch()
        assert len(list(Path("/proc/self/fd").iterdir())) > before
        channel.kill()
    fresh.close()
    assert len(list(Path("/proc/self/fd").iterdir())) <= before


def test_a_killed_grader_leaves_no_process(launcher: Launcher) -> None:
    token = uuid.uuid4().hex[:12]
    grader = f"""
import os, time
from {type(launcher).__module__} import {type(launcher).__name__} as Launcher
channel = Launcher().launch()
program = b"open('/proc/self/comm', 'w').write({token!r})\\nos.write(1, b'.')\\nos.read(0, 1)"
channel.send(len(program).to_bytes(4, "big") + program, 10)
channel.receive(10)
print("ready", flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", grader], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        assert named(token) == 1
        process.kill()
    assert until(lambda: named(token) == 0)


def test_a_grader_without_standard_streams_can_start_one(launcher: Launcher) -> None:
    grader = f"""
import os
from {type(launcher).__module__} import {type(launcher).__name__} as Launcher
result = os.dup(1)
for number in (0, 1, 2):
    os.close(number)
channel = Launcher().launch()
program = b"os.write(1, os.read(0, 100))"
channel.send(len(program).to_bytes(4, "big") + program + b"hello", 10)
os.write(result, channel.receive(10))
channel.kill()
"""
    done = subprocess.run([sys.executable, "-c", grader], stdout=subprocess.PIPE, timeout=60, check=True)
    assert done.stdout == b"hello"
