"""`calcgrade init`: whatever lies in the folder already, nothing of it is lost."""

from __future__ import annotations

import ast
import shlex
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from small_course import write_course

from calcgrade import __version__
from calcgrade.cli.main import cli
from calcgrade.course import load, locate
from calcgrade.errors import InputError
from calcgrade.starter import files, put

if TYPE_CHECKING:
    from click.testing import Result

CHECKOUT = Path(__file__).resolve().parents[2]
COURSE = load.load(locate.locate(None))
REQUIREMENTS = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.isprintable)


def init(*words: str | Path, answer: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["init", *map(str, words)], input=answer)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who can be asked."""
    monkeypatch.setattr("calcgrade.cli.init._can_be_asked", lambda: True)


def test_a_learners_folder_has_every_stub_and_says_what_to_do(tmp_path: Path) -> None:
    ran = init(tmp_path / "new" / "mine")
    assert (ran.exit_code, ran.stderr) == (0, "")
    made = contents(tmp_path / "new" / "mine")
    exercises = CHECKOUT / "exercises"
    stubs = {file.relative_to(exercises).as_posix(): file.read_bytes() for file in exercises.rglob("*.py")}
    assert len(stubs) == 17
    others = {"README.md", ".gitignore", ".github/workflows/calcgrade.yml"}
    assert {name: made[name] for name in made if name not in others} == stubs
    assert set(made) == set(stubs) | others
    readme = made["README.md"].decode("utf-8")
    assert all(f"]({name})" in readme for name in stubs)
    assert f"pip install calcgrade=={__version__}" in readme
    assert "calcgrade check 1.1" in ran.stdout


def test_what_is_made_can_be_graded_and_is_not_started(tmp_path: Path) -> None:
    init(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "calcgrade", "check", "1.1", "3.2"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout.count("not started") == 2


def test_another_course_brings_its_own_stubs(tmp_path: Path) -> None:
    course = write_course(tmp_path / "course")
    (course / "exercises" / "ex_1_1_slope.py").write_text("# write here\n")
    ran = init(tmp_path / "mine", "--course", course)
    assert ran.exit_code == 0
    assert (tmp_path / "mine" / "ex_1_1_slope.py").read_text() == "# write here\n"
    assert "A small course" in (tmp_path / "mine" / "README.md").read_text("utf-8")
    assert "The files name no course" in ran.stdout


def test_a_file_that_is_there_is_kept_and_told(tmp_path: Path) -> None:
    (tmp_path / "ex_2_1_gradient.py").write_text("mine")
    ran = init(tmp_path)
    assert ran.exit_code == 0
    assert "kept     ex_2_1_gradient.py" in ran.stdout
    assert (tmp_path / "ex_2_1_gradient.py").read_text() == "mine"
    before = contents(tmp_path)
    again = init(tmp_path)
    assert "made" not in again.stdout.partition("more are there")[0]
    assert contents(tmp_path) == before


def test_force_lists_what_it_would_replace_and_does_nothing_unasked(tmp_path: Path) -> None:
    (tmp_path / "ex_2_1_gradient.py").write_text("mine")
    before = contents(tmp_path)
    ran = init(tmp_path, "--force")
    assert ran.exit_code == 2
    assert "  ex_2_1_gradient.py\n" in ran.stdout
    assert "Add --yes" in ran.stderr
    assert contents(tmp_path) == before


@pytest.mark.usefixtures("at_a_terminal")
def test_force_asks_and_a_no_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "ex_2_1_gradient.py").write_text("mine")
    before = contents(tmp_path)
    ran = init(tmp_path, "--force", answer="n\n")
    assert ran.exit_code == 2
    assert "nothing was changed" in ran.stderr
    assert contents(tmp_path) == before
    assert init(tmp_path, "--force", answer="y\n").exit_code == 0
    assert (tmp_path / "ex_2_1_gradient.py.bak").read_text() == "mine"


def test_even_force_loses_nothing(tmp_path: Path) -> None:
    file = tmp_path / "ex_2_1_gradient.py"
    for number, name in enumerate(("bak", "bak2", "bak3")):
        file.write_text(f"mine {number}")
        assert init(tmp_path, "--force", "--yes").exit_code == 0
        assert file.read_bytes() == (CHECKOUT / "exercises" / file.name).read_bytes()
        assert (tmp_path / f"{file.name}.{name}").read_text() == f"mine {number}"
    assert (tmp_path / f"{file.name}.bak").read_text() == "mine 0"


def test_a_link_in_the_place_of_a_file_is_not_written_through(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    canary.write_text("untouched")
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "README.md").symlink_to(canary)
    (folder / ".gitignore").symlink_to(tmp_path / "nowhere")
    ran = init(folder)
    assert "kept     README.md" in ran.stdout
    assert "kept     .gitignore" in ran.stdout
    assert init(folder, "--force", "--yes").exit_code == 0
    assert canary.read_text() == "untouched"
    assert not (tmp_path / "nowhere").exists()
    assert (folder / "README.md.bak").is_symlink()


def test_a_file_that_comes_in_between_is_not_overwritten(tmp_path: Path) -> None:
    file = files.gradescope("calcgrade")[0]
    (tmp_path / file.path).write_text("came in between")
    with pytest.raises(InputError, match="could not be written"):
        put.put(tmp_path, file)
    assert (tmp_path / file.path).read_text() == "came in between"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_half_a_file_is_never_left_behind(tmp_path: Path) -> None:
    program = (
        "import pathlib, resource, signal, sys\n"
        "from calcgrade.starter import files, put\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "put.put(pathlib.Path(sys.argv[1]), files.gradescope('calcgrade')[0])\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", program, tmp_path], capture_output=True, text=True, check=False
    )
    assert "could not be written (file too large)" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("in_the_way", "words", "sentence"),
    [
        ("file:.github", [], ".github: is a file, and a folder belongs there"),
        ("folder:README.md", [], "README.md: is a folder, and a file belongs there"),
        ("folder:README.md", ["--force", "--yes"], "README.md: is a folder, and a file belongs there"),
        ("", ["--install", "--index-url=x"], "this is nothing that pip installs"),
        ("", ["--install", "a\nb"], "this is nothing that pip installs"),
        ("", ["--yes"], "goes with --force"),
        ("", ["--gradescope", "--classroom50"], "make one after the other"),
    ],
)
def test_what_is_in_the_way_is_one_sentence_and_nothing_is_made(
    tmp_path: Path, in_the_way: str, words: list[str], sentence: str
) -> None:
    kind, _, name = in_the_way.partition(":")
    if kind:
        (tmp_path / name).touch() if kind == "file" else (tmp_path / name).mkdir()
    before = sorted(tmp_path.iterdir())
    ran = CliRunner().invoke(cli, ["init", str(tmp_path), *words])
    assert ran.exit_code == 2
    assert sentence in ran.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_a_course_is_no_learners_folder() -> None:
    before = sorted(CHECKOUT.iterdir())
    ran = init(CHECKOUT)
    assert ran.exit_code == 2
    assert "lies in the course itself" in ran.stderr
    assert sorted(CHECKOUT.iterdir()) == before


def test_a_service_that_grades_by_itself_gets_no_workflow(tmp_path: Path) -> None:
    init(tmp_path, "--no-workflow")
    assert not (tmp_path / ".github").exists()
    assert "push" not in (tmp_path / "README.md").read_text("utf-8")


def test_the_scripts_of_gradescope_can_be_executed(tmp_path: Path) -> None:
    assert "zipfile -c autograder.zip setup.sh run_autograder" in init("--gradescope", tmp_path).stdout
    assert set(contents(tmp_path)) == {"setup.sh", "run_autograder", "README.md"}
    for name in ("setup.sh", "run_autograder"):
        assert (tmp_path / name).stat().st_mode & stat.S_IXUSR
        assert subprocess.run(["bash", "-n", tmp_path / name], check=False).returncode == 0


@settings(max_examples=40, deadline=None)
@given(REQUIREMENTS)
def test_whatever_is_to_be_installed_stays_one_word_everywhere(requirement: str) -> None:
    workflow: Any = yaml.safe_load(files.learner(COURSE, requirement, workflow=True)[-1].content)
    assert workflow["env"]["CALCGRADE"] == requirement
    setup = files.gradescope(requirement)[0].content.decode("utf-8")
    line = next(line for line in setup.splitlines() if "pip install" in line)
    assert shlex.split(line)[-1] == requirement
    program = ast.parse(files.classroom50(requirement)[0].content)
    constants = [
        ast.literal_eval(node.value)
        for node in program.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "CALCGRADE"
    ]
    assert constants == [requirement]
