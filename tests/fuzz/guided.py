"""Not a test: fuzzes every target guided by what code each input reaches; ``make fuzz`` runs it.

``guided.py`` divides the runs over the targets, each in processes of its own, and prints a table; it ends with 1
if anything was found. ``guided.py --target NAME`` is such a process. What breaks a target is kept in ``build/fuzz``,
and ``--again FILE --target NAME`` runs it once more.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from targets import Target

ROOT = Path(__file__).parents[2]
FOUND = ROOT / "build" / "fuzz"

TIMEOUT_S = 30
"""Wall seconds for one input, on a machine that others use too."""

MEMORY_MB = 1024
ONE_MALLOC_MB = 128

SLICE = 10_000
"""Inputs of one process: what instruments the code loses up to 80 KiB of memory with each, which is none of ours."""

MEASURED = 250
"""Every so many inputs one is held to its bounds of time and memory, which makes it several times slower."""


class Tally(NamedTuple):
    """What came of one target."""

    runs: int
    seconds: float
    covered: int
    found: str


def main() -> int:
    """Run as the command line says; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=1_000_000, help="inputs in all, or of the one target")
    parser.add_argument(
        "--seed", type=int, default=1, help="of the random changes; 0 takes another each time"
    )
    parser.add_argument("--target", help="this one alone, in this process")
    parser.add_argument("--again", type=Path, metavar="FILE", help="run the target on this input only")
    asked = parser.parse_args()
    if asked.target:
        fuzz(asked.target, asked.runs, asked.seed, asked.again)
        return 0
    return report(asked.runs, asked.seed)


def report(runs: int, seed: int) -> int:
    """Fuzz every target in its own process, print a line for each, and return 1 if anything was found."""
    from seeds import seeds
    from targets import TARGETS, course

    for name, some in seeds(tuple(course().ids)).items():
        corpus = FOUND / "corpus" / name
        corpus.mkdir(parents=True, exist_ok=True)
        for place, data in enumerate(some):
            if begins := fitting(data, TARGETS[name]):
                (corpus / f"seed-{place}").write_bytes(begins)
    print(f"{'target':<14} {'inputs':>9} {'seconds':>8} {'a second':>9} {'branches':>9}  found", flush=True)
    shares = {name: -(-runs * target.share // 1000) for name, target in TARGETS.items()}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        tallies = list(pool.map(in_processes, shares, shares.values(), [seed] * len(shares)))
    total = sum(tally.runs for tally in tallies)
    found = [name for name, tally in zip(shares, tallies, strict=True) if tally.found]
    print(f"{total} inputs; {'found something in ' + ', '.join(found) if found else 'nothing found'}.")
    return 1 if found or total < runs else 0


def fitting(data: bytes, target: Target) -> bytes:
    """Return an input that is not too long: whole lines of it where it has lines, nothing where it has none."""
    if len(data) > target.most:
        data = data[: target.most].rpartition(b"\n")[0] if target.form == "lines" else b""
    return data


def in_processes(name: str, runs: int, seed: int) -> Tally:
    """Fuzz one target and print its line; each process goes on from what those before it have found."""
    started = time.monotonic()
    FOUND.joinpath(f"{name}.log").unlink(missing_ok=True)
    done, covered, problem = 0, 0, ""
    while done < runs and not problem:
        units, reached, fell = in_a_process(name, min(runs - done, SLICE), seed and seed + done // SLICE)
        done, covered = done + units, max(covered, reached)
        problem = f"see build/fuzz/{name}.log" if fell or not units else ""
    seconds = time.monotonic() - started
    print(
        f"{name:<14} {done:>9} {seconds:>8.0f} {done / seconds:>9.0f} {covered:>9}  {problem or 'nothing'}",
        flush=True,
    )
    return Tally(done, seconds, covered, problem)


def in_a_process(name: str, runs: int, seed: int) -> tuple[int, int, bool]:
    """Return how many inputs were tried, what they reached, and whether one failed; libFuzzer itself ends there."""
    command = [sys.executable, __file__, "--target", name, "--runs", str(runs), "--seed", str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    with FOUND.joinpath(f"{name}.log").open("a", encoding="utf-8") as log:
        log.write(done.stdout + done.stderr)
    units = re.findall(r"stat::number_of_executed_units: (\d+)", done.stderr)
    covered = re.findall(r" cov: (\d+)", done.stderr)
    return int(units[-1]) if units else 0, int(covered[-1]) if covered else 0, done.returncode != 0


def fuzz(name: str, runs: int, seed: int, again: Path | None) -> None:
    """Fuzz one target in this process, which libFuzzer ends."""
    atheris: Any = import_module("atheris")  # in the dependency group fuzz alone, and without types
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    import numpy as np  # not to be traced

    del np
    with atheris.instrument_imports(include=["calcgrade", "targets", "zipfile"]):
        targets = import_module("targets")
    target: Target = targets.TARGETS[name]
    corpus = FOUND / "corpus" / name
    inputs = sorted(corpus.glob("seed-*"))
    for path in inputs:
        target.run(path.read_bytes())  # what is made once is not the first input's to pay for
    from bounds import within_bounds
    from mutations import TOKENS, mutated

    warnings.simplefilter("error")
    count = 0

    def run(data: bytes) -> None:
        nonlocal count
        count += 1
        if count % MEASURED == 0:
            within_bounds(target, data)
        else:
            target.run(data)

    beginnings = [path.read_bytes() for path in inputs]

    def change(data: bytes, most: int, seed: int) -> bytes:
        # Much is decoded in C, where no coverage shows that a real reply is worth more than a short one.
        if seed % 4 == 1:
            data = beginnings[seed // 4 % len(beginnings)]
        changed = mutated(data, target.form, seed) if seed % 4 else None
        return changed if changed and len(changed) <= most else atheris.Mutate(data, most)

    tokens = FOUND / "tokens"
    tokens.write_text("".join('"' + "".join(f"\\x{byte:02x}" for byte in token) + '"\n' for token in TOKENS))
    options = [
        f"-runs={runs}", f"-seed={seed}", f"-max_len={target.most}", f"-timeout={TIMEOUT_S}", f"-dict={tokens}",
        f"-rss_limit_mb={MEMORY_MB}", f"-malloc_limit_mb={ONE_MALLOC_MB}", f"-artifact_prefix={FOUND}/{name}-",
        "-print_final_stats=1", "-reduce_inputs=0",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(again or corpus)], run, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
