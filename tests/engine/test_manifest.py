"""A course's manifest is decoded strictly, and the course is never the learner's own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from small_course import TOML, make_course, write_course

from calcgrade.course import locate, manifest
from calcgrade.course.load import load
from calcgrade.errors import CheckerFault, CourseError, InputError
from calcgrade.limits import Limits


def problem_of(toml: str) -> str:
    with pytest.raises(CourseError) as caught:
        manifest.decode(toml, Path("course.toml"))
    return str(caught.value)


def test_a_manifest_keeps_its_order_and_its_defaults(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    assert course.ids == ["1.1", "2.1", "E1"]
    slope = course.entry("1.1")
    assert (slope.points, slope.needs_plot, slope.bonus, slope.reveal) == (10.0, False, False, {})
    assert course.entry("2.1").reveal == {"agrees": False}


@pytest.mark.parametrize(
    ("good", "bad", "problem"),
    [
        ("points = 10\n", 'points = "10"\n', "course.toml: exercise[0].points: expected float, got str"),
        ("points = 10\n", "points = nan\n", "course.toml: exercise[0].points: "),
        ("points = 10\n", "points = 0.3\n", "exercise[0].points: 0.3 is not whole or half"),
        ("points = 10\n", "points = -1\n", "exercise[0].points: expected float >= 0.0"),
        ("points = 10\n", "pionts = 10\n", "exercise[0]: object contains unknown field pionts"),
        ("points = 10\n", "", "exercise[0]: object missing required field points"),
        ("call_s = 2.0", "call_s = 0.0", "exercise[1].limits.call_s: expected float > 0.0"),
        ("format_version = 1", "format_version = 2", "format_version: 2 is not supported"),
        ('id = "2.1"', 'id = "1.1"', "exercise[1].id: '1.1' is taken by exercise[0]"),
        ('section = "1"', 'section = "9"', "exercise[0].section: there is no section '9'"),
        ("ex_1_1_slope.py", "../ex_1_1_slope.py", "exercise[0].file: '../ex_1_1_slope.py' is not a .py file"),
        ("ex_1_1_slope.py", "ex_2_1_gradient.py", "exercise[1].file: 'ex_2_1_gradient.py' is taken"),
        ('id = "small"', "id = small", "course.toml: is not TOML: Invalid value (at line 2, column 6)"),
    ],
)
def test_a_broken_manifest_is_named_by_file_and_key(good: str, bad: str, problem: str) -> None:
    assert good in TOML
    assert problem in problem_of(TOML.replace(good, bad, 1))


def test_a_later_format_is_named_even_when_nothing_else_can_be_read() -> None:
    assert "format_version: 7 is not supported" in problem_of("format_version = 7\nmodules = []\n")


@pytest.mark.parametrize("folder", ["exercises", "checkers"])
def test_a_missing_stub_or_checker_is_a_course_error(tmp_path: Path, folder: str) -> None:
    write_course(tmp_path)
    (tmp_path / folder / "ex_2_1_gradient.py").unlink()
    with pytest.raises(CourseError, match=rf"exercise\[1\].file: {folder}/ex_2_1_gradient.py does not exist"):
        load(tmp_path)


def test_an_exercise_overrides_single_limits_and_a_timeout_scales_them_all(tmp_path: Path) -> None:
    write_course(tmp_path, TOML.replace("[[section]]", "[limits]\nexercise_s = 20.0\n\n[[section]]", 1))
    assert load(tmp_path).limits_of("2.1") == Limits(call_s=2.0, exercise_s=20.0)
    assert load(tmp_path, timeout=10.0).limits_of("2.1") == Limits(import_s=5.0, call_s=1.0, exercise_s=10.0)


def test_an_unknown_exercise_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"unknown exercise 2\.11; nearest is 2\.1"):
        make_course(tmp_path).entry("2.11")


def test_an_exercise_is_found_in_either_case(tmp_path: Path) -> None:
    assert make_course(tmp_path).entry("e1").id == "E1"


def test_the_digest_follows_a_checker_and_ignores_its_bytecode(tmp_path: Path) -> None:
    before = make_course(tmp_path).digest
    (tmp_path / "checkers" / "__pycache__").mkdir()
    (tmp_path / "checkers" / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert load(tmp_path).digest == before
    (tmp_path / "checkers" / "ex_1_1_slope.py").write_text("# stricter\n")
    assert load(tmp_path).digest != before


@pytest.mark.parametrize(
    ("source", "detail"),
    [
        ("x = 1\ny = undefined\n", "checkers/ex_2_1_gradient.py:2: NameError"),
        ("def broken(:\n", "checkers/ex_2_1_gradient.py:1: SyntaxError"),
        ("raise SystemExit(0)\n", "checkers/ex_2_1_gradient.py:1: SystemExit: 0"),
        ("", "checkers/ex_2_1_gradient.py defines no `exercise`"),
        ("exercise = 3\n", "`exercise` is not an Exercise"),
    ],
)
def test_a_broken_checker_is_a_checker_fault_and_leaves_no_module(
    tmp_path: Path, source: str, detail: str
) -> None:
    course = make_course(tmp_path)
    (tmp_path / "checkers" / "ex_2_1_gradient.py").write_text(source)
    with pytest.raises(CheckerFault) as caught:
        course.checker("2.1")
    assert detail in caught.value.detail
    assert caught.value.exercise_id == "2.1"
    broken = [
        name for name, module in sys.modules.items() if getattr(module, "__file__", "") == str(tmp_path)
    ]
    assert broken == []


def test_a_named_course_is_taken(tmp_path: Path) -> None:
    assert locate.locate(write_course(tmp_path / "course")) == tmp_path / "course"


def test_a_course_inside_the_submission_is_refused_behind_a_link_too(tmp_path: Path) -> None:
    write_course(tmp_path / "alice" / "course")
    (tmp_path / "link").symlink_to(tmp_path / "alice")
    locate.require_outside(tmp_path / "alice" / "course", tmp_path / "bob")
    for course, submission in [("alice/course", "alice"), ("link/course", "alice"), ("alice", "link")]:
        with pytest.raises(InputError, match="lies inside the submission"):
            locate.require_outside(tmp_path / course, tmp_path / submission)


def test_a_course_in_the_working_folder_is_never_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_course(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert locate.locate(None) != tmp_path


def test_the_checkout_is_taken_before_the_copy_in_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "runner" / "calcgrade"
    write_course(package / "_course")
    monkeypatch.setattr(locate, "_PACKAGE", package)
    assert locate.locate(None) == package / "_course"
    write_course(tmp_path)
    assert locate.locate(None) == tmp_path


def test_an_installed_package_does_not_take_a_course_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "calcgrade"
    write_course(tmp_path)
    monkeypatch.setattr(locate, "_PACKAGE", package)
    with pytest.raises(CourseError, match="carries no course"):
        locate.locate(None)


def test_a_named_folder_without_a_manifest_is_a_course_error(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"there is no course.toml"):
        locate.locate(tmp_path)
