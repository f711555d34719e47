"""Checker of E3: a parabola taught to fit points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import Call, Exercise, Failure, Judgement, Reply, expect, judge
from calcgrade.checking.families import choices, numbers
from calcgrade.checking.regression.data_families import Data, data_sets
from calcgrade.checking.regression.fitted import as_if, expect_losses, expect_parabola
from calcgrade.checking.regression.parabola_mistakes import declare
from calcgrade.checking.regression.parabola_training_mistakes import ascend
from calcgrade.checking.regression.parabolas import slopes, squared_error
from calcgrade.checking.tolerances import quadratic_gradient_tolerance, quadratic_loss_tolerance
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

exercise = Exercise("E3", "quadratic_loss", "quadratic_gradient", "train_quadratic")

POINTS: Data = ((1.0, 2.0), (2.0, 6.0))
"""The statement's, with the parabola x²."""

UNEVEN: Data = ((0.5, -1.5, 2.0, -0.7, 1.0), (1.5, 4.0, 6.5, -1.0, 2.5))
"""Points around a parabola, not centred: a, b and c all influence each other."""

BEST: Data = ((-1.0, 0.0, 1.0, 2.0), (6.0, 3.0, 2.0, 3.0))
"""On x² − 2x + 3: there the loss and all slopes are nothing but rounding."""


@exercise.check(
    "quadratic_loss is 2.5 for the parabola x² and the points (1, 2) and (2, 6)",
    points=0.5,
    function="quadratic_loss",
)
def quadratic_loss_of_the_statement() -> Judgement:
    """Misses −1 and −2, squares 1 and 4."""
    yield from _judge_loss(1.0, 0.0, 0.0, POINTS)


@exercise.property(
    "quadratic_loss is the mean of the squared misses",
    points=0.5,
    function="quadratic_loss",
    draws=10,
    data=data_sets(min_n=1, far=2.0),
    a=numbers(),
    b=numbers(),
    c=numbers(),
)
def quadratic_loss_is_the_mean_of_squares(data: Data, a: float, b: float, c: float) -> Judgement:
    """Any number of points, any parabola."""
    yield from _judge_loss(a, b, c, data)


@exercise.check(
    "quadratic_gradient is (−9, −5, −3) for the same, and 0 where the loss is least",
    points=0.5,
    function="quadratic_gradient",
    cases=[{"parabola": (1.0, 0.0, 0.0), "data": POINTS}, {"parabola": (1.0, -2.0, 3.0), "data": BEST}],
)
def quadratic_gradient_of_the_statement(parabola: tuple[float, float, float], data: Data) -> Judgement:
    """2·(−1·1 − 2·4)/2, 2·(−1·1 − 2·2)/2 and 2·(−1 − 2)/2."""
    yield from _judge_gradient(*parabola, data)


@exercise.property(
    "quadratic_gradient is the gradient of the mean squared error",
    points=1,
    function="quadratic_gradient",
    draws=10,
    data=data_sets(far=2.0),
    a=numbers(),
    b=numbers(),
    c=numbers(),
)
def quadratic_gradient_is_exact(data: Data, a: float, b: float, c: float) -> Judgement:
    """Against the exact slopes, not against the learner's own loss."""
    yield from _judge_gradient(a, b, c, data)


@exercise.property(
    "train_quadratic puts a, b and c where descent leads from 0, epoch by epoch",
    points=1,
    function="train_quadratic",
    draws=6,
    data=data_sets(min_n=4, far=2.0),
    lr=choices(0.02, 0.01, 0.03, 0.04),
)
def train_descends_step_by_step(data: Data, lr: float) -> Judgement:
    """Ends after 1, 2 and 3 epochs, where every wrong update shows; lr stays below 2 over the curvature."""
    x, y = _arrays(data)
    replies = yield [Call("train_quadratic", x, y, lr, epochs) for epochs in (1, 2, 3)]
    for reply in replies:
        yield from _judge_training(reply)


@exercise.check(
    "loss_history holds the loss of each epoch, 200 of them unless told otherwise",
    points=0.5,
    function="train_quadratic",
    cases=[{"more": (0.03, 6)}, {"more": (0.01, 30)}, {"more": ()}],
)
def loss_history_holds_every_loss(more: tuple[Any, ...]) -> Judgement:
    """Before each step or after it, or both ends; the rate is 0.02 unless told otherwise."""
    reply = yield Call("train_quadratic", *_arrays(UNEVEN), *more)
    yield from _judge_training(reply)
    expect_losses(reply)


