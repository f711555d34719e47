"""Hand in bytes as an archive on disk, and see what comes of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from small_course import make_course

from calcgrade.errors import InputError
from calcgrade.intake import submission

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.intake.submission import Submission

SLOPE, GRADIENT = "ex_1_1_slope.py", "ex_2_1_gradient.py"
"""Two exercises of the small course."""

GOOD = b"pass\n"

PATIENCE_S = 5.0
"""CPU seconds that no archive may take."""


class Reader:
    """Reads submissions that are given as bytes.

    Parameters
    ----------
    folder : Path
        An empty one.
    """

    def __init__(self, folder: Path) -> None:
        self._course = make_course(folder / "course")
        self._file = folder / "hw.zip"

    def __call__(self, data: bytes) -> Submission:
        """Read an archive with these bytes, within bounded time."""
        self._file.write_bytes(data)
        started = time.process_time()
        try:
            return submission.read(self._file, self._course)
        finally:
            assert time.process_time() - started < PATIENCE_S

    def refusal(self, data: bytes) -> str:
        """Return the one sentence with which an archive of these bytes is refused as a whole."""
        with pytest.raises(InputError) as caught:
            self(data)
        sentence = str(caught.value)
        assert sentence.isprintable()
        assert caught.value.exit_code == 2
        return sentence


def problem(found: Submission, file: str = GRADIENT) -> str:
    """Return why an exercise's file was not taken, empty where it was."""
    entry = found.entry(file)
    assert entry is not None
    return entry.problem or ""
