"""The workflow of a learner's folder: linted, and run step by step in the environment of a runner."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docker
import pytest
import yaml
from actions_runner import Runner, Step
from click.testing import CliRunner
from docker.errors import APIError
from fresh_python import CHECKOUT, built_wheel, made
from reporter import report, totals

from calcgrade.cli.main import cli
from calcgrade.image import DEFAULT_TAG
from calcgrade.results.model import decode

if TYPE_CHECKING:
    from collections.abc import Iterator


def init(folder: Path, *words: str) -> Path:
    ran = CliRunner().invoke(cli, ["init", str(folder), *words])
    assert ran.exit_code == 0, ran.output
    return folder


def lint(workflow: Path) -> list[str]:
    """Return what actionlint finds."""
    done = subprocess.run(["actionlint", "-oneline", workflow], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout.splitlines()


@pytest.fixture(autouse=True)
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed beside this Python."""
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))


def workflow_of(folder: Path) -> Any:
    return yaml.safe_load((folder / ".github/workflows/calcgrade.yml").read_text("utf-8"))


def test_actionlint_finds_nothing_in_the_workflow(tmp_path: Path) -> None:
    init(
        tmp_path, "--install", 'calcgrade @ git+https://example.org/"calcgrade"@v0.1.0 # ${{ github.token }}'
    )
    assert lint(tmp_path / ".github/workflows/calcgrade.yml") == []


def test_actionlint_finds_what_is_wrong(tmp_path: Path) -> None:
    file = init(tmp_path) / ".github/workflows/calcgrade.yml"
    file.write_text(file.read_text("utf-8").replace("github.ref", "github.reff"), "utf-8")
    assert "reff" in lint(file)[0]


def test_the_reporter_of_the_guide_fits_into_the_workflow(tmp_path: Path) -> None:
    guide = (CHECKOUT / "docs/ci.md").read_text("utf-8")
    (step,) = re.findall(
        r"^```yaml\n(.*?autograding-grading-reporter.*?)^```", guide, re.MULTILINE | re.DOTALL
    )
    file = init(tmp_path) / ".github/workflows/calcgrade.yml"
    file.write_text(f"{file.read_text('utf-8')}\n{step}", "utf-8")
    assert lint(file) == []
    last = workflow_of(tmp_path)["jobs"]["grade"]["steps"][-1]
    (variable,) = last["env"]
    # By this rule the reporter finds what the step said, whose id holds letters and digits only.
    assert variable == f"{last['with']['runners'].upper()}_RESULTS"
    assert last["with"]["runners"] == "calcgrade"
    assert "calcgrade" in {step.get("id") for step in workflow_of(tmp_path)["jobs"]["grade"]["steps"]}


def test_no_text_of_somebody_elses_is_put_into_a_command(tmp_path: Path) -> None:
    workflow = workflow_of(init(tmp_path))
    steps = workflow["jobs"]["grade"]["steps"]
    assert not [step for step in steps if "${{" in step.get("run", "")]
    assert workflow["permissions"] == {"contents": "read"}


