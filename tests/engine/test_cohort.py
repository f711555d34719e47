"""Whose work a folder holds: every shape of platform, the latest attempt, the roster."""

from __future__ import annotations

import os
import shutil
import zipfile
from typing import TYPE_CHECKING, get_args

import pytest
from benchmarks.cohort import Shape, make
from graded import course

from calcgrade.batch.cohort import learners, place, reading, roster
from calcgrade.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.batch.cohort.learners import Learner
    from calcgrade.intake.submission import Submission

FILE = "ex_1_1_numerical_derivative.py"


def write(folder: Path, *paths: str, changed: float = 1e9) -> Path:
    """Write files whose text is their path."""
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path, "utf-8")
        os.utime(file, (changed, changed))
    return folder


def pack(folder: Path, target: Path, below: str = "") -> Path:
    with zipfile.ZipFile(target, "w") as packed:
        for path in sorted(folder.rglob("*")):
            packed.write(path, f"{below}{path.relative_to(folder).as_posix()}")
    return target


def found(path: Path, known: roster.Roster | None = None) -> dict[str, Learner]:
    with place.opened(path) as held:
        return {learner.id: learner for learner in learners.find(held, course(), known).learners}


def submissions(path: Path, known: roster.Roster | None = None) -> dict[str, Submission]:
    with place.opened(path) as held:
        cohort = learners.find(held, course(), known).learners
        return {item.id: reading.read(item, held, course()) for item in cohort if item.entries}


def texts(path: Path, known: roster.Roster | None = None) -> dict[str, dict[str, str]]:
    read = submissions(path, known)
    return {id_: {name: data.decode() for name, data in item.files.items()} for id_, item in read.items()}


def table(folder: Path, text: str | bytes) -> Path:
    path = folder / "roster.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize("shape", get_args(Shape))
@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
def test_a_cohort_is_found_in_every_shape_and_in_a_zip_of_it(
    tmp_path: Path, shape: Shape, packed: bool
) -> None:
    made = make(tmp_path, 60, seed=3, shape=shape, exercises=2)
    known = roster.read(made.roster)
    where = pack(made.folder, tmp_path / "all.zip", "all/") if packed else made.folder
    there = found(where, known)
    assert sorted(id_ for id_, item in there.items() if not item.entries) == sorted(made.missing)
    assert sorted(id_ for id_, item in there.items() if not item.is_known) == sorted(made.unknown)
    assert sorted(id_ for id_, item in there.items() if item.late) == sorted(made.late)
    assert sorted(id_ for id_, item in there.items() if item.notes) == sorted(made.twice)
    assert made.missing
    assert made.unknown
    assert len(made.variants) + len(made.missing) == len(there)
    for id_, item in submissions(where, known).items():
        for file, variant in made.variants[id_].items():
            samples = sources(file, variant)
            assert item.files[file] in samples, (id_, file)


def sources(file: str, variant: str) -> list[bytes]:
    """Return what a variant's file holds; an accepted and a wrong sample may share a name."""
    stem = file.removesuffix(".py")
    root = course().path
    places = [root / "solutions" / file, *(root / "submissions" / stem).glob(f"*/{variant}.py")]
    return [path.read_bytes() for path in places if path.stem == variant]


def test_without_a_roster_clones_of_github_classroom_lose_the_assignment_s_name(tmp_path: Path) -> None:
    write(tmp_path, *(f"hw-1-{name}/{FILE}" for name in ("ada", "al-an")))
    for name in ("hw-1-ada", "hw-1-al-an"):
        (tmp_path / name / ".git").mkdir()
    assert list(found(tmp_path)) == ["ada", "al-an"]


def test_folders_that_are_no_clones_keep_their_names(tmp_path: Path) -> None:
    write(tmp_path, f"hw-ada/{FILE}", f"hw-ben/{FILE}")
    assert list(found(tmp_path)) == ["hw-ada", "hw-ben"]


def test_of_canvas_files_the_latest_of_each_counts_under_the_name_it_was_given(tmp_path: Path) -> None:
    other = "ex_1_2_tangent_lines.py"
    write(
        tmp_path,
        f"doejane_101_7_{FILE}",
        f"doejane_LATE_101_12_{FILE.removesuffix('.py')}-1.py",
        f"doejane_101_8_{other}",
    )
    [(id_, learner)] = found(tmp_path).items()
    assert (id_, learner.name, learner.late) == ("101", "doejane", True)
    assert texts(tmp_path)["101"] == {
        FILE: f"doejane_LATE_101_12_{FILE.removesuffix('.py')}-1.py",
        other: f"doejane_101_8_{other}",
    }


