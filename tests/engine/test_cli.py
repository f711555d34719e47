"""The command line: exit codes, sentences instead of tracebacks, nothing left behind."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from small_course import make_course, write_course

from calcgrade.cli import targets
from calcgrade.cli.main import cli
from calcgrade.errors import InputError
from calcgrade.results.model import decode
from calcgrade.results.schema import encoded

if TYPE_CHECKING:
    from click.testing import Result

    from calcgrade.course.load import Course

CHECKOUT = Path(__file__).resolve().parents[2]
SLOPE = "ex_1_1_numerical_derivative.py"
PROGRESS = ".calcgrade-progress.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A learner's folder with 1.1 solved."""
    folder = tmp_path / "alice"
    folder.mkdir()
    shutil.copy(CHECKOUT / "solutions" / SLOPE, folder)
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small course's folder."""
    return write_course(tmp_path / "small")


def invoke(*arguments: str | Path, folder: Path | None = None) -> Result:
    before = Path.cwd()
    if folder is not None:
        os.chdir(folder)
    try:
        return CliRunner().invoke(cli, [str(argument) for argument in arguments])
    finally:
        os.chdir(before)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def environment(temporary: Path, **more: str) -> dict[str, str]:
    temporary.mkdir(exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, "TMPDIR": str(temporary), **more}


def program(
    *arguments: str | Path, folder: Path, python: tuple[str, ...] = (), **more: str
) -> subprocess.CompletedProcess[str]:
    """Run the real program in a folder, with its temporary files beside that folder."""
    return subprocess.run(
        [sys.executable, *python, "-m", "calcgrade", *map(str, arguments)],
        cwd=folder,
        env=environment(folder.parent / "tmp", **more),
        capture_output=True,
        text=True,
        timeout=60,
    )


# What needs no sandbox.


def test_help_teaches_by_example() -> None:
    assert "calcgrade check 2.1" in invoke("--help").stdout
    for command in (
        ["init"],
        ["check"],
        ["grade"],
        ["report"],
        ["list"],
        ["hint"],
        ["quiz"],
        ["show"],
        ["progress"],
        ["doctor"],
        ["schema"],
        ["image", "build"],
        ["dev", "draw"],
    ):
        ran = invoke(*command, "--help")
        assert ran.exit_code == 0
        assert "Example" in ran.stdout
        assert f"calcgrade {' '.join(command)}" in ran.stdout


def test_the_schema_is_printed_as_generated() -> None:
    assert invoke("schema").stdout_bytes == encoded()


def test_list_says_which_files_are_here(small: Path, tmp_path: Path) -> None:
    here = tmp_path / "bob"
    (here / "exercises").mkdir(parents=True)
    (here / "exercises" / "ex_2_1_gradient.py").touch()
    (here / "ex_1_1_slope.py").mkdir()
    ran = invoke("list", "--course", small, folder=here)
    assert ran.exit_code == 0
    lines = {line.split()[0]: line for line in ran.stdout.splitlines() if line.startswith("  ")}
    assert lines["2.1"].endswith("10 points  exercises/ex_2_1_gradient.py")
    assert lines["1.1"].endswith("ex_1_1_slope.py is a folder, not a file")
    assert lines["E1"].endswith("2.5 bonus   not here")


def test_list_works_in_an_empty_folder(small: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = invoke("list", "--course", small, folder=tmp_path / "empty")
    assert ran.exit_code == 0
    assert "0 of 3 are in this folder" in ran.stdout


def test_doctor_has_one_line_a_part() -> None:
    ran = invoke("doctor")
    assert ran.exit_code == 0
    started = [line for line in ran.stdout.splitlines() if line.startswith(("ok  ", "--  "))]
    named = ["Python", "numpy", "matplotlib", "display", "bubblewrap", "docker engine", "image"]
    assert [line[4:18].strip() for line in started] == named


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "-- display there is none here, so pictures are saved as files. Over ssh"),
        ({"KITTY_WINDOW_ID": "1"}, "pictures are saved as files, and this terminal shows them"),
        ({"DISPLAY": ":987"}, "no backend of matplotlib opens a window here"),
    ],
)
def test_doctor_says_where_pictures_are_seen(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], said: str
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "KITTY_WINDOW_ID", "TERM_PROGRAM", "TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("COLUMNS", "100")
    ran = invoke("doctor")
    assert ran.exit_code == 0
    assert said in " ".join(ran.stdout.split())


