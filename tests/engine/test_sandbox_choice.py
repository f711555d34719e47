"""Who gets which sandbox: nobody's code runs unisolated but a learner's own, or by an explicit word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from calcgrade.errors import InputError, SandboxUnavailable
from calcgrade.sandboxes.select import choose

if TYPE_CHECKING:
    from pathlib import Path

OTHERS: tuple[Literal["grade", "batch"], ...] = ("grade", "batch")


@pytest.fixture
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither an engine nor bubblewrap."""
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/none.sock")
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("bare_machine")
def test_a_learner_on_a_bare_machine_gets_a_plain_process() -> None:
    assert choose("auto", command="check").kind == "process"


@pytest.mark.usefixtures("bare_machine")
@pytest.mark.parametrize("command", OTHERS)
def test_others_code_never_falls_back_to_a_plain_process(command: Literal["grade", "batch"]) -> None:
    with pytest.raises(SandboxUnavailable) as caught:
        choose("auto", command=command, trust_submissions=True)
    assert caught.value.exit_code == 3
    for way_out in (
        "Start Docker",
        "Install the package bubblewrap",
        "--isolation process --trust-submissions",
    ):
        assert way_out in str(caught.value)


@pytest.mark.parametrize("command", OTHERS)
def test_a_plain_process_for_others_code_needs_trust(command: Literal["grade", "batch"]) -> None:
    with pytest.raises(InputError, match="--trust-submissions") as caught:
        choose("process", command=command)
    assert caught.value.exit_code == 2
    assert choose("process", command=command, trust_submissions=True).kind == "process"


@pytest.mark.bubblewrap
def test_a_learner_gets_bubblewrap_where_it_works() -> None:
    launcher = choose("auto", command="check")
    launcher.close()
    assert launcher.kind == "bubblewrap"


@pytest.mark.docker
@pytest.mark.parametrize("command", OTHERS)
def test_others_code_runs_in_a_container_where_there_is_an_engine(command: Literal["grade", "batch"]) -> None:
    launcher = choose("auto", command=command)
    launcher.close()
    assert launcher.kind == "docker"


@pytest.mark.bubblewrap
def test_others_code_runs_in_bubblewrap_where_there_is_no_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/none.sock")
    launcher = choose("auto", command="grade")
    launcher.close()
    assert launcher.kind == "bubblewrap"


@pytest.mark.usefixtures("bare_machine")
def test_naming_an_image_asks_for_docker() -> None:
    with pytest.raises(SandboxUnavailable, match="docker: no engine answers"):
        choose("auto", command="check", image="calcgrade:mine")
