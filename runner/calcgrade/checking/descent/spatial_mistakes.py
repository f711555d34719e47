"""Known mistakes of a descent in many dimensions that measures its slopes: of the walk, and of the slopes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

import numpy as np

from calcgrade.checking.descent import missteps
from calcgrade.checking.descent import mistakes as descent_mistakes
from calcgrade.checking.descent.many_dimensions import Measured, asked, of_reply
from calcgrade.checking.descent.missteps import Mistake, as_if
from calcgrade.checking.descent.walks import Descent, follows, rows_of
from calcgrade.checking.rough import Rough
from calcgrade.checking.slopes import differences, gradients, nudges
from calcgrade.checking.slopes.differences import step_is_too_small
from calcgrade.checking.slopes.observed import largest_move, pairs
from calcgrade.checking.slopes.references import measured
from calcgrade.checking.slopes.steps import TOO_SMALL
from calcgrade.checking.words import Words
from calcgrade.sandboxes.replies import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from calcgrade.checking.descent.missteps import Verdict
    from calcgrade.checking.exercise import Exercise
    from calcgrade.checking.slopes.references import Slope
    from calcgrade.sandboxes.replies import Reply

    Floats = NDArray[np.float64]


def with_slopes(slope: Slope) -> Verdict:
    """Return the verdict on a walk whose slopes are measured wrongly, with the h that was handed in."""

    def altered(its: Descent, _: Descent) -> Descent:
        walk = cast("Measured", its)

        def gradient(place: Floats) -> Floats:
            point = place.tolist()
            found = [slope(walk.f, point, i, walk.h) for i in range(walk.f.n)]
            return np.array([s.value if isinstance(s, Rough) else s for s in found], dtype=np.float64)

        return walk.but(gradient=gradient)

    return as_if(altered)


def _for_the_same_number(shows: Verdict) -> Verdict:
    """Look only where the statement's descent has as many variables: elsewhere its mistakes cannot even run."""

    def verdict(reply: Reply, its: Descent, usual: Descent) -> bool | None:
        if its.start.size != usual.start.size:
            return False if rows_of(reply, its) is not None else None
        return shows(reply, its, usual)

    return verdict


def _moving(which: Callable[[NDArray[np.int64], int], NDArray[np.bool_]]) -> Verdict:
    """Return the verdict on a walk in which only some coordinates move: ``which(i, n)`` of the positions i below n."""

    def altered(its: Descent, _: Descent) -> Descent:
        n = its.start.size
        mask = which(np.arange(n), n)
        return its.but(gradient=lambda place: its.gradient(place) * mask)

    return as_if(altered)


def _backwards(its: Descent, _: Descent) -> Descent:
    return its.but(move=partial(missteps.one_by_one, backwards=True))


def _normalised(its: Descent, _: Descent) -> Descent:
    def gradient(place: Floats) -> Floats:
        found = its.gradient(place)
        length = float(np.linalg.norm(found))
        return found / length if length > 0 else found

    return its.but(gradient=gradient)


def _hidden_brackets(reply: Reply, its: Descent, usual: Descent) -> bool | None:
    """Tell whether f was looked at on both sides, at a step of its own, and the walk stands still nevertheless."""
    verdict = missteps.standing(reply, its, usual)
    if not verdict:
        return verdict
    furthest = largest_move(reply, its.start.tolist())
    return None if furthest is None else furthest > TOO_SMALL


def _step_lost(reply: Reply, its: Descent, usual: Descent) -> bool | None:
    verdict = missteps.standing(reply, its, usual)
    return step_is_too_small(reply) if verdict else verdict


def _aliased(reply: Reply, its: Descent, usual: Descent) -> bool | None:
    """Tell whether both values of each difference come from one place, beside the start if only by rounding."""
    verdict = missteps.standing(reply, its, usual)
    if not verdict:
        return verdict
    compared = pairs(reply, its.start.size)
    if any(first != second for first, second in compared):
        return False
    return True if any(first != tuple(its.start.tolist()) for first, _ in compared) else None


