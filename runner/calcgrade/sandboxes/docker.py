"""The `docker` sandbox: one hardened container per submission (Docker Engine or Podman)."""

from __future__ import annotations

import time
import uuid
from contextlib import nullcontext
from typing import TYPE_CHECKING, Literal

from calcgrade import limits
from calcgrade.errors import SandboxUnavailable
from calcgrade.image import DEFAULT_TAG, PYTHON
from calcgrade.sandboxes import podman
from calcgrade.sandboxes.container_time import ContainerTime
from calcgrade.sandboxes.docker_engine import connect, engine_errors, resolve_image
from calcgrade.sandboxes.docker_options import ROOT, container_options, host_options
from calcgrade.sandboxes.docker_strays import labels, remove_strays
from calcgrade.sandboxes.docker_stream import DockerStream
from calcgrade.sandboxes.docker_teardown import how_it_ended, remove
from calcgrade.worker import bundle

if TYPE_CHECKING:
    from calcgrade.sandboxes.channel import Channel
    from calcgrade.sandboxes.docker_engine import Engine

_ATTACH = {"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1}
_CLOCKS_APART_S = 3600.0
"""How far an engine's clock may be behind ours, when it is asked for a container's events."""


class DockerChannel:
    """A running container.

    Parameters
    ----------
    engine, container
        Where it is, and its id.
    is_podman
        Whether the engine is Podman.
    """

    def __init__(self, engine: Engine, container: str, *, is_podman: bool) -> None:
        self.root = ROOT
        self.sys_path: tuple[str, ...] = ()
        self._engine = engine
        self._container = container
        self._is_podman = is_podman
        self._made = time.time() - _CLOCKS_APART_S
        self._time = ContainerTime(engine, container)
        self._gone = False
        self._exit = "ended by the grader"
        with engine_errors():
            # Before the start, or the first words would be lost.
            self._stream = DockerStream(engine.attach_socket(container, _ATTACH))
            engine.start(container)

    def send(self, data: bytes, timeout: float) -> None:
        """Write all of ``data`` to the worker."""
        self._stream.send(data, timeout)

    def receive(self, timeout: float) -> bytes:
        """Read what the worker wrote to its stdout."""
        return self._stream.receive(timeout)

    def cpu_seconds(self) -> float | None:
        """CPU time of the container's control group; None where that is on another machine."""
        return None if self._gone else self._time.seconds()

    def diagnosis(self) -> str:
        """How the container ended and its last words on stderr."""
        if self._stream.ended and not self._gone:
            self._exit = self._how_it_ended()
        words = self._stream.stderr.decode("utf-8", "replace").strip()
        return f"{self._exit}; stderr: {words}" if words else self._exit

    def kill(self) -> None:
        """Close the stream, then kill the container and see it gone."""
        if self._gone:
            return
        if self._stream.ended:
            self._exit = self._how_it_ended()
        self._stream.close()
        remove(self._engine, self._container)
        self._gone = True

    def _how_it_ended(self) -> str:
        return how_it_ended(self._engine, self._container, since=self._made, is_podman=self._is_podman)


class DockerLauncher:
    """Starts containers of one image, resolved once.

    Parameters
    ----------
    image
        Tag or id; the tag `calcgrade image build` gives when None.
    runtime
        Runtime to ask the engine for, such as gVisor's ``runsc``.

    Attributes
    ----------
    run
        Value of the label ``calcgrade.sandbox`` on every container of this launcher.

    Raises
    ------
    SandboxUnavailable
        No engine answers, or it has no such image.
    """

    kind: Literal["docker"] = "docker"

    def __init__(self, image: str | None = None, runtime: str | None = None) -> None:
        self._engine = connect()
        self._runtime = runtime
        self._checked = False
        self.run = uuid.uuid4().hex
        try:
            self._image = resolve_image(self._engine, image or DEFAULT_TAG)
            with engine_errors():
                self._is_podman = podman.is_podman(self._engine)
                remove_strays(self._engine)
        except SandboxUnavailable:
            self._engine.close()
            raise

    def launch(self) -> Channel:
        """Start a fresh container."""
        engine = self._engine
        docker = host_options(self._runtime)
        with podman.host_options(docker) if self._is_podman else nullcontext(docker) as host, engine_errors():
            config = engine.create_host_config(**host)
            command = bundle.command(PYTHON, site=True, first=True)
            options = container_options(self._image.id, self._image.variables, command, labels(self.run))
            container = str(engine.create_container(**options, host_config=config)["Id"])
        try:
            self._require_bounds(container)
            return DockerChannel(engine, container, is_podman=self._is_podman)
        except BaseException:
            remove(engine, container)
            raise

    def environment(self) -> dict[str, str]:
        """Return the image's id, which is what was run."""
        return {"image": self._image.id}

    def close(self) -> None:
        """Close the connection to the engine."""
        self._engine.close()

    def _require_bounds(self, container: str) -> None:
        """Refuse an engine that drops the limits it was given, as some do without root's rights."""
        if self._checked:
            return
        with engine_errors():
            kept = self._engine.inspect_container(container)["HostConfig"]
        if (kept.get("Memory"), kept.get("PidsLimit")) != (limits.MEMORY, limits.PROCESSES):
            raise SandboxUnavailable(
                "docker",
                "this engine bounds neither the memory nor the processes of a container",
                "Give it control groups version 2, or use one that runs as root",
            )
        self._checked = True
