"""What a large cohort costs the process that runs the batch: memory, time a submission, time to start again.

``python -m benchmarks.batch_scale`` grades cohorts with graders that count bytes (``tests/engine/stub_grader.py``), so
that all it measures is the batch itself: the memory of 10,000 submissions is to be within 10 MB of that of 100, the
time for each the same, and a finished batch of 10,000 is to be started again and be done in 5 seconds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).parents[1] / "tests" / "engine"
FILE = "ex_1_1_numerical_derivative.py"


class Measured(NamedTuple):
    """What a batch took: seconds, and MB of memory at most."""

    seconds: float
    megabytes: float


def main() -> None:
    """Measure cohorts of growing size, each once anew and once started again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000])
    sizes: list[int] = parser.parse_args().sizes
    print("submissions  ms each  MB at most  again, s  MB at most", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        for size in sizes:
            cohort, out = Path(scratch) / f"cohort{size}", Path(scratch) / f"out{size}"
            _hand_in(cohort, size)
            first, again = _batch(cohort, out), _batch(cohort, out)
            print(
                f"{size:11}  {1000 * first.seconds / size:7.1f}  {first.megabytes:10.1f}  {again.seconds:8.2f}  "
                f"{again.megabytes:10.1f}",
                flush=True,
            )


def _hand_in(folder: Path, size: int) -> None:
    before = time.time() - 3600  # files that have just been changed are read again the next time
    for number in range(size):
        place = folder / f"learner{number:06d}"
        place.mkdir(parents=True)
        (place / FILE).write_text("#" * (number % 97) + "\n", "utf-8")
        os.utime(place / FILE, (before, before))


def _batch(cohort: Path, out: Path) -> Measured:
    """Run a batch, and look at the memory of its own process while it runs."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, str(TESTS / "stub_batch.py"), str(cohort), "--out", str(out), "--jobs", "2"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    most = 0.0
    while process.poll() is None:
        most = max(most, _memory(process.pid))
        time.sleep(0.02)
    if process.returncode != 0:
        sys.exit(f"the batch ended with {process.returncode}")
    return Measured(time.perf_counter() - started, most)


def _memory(process: int) -> float:
    """Return the most memory that a process had so far, in MB; 0 once it is gone."""
    try:
        status = Path("/proc", str(process), "status").read_text("ascii")
    except OSError:
        return 0.0
    lines = [line.split() for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(lines[0][1]) / 1000 if lines else 0.0


if __name__ == "__main__":
    main()
