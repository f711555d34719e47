"""What is left of a failure whose right answer a learner is not shown: the call, what came back, that it is wrong."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from calcgrade.checking import judge, show
from calcgrade.checking.failure import Failure
from calcgrade.sandboxes.replies import Status
from calcgrade.wire.values import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calcgrade.checking.exercise import Misconception
    from calcgrade.engine.outcome import Outcome
    from calcgrade.sandboxes.replies import Reply

NOT_SHOWN = "not shown"
"""Stands where the expected value would."""

AS_IT_IS = ("timed out", "missing", "not started", "crashed", "oversized")
"""Kinds of failure whose headline speaks of what happened alone."""

SENTENCES = {
    "type": "does not return what kind of value it should",
    "shape": "has the wrong shape",
    "length": "has the wrong length",
    "empty": "is empty",
    "not finite": "is not finite",
    "keys": "has not the keys that it should",
    "mutation": "changes what it was given",
    "order": "is further off than a central difference with this step",
    "one-sided": "looks at one side of the point only",
    "no figure": "draws no figure",
    "picture": "draws a picture that does not show what it should",
}
"""Headlines by the kind of failure. A checker's own may hold numbers, so any other kind "is not right"."""

LONGEST = 300
"""Characters shown of what came back."""

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?")
_QUOTED = re.compile(r"""['"]([^'"]+)['"]""")
_ALIKE = 1e-3
"""Numbers this near to each other, relatively, give each other away."""


def hide(outcome: Outcome) -> None:
    """Take out of an outcome what tells the right answer, or how far off the reply was.

    Only what is known to be harmless stays: the number of digits shown, the entry that is spoken of and every
    sentence of a checker may tell something.
    """
    outcome.hidden = True
    for case in outcome.cases:
        case.advice.clear()
    failure = outcome.failure
    if failure is None:
        return
    if outcome.cause is not None and _tells(outcome.cause, failure):
        outcome.cause = None
    actual = "" if outcome.changes else _came_back(failure)
    outcome.failure = Failure(
        failure.status,
        failure.kind,
        _headline(failure),
        failure.reply,
        expected=NOT_SHOWN if actual and failure.status == "failed" else "",
        actual=actual,
        symptom=failure.symptom,
    )
    if outcome.changes:
        outcome.failure.hide_values()


def _headline(failure: Failure) -> str:
    if failure.kind in AS_IT_IS or _raised(failure):
        return failure.headline
    return SENTENCES.get(failure.kind, "is not right")


def _raised(failure: Failure) -> bool:
    """Tell whether the failure is the learner's own exception: its text is theirs."""
    reply = failure.reply
    return failure.status == "error" and reply is not None and reply.raised is not None


def _came_back(failure: Failure) -> str:
    """Show the whole reply, always with the same number of digits."""
    if _raised(failure):
        return failure.actual
    reply = failure.reply
    if reply is None or reply.status is not Status.OK or isinstance(reply.value, Picture):
        return ""
    return judge.cut(show.value(reply.value), LONGEST)


def _tells(cause: Misconception, failure: Failure) -> bool:
    """Tell whether the words for a mistake hold the right answer to this call."""
    words = f"{cause.id} {cause.title} {cause.explanation}".lower()
    if any(text.lower() in words for text in _QUOTED.findall(failure.expected)):
        return True
    said = [float(number) for number in _NUMBER.findall(words)]
    return any(
        math.isclose(number, right, rel_tol=_ALIKE) for right in _right_numbers(failure) for number in said
    )


def _right_numbers(failure: Failure) -> Iterator[float]:
    yield from (float(text) for text in _NUMBER.findall(failure.expected))
    reply: Reply | None = failure.reply
    if reply is not None and reply.judged is not None:
        values = judge.flatten(reply.judged.expected)
        if values is not None:
            yield from (abs(float(value)) for value in values)
