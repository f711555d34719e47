"""A worker of a Dask cluster whose graders count bytes: ``stub_worker.py SCHEDULER …``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import stub_grader
from distributed.cli.dask_worker import main

from calcgrade.batch.graders import hand

if __name__ == "__main__":
    hand.COMMAND = stub_grader.COMMAND
    main()