def test_doctor_fails_only_for_what_check_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(kind: str, image: str | None = None) -> str:
        return f"{kind} is not here. Install it."

    monkeypatch.setattr("calcgrade.sandboxes.select.problem", nothing)
    monkeypatch.setattr("calcgrade.cli.doctor._engine_problem", lambda: "no engine. Start it.")
    ran = invoke("doctor")
    assert ran.exit_code == 0
    assert "--  bubblewrap     bubblewrap is not here. Install it." in ran.stdout
    monkeypatch.setitem(sys.modules, "numpy", None)
    ran = invoke("doctor")
    assert ran.exit_code == 3
    assert "Mend it: python -m pip install numpy" in ran.stdout.replace("\n                   ", " ")


# What a user can get wrong: one sentence, exit code 2, and before any sandbox is looked for.


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "2.11"], "unknown exercise 2.11; nearest is 2.1"),
        (["check", "nowhere.py"], "there is no such file or folder"),
        (["grade", "nowhere"], "there is no such file or folder"),
        (["grade", ".", "--exercise", "9.9"], "unknown exercise 9.9"),
        (["grade", "empty"], "holds no exercise file"),
        (["grade", "notes.py"], "has the name of no exercise's file"),
        (["check", "--course", "empty"], "there is no course.toml"),
        (["check", "--json", "empty/no/result.json"], "no file can be written here"),
        (["check", "--html", "empty/no/report.html"], "no file can be written here"),
        (["check", "--junit-xml", "empty/no/report.xml"], "no file can be written here"),
        (["check", "--csv", "report", "--markdown", "./report"], "two reports cannot be in one file"),
        (["check", "--classroom50", "result.json"], "the environment has no CLASSROOM"),
        (["check", "--seed", "-1"], "Invalid value for '--seed'"),
        (["check", "--timeout", "0"], "Invalid value for '--timeout'"),
        (["check", "--isolation", "chroot"], "Invalid value for '--isolation'"),
        (["grade"], "Missing argument 'PATH'"),
        (["chekc"], "No such command 'chekc'"),
        (["grade", ".", "--isolation", "process"], "--trust-submissions"),
    ],
)
def test_a_usage_error_is_one_sentence_and_exit_code_2(
    folder: Path, arguments: list[str], sentence: str
) -> None:
    (folder / "empty").mkdir()
    (folder / "notes.py").touch()
    ran = program(*arguments, folder=folder, DOCKER_HOST="unix:///nowhere.sock", PATH="/nowhere")
    assert ran.returncode == 2
    assert sentence in ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.stdout == ""


def test_words_of_a_command_line_are_shown_and_not_obeyed(folder: Path) -> None:
    for words in (
        ["check", "--\x1b[2J\n::error::owned"],
        ["check", "no\x9b2J.py"],
        ["\x1b]0;x\x07"],
        ["grade", "\n##[x]"],
    ):
        ran = program(*words, folder=folder)
        assert ran.returncode == 2
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]|^::|##\[", ran.stderr, re.MULTILINE), ran.stderr


def test_a_learners_own_course_is_never_used(folder: Path) -> None:
    write_course(folder)
    write_course(folder / "course")
    ran = program("list", folder=folder)
    assert "A small course" not in ran.stdout
    for course in (".", "course"):
        ran = program("check", "--course", course, folder=folder)
        assert ran.returncode == 2
        assert "lies inside the submission" in ran.stderr
    ran = program("grade", ".", folder=folder, CALCGRADE_COURSE="course")
    assert ran.returncode == 2
    assert "lies inside the submission" in ran.stderr


