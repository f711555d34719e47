"""Tests marked with a sandbox run where it works, and CALCGRADE_REQUIRE forbids to skip them."""

from __future__ import annotations

import os
import shutil
from functools import cache
from importlib.util import find_spec
from typing import Literal

import pytest

from calcgrade.sandboxes.select import problem

Wall = Literal["docker", "podman", "bubblewrap"]
Program = Literal["chromium", "xvfb"]
PROGRAMS: dict[Program, tuple[str, ...]] = {"chromium": ("chromium",), "xvfb": ("Xvfb", "xdotool")}
MARKERS: tuple[Wall | Program, ...] = ("docker", "podman", "bubblewrap", "chromium", "xvfb")
WHOLE = ("attacks", "survey")
PODMAN = "CALCGRADE_PODMAN"
"""Names the address of a Podman service, such as unix:///run/podman/podman.sock, that has the grading image."""


@cache
def _problem(kind: Wall | Program) -> str | None:
    if kind == "chromium" or kind == "xvfb":
        missing = [name for name in PROGRAMS[kind] if shutil.which(name) is None]
        if missing:
            return f"there is no program called {' or '.join(missing)}"
        return "this Python has no tkinter" if kind == "xvfb" and find_spec("tkinter") is None else None
    if kind != "podman":
        return problem(kind)
    if PODMAN not in os.environ:
        return f"{PODMAN} names no Podman service"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCKER_HOST", os.environ[PODMAN])
        return problem("docker")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes minutes on its own, unless it is asked for by its marker."""
    asked_for = str(config.getoption("markexpr"))
    left_out = {
        item
        for marker in WHOLE
        for item in items
        if item.get_closest_marker(marker) and marker not in asked_for
    }
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a marked test where its sandbox is unavailable; fail it where that sandbox is required."""
    required = os.environ.get("CALCGRADE_REQUIRE", "").split(",")
    for kind in MARKERS:
        if item.get_closest_marker(kind) is None:
            continue
        reason = _problem(kind)
        if reason and kind in required:
            pytest.fail(f"CALCGRADE_REQUIRE names {kind}, but: {reason}", pytrace=False)
        if reason:
            pytest.skip(reason)


@pytest.fixture
def podman(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the Podman service the engine of this test, and of the programs that it starts."""
    monkeypatch.setenv("DOCKER_HOST", os.environ[PODMAN])
