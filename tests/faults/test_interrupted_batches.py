"""A batch that is killed, or whose disk or engine fails, ends up with what an undisturbed one gives."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from batches import hand_in, outcome, run, run_program, start
from under_way import COURSE, below, lives, slow_submission, wait_until

from calcgrade import __version__
from calcgrade.batch.graders import grader
from calcgrade.batch.tasks import Graded, NotGraded, Setup, Task
from calcgrade.course import load
from calcgrade.errors import SandboxLost, SandboxUnavailable
from calcgrade.intake import submission as intake
from calcgrade.results.model import decode
from calcgrade.sandboxes import bubblewrap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from calcgrade.sandboxes.channel import Channel

pytestmark = pytest.mark.faults
FILE = "ex_1_1_numerical_derivative.py"
LEARNERS = [f"learner{number:02d}" for number in range(24)]


@pytest.fixture
def cohort(tmp_path: Path) -> Path:
    return hand_in(tmp_path / "cohort", *LEARNERS)


@pytest.fixture
def undisturbed(cohort: Path, tmp_path: Path) -> dict[str, object]:
    assert run(cohort, "--out", tmp_path / "undisturbed")[0] == 0
    return outcome(tmp_path / "undisturbed")


@pytest.mark.parametrize("kills", [3, pytest.param(20, marks=pytest.mark.slow)])
def test_a_batch_that_is_killed_again_and_again_ends_as_if_it_never_was(
    cohort: Path, undisturbed: dict[str, object], tmp_path: Path, kills: int
) -> None:
    out, chance = tmp_path / "out", random.Random()
    for _ in range(kills):
        batch = start(cohort, "--out", out, "--jobs", "2", pause=0.03 if kills == 3 else 0.08)
        assert batch.stdout is not None
        if chance.random() < 0.7:  # in the midst of grading; else perhaps before it has begun
            batch.stdout.readline()
        time.sleep(chance.uniform(0, 0.5))
        batch.kill()
        batch.communicate()
    code, said, complaint = run(cohort, "--out", out)
    assert (code, complaint) == (0, "")
    assert f"{len(LEARNERS)} of {len(LEARNERS)} submissions have a result" in said
    assert outcome(out) == undisturbed


def test_what_was_graded_before_a_kill_is_not_graded_again(cohort: Path, tmp_path: Path) -> None:
    batch = start(cohort, "--out", tmp_path / "out", "--jobs", "1", pause=0.05)
    assert batch.stdout is not None
    first = [batch.stdout.readline() for _ in range(6)]
    batch.kill()
    batch.communicate()
    _, said, _ = run(cohort, "--out", tmp_path / "out")
    for line in first[1:]:
        learner = line.split("] ")[1].partition(":")[0]
        assert f"] {learner}:" not in said


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a disk that is full")
    place = tmp_path / "disk"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k,mode=700", "tmpfs", place], check=True)
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_stops_the_batch_in_a_sentence_and_with_room_it_goes_on(
    cohort: Path, undisturbed: dict[str, object], disk: Path
) -> None:
    code, _, complaint = run(cohort, "--out", disk / "out")
    assert code == 3
    assert complaint.startswith(f"calcgrade: {disk / 'out'}/")
    assert "Make room" in complaint
    assert complaint.count("\n") == 0
    subprocess.run(["mount", "-o", "remount,size=8m", disk], check=True)
    assert run(cohort, "--out", disk / "out")[0] == 0
    assert outcome(disk / "out") == undisturbed


class FailingLauncher(bubblewrap.BubblewrapLauncher):
    """A launcher without an engine for a while."""

    failures: int
    error: type[Exception]

    def launch(self) -> Channel:
        if FailingLauncher.failures:
            FailingLauncher.failures -= 1
            if FailingLauncher.error is SandboxLost:
                raise SandboxLost("bubblewrap", "the engine was restarted")
            raise SandboxUnavailable("bubblewrap", "no engine answers", "Start it")
        return super().launch()


@pytest.mark.bubblewrap
@pytest.mark.parametrize("error", [SandboxLost, SandboxUnavailable])
@pytest.mark.parametrize("failures", [2, 3])
def test_an_engine_that_comes_back_in_time_costs_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: type[Exception], failures: int
) -> None:
    monkeypatch.setattr(bubblewrap, "BubblewrapLauncher", FailingLauncher)
    FailingLauncher.failures, FailingLauncher.error = failures, error
    course = load.load(COURSE)
    shutil.copy(COURSE / "solutions" / FILE, tmp_path)
    setup = Setup(
        calcgrade=__version__,
        course="",
        course_digest=course.digest,
        isolation="bubblewrap",
        exercises=("1.1",),
    )
    at_work = grader.Grader(setup, pauses_s=(0.0, 0.0))
    answer = at_work.grade(Task(7, intake.read(tmp_path, course)))
    at_work.close()
    if failures == 3:
        assert isinstance(answer, NotGraded)
        assert answer.engine
    else:
        assert isinstance(answer, Graded)
        assert decode(answer.result).score == 10
    assert answer.number == 7


@pytest.mark.bubblewrap
def test_a_killed_batch_leaves_no_learner_code_running_and_the_next_gives_full_grades(tmp_path: Path) -> None:
    cohort, out = tmp_path / "cohort", tmp_path / "out"
    cohort.mkdir()
    slow_submission(cohort / "slow")
    (cohort / "quick").mkdir()
    shutil.copy(COURSE / "solutions" / FILE, cohort / "quick")
    words = ["batch", str(cohort), "--out", str(out), "--exercise", "1.1", "--isolation", "bubblewrap"]
    batch = subprocess.Popen([sys.executable, "-m", "calcgrade", *words], stdout=subprocess.PIPE, text=True)
    assert batch.stdout is not None
    assert "quick: 10 / 10, passed" in "".join(batch.stdout.readline() for _ in range(2))
    started = below(batch.pid)
    assert started
    os.kill(batch.pid, signal.SIGKILL)
    batch.communicate()
    assert wait_until(lambda: not any(map(lives, started)), 20)
    done = subprocess.run(
        [sys.executable, "-m", "calcgrade", *words], capture_output=True, text=True, check=True
    )
    assert "slow: 10 / 10, passed" in done.stdout
    assert "quick:" not in done.stdout
    for learner in ("slow", "quick"):
        assert decode((out / "results" / f"{learner}.json").read_bytes()).score == 10


def test_a_grader_that_is_killed_is_replaced_and_its_submission_graded(cohort: Path, tmp_path: Path) -> None:
    batch = start(cohort, "--out", tmp_path / "out", "--jobs", "1", pause=0.05)
    assert batch.stdout is not None
    batch.stdout.readline()
    batch.stdout.readline()
    [grading] = below(batch.pid)
    os.kill(grading, signal.SIGKILL)
    said, _ = batch.communicate(timeout=60)
    assert batch.returncode == 0
    assert f"{len(LEARNERS)} of {len(LEARNERS)} submissions have a result" in said


def test_ctrl_c_ends_a_batch_at_once_and_keeps_what_is_graded(cohort: Path, tmp_path: Path) -> None:
    batch = start(cohort, "--out", tmp_path / "out", "--jobs", "1", pause=0.2)
    assert batch.stdout is not None
    batch.stdout.readline()
    batch.stdout.readline()
    started = below(batch.pid)
    batch.send_signal(signal.SIGINT)
    _, complaint = batch.communicate(timeout=30)
    assert batch.returncode == 130
    assert "Traceback" not in complaint
    assert not any(map(lives, started))
    assert run_program(cohort, "--out", tmp_path / "out")[0] == 0