def test_no_engine_is_exit_code_3_and_says_what_to_do(folder: Path) -> None:
    ran = program("grade", ".", "--isolation", "docker", folder=folder, DOCKER_HOST="unix:///nowhere.sock")
    assert ran.returncode == 3
    assert "no engine answers" in ran.stderr
    assert "Start Docker or Podman" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_fault_of_our_own_is_exit_code_3_and_a_traceback_only_on_demand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def boom(name: str) -> bytes:
        raise ZeroDivisionError("\x1b[31mboom")

    monkeypatch.setattr("calcgrade.results.schema.encoded", boom)
    ran = invoke("schema")
    assert ran.exit_code == 3
    assert r"a fault of calcgrade's own, ZeroDivisionError: \x1b[31mboom" in ran.stderr
    assert "Traceback" not in ran.stderr
    debugged = invoke("--debug", "schema").stderr
    assert "Traceback" in debugged
    assert "\x1b" not in debugged
    monkeypatch.setenv("CALCGRADE_DEBUG", "1")
    assert "Traceback" in invoke("schema").stderr


# Which files and exercises the words of a command line mean.


@pytest.fixture
def course(small: Path) -> Course:
    return make_course(small)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    here = tmp_path / "here"
    (here / "sub").mkdir(parents=True)
    for name in (
        "ex_1_1_slope.py",
        "ex_2_1_gradient.py",
        "mine.py",
        "all.ipynb",
        "sub/ex_2_1_gradient.py",
        "2.1",
    ):
        (here / name).touch()
    return here


@pytest.mark.parametrize(
    ("words", "path", "ids", "single"),
    [
        ([], "", [], None),
        (["2.1"], "", ["2.1"], None),
        (["e1", "1.1"], "", ["1.1", "E1"], None),
        (["ex_2_1_gradient.py"], "ex_2_1_gradient.py", ["2.1"], None),
        (["sub"], "sub", [], None),
        (["sub", "2.1"], "sub", ["2.1"], None),
        (["mine.py", "2.1"], "mine.py", ["2.1"], "2.1"),
        (["all.ipynb"], "all.ipynb", [], None),
        (["ex_2_1_gradient.py", "ex_1_1_slope.py"], "", ["1.1", "2.1"], None),
    ],
)
def test_words_are_ids_or_paths(
    course: Course, here: Path, words: list[str], path: str, ids: list[str], single: str | None
) -> None:
    assert targets.resolve(words, (), course, here) == (here / path, ids, single)


def test_grade_takes_every_word_for_a_path(course: Course, here: Path) -> None:
    assert targets.resolve(["2.1"], (), course, here, paths_only=True).path == here / "2.1"


@pytest.mark.parametrize("words", [["ex_1_1_slope.py", "sub/ex_2_1_gradient.py"], ["sub", "mine.py"]])
def test_files_of_two_folders_are_not_one_submission(course: Course, here: Path, words: list[str]) -> None:
    with pytest.raises(InputError, match="several paths"):
        targets.resolve(words, (), course, here)


# Grading for real, with the course of this checkout.


def test_a_passing_check_exits_with_0_and_leaves_nothing_behind(folder: Path) -> None:
    ran = program("check", "1.1", folder=folder)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Score  10 / 10" in ran.stdout
    assert "Next: 1.2" in ran.stdout
    assert names(folder.parent / "tmp") == []
    assert names(folder) == [PROGRESS, SLOPE]


def test_a_failing_check_exits_with_1_and_with_0_on_demand(folder: Path) -> None:
    (folder / SLOPE).write_text("def numerical_derivative(f, x, h=1e-7):\n    return (f(x + h) - f(x)) / h\n")
    ran = program("check", "1.1", folder=folder)
    assert ran.returncode == 1
    assert "you returned" in ran.stdout
    assert "Next: mend 1.1" in ran.stdout
    assert program("check", "1.1", "--exit-zero", folder=folder).returncode == 0


def test_a_service_gets_its_report_and_exit_code_0_whatever_the_grade(folder: Path) -> None:
    (folder / SLOPE).write_text("def numerical_derivative(f, x, h=1e-7):\n    return (f(x + h) - f(x)) / h\n")
    ran = program("check", "1.1", "--gradescope", "g.json", "--junit-xml", "j.xml", folder=folder)
    assert ran.returncode == 0
    score = json.loads((folder / "g.json").read_text("utf-8"))["score"]
    assert f"Score  {score:g} / 10\n" in ran.stdout
    assert f'name="alice: {score:g} of 10 points"' in (folder / "j.xml").read_text("utf-8")


