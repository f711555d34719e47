"""Which of a learner's pictures are made and kept: one of each function, and each that failed.

What is judged are the data in a figure. To make one takes as long as a hundred other calls, so it is made once for
all the checks that ask for it; to draw its picture takes longer than most exercises, so it is drawn only where
somebody will look at it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.wire.values import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calcgrade.engine.drive import Caller
    from calcgrade.engine.outcome import Outcome
    from calcgrade.sandboxes.replies import Call, Reply


class KeptPictures:
    """Makes calls, the same figure once, and wants a picture of the first figure of each function.

    Parameters
    ----------
    caller : callable
        Makes calls into learner code.
    """

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self._asked: set[str] = set()
        self._made: list[Reply] = []

    def __call__(self, calls: Sequence[Call]) -> Iterator[Reply]:
        """Make calls in order; a figure that was made before is not made again."""
        self._made = [reply for reply in self._made if isinstance(reply.value, Picture)]
        first: list[Call] = []
        for call in calls:
            if call.figure:
                if _find(call, [reply.call for reply in self._made] + first) is not None:
                    continue
                call.picture = call.picture or call.function not in self._asked
                self._asked.add(call.function)
            first.append(call)
        replies = iter(self._caller(first))
        for call in calls:
            place = _find(call, [reply.call for reply in self._made]) if call.figure else None
            reply = next(replies) if place is None else self._made[place]
            if call.figure and place is None:
                self._made.append(reply)
            yield reply

    def complete(self, outcomes: Sequence[Outcome]) -> None:
        """Have those drawn that failed, and one where the first call of a function came to no figure."""
        figures = _figures(outcomes)
        kept = [reply.call for reply in figures if reply.call.picture]
        failed = [outcome.failure.reply for outcome in outcomes if outcome.failure is not None]
        for reply in figures:
            call = reply.call
            is_kept = _find(call, kept) is not None
            has_failed = any(reply is item for item in failed)
            if is_kept or (not has_failed and any(call.function == other.function for other in kept)):
                continue
            call.picture = True
            [answer] = self._caller([call])
            if isinstance(answer.value, Picture) and isinstance(reply.value, Picture):
                reply.value.png = answer.value.png
                kept.append(call)
            else:
                call.picture = False


def _find(call: Call, others: Sequence[Call]) -> int | None:
    """Return which of the others asks for the same figure."""
    same = (k for k, other in enumerate(others) if other.figure and other.asked() == call.asked())
    return next(same, None)


def _figures(outcomes: Sequence[Outcome]) -> list[Reply]:
    """The replies that are figures, in the order of the checks."""
    replies = (reply for outcome in outcomes for case in outcome.cases for reply in case.replies)
    return [reply for reply in replies if isinstance(reply.value, Picture)]
