"""``check --watch`` at a terminal: a save is answered at once, and nothing that is saved ends it."""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import subprocess
import sys
import termios
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pseudo_terminal import running

from calcgrade.companion.watch.files import Watched

if TYPE_CHECKING:
    from pseudo_terminal import Seen

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).resolve().parents[2]
SLOPE = "ex_1_1_numerical_derivative.py"
GRAPH = "ex_3_2_computation_graph.py"

RIGHT = (CHECKOUT / "solutions" / SLOPE).read_text("utf-8")
WRONG = RIGHT.replace("- f(x - h)", "- f(x)").replace("run = 2 * h", "run = h")
PROMPT_S = 0.5


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "alice"
    folder.mkdir()
    shutil.copy(CHECKOUT / "solutions" / SLOPE, folder)
    shutil.copy(CHECKOUT / "exercises" / GRAPH, folder)
    return folder


def save(file: Path, text: str) -> None:
    """Save as an editor does that never shows a half-written file."""
    draft = file.with_suffix(".tmp")
    draft.write_text(text, "utf-8")
    draft.replace(file)


def wait_for_score(seen: Seen, points: str) -> float:
    return seen.until(lambda text: f"{points} / 10" in text and "watching" in text)


def test_the_solution_of_1_1_can_be_made_wrong_for_these_tests() -> None:
    assert WRONG != RIGHT


def test_a_save_is_answered_well_under_half_a_second_with_its_exercise(folder: Path) -> None:
    with running("check", "--watch", "1.1", "3.2", folder=folder) as seen:
        wait_for_score(seen, "10")
        assert "1.1" in seen.text
        took: list[float] = []
        for text, score in [(WRONG, " 1"), (RIGHT, "10")] * 3:
            save(folder / SLOPE, text)
            took.append(wait_for_score(seen, score))
        # A machine that is busy with other things takes longer for everything.
        began = time.monotonic()
        subprocess.run([sys.executable, "-c", "import numpy"], check=True)
        assert statistics.median(took) < max(PROMPT_S, 2 * (time.monotonic() - began)), took
        shutil.copy(CHECKOUT / "solutions" / GRAPH, folder)
        seen.until("A computation graph, forwards and backwards")
        wait_for_score(seen, "10")
        assert f"watching {GRAPH}" in seen.text
        seen.press("q")
        assert seen.end() == 0


def test_syntax_errors_half_written_and_missing_files_leave_it_running(folder: Path) -> None:
    file = folder / SLOPE
    with running("check", "--watch", "1.1", folder=folder) as seen:
        wait_for_score(seen, "10")
        save(file, "def numerical_derivative(f, x:\n")
        seen.until("SyntaxError")
        with file.open("w") as half:  # emptied first, then written in two goes
            half.write(RIGHT[:100])
            half.flush()
            half.write(RIGHT[100:])
        wait_for_score(seen, "10")
        assert "SyntaxError" not in seen.text
        file.unlink()
        seen.read(0.3)
        assert "10 / 10" in seen.text  # the last result stays
        save(file, WRONG)
        seen.until("forward difference")
        save(file, "raise SystemExit(3)\n")
        seen.until("SystemExit")
        save(file, RIGHT)
        wait_for_score(seen, "10")
        seen.press("q")
        assert seen.end() == 0


def test_keys_go_on_to_the_next_exercise_show_hints_and_quit(folder: Path) -> None:
    with running("check", "--watch", folder=folder) as seen:
        wait_for_score(seen, "10")
        seen.press("n")
        seen.until(lambda text: "not started" in text and f"watching {GRAPH}" in text)
        seen.press("h")
        seen.until("Hint 1 of 3")
        assert "not started" in seen.text  # the result is still there
        seen.press("h")
        seen.until("Hint 2 of 3")
        seen.press("n")
        wait_for_score(seen, "10")
        assert "1.1" in seen.text
        seen.press("x\x1b[A")  # no keys of ours
        seen.press("q")
        assert seen.end() == 0


def test_a_module_beside_an_exercise_counts_as_part_of_it(folder: Path) -> None:
    save(folder / SLOPE, "from tools import *\n")
    save(folder / "tools.py", WRONG)
    with running("check", "--watch", "1.1", folder=folder) as seen:
        seen.until("forward difference")
        save(folder / "tools.py", RIGHT)
        wait_for_score(seen, "10")
        (folder / "tools.py").unlink()
        save(folder / SLOPE, "import tools\n" + RIGHT)
        seen.until("ModuleNotFoundError")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for children in /proc")
def test_a_sandbox_that_dies_between_two_saves_is_replaced(folder: Path) -> None:
    with running("check", "--watch", "1.1", folder=folder) as seen:
        wait_for_score(seen, "10")
        listed = Path(f"/proc/{seen.process.pid}/task").glob("*/children")
        children = [int(child) for task in listed for child in task.read_text().split()]
        assert children
        for child in children:
            os.kill(child, signal.SIGKILL)
        save(folder / SLOPE, WRONG)
        wait_for_score(seen, " 1")
        seen.press("q")
        assert seen.end() == 0


@pytest.mark.parametrize("keys", ["\x03", None])
def test_an_interruption_gives_the_terminal_back_as_it_was(folder: Path, keys: str | None) -> None:
    with running("check", "--watch", "1.1", folder=folder) as seen:
        wait_for_score(seen, "10")
        descriptor = seen._descriptor  # pyright: ignore[reportPrivateUsage]
        assert not termios.tcgetattr(descriptor)[3] & termios.ICANON
        if keys is None:
            seen.process.send_signal(signal.SIGINT)
        else:
            os.killpg(seen.process.pid, signal.SIGINT)  # what a controlling terminal does with Ctrl-C
        assert seen.end() == 130
        assert termios.tcgetattr(descriptor)[3] & termios.ICANON
        assert "Traceback" not in seen.text


def test_without_a_terminal_results_follow_each_other(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "calcgrade", "check", "--watch", "1.1"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        backstop = threading.Timer(30, process.kill)
        backstop.start()
        lines: list[str] = []
        for line in process.stdout:
            lines.append(line)
            if "watching" in line:
                if any("forward difference" in old for old in lines):
                    break
                save(folder / SLOPE, WRONG)
        backstop.cancel()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["--json", "x.json"], "--watch shows results and writes none"),
        (["--format", "json"], "--watch shows results and writes none"),
        ([SLOPE], "--watch watches one"),
        (["9.9"], "unknown exercise 9.9"),
    ],
)
def test_what_cannot_be_watched_is_one_sentence(folder: Path, words: list[str], problem: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "calcgrade", "check", "--watch", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert problem in ran.stderr


# Which files were saved.


def test_a_save_is_told_once_and_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "a.py").touch()
    watched = Watched(tmp_path, ["", "exercises", "gone"])
    assert watched.saved() == []
    (tmp_path / "exercises" / "b.py").write_text("1\n")
    (tmp_path / "notes.txt").write_text("1\n")
    (tmp_path / ".hidden.py").write_text("1\n")
    assert watched.saved() == ["exercises/b.py"]
    assert watched.saved() == []
    save(tmp_path / "a.py", "2\n")
    assert watched.saved() == ["a.py"]
    (tmp_path / "a.py").unlink()
    assert watched.saved() == []
    save(tmp_path / "a.py", "2\n")
    assert watched.saved() == ["a.py"]
