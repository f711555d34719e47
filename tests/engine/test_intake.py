"""A submission is read once, as bytes, and one bad file costs no other exercise."""

from __future__ import annotations

import os
import socket
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from small_course import make_course

from calcgrade.errors import InputError
from calcgrade.intake import submission
from calcgrade.intake.entries import Entry
from calcgrade.intake.folder import Folder
from calcgrade.limits import SUBMISSION, SUBMISSION_FILES

if TYPE_CHECKING:
    from calcgrade.course.load import Course
    from calcgrade.intake.submission import Submission

SLOPE, GRADIENT, MOMENTUM = "ex_1_1_slope.py", "ex_2_1_gradient.py", "extensions/ex_e1_momentum.py"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path / "course")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "alice"
    folder.mkdir()
    return folder


def put(folder: Path, *names: str, data: bytes = b"pass\n") -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def place(found: Submission, file: str) -> Entry:
    entry = found.entry(file)
    assert entry is not None
    return entry


def test_exercise_files_siblings_and_nothing_else_are_read(course: Course, folder: Path) -> None:
    put(folder, SLOPE, "mathtools.py", "notes.txt", "secret.env", "other/unrelated.py")
    found = submission.read(folder, course)
    assert list(found.files) == [SLOPE, "mathtools.py"]
    assert found.id == "alice"


@pytest.mark.parametrize(
    "hidden", [".git", ".venv", "__pycache__", "node_modules", "lib/site-packages", ".ipynb_checkpoints"]
)
def test_an_exercise_file_in_a_cache_or_a_hidden_folder_is_not_taken(
    course: Course, folder: Path, hidden: str
) -> None:
    put(folder, SLOPE, f"{hidden}/{GRADIENT}")
    assert submission.read(folder, course).entry(GRADIENT) is None


def test_a_virtual_environment_of_any_name_is_skipped(course: Course, folder: Path) -> None:
    put(folder, SLOPE, "env/pyvenv.cfg", f"env/{GRADIENT}")
    assert submission.read(folder, course).entry(GRADIENT) is None


@pytest.mark.parametrize(
    ("present", "taken"),
    [
        ([GRADIENT, f"exercises/{GRADIENT}"], GRADIENT),
        ([f"exercises/{GRADIENT}", f"a/{GRADIENT}"], f"exercises/{GRADIENT}"),
        ([f"week2/{GRADIENT}", f"old/week2/{GRADIENT}"], f"week2/{GRADIENT}"),
        ([GRADIENT, "ex_2_1_gradient.ipynb"], GRADIENT),
        (["deep/er/ex_2_1_gradient.py", "ex_2_1_gradient.ipynb"], "deep/er/ex_2_1_gradient.py"),
        (["exercises/ex_2_1_gradient.ipynb", "all.ipynb"], "exercises/ex_2_1_gradient.ipynb"),
    ],
)
def test_the_file_is_looked_for_in_the_root_then_exercises_then_the_shallowest(
    course: Course, folder: Path, present: list[str], taken: str
) -> None:
    put(folder, *present)
    assert place(submission.read(folder, course), GRADIENT).paths == (taken,)


def test_an_extension_is_found_with_and_without_its_folder(course: Course, folder: Path) -> None:
    put(folder, "exercises/extensions/ex_e1_momentum.py")
    assert place(submission.read(folder, course), MOMENTUM).path == "exercises/extensions/ex_e1_momentum.py"
    put(folder, "ex_e1_momentum.py")
    assert place(submission.read(folder, course), MOMENTUM).path == "ex_e1_momentum.py"


def test_two_files_equally_deep_are_a_problem_of_that_exercise_alone(course: Course, folder: Path) -> None:
    put(folder, f"a/{GRADIENT}", f"b/{GRADIENT}", SLOPE)
    found = submission.read(folder, course)
    assert "2 files of this name stand equally deep" in (place(found, GRADIENT).problem or "")
    assert place(found, SLOPE).problem is None


def test_every_notebook_in_the_root_is_a_candidate_when_there_are_only_notebooks(
    course: Course, folder: Path
) -> None:
    put(folder, "monday.ipynb", "tuesday.ipynb")
    entry = place(submission.read(folder, course), GRADIENT)
    assert entry == Entry(("monday.ipynb", "tuesday.ipynb"), "notebook")
    put(folder, SLOPE)
    assert submission.read(folder, course).entry(GRADIENT) is None


