"""Checks as tests of pytest, for an editor's test view: for practice, and never a grade.

pytest loads this module in every run of an environment that has calcgrade, so it imports nothing of calcgrade
until ``--calcgrade`` is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option without which this plugin does nothing."""
    parser.getgroup("calcgrade").addoption(
        "--calcgrade",
        action="store_true",
        help="Show each check of the exercises in this folder as a test, as `calcgrade check` judges it. "
        "For practice only: pytest runs a learner's own conftest.py, so this is never a grade.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Begin to collect exercises, if that is wanted."""
    if config.getoption("--calcgrade"):
        from calcgrade.pytest_plugin.exercises import Exercises

        config.pluginmanager.register(Exercises(), "calcgrade-exercises")
