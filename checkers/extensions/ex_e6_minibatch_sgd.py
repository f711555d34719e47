"""Checker of E6: stochastic gradient descent on mini-batches, in whatever order chance deals them.

No order is right and the others wrong. What is judged holds for all of them: with few points every order can be
followed, and the learner's line must be where one of them leads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import Call, Exercise, Judgement, Reply, expect, judge, rounded
from calcgrade.checking.families import choices, integers, numbers
from calcgrade.checking.regression import batch_mistakes, sgd_mistakes, sgd_steps, training
from calcgrade.checking.regression.batches import expect_batches, expect_shuffled
from calcgrade.checking.regression.data_families import Data, data_sets
from calcgrade.checking.regression.dealing import count_ways, sizes
from calcgrade.checking.regression.sgd_trained import expect_line, expect_losses
from calcgrade.checking.tolerances import line_tolerance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

exercise = Exercise("E6", "minibatches", "sgd_step", "train_sgd")

UNEVEN: Data = ((0.5, -1.5, 2.0, -0.7, 1.0), (1.5, -2.0, 6.5, 0.4, 2.5))
FEWER: Data = ((0.5, -1.5, 2.0, 1.2), (1.5, -2.0, 6.5, 2.5))
"""Points around a line, not centred."""

SCATTERED: Data = ((-1.2, -0.5, 0.3, 0.7, 1.1), (2.0, -1.0, 3.0, -2.5, 1.5))
"""Far from any line, so that orders end far apart: their losses tell them."""

MOST_WAYS = 1000
"""A training with more ways to deal its points is not asked for."""


def copies(n: int) -> Data:
    """Return the same point n times: there every order is the same, and every batch has the same gradient."""
    return (0.5,) * n, (2.0,) * n


def can_be_followed(drawn: Mapping[str, Any], epochs: int) -> bool:
    """Tell whether the points of a drawn training differ, and its batches, and all its ways can be followed."""
    x, y = drawn["data"]
    n, batch_size = len(x), int(drawn["batch_size"])
    if len(set(zip(x, y, strict=True))) < n or batch_size >= n:
        return False
    ways: int = count_ways(n, sizes(n, batch_size)) ** epochs
    return ways <= MOST_WAYS


@exercise.property(
    "minibatches deals every position into one batch of batch_size, the last one holding what is left",
    points=0.5,
    function="minibatches",
    draws=14,
    n=integers(1, 14),
    batch_size=choices(3, 2, 4, 1, 5, 6),
    seed=integers(0, 9),
)
def every_position_is_dealt_once(n: int, batch_size: int, seed: int) -> Judgement:
    """In whatever order; with a rest and without, and where all positions fit into one batch."""
    reply = yield Call("minibatches", n, batch_size, seed)
    expect_batches(reply)


@exercise.check(
    "minibatches shuffles: one seed deals the same batches again, another seed deals others",
    points=0.5,
    function="minibatches",
)
def a_seed_decides_the_order() -> Judgement:
    """Of 40 positions in batches of 4; asked in turns, so that a generator kept outside the function is found out."""
    replies = yield [Call("minibatches", 40, 4, seed) for seed in (3, 4, 3)]
    orders = [expect_batches(reply) for reply in replies]
    for reply, order in zip(replies, orders, strict=True):
        expect_shuffled(reply, order)
    _expect_a_seed_to_decide(replies, orders, "deals")


@exercise.check(
    "sgd_step leads from w = 1, b = 0 to 1.5 and 0.3 for the statement's batch, and stays at the best line",
    points=0.5,
    function="sgd_step",
    cases=[
        {"w": 1.0, "b": 0.0, "batch": ((1.0, 2.0), (2.0, 4.0)), "more": (0.1,)},
        {"w": 1.0, "b": 0.0, "batch": ((1.0, 2.0), (2.0, 4.0)), "more": ()},
        {"w": 1.9, "b": 1.2, "batch": ((1.0, 2.0, 3.0, 4.0), (3.0, 5.2, 6.8, 8.8)), "more": (0.05,)},
    ],
)
def sgd_step_of_the_statement(w: float, b: float, batch: Data, more: tuple[float, ...]) -> Judgement:
    """Slopes −5 and −3; 0.02 is the rate unless another is given."""
    yield from _judge_step(w, b, batch, *more)


@exercise.property(
    "sgd_step moves w and b at once, by lr times the slopes of the batch's mean squared error",
    points=0.5,
    function="sgd_step",
    draws=12,
    batch=data_sets(min_n=1, far=2.0),
    w=numbers(),
    b=numbers(),
    lr=choices(0.1, 0.05, 0.02),
)
def sgd_step_goes_downhill(batch: Data, w: float, b: float, lr: float) -> Judgement:
    """Batches of any size, one point too."""
    yield from _judge_step(w, b, batch, lr)


@exercise.check(
    "train_sgd steps once for each batch: copies of one point, and batches of all points, leave chance no say",
    points=0.5,
    function="train_sgd",
    cases=[
        {"data": copies(7), "lr": 0.1, "epochs": 2, "batch_size": 3},
        {"data": copies(9), "lr": 0.05, "epochs": 1, "batch_size": 3},
        {"data": copies(4), "lr": 0.1, "epochs": 3, "batch_size": 1},
        {"data": FEWER, "lr": 0.1, "epochs": 1, "batch_size": 4},
        {"data": UNEVEN, "lr": 0.05, "epochs": 3, "batch_size": 5},
        {"data": UNEVEN, "lr": 0.1, "epochs": 2, "batch_size": 30},
    ],
)
def where_chance_has_no_say(data: Data, lr: float, epochs: int, batch_size: int) -> Judgement:
    """The number of steps shows, and a shorter last batch weighs as much as the others."""
    reply = yield Call("train_sgd", *_arrays(data), lr, epochs, batch_size, 1)
    expect_line(reply)


@exercise.property(
    "train_sgd ends where one of the orders leads, each point in one batch an epoch",
    points=1,
    function="train_sgd",
    draws=14,
    data=data_sets(min_n=3, max_n=5, far=2.0),
    lr=choices(0.1, 0.05, 0.02),
    seed=integers(0, 9),
    batch_size=choices(2, 1, 3, 4),
    epochs=choices(1, 2).such_that(can_be_followed),
)
def one_of_the_orders_leads_there(
    data: Data, lr: float, seed: int, batch_size: int, epochs: int
) -> Judgement:
    """Up to 1000 ways are followed; points drawn twice, pairs torn apart and wrong steps lead elsewhere."""
    reply = yield Call("train_sgd", *_arrays(data), lr, epochs, batch_size, seed)
    expect_line(reply)


@exercise.check(
    "loss_history holds the loss over all points of each epoch, 50 of them unless told otherwise",
    points=0.5,
    function="train_sgd",
    cases=[
        {"data": SCATTERED, "more": (0.1, 4, 2, 5)},
        {"data": FEWER, "more": (0.05, 6, 3, 2)},
        {"data": copies(9), "more": ()},
    ],
)
def loss_history_holds_every_loss(data: Data, more: tuple[Any, ...]) -> Judgement:
    """Before the epoch's steps or after them, or both ends; the losses tell which orders it was."""
    reply = yield Call("train_sgd", *_arrays(data), *more)
    expect_losses(reply)


