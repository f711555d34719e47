"""`pytest --calcgrade`: checks as tests, judged as `calcgrade check` judges them, and nothing without the option."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from small_course import write_course

from calcgrade.pytest_plugin import graded

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.slow

pytest_plugins = ["pytester"]
# pytester forgets what a run of it imported, and a process can import numpy only once: so it is here before.
import_module("calcgrade.checking")

CHECKOUT = Path(__file__).resolve().parents[2]
GRADIENT = "ex_2_1_gradient.py"
GRAPH = "ex_3_2_computation_graph.py"
CHECKS_OF_GRADIENT = 12
CHECKS_OF_GRAPH = 6


@pytest.fixture
def folder(pytester: pytest.Pytester) -> Path:
    """A learner's folder: 2.1 with a forward difference, 3.2 not begun."""
    shutil.copy(CHECKOUT / "submissions" / "demo" / GRADIENT, pytester.path)
    shutil.copy(CHECKOUT / "exercises" / GRAPH, pytester.path)
    return pytester.path


def names(pytester: pytest.Pytester, *words: str) -> list[str]:
    ran = pytester.runpytest("--calcgrade", "--collect-only", "-q", *words)
    return [line for line in ran.outlines if "::" in line]


@pytest.mark.usefixtures("folder")
def test_without_the_option_nothing_is_collected(pytester: pytest.Pytester) -> None:
    ran = pytester.runpytest()
    assert ran.ret == pytest.ExitCode.NO_TESTS_COLLECTED


@pytest.mark.usefixtures("folder")
def test_each_check_is_a_test_with_the_message_of_check(pytester: pytest.Pytester) -> None:
    ran = pytester.runpytest("--calcgrade", GRADIENT)
    ran.assert_outcomes(passed=CHECKS_OF_GRADIENT - 6, failed=4, skipped=2)
    ran.stdout.fnmatch_lines(
        [
            "* 2.1 partial_derivative agrees with the exact slope along every variable *",
            "partial_derivative(f, np.array(*) for f(x) = x² is off.",
            "    you returned *",
            "This is a forward difference*",
            "*numerical:*",
        ]
    )
    said = ran.stdout.str()
    assert said.count("numerical:") == 1
    assert "Traceback" not in said
    assert "runtest" not in said


@pytest.mark.usefixtures("folder")
def test_what_is_not_started_fails_so_that_only_a_whole_solution_is_green(pytester: pytest.Pytester) -> None:
    ran = pytester.runpytest("--calcgrade", "-k", "3.2")
    ran.assert_outcomes(failed=CHECKS_OF_GRAPH, deselected=CHECKS_OF_GRADIENT)
    ran.stdout.fnmatch_lines(["*3.2::forward_finds_the_values_everywhere*"])
    assert ran.ret == pytest.ExitCode.TESTS_FAILED


def test_a_solution_is_green(pytester: pytest.Pytester) -> None:
    shutil.copy(CHECKOUT / "solutions" / GRAPH, pytester.path)
    ran = pytester.runpytest("--calcgrade", "-v")
    ran.assert_outcomes(passed=CHECKS_OF_GRAPH)
    assert ran.ret == pytest.ExitCode.OK


def test_an_error_names_the_learners_line(pytester: pytest.Pytester) -> None:
    (pytester.path / GRAPH).write_text("def forward(x):\n    return x,\n\ndef backward(x)\n    pass\n")
    ran = pytester.runpytest("--calcgrade")
    ran.assert_outcomes(failed=CHECKS_OF_GRAPH)
    ran.stdout.fnmatch_lines([f"{GRAPH}, line 4, column *: SyntaxError: expected ':'"])


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "exercises"),
    [
        ([], {"2.1", "3.2"}),
        (["-k", "2.1"], {"2.1"}),
        (["-k", "backward"], {"3.2"}),
        ([f"{GRAPH}::3.2::forward_finds_the_values_everywhere"], {"3.2"}),
    ],
)
def test_exercises_and_checks_are_selected_as_tests_are(
    pytester: pytest.Pytester, words: list[str], exercises: set[str]
) -> None:
    found = names(pytester, *words)
    assert {name.split("::")[1] for name in found} == exercises
    assert len(found) == len(set(found))


def test_an_extension_is_shown_once_it_is_begun(pytester: pytest.Pytester, folder: Path) -> None:
    stub = folder / "extensions" / "ex_e8_newton.py"
    stub.parent.mkdir()
    shutil.copy(CHECKOUT / "exercises" / "extensions" / stub.name, stub)
    assert names(pytester, "-k", "E8") == []
    stub.write_text(f"{stub.read_text('utf-8')}\n# begun\n", "utf-8")
    assert names(pytester, "-k", "E8") != []


