"""Known mistakes of the mean squared error and its gradient.

Each is a rule with the parameters (w, b, x, y). Half the mean, and the plain mean with a gradient that lacks the
2, are the commonest in public implementations; the others are what a teacher foresees.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking.regression.training import descend, slopes, squared_error
from calcgrade.checking.regression.training_mistakes import as_if
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.checking.exercise import Exercise

    Floats = NDArray[np.float64]


def _half_gradient(w: float, b: float, x: Floats, y: Floats) -> tuple[Any, Any]:
    miss = w * x + b - y
    return np.mean(miss * x), np.mean(miss)


def _summed_gradient(w: float, b: float, x: Floats, y: Floats) -> tuple[Any, Any]:
    miss = w * x + b - y
    return 2 * np.sum(miss * x), 2 * np.sum(miss)


def _gradient_without_x(w: float, b: float, x: Floats, y: Floats) -> tuple[Any, Any]:
    slope = 2 * np.mean(w * x + b - y)
    return slope, slope


def _gradient_without_b(w: float, _b: float, x: Floats, y: Floats) -> tuple[Any, Any]:
    return slopes(w, 0.0, x, y)


def _swapped_gradient(w: float, b: float, x: Floats, y: Floats) -> tuple[Any, Any]:
    dw, db = slopes(w, b, x, y)
    return db, dw


def _turned_gradient(w: float, b: float, x: Floats, y: Floats) -> tuple[Any, Any]:
    dw, db = slopes(w, b, x, y)
    return -dw, -db


def _half_loss(w: float, b: float, x: Floats, y: Floats) -> Any:
    return squared_error(w, b, x, y) / 2


def _summed_loss(w: float, b: float, x: Floats, y: Floats) -> Any:
    return np.sum((w * x + b - y) ** 2)


def _absolute_loss(w: float, b: float, x: Floats, y: Floats) -> Any:
    return np.mean(np.abs(w * x + b - y))


def _squared_mean(w: float, b: float, x: Floats, y: Floats) -> Any:
    return np.mean(w * x + b - y) ** 2


def _mean_miss(w: float, b: float, x: Floats, y: Floats) -> Any:
    return np.mean(w * x + b - y)


def _mean_miss_below(w: float, b: float, x: Floats, y: Floats) -> Any:
    return np.mean(y - w * x - b)


def _root_loss(w: float, b: float, x: Floats, y: Floats) -> Any:
    return np.sqrt(squared_error(w, b, x, y))


def _loss_without_b(w: float, _b: float, x: Floats, y: Floats) -> Any:
    return squared_error(w, 0.0, x, y)


HALF = Words(
    "half-mse",
    "Half the mean",
    "Some books halve the loss, so that the 2 of its derivative cancels, and so did you. Here the loss is the "
    "plain mean of the squares, and its gradient keeps the 2.",
)
SUMMED = Words(
    "sum-instead-of-mean",
    "A sum, not a mean",
    "The misses of all points are added up, and never divided by the number of points: with more data the "
    "answer grows.",
)
NO_INTERCEPT = Words(
    "intercept-forgotten",
    "b is left out",
    "The predictions in here are w·x alone. A line's height is w·x + b.",
)
SIGNED = Words(
    "square-forgotten",
    "Misses are not squared",
    "This is the average of the misses with their signs: those above and below the line cancel. Square each "
    "first.",
)
LOSSES = (
    (HALF, _half_loss),
    (SUMMED, _summed_loss),
    (
        Words(
            "mean-absolute-error",
            "Sizes, not squares",
            "This is the average of how far off the points are. Square each miss before you average.",
        ),
        _absolute_loss,
    ),
    (
        Words(
            "squared-after-averaging",
            "Squared too late",
            "The misses are averaged first, where those above and below the line cancel, and squared "
            "afterwards. Square each one, then average.",
        ),
        _squared_mean,
    ),
    (SIGNED, _mean_miss),
    (SIGNED, _mean_miss_below),
    (
        Words(
            "root-taken",
            "A root too many",
            "This is the root of the mean square. The mean squared error is what stands under that root.",
        ),
        _root_loss,
    ),
    (NO_INTERCEPT, _loss_without_b),
)
GRADIENTS = (
    (
        Words(
            "missing-factor-two",
            "A 2 is missing",
            "The derivative of a square has a 2 in front; your gradient is half of what it should be.",
        ),
        _half_gradient,
    ),
    (SUMMED, _summed_gradient),
    (
        Words(
            "sign-flipped",
            "Every sign is turned round",
            "This points downhill. If a miss is y − prediction, it shrinks as the prediction grows, so its own "
            "derivatives are −x and −1.",
        ),
        _turned_gradient,
    ),
    (
        Words(
            "x-forgotten",
            "The inner derivative is missing",
            "The slope for w is the same as the one for b. When w changes by 1, the miss of a point changes by "
            "its x.",
        ),
        _gradient_without_x,
    ),
    (NO_INTERCEPT, _gradient_without_b),
    (
        Words(
            "swapped-return-values",
            "Two answers in the wrong order",
            "The slope for b stands first. dw comes first, then db.",
        ),
        _swapped_gradient,
    ),
)


def declare(exercise: Exercise, loss: str, gradient: str, train: str) -> None:
    """Declare all of these mistakes for an exercise's three functions.

    A training with a wrong loss or gradient in it is told the same. Not so where the gradient's sign or order
    is wrong: the first walks as a training that adds the gradient does, of the second nothing may be seen.
    """
    for words, rule in LOSSES:
        exercise.misconception(*words, function=loss)(rule)
        exercise.symptom(*words, function=train)(as_if(descend, rule))
    for words, rule in GRADIENTS:
        exercise.misconception(*words, function=gradient)(rule)
        if rule not in (_turned_gradient, _swapped_gradient):
            exercise.symptom(*words, function=train)(as_if(partial(descend, gradient=rule)))
    for words, slope, noted in ((SUMMED, _summed_gradient, _summed_loss), (HALF, _half_gradient, _half_loss)):
        exercise.symptom(*words, function=train)(as_if(partial(descend, gradient=slope), noted))
