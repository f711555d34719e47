"""Build the grading image through the engine's own builder."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from calcgrade.errors import InputError, SandboxUnavailable
from calcgrade.image import DEFAULT_BASE, DEFAULT_TAG
from calcgrade.sandboxes.docker_engine import connect, engine_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_FILES = ("Dockerfile", "requirements.txt")
_NO_BASE = ("pull access denied", "manifest unknown", "not found", "dial tcp", "no such host", "i/o timeout")


def build(
    base_image: str = DEFAULT_BASE,
    tag: str = DEFAULT_TAG,
    wheels: Path | None = None,
    progress: Callable[[str], None] = lambda _line: None,
) -> str:
    """Build the grading image.

    Parameters
    ----------
    base_image
        A python image, or a Debian with python3 and python3-pip; pulled if the engine lacks it.
    tag
        Name to give the image.
    wheels
        Folder of wheels that satisfy ``requirements.txt``; the build then has no network.
    progress
        Called with each line the builder says, as it says it.

    Returns
    -------
    str
        The image's id, ``sha256:…``.

    Raises
    ------
    InputError
        `wheels` is no folder or holds no wheel.
    SandboxUnavailable
        No engine answers, the base cannot be had, or a step of the build failed.
    """
    context = _context(wheels)
    engine = connect()
    try:
        with engine_errors():
            lines = engine.build(
                fileobj=context,
                custom_context=True,
                tag=tag,
                buildargs={"BASE_IMAGE": base_image},
                network_mode="none" if wheels else "default",
                labels={"calcgrade.image": tag},
                rm=True,
                forcerm=True,
                decode=True,
            )
            _follow(lines, base_image, progress)
            return str(engine.inspect_image(tag)["Id"])
    finally:
        engine.close()


def _context(wheels: Path | None) -> io.BytesIO:
    """Tar of the Dockerfile, the requirements and a `wheels` folder, which may be empty."""
    found = sorted(wheels.glob("*.whl")) if wheels else []
    if wheels and not found:
        raise InputError(
            str(wheels), "holds no wheels", "Fill it with `pip download -r requirements.txt -d DIR`"
        )
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for name in _FILES:
            tar.add(Path(__file__).with_name(name), arcname=name)
        folder = tarfile.TarInfo("wheels")
        folder.type, folder.mode = tarfile.DIRTYPE, 0o755
        tar.addfile(folder)
        for wheel in found:
            tar.add(wheel, arcname=f"wheels/{wheel.name}")
    buffer.seek(0)
    return buffer


def _follow(lines: Iterable[dict[str, Any]], base_image: str, progress: Callable[[str], None]) -> None:
    """Pass the builder's words on; its error becomes ours, naming what to do about it."""
    for line in lines:
        said = str(line.get("stream") or line.get("status") or "").strip()
        if said and "progressDetail" not in line:
            progress(said)
        if "error" in line:
            raise _build_error(str(line["error"]).strip(), base_image)


def _build_error(error: str, base_image: str) -> SandboxUnavailable:
    if any(sign in error for sign in _NO_BASE):
        return SandboxUnavailable(
            "docker",
            f"the base image {base_image} is not in the engine and could not be pulled ({error})",
            "Name one you have: `calcgrade image build --base-image IMAGE`",
        )
    return SandboxUnavailable("docker", f"building the image failed: {error}", "See the lines above")
