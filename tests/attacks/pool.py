"""Trials and controls, run two at a time in the order in which the tests will ask for them."""

from __future__ import annotations

import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import control
import oracle
import trial
from columns import column, why_not

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attack import Attack
    from columns import Name

CONTROL = "naive grader"
"""The name of the control among the sandboxes."""

AT_A_TIME = 2


class Pool:
    """Runs what the tests of a session will ask for.

    Parameters
    ----------
    wanted
        Pairs of an attack and a sandbox's name, or `CONTROL`.
    """

    def __init__(self, wanted: Iterable[tuple[Attack, str]]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="calcgrade-attacks-")
        self._course = trial.short_course(Path(self._folder.name))
        self._threads = ThreadPoolExecutor(AT_A_TIME)
        self._futures: dict[tuple[str, str], Future[Any]] = {}
        for attack, sandbox in wanted:
            if attack.is_applicable and sandbox == CONTROL:
                self._futures[attack.id, sandbox] = self._threads.submit(control.effects, attack)
            elif attack.is_applicable and why_not(cast("Name", sandbox)) is None:
                self._futures[attack.id, sandbox] = self._threads.submit(
                    self._trial, attack, cast("Name", sandbox)
                )

    def effects(self, attack: Attack) -> set[str]:
        """What an attack did to the naive grader."""
        found: set[str] = self._futures[attack.id, CONTROL].result()
        return found

    def complaints(self, attack: Attack, sandbox: Name) -> list[str]:
        """What an attack achieved against calcgrade in a sandbox; nothing, if it was held."""
        found: list[str] = self._futures[attack.id, sandbox].result()
        return found

    def close(self) -> None:
        """Start nothing more, and wait for what is running."""
        self._threads.shutdown(cancel_futures=True)
        self._folder.cleanup()

    def _trial(self, attack: Attack, sandbox: Name) -> list[str]:
        return oracle.complaints(attack, trial.run(attack, column(sandbox), self._course), sandbox)
