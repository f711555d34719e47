"""What only bubblewrap does: where it starts, how it fails, what it binds."""

from __future__ import annotations

import contextlib
import os
import threading
import time
import timeit
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calcgrade.errors import SandboxUnavailable
from calcgrade.sandboxes.bubblewrap import BubblewrapLauncher, probe
from calcgrade.sandboxes.bubblewrap_command import command
from calcgrade.sandboxes.bubblewrap_layout import layout
from calcgrade.sandboxes.interpreter import is_public
from calcgrade.sandboxes.seccomp import bpf

if TYPE_CHECKING:
    from calcgrade.sandboxes.channel import Channel

PROGRAM = b"while True: os.write(1, os.read(0, 100))"


def answers(channel: Channel) -> bool:
    channel.send(b"hello", 5)
    return channel.receive(10) == b"hello"


@pytest.mark.bubblewrap
def test_a_sandbox_outlives_the_thread_that_started_it() -> None:
    channels: list[Channel] = []

    def start() -> None:
        channels.append(BubblewrapLauncher().launch())
        channels[0].send(len(PROGRAM).to_bytes(4, "big") + PROGRAM, 10)

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    time.sleep(0.1)
    try:
        assert answers(channels[0])
    finally:
        channels[0].kill()


@pytest.mark.bubblewrap
def test_the_sandbox_started_first_is_the_one_handed_out() -> None:
    launcher = BubblewrapLauncher()
    launcher.prestart()
    before = children()
    channel = launcher.launch()
    try:
        assert children() == before
        channel.send(len(PROGRAM).to_bytes(4, "big") + PROGRAM, 10)
        assert answers(channel)
    finally:
        channel.kill()
        launcher.close()


@pytest.mark.bubblewrap
def test_a_sandbox_that_nobody_took_ends_with_its_launcher() -> None:
    before = children()
    launcher = BubblewrapLauncher()
    launcher.prestart()
    assert children() > before
    launcher.close()
    assert children() == before


def children() -> set[int]:
    """Processes of ours, those that ended and were not waited for among them."""
    found: set[int] = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            if int(stat.read_text().rpartition(")")[2].split()[1]) == os.getpid():
                found.add(int(stat.parent.name))
    return found


@pytest.mark.bubblewrap
def test_the_probe_is_quick() -> None:
    assert probe() is None
    assert min(timeit.repeat(probe, number=1, repeat=5)) < 0.5


def fake_bwrap(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "bwrap"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def test_a_bwrap_that_may_not_make_namespaces_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_bwrap(tmp_path, "echo 'bwrap: No permissions to create new namespace' >&2; exit 1", monkeypatch)
    before = len(list(Path("/proc/self/fd").iterdir()))
    others = children()
    with pytest.raises(SandboxUnavailable, match="No permissions to create new namespace"):
        BubblewrapLauncher().launch()
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    assert children() == others


def test_a_bwrap_that_fails_after_making_them_is_not_taken_for_a_sandbox(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a container that forbids mounting /proc: there is a process, but Python never starts in it."""
    failing = tmp_path / "inner" / "bwrap"
    failing.parent.mkdir()
    failing.write_text('#!/bin/sh\necho "bwrap: Can\'t mount proc" >&2\nexit 1\n')
    failing.chmod(0o755)
    fake_bwrap(tmp_path, f"{failing} & echo '{{\"child-pid\": '$!' }}' >&3; wait $!; exit 1", monkeypatch)
    with pytest.raises(SandboxUnavailable, match="Can't mount proc"):
        BubblewrapLauncher().prestart()


def test_without_bwrap_the_error_names_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SandboxUnavailable, match="Install the package bubblewrap"):
        BubblewrapLauncher().launch()
    assert probe() == "bubblewrap: bwrap is not installed. Install the package bubblewrap."


def test_a_relative_folder_on_the_path_is_not_searched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake_bwrap(tmp_path, "exit 1", monkeypatch)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".")
    with pytest.raises(SandboxUnavailable, match="not installed"):
        command(3, 4)


def test_a_machine_that_no_filter_is_written_for_is_sent_to_docker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bpf, "program", lambda: None)
    with pytest.raises(
        SandboxUnavailable, match=r"no filter of system calls for \w+\. Use --isolation docker"
    ):
        BubblewrapLauncher().launch()


@pytest.mark.bubblewrap
def test_a_filter_that_the_kernel_does_not_take_leaves_no_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    without_a_verdict = bytes(8)
    monkeypatch.setattr(bpf, "program", lambda: without_a_verdict)
    with pytest.raises(SandboxUnavailable, match="SECCOMP"):
        BubblewrapLauncher().prestart()


def test_no_whole_folder_of_packages_is_bound() -> None:
    names = {source.name for source in layout().sources}
    assert {"numpy", "matplotlib"} <= names
    assert not names & {"site-packages", "dist-packages", "calcgrade", "hypothesis"}


def test_what_lies_in_a_private_folder_is_not_public(tmp_path: Path) -> None:
    open_folder = tmp_path / "open"
    open_folder.mkdir(mode=0o755)
    assert is_public(open_folder.parents[-1])
    tmp_path.chmod(0o700)
    assert not is_public(open_folder)
