"""The course graded through the command line: full marks, nothing, and the same in every sandbox."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from calcgrade.course import load

COURSE = Path(__file__).parents[2]
IDS = ["1.1", "1.2", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2", "project"]
EXTENSIONS = [entry.id for entry in load.load(COURSE).manifest.exercise if entry.bonus]
KINDS = [
    "process",
    pytest.param("bubblewrap", marks=pytest.mark.bubblewrap),
    pytest.param("docker", marks=pytest.mark.docker),
]

pytestmark = pytest.mark.slow  # each test grades the whole course


def grade(path: Path, isolation: str, out: Path, *more: str) -> tuple[int, dict[str, Any]]:
    """Grade through the program and return its exit code and the written result."""
    trust = ["--trust-submissions"] if isolation == "process" else []
    command = [sys.executable, "-m", "calcgrade", "grade", str(path), "--isolation", isolation, *trust]
    done = subprocess.run([*command, "--json", str(out), *more], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, json.loads(out.read_bytes())


Graded = dict[str, tuple[int, dict[str, Any]]]

CHANCE = frozenset({"duration_s", "environment", "isolation"})


def without_chance(item: Any) -> Any:
    """Take out what may differ from run to run and from sandbox to sandbox."""
    if isinstance(item, list):
        return [without_chance(part) for part in item]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(item, dict):
        return {key: without_chance(part) for key, part in item.items() if key not in CHANCE}  # pyright: ignore[reportUnknownVariableType]
    return item


def are_alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two results come of the same numpy, matplotlib and Python, but for its last number."""
    environments = [result["environment"] for result in (one, other)]
    versions = [(e["python"].rpartition(".")[0], e["numpy"], e["matplotlib"]) for e in environments]
    return versions[0] == versions[1]


def verdicts(result: dict[str, Any]) -> list[tuple[str, str, float, str | None]]:
    """Status, score and named misconception of every check."""
    found: list[tuple[str, str, float, str | None]] = []
    for exercise in result["exercises"]:
        for check in exercise["checks"]:
            named = check["misconception"]["id"] if check["misconception"] else None
            found.append((f"{exercise['id']} {check['id']}", check["status"], check["score"], named))
    return found


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A learner with a mistake or a crash in every exercise."""
    folder = tmp_path_factory.mktemp("mixed")
    for source in sorted((COURSE / "exercises").rglob("*.py")):
        samples = COURSE / "submissions" / source.relative_to(COURSE / "exercises").with_suffix("")
        wrong = sorted((samples / "wrong_answer").glob("*.py"))
        (folder / source.name).write_bytes(wrong[len(source.stem) % len(wrong)].read_bytes())
    (folder / "ex_3_2_computation_graph.py").write_text("def forward(x):\n    return (x\n")
    return folder


@pytest.fixture(scope="module")
def plain(mixed: Path, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """Exit code and result of each submission, graded once in a plain process."""
    out = tmp_path_factory.mktemp("plain")
    paths = {"solutions": COURSE / "solutions", "mixed": mixed}
    return {name: grade(path, "process", out / f"{name}.json") for name, path in paths.items()}


@pytest.mark.timeout(240)
def test_the_solutions_score_full_marks(plain: Graded) -> None:
    code, result = plain["solutions"]
    assert [exercise["id"] for exercise in result["exercises"]] == [*IDS, *EXTENSIONS]
    assert result["bonus_score"] == 5 * len(EXTENSIONS)
    lost = [item for item in verdicts(result) if item[1] != "passed"]
    assert (code, result["status"], result["score"], result["max_score"], lost) == (0, "passed", 90, 90, [])


@pytest.mark.timeout(240)
@pytest.mark.parametrize("isolation", KINDS)
def test_the_stubs_are_not_started_and_score_nothing(isolation: str, tmp_path: Path) -> None:
    code, result = grade(COURSE / "exercises", isolation, tmp_path / "out.json")
    assert (code, result["status"], result["score"]) == (1, "failed", 0)
    assert [exercise["id"] for exercise in result["exercises"]] == IDS  # an untouched stub is not handed in
    assert {exercise["status"] for exercise in result["exercises"]} == {"not_started"}
    assert {check[1] for check in verdicts(result)} == {"not_started"}


@pytest.mark.timeout(240)
@pytest.mark.parametrize("isolation", KINDS[1:])
@pytest.mark.parametrize("submission", ["solutions", "mixed"])
def test_another_sandbox_gives_the_same_result(
    isolation: str,
    submission: str,
    mixed: Path,
    plain: Graded,
    tmp_path: Path,
) -> None:
    path = mixed if submission == "mixed" else COURSE / "solutions"
    code, other = grade(path, isolation, tmp_path / "other.json")
    expected_code, expected = plain[submission]
    assert (code, verdicts(other)) == (expected_code, verdicts(expected))
    assert (expected["isolation"], other["isolation"]) == ("process", isolation)
    if are_alike(expected, other):
        assert without_chance(other) == without_chance(expected)


@pytest.mark.timeout(240)
def test_a_failed_extension_does_not_change_the_exit_code(tmp_path: Path) -> None:
    folder = tmp_path / "alice"
    shutil.copytree(COURSE / "solutions", folder, ignore=shutil.ignore_patterns("extensions"))
    wrong = COURSE / "submissions/extensions/ex_e1_learning_rates/wrong_answer/adds_the_slope.py"
    shutil.copy(wrong, folder / "ex_e1_learning_rates.py")
    code, result = grade(folder, "process", tmp_path / "out.json")
    assert [exercise["id"] for exercise in result["exercises"]] == [*IDS, "E1"]
    assert (code, result["status"], result["score"], result["max_score"]) == (0, "passed", 90, 90)
    assert result["exercises"][-1]["status"] == "failed"
    assert 0 < result["bonus_score"] < 5


def test_a_forward_difference_is_named_with_its_smallest_input(tmp_path: Path) -> None:
    sample = COURSE / "submissions/ex_2_1_gradient/wrong_answer/forward_difference.py"
    code, result = grade(sample, "process", tmp_path / "out.json", "--exercise", "2.1")
    failed = next(check for check in result["exercises"][0]["checks"] if check["id"] == "gradient_is_exact")
    assert code == 1
    assert failed["misconception"]["id"] == "forward-difference"
    assert "forward difference" in failed["message"]
    assert failed["counterexample"]["where"] == "f = lambda x: x**2"
    assert failed["counterexample"]["call"] == "gradient(f, np.array([1.0]))"


def test_a_syntax_error_costs_no_other_exercise(plain: Graded) -> None:
    result = plain["mixed"][1]
    broken = next(exercise for exercise in result["exercises"] if exercise["id"] == "3.2")
    assert broken["status"] == "error"
    assert {check["status"] for check in broken["checks"]} == {"error"}
    assert "ex_3_2_computation_graph.py, line 2" in broken["checks"][0]["message"]
    others = [exercise for exercise in result["exercises"] if exercise["id"] != "3.2"]
    assert all("ex_3_2" not in check["message"] for exercise in others for check in exercise["checks"])
    # A sample's own mistake may raise in some checks; a file that did not load would raise in all.
    assert all(
        {check["status"] for check in exercise["checks"]} & {"failed", "passed"} for exercise in others
    )
