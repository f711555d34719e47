"""How fast a cohort is graded: beside as many bare sandboxes that import, save four figures and exit.

``python -m benchmarks.batch_speed`` measures both in turn, and bare ones without figures, round by round, at the same
parallelism; what counts is the median of the ratios within a round, since machines are shared and noisy. The target
is 0.8.
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
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import cohort

from calcgrade.sandboxes.select import choose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from calcgrade.sandboxes.channel import Launcher

TARGET = 0.8
FIGURES = {
    "ex_1_2_tangent_lines": "plot_tangents()",
    "ex_4_1_gradient_descent": "plot_path(walk)",
    "ex_4_2_gradient_descent_2d": "plot_contour_path(np.stack([walk, walk], axis=1))",
    "regression_project": "plot_results(walk, 2 * walk, 2.0, 0.0, walk)",
}
"""The four figures that a submission draws, from the course's solutions.

A bare sandbox takes half as long again with them, as the target presumes; with plainer ones it takes less.
"""

BARE = """
import os, sys
sys.path.extend({sys_path!r})
os.environ["MPLCONFIGDIR"] = {root!r}
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot
import numpy as np
for number, (source, drawing) in enumerate({figures!r}):
    names = {{"walk": np.linspace(2.0, 1.2, 201)}}
    exec(source, names)
    eval(drawing, names).savefig(os.path.join({root!r}, str(number) + ".png"))
"""
"""What a bare sandbox runs."""


def main() -> None:
    """Measure, and print the rates and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--isolation", choices=("docker", "bubblewrap"), default="docker")
    parser.add_argument("--submissions", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--right", type=float, default=0.8, help="part of the hand-ins that is right")
    given = parser.parse_args()
    ratios: list[float] = []
    with tempfile.TemporaryDirectory() as scratch:
        learners = _cohort(Path(scratch) / "cohort", given.submissions, given.right)
        for k in range(given.rounds):
            empty = given.submissions / _bare(given.isolation, given.submissions, given.jobs, ())
            bare = given.submissions / _bare(given.isolation, given.submissions, given.jobs)
            graded = given.submissions / _batch(
                learners, Path(scratch) / f"out{k}", given.isolation, given.jobs
            )
            ratios.append(graded / bare)
            print(
                f"bare {bare:.2f} a second (without figures {empty:.2f}), graded {graded:.2f} a second, "
                f"ratio {ratios[-1]:.2f}",
                flush=True,
            )
    print(f"{given.isolation}: median ratio {statistics.median(ratios):.2f}, target {TARGET}")


def _cohort(folder: Path, submissions: int, right: float) -> Path:
    """Make exactly so many submissions."""
    made = cohort.make(folder, 2 * submissions, seed=1, right=right).folder
    for path in sorted(made.iterdir())[submissions:]:
        shutil.rmtree(path)
    return made


def _bare(isolation: str, count: int, jobs: int, figures: Iterable[str] = FIGURES) -> float:
    """Run bare sandboxes, several at once; return the seconds it took."""
    drawn = [((cohort.COURSE / f"solutions/{name}.py").read_text("utf-8"), FIGURES[name]) for name in figures]
    launcher = choose(isolation, command="batch")  # type: ignore[arg-type]
    started = time.perf_counter()
    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(_run, [launcher] * count, [drawn] * count))
    seconds = time.perf_counter() - started
    launcher.close()
    return seconds


def _run(launcher: Launcher, figures: Sequence[tuple[str, str]]) -> None:
    channel = launcher.launch()
    try:
        program = BARE.format(sys_path=list(channel.sys_path), root=channel.root, figures=figures).encode()
        channel.send(len(program).to_bytes(4, "big") + program, 30)
        while channel.receive(60):
            pass
        if not any(word in channel.diagnosis() for word in ("status 0", "code 0")):
            sys.exit(f"a bare sandbox failed: {channel.diagnosis()}")
    finally:
        channel.kill()


def _batch(learners: Path, out: Path, isolation: str, jobs: int) -> float:
    started = time.perf_counter()
    done = subprocess.run(
        [
            sys.executable, "-m", "calcgrade", "batch", str(learners), "--out", str(out),
            "--isolation", isolation, "--jobs", str(jobs),
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        sys.exit(f"the batch ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
