"""A batch on a cluster: a real scheduler and workers, of which one is killed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import stub_grader
from batches import STUB, hand_in, outcome, run, start

from calcgrade.batch.cluster import address
from calcgrade.batch.journal import Journal
from calcgrade.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENGINE = STUB.parent
COURSE = Path(__file__).parents[2]
LEARNERS = [f"learner{number:02d}" for number in range(30)]
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start programs that are ended with the test."""
    started: list[subprocess.Popen[str]] = []

    def start_program(*words: str, **variables: str) -> subprocess.Popen[str]:
        environment = {**os.environ, stub_grader.PAUSE: "0.1", "PYTHONUNBUFFERED": "1", **variables}
        process = subprocess.Popen(
            [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env=environment, cwd=tmp_path,
        )  # fmt: skip
        started.append(process)
        return process

    yield start_program
    for process in started:
        process.kill()
        process.communicate()


def listening(process: subprocess.Popen[str]) -> str:
    """Wait for a scheduler; return its address."""
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(r"Scheduler at:\s+(\w+://\S+)", line)
        if found is not None:
            return found[1]
    raise AssertionError("the scheduler ended")


SCHEDULER = (
    "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"
)  # fmt: skip


@pytest.fixture
def scheduler(program: Callable[..., subprocess.Popen[str]]) -> str:
    """Start a scheduler; return its address."""
    return listening(program(*SCHEDULER))


def worker(
    program: Callable[..., subprocess.Popen[str]], scheduler: str, **variables: str
) -> subprocess.Popen[str]:
    words = ("--no-nanny", "--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard")
    return program(str(ENGINE / "stub_worker.py"), scheduler, *words, **variables)


@pytest.mark.faults
def test_a_worker_that_is_killed_loses_nothing_and_nothing_is_graded_twice(
    tmp_path: Path, scheduler: str, program: Callable[..., subprocess.Popen[str]]
) -> None:
    cohort = hand_in(tmp_path / "cohort", *LEARNERS)
    run(cohort, "--out", tmp_path / "undisturbed")
    doomed, _other = worker(program, scheduler), worker(program, scheduler)
    batch = start(cohort, "--out", tmp_path / "out", "--cluster", scheduler)
    assert batch.stdout is not None
    for _ in range(6):
        batch.stdout.readline()
    doomed.kill()
    said, complaint = batch.communicate(timeout=90)
    assert batch.returncode == 0, complaint
    assert f"{len(LEARNERS)} of {len(LEARNERS)} submissions have a result" in said
    assert outcome(tmp_path / "out") == outcome(tmp_path / "undisturbed")
    journal = Journal(tmp_path / "out")
    graded = [learner for learner, _ in journal.of_run(1)]
    journal.close()
    assert graded == LEARNERS


def test_no_more_is_on_its_way_than_keeps_the_workers_busy(
    tmp_path: Path, scheduler: str, program: Callable[..., subprocess.Popen[str]]
) -> None:
    worker(program, scheduler)
    cohort = hand_in(tmp_path / "cohort", *LEARNERS)
    counter = tmp_path / "count.py"
    counter.write_text(COUNTER.format(engine=str(ENGINE)), "utf-8")
    batch = start(cohort, "--out", tmp_path / "out", "--cluster", scheduler, program=counter)
    said, complaint = batch.communicate(timeout=90)
    assert batch.returncode == 0, complaint
    assert "most on their way: 2" in complaint, said


COUNTER = """
import sys
sys.path.insert(0, {engine!r})
from calcgrade.__main__ import main, _at_exit
from calcgrade.batch.cluster.crew import ClusterCrew
given, most = 0, 0
give, take = ClusterCrew.give, ClusterCrew.take
def counted_give(crew, task):
    global given, most
    given += 1
    most = max(most, given)
    give(crew, task)
def counted_take(crew):
    global given
    given -= 1
    return take(crew)
ClusterCrew.give, ClusterCrew.take = counted_give, counted_take
_at_exit.append(lambda: print("most on their way:", most, file=sys.stderr))
sys.argv[1:] = ["batch", *sys.argv[1:], "--isolation", "process", "--trust-submissions"]
main()
"""


def test_nobody_at_the_address_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calcgrade.batch.cluster.crew.WAIT_S", 1)
    cohort = hand_in(tmp_path / "cohort", "ada")
    started = time.monotonic()
    code, _, complaint = run(cohort, "--out", tmp_path / "out", "--cluster", "tcp://127.0.0.1:9")
    assert code == 3
    assert "no scheduler with a worker answers" in complaint
    assert complaint.count("\n") == 0
    assert time.monotonic() - started < 30


def certified(folder: Path) -> dict[str, str]:
    """Make certificates as docs/scale.md says; return the settings that it names."""
    section = (COURSE / "docs" / "scale.md").read_text("utf-8").split("## Certificates")[1].split("\n## ")[0]
    make, export = re.findall(r"```\n(.*?)```", section, re.DOTALL)
    folder.mkdir()
    script = f"set -e\n{make}\n{export}\nenv -0 >settings"
    subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, check=True)
    variables = (entry.partition("=") for entry in (folder / "settings").read_text().split("\0"))
    return {
        name: str(folder / value) if value.endswith((".pem", ".key")) else value
        for name, _, value in variables
        if name.startswith("DASK_DISTRIBUTED__COMM__")
    }


