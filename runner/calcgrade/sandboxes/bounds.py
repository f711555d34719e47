"""What bounds the memory and the processes of a whole sandbox: a control group, else a watched budget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from calcgrade.sandboxes.own_group import NoGroup, OwnGroup
from calcgrade.sandboxes.watched_budget import WatchedBudget

if TYPE_CHECKING:
    from collections.abc import Callable

    from calcgrade.sandboxes.usage import Usage


class Bounds(Protocol):
    """Bounds on one sandbox."""

    @property
    def exceeded(self) -> str:
        """What it used too much of and was killed for; empty where the kernel only refuses more."""
        ...

    def cpu_seconds(self) -> float | None:
        """CPU time of everything inside; None where others have to count it."""
        ...

    def close(self) -> None:
        """Give back what was needed, once everything inside has ended."""
        ...


def bound(pid: int, look: Callable[[], Usage], kill: Callable[[], None]) -> Bounds:
    """Bound a sandbox that has only just begun.

    Parameters
    ----------
    pid
        Its first process, below which all others will be.
    look
        Counts what it uses.
    kill
        Ends it; may be called from another thread until the bounds are closed.
    """
    group: OwnGroup | None = None
    try:
        group = OwnGroup()
        group.take(pid)
    except NoGroup:
        if group is not None:
            group.close()
        return WatchedBudget(look, kill)
    return group


def why_watched() -> str | None:
    """Say why budgets are watched here; None where control groups bound them."""
    try:
        OwnGroup().close()
    except NoGroup as error:
        return str(error)
    return None
