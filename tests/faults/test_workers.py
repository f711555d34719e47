"""A worker that is held up or killed from outside costs nobody a grade."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest
from under_way import Grading, is_full, slow_submission, wait_until

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.faults


@pytest.mark.parametrize("isolation", [pytest.param("bubblewrap", marks=pytest.mark.bubblewrap), "process"])
@pytest.mark.parametrize("fault", ["held up for a moment", "killed"])
def test_a_worker_that_is_troubled_from_outside_costs_no_points(
    tmp_path: Path, isolation: str, fault: str
) -> None:
    grading = Grading(slow_submission(tmp_path / "handed_in"), isolation, tmp_path / "result.json")
    assert wait_until(lambda: len(grading.workers()) >= 2)
    time.sleep(0.5)
    workers = grading.workers()
    if fault == "killed":
        os.kill(workers[0], signal.SIGKILL)
    else:
        for number in (signal.SIGSTOP, signal.SIGCONT):
            for pid in workers:
                os.kill(pid, number)
            time.sleep(2)
    assert grading.end() == (0, "")
    assert is_full(grading)