def test_the_json_of_a_grade_is_the_same_on_stdout_and_in_the_file(folder: Path) -> None:
    ran = program("check", "1.1", "--format", "json", "--json", "out.json", folder=folder)
    written = (folder / "out.json").read_text("utf-8")
    assert ran.stdout == written
    result = decode(written.encode())
    assert [exercise.id for exercise in result.exercises] == ["1.1"]
    assert (result.status, result.score, result.submission.id) == ("passed", 10.0, "alice")
    assert names(folder) == [PROGRESS, SLOPE, "out.json"]


def test_a_link_in_the_place_of_a_report_is_replaced_and_not_followed(folder: Path) -> None:
    canary = folder.parent / "canary"
    canary.write_text("untouched")
    (folder / "out.json").symlink_to(canary)
    assert program("check", "1.1", "--json", "out.json", folder=folder).returncode == 0
    assert canary.read_text() == "untouched"
    assert json.loads((folder / "out.json").read_text())["score"] == 10.0


def test_a_trusted_submission_may_be_graded_in_a_process_and_is_stamped(folder: Path) -> None:
    ran = program(
        "grade", "alice", "--exercise", "1.1", "--isolation", "process", "--trust-submissions",
        folder=folder.parent,
    )  # fmt: skip
    assert ran.returncode == 0
    assert "Not isolated" in ran.stdout
    assert "Next:" not in ran.stdout


def test_a_single_file_of_any_name_is_graded_for_the_exercise_named(folder: Path) -> None:
    (folder / SLOPE).rename(folder / "mine.py")
    ran = program("check", "mine.py", "1.1", folder=folder)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_broken_checker_is_exit_code_3_and_no_fault_of_the_learner(small: Path, tmp_path: Path) -> None:
    here = tmp_path / "bob"
    here.mkdir()
    (here / "ex_1_1_slope.py").touch()
    (small / "checkers" / "ex_1_1_slope.py").write_text("1 / 0\n")
    ran = program("check", "1.1", "--exit-zero", "--course", small, folder=here)
    assert ran.returncode == 3
    assert "fault of the checker" in ran.stdout
    assert "ZeroDivisionError" in ran.stdout
    assert "Next: tell your instructor" in ran.stdout


def test_what_was_not_read_is_said(folder: Path) -> None:
    (folder / "tools.py").symlink_to("/etc/passwd")
    assert "Note: tools.py is a link" in program("check", "1.1", folder=folder).stdout


def test_modules_in_the_learners_folder_are_not_imported_by_the_grader(folder: Path) -> None:
    canary = folder.parent / "canary"
    trap = f"open({str(canary)!r}, 'w').close()\n"
    for name in ("click", "msgspec", "numpy", "tomllib", "rich", "pathlib", "signal", "sitecustomize"):
        (folder / f"{name}.py").write_text(trap)
    (folder / "matplotlibrc").write_text("backend: module://click\n")
    ran = program("list", folder=folder)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert not canary.exists()


UNNEEDED = ("hypothesis", "docker", "rich", "jinja2", "matplotlib", "asyncio", "urllib.request", "yaml")


def test_a_passing_check_imports_nothing_heavy_but_numpy(folder: Path) -> None:
    ran = program("check", "1.1", folder=folder, python=("-X", "importtime"))
    assert ran.returncode == 0
    imported = [line.rpartition("|")[2].strip() for line in ran.stderr.splitlines() if "|" in line]
    assert "numpy" in imported
    heavy = {name for name in imported for unneeded in UNNEEDED if f"{name}.".startswith(f"{unneeded}.")}
    assert heavy == set()


def test_nothing_of_the_companion_is_imported_before_the_report_is_out(folder: Path) -> None:
    code = (
        "import sys\n"
        "from calcgrade.reports.terminal import Terminal\n"
        "summary = Terminal.summary\n"
        "def spy(self, *words):\n"
        "    summary(self, *words)\n"
        "    print([name for name in sys.modules if 'companion' in name], file=sys.stderr)\n"
        "Terminal.summary = spy\n"
        "from calcgrade.__main__ import main\n"
        "main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "check", "1.1"],
        cwd=folder,
        env=environment(folder.parent / "tmp"),
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, ran.stderr) == (0, "[]\n")


