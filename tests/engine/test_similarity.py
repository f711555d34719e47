"""Which submissions are alike: renamed copies are, different work is not, and what was handed out does not count."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from graded import course

from calcgrade.batch.cohort import learners, place
from calcgrade.batch.graders import frames
from calcgrade.batch.similarity import compare
from calcgrade.batch.similarity.messages import Pair, Sources, encode

FILES = ("regression_project.py", "ex_4_2_gradient_descent_2d.py")


def renamed(text: str) -> str:
    """Copy as one who does not want to be caught: other names, comments and blank lines."""
    for name in ("loss", "history", "learning", "point", "error", "step"):
        text = re.sub(rf"\b{name}\b", f"my_{name}", text)
    return "# all my own work\n" + text.replace("\n\n", "\n\n\n# think\n\n")


@pytest.fixture
def cohort(tmp_path: Path) -> Path:
    """Ada's work, Ben's copy of it, Cem's own, and Dana's untouched stubs."""
    folder = tmp_path / "cohort"
    for learner in ("ada", "ben", "cem", "dana", "eve"):
        (folder / learner).mkdir(parents=True)
    for name in FILES:
        solution = (course().path / "solutions" / name).read_text("utf-8")
        (folder / "ada" / name).write_text(solution, "utf-8")
        (folder / "ben" / name).write_text(renamed(solution), "utf-8")
        sample = sorted((course().path / "submissions" / Path(name).stem / "accepted").glob("*.py"))[0]
        shutil.copy(sample, folder / "cem" / name)
        for learner in ("dana", "eve"):
            shutil.copy(course().path / "exercises" / name, folder / learner)
    return folder


def compared(cohort: Path) -> list[Pair]:
    with place.opened(cohort) as held:
        return compare.pairs(learners.find(held, course(), None).learners, held, course())


def test_a_renamed_copy_is_found_and_untouched_stubs_are_no_copies(cohort: Path) -> None:
    [pair] = compared(cohort)
    assert (pair.one, pair.other) == ("ada", "ben")
    assert pair.alike > 0.9
    assert {id_ for id_, _ in pair.exercises} == {"4.2", "project"}


def test_the_page_names_the_pair_and_links_to_both(cohort: Path, tmp_path: Path) -> None:
    compare.write([Pair("<b>", "ben", 0.934, [("4.2", 0.9), ("project", 0.968)])], course(), tmp_path)
    text = (tmp_path / compare.PAGE).read_text("utf-8")
    assert "93 %" in text
    assert "&lt;b&gt;" in text
    assert "<b>" not in text
    assert 'href="learners/ben.html"' in text


def test_a_process_that_ends_early_is_told_in_a_sentence(
    cohort: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "COMMAND", ("true",))
    with pytest.raises(compare.NotCompared, match="The grades stand"):
        compared(cohort)


def test_sources_of_any_bytes_are_taken_apart_without_a_word() -> None:
    process = subprocess.Popen(compare.COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    odd = [b"", b"\0\xff" * 50, b"(" * 5000, b'"""' * 999, b"x = 1\n" * 9000, "é = 'ß'\n".encode() * 99]
    for number, data in enumerate(odd):
        frames.send(process.stdin, encode(Sources(f"l{number}", {"1.1": data})))
    frames.send(process.stdin, b"")
    assert frames.receive(process.stdout) is not None
    process.communicate(timeout=20)
    assert process.returncode == 0
