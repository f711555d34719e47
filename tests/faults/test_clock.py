"""A clock that jumps by a year, in either direction, ends no sandbox and changes no grade."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from under_way import Grading, is_full, slow_submission, wait_until

pytestmark = [pytest.mark.faults, pytest.mark.bubblewrap]


def library() -> Path | None:
    """Find libfaketime, with which a process sees another time of day."""
    return next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))), None)


@pytest.mark.parametrize("jump", ["+1y", "-1y"])
def test_a_clock_that_jumps_changes_no_grade(tmp_path: Path, jump: str) -> None:
    faketime = library()
    if faketime is None:
        pytest.skip("libfaketime, from the package of that name, is not installed")
    offset = tmp_path / "offset"
    offset.write_text("+0")
    grading = Grading(
        slow_submission(tmp_path / "handed_in"), "bubblewrap", tmp_path / "result.json",
        environment={
            "LD_PRELOAD": str(faketime), "FAKETIME_TIMESTAMP_FILE": str(offset), "FAKETIME_NO_CACHE": "1",
            # A monotonic clock does not jump, which is what it is for.
            "DONT_FAKE_MONOTONIC": "1",
        },
    )  # fmt: skip
    assert wait_until(lambda: len(grading.workers()) >= 2)
    time.sleep(0.5)
    offset.write_text(jump)
    assert grading.end() == (0, "")
    assert is_full(grading)
    assert grading.result()["duration_s"] < 100
