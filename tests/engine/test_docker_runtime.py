"""`--runtime NAME` reaches the engine, and the container is run by that runtime or not at all."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import own_engine
import pytest
from click.testing import CliRunner

from calcgrade.cli.main import cli
from calcgrade.errors import SandboxUnavailable
from calcgrade.sandboxes.docker import DockerLauncher

if TYPE_CHECKING:
    from collections.abc import Iterator

REASON = own_engine.why_not()


@pytest.fixture
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="engine-"))  # short: a socket's path may have 108 bytes
    yield made
    shutil.rmtree(made)


@pytest.fixture
def calls(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An engine with a second runtime, which notes how it is called and then does what runc does."""
    calls, second = folder / "calls", folder / "second"
    second.write_text(f'#!/bin/sh\necho "$*" >>{calls}\nexec runc "$@"\n')
    second.chmod(0o755)
    calls.touch()
    engine = own_engine.OwnEngine(folder, "--add-runtime", f"second={second}")
    try:
        engine.add_empty_image()
        monkeypatch.setenv("DOCKER_HOST", engine.address)
        yield calls
    finally:
        engine.stop()


@pytest.mark.docker
@pytest.mark.skipif(REASON is not None, reason=str(REASON))
def test_a_container_is_run_by_the_runtime_that_was_asked_for(calls: Path, tmp_path: Path) -> None:
    run_one(None)
    assert calls.read_text() == ""
    run_one("second")
    assert "create --bundle" in calls.read_text()
    # From the command line too: the image holds no Python, so nothing can be graded in it.
    (tmp_path / "ex_1_1_numerical_derivative.py").write_text("def numerical_derivative(f, x, h): ...\n")
    calls.write_text("")
    ran = CliRunner().invoke(cli, ["grade", str(tmp_path), "--exercise", "1.1", "--runtime", "second"])
    assert ran.exit_code == 3
    assert "create --bundle" in calls.read_text()


def run_one(runtime: str | None) -> None:
    """Run a container to its end."""
    launcher = DockerLauncher(runtime=runtime)
    channel = launcher.launch()
    assert channel.receive(30) == b""
    assert "invalid option" in channel.diagnosis()  # the program in Python's place did run
    channel.kill()
    launcher.close()


@pytest.mark.podman
@pytest.mark.usefixtures("podman")
def test_podman_which_would_take_its_own_runtime_is_refused() -> None:
    launcher = DockerLauncher(runtime="runsc")
    with pytest.raises(SandboxUnavailable, match="Podman takes no --runtime runsc over its socket"):
        launcher.launch()
    launcher.close()
