"""Checker of E5: a trained line beside the least squares line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import Call, Exercise, Judgement, expect
from calcgrade.checking.families import choices, numbers
from calcgrade.checking.regression import training_behaviour
from calcgrade.checking.regression.agreement import GAPS, expect_count, is_clear
from calcgrade.checking.regression.count_mistakes import agreement
from calcgrade.checking.regression.data_families import Data, points_in_no_order
from calcgrade.checking.regression.gap_mistakes import declare
from calcgrade.checking.regression.lines import best_line, gap
from calcgrade.checking.regression.trained import asked, line_lacks, losses_lack
from calcgrade.checking.tolerances import best_line_tolerance, gap_tolerance
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from calcgrade.checking import Reply

    Floats = NDArray[np.float64]

exercise = Exercise("E5", "polyfit_line", "line_gap", "train_with_gaps", "epochs_to_agree")

POINTS: Data = ((0.0, 1.0, 2.0), (1.0, 3.0, 2.0))
"""The statement's, with the best line 0.5x + 1.5."""

UNEVEN: Data = ((0.5, -1.5, 2.0, 3.0, 1.0), (1.5, -2.0, 6.5, 7.0, 2.5))
"""Points around a line, not centred, the largest x not at either end."""

YEARS: Data = ((2019.0, 2022.0, 2020.0, 2024.0, 2021.0), (3.5, 5.0, 3.0, 6.5, 4.0))
"""All x are far from 0 and near to each other: two good ways to solve part company after a few digits."""


def agrees_in_time(drawn: Mapping[str, Any], data: Data) -> bool:
    """Tell whether the lines come to agree after some epochs, not many, and rounding never decides when."""
    case = (*_arrays(data), drawn["lr"], drawn["tolerance"], drawn["max_epochs"])
    count = agreement(*case)
    return count is not None and 3 <= count <= 120 and is_clear(*case)


@exercise.check(
    "polyfit_line is 0.5x + 1.5 for the points (0, 1), (1, 3) and (2, 2)",
    points=0.5,
    function="polyfit_line",
    cases=[{"data": POINTS}, {"data": YEARS}],
)
def polyfit_line_of_the_statement(data: Data) -> Judgement:
    """The second points are years: the slope must not drown in them."""
    x, y = _arrays(data)
    _expect_line((yield Call("polyfit_line", x, y)), x, y)


@exercise.property(
    "polyfit_line is the line with the least mean squared error",
    points=0.5,
    function="polyfit_line",
    draws=10,
    data=points_in_no_order(),
)
def polyfit_line_is_the_best(data: Data) -> Judgement:
    """Found in any way; a trained line that is still on its way is not near enough."""
    x, y = _arrays(data)
    _expect_line((yield Call("polyfit_line", x, y)), x, y)


@exercise.check(
    "line_gap is 1 for the line x + 0.5 and the same points, and 0 for the best line",
    points=0.5,
    function="line_gap",
    cases=[{"line": (1.0, 0.5)}, {"line": (0.5, 1.5)}],
)
def line_gap_of_the_statement(line: tuple[float, float]) -> Judgement:
    """Distances −1, −0.5 and 0."""
    x, y = _arrays(POINTS)
    _expect_gap((yield Call("line_gap", *line, x, y)), *line, x, y)


@exercise.property(
    "line_gap is the largest distance in height from the best line, over all points",
    points=0.5,
    function="line_gap",
    draws=10,
    data=points_in_no_order(),
    w=numbers(),
    b=numbers(),
)
def line_gap_is_the_largest_distance(data: Data, w: float, b: float) -> Judgement:
    """Above it or below."""
    x, y = _arrays(data)
    _expect_gap((yield Call("line_gap", w, b, x, y)), w, b, x, y)


@exercise.property(
    "train_with_gaps puts w and b where descent leads from 0, epoch by epoch",
    points=1,
    function="train_with_gaps",
    draws=6,
    data=points_in_no_order(),
    lr=choices(0.02, 0.05, 0.03),
)
def train_descends_step_by_step(data: Data, lr: float) -> Judgement:
    """Ends after 1, 2 and 3 epochs, where every wrong update shows."""
    x, y = _arrays(data)
    replies = yield [Call("train_with_gaps", x, y, lr, epochs) for epochs in (1, 2, 3)]
    for reply in replies:
        _fail(reply, line_lacks(reply, GAPS))


@exercise.check(
    "gaps holds the gap of each epoch, 200 of them unless told otherwise",
    points=0.5,
    function="train_with_gaps",
    cases=[
        {"data": POINTS, "more": (0.1, 1)},
        {"data": UNEVEN, "more": (0.05, 6)},
        {"data": POINTS, "more": (0.1, 30)},
        {"data": UNEVEN, "more": ()},
    ],
)
def gaps_holds_every_gap(data: Data, more: tuple[Any, ...]) -> Judgement:
    """Before each step or after it, or both ends; the rate is 0.01 unless told otherwise."""
    reply = yield Call("train_with_gaps", *_arrays(data), *more)
    _fail(reply, line_lacks(reply, GAPS))
    _fail(reply, losses_lack(reply, GAPS))


