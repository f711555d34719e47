"""Known mistakes of training a parabola: what a wrong training returns."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from calcgrade.checking.regression.fitted import as_if
from calcgrade.checking.regression.parabolas import Slopes, descend, slopes
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.checking.exercise import Exercise

    Floats = NDArray[np.float64]

Path: TypeAlias = Callable[["Floats", "Floats", float, int], "Floats"]
"""``path(x, y, lr, epochs)``: the parabolas of a training, shape (epochs + 1, 3)."""


def ascend(x: Floats, y: Floats, lr: float, epochs: int) -> Floats:
    """Step along the gradient."""
    return descend(x, y, -lr, epochs)


def _once(x: Floats, y: Floats, lr: float, epochs: int) -> Floats:
    step = lr * np.array(slopes(0.0, 0.0, 0.0, x, y))
    return -np.arange(epochs + 1.0)[:, None] * step


def _one_by_one(x: Floats, y: Floats, lr: float, epochs: int, *, order: tuple[int, ...]) -> Floats:
    found = [np.zeros(3)]
    for _ in range(epochs):
        moved = found[-1].copy()
        for i in order:
            a, b, c = moved.tolist()
            moved[i] -= lr * slopes(a, b, c, x, y)[i]
        found.append(moved)
    return np.array(found)


def _only(i: int) -> Slopes:
    return lambda a, b, c, x, y: np.array(slopes(a, b, c, x, y)) * (np.arange(3) == i)


def _all_but(i: int) -> Slopes:
    return lambda a, b, c, x, y: np.array(slopes(a, b, c, x, y)) * (np.arange(3) != i)


TRAININGS: tuple[tuple[Words, tuple[Path, ...]], ...] = (
    (
        Words(
            "ascends",
            "Walks uphill",
            "a, b and c step along the gradient, so the loss grows. The gradient points uphill: subtract it.",
        ),
        (ascend,),
    ),
    (
        Words(
            "learning-rate-ignored",
            "The learning rate is fixed",
            "These are the steps for lr = 0.02, whatever lr is handed in. Use the parameter.",
        ),
        (lambda x, y, _, epochs: descend(x, y, 0.02, epochs),),
    ),
    (
        Words(
            "learning-rate-missing",
            "The learning rate is missing",
            "Each step is the whole gradient. Multiply it by lr before you subtract it.",
        ),
        (lambda x, y, _, epochs: descend(x, y, 1.0, epochs),),
    ),
    (
        Words(
            "steps-ignored",
            "The number of epochs is fixed",
            "This is where 200 epochs lead, whatever number is asked for. Use the parameter epochs.",
        ),
        (lambda x, y, lr, _: descend(x, y, lr, 200),),
    ),
    (
        Words(
            "stops-one-early",
            "One epoch too few",
            "This is where one epoch less leads. Count how often your loop runs.",
        ),
        (lambda x, y, lr, epochs: descend(x, y, lr, epochs - 1),),
    ),
    (
        Words(
            "one-step-too-many",
            "One epoch too many",
            "This is where one epoch more leads. Count how often your loop runs.",
        ),
        (lambda x, y, lr, epochs: descend(x, y, lr, epochs + 1),),
    ),
    (
        Words(
            "gradient-not-recomputed",
            "The gradient is asked for once",
            "Every epoch takes the same step. Ask for the gradient again at the new a, b and c.",
        ),
        (_once,),
    ),
    (
        Words(
            "not-simultaneous-update",
            "One parameter moves before the others",
            "A parameter has already moved when the slope for the next one is asked for. Get all three slopes first, "
            "then move.",
        ),
        tuple(partial(_one_by_one, order=order) for order in ((0, 1, 2), (2, 1, 0))),
    ),
    (
        Words(
            "not-every-parameter-updated",
            "A parameter never moves",
            "Not all of a, b and c take steps; one or two stay at 0. Each has a slope of its own.",
        ),
        tuple(
            partial(descend, gradient=gradient)
            for gradient in (_only(0), _only(1), _only(2), _all_but(0), _all_but(1), _all_but(2))
        ),
    ),
)

SWAPPED = Words(
    "swapped-return-values",
    "Answers in the wrong order",
    "c stands first and a third. a comes first, then b, then c, then the losses.",
)


def declare(exercise: Exercise, function: str) -> None:
    """Declare all of these mistakes for an exercise's training function."""
    for words, paths in TRAININGS:
        for path in paths:
            exercise.symptom(*words, function=function)(as_if(path))
    exercise.symptom(*SWAPPED, function=function)(as_if(descend, backwards=True))
