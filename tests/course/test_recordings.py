"""The recordings in the README show what a terminal shows today."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECORDINGS = ROOT / "docs" / "recordings"


def words(picture: Path) -> list[str]:
    """What can be read in a recording, without where and in which colour it stands."""
    found: list[str] = re.findall(r"<text[^>]*>(.*?)</text>", picture.read_text("utf-8"), re.DOTALL)
    return "".join(html.unescape(text) + " " for text in found).split()


@pytest.mark.slow
def test_the_recordings_show_what_a_terminal_shows_today(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, str(RECORDINGS / "record.py"), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests" / "engine")},
        check=True,
        timeout=100,
    )
    kept = sorted(path.name for path in RECORDINGS.glob("*.svg"))
    assert kept == sorted(path.name for path in tmp_path.iterdir())
    for name in kept:
        assert words(tmp_path / name) == words(RECORDINGS / name), f"{name} is out of date: make pictures"


def test_the_recordings_load_nothing_from_elsewhere() -> None:
    for picture in RECORDINGS.glob("*.svg"):
        text = picture.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?:|url\((?!#)|<script|@import", text)
