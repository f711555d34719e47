"""Sandboxes with the worker already in them, the first one perhaps started ahead of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.errors import SandboxLost
from calcgrade.worker import bundle

if TYPE_CHECKING:
    from calcgrade.sandboxes.channel import Channel, Isolation, Launcher

PATIENCE_S = 30.0
"""How long a fresh interpreter may take to read its program."""


class Workers:
    """Launches sandboxes and sends the worker into each.

    Parameters
    ----------
    launcher : Launcher
        Starts the sandboxes; owned from now on.
    """

    def __init__(self, launcher: Launcher) -> None:
        self._launcher = launcher
        self._ready: Channel | None = None

    @property
    def kind(self) -> Isolation:
        """Kind of the sandboxes."""
        return self._launcher.kind

    def environment(self) -> dict[str, str]:
        """Facts for the result's environment."""
        return self._launcher.environment()

    def prestart(self) -> None:
        """Start the first one now: it imports numpy while the trusted side is still importing."""
        self._ready = self._start()

    def launch(self) -> Channel:
        """Return a sandbox whose worker is starting up."""
        channel, self._ready = self._ready or self._start(), None
        return channel

    def close(self) -> None:
        """End a sandbox that nobody took, and give back what the launcher holds."""
        ready, self._ready = self._ready, None
        if ready is not None:
            ready.kill()
        self._launcher.close()

    def _start(self) -> Channel:
        channel = self._launcher.launch()
        try:
            channel.send(bundle.payload(channel.sys_path, channel.root), PATIENCE_S)
        except (SandboxLost, TimeoutError) as error:
            channel.kill()
            detail = f"the worker could not be sent ({error}) {channel.diagnosis()}"
            raise SandboxLost(self.kind, detail.strip()) from None
        return channel
