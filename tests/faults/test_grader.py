"""A grader that is told to stop, or killed, leaves no process, no folder and no report."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from pathlib import Path

import pytest
from under_way import Grading, below, lives, slow_submission, wait_until

from calcgrade import scratch

pytestmark = pytest.mark.faults
KINDS = [pytest.param("bubblewrap", marks=pytest.mark.bubblewrap), "process"]


def under_way(tmp_path: Path, isolation: str) -> Grading:
    grading = Grading(slow_submission(tmp_path / "handed_in"), isolation, tmp_path / "result.json")
    assert wait_until(lambda: len(grading.workers()) >= 2), "the worker's parent and the exercise's child"
    return grading


def folders(pid: int) -> list[Path]:
    return list(Path(tempfile.gettempdir()).glob(f"calcgrade-{pid}-*"))


@pytest.mark.parametrize("isolation", KINDS)
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_grader_that_is_told_to_stop_leaves_nothing(
    tmp_path: Path, isolation: str, number: int, code: int
) -> None:
    grading = under_way(tmp_path, isolation)
    theirs = below(grading.process.pid)
    os.kill(grading.process.pid, number)
    assert grading.end() == (code, "")
    assert not [pid for pid in theirs if lives(pid)]
    assert not folders(grading.process.pid)
    assert not grading.report.exists()


@pytest.mark.parametrize("isolation", KINDS)
def test_a_killed_grader_leaves_no_process_and_the_next_one_removes_its_folders(
    tmp_path: Path, isolation: str
) -> None:
    grading = under_way(tmp_path, isolation)
    theirs = below(grading.process.pid)
    os.kill(grading.process.pid, signal.SIGKILL)
    assert grading.end()[0] == -signal.SIGKILL
    assert wait_until(lambda: not [pid for pid in theirs if lives(pid)])
    assert not grading.report.exists()
    left = folders(grading.process.pid)
    assert left, "a process that is killed removes nothing: this test would prove nothing"
    for folder in left:
        os.utime(folder, (0, 0))
    scratch.remove_strays()
    assert not folders(grading.process.pid)


def test_folders_of_living_processes_and_young_ones_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = 2**22 + 1  # Linux numbers no process higher than 2**22
    living, young, old = (tmp_path / f"calcgrade-{pid}-{name}" for pid, name in
                          ((os.getpid(), "living"), (gone, "young"), (gone, "old")))  # fmt: skip
    for folder in (living, young, old):
        folder.mkdir()
    (old / "inside").mkdir()
    link = tmp_path / f"calcgrade-{gone}-link"
    link.symlink_to(living)
    before = time.time() - scratch.AGE_S - 60
    for path in (living, old, link):
        os.utime(path, (before, before), follow_symlinks=False)
    scratch.remove_strays()
    assert sorted(tmp_path.iterdir()) == sorted([living, young, link])