def test_a_page_is_written_whole_and_without_matplotlib(folder: Path) -> None:
    shutil.copy(CHECKOUT / "solutions/ex_1_2_tangent_lines.py", folder)
    ran = program("check", "1.2", "--html", "out.html", folder=folder, python=("-X", "importtime"))
    assert ran.returncode == 0
    page = (folder / "out.html").read_text("utf-8")
    assert page.rstrip().endswith("</html>")
    assert page.count("data:image/png;base64,") == 1
    assert "The curve x³ − 3x, with level tangents" in page
    assert names(folder) == [PROGRESS, SLOPE, "ex_1_2_tangent_lines.py", "out.html"]
    imported = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines() if "|" in line}
    assert "jinja2" in imported
    assert "matplotlib" not in imported


def test_the_sandbox_is_started_before_numpy_is_imported_and_away_from_the_folder(folder: Path) -> None:
    code = (
        "import os, sys\n"
        "from calcgrade.sandboxes.session import Session\n"
        "start = Session.start\n"
        "def spy(self):\n"
        "    print('numpy' in sys.modules, os.listdir(), file=sys.stderr)\n"
        "    start(self)\n"
        "Session.start = spy\n"
        "from calcgrade.__main__ import main\n"
        "main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "check", "1.1"],
        cwd=folder,
        env=environment(folder.parent / "tmp"),
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0
    assert ran.stderr.splitlines()[0] == "False []"


def descendants(process: int) -> set[int]:
    """Return the ids of a process's children, their children, and so on."""
    parents: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(status.parent.name)] = int(fields[1])
    found: set[int] = {process}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {process}


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for what is left in /proc")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("isolation", ["auto", "process"])
def test_an_interrupted_check_ends_its_sandbox_quietly(
    folder: Path, number: signal.Signals, code: int, isolation: str
) -> None:
    temporary = folder.parent / "tmp"
    (folder / SLOPE).write_text("while True:\n    pass\n")
    with subprocess.Popen(
        [sys.executable, "-m", "calcgrade", "check", "1.1", "--isolation", isolation],
        cwd=folder,
        env=environment(temporary),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        sandbox: set[int] = set()
        # The worker and the child it forks for the exercise, which is the one that hangs.
        while len(sandbox) < 2 and running.poll() is None:
            time.sleep(0.05)
            sandbox = descendants(running.pid)
        running.send_signal(number)
        out, err = running.communicate(timeout=20)
    assert len(sandbox) >= 2
    assert (running.returncode, out, err) == (code, b"", b"")
    assert names(temporary) == []
    assert not any(Path(f"/proc/{process}").exists() for process in sandbox)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interruption_while_a_checker_is_imported_is_not_held_against_the_checker(
    folder: Path, small: Path, number: signal.Signals, code: int
) -> None:
    reached, report = folder.parent / "reached", folder.parent / "result.json"
    (folder / "ex_1_1_slope.py").write_text("")
    checker = f"import pathlib, time\npathlib.Path({str(reached)!r}).touch()\ntime.sleep(60)\n"
    (small / "checkers" / "ex_1_1_slope.py").write_text(checker)
    words = f"grade . --course {small} --isolation process --trust-submissions --json {report}"
    with subprocess.Popen(
        [sys.executable, "-m", "calcgrade", *words.split()],
        cwd=folder,
        env=environment(folder.parent / "tmp"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        while not reached.exists() and running.poll() is None:
            time.sleep(0.05)
        running.send_signal(number)
        said = running.communicate(timeout=20)
    assert running.returncode == code, said
    assert b"fault" not in b"".join(said)
    assert not report.exists()


def test_a_reader_that_goes_away_is_no_traceback(folder: Path) -> None:
    ran = subprocess.run(
        f"{sys.executable} -m calcgrade schema | head -c 1",
        shell=True,
        cwd=folder,
        env=environment(folder.parent / "tmp"),
        capture_output=True,
        text=True,
    )
    assert (ran.stdout, ran.stderr) == ("{", "")
