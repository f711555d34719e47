"""Podman is given the filter of system calls in a file, which is there for as long as it takes to read it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docker.errors import APIError

from calcgrade.errors import SandboxUnavailable
from calcgrade.sandboxes import podman
from calcgrade.sandboxes.docker import DockerLauncher
from calcgrade.sandboxes.docker_engine import engine_errors
from calcgrade.sandboxes.docker_options import host_options
from calcgrade.sandboxes.seccomp.profile import profile

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files that nobody else uses."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def seccomp(options: dict[str, Any]) -> Iterator[Path]:
    for option in options["security_opt"]:
        if option.startswith("seccomp="):
            yield Path(option.removeprefix("seccomp="))


def test_podman_is_given_the_path_of_what_docker_is_given_inline(folder: Path) -> None:
    docker = host_options(None)
    with podman.host_options(docker) as options:
        (path,) = seccomp(options)
        assert path.parent.parent == folder.resolve()
        assert json.loads(path.read_text("utf-8")) == json.loads(profile())
        assert [option for option in options["security_opt"] if option != f"seccomp={path}"] == [
            option for option in docker["security_opt"] if not option.startswith("seccomp=")
        ]
    assert list(folder.iterdir()) == []


@pytest.mark.podman
@pytest.mark.usefixtures("podman")
def test_the_file_is_gone_before_podman_starts_the_container(folder: Path) -> None:
    launcher = DockerLauncher()
    channel = launcher.launch()
    try:
        assert list(folder.iterdir()) == []
        program = b"os.write(1, open('/proc/self/status', 'rb').read())"
        channel.send(len(program).to_bytes(4, "big") + program, 10)
        assert b"Seccomp:\t2" in channel.receive(10)
    finally:
        channel.kill()
        launcher.close()


def test_a_podman_that_cannot_see_the_file_is_told_from_one_that_is_down() -> None:
    """As it answers where its service runs on another machine."""
    words = "container create: opening seccomp profile failed: open /tmp/x: no such file or directory"
    with pytest.raises(SandboxUnavailable, match="let its service run on this machine"), engine_errors():
        raise APIError("500 Server Error", explanation=words)
