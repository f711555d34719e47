"""Start the sandbox of ``check`` before anything slow is imported, so that both sides get ready at once."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, get_args

from calcgrade.errors import CalcgradeError
from calcgrade.sandboxes.select import Wanted, choose
from calcgrade.sandboxes.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

_NOT_NOW = frozenset({"-h", "--help", "--image", "--runtime"})
"""Words that grade nothing, or ask for docker, which takes longer to start than all the rest."""

_started: dict[Wanted, Workers] = {}


def start(words: Sequence[str]) -> None:
    """Start a sandbox for ``calcgrade check WORDS``, if it is clear already which kind it will be.

    Nothing is reported from here: what fails is tried again in its order, after the user's input is read.
    """
    wanted = _isolation(words)
    if (
        wanted is None
        or wanted == "docker"
        or not _NOT_NOW.isdisjoint(word.partition("=")[0] for word in words)
    ):
        return
    with _interruptions_after():
        _start(wanted)


def _start(wanted: Wanted) -> None:
    workers: Workers | None = None
    try:
        workers = Workers(choose(wanted, command="check"))
        workers.prestart()
    except CalcgradeError:
        if workers is not None:
            workers.close()
    else:
        _started[wanted] = workers


@contextmanager
def _interruptions_after() -> Generator[None, None, None]:
    """Let Ctrl-C and SIGTERM wait: in the middle, nobody would know what was started and has to be ended."""
    came: list[int] = []

    def note(number: int, _frame: object) -> None:
        came.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if came:
            signal.raise_signal(came[0])


def take(wanted: Wanted) -> Workers | None:
    """Hand over what was started for this kind, if anything was."""
    return _started.pop(wanted, None)


def close() -> None:
    """End what nobody took."""
    while _started:
        _started.popitem()[1].close()


def _isolation(words: Sequence[str]) -> Wanted | None:
    """Read ``--isolation`` from unparsed words; None where only the real parser can tell."""
    found: Wanted = "auto"
    for word, following in zip(words, [*words[1:], ""], strict=False):
        name, equals, value = word.partition("=")
        if name == "--isolation":
            value = value if equals else following
            if value not in get_args(Wanted):
                return None
            found = value  # type: ignore[assignment]
    return found
