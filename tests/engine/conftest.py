"""Sandboxes to run small programs in, through the boot step alone: no worker is involved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcgrade.sandboxes.bubblewrap import BubblewrapLauncher
from calcgrade.sandboxes.docker import DockerLauncher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from calcgrade.sandboxes.channel import Channel, Launcher

KINDS = (
    pytest.param("docker", marks=pytest.mark.docker),
    pytest.param("podman", marks=pytest.mark.podman),
    pytest.param("bubblewrap", marks=pytest.mark.bubblewrap),
)


@pytest.fixture(params=KINDS)
def launcher(request: pytest.FixtureRequest) -> Iterator[Launcher]:
    """Every kind of sandbox that isolates, one after the other."""
    if request.param == "podman":
        request.getfixturevalue("podman")
    made: Launcher = BubblewrapLauncher() if request.param == "bubblewrap" else DockerLauncher()
    yield made
    made.close()


@pytest.fixture
def start(launcher: Launcher) -> Iterator[Callable[[str], Channel]]:
    """Start a program, given as Python source, in a fresh sandbox that is killed when the test ends."""
    channels: list[Channel] = []

    def start_program(source: str) -> Channel:
        channel = launcher.launch()
        channels.append(channel)
        # `os` is there already: the boot step imported it.
        program = f"import sys; sys.path.extend({list(channel.sys_path)!r})\n{source}".encode()
        channel.send(len(program).to_bytes(4, "big") + program, 10)
        return channel

    yield start_program
    for channel in channels:
        channel.kill()


@pytest.fixture
def run(start: Callable[[str], Channel]) -> Callable[[str], str]:
    """Run a program to its end and return what it printed."""

    def run_program(source: str) -> str:
        channel = start(f"{source}\nsys.stdout.flush()")
        said = b""
        while piece := channel.receive(30):
            said += piece
        assert "status 0" in channel.diagnosis() or "code 0" in channel.diagnosis(), channel.diagnosis()
        return said.decode()

    return run_program
