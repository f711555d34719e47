"""Whether containers work here: a real one is started."""

from __future__ import annotations

from calcgrade.errors import SandboxLost, SandboxUnavailable

_PROGRAM = b"import ctypes, math; os.write(1, b'.')"
"""What numpy needs of the standard library beyond the interpreter itself."""

_START_S = 30.0


def probe(image: str | None = None) -> str | None:
    """Say why `docker` cannot be used here, or None after a container of ``image`` answered."""
    from calcgrade.sandboxes.docker import DockerLauncher

    try:
        launcher = DockerLauncher(image)
    except SandboxUnavailable as error:
        return str(error)
    try:
        channel = launcher.launch()
        try:
            channel.send(len(_PROGRAM).to_bytes(4, "big") + _PROGRAM, _START_S)
            answered = channel.receive(_START_S) == b"."
        except (SandboxLost, TimeoutError):
            answered = False
        finally:
            channel.kill()
    except SandboxUnavailable as error:
        return str(error)
    finally:
        launcher.close()
    if answered:
        return None
    problem = f"Python does not start in a container ({channel.diagnosis()})"
    return str(SandboxUnavailable("docker", problem, "Build its image again: `calcgrade image build`"))
