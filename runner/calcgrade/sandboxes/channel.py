"""What every sandbox offers: a byte stream to the worker inside, and a sure way to end it."""

from __future__ import annotations

from typing import Literal, Protocol

Isolation = Literal["docker", "bubblewrap", "process"]

PIECE = 65_536
"""Most bytes one `Channel.receive` returns."""

STDERR_KEPT = 4096
"""Last bytes of a worker's stderr, kept for `Channel.diagnosis`."""


class Channel(Protocol):
    """One running sandbox."""

    @property
    def root(self) -> str:
        """Writable folder inside the sandbox; the worker makes ``submission`` and ``work`` in it."""
        ...

    @property
    def sys_path(self) -> tuple[str, ...]:
        """Folders the worker appends to ``sys.path`` to find numpy; empty in the image."""
        ...

    def send(self, data: bytes, timeout: float) -> None:
        """Write all of ``data``; `SandboxLost` if the peer is gone, `TimeoutError` if it does not read."""
        ...

    def receive(self, timeout: float) -> bytes:
        """Read 1 to 65,536 bytes; ``b""`` is the end of the stream, `TimeoutError` silence."""
        ...

    def cpu_seconds(self) -> float | None:
        """CPU time used by everything inside so far, in seconds; None where it cannot be read."""
        ...

    def diagnosis(self) -> str:
        """After the end: exit status and last words, for the grader's own error message."""
        ...

    def kill(self) -> None:
        """End everything inside for sure, wait, remove what is left. May be called twice."""
        ...


class Launcher(Protocol):
    """Starts sandboxes of one kind."""

    @property
    def kind(self) -> Isolation:
        """Which kind of sandbox this is, as results record it."""
        ...

    def launch(self) -> Channel:
        """Start a fresh sandbox; `SandboxUnavailable` when this machine cannot."""
        ...

    def environment(self) -> dict[str, str]:
        """Facts for the result's ``environment``: ``{"image": id}`` for docker."""
        ...

    def close(self) -> None:
        """Give back what the launcher itself holds, such as an engine connection."""
        ...
