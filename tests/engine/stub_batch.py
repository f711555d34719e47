"""``calcgrade batch`` with graders that count bytes, as a program: ``stub_batch.py DIR --out OUT …``."""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).parent))

import stub_grader

from calcgrade.__main__ import main
from calcgrade.batch import command
from calcgrade.batch.graders.crew import LocalCrew

if __name__ == "__main__":
    sys.argv[1:] = ["batch", *sys.argv[1:], "--isolation", "process", "--trust-submissions"]
    with mock.patch.object(command, "LocalCrew", functools.partial(LocalCrew, command=stub_grader.COMMAND)):
        main()