HASTY = """
import sys
from calcgrade.__main__ import main
from calcgrade.batch.cluster import crew
crew.WAIT_S = 3
sys.argv[1:] = ["batch", *sys.argv[1:], "--isolation", "process", "--trust-submissions"]
main()
"""


def test_over_tls_as_documented_a_cluster_gives_the_same_and_refuses_a_stranger(
    tmp_path: Path, program: Callable[..., subprocess.Popen[str]]
) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    own, stranger = certified(tmp_path / "own"), certified(tmp_path / "stranger")
    assert len(own) == 8
    scheduler = listening(program(*SCHEDULER, "--protocol", "tls", **own))
    assert scheduler.startswith("tls://")
    worker(program, scheduler, **own)
    cohort = hand_in(tmp_path / "cohort", *LEARNERS[:6])
    run(cohort, "--out", tmp_path / "undisturbed")

    hasty = tmp_path / "hasty.py"
    hasty.write_text(HASTY, "utf-8")
    nobody, unnamed = (
        "no scheduler with a worker answers",
        "needs certificates, and Dask's settings name none",
    )
    for settings, code, problem in ((stranger, 3, nobody), ({}, 2, unnamed)):
        outside = start(
            cohort, "--out", tmp_path / "outside", "--cluster", scheduler, program=hasty, variables=settings
        )
        _, complaint = outside.communicate(timeout=90)
        assert (outside.returncode, complaint.count("\n")) == (code, 1), complaint
        assert problem in complaint
        assert not list((tmp_path / "outside").rglob("*.html"))

    batch = start(cohort, "--out", tmp_path / "out", "--cluster", scheduler, variables=own)
    said, complaint = batch.communicate(timeout=90)
    assert batch.returncode == 0, complaint
    assert "6 of 6 submissions have a result" in said
    assert outcome(tmp_path / "out") == outcome(tmp_path / "undisturbed")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("tcp://grading.example.org:8786", "over the network for everybody to read"),
        ("tcp://10.0.0.7:8786", "over the network for everybody to read"),
        ("local:", "says no number of workers"),
        ("local:0", "says no number of workers"),
        ("grading.example.org", "is no scheduler's address"),
        ("tls://grading.example.org", "is no scheduler's address"),
        ("ucx://127.0.0.1:1", "is no scheduler's address"),
        ("tcp://[::1", "is no scheduler's address"),
    ],
)
def test_an_address_that_will_not_do_is_refused(text: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        address.parse(text)


@pytest.mark.parametrize(
    "text", ["tcp://127.0.0.1:8786", "tcp://localhost:1", "tcp://[::1]:1", "tls://a.b:1"]
)
def test_an_address_of_this_machine_or_one_that_encrypts_will_do(text: str) -> None:
    assert address.parse(text) == (text, 0)
