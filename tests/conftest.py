"""Tests marked with a sandbox run where it works, and CALCGRADE_REQUIRE forbids to skip them."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

import pytest

from calcgrade.sandboxes.select import problem

if TYPE_CHECKING:
    from calcgrade.sandboxes.channel import Isolation

MARKERS: tuple[Isolation, ...] = ("docker", "bubblewrap")


@cache
def _problem(kind: Isolation) -> str | None:
    return problem(kind)


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
