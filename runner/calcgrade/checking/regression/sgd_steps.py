"""Wrong steps on a batch of points, of a single step and of a whole training alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking.regression.line_mistakes import NO_INTERCEPT
from calcgrade.checking.regression.sgd import downhill, gradients
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from calcgrade.checking.exercise import Exercise
    from calcgrade.checking.regression.sgd import Rule

    Floats = NDArray[np.float64]


def _scaled(factor: float) -> Rule:
    return lambda lines, weights, x, y, lr: downhill(lines, weights, x, y, factor * lr)


def _rated(rate: float) -> Rule:
    return lambda lines, weights, x, y, _: downhill(lines, weights, x, y, rate)


def _x_forgotten(lines: Floats, weights: Floats, x: Floats, y: Floats, lr: float) -> Floats:
    return np.asarray(lines - lr * gradients(lines, weights, x, y)[:, 1:])


def _b_forgotten(lines: Floats, weights: Floats, x: Floats, y: Floats, lr: float) -> Floats:
    return lines - lr * gradients(lines * np.array([1.0, 0.0]), weights, x, y)


def _only(i: int) -> Rule:
    def rule(lines: Floats, weights: Floats, x: Floats, y: Floats, lr: float) -> Floats:
        return np.asarray(lines - lr * gradients(lines, weights, x, y) * (np.arange(2) == i))

    return rule


def _one_after_the_other(first: int) -> Rule:
    def rule(lines: Floats, weights: Floats, x: Floats, y: Floats, lr: float) -> Floats:
        return _only(1 - first)(_only(first)(lines, weights, x, y, lr), weights, x, y, lr)

    return rule


def _step_for_place(lines: Floats, weights: Floats, x: Floats, y: Floats, lr: float) -> Floats:
    return -lr * gradients(lines, weights, x, y)


def _exchanged(lines: Floats, weights: Floats, x: Floats, y: Floats, lr: float) -> Floats:
    return downhill(lines, weights, x, y, lr)[:, ::-1]


def _gradient(lines: Floats, weights: Floats, x: Floats, y: Floats, _lr: float) -> Floats:
    return gradients(lines, weights, x, y)


def _summed(lines: Floats, weights: Floats, x: Floats, y: Floats, lr: float) -> Floats:
    return downhill(lines, weights * x.size, x, y, lr)


ONE_FIRST = Words(
    "not-simultaneous-update",
    "One parameter moves first",
    "One parameter has already moved when the slope for the other one is asked for. Get both slopes first, then move "
    "both.",
)
ONLY_ONE = Words(
    "only-one-coordinate-updated",
    "One parameter never moves",
    "Only one of w and b takes steps. Each has a slope of its own.",
)
STEPS: tuple[tuple[Words, Rule], ...] = (
    (
        Words(
            "ascends",
            "Walks uphill",
            "w and b step along the gradient, so the loss grows. The gradient points uphill: subtract it.",
        ),
        _scaled(-1.0),
    ),
    (
        Words(
            "learning-rate-ignored",
            "The learning rate is fixed",
            "These are the steps for lr = 0.02, whatever lr is handed in. Use the parameter.",
        ),
        _rated(0.02),
    ),
    (
        Words(
            "learning-rate-missing",
            "The learning rate is missing",
            "Each step is the whole gradient. Multiply it by lr before you subtract it.",
        ),
        _rated(1.0),
    ),
    (
        Words(
            "missing-factor-two",
            "A 2 is missing",
            "The derivative of a square has a 2 in front; your gradient is half of what it should be.",
        ),
        _scaled(0.5),
    ),
    (
        Words(
            "x-forgotten",
            "The inner derivative is missing",
            "w moves by the slope for b. When w changes by 1, the miss of a point changes by its x.",
        ),
        _x_forgotten,
    ),
    (NO_INTERCEPT, _b_forgotten),
    (ONE_FIRST, _one_after_the_other(0)),
    (ONE_FIRST, _one_after_the_other(1)),
    (ONLY_ONE, _only(0)),
    (ONLY_ONE, _only(1)),
    (
        Words(
            "step-replaces-place",
            "The step takes the place of the line",
            "The new w is the old one minus a step, and so is b. You keep the steps alone.",
        ),
        _step_for_place,
    ),
)
"""Of every step."""

ALONE: tuple[tuple[Words, Rule], ...] = (
    (
        Words(
            "sum-instead-of-mean",
            "A sum, not a mean",
            "The slopes of the batch's points are added up. Divide by how many they are.",
        ),
        _summed,
    ),
    (
        Words(
            "gradient-instead-of-step",
            "The gradient, not the step",
            "These are the two slopes. Return where w and b are after the step.",
        ),
        _gradient,
    ),
    (
        Words(
            "swapped-return-values",
            "Two answers in the wrong order",
            "b stands first. w comes first, then b.",
        ),
        _exchanged,
    ),
)
"""Of the function that makes a single one."""


def declare(exercise: Exercise, function: str) -> None:
    """Declare all of these mistakes for a function that makes one step on a batch."""
    for words, rule in (*STEPS, *ALONE):
        exercise.misconception(*words, function=function)(_as_reference(rule))


def _as_reference(rule: Rule) -> Callable[..., Any]:
    def reference(w: float, b: float, x: Floats, y: Floats, lr: float = 0.02) -> Floats:
        lines = rule(np.array([[w, b]], dtype=np.float64), np.full((1, x.size), 1 / x.size), x, y, lr)
        return lines.ravel()

    return reference
