"""Containers that an earlier grader left behind: told by their labels and their age, and removed.

Nearly none are left: a container ends when its grader does. But one that was made and not started yet does
not, nor does one whose learner code stopped the worker that would have noticed.
"""

from __future__ import annotations

import contextlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

from calcgrade import limits
from calcgrade.sandboxes import ownership

if TYPE_CHECKING:
    from calcgrade.sandboxes.docker_engine import Engine

SANDBOX = "calcgrade.sandbox"
GRADER = "calcgrade.grader"


def labels(run: str) -> dict[str, str]:
    """Labels of a container of this process."""
    return {SANDBOX: run, GRADER: ownership.mark()}


def remove_strays(engine: Engine) -> list[str]:
    """Remove every container whose grader has ended, and return their ids; never one of a living grader.

    A container of another machine's grader, of which nobody here can tell, is one when it is a day old. A
    container that cannot be removed is left where it is: it is in nobody's way.
    """
    from docker.errors import APIError

    there = engine.containers(all=True, filters={"label": SANDBOX})
    unsure = [item for item in there if _has_ended(item) is None]
    now = _clock(engine) if unsure else None
    strays = [item for item in there if _has_ended(item)]
    strays += [item for item in unsure if now is not None and now - _created(item) > limits.STRAY_AGE_S]
    removed: list[str] = []
    for item in strays:
        with contextlib.suppress(APIError):
            engine.remove_container(str(item["Id"]), v=True, force=True)
            removed.append(str(item["Id"]))
    return removed


def _has_ended(item: dict[str, Any]) -> bool | None:
    labels: dict[str, str] = item.get("Labels") or {}
    return ownership.has_ended(labels.get(GRADER, ""))


def _created(item: dict[str, Any]) -> float:
    return float(item.get("Created") or "inf")


def _clock(engine: Engine) -> float | None:
    """The engine's own time, by which it dates containers; None if it does not tell."""
    try:
        return datetime.fromisoformat(str(engine.info()["SystemTime"])).timestamp()
    except (KeyError, ValueError):
        return None
