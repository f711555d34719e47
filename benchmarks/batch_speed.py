"""How fast a cohort is graded: beside as many bare sandboxes that import, save four figures and exit.

``python -m benchmarks.batch_speed`` measures, round by round and at the same parallelism, a batch and bare sandboxes
that draw nothing, four lines, four lines with words, or the four figures of the course's own solutions. What counts is
the median of the ratios within a round, since machines are shared and noisy. The target is 0.8.
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
    from collections.abc import Sequence

    from calcgrade.sandboxes.channel import Launcher

TARGET = 0.8
LINE = """
import matplotlib.pyplot as plt
def draw(power, words):
    figure, axes = plt.subplots()
    axes.plot(np.linspace(0, 1, 200), np.linspace(0, 1, 200) ** power, label="power")
    if words:
        axes.set(title="A power", xlabel="x", ylabel="y")
        axes.legend()
    return figure
"""
SOLVED = {
    "ex_1_2_tangent_lines": "plot_tangents()",
    "ex_4_1_gradient_descent": "plot_path(walk)",
    "ex_4_2_gradient_descent_2d": "plot_contour_path(np.stack([walk, walk], axis=1))",
    "regression_project": "plot_results(walk, 2 * walk, 2.0, 0.0, walk)",
}
FIGURES: dict[str, list[tuple[str, str]]] = {
    "none": [],
    "lines": [(LINE, f"draw({k}, False)") for k in range(4)],
    "lines with words": [(LINE, f"draw({k}, True)") for k in range(4)],
    "the course's": [
        ((cohort.COURSE / f"solutions/{name}.py").read_text("utf-8"), drawing)
        for name, drawing in SOLVED.items()
    ],
}
"""What bare sandboxes draw: sources, and an expression for each figure.

The target presumes figures with which a bare sandbox takes half as long again: about the course's own.
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
    names = {{"np": np, "walk": np.linspace(2.0, 1.2, 201)}}
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
    ratios: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        learners = _cohort(Path(scratch) / "cohort", given.submissions, given.right)
        for k in range(given.rounds):
            bare = {
                kind: given.submissions / _bare(given.isolation, given.submissions, given.jobs, figures)
                for kind, figures in FIGURES.items()
            }
            graded = given.submissions / _batch(
                learners, Path(scratch) / f"out{k}", given.isolation, given.jobs
            )
            print(f"graded {graded:.2f} a second")
            for kind, rate in bare.items():
                ratios.setdefault(kind, []).append(graded / rate)
                dearer = f", {bare['none'] / rate:.2f} times as long as without" if kind != "none" else ""
                print(f"  ratio {graded / rate:.2f} to bare {rate:.2f}, figures: {kind}{dearer}", flush=True)
    print(
        f"{given.isolation}, target {TARGET} beside figures that take a bare one 1.5 times as long; medians:"
    )
    for kind, found in ratios.items():
        print(f"  ratio {statistics.median(found):.2f}, figures: {kind}")


def _cohort(folder: Path, submissions: int, right: float) -> Path:
    """Make exactly so many submissions."""
    made = cohort.make(folder, 2 * submissions, seed=1, right=right).folder
    for path in sorted(made.iterdir())[submissions:]:
        shutil.rmtree(path)
    return made


def _bare(isolation: str, count: int, jobs: int, figures: Sequence[tuple[str, str]]) -> float:
    """Run bare sandboxes, several at once; return the seconds it took."""
    launcher = choose(isolation, command="batch")  # type: ignore[arg-type]
    started = time.perf_counter()
    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(_run, [launcher] * count, [figures] * count))
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
