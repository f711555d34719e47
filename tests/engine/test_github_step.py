"""`calcgrade grade --github`, run as a step of a workflow."""

from __future__ import annotations

import re
import shutil
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from actions_runner import Runner, Step
from reporter import printed, report, totals

from calcgrade.cli.github import SUMMARY
from calcgrade.reports.github.annotations import MESSAGE
from calcgrade.results.model import decode

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).resolve().parents[2]
SOLUTION = "ex_3_2_computation_graph.py"

SHOUTS = """
SHOUT = "\\n::error::owned\\n  ::set-output name=result::owned\\n::notice title=Autograding report::{}\\n"
SHOUT += "##[error]owned\\n"
SHOUT += "::stop-commands::owned\\r::warning::owned\\r\\n\\v::debug::owned\\x85::debug::owned\\u2028::group::owned\\n"

print(SHOUT)


def forward(x):
    print(SHOUT, end="")
    return SHOUT


def backward(x):
    raise ValueError(SHOUT)
"""
"""Prints, returns and raises what a log would obey."""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    repository = tmp_path / "repository"
    repository.mkdir()
    return repository


@pytest.fixture
def runner(tmp_path: Path, repository: Path) -> Runner:
    return Runner(tmp_path / "runner", repository)


def grade(runner: Runner, *words: str, program: str = "", **more: str) -> Step:
    """Grade 3.2 in bubblewrap, the program changed by some Python first."""
    start = f"{program}\nfrom calcgrade.__main__ import main\nmain()"
    options = ("--exercise", "3.2", "--isolation", "bubblewrap")
    return runner.run(
        [sys.executable, "-P", "-c", start, "grade", *(words or (".",)), "--github", *options], **more
    )


@pytest.mark.bubblewrap
def test_a_right_answer_passes_its_step(runner: Runner, repository: Path) -> None:
    shutil.copy(CHECKOUT / "solutions" / SOLUTION, repository)
    step = grade(runner)
    assert step.code == 0
    assert step.log.commands == [("notice", {"title": "calcgrade"}, "Score 10 / 10.")]
    assert totals(runner.outputs()["result"]) == (10, 10)
    assert report(runner.outputs()["result"])["status"] == "pass"


@pytest.mark.bubblewrap
def test_console_summary_result_junit_and_reporter_show_one_score(runner: Runner, repository: Path) -> None:
    work = repository / "homework" / "week 3"
    work.mkdir(parents=True)
    (work / SOLUTION).write_text(
        "\n\ndef forward(x):\n    return 2 * x, 4 * x**2, 4 * x**2 - 10\n\n\ndef backward(x):\n    {}['a']\n",
    )
    step = grade(runner, "homework/week 3", "--json", "result.json", "--junit-xml", "junit.xml")
    assert step.code == 1
    graded = decode((repository / "result.json").read_bytes())
    assert 0 < graded.score < 10
    assert f"Score  {graded.score:g} / 10" in step.log.text
    assert f"{graded.score:g} of 10 points" in runner.summary.read_text("utf-8").splitlines()[0]
    assert totals(runner.outputs()["result"]) == (graded.score, 10)
    suites = ET.parse(repository / "junit.xml").getroot()
    assert f"{graded.score:g} of 10 points" in suites.get("name", "")
    marked = [(name, at.get("file"), at.get("line")) for name, at, _ in step.log.commands]
    assert marked == [("error", f"homework/week 3/{SOLUTION}", "8"), ("notice", None, None)]


@pytest.mark.bubblewrap
@pytest.mark.parametrize(
    "wall",
    ["both walls", "escaped, not stopped", "stopped, not escaped"],
)
def test_nothing_that_a_learner_prints_is_a_command(runner: Runner, repository: Path, wall: str) -> None:
    (repository / SOLUTION).write_text(SHOUTS)
    program = {
        "both walls": "",
        "escaped, not stopped": (
            "from calcgrade.cli.github import Step\n"
            "Step.stop_commands = Step.resume_commands = lambda step: None"
        ),
        "stopped, not escaped": (
            "import calcgrade.reports.terminal as t, calcgrade.reports.lines as l\n"
            "t._harmless = lambda line: line\n"
            "l.for_terminal = lambda text: text"
        ),
    }[wall]
    step = grade(runner, program=program)
    assert step.code == 1
    assert "owned" in step.said
    assert set(step.names) == {"error", "notice"}
    titles = {at["title"] for _, at, _ in step.log.commands}
    assert all(title == "calcgrade" or title.startswith("3.2 ") for title in titles), titles
    assert list(runner.outputs()) == ["result"]
    assert not any(line.lstrip().startswith("::") for line in printed(runner.outputs()["result"]))
    shouted = [line for line in step.lines if re.match(r"\s*::(?!error file=).*::owned", line)]
    assert bool(shouted) == (wall == "stopped, not escaped")