@exercise.check(
    "train_sgd deals anew in every epoch, and the seed decides how",
    points=0.5,
    function="train_sgd",
    after=["one_of_the_orders_leads_there", "loss_history_holds_every_loss"],
)
def every_epoch_deals_anew() -> Judgement:
    """Six epochs of 120 orders: by chance all are alike in 1 of 10¹⁰ trainings, two trainings in 1 of 10¹²."""
    replies = yield [Call("train_sgd", *_arrays(SCATTERED), 0.1, 6, 1, seed) for seed in (3, 4, 3)]
    found = [expect_losses(reply).orders for reply in replies]
    for reply, orders in zip(replies, found, strict=True):
        alike = orders[np.all(orders == orders[:, :1], axis=1)]
        if alike.size:
            expect(reply).fail(
                "goes through the points in one and the same order in all 6 epochs", kind="order",
                symptom="same-order-every-epoch" if np.all(alike) else "not-shuffled",
            )  # fmt: skip
    _expect_a_seed_to_decide(replies, [judge.flatten(reply.value) for reply in replies], "gives")


@exercise.check(
    "the points are left as they were",
    points=0.5,
    function="train_sgd",
    after=["sgd_step_goes_downhill", "one_of_the_orders_leads_there"],
)
def the_points_are_left_alone() -> Judgement:
    """Shuffling x and y themselves would shuffle the caller's."""
    x, y = _arrays(UNEVEN)
    replies = yield [Call("train_sgd", x, y, 0.05, 2, 2, 1), Call("sgd_step", 1.5, 0.5, x, y, 0.05)]
    for reply, first in zip(replies, (0, 2), strict=True):
        expect(reply).not_to_change(first, "x")
        expect(reply).not_to_change(first + 1, "y")


def _arrays(data: Data) -> tuple[Floats, Floats]:
    return np.array(data[0]), np.array(data[1])


def _judge_step(w: float, b: float, batch: Data, *more: float) -> Judgement:
    x, y = _arrays(batch)
    reply = yield Call("sgd_step", w, b, x, y, *more)
    lr = more[0] if more else 0.02
    lines = training.descend(x, y, lr, 1, start=(w, b))
    expect(reply).to_be_close_to(lines[1], float(line_tolerance(lines, x, y, lr)[1]), names=("w", "b"))


def _expect_a_seed_to_decide(replies: list[Reply], answers: list[Any], does: str) -> None:
    """Demand that the first and the third answer are the same, and the second one is another."""
    first, other, again = answers
    if not np.array_equal(first, again):
        expect(replies[2]).fail(
            f"{does} something else the second time", kind="seed", symptom="not-reproducible"
        )  # fmt: skip
    if np.array_equal(first, other):
        expect(replies[1]).fail(f"{does} the same as with the seed 3", kind="seed", symptom="seed-ignored")


batch_mistakes.declare(exercise, "minibatches")
sgd_steps.declare(exercise, "sgd_step")
rounded.declare(exercise, "sgd_step")
sgd_mistakes.declare(exercise, "train_sgd")
for function in ("sgd_step", "train_sgd"):
    exercise.symptom(
        "mutates-argument", "The points are changed",
        "x or y is different after the call. Shuffle positions and not the points: x[batch] is a new array.",
        function=function,
    )(lambda reply: True if reply.mutated else None)  # fmt: skip
