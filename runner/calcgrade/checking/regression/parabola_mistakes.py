"""Known mistakes of a parabola's mean squared error and of its gradient."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking.regression import parabola_training_mistakes
from calcgrade.checking.regression.fitted import as_if
from calcgrade.checking.regression.line_mistakes import HALF, SIGNED, SUMMED
from calcgrade.checking.regression.parabolas import Loss, Slopes, descend, miss, slopes, squared_error
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from calcgrade.checking.exercise import Exercise

    Floats = NDArray[np.float64]


def _squared(prediction: Callable[[float, float, float, Floats], Floats]) -> Loss:
    return lambda a, b, c, x, y: np.mean((prediction(a, b, c, x) - y) ** 2)


def _scaled(factor: Callable[[int], float]) -> Slopes:
    """Multiply the gradient by a factor of the number of points."""
    return lambda a, b, c, x, y: factor(x.size) * np.array(slopes(a, b, c, x, y))


def _weighed(weigh: Callable[[Floats], tuple[Any, Any, Any]]) -> Slopes:
    """Weigh the misses of a, b and c with something else than x², x and 1."""

    def gradient(a: float, b: float, c: float, x: Floats, y: Floats) -> Any:
        off = miss(a, b, c, x, y)
        return [2 * np.mean(off * weight) for weight in weigh(x)]

    return gradient


def _half(a: float, b: float, c: float, x: Floats, y: Floats) -> Any:
    return squared_error(a, b, c, x, y) / 2


def _summed(a: float, b: float, c: float, x: Floats, y: Floats) -> Any:
    return np.sum(miss(a, b, c, x, y) ** 2)


def _without_c(a: float, b: float, _c: float, x: Floats, y: Floats) -> Any:
    return squared_error(a, b, 0.0, x, y)


def _slopes_without_c(a: float, b: float, _c: float, x: Floats, y: Floats) -> Any:
    return slopes(a, b, 0.0, x, y)


NOT_SQUARED = Words(
    "x-not-squared",
    "x is not squared",
    "Your prediction has a·x where a·x² belongs, so it is a straight line whatever a is.",
)
NO_CONSTANT = Words(
    "constant-forgotten",
    "c is left out",
    "The predictions in here are a·x² + b·x. The parabola's height at x = 0 is c.",
)
LOSSES: tuple[tuple[Words, Loss], ...] = (
    (HALF, _half),
    (SUMMED, _summed),
    (SIGNED, lambda a, b, c, x, y: np.mean(miss(a, b, c, x, y))),
    (SIGNED, lambda a, b, c, x, y: -np.mean(miss(a, b, c, x, y))),
    (NOT_SQUARED, _squared(lambda a, b, c, x: a * x + b * x + c)),
    (NO_CONSTANT, _without_c),
    (
        Words(
            "a-squared-too",
            "a is squared as well",
            "You square a·x as a whole. Square x first, and multiply by a afterwards.",
        ),
        _squared(lambda a, b, c, x: (a * x) ** 2 + b * x + c),
    ),
    (
        Words(
            "coefficients-reversed",
            "a and c exchanged",
            "Your prediction is c·x² + b·x + a. a belongs to the square, c stands alone.",
        ),
        _squared(lambda a, b, c, x: c * x**2 + b * x + a),
    ),
    (
        Words(
            "mean-absolute-error",
            "Sizes, not squares",
            "This is the average of how far off the points are. Square each miss before you average.",
        ),
        lambda a, b, c, x, y: np.mean(np.abs(miss(a, b, c, x, y))),
    ),
    (
        Words(
            "squared-after-averaging",
            "Squared too late",
            "The misses are averaged first, where those above and below the curve cancel. Square each one, then "
            "average.",
        ),
        lambda a, b, c, x, y: np.mean(miss(a, b, c, x, y)) ** 2,
    ),
    (
        Words(
            "root-taken",
            "A root too many",
            "This is the root of the mean square. The loss is what stands under that root.",
        ),
        lambda a, b, c, x, y: np.sqrt(squared_error(a, b, c, x, y)),
    ),
)
GRADIENTS: tuple[tuple[Words, Slopes], ...] = (
    (
        Words(
            "missing-factor-two",
            "A 2 is missing",
            "The derivative of a square has a 2 in front; your gradient is half of what it should be.",
        ),
        _scaled(lambda _: 0.5),
    ),
    (SUMMED, _scaled(float)),
    (
        Words(
            "sign-flipped",
            "Every sign is turned round",
            "This points downhill. If a miss is y − prediction, it shrinks as the prediction grows: its own "
            "derivatives are −x², −x and −1.",
        ),
        _scaled(lambda _: -1.0),
    ),
    (
        Words(
            "x-forgotten",
            "The inner derivatives are missing",
            "All three slopes are the same. When a changes by 1, a miss changes by x²; when b does, by x.",
        ),
        _weighed(lambda _: (1, 1, 1)),
    ),
    (
        Words(
            "x-not-squared",
            "x is not squared",
            "The slope for a is that for b. When a changes by 1, the prediction a·x² changes by x².",
        ),
        _weighed(lambda x: (x, x, 1)),
    ),
    (
        Words(
            "differentiated-by-x",
            "The derivative by x",
            "You took x as what changes: 2x is the derivative of x² by x. Here a changes and x stays, so a·x² has the "
            "derivative x².",
        ),
        _weighed(lambda x: (2 * x, 1, 0)),
    ),
    (
        Words(
            "differentiated-by-x",
            "The derivative by x",
            "You took x as what changes: 2x is the derivative of x² by x. Here a changes and x stays, so a·x² has the "
            "derivative x².",
        ),
        _weighed(lambda x: (2 * x, x, 1)),
    ),
    (
        Words(
            "swapped-return-values",
            "Three answers in the wrong order",
            "The slope for c stands first. da comes first, then db, then dc.",
        ),
        _weighed(lambda x: (1, x, x**2)),
    ),
    (NO_CONSTANT, _slopes_without_c),
)


def declare(exercise: Exercise, loss: str, gradient: str, train: str) -> None:
    """Declare all of these mistakes for an exercise's three functions.

    A training with a wrong loss or gradient in it is told the same, but for a gradient whose sign is wrong: that walks
    as a training which adds the gradient does.
    """
    for words, rule in LOSSES:
        exercise.misconception(*words, function=loss)(_as_reference(rule))
        exercise.symptom(*words, function=train)(as_if(descend, rule))
    for words, rule in GRADIENTS:
        exercise.misconception(*words, function=gradient)(_as_reference(rule))
        if words.id != "sign-flipped":
            exercise.symptom(*words, function=train)(as_if(partial(descend, gradient=rule)))
    for words, slope_rule, noted in (
        (SUMMED, _scaled(float), _summed),
        (HALF, _scaled(lambda _: 0.5), _half),
        (NO_CONSTANT, _slopes_without_c, _without_c),
    ):
        exercise.symptom(*words, function=train)(as_if(partial(descend, gradient=slope_rule), noted))
    parabola_training_mistakes.declare(exercise, train)


def _as_reference(rule: Loss) -> Callable[..., Any]:
    """Let a rule of arrays take the lists that a learner may be given."""

    def reference(a: float, b: float, c: float, x: Any, y: Any) -> Any:
        return rule(a, b, c, np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64))

    return reference
