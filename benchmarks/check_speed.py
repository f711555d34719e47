"""How fast an answer comes: ``calcgrade check`` beside what it imports, and beside plain pytest.

Run with ``make bench``. Whole processes are timed in turn, round by round, after one round that does not
count; what is compared are the medians of the ratios within a round, since machines are shared and noisy.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
COURSE = HERE.parent
EXERCISE = "ex_2_1_gradient"
SAMPLES = COURSE / "submissions" / EXERCISE
PLOTS, EVERYTHING = "import numpy, pyplot", "check of everything, passing"
FIGURES, FIGURE_S = 4, 0.05
"""Pictures of a check of everything, and what each may take beyond twice the imports."""


def main() -> None:
    """Time the commands and print a table of ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds: int = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as scratch:
        folders = _submissions(Path(scratch))
        commands = _commands()
        times: dict[str, list[float]] = {name: [] for name in commands}
        for k in range(rounds + 1):
            for name, (command, folder, expected) in commands.items():
                seconds = _time(command, folders[folder], expected)
                if k:
                    times[name].append(seconds)
    _report(times, rounds)


def _submissions(scratch: Path) -> dict[str, Path]:
    """Make a folder with a right answer, one with a forward difference, and one with every exercise that counts."""
    right, wrong, every = scratch / "right", scratch / "wrong", scratch / "every"
    every.mkdir()
    for path in (COURSE / "solutions").glob("*.py"):
        shutil.copy(path, every)
    for folder, source in (
        (right, COURSE / "solutions" / f"{EXERCISE}.py"),
        (wrong, SAMPLES / "wrong_answer" / "forward_difference.py"),
    ):
        folder.mkdir()
        shutil.copy(source, folder / f"{EXERCISE}.py")
        shutil.copy(HERE / "plain_pytest.py", folder / "test_gradient.py")
    return {"right": right, "wrong": wrong, "every": every}


def _commands() -> dict[str, tuple[list[str], str, int]]:
    """Name the commands: what is run, in which folder, and the exit code it must have."""
    calcgrade = str(Path(sys.executable).with_name("calcgrade"))
    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_gradient.py"]
    return {
        "import numpy": ([sys.executable, "-c", "import numpy"], "right", 0),
        "check 2.1, passing, auto": ([calcgrade, "check", "2.1"], "right", 0),
        "check 2.1, passing, process": ([calcgrade, "check", "2.1", "--isolation", "process"], "right", 0),
        "check 2.1, failing, auto": ([calcgrade, "check", "2.1"], "wrong", 1),
        PLOTS: ([sys.executable, "-c", "import numpy, matplotlib.pyplot"], "right", 0),
        EVERYTHING: ([calcgrade, "check"], "every", 0),
        "plain pytest, passing": (pytest, "right", 0),
        "plain pytest, failing": (pytest, "wrong", 1),
    }


def _time(command: list[str], folder: Path, expected: int) -> float:
    started = time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env=_environment(), capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - started
    if done.returncode != expected:
        sys.exit(
            f"{' '.join(command)} ended with {done.returncode}, not {expected}:\n{done.stdout}{done.stderr}"
        )
    return seconds


def _environment() -> dict[str, str]:
    """Let Python keep its bytecode, as it does for everybody who installs calcgrade."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _report(times: dict[str, list[float]], rounds: int) -> None:
    numpy, passing, failing = (
        times["import numpy"],
        times["plain pytest, passing"],
        times["plain pytest, failing"],
    )
    print(f"{rounds} rounds; medians of whole-process wall times, and of ratios within a round\n")
    print(f"{'command':<30} {'ms':>6} {'× import numpy':>15} {'× plain pytest':>15}")
    for name, seconds in times.items():
        plain = failing if "failing" in name else passing
        to_numpy = statistics.median(a / b for a, b in zip(seconds, numpy, strict=True))
        to_plain = statistics.median(a / b for a, b in zip(seconds, plain, strict=True))
        print(f"{name:<30} {statistics.median(seconds) * 1000:>6.0f} {to_numpy:>15.2f} {to_plain:>15.2f}")
    beyond = [seconds - FIGURES * FIGURE_S for seconds in times[EVERYTHING]]
    to_plots = statistics.median(a / b for a, b in zip(beyond, times[PLOTS], strict=True))
    print(
        f"\n{EVERYTHING}, less {FIGURES} pictures at {FIGURE_S * 1000:.0f} ms: {to_plots:.2f} × {PLOTS}, target 2"
    )


if __name__ == "__main__":
    main()
