"""Which of a learner's pictures are kept: one of each function, and each that failed.

What is judged are the data in a figure. To draw its picture takes longer than most exercises, so it is drawn only
where somebody will look at it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.wire.values import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from calcgrade.engine.drive import Caller
    from calcgrade.engine.outcome import Outcome
    from calcgrade.sandboxes.replies import Call, Reply


class KeptPictures:
    """Makes calls, and wants a picture of the first figure of each function.

    Parameters
    ----------
    caller : callable
        Makes calls into learner code.
    """

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self._asked: set[str] = set()

    def __call__(self, calls: Sequence[Call]) -> Iterable[Reply]:
        """Make calls in order."""
        for call in calls:
            if call.figure:
                call.picture = call.picture or call.function not in self._asked
                self._asked.add(call.function)
        return self._caller(calls)

    def complete(self, outcomes: Sequence[Outcome]) -> None:
        """Have those drawn that failed, and one where the first call of a function came to no figure."""
        figures = _figures(outcomes)
        kept = [reply.call for reply in figures if reply.call.picture]
        failed = [outcome.failure.reply for outcome in outcomes if outcome.failure is not None]
        for reply in figures:
            call = reply.call
            is_kept = any(call.asked() == other.asked() for other in kept)
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


def _figures(outcomes: Sequence[Outcome]) -> list[Reply]:
    """The replies that are figures, in the order of the checks."""
    replies = (reply for outcome in outcomes for case in outcome.cases for reply in case.replies)
    return [reply for reply in replies if isinstance(reply.value, Picture)]
