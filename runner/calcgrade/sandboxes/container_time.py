"""CPU time of a container, read where the kernel counts it: the engine itself takes a second to tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.sandboxes import control_groups

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.sandboxes.docker_engine import Engine


class ContainerTime:
    """Reads the control group of a container on this machine, which no process in it can leave.

    Parameters
    ----------
    engine, container
        Asked once, when the time is first wanted, which process the container's first one is.
    """

    def __init__(self, engine: Engine, container: str) -> None:
        self._engine = engine
        self._container = container
        self._folders: dict[str, Path] | None = None

    def seconds(self) -> float | None:
        """CPU seconds used so far; None where the engine is on another machine, or has other process ids."""
        if self._folders is None:
            self._folders = self._find()
        return control_groups.cpu_seconds(self._folders)

    def _find(self) -> dict[str, Path]:
        from docker.errors import DockerException
        from requests.exceptions import RequestException

        try:
            pid = int(self._engine.inspect_container(self._container)["State"]["Pid"])
        except (DockerException, RequestException, KeyError, TypeError, ValueError):
            return {}
        # The name is the proof that this process is the container's, and not another machine's namesake.
        return {
            name: group
            for name, folder in control_groups.folders(pid).items()
            if (group := _named(folder, self._container)) is not None
        }


def _named(folder: Path, container: str) -> Path | None:
    """The group that bears the container's id: the first process may be in one below it."""
    return next((group for group in (folder, *folder.parents) if container in group.name), None)
