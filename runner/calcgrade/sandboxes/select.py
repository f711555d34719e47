"""Which sandbox a command runs submissions in. The stronger the need to distrust, the fewer the choices."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

from calcgrade.errors import InputError, SandboxUnavailable

if TYPE_CHECKING:
    from calcgrade.sandboxes.channel import Isolation, Launcher

Wanted = Literal["auto", "docker", "bubblewrap", "process"]
Command = Literal["check", "grade", "batch"]


def choose(
    isolation: Wanted,
    *,
    command: Command,
    trust_submissions: bool = False,
    image: str | None = None,
    runtime: str | None = None,
) -> Launcher:
    """Return a launcher that works on this machine.

    ``auto`` is bubblewrap or else a plain process where a learner checks their own code; docker or else
    bubblewrap where somebody grades the code of others. An image or a runtime is docker's, so naming
    one asks for docker. Only a trusting instructor gets a plain process for others' code, and only by
    asking for it.

    Parameters
    ----------
    isolation
        What the user asked for.
    command
        The command that asks; ``check`` is the learner's own.
    trust_submissions
        Whether the user vouches for every submission.
    image, runtime
        For docker: image to run, and runtime to ask the engine for.

    Raises
    ------
    InputError
        A plain process was asked for to grade others, without trust.
    SandboxUnavailable
        The kind asked for, or every kind allowed, does not work here.
    """
    others = command != "check"
    if isolation == "process" and others and not trust_submissions:
        raise InputError(
            "--isolation process",
            "would run submissions with all the rights of whoever starts it",
            "Use --isolation docker or bubblewrap, or add --trust-submissions if you trust every one of them",
        )
    if isolation == "auto" and (image or runtime):
        isolation = "docker"
    if isolation != "auto":
        return _launcher(isolation, image, runtime)
    if others:
        return _first_that_works(("docker", "bubblewrap"))
    return _first_that_works(("bubblewrap", "process"))


def problem(kind: Isolation, image: str | None = None) -> str | None:
    """Say what keeps ``kind`` from working on this machine and what to do about it, or None.

    It is tried for real: a container or a bubblewrap sandbox is started.
    """
    if kind == "docker":
        from calcgrade.sandboxes.docker_probe import probe as probe_docker

        return probe_docker(image)
    if kind == "bubblewrap":
        if sys.platform != "linux":
            return _not_linux().args[0]
        from calcgrade.sandboxes.bubblewrap import probe as probe_bubblewrap

        return probe_bubblewrap()
    return None


def _first_that_works(kinds: tuple[Isolation, ...]) -> Launcher:
    refused: list[str] = []
    for kind in kinds:
        try:
            return _launcher(kind, None, None)
        except SandboxUnavailable as error:
            refused.append(str(error))
    raise SandboxUnavailable(
        "no sandbox",
        "submissions can be isolated neither way here. " + " ".join(refused).removesuffix("."),
        "If you trust every submission, there is --isolation process --trust-submissions",
    )


def _launcher(kind: Isolation, image: str | None, runtime: str | None) -> Launcher:
    """Return a launcher of ``kind``, or raise `SandboxUnavailable`; imports that kind alone."""
    if kind == "docker":
        from calcgrade.sandboxes.docker import DockerLauncher

        return DockerLauncher(image, runtime)
    if kind == "process":
        from calcgrade.sandboxes.process import ProcessLauncher

        return ProcessLauncher()
    if sys.platform != "linux":
        raise _not_linux()
    from calcgrade.sandboxes.bubblewrap import BubblewrapLauncher

    launcher = BubblewrapLauncher()
    launcher.prestart()
    return launcher


def _not_linux() -> SandboxUnavailable:
    return SandboxUnavailable("bubblewrap", "it exists on Linux only", "Use --isolation docker")
