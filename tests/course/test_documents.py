"""The documents say what is so: their links lead somewhere, their lists are whole, their example works."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calcgrade.cli.renderings import SUFFIXES
from calcgrade.course import load, manifest
from calcgrade.dev import check, draw, table
from calcgrade.results.schema import SHAPES, schema
from calcgrade.sandboxes.process import ProcessLauncher

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]

FILE = re.compile(r"^`([\w./]+)`\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
"""A block of code under the line that names its file."""

# The guide shows one sample; dev check wants some of every kind.
OTHER_SAMPLES = {
    "accepted/other_way_round.py": "def average_slope(f, a, b):\n    return (f(a) - f(b)) / (a - b)\n",
    "accepted/renamed.py": "average_slope = lambda g, left, right: (g(right) - g(left)) / (right - left)\n",
    "accepted/two_steps.py": "def average_slope(f, a, b):\n    rise = f(b) - f(a)\n    return rise / (b - a)\n",
    "wrong_answer/rise_not_divided.py": (
        "# misconception: rise-not-divided\ndef average_slope(f, a, b):\n    return f(b) - f(a)\n"
    ),
    "wrong_answer/floats_only.py": (
        "# misconception: none\ndef average_slope(f, a, b):\n"
        "    return (f(b) - f(a)) / (b - a) if isinstance(a, float) else 0.0\n"
    ),
    "crash/missing_colon.py": "# expected: error\ndef average_slope(f, a, b)\n    return 0\n",
    "hostile/leaves.py": "import os\n\n\ndef average_slope(f, a, b):\n    os._exit(0)\n",
}


def text(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_of_a_document_leads_to_a_file(document: Path) -> None:
    targets: list[str] = re.findall(r"\]\(([^)]+)\)", document.read_text("utf-8"))
    local = [target.partition("#")[0] for target in targets if not target.startswith("http")]
    assert [target for target in local if not (document.parent / target).exists()] == []


@pytest.mark.parametrize(
    "table", [manifest.Manifest, manifest.Section, manifest.ExerciseEntry, manifest.LimitsOverride]
)
def test_the_authors_guide_names_every_key_of_a_manifest(table: type) -> None:
    guide = text("authoring.md")
    fields: tuple[str, ...] = getattr(table, "__struct_fields__")  # noqa: B009 - any of four types
    assert [name for name in fields if not re.search(rf"`\[*{name}\]*`", guide)] == []


def test_the_page_about_results_names_every_field() -> None:
    page = text("results.md")
    fields = {name for part in schema()["$defs"].values() for name in part["properties"]}
    assert [name for name in sorted(fields) if f"`{name}`" not in page] == []


def test_every_function_that_the_judging_rules_name_is_in_the_file_they_link_to() -> None:
    found: list[tuple[str, str]] = re.findall(r"\[`(\w+)`\]\(([^)]+)\)", text("judgement.md"))
    assert found
    assert [name for name, file in found if name not in (ROOT / "docs" / file).read_text("utf-8")] == []


def example_files() -> Iterator[tuple[str, str]]:
    yield from FILE.findall(text("authoring.md"))
    for name, content in OTHER_SAMPLES.items():
        yield f"submissions/ex_1_1_average_slope/{name}", content


def test_the_course_of_the_authors_guide_is_healthy(tmp_path: Path) -> None:
    for name, content in example_files():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    course = load.load(tmp_path)
    draw.run(course, [], say=lambda _: None)
    with closing(ProcessLauncher()) as launcher:
        report = check.run(course, [], launcher=launcher)
    lines = [line for exercise in report.exercises for line in table.exercise_lines(exercise, 80)]
    lines += table.verdict_lines(report, 80)
    said = "\n".join("".join(piece.text for piece in line).rstrip() for line in lines)
    assert report.healthy, said
    shown = text("authoring.md").partition("$ calcgrade dev check --course .\n")[2].partition("```")[0]
    assert said.strip() == shown.strip()


def test_the_readme_shows_what_calcgrade_says() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = readme.partition("$ calcgrade check 2.1\n")[2].partition("```")[0].splitlines()
    assert len(shown) > 20
    done = subprocess.run(
        [sys.executable, "-m", "calcgrade", "check", "submissions/demo", "2.1", "--isolation", "process"],
        cwd=ROOT,
        env=os.environ | {"COLUMNS": "80", "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    said = iter(done.stdout.splitlines())
    assert [line for line in shown if line != "…" and line not in said] == []  # in this order


def test_every_report_that_can_be_asked_for_is_told_of() -> None:
    told = (ROOT / "docs/reports.md").read_text("utf-8")
    for kind in SUFFIXES:
        assert told.count(f"--{kind.replace('_', '-')} ") >= 2, kind


def test_everything_that_is_printed_as_json_is_told_of() -> None:
    told = (ROOT / "docs/results.md").read_text("utf-8")
    for name in SHAPES:
        assert f"` | `{name}` | " in told