FLOOD = """
print("\\n::error::\\x1b[31m%" * 300_000)


def forward(x):
    print("日" * 100_000)
    return "|" * 100_000


def backward(x):
    raise ValueError("%0A::\\n" * 100_000)
"""
"""Prints megabytes, and returns and raises texts as long."""


@pytest.mark.bubblewrap
def test_megabytes_of_output_cost_no_score_and_break_no_limit(runner: Runner, repository: Path) -> None:
    (repository / SOLUTION).write_text(FLOOD, "utf-8")
    shutil.copy(CHECKOUT / "solutions" / "ex_3_1_chain_rule.py", repository)
    step = grade(runner, ".", "--exercise", "3.1")
    assert step.code == 1
    assert "Score  10 / 20" in step.log.text
    assert totals(runner.outputs()["result"]) == (10, 20)
    assert len(runner.summary.read_bytes()) <= SUMMARY
    assert "10 of 20 points" in runner.summary.read_text("utf-8").splitlines()[0]
    marks = [line for line in step.lines if line.startswith(("::error ", "::notice "))]
    assert len(marks) == len(step.log.commands)
    assert all(len(line.split("::", 2)[2]) <= MESSAGE for line in marks)


@pytest.mark.bubblewrap
def test_a_summary_keeps_below_what_github_shows_with_what_was_there_before(
    runner: Runner, repository: Path
) -> None:
    shutil.copy(CHECKOUT / "solutions" / SOLUTION, repository)
    runner.summary.write_bytes(b"x" * (SUMMARY - 200) + b"\n")
    assert grade(runner).code == 0
    written = runner.summary.read_bytes()
    assert len(written) <= SUMMARY
    assert b"10 of 10 points" in written


@pytest.mark.parametrize("missing", ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"])
def test_outside_of_a_workflow_one_sentence_says_so(runner: Runner, missing: str) -> None:
    step = grade(runner, **{missing: ""})
    assert step.code == 2
    assert f"{missing} is not set, so this is no step of a GitHub Actions workflow" in step.said
    assert "Traceback" not in step.said


def test_a_file_of_the_runner_that_cannot_be_written_is_said_before_grading(runner: Runner) -> None:
    step = grade(runner, GITHUB_OUTPUT=str(runner.temporary / "no" / "output"))
    assert step.code == 2
    assert "output: this file cannot be written" in step.said


@pytest.mark.bubblewrap
def test_a_disk_that_is_full_leaves_the_grade_on_the_log_and_the_marks(
    runner: Runner, repository: Path
) -> None:
    (repository / SOLUTION).write_text("def forward(x):\n    return x, x, x\n")
    step = grade(runner, ".", "--json", "result.json", GITHUB_OUTPUT="/dev/full")
    assert step.code == 3
    assert "Score  0 / 10" in step.log.text
    assert step.names[-1] == "error"
    assert {"error", "notice"} == set(step.names)
    assert decode((repository / "result.json").read_bytes()).score == 0
    assert "/dev/full: the report could not be written (No space left on device)" in step.log.commands[-1][2]


def test_what_cannot_be_graded_is_shown_on_the_run(runner: Runner) -> None:
    step = grade(runner, "no\n::error::such")
    assert step.code == 2
    assert step.log.commands[0][:2] == ("error", {"title": "calcgrade"})
    assert "there is no such file or folder" in step.log.commands[0][2]
    assert step.names == ["error"]
    assert runner.outputs() == {}


def test_json_on_the_log_is_refused(runner: Runner) -> None:
    step = grade(runner, ".", "--format", "json")
    assert step.code == 2
    assert "name a file with --json instead" in step.said