def test_notebooks_of_one_folder_are_candidates_and_of_two_equally_deep_none_are(
    course: Course, folder: Path
) -> None:
    put(folder, "hw/monday.ipynb", "hw/old/sunday.ipynb")
    entry = place(submission.read(folder, course), GRADIENT)
    assert entry == Entry(("hw/monday.ipynb",), "notebook")
    put(folder, "other/tuesday.ipynb")
    with pytest.raises(InputError, match="holds no exercise file"):
        submission.read(folder, course)


@pytest.mark.parametrize("kind", ["folder", "link", "dangling", "fifo", "socket"])
def test_what_is_no_regular_file_costs_its_own_exercise_and_is_noted(
    course: Course, folder: Path, kind: str
) -> None:
    put(folder, SLOPE)
    secret = folder.parent / "secret.py"
    secret.write_text("SECRET = 1\n")
    odd = folder / GRADIENT
    if kind == "folder":
        odd.mkdir()
    elif kind == "fifo":
        os.mkfifo(odd)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(odd))
    else:
        odd.symlink_to(secret if kind == "link" else folder / "nowhere")
    found = submission.read(folder, course)
    assert list(found.files) == [SLOPE]
    problem = place(found, GRADIENT).problem or ""
    assert problem.startswith(GRADIENT)
    assert problem in found.notes


def test_a_linked_folder_is_not_entered(course: Course, folder: Path) -> None:
    put(folder, SLOPE)
    put(folder.parent / "elsewhere", GRADIENT)
    (folder / "exercises").symlink_to(folder.parent / "elsewhere")
    assert submission.read(folder, course).entry(GRADIENT) is None


def test_a_linked_neighbour_is_noted_and_not_read(course: Course, folder: Path) -> None:
    put(folder, SLOPE)
    (folder / "tools.py").symlink_to("/etc/passwd")
    found = submission.read(folder, course)
    assert found.notes == ["tools.py is a link, and links are not followed"]


def test_a_file_that_may_not_be_read_costs_its_own_exercise(
    course: Course, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, SLOPE, GRADIENT)

    read = Folder.read

    def refuse(folder: Folder, path: str, most: int) -> bytes:
        if path == GRADIENT:
            raise PermissionError(13, "Permission denied")
        return read(folder, path, most)

    monkeypatch.setattr(Folder, "read", refuse)
    found = submission.read(folder, course)
    assert place(found, GRADIENT).problem == f"{GRADIENT} could not be read: permission denied"
    assert place(found, SLOPE).problem is None


def test_the_bytes_are_kept_as_they_are(course: Course, folder: Path) -> None:
    odd = b"\xef\xbb\xbf# coding: latin-1\r\n\x00\xff"
    put(folder, SLOPE, data=odd)
    assert submission.read(folder, course).files[SLOPE] == odd


def test_too_many_bytes_are_an_input_error_and_the_limit_itself_is_not(course: Course, folder: Path) -> None:
    put(folder, SLOPE, data=b"#" * (SUBMISSION - 1))
    put(folder, "tools.py", data=b"#")
    assert len(submission.read(folder, course).files) == 2
    put(folder, "tools.py", data=b"##")
    with pytest.raises(InputError, match="more than 5 MiB"):
        submission.read(folder, course)


def test_too_many_files_are_an_input_error(course: Course, folder: Path) -> None:
    put(folder, SLOPE, *(f"t{number}.py" for number in range(SUBMISSION_FILES - 1)))
    assert len(submission.read(folder, course).files) == SUBMISSION_FILES
    put(folder, "one_more.py")
    with pytest.raises(InputError, match="201 files are more than the 200"):
        submission.read(folder, course)


