"""The connection to the engine, its failures as sentences, and what is wrong with it, if anything."""

from __future__ import annotations

import os
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from calcgrade.errors import SandboxUnavailable

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

_START = "Start Docker or Podman, or point DOCKER_HOST at an engine; `calcgrade doctor` tells more"
_NEARBY = (
    "Podman takes the filter of system calls from a file: let its service run on this machine, or have TMPDIR name "
    "a folder that it sees under the same name"
)
_TIMEOUT_S = 60


class Engine(Protocol):
    """What calcgrade uses of ``docker.APIClient``, whose own annotations are incomplete."""

    def build(self, **options: Any) -> Iterable[dict[str, Any]]: ...  # noqa: D102
    def inspect_image(self, image: str) -> dict[str, Any]: ...  # noqa: D102
    def create_host_config(self, **options: Any) -> dict[str, Any]: ...  # noqa: D102
    def create_container(self, **options: Any) -> dict[str, Any]: ...  # noqa: D102
    def attach_socket(self, container: str, params: dict[str, int]) -> Any: ...  # noqa: D102
    def containers(self, **options: Any) -> list[dict[str, Any]]: ...  # noqa: D102
    def start(self, container: str) -> None: ...  # noqa: D102
    def inspect_container(self, container: str) -> dict[str, Any]: ...  # noqa: D102
    def events(self, **options: Any) -> Iterable[dict[str, Any]]: ...  # noqa: D102
    def kill(self, container: str, signal: str) -> None: ...  # noqa: D102
    def remove_container(self, container: str, *, v: bool, force: bool) -> None: ...  # noqa: D102
    def info(self) -> dict[str, Any]: ...  # noqa: D102
    def version(self) -> dict[str, Any]: ...  # noqa: D102
    def close(self) -> None: ...  # noqa: D102


def connect() -> Engine:
    """Return a client of the engine that the `docker` command of this machine would use.

    Raises
    ------
    SandboxUnavailable
        No engine answers.
    """
    host = os.environ.get("DOCKER_HOST")
    if host:
        _must_listen(host)
    with engine_errors():
        import docker
        from docker.context import ContextAPI
        from docker.utils import kwargs_from_env

        if host:
            return cast("Engine", docker.APIClient(timeout=_TIMEOUT_S, **kwargs_from_env()))
        context = ContextAPI.get_context()
        _must_listen(context.Host or "")
        tls = context.TLSConfig or False
        return cast("Engine", docker.APIClient(base_url=context.Host, tls=tls, timeout=_TIMEOUT_S))


def _must_listen(host: str) -> None:
    """Fail early where nobody listens on a unix socket: docker's client would leave its own open."""
    if not host.startswith("unix://"):
        return
    with socket.socket(socket.AF_UNIX) as trial:
        try:
            trial.connect(host.removeprefix("unix://"))
        except OSError as error:
            raise SandboxUnavailable("docker", f"no engine answers ({error.strerror})", _START) from None


@contextmanager
def engine_errors() -> Generator[None]:
    """Turn whatever the engine's client raises into a `SandboxUnavailable`."""
    from docker.errors import APIError, DockerException
    from requests.exceptions import RequestException

    try:
        yield
    except APIError as error:
        raise SandboxUnavailable("docker", f"the engine refused: {words_of(error)}", _fix(error)) from error
    except (DockerException, RequestException, OSError) as error:
        raise SandboxUnavailable("docker", "no engine answers", _START) from error


class Image(NamedTuple):
    """An image, by the id that a whole run uses, and the names of the variables it brings along."""

    id: str
    variables: tuple[str, ...]


def resolve_image(engine: Engine, image: str) -> Image:
    """Look an image up.

    Raises
    ------
    SandboxUnavailable
        The engine has no such image.
    """
    from docker.errors import ImageNotFound

    with engine_errors():
        try:
            found = engine.inspect_image(image)
        except ImageNotFound:
            raise SandboxUnavailable(
                "docker", f"the engine has no image {image}", "Build it: `calcgrade image build`"
            ) from None
    config: dict[str, Any] = found.get("Config") or {}
    entries: list[str] = config.get("Env") or []
    return Image(str(found["Id"]), tuple(entry.partition("=")[0] for entry in entries))


def words_of(error: Exception) -> str:
    """The engine's explanation as one short line."""
    text = str(getattr(error, "explanation", None) or error)
    return " ".join(text.split())[:500]


def _fix(error: Exception) -> str:
    words = words_of(error)
    if "opening seccomp profile failed" in words:
        return _NEARBY
    return _START