def _only_three(reply: Reply) -> bool | None:
    """Right for three variables; for more it stops, or the first three move, or another shape comes back."""
    its = of_reply(reply)
    if reply.status not in (Status.OK, Status.RAISED):
        return None
    rows = rows_of(reply, its)
    with np.errstate(all="ignore"):
        if its.start.size == 3:
            return None if follows(its, rows) else False
        if rows is None:
            return True
        return follows(its.but(gradient=lambda p: its.gradient(p) * (np.arange(p.size) < 3)), rows)


NOT_AT_ONCE = Words(
    "not-simultaneous-update",
    "One coordinate moves before the others",
    "A coordinate has already moved when the next slope is measured. Measure all slopes at one place first, then move.",
)
ONLY_ONE = Words(
    "only-one-coordinate-updated",
    "Only one coordinate moves",
    "One coordinate takes steps and the others stay where they were. Each has a slope of its own.",
)
LEFT_OUT = Words(
    "coordinate-left-out",
    "One coordinate never moves",
    "All coordinates take steps but one. Count how many slopes you measure: one for each coordinate.",
)
WALK = (
    *(
        mistake._replace(shows=_for_the_same_number(mistake.shows))
        if mistake.id in ("hard-coded-for-the-example", "start-ignored")
        else mistake
        for mistake in descent_mistakes.MISTAKES
    ),
    Mistake(*NOT_AT_ONCE, as_if(lambda its, _: its.but(move=missteps.one_by_one))),
    Mistake(*NOT_AT_ONCE, as_if(_backwards)),
    Mistake(
        "order-reversed",
        "The slopes come in the wrong order",
        "The first coordinate moves by the last slope, and the last by the first. Each moves by its own.",
        as_if(missteps.slopes_exchanged),
    ),
    Mistake(*ONLY_ONE, _moving(lambda i, _: i == 0)),
    Mistake(*ONLY_ONE, _moving(lambda i, n: i == n - 1)),
    Mistake(*LEFT_OUT, _moving(lambda i, _: i > 0)),
    Mistake(*LEFT_OUT, _moving(lambda i, n: i < n - 1)),
    Mistake(
        "normalised-gradient",
        "Every step is equally long",
        "The gradient is divided by its length, so that each step is as long as lr. Steps should become shorter as the "
        "ground becomes level.",
        as_if(_normalised),
    ),
    Mistake(
        "history-transposed",
        "Rows and columns exchanged",
        "You return a row for each coordinate. Return a row for each place: the transpose of what you have.",
        missteps.transposed,
    ),
)
"""Of the walk."""

_BRACKETS = next(known for known in differences.MISTAKES if known.id == "misplaced-parenthesis")
SLOPES = (
    *(
        Mistake(known.id, known.title, known.explanation, with_slopes(measured(rule)))
        for known in differences.MISTAKES
        # A slope turned round is a walk uphill; of a second derivative the small default step leaves noise alone.
        if known.id not in ("sign-flipped", "second-derivative")
        for rule in known.rules
    ),
    *(Mistake(*words, with_slopes(slope)) for words, slope in (*nudges.SLOPES, *gradients.SLOPES)),
    Mistake(_BRACKETS.id, _BRACKETS.title, _BRACKETS.explanation, _hidden_brackets),
    Mistake(*nudges.ALIASED, _aliased),
    Mistake(*differences.TOO_SMALL_STEP, _step_lost),
)
"""Of its slopes."""


def declare(exercise: Exercise, function: str, usual: Measured) -> None:
    """Declare all of these mistakes for a function that returns a history.

    Parameters
    ----------
    usual : Measured
        The descent of the statement, in three variables.
    """
    descent_mistakes.declare(exercise, function, asked, usual, (*WALK, *SLOPES))
    nudges.declare_swallowed(exercise, function, looks=2)
    exercise.symptom(*nudges.TOO_FEW, function=function)(nudges.lacks_coordinates)
    exercise.symptom(
        "three-variables-only",
        "Works for three variables only",
        "The walk is right for a function of three variables and for no other. Take their number from start: it has "
        "one coordinate for each.",
        function=function,
    )(_only_three)
