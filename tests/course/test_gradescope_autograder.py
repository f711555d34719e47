"""The autograder for Gradescope: its two scripts run as Gradescope runs them, as root, with folders of their own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from fresh_python import CHECKOUT, built_wheel, lend_packages

from calcgrade.cli.main import cli
from calcgrade.sandboxes import privileges, spare_user

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not privileges.can_become(spare_user.FIRST), reason="only root has rights to give up"),
]

SPY = """
import os, pathlib

def gradient(f, point, h=1e-7):
    raise ValueError(f"user {os.getuid()}, " + ", ".join(
        f"{place} {tried(place)}" for place in (__COURSE__, __RESULTS__, __CALCGRADE__)
    ))

def tried(place):
    try:
        return "holds " + " ".join(sorted(os.listdir(place))[:3])
    except OSError as error:
        return type(error).__name__
"""
"""Says who it is, and what it sees of the course, the results and calcgrade's own program."""


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """Where Gradescope's container keeps it all: a folder that every user may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def environment(home: Path) -> dict[str, str]:
    """What both scripts find: places of our own, and no index of packages."""
    return {
        "PATH": f"{Path(sys.executable).resolve().parent}:/usr/bin:/bin",
        "AUTOGRADER": str(home / "autograder"),
        "CALCGRADE_HOME": str(home / "calcgrade"),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
    }


@pytest.fixture(scope="module")
def autograder(home: Path, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the autograder, set up from a zip as an instructor uploads it."""
    made = tmp_path_factory.mktemp("made")
    wheel = built_wheel(tmp_path_factory.mktemp("wheel"))
    ran = CliRunner().invoke(cli, ["init", "--gradescope", str(made), "--install", str(wheel)])
    packed = made / "autograder.zip"
    subprocess.run(
        [sys.executable, "-m", "zipfile", "-c", packed, "setup.sh", "run_autograder"], cwd=made, check=True
    )
    folder = home / "autograder"
    for name in ("source", "submission", "results"):
        (folder / name).mkdir(parents=True)
    with zipfile.ZipFile(packed) as opened:
        opened.extractall(folder / "source")
    shutil.copy(folder / "source" / "run_autograder", folder)
    assert "zipfile -c autograder.zip setup.sh run_autograder" in ran.stdout
    done = subprocess.run(
        ["bash", folder / "source" / "setup.sh"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lend_packages(home / "calcgrade")  # in place of what pip would have downloaded
    return folder


def run(
    autograder: Path, environment: dict[str, str], **files: str
) -> tuple[int, str, dict[str, Any] | None]:
    """Hand files in, and return the exit code, what was said, and the results."""
    for name in ("submission", "results"):
        shutil.rmtree(autograder / name)
        (autograder / name).mkdir()
    for name, text in files.items():
        (autograder / "submission" / f"{name}.py").write_text(text, "utf-8")
    done = subprocess.run(
        ["bash", autograder / "run_autograder"],
        cwd=autograder, env=environment, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    results = autograder / "results" / "results.json"
    return (
        done.returncode,
        done.stdout + done.stderr,
        json.loads(results.read_text("utf-8")) if results.exists() else None,
    )


def solved(name: str) -> str:
    return (CHECKOUT / "solutions" / f"{name}.py").read_text("utf-8")


def test_a_submission_gets_its_points_and_is_told_that_it_was_not_isolated(
    autograder: Path, environment: dict[str, str]
) -> None:
    name = "ex_3_2_computation_graph"
    code, said, results = run(autograder, environment, **{name: solved(name)})
    assert code == 0, said
    assert results is not None, said
    assert (results["score"], sum(test["max_score"] for test in results["tests"])) == (10, 90)
    assert "Score  10 / 90" in said
    assert "solated" in results["output"]


def test_a_submission_reaches_neither_the_answers_nor_the_results(
    autograder: Path, environment: dict[str, str], home: Path
) -> None:
    (course,) = (home / "calcgrade").glob("lib/*/site-packages/calcgrade/_course")
    assert (course / "checkers").is_dir()
    spy = SPY.replace("__COURSE__", repr(str(course)))
    spy = spy.replace("__RESULTS__", repr(str(autograder / "results")))
    spy = spy.replace("__CALCGRADE__", repr(str(course.parent / "worker")))
    code, said, results = run(autograder, environment, ex_2_1_gradient=spy)
    assert code == 0, said
    told = json.dumps(results)
    assert f"{course} PermissionError" in told
    assert f"{autograder / 'results'} PermissionError" in told
    assert "user 0" not in told
    assert "user " in told
    assert "note:" not in said


def test_whoever_hands_in_the_wrong_files_is_told(autograder: Path, environment: dict[str, str]) -> None:
    code, said, results = run(autograder, environment, homework="print('hello')")
    assert code == 0, said
    assert results is not None
    assert results["score"] == 0
    assert "holds no exercise file" in results["output"]


def test_where_the_grader_itself_fails_nobody_gets_a_score(
    autograder: Path, environment: dict[str, str], home: Path
) -> None:
    (worker,) = (home / "calcgrade").glob("lib/*/site-packages/calcgrade/worker")
    worker.rename(worker.with_name("away"))
    try:
        code, said, results = run(autograder, environment, ex_2_1_gradient="")
    finally:
        worker.with_name("away").rename(worker)
    assert code == 3, said
    assert results is None
