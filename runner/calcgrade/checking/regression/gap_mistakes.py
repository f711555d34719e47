"""Known mistakes of comparing a trained line with the least squares line, for each of four functions.

Whoever finds another line, or measures another distance, meets it again wherever these are used: such a mistake is
declared for all the functions that build on it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking.regression import line_mistakes, training_mistakes
from calcgrade.checking.regression.count_mistakes import COUNTS, counted
from calcgrade.checking.regression.line_distances import DISTANCES, largest
from calcgrade.checking.regression.line_fits import FITS
from calcgrade.checking.regression.lines import best_line, gap
from calcgrade.checking.regression.trained import asked, trained
from calcgrade.checking.regression.training import descend
from calcgrade.checking.regression.training_mistakes import ALIKE, as_if, starts_elsewhere
from calcgrade.checking.words import Words
from calcgrade.sandboxes.replies import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from calcgrade.checking.exercise import Exercise
    from calcgrade.checking.regression.count_mistakes import Count
    from calcgrade.checking.regression.line_distances import Distance
    from calcgrade.checking.regression.line_fits import Fit
    from calcgrade.checking.regression.training import Loss
    from calcgrade.sandboxes.replies import Reply

    Floats = NDArray[np.float64]

SWAPPED = Words(
    "swapped-return-values",
    "Two answers in the wrong order",
    "b stands first and w second. w comes first, then b, then the gaps.",
)
STARTS_THERE = Words(
    "starts-at-the-answer",
    "Training starts at the answer",
    "Your training begins at the line of np.polyfit, so there is nothing to learn. Begin at w = b = 0.",
)
ANSWER_RETURNED = Words(
    "answer-returned",
    "The line of np.polyfit is returned",
    "w and b are those of the best line. Return the ones that your training has reached.",
)
OF_THE_GRADIENT = ("missing-factor-two", "sum-instead-of-mean", "x-forgotten", "intercept-forgotten")
"""Mistakes of the gradient that show in a training."""


def measured(fit: Fit = best_line, distance: Distance = largest) -> Loss:
    """Return the gap ``(w, b, x, y)`` as a mistake measures it: to another line, or by another distance."""
    return lambda w, b, x, y: float(distance(np.array([[w, b]]), fit(x, y), x, y)[0])


def answer_returned(reply: Reply) -> bool | None:
    """Tell whether the best line came back in place of the trained one."""
    if reply.status is not Status.OK:
        return None
    x, y, _, _ = asked(reply)
    found, best = trained(reply.value), best_line(x, y)
    if found is None or not np.all(np.abs(found.line - best) <= ALIKE * (1 + np.abs(best).max())):
        return False
    return None if found.history is not None and np.all(np.abs(found.history) <= ALIKE) else True


def declare(exercise: Exercise, line: str, distance: str, train: str, count: str) -> None:
    """Declare all of these mistakes for an exercise's four functions."""
    for words, fits in FITS:
        for fit in fits:
            exercise.misconception(*words, function=line)(_where_finite(fit))
            _declare_gap(exercise, words, measured(fit), counted(fit), distance, train, count)
    for words, distances in DISTANCES:
        for other in distances:
            wrong, slow = measured(distance=other), counted(distance=other)
            _declare_gap(exercise, words, wrong, slow, distance, train, count)
    _declare_training(exercise, train)
    for words, counts in COUNTS:
        for wrong_count in counts:
            exercise.misconception(*words, function=count)(wrong_count)


def _declare_gap(
    exercise: Exercise, words: Words, wrong: Loss, slow: Count, distance: str, train: str, count: str
) -> None:
    """Declare a mistake of the gap for the function that measures it, and for those that use it."""
    exercise.misconception(*words, function=distance)(_where_finite(wrong))
    exercise.symptom(*words, function=train)(_keeps(wrong))
    exercise.misconception(*words, function=count)(slow)


def _declare_training(exercise: Exercise, train: str) -> None:
    for words, paths in training_mistakes.MISTAKES:
        for path in paths:
            exercise.symptom(*words, function=train)(as_if(path, gap))
    for words, rule in line_mistakes.GRADIENTS:
        if words.id in OF_THE_GRADIENT:
            exercise.symptom(*words, function=train)(as_if(partial(descend, gradient=rule), gap))
    exercise.symptom(*SWAPPED, function=train)(as_if(descend, gap, swapped=True))
    exercise.symptom(*training_mistakes.ELSEWHERE, function=train)(_starts_anywhere_else)
    exercise.symptom(*STARTS_THERE, function=train)(starts_at_the_answer)
    exercise.symptom(*ANSWER_RETURNED, function=train)(answer_returned)


def _from_the_answer(x: Floats, y: Floats, lr: float, epochs: int) -> Floats:
    w, b = best_line(x, y).tolist()
    return descend(x, y, lr, epochs, start=(w, b))


def _keeps(wrong: Loss) -> Callable[[Reply], bool | None]:
    """Return the symptom of a right training that keeps other gaps; nothing can be told where they are the same."""
    shows, right = as_if(descend, wrong), as_if(descend, gap)

    def symptom(reply: Reply) -> bool | None:
        verdict = shows(reply)
        return None if verdict and right(reply) else verdict

    return symptom


starts_at_the_answer = as_if(_from_the_answer, gap)
"""Tell whether a training never leaves the best line."""


def _starts_anywhere_else(reply: Reply) -> bool | None:
    return False if starts_at_the_answer(reply) else starts_elsewhere(reply, gap)


def _where_finite(wrong: Callable[..., Any]) -> Callable[..., Any]:
    """Say nothing of points at which a mistake gives no number: what comes of it depends on how it is written."""

    def reference(*arguments: Any) -> Any:
        with np.errstate(all="ignore"):
            found = wrong(*arguments)
        return found if np.all(np.isfinite(found)) else NotImplemented

    return reference
