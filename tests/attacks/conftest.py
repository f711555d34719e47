"""How attacks are chosen, run and told of: a few of them by every test run, all of them by `make attacks`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import table
from attack import FAMILIES, Attack
from pool import CONTROL, Pool

if TYPE_CHECKING:
    from collections.abc import Iterator

collect_ignore = list(FAMILIES)  # what lies there is handed in, and never imported here
OUTCOMES = Path(__file__).parents[2] / "build" / "attacks.json"
_seen = pytest.StashKey[dict[str, dict[str, str]]]()


@pytest.fixture(scope="session")
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    """Start, at the first test that needs it, whatever the selected tests will ask for."""
    made = Pool(pair for item in request.session.items if (pair := _pair(item)) is not None)
    yield made
    made.close()


@pytest.fixture
def told(request: pytest.FixtureRequest) -> dict[str, dict[str, str]]:
    """What became of each attack in each sandbox, for the table at the end."""
    return request.config.stash.setdefault(_seen, {})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the table of what was run, and keep it."""
    outcomes = config.stash.get(_seen, {})
    if not outcomes:
        return
    terminalreporter.section("attacks")
    terminalreporter.write_line(table.text(outcomes))
    if "attacks" in str(config.getoption("markexpr")):
        OUTCOMES.parent.mkdir(exist_ok=True)
        OUTCOMES.write_text(json.dumps(outcomes, indent=1) + "\n")


def _pair(item: pytest.Item) -> tuple[Attack, str] | None:
    """What a test will ask the pool for; tests of the attacks' files ask for nothing."""
    if "pool" not in getattr(item, "fixturenames", ()):
        return None
    callspec = getattr(item, "callspec", None)
    parameters = callspec.params if callspec is not None else {}
    if not isinstance(parameters.get("attack"), Attack):
        return None
    return parameters["attack"], str(parameters.get("sandbox", CONTROL))
