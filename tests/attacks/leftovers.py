"""Containers of one grader, and processes of theirs, that outlived it."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Any

import docker
from docker.errors import NotFound

from calcgrade.sandboxes.docker_strays import GRADER, SANDBOX

PATIENCE_S = 3.0


def containers_left(address: str | None, grader: int, since: float) -> list[str]:
    """Name what is left of the containers that a process made; it is removed.

    Parameters
    ----------
    address
        The engine's, None for the usual one.
    grader
        Process id of the calcgrade that made them: it stands in their labels.
    since
        When that began, in seconds of the epoch.
    """
    client = (
        docker.APIClient(base_url=address) if address else docker.APIClient(**docker.utils.kwargs_from_env())
    )
    try:
        made = _made(client, grader, since)
        deadline = time.monotonic() + PATIENCE_S
        while (left := _left(client, made)) and time.monotonic() < deadline:
            time.sleep(0.1)
        for container in made:
            with contextlib.suppress(NotFound):
                client.remove_container(container, v=True, force=True)
        return left
    finally:
        client.close()


def _made(client: Any, grader: int, since: float) -> list[str]:
    events = client.events(
        since=f"{since - 1:.6f}", until=f"{time.time() + 1:.6f}", decode=True,
        filters={"type": "container", "event": "create", "label": SANDBOX},
    )  # fmt: skip
    actors = [event["Actor"] for event in events]
    return [str(actor["ID"]) for actor in actors if f".{grader}." in actor["Attributes"].get(GRADER, "")]


def _left(client: Any, made: list[str]) -> list[str]:
    left: list[str] = []
    for container in made:
        with contextlib.suppress(NotFound):
            client.inspect_container(container)
            left.append(f"container {container[:12]}")
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                groups = (folder / "cgroup").read_text()
                left += [f"process {folder.name} of container {name[:12]}" for name in made if name in groups]
    return left
