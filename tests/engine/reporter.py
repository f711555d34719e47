"""GitHub Classroom's autograding reporter, as far as it reads what a grading step hands it."""

from __future__ import annotations

import base64
import json
import math
from typing import Any

ENVIRONMENT = 131_072
"""Bytes that Linux lets one variable of the environment hold, its name and the end of it included."""


def report(output: str) -> dict[str, Any]:
    """Decode a step's output ``result``; what the reporter would stumble over fails here."""
    assert len(f"CALCGRADE_RESULTS={output}\0".encode()) < ENVIRONMENT
    decoded: dict[str, Any] = json.loads(base64.b64decode(output, validate=True).decode("utf-8"))
    assert decoded["status"] in ("pass", "fail", "error")
    assert isinstance(decoded["max_score"], int | float)  # a text would be strung together
    assert decoded["tests"]  # of none at all it would make NaN
    for test in decoded["tests"]:
        assert test["status"] in ("pass", "fail", "error")
        assert isinstance(test["score"], int | float)
        assert math.isfinite(test["score"])
        assert isinstance(test["line_no"], int)
        assert isinstance(test["test_code"], str)
    return decoded


def totals(output: str) -> tuple[float, float]:
    """Return what the reporter shows as points, and out of how many."""
    decoded = report(output)
    return sum(test["score"] for test in decoded["tests"]), decoded["max_score"]


def printed(output: str) -> list[str]:
    """Return lines that the reporter prints into its own step's log: names, and messages as they are."""
    return [
        line
        for test in report(output)["tests"]
        for line in (test["name"], *test["message"].splitlines(), *test["message"].split("\n"))
    ]
