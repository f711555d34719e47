"""The sandboxes that attacks are run against: which there are here, and how calcgrade is told to use them."""

from __future__ import annotations

import os
from functools import cache
from typing import Literal, NamedTuple

import pytest

from calcgrade.sandboxes import spare_user
from calcgrade.sandboxes.privileges import can_become
from calcgrade.sandboxes.select import problem

PODMAN = "CALCGRADE_PODMAN"
"""Names the address of a Podman service that has the grading image."""

Name = Literal["docker", "podman", "bubblewrap", "process"]
NAMES: tuple[Name, ...] = ("docker", "podman", "bubblewrap", "process")


class Column(NamedTuple):
    """A kind of sandbox, as a column of the table.

    Attributes
    ----------
    options
        What `calcgrade grade` is told.
    """

    name: Name
    options: tuple[str, ...]
    environment: dict[str, str]


def column(name: Name) -> Column:
    environment = {key: os.environ[key] for key in ("DOCKER_HOST",) if key in os.environ}
    if name == "podman":
        return Column(name, ("--isolation", "docker"), {"DOCKER_HOST": os.environ[PODMAN]})
    if name == "process":
        return Column(name, ("--isolation", "process", "--trust-submissions"), {})
    return Column(name, ("--isolation", name), environment if name == "docker" else {})


@cache
def why_not(name: Name) -> str | None:
    """Say why there is no such sandbox here, or None."""
    if name == "process":
        return _why_not_process()
    if name != "podman":
        return problem(name)
    if PODMAN not in os.environ:
        return f"{PODMAN} names no Podman service"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCKER_HOST", os.environ[PODMAN])
        return problem("docker")


def _why_not_process() -> str | None:
    """A plain process is a wall of sorts only where root starts it, who gives its rights away first."""
    if not can_become(spare_user.FIRST):
        return (
            "only root can give its code a user of its own, and without that a plain process promises nothing"
        )
    return None
