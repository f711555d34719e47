"""Something that is done meanwhile, in a thread of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Meanwhile(Generic[T]):
    """Runs a function in a thread.

    Parameters
    ----------
    action
        What is done, from now on.
    """

    def __init__(self, action: Callable[[], T]) -> None:
        self._action = action
        self._value: T
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="meanwhile")
        self._thread.start()

    def result(self) -> T:
        """Wait until it is done; return what it returned, or raise what it raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._value

    def _run(self) -> None:
        try:
            self._value = self._action()
        except Exception as error:
            self._error = error