def test_two_folders_are_two_submissions_wherever_pytest_is_started(pytester: pytest.Pytester) -> None:
    for name in ("alice", "bob"):
        (pytester.path / name).mkdir()
        shutil.copy(
            CHECKOUT / ("solutions" if name == "alice" else "exercises") / GRAPH, pytester.path / name
        )
    ran = pytester.runpytest("--calcgrade", "alice", "bob")
    ran.assert_outcomes(passed=CHECKS_OF_GRAPH, failed=CHECKS_OF_GRAPH)


def test_no_exercise_is_imported_or_run_by_pytest_itself(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = pytester.path / "canary"
    monkeypatch.syspath_prepend(pytester.path)  # pyright: ignore[reportUnknownMemberType]
    source = (CHECKOUT / "solutions" / GRAPH).read_text("utf-8")
    touch = f"\ntry:\n    open({str(canary)!r}, 'w').close()\nexcept OSError:\n    pass\n"
    (pytester.path / GRAPH).write_text(source + touch, "utf-8")
    assert len(names(pytester)) == CHECKS_OF_GRAPH
    # Of a file that is named, pytest would make a module and import it.
    ran = pytester.runpytest("--calcgrade", GRAPH)
    ran.assert_outcomes(passed=CHECKS_OF_GRAPH)
    assert not canary.exists()
    assert Path(GRAPH).stem not in sys.modules


def test_what_a_conftest_changes_does_not_change_what_is_judged(
    pytester: pytest.Pytester, folder: Path
) -> None:
    pytester.makeini("[pytest]\nfilterwarnings = error\n")
    pytester.makeconftest("import calcgrade.engine.grade\ncalcgrade.engine.grade.grade = None\n")
    ran = pytester.runpytest_subprocess("--calcgrade", GRADIENT)
    ran.assert_outcomes(passed=CHECKS_OF_GRADIENT - 6, failed=4, skipped=2)


def test_nothing_that_an_exercise_prints_is_obeyed(pytester: pytest.Pytester) -> None:
    (pytester.path / GRAPH).write_text(
        "print('\\x1b[2J\\n::error::owned')\n\n"
        "def forward(x):\n    raise ValueError('\\x1b]0;owned\\x07\\n::error::owned')\n"
    )
    said = pytester.runpytest("--calcgrade", "--color=no").stdout.str()
    assert "owned" in said
    assert "\x1b" not in said
    assert not any(line.lstrip().startswith("::") for line in said.splitlines())


def test_a_course_of_ones_own_is_named_by_the_environment(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    course = write_course(tmp_path_factory.mktemp("course"))
    monkeypatch.setenv("CALCGRADE_COURSE", str(course))
    (pytester.path / "ex_1_1_slope.py").touch()
    ran = pytester.runpytest("--calcgrade")
    ran.assert_outcomes(failed=1)
    ran.stdout.fnmatch_lines(["*1.1 the checker of this exercise works*", "*Tell your instructor.*"])
    monkeypatch.setenv("CALCGRADE_COURSE", str(pytester.path))
    ran = pytester.runpytest("--calcgrade")
    assert ran.ret == pytest.ExitCode.USAGE_ERROR
    ran.stderr.fnmatch_lines(["ERROR: *there is no course.toml in it*"])


@pytest.mark.usefixtures("folder")
def test_a_grader_that_cannot_work_is_told_in_its_own_words(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graded, "CHECK", ("check", "--no-such-option"))
    ran = pytester.runpytest("--calcgrade", GRADIENT)
    ran.assert_outcomes(failed=CHECKS_OF_GRADIENT)
    ran.stdout.fnmatch_lines(["Error: No such option*--no-such-option*"])


def imported(words: Iterable[str], folder: Path) -> set[str]:
    """Return the modules of ours that a run of pytest imports."""
    program = (
        "import sys, pytest\n"
        "pytest.main(sys.argv[1:])\n"
        "print('\\n', *[name for name in sys.modules if name.startswith('calcgrade')])"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, *words], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_without_the_option_pytest_loads_next_to_nothing_of_ours(tmp_path: Path) -> None:
    assert imported(["--collect-only"], tmp_path) == {"calcgrade", "calcgrade.pytest_plugin"}
    assert "calcgrade.course.load" in imported(["--collect-only", "--calcgrade"], tmp_path)
