"""The `docker` sandbox: one hardened container per submission (Docker Engine or Podman)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Literal

from calcgrade.errors import SandboxUnavailable
from calcgrade.image import DEFAULT_TAG, PYTHON
from calcgrade.sandboxes.docker_engine import connect, engine_errors, resolve_image
from calcgrade.sandboxes.docker_options import ROOT, container_options, host_options
from calcgrade.sandboxes.docker_stream import DockerStream
from calcgrade.sandboxes.docker_teardown import how_it_ended, remove
from calcgrade.worker import bundle

if TYPE_CHECKING:
    from calcgrade.sandboxes.channel import Channel
    from calcgrade.sandboxes.docker_engine import Engine

_ATTACH = {"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1}


class DockerChannel:
    """A running container."""

    def __init__(self, engine: Engine, container: str) -> None:
        self.root = ROOT
        self.sys_path: tuple[str, ...] = ()
        self._engine = engine
        self._container = container
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
        """CPU time of the container's control group, which no process can leave. May take a second."""
        from docker.errors import DockerException
        from requests.exceptions import RequestException

        try:
            stats = self._engine.stats(self._container, stream=False, one_shot=True)
            return float(stats["cpu_stats"]["cpu_usage"]["total_usage"]) / 1e9 or None
        except (DockerException, RequestException, KeyError, TypeError):
            return None

    def diagnosis(self) -> str:
        """How the container ended and its last words on stderr."""
        if self._stream.ended and not self._gone:
            self._exit = how_it_ended(self._engine, self._container)
        words = self._stream.stderr.decode("utf-8", "replace").strip()
        return f"{self._exit}; stderr: {words}" if words else self._exit

    def kill(self) -> None:
        """Close the stream, then kill the container and see it gone."""
        if self._gone:
            return
        if self._stream.ended:
            self._exit = how_it_ended(self._engine, self._container)
        self._stream.close()
        remove(self._engine, self._container)
        self._gone = True


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
        self.run = uuid.uuid4().hex
        try:
            self._image = resolve_image(self._engine, image or DEFAULT_TAG)
        except SandboxUnavailable:
            self._engine.close()
            raise

    def launch(self) -> Channel:
        """Start a fresh container."""
        engine = self._engine
        with engine_errors():
            host = engine.create_host_config(**host_options(self._runtime))
            options = container_options(self._image, bundle.command(PYTHON, site=True), self.run)
            container = str(engine.create_container(**options, host_config=host)["Id"])
        try:
            return DockerChannel(engine, container)
        except BaseException:
            remove(engine, container)
            raise

    def environment(self) -> dict[str, str]:
        """Return the image's id, which is what was run."""
        return {"image": self._image}

    def close(self) -> None:
        """Close the connection to the engine."""
        self._engine.close()
