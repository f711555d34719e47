"""The end of a container: how it ended, and that it is gone."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from calcgrade.errors import SandboxUnavailable
from calcgrade.sandboxes import podman
from calcgrade.sandboxes.docker_engine import engine_errors, words_of

if TYPE_CHECKING:
    from docker.errors import APIError

    from calcgrade.sandboxes.docker_engine import Engine

_PATIENCE_S = 30.0
_PAUSE_S = 0.005
_LAST_WORDS_S = 1.0
_LAST_WORDS_OF_PODMAN_S = 3.0


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


def how_it_ended(engine: Engine, container: str, *, since: float, is_podman: bool) -> str:
    """Exit code and lack of memory, from the engine's events: the container itself is gone by then.

    Parameters
    ----------
    engine, container
        Where it was, and its id.
    since
        A moment before it was made, in seconds since 1970.
    is_podman
        Whether the engine is Podman.
    """
    deadline = time.monotonic() + (_LAST_WORDS_OF_PODMAN_S if is_podman else _LAST_WORDS_S)
    with engine_errors():
        while True:
            until = podman.events_until() if is_podman else f"{time.time():.9f}"
            code, oom = _told(engine, container, str(int(since)), until)
            # The stream may close a moment before the end is noted; a look takes Podman up to a second.
            if code or time.monotonic() > deadline:
                return f"exit code {code or 'unknown'}{', out of memory' if oom else ''}"
            time.sleep(_PAUSE_S)


def _told(engine: Engine, container: str, since: str, until: str) -> tuple[str, bool]:
    """Exit code, empty if there is none yet, and whether memory ran out."""
    filters = {"container": [container], "event": ["die", podman.DIE, "oom"]}
    code, oom = "", False
    for event in engine.events(since=since, until=until, filters=filters, decode=True):
        if event.get("Action") == "oom":
            oom = True
        else:
            facts = event.get("Actor", {}).get("Attributes", {})
            code = str(facts.get("exitCode", facts.get("containerExitCode", code)))
    return code, oom


def _let_pass(error: APIError) -> None:
    """Pass over "not there" (404) and "not running" or "being removed" (409); raise anything else."""
    if error.status_code not in {404, 409} and not podman.is_not_running(words_of(error)):
        raise error
