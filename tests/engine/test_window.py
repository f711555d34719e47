"""``calcgrade show`` opens a real window on a real display, and ends when that is closed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.xvfb]

PATIENCE_S = 60.0


@pytest.fixture
def display() -> Iterator[str]:
    """The name of a display of its own, which is on no screen."""
    read, write = os.pipe()
    # Without -noreset the server starts over whenever its last client leaves, as each xdotool does, and refuses others
    # meanwhile.
    options = "-screen 0 1024x768x24 -nolisten tcp -noreset"
    command = ["Xvfb", "-displayfd", str(write), *options.split()]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as number:
            name = f":{number.readline().strip()}"
        yield name
        server.terminate()


def windows(display: str, title: str) -> list[str]:
    """The ids of visible windows of this title."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"],
        env={**os.environ, "DISPLAY": display}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return found.stdout.split()


def press(display: str, window: str, key: str) -> None:
    subprocess.run(
        ["xdotool", "windowfocus", "--sync", window, "key", key],
        env={**os.environ, "DISPLAY": display}, check=True, timeout=PATIENCE_S,
    )  # fmt: skip


def test_a_picture_opens_in_a_window_until_that_is_closed(display: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "calcgrade", "show", "descent"]
    environment = {**os.environ, "DISPLAY": display}
    environment.pop("MPLBACKEND", None)
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as shown:
        deadline = time.monotonic() + PATIENCE_S
        while not (found := windows(display, "calcgrade show descent")) and time.monotonic() < deadline:
            assert shown.poll() is None, shown.communicate()
            time.sleep(0.1)
        assert len(found) == 1
        assert shown.poll() is None, "it waits for the window to be closed"
        press(display, found[0], "q")
        said = shown.communicate(timeout=PATIENCE_S)
    assert shown.returncode == 0, said
    assert said == ("", ""), "a picture that was seen is not saved too"
    assert list(tmp_path.iterdir()) == []
    assert windows(display, "calcgrade show descent") == []