@exercise.property(
    "epochs_to_agree counts the epochs until the gap is below the tolerance",
    points=0.5,
    function="epochs_to_agree",
    draws=8,
    lr=choices(0.1, 0.05, 0.03),
    tolerance=choices(0.5, 0.2, 0.05, 0.02),
    max_epochs=choices(200, 500),
    data=points_in_no_order().such_that(agrees_in_time),
)
def epochs_are_counted(data: Data, lr: float, tolerance: float, max_epochs: int) -> Judgement:
    """Not one more and not one fewer; the gap is never as near to the tolerance as rounding is."""
    reply = yield Call("epochs_to_agree", *_arrays(data), lr, tolerance, max_epochs)
    expect_count(reply)


@exercise.check(
    "epochs_to_agree is 0 where nothing is to be done, and None where max_epochs are not enough",
    points=0.5,
    function="epochs_to_agree",
    after=["epochs_are_counted"],
    cases=[
        {"data": POINTS, "more": (0.1, 0.5)},
        {"data": UNEVEN, "more": ()},
        {"data": POINTS, "more": (0.1, 3.0, 50)},
        {"data": POINTS, "more": (0.1, 0.5, 8)},
        {"data": POINTS, "more": (0.1, 0.5, 7)},
        {"data": POINTS, "more": (0.2, 0.1, 50)},  # where the lines cross between the points: a mean hides it
        {"data": UNEVEN, "more": (0.3, 0.5, 40)},
    ],
)
def the_end_may_be_out_of_sight(data: Data, more: tuple[Any, ...]) -> Judgement:
    """The last rate is too large for its points: each epoch leads farther away."""
    reply = yield Call("epochs_to_agree", *_arrays(data), *more)
    expect_count(reply)


@exercise.check(
    "the points are left as they were",
    points=0.5,
    function="train_with_gaps",
    after=[
        "polyfit_line_is_the_best",
        "line_gap_is_the_largest_distance",
        "train_descends_step_by_step",
        "epochs_are_counted",
    ],
)
def the_points_are_left_alone() -> Judgement:
    """The next comparison needs them."""
    x, y = _arrays(UNEVEN)
    replies = yield [
        Call("train_with_gaps", x, y, 0.02, 3),
        Call("polyfit_line", x, y),
        Call("line_gap", 1.5, 0.5, x, y),
        Call("epochs_to_agree", x, y),
    ]
    for reply, first in zip(replies, (0, 0, 2, 0), strict=True):
        expect(reply).not_to_change(first, "x")
        expect(reply).not_to_change(first + 1, "y")
    _expect_line(replies[1], x, y)
    _expect_gap(replies[2], 1.5, 0.5, x, y)
    expect_count(replies[3])


def _arrays(data: Data) -> tuple[Floats, Floats]:
    return np.array(data[0]), np.array(data[1])


def _expect_line(reply: Reply, x: Floats, y: Floats) -> None:
    expect(reply).to_be_close_to(best_line(x, y), best_line_tolerance(x, y), names=("w", "b"))


def _expect_gap(reply: Reply, w: float, b: float, x: Floats, y: Floats) -> None:
    expect(reply).to_be_close_to(gap(w, b, x, y), gap_tolerance(w, b, x, y))


def _fail(reply: Reply, lack: dict[str, Any] | None) -> None:
    """Fail with what is lacking, if anything; the rate of a single step can be told."""
    if lack is not None:
        single = asked(reply)[3] == 1
        expect(reply).fail(**lack, remark=training_behaviour.remark(reply) if single else "")


declare(exercise, "polyfit_line", "line_gap", "train_with_gaps", "epochs_to_agree")
training_behaviour.declare(exercise, "train_with_gaps")

for words in (
    Words(
        "history-not-returned",
        "The gaps are not returned",
        "w and b come back, and nothing else. The list of gaps comes third.",
    ),
    Words(
        "gap-recorded-once",
        "One gap only",
        "The history holds a single gap. Note one in each epoch, inside the loop.",
    ),
    Words(
        "history-never-emptied",
        "Gaps of earlier trainings",
        "The history still holds the gaps of the trainings before. Create the list inside the function: one outside, "
        "or as a default parameter, is the same in every call.",
    ),
):
    exercise.symptom(*words, function="train_with_gaps")(lambda _: None)

for function in exercise.functions:
    exercise.symptom(
        "mutates-argument",
        "The points are changed",
        "x or y is different after the call: `x -= …` writes into the caller's own array, `x = x - …` makes a new one.",
        function=function,
    )(lambda reply: True if reply.mutated else None)