@exercise.check(
    "x and y may be plain lists",
    points=0.5,
    function="train_quadratic",
    after=[
        "quadratic_loss_is_the_mean_of_squares",
        "quadratic_gradient_is_exact",
        "train_descends_step_by_step",
    ],
)
def points_may_be_plain_lists() -> Judgement:
    """``quadratic_loss(1, 0, 0, [1, 2], [2, 6])`` is how the statement writes it."""
    x, y = np.array([1.0, 2.0, -1.0]), np.array([2.0, 6.0, 3.0])
    replies = yield [
        Call("quadratic_loss", 1, 0, 0, [1, 2, -1], [2, 6, 3]),
        Call("quadratic_gradient", 1, 0, 0, [1, 2, -1], [2, 6, 3]),
        Call("train_quadratic", [1, 2, -1], [2, 6, 3], 0.02, 3),
    ]
    right = squared_error(1.0, 0.0, 0.0, x, y)
    expect(replies[0]).to_be_close_to(right, quadratic_loss_tolerance(1.0, 0.0, 0.0, x, y))
    within = quadratic_gradient_tolerance(1.0, 0.0, 0.0, x, y)
    expect(replies[1]).to_be_close_to(slopes(1.0, 0.0, 0.0, x, y), within, names=NAMES)
    expect_parabola(replies[2])


@exercise.check(
    "the points are left as they were",
    points=0.5,
    function="train_quadratic",
    after=[
        "quadratic_loss_is_the_mean_of_squares",
        "quadratic_gradient_is_exact",
        "train_descends_step_by_step",
    ],
)
def the_points_are_left_alone() -> Judgement:
    """The next training needs them."""
    x, y = _arrays(UNEVEN)
    replies = yield [
        Call("train_quadratic", x, y, 0.02, 3),
        Call("quadratic_loss", 1.5, 0.5, -1.0, x, y),
        Call("quadratic_gradient", 1.5, 0.5, -1.0, x, y),
    ]
    for reply, first in zip(replies, (0, 3, 3), strict=True):
        expect(reply).not_to_change(first, "x")
        expect(reply).not_to_change(first + 1, "y")


CLIMBS = as_if(ascend)

NAMES = ("da", "db", "dc")


def _arrays(data: Data) -> tuple[Floats, Floats]:
    return np.array(data[0]), np.array(data[1])


def _judge_loss(a: float, b: float, c: float, data: Data) -> Judgement:
    x, y = _arrays(data)
    reply = yield Call("quadratic_loss", a, b, c, x, y)
    expect(reply).to_be_close_to(squared_error(a, b, c, x, y), quadratic_loss_tolerance(a, b, c, x, y))


def _judge_gradient(a: float, b: float, c: float, data: Data) -> Judgement:
    x, y = _arrays(data)
    reply = yield Call("quadratic_gradient", a, b, c, x, y)
    within = quadratic_gradient_tolerance(a, b, c, x, y)
    expect(reply).to_be_close_to(slopes(a, b, c, x, y), within, names=NAMES)


def _judge_training(reply: Reply) -> Judgement:
    """Judge a, b and c; ask where a climb comes from: from the step, or from a gradient that points downhill."""
    try:
        expect_parabola(reply)
    except Failure as failure:
        if not failure.symptom and CLIMBS(reply) and (yield from _points_downhill()):
            failure.symptom = "sign-flipped"
        raise


def _points_downhill() -> Generator[Any, Any, bool]:
    x, y = _arrays(UNEVEN)
    reply = yield Call("quadratic_gradient", 0.5, -1.5, 1.0, x, y)
    found, right = judge.flatten(reply.value), np.array(slopes(0.5, -1.5, 1.0, x, y))
    within = quadratic_gradient_tolerance(0.5, -1.5, 1.0, x, y)
    return found is not None and found.shape == (3,) and bool(np.all(np.abs(found + right) <= within))


declare(exercise, "quadratic_loss", "quadratic_gradient", "train_quadratic")

for words in (
    Words(
        "history-not-returned",
        "The history is not returned",
        "a, b and c come back, and nothing else. The list of losses comes fourth.",
    ),
    Words(
        "loss-recorded-once",
        "One loss only",
        "The history holds a single loss. Note one in each epoch, inside the loop.",
    ),
):
    exercise.symptom(*words, function="train_quadratic")(lambda _: None)
