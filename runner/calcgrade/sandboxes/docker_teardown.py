"""The end of a container: how it ended, and that it is gone."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from calcgrade.errors import SandboxUnavailable
from calcgrade.sandboxes.docker_engine import engine_errors

if TYPE_CHECKING:
    from docker.errors import APIError

    from calcgrade.sandboxes.docker_engine import Engine

_PATIENCE_S = 30.0
_PAUSE_S = 0.005


def remove(engine: Engine, container: str) -> None:
    """Kill and remove ``container``, and return once the engine has forgotten it.

    The attach socket must be closed before: an engine that is still writing to it hangs for minutes.

    Raises
    ------
    SandboxUnavailable
        It is still there after half a minute.
    """
    from docker.errors import APIError, NotFound

    deadline = time.monotonic() + _PATIENCE_S
    with engine_errors():
        try:
            engine.kill(container, "SIGKILL")
        except APIError as error:
            _let_pass(error)
        while time.monotonic() < deadline:
            try:
                engine.remove_container(container, v=True, force=True)
            except NotFound:
                return
            except APIError as error:
                # It ends by itself (`auto_remove`), and the engine is at it.
                _let_pass(error)
            time.sleep(_PAUSE_S)
    raise SandboxUnavailable(
        "docker",
        f"container {container[:12]} cannot be removed",
        f"Remove it: `docker rm --force {container[:12]}`",
    )


def how_it_ended(engine: Engine, container: str) -> str:
    """Exit code and lack of memory, from the engine's events: the container itself is gone by then."""
    with engine_errors():
        events = engine.events(
            since="0",
            until=f"{time.time():.9f}",
            filters={"container": [container], "event": ["die", "oom"]},
            decode=True,
        )
        code, oom = "unknown", ""
        for event in events:
            if event.get("Action") == "oom":
                oom = ", out of memory"
            else:
                code = str(event.get("Actor", {}).get("Attributes", {}).get("exitCode", code))
    return f"exit code {code}{oom}"


def _let_pass(error: APIError) -> None:
    """Pass over "not there" (404) and "not running" or "being removed" (409); raise anything else."""
    if error.status_code not in {404, 409}:
        raise error
