"""Measure and print; ``make tolerances`` writes the tables into docs/judgement.md as well."""

from __future__ import annotations

import argparse
import sys
import time

from benchmarks.tolerances import table
from benchmarks.tolerances.survey import POINTS, survey_on_all_processors


def main() -> int:
    """Return 1 if a right answer does not fit, or a wrong one passes its check."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tolerances", description=__doc__)
    parser.add_argument("--points", type=int, default=POINTS, help="points of each family")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/judgement.md")
    options = parser.parse_args()
    begun = time.perf_counter()
    ledger = survey_on_all_processors(
        options.points, say=lambda part: print(part, file=sys.stderr, flush=True)
    )
    for (family, tolerance, answer), ratio in ledger.worst.items():
        print(f"{family} | {tolerance} | {answer}: {ratio:.4g}")
    for (family, check, answer), found in ledger.wrong.items():
        print(f"{family} | {check} | {answer}: least {found.least:.4g}, fits {found.passed} of {found.points} points, "
              f"passes {found.sets_passed} of {found.sets} checks")  # fmt: skip
    print(f"{time.perf_counter() - begun:.0f} s")
    faults = [f"A right answer does not fit: {line}" for line in ledger.too_far()]
    faults += [f"A wrong answer passes: {line}" for line in ledger.missed()]
    print(
        "\n".join(faults)
        or "Every right answer fits, and no wrong one passes the check that claims to catch it."
    )
    if options.write and not faults:
        table.put(table.written(ledger))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
