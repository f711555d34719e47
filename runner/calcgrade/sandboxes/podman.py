"""Where Podman's Docker-compatible interface differs from Docker's."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from calcgrade import limits
from calcgrade.errors import SandboxUnavailable
from calcgrade.sandboxes.docker_options import ROOT, ulimits
from calcgrade.sandboxes.seccomp.profile import profile

if TYPE_CHECKING:
    from collections.abc import Generator

    from calcgrade.sandboxes.docker_engine import Engine

DIE = "died"
"""What Podman calls the event that Docker calls "die", where it is asked for; it answers with Docker's word."""

_OVER = ("state improper", "no such container", "no container with")
_TMPFS = "rw,nosuid,nodev,noexec,size={size},mode={mode}"


def is_podman(engine: Engine) -> bool:
    """Tell whether Podman answers."""
    parts: list[dict[str, Any]] = engine.version().get("Components") or []
    return any("podman" in str(part.get("Name", "")).lower() for part in parts)


@contextmanager
def host_options(docker: dict[str, Any]) -> Generator[dict[str, Any]]:
    """Adapt the arguments for ``create_host_config``; they hold until the container is made.

    Podman takes a profile of system calls for the path of one, so it lies in a file until it was read.

    Raises
    ------
    SandboxUnavailable
        A runtime is asked for, which Podman would silently not use.
    """
    if docker["runtime"]:
        raise SandboxUnavailable(
            "docker",
            f"Podman takes no --runtime {docker['runtime']} over its socket",
            "Start its service with it: `podman --runtime NAME system service`",
        )
    with tempfile.TemporaryDirectory(prefix="calcgrade-") as folder:
        # On macOS, Podman's virtual machine sees temporary folders by their true names alone.
        path = Path(os.path.realpath(folder), "system-calls.json")
        path.write_text(profile(), "utf-8")
        yield docker | _adapted(docker["security_opt"], path)


def _adapted(security: list[str], path: Path) -> dict[str, Any]:
    return {
        "security_opt": [
            *(option for option in security if not option.startswith("seccomp=")),
            f"seccomp={path}",
        ],
        # Left out, both limits would be set to a million, which a service without root's rights may not.
        "ulimits": ulimits(limits.PER_PROCESS | {"nproc": limits.PODMAN_PROCESSES}),
        "tmpfs": {
            # It knows no owner and no number of files for a tmpfs; the limit on memory bounds the latter.
            ROOT: _TMPFS.format(size=limits.WORK_FOLDER, mode="1777"),
            # With a read-only root it would add these two writable, and as large as half the memory.
            "/run": _TMPFS.format(size=limits.KIB * 64, mode="0755").replace("rw", "ro"),
            "/var/tmp": _TMPFS.format(size=limits.KIB * 64, mode="0755").replace("rw", "ro"),  # noqa: S108
        },
    }


def events_until() -> str:
    """The end of a look at past events: with a moment that has passed it tells nothing, and it does not wait."""
    return str(int(time.time()) + 1)


def is_not_running(words: str) -> bool:
    """Whether an error says that a container has ended, or is gone: Podman's status does not always tell."""
    return any(sign in words for sign in _OVER)
