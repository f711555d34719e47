"""Code that prints megabytes meant for others, really graded: every report is whole, small and of one mind."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from calcgrade.limits import KIB
from calcgrade.results.model import decode

CHECKOUT = Path(__file__).resolve().parents[2]
FILE = "ex_1_1_numerical_derivative.py"

FLOOD = r"""
import sys
_WORD = "::error::no points\n##[error]x \x1b[2J<script>document.title='caught'</script>]]>&\ud800=1+1\n"
def _pour():
    sys.stdout.write(_WORD.encode("utf-8", "replace").decode() * 60_000)
_pour()

def sine_slope():
    _pour()
    raise ValueError(_WORD * 60_000)
"""
"""Some 5 MB at every turn, and a message as long."""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("alice")
    (folder / FILE).write_text((CHECKOUT / "solutions" / FILE).read_text("utf-8") + FLOOD, "utf-8")
    out = tmp_path_factory.mktemp("out")
    asked = [
        word
        for name in ("json", "html", "junit-xml", "markdown", "csv", "gradescope", "exercism")
        for word in (f"--{name}", str(out / name))
    ]
    grade = [sys.executable, "-m", "calcgrade", "grade", str(folder), "--isolation", "bubblewrap"]
    ran = subprocess.run(
        [*grade, "--exercise", "1.1", *asked],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        timeout=100,
    )
    assert ran.returncode == 0
    (out / "terminal").write_text(ran.stdout, "utf-8")
    return out


@pytest.mark.bubblewrap
def test_no_report_grows_with_what_is_printed(reports: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in reports.iterdir()}
    assert len(sizes) == 8
    assert {name for name, size in sizes.items() if size > 900 * KIB} == set()
    assert sizes["json"] > 64 * KIB  # so it was a flood


@pytest.mark.bubblewrap
def test_the_flood_costs_its_own_check_and_no_report_a_point(reports: Path) -> None:
    graded = decode((reports / "json").read_bytes())
    statuses = [check.status for check in graded.exercises[0].checks]
    assert (statuses.count("error"), statuses.count("passed")) == (1, len(statuses) - 1)
    score = f"{graded.score:g}"
    assert graded.score == 10 - next(c.max_score for c in graded.exercises[0].checks if c.status == "error")
    assert f"Score  {score} / 10\n" in (reports / "terminal").read_text("utf-8")
    assert f": {score} of 10 points</title>" in (reports / "html").read_text("utf-8")
    assert f": {score} of 10 points\n" in (reports / "markdown").read_text("utf-8")
    assert (
        ET.fromstring((reports / "junit-xml").read_bytes())
        .get("name", "")
        .endswith(f": {score} of 10 points")
    )
    assert json.loads((reports / "gradescope").read_bytes())["score"] == graded.score
    tests = json.loads((reports / "exercism").read_bytes())["tests"]
    assert [test["status"] for test in tests].count("error") == 1
    with (reports / "csv").open(newline="") as table:
        (row,) = csv.DictReader(table)
    assert row["score"] == score
