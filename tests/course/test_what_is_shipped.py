"""The wheel carries the course without its answers, and grades from anywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

COURSE = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=COURSE,
        check=True,
        capture_output=True,
    )
    return folder


def wheel(dist: Path) -> Path:
    return next(dist.glob("*.whl"))


def contents(dist: Path) -> dict[str, set[str]]:
    sdist = next(dist.glob("*.tar.gz"))
    with zipfile.ZipFile(wheel(dist)) as opened, tarfile.open(sdist) as source:
        return {
            "wheel": set(opened.namelist()),
            "sdist": {name.partition("/")[2] for name in source.getnames()},
        }


def test_the_wheel_holds_the_course(dist: Path) -> None:
    names = contents(dist)["wheel"]
    root = COURSE / "exercises"
    stems = [path.relative_to(root).with_suffix("").as_posix() for path in root.rglob("*.py")]
    assert "extensions/ex_e1_learning_rates" in stems
    wanted = {
        "calcgrade/_course/course.toml",
        "calcgrade/_course/companion.toml",
        "calcgrade/_course/quiz.toml",
        "calcgrade/image/Dockerfile",
        "calcgrade/worker/main.py",
    }
    wanted |= {
        f"calcgrade/_course/{folder}/{stem}.py" for folder in ("exercises", "checkers") for stem in stems
    }
    wanted |= {f"calcgrade/_course/checkers/cases/{stem}.json" for stem in stems}
    templates = list((COURSE / "runner/calcgrade/starter/templates").iterdir())
    assert "workflow.yml.jinja" in {template.name for template in templates}
    wanted |= {f"calcgrade/starter/templates/{template.name}" for template in templates}
    assert wanted <= names


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_no_answer_is_shipped(dist: Path, kind: str) -> None:
    leaked = [
        name
        for name in contents(dist)[kind]
        if "solutions" in name or "submissions" in name or "tests" in name
    ]
    assert leaked == []


def test_calcgrade_grades_from_the_wheel_alone(dist: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel(dist)) as opened:
        opened.extractall(tmp_path / "site")
    learner = tmp_path / "learner"
    learner.mkdir()
    stub = COURSE / "solutions/ex_3_2_computation_graph.py"
    (learner / stub.name).write_bytes(stub.read_bytes())
    program = "import sys; sys.path.insert(0, sys.argv.pop(1)); from calcgrade.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "site"), "check", "3.2", "--format", "json"],
        cwd=learner, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": ""},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["score"] == 10
