"""A report that cannot be written does not take the grade with it, and says so."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from under_way import COURSE, FILE, Grading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.bubblewrap, pytest.mark.faults]
RIGHT = COURSE / "solutions" / FILE


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for eight kilobytes."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a disk that is full")
    place = tmp_path / "disk"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", place], check=True)
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_leaves_the_grade_on_the_terminal_and_no_half_report(disk: Path) -> None:
    (disk / "filling").write_bytes(b"!" * 8192)
    grading = Grading(RIGHT, "bubblewrap", disk / "result.json")
    said, complaint = grading.process.communicate(timeout=60)
    assert grading.process.returncode == 3
    assert "Score  10 / 10" in said
    assert complaint.startswith(
        f"calcgrade: {grading.report}: the report could not be written (No space left"
    )
    assert complaint.count("\n") == 1
    assert [path.name for path in disk.iterdir()] == ["filling"]


def test_a_full_disk_keeps_the_report_of_before(disk: Path) -> None:
    report = disk / "result.json"
    report.write_bytes(b"before" * 1365)
    assert Grading(RIGHT, "bubblewrap", report).end()[0] == 3
    assert report.read_bytes() == b"before" * 1365


def test_a_disk_that_takes_no_reports_is_refused_before_anything_is_graded(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    grading = Grading(RIGHT, "bubblewrap", disk / "result.json")
    said, complaint = grading.process.communicate(timeout=60)
    assert (grading.process.returncode, said) == (2, "")
    assert complaint == (
        f"calcgrade: {disk / 'result.json'}: no file can be written here. Name a file in a folder that exists.\n"
    )


@pytest.mark.parametrize("colour", [{}, {"FORCE_COLOR": "1"}], ids=["plain", "coloured"])
def test_a_reader_that_leaves_early_costs_no_report(tmp_path: Path, colour: dict[str, str]) -> None:
    end, theirs = os.pipe()
    os.close(end)
    grading = Grading(RIGHT, "bubblewrap", tmp_path / "result.json", environment=colour, stdout=theirs)
    os.close(theirs)
    assert grading.end() == (0, "")
    assert grading.result()["score"] == 10