def test_the_search_ends_in_a_huge_folder_and_says_so(
    course: Course, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("calcgrade.intake.tree.SUBMISSION_ENTRIES", 20)
    put(folder, SLOPE, *(f"photos/{number}.jpg" for number in range(40)))
    found = submission.read(folder, course)
    assert list(found.files) == [SLOPE]
    assert any("the search stopped" in note for note in found.notes)
    put(folder, *(f"{number}.jpg" for number in range(20)))
    with pytest.raises(InputError, match="holds more than 20 files"):
        submission.read(folder, course)


def test_of_a_folder_of_any_size_no_more_is_looked_at_than_counts(folder: Path) -> None:
    put(folder, *(f"{number}.jpg" for number in range(40)))
    with Folder(folder, most=20) as opened:
        assert len(opened.list(PurePosixPath())) == 21


@pytest.mark.parametrize("name", ["bad\x1b[31m.py", "bad\udcff.py", "back\\slash.py", "bidi\u202e.py"])
def test_a_name_with_unprintable_characters_is_noted_and_not_read(
    course: Course, folder: Path, name: str
) -> None:
    put(folder, SLOPE, name)
    found = submission.read(folder, course)
    assert list(found.files) == [SLOPE]
    assert len(found.notes) == 1
    assert found.notes[0].isprintable()


def test_the_digest_follows_names_and_contents_but_not_the_folder(course: Course, folder: Path) -> None:
    put(folder, SLOPE)
    put(folder.parent / "bob", SLOPE)
    alice, bob = submission.read(folder, course), submission.read(folder.parent / "bob", course)
    assert alice.digest == bob.digest
    put(folder, SLOPE, data=b"x = 1\n")
    assert submission.read(folder, course).digest != bob.digest


def test_a_single_file_of_an_exercise_comes_with_its_neighbours(course: Course, folder: Path) -> None:
    put(folder, SLOPE, GRADIENT, "tools.py", f"deeper/{SLOPE}")
    found = submission.read(folder / GRADIENT, course)
    assert set(found.files) == {GRADIENT, SLOPE, "tools.py"}
    assert list(found.entries) == [GRADIENT]


def test_a_single_file_of_any_name_is_the_exercise_it_is_given_for(course: Course, folder: Path) -> None:
    put(folder, "forward_difference.py", "half_step.py")
    file = folder / "forward_difference.py"
    found = submission.read(file, course, exercise="2.1")
    assert list(found.files) == ["forward_difference.py"]
    assert place(found, GRADIENT).path == "forward_difference.py"
    with pytest.raises(InputError, match="name of no exercise's file"):
        submission.read(file, course)


def test_a_single_notebook_may_hold_every_exercise(course: Course, folder: Path) -> None:
    put(folder, "all.ipynb", "ex_2_1_gradient.ipynb")
    found = submission.read(folder / "all.ipynb", course)
    assert {file: entry.path for file, entry in found.entries.items()} == dict.fromkeys(
        [SLOPE, GRADIENT, MOMENTUM], "all.ipynb"
    )
    named = submission.read(folder / "ex_2_1_gradient.ipynb", course)
    assert list(named.entries) == [GRADIENT]


@pytest.mark.parametrize("name", ["nul.py", "a:b.py", "back\\slash.ipynb", "con .ipynb"])
def test_a_single_file_whose_name_means_something_else_elsewhere_is_an_input_error(
    course: Course, folder: Path, name: str
) -> None:
    put(folder, name)
    with pytest.raises(InputError, match="Give it another name"):
        submission.read(folder / name, course, exercise="2.1")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("nowhere", "there is no such file or folder"),
        ("empty", "holds no exercise file"),
        ("essay.txt", "is neither a folder, a zip or tar file, a .py file nor a notebook"),
        ("linked.py", "is a link"),
    ],
)
def test_nothing_to_grade_is_an_input_error(course: Course, folder: Path, name: str, problem: str) -> None:
    put(folder, "essay.txt", SLOPE)
    (folder / "empty").mkdir()
    (folder / "linked.py").symlink_to(folder / SLOPE)
    with pytest.raises(InputError, match=problem):
        submission.read(folder / name, course)


def test_in_the_courses_own_folder_checkers_and_samples_are_no_submission(course: Course) -> None:
    put(course.path, f"submissions/2.1/accepted/{GRADIENT}", "hatch_build.py")
    (course.path / "exercises" / GRADIENT).unlink()
    found = submission.read(course.path, course)
    assert found.entry(GRADIENT) is None
    assert sorted(found.files) == ["exercises/ex_1_1_slope.py", "exercises/extensions/ex_e1_momentum.py"]
