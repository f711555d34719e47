"""An engine that stops, starts again or hangs in mid-grade ends in a clear error or in the right grade."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from batches import outcome
from own_engine import OwnEngine, why_not
from under_way import FILE, Grading, containers, is_full, slow_submission, wait_until

from calcgrade.image import DEFAULT_TAG

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.docker, pytest.mark.faults, pytest.mark.slow]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("engine")


@pytest.fixture(scope="module")
def first(folder: Path) -> OwnEngine:
    """An engine of this module's own, with the grading image of the machine's."""
    reason = why_not()
    if reason:
        pytest.skip(reason)
    engine = OwnEngine(folder)
    with subprocess.Popen(["docker", "save", DEFAULT_TAG], stdout=subprocess.PIPE) as saved:
        subprocess.run(
            ["docker", "--host", engine.address, "load"], stdin=saved.stdout, capture_output=True, check=True
        )
    assert saved.returncode == 0
    return engine


@pytest.fixture
def engine(first: OwnEngine, folder: Path) -> Iterator[OwnEngine]:
    """That engine, running."""
    running = first if first.process.poll() is None else OwnEngine(folder)
    yield running
    if running.process.poll() is None:
        running.process.send_signal(signal.SIGCONT)
        running.stop()


def under_way(engine: OwnEngine, tmp_path: Path) -> Grading:
    grading = Grading(
        slow_submission(tmp_path / "handed_in"), "docker", tmp_path / "result.json",
        environment={"DOCKER_HOST": engine.address},
    )  # fmt: skip
    assert wait_until(lambda: containers(engine.address))
    time.sleep(2.0)  # into the learner's first answers
    return grading


def test_an_engine_that_is_stopped_in_mid_grade_ends_in_one_sentence_and_no_result(
    engine: OwnEngine, tmp_path: Path
) -> None:
    grading = under_way(engine, tmp_path)
    engine.stop()
    code, complaint = grading.end()
    assert code == 3
    assert complaint.startswith("calcgrade: docker: no engine answers")
    assert complaint.count("\n") == 1
    assert not grading.report.exists()


def test_an_engine_that_is_started_again_in_mid_grade_ends_in_the_right_grade_or_a_sentence(
    engine: OwnEngine, folder: Path, tmp_path: Path
) -> None:
    grading = under_way(engine, tmp_path)
    engine.stop()
    again = OwnEngine(folder)
    try:
        code, complaint = grading.end()
        if code == 0:
            assert is_full(grading)
        else:
            assert (code, complaint.count("\n"), grading.report.exists()) == (3, 1, False), complaint
        assert wait_until(lambda: not containers(again.address))
    finally:
        again.stop()


def test_an_engine_that_hangs_for_a_moment_costs_no_points(engine: OwnEngine, tmp_path: Path) -> None:
    grading = under_way(engine, tmp_path)
    os.kill(engine.process.pid, signal.SIGSTOP)
    time.sleep(4)
    os.kill(engine.process.pid, signal.SIGCONT)
    assert grading.end() == (0, "")
    assert is_full(grading)
    assert not containers(engine.address)


def test_an_engine_that_hangs_past_the_limits_is_not_held_against_the_learner(
    engine: OwnEngine, tmp_path: Path
) -> None:
    """The wall clock gives a call up after 15 seconds, but the engine does not end the container then."""
    grading = under_way(engine, tmp_path)
    os.kill(engine.process.pid, signal.SIGSTOP)
    time.sleep(25)
    os.kill(engine.process.pid, signal.SIGCONT)
    assert grading.end() == (0, "")
    assert is_full(grading)
    assert not containers(engine.address)


def test_a_batch_whose_engine_is_restarted_in_its_midst_ends_as_if_it_never_was(
    engine: OwnEngine, folder: Path, tmp_path: Path
) -> None:
    cohort = tmp_path / "cohort"
    for number in range(6):
        slow_submission(cohort / f"learner{number}", pause=0.01 * (number % 2))
    (cohort / "learner3" / FILE).write_text(
        "def numerical_derivative(f, x, h=1e-6):\n    return 2 * x\n", "utf-8"
    )

    def started(out: Path) -> subprocess.Popen[str]:
        words = [
            "batch",
            str(cohort),
            "--out",
            str(out),
            "--exercise",
            "1.1",
            "--isolation",
            "docker",
            "--jobs",
            "2",
        ]
        return subprocess.Popen(
            [sys.executable, "-m", "calcgrade", *words],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
            env={**os.environ, "DOCKER_HOST": engine.address},
        )  # fmt: skip

    undisturbed = started(tmp_path / "undisturbed")
    _, complaint = undisturbed.communicate(timeout=120)
    assert (undisturbed.returncode, complaint) == (0, "")

    batch = started(tmp_path / "out")
    assert batch.stdout is not None
    first = [batch.stdout.readline() for _ in range(3)]
    assert "learner" in first[-1], first
    engine.stop()
    again = OwnEngine(folder)
    try:
        said, complaint = batch.communicate(timeout=120)
        if batch.returncode == 3:  # it took the engine longer than a batch waits: what is graded is kept
            assert "start the batch again" in complaint
            batch = started(tmp_path / "out")
            said, complaint = batch.communicate(timeout=120)
        assert (batch.returncode, complaint) == (0, "")
        assert "6 of 6 submissions have a result" in said
        assert wait_until(lambda: not containers(again.address))
    finally:
        again.stop()
    found, expected = outcome(tmp_path / "out"), outcome(tmp_path / "undisturbed")
    assert found.keys() == expected.keys()
    timed = (".html", ".xml")  # pages and JUnit tell how long it took
    assert [name for name in found if not name.endswith(timed) and found[name] != expected[name]] == []
    assert sum(name.startswith("results/") and name.endswith(".json") for name in found) == 6