@pytest.fixture(scope="module")
def base_image(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The grading image with a user who may build on it: whatever is to be installed is there already."""
    engine = docker.from_env()
    name = f"calcgrade-test:base-{os.getpid()}"
    context = tmp_path_factory.mktemp("base")
    (context / "Dockerfile").write_text(f"FROM {DEFAULT_TAG}\nUSER root\n")
    engine.images.build(path=str(context), tag=name)
    yield name
    _remove(engine, name)
    engine.close()


@pytest.fixture(scope="module")
def image(base_image: str) -> Iterator[str]:
    """A name for an image to be built, which is gone in the end."""
    engine = docker.from_env()
    name = f"calcgrade-test:{os.getpid()}"
    yield name
    for built in engine.images.list(filters={"label": f"calcgrade.image={name}"}):
        _remove(engine, str(built.id))
    engine.close()


def _remove(engine: docker.DockerClient, name: str) -> None:
    with suppress(APIError):  # gone with another, or a part of one that another run uses
        engine.images.remove(name, force=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return built_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.mark.docker
@pytest.mark.slow
def test_every_step_of_the_workflow_runs(tmp_path: Path, wheel: Path, base_image: str, image: str) -> None:
    repository = init(tmp_path / "repository")
    shutil.copy(CHECKOUT / "solutions/ex_3_2_computation_graph.py", repository)
    shutil.copy(CHECKOUT / "submissions/demo/ex_2_1_gradient.py", repository)
    (repository / "pip.py").write_text("raise SystemExit('a file of the learner was run by the runner')")
    shutil.copy(repository / "pip.py", repository / "click.py")
    programs = made(tmp_path / "python")
    workflow = workflow_of(repository)
    given = {
        "CALCGRADE": str(wheel), "BASE_IMAGE": base_image, "IMAGE": image,
        "PIP_NO_INDEX": "1", "PATH": f"{programs}:{os.environ['PATH']}",
    }  # fmt: skip
    assert set(workflow["env"]) <= set(given)
    runner = Runner(tmp_path / "runner", repository)
    steps: dict[str, Step] = {}
    for number, step in enumerate(workflow["jobs"]["grade"]["steps"]):
        if "run" in step:
            script = tmp_path / f"{number}.sh"
            script.write_text(step["run"], "utf-8")
            steps[step["name"]] = runner.run(["bash", "-e", str(script)], **given)
    assert [step.code for step in steps.values()] == [0, 0, 1], [step.said for step in steps.values()]
    graded = steps["Grade"]
    assert "Score  14 / 90" in graded.log.text
    assert totals(runner.outputs()["result"]) == (14, 90)
    assert report(runner.outputs()["result"])["status"] == "fail"
    assert "14 of 90 points" in runner.summary.read_text("utf-8").splitlines()[0]
    marked = {at.get("file") for name, at, _ in graded.log.commands if name == "error"}
    assert marked == {"ex_2_1_gradient.py"}
    kept = workflow["jobs"]["grade"]["steps"][-1]["with"]["path"].split("\n")[:-1]
    assert [path.rpartition("/")[2] for path in kept] == ["report.html", "result.json"]
    assert decode((runner.temporary / "result.json").read_bytes()).score == 14
    assert "<html" in (runner.temporary / "report.html").read_text("utf-8")


@pytest.mark.docker
@pytest.mark.slow
def test_the_autograder_of_classroom_50_runs(
    tmp_path: Path, wheel: Path, base_image: str, image: str
) -> None:
    folder = init(tmp_path / "autograder", "--classroom50", "--install", str(wheel))
    autograder = folder / "autograder.py"
    source = autograder.read_text("utf-8")
    for name, value in (("IMAGE", image), ("BASE_IMAGE", base_image)):
        source = re.sub(rf"^{name} = .*$", f"{name} = {json.dumps(value)}", source, flags=re.MULTILINE)
    # What pip would download is lent by this Python, to the environment that the autograder makes.
    lent = source.replace(
        "    programs =",
        "    from fresh_python import lend_packages\n    lend_packages(Path(home))\n    programs =",
    )
    assert lent != source
    autograder.write_text(lent, "utf-8")
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    shutil.copy(CHECKOUT / "submissions/demo/ex_2_1_gradient.py", checkout)
    (checkout / "subprocess.py").write_text("raise SystemExit('a file of the learner was run by the runner')")
    runner = Runner(tmp_path / "runner", checkout)
    step = runner.run(
        ["python3", str(autograder)],
        PIP_NO_INDEX="1", PYTHONPATH=str(Path(__file__).parent), CLASSROOM="calculus", ASSIGNMENT="week-1",
        SUBMISSION_TAG="submit/1", COMMIT_URL="https://example.org/c", RELEASE_URL="https://example.org/r",
        REVIEW_URL="https://example.org/v", USERNAME="alice", OWNER="alice", ASSIGNMENT_TYPE="individual",
    )  # fmt: skip
    assert step.code == 0, step.said
    result = json.loads((checkout / "result.json").read_text("utf-8"))
    assert (result["schema"], result["owner"]) == ("classroom50/result/v1", "alice")
    assert result["score"] / result["max-score"] == pytest.approx(4 / 90)