def test_a_moodle_folder_with_an_archive_in_it_is_what_the_archive_holds(tmp_path: Path) -> None:
    work = write(tmp_path / "work", f"hw/{FILE}")
    folder = tmp_path / "cohort" / "Jane Doe_77_assignsubmission_file"
    folder.mkdir(parents=True)
    pack(work, folder / "my work.zip")
    assert texts(tmp_path / "cohort") == {"77": {f"hw/{FILE}": f"hw/{FILE}"}}


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("ada_attempt_2", "ada_attempt_10"),
        ("ada (2)", "ada (10)"),
        ("ada", "ada (1)"),
    ],
)
def test_the_highest_attempt_number_counts_whatever_was_changed_last(
    tmp_path: Path, older: str, newer: str
) -> None:
    write(tmp_path, f"{newer}/{FILE}", changed=1e9)
    write(tmp_path, f"{older}/{FILE}", changed=2e9)
    assert found(tmp_path)["ada"].entries == (newer,)


def test_without_numbers_the_newest_file_counts_and_the_other_is_named(tmp_path: Path) -> None:
    write(tmp_path, f"ada/{FILE}", changed=1e9)
    pack(write(tmp_path / "again", FILE), tmp_path / "ADA.zip")
    shutil.rmtree(tmp_path / "again")
    os.utime(tmp_path / "ADA.zip", (2e9, 2e9))
    [learner] = found(tmp_path).values()
    assert learner.entries == ("ADA.zip",)
    assert learner.notes == ("handed in more than once: ADA.zip counts, ada does not",)


def test_a_link_among_the_submissions_is_nobody_s(tmp_path: Path) -> None:
    write(tmp_path / "cohort", f"ada/{FILE}")
    (tmp_path / "cohort" / "ben").symlink_to(tmp_path / "cohort" / "ada")
    with place.opened(tmp_path / "cohort") as held:
        cohort = learners.find(held, course(), None)
    assert [learner.id for learner in cohort.learners] == ["ada"]
    assert cohort.ignored == ["ben"]


def test_a_learner_without_exercises_is_told_in_one_sentence(tmp_path: Path) -> None:
    write(tmp_path, f"ada/{FILE}", "ben/notes.txt")
    with pytest.raises(InputError, match=r"/ben: holds no exercise file \(such as"):
        submissions(tmp_path)


def test_a_roster_may_be_a_canvas_export_in_utf_16_with_semicolons(tmp_path: Path) -> None:
    text = "Student;ID;SIS User ID;SIS Login ID;Section\n    Points Possible;;;;\nDoe, Jane;101;s7;jane;A\n"
    known = roster.read(table(tmp_path, text.encode("utf-16")))
    assert known.members == [roster.Member("101", "Doe, Jane")]
    for key in ("101", "S7", "jane", "JANE"):
        assert known.find(key) == known.members[0]
    assert known.find_at_end("hw-2-jane") == known.members[0]
    assert known.find("doe") is None


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        ("name,mail\nAda,a@b\n", "line 1, column 1", "there is no column of ids"),
        ("id,name,ID\n1,Ada,2\n", "line 1, column 3", "the column “ID” stands in column 1 already"),
        ("id,name\n1,Ada\n2,Ben\n1,Cem\n", "line 4, column 1", "“1” is somebody's on line 2 already"),
        ("id,email\nada,a@b\nben,A@B\n", "line 3, column 2", "“A@B” is somebody's on line 2 already"),
        ("id,name\n1,Ada\n,Ben\n", "line 3, column 1", "there is no id"),
        ("id,name\n1,Ada,more\n", "line 2, column 3", "there are 3 cells under 2 columns"),
        ("id,name\n", "line 1, column 1", "there is no learner in it"),
        ("", "line 1, column 1", "there is no row of column names"),
        ('id,name\n1,"Ada\n', "line 2, column 1", "is not CSV"),
        (b"id,name\n1,Ren\xe9e\n", "line 2, column 6", "is not UTF-8 text"),
        (b"id,name\n1,Ad\0a\n", "line 2, column 1", "holds NUL characters"),
    ],
)
def test_a_roster_that_is_wrong_is_told_by_line_and_column(
    tmp_path: Path, text: str | bytes, where: str, problem: str
) -> None:
    path = table(tmp_path, text)
    with pytest.raises(InputError) as told:
        roster.read(path)
    assert str(told.value).startswith(f"{path}, {where}: {problem}")
    assert str(told.value).endswith(".")
