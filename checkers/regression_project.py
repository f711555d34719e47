"""Checker of the project: a straight line taught to fit noisy points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import Call, Exercise, Failure, Judgement, Reply, judge, show
from calcgrade.checking.expect import expect
from calcgrade.checking.families import choices, integers, numbers
from calcgrade.checking.pictures import plots
from calcgrade.checking.pictures.drawings import expect_figure, expect_shown
from calcgrade.checking.pictures.expected import Panel, Picture, dots, line
from calcgrade.checking.regression import (
    line_mistakes,
    scatter,
    trained,
    training,
    training_behaviour,
    training_mistakes,
)
from calcgrade.checking.regression.data_families import Data, data_sets
from calcgrade.checking.tolerances import mse_gradient_tolerance, mse_tolerance
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

exercise = Exercise("project", "generate_data", "mse_loss", "mse_gradient", "train", "plot_results")

STATEMENT = {"w": 1.0, "b": 0.0, "data": ((1.0, 2.0), (2.0, 4.0))}
UNEVEN: Data = ((0.5, -1.5, 2.0, 3.0, 1.0), (1.5, -2.0, 6.5, 7.0, 2.5))
"""Points around a line, not centred: w and b couple, and b is far from its end after 200 epochs."""

WITNESS: Data = ((0.5, -1.5, 3.0), (2.0, -1.0, 6.5))
"""Three points: a mistake that halves an answer for two points may not do so here."""


@exercise.check("the points scatter around y = 2x + 1", points=1, function="generate_data")
def points_scatter_around_the_line() -> Judgement:
    """Any range of x and any noise: slope and intercept are judged by their own standard errors."""
    replies = yield [Call("generate_data", *args) for args in ((), (7, 3), (2000, 0), (2000, 7))]
    drawn = [_points(reply, n) for reply, n in zip(replies, (50, 7, 2000, 2000), strict=True)]
    fits = [_fit(reply, x, y) for reply, (x, y) in zip(replies[2:], drawn[2:], strict=True)]
    for reply, fit in zip(replies[2:], fits, strict=True):
        if not all(fit.agrees_with(2.0, 1.0)):
            expect(reply).fail(
                "scatters around another line", kind="line", expected="slope 2, intercept 1",
                actual=f"slope {show.figure(fit.slope, 4)}, intercept {show.figure(fit.intercept, 4)}",
                tolerance=f"{scatter.SURE:g} standard errors", symptom=_cause_of_another_line(fits, *drawn[2]),
            )  # fmt: skip
        if not fit.is_noisy:
            expect(reply).fail("puts every point on one line", kind="noise", symptom="noise-missing")


def _cause_of_another_line(fits: list[scatter.Fit], x: Floats, y: Floats) -> str:
    """Return the id of the mistake behind a wrong line, seen at two seeds; empty if unknown."""
    if all(all(fit.agrees_with(1.0, 2.0)) for fit in fits):
        return "slope-and-intercept-exchanged"
    if not all(fit.agrees_with(2.0, 1.0)[0] for fit in fits):
        return ""
    if not any(fit.is_noisy for fit in fits):
        differs = abs(fits[0].intercept - fits[1].intercept) > 2 * scatter.NOISE * (1 + np.abs(y).max())
        return "one-noise-for-all" if differs else ""
    return "noise-not-centred" if scatter.is_one_sided(x, y, 2.0, 1.0) else ""


@exercise.property(
    "one seed makes the same points again, another seed makes others",
    points=0.5,
    function="generate_data",
    draws=4,
    n=integers(3, 20),
    seed=integers(0, 9),
)
def a_seed_decides_the_points(n: int, seed: int) -> Judgement:
    """Asked in turns, so that a generator kept outside the function is found out."""
    replies = yield [Call("generate_data", n, s) for s in (seed, seed + 1, seed)]
    first, other, again = (np.stack(_points(reply)) for reply in replies)
    if not np.array_equal(first, again):
        expect(replies[2]).fail(
            "makes other points the second time", kind="seed", symptom="not-reproducible"
        )  # fmt: skip
    if np.array_equal(first, other):
        expect(replies[1]).fail(
            f"makes the same points as the seed {seed}", kind="seed", symptom="seed-ignored"
        )  # fmt: skip


@exercise.check(
    "mse_loss is 2.5 for w = 1, b = 0 and the statement's points",
    points=0.5,
    function="mse_loss",
    cases=[STATEMENT],
)
def mse_loss_of_the_statement(w: float, b: float, data: Data) -> Judgement:
    """Misses −1 and −2, squares 1 and 4."""
    yield from _judge_loss(w, b, data)


@exercise.property(
    "mse_loss is the mean of the squared misses",
    points=1.5,
    function="mse_loss",
    draws=12,
    data=data_sets(min_n=1),
    w=numbers(),
    b=numbers(),
)
def mse_loss_is_the_mean_of_squares(data: Data, w: float, b: float) -> Judgement:
    """Any number of points: a sum, or a mean of means, shows."""
    yield from _judge_loss(w, b, data)


@exercise.check(
    "mse_gradient is (−5, −3) for w = 1, b = 0 and the statement's points, and 0 where the loss is least",
    points=0.5,
    function="mse_gradient",
    cases=[STATEMENT, {"w": 1.9, "b": 1.2, "data": ((1.0, 2.0, 3.0, 4.0), (3.0, 5.2, 6.8, 8.8))}],
)
def mse_gradient_of_the_statement(w: float, b: float, data: Data) -> Judgement:
    """The line of the second case is the best one: its slopes are nothing but rounding."""
    yield from _judge_gradient(w, b, data)


@exercise.property(
    "mse_gradient is the gradient of the mean squared error",
    points=1.5,
    function="mse_gradient",
    draws=12,
    data=data_sets(),
    w=numbers(),
    b=numbers(),
)
def mse_gradient_is_exact(data: Data, w: float, b: float) -> Judgement:
    """Against the exact slopes, not against the learner's own loss: half a loss fits half a gradient."""
    yield from _judge_gradient(w, b, data)


@exercise.property(
    "train puts w and b where descent leads from 0, epoch by epoch",
    points=1.5,
    function="train",
    draws=6,
    data=data_sets(),
    lr=choices(0.02, 0.05, 0.03),
)
def train_descends_step_by_step(data: Data, lr: float) -> Judgement:
    """Ends after 1, 2 and 3 epochs, where every wrong update shows; long trainings forget theirs."""
    x, y = _arrays(data)
    replies = yield [Call("train", x, y, lr, epochs) for epochs in (1, 2, 3)]
    for reply in replies:
        yield from _fail_training(reply, trained.line_lacks(reply))


@exercise.check(
    "train takes 200 epochs at the rate 0.01 unless told otherwise",
    points=0.5,
    function="train",
    cases=[{"more": ()}, {"more": (0.05, 30)}],
)
def train_goes_on_to_the_end(more: tuple[float, ...]) -> Judgement:
    """After 200 epochs b is still on its way, so that the number of epochs shows."""
    reply = yield Call("train", *_arrays(UNEVEN), *more)
    yield from _fail_training(reply, trained.line_lacks(reply))


@exercise.check(
    "loss_history holds the loss of each epoch",
    points=1,
    function="train",
    cases=[
        {"data": UNEVEN, "more": (0.02, 6)},
        {"data": STATEMENT["data"], "more": (0.05, 4)},
        {"data": UNEVEN, "more": ()},
    ],
)
def loss_history_holds_every_loss(data: Data, more: tuple[Any, ...]) -> Judgement:
    """Before each step or after it, or both ends."""
    reply = yield Call("train", *_arrays(data), *more)
    yield from _fail_training(reply, trained.losses_lack(reply))


@exercise.check(
    "the points are left as they were",
    points=0.5,
    function="train",
    after=["mse_loss_is_the_mean_of_squares", "mse_gradient_is_exact", "train_descends_step_by_step"],
)
def the_points_are_left_alone() -> Judgement:
    """The picture and the next training need them."""
    x, y = _arrays(UNEVEN)
    replies = yield [
        Call("train", x, y, 0.01, 3),
        Call("mse_loss", 1.5, 0.5, x, y),
        Call("mse_gradient", 1.5, 0.5, x, y),
    ]
    for reply, first in zip(replies, (0, 2, 2), strict=True):
        expect(reply).not_to_change(first, "x")
        expect(reply).not_to_change(first + 1, "y")


CLIMBS = training_mistakes.as_if(training_mistakes.ascend)

LINE = (1.5, -0.5)
"""Not y = 2x + 1: what is asked for is the line that was fitted."""

POINTS = np.linspace(-4, 4, 30)
HEIGHTS = LINE[0] * POINTS + LINE[1] - np.sin(7 * np.arange(30))
"""On both sides of the line."""

LOSSES = 0.5 + 6 * np.exp(-np.arange(60) / 12)
RESULTS = (POINTS, HEIGHTS, *LINE, LOSSES)
"""What is handed to plot_results: other points, and more or fewer of them and of the losses, than the statement's, so
that a picture of fixed ones fails."""


@exercise.check("the picture shows the falling loss", points=0.5, function="plot_results")
def the_loss_is_drawn() -> Judgement:
    """All of it, over its epochs."""
    reply = yield Call("plot_results", *RESULTS, figure=True)
    lack = plots.series_matches(expect_figure(reply), LOSSES, name="the loss history")
    expect_shown(reply, lack, symptom="plot-without-loss")


@exercise.check("the picture shows the points and the fitted line", points=0.5, function="plot_results")
def the_fit_is_drawn() -> Judgement:
    """The line with the w and b handed in, over most of the points."""
    reply = yield Call("plot_results", *RESULTS, figure=True)
    figure = expect_figure(reply)
    expect_shown(reply, plots.shows_points(figure, POINTS, HEIGHTS), symptom="plot-without-points")
    over = (float(POINTS.min()), float(POINTS.max()))
    lack = plots.straight_line(figure, *LINE, over, name="the line y = 1.5x − 0.5")
    # Another line than the one handed in is not a line forgotten.
    expect_shown(reply, lack, symptom="" if plots.has_straight_line(figure, over) else "plot-without-line")


@exercise.picture("the_loss_is_drawn", "the_fit_is_drawn")
def fit_and_loss() -> Picture:
    """Side by side; two figures will do."""
    ends = np.array([POINTS.min(), POINTS.max()])
    return Picture(
        "On the left 30 points and the line y = 1.5x − 0.5 through them; on the right the loss, which falls "
        f"from {LOSSES[0]:.2f} to {LOSSES[-1]:.2f} in {LOSSES.size} epochs.",
        (
            Panel(
                (dots(POINTS, HEIGHTS, "data"), line(ends, LINE[0] * ends + LINE[1], "fitted line")), "x", "y"
            ),
            Panel((line(np.arange(LOSSES.size), LOSSES, "loss"),), "epoch", "loss"),
        ),
    )


def _arrays(data: Data) -> tuple[Floats, Floats]:
    return np.array(data[0]), np.array(data[1])


def _points(reply: Reply, n: int | None = None) -> tuple[Floats, Floats]:
    """Return the x and y that ``generate_data`` made, each of shape (n,)."""
    found: list[Floats] = []
    for name, value in zip("xy", expect(reply).items(2, "a pair x, y"), strict=True):
        try:
            item = judge.numeric(value, 1)
        except judge.Unfit as unfit:
            expect(reply).fail(
                f"does not return numbers for {name}", kind=unfit.kind, expected="numbers", actual=unfit.got
            )
        if not np.all(np.isfinite(item)):
            expect(reply).fail(f"makes a {name} that is not finite", kind="not finite")
        found.append(item)
    x, y = found
    wanted = x.size if n is None else n
    if not x.size == y.size == wanted:
        got = f"{x.size} values of x, {y.size} of y" if x.size != y.size else f"{x.size} points"
        expect(reply).fail(
            "makes another number of points", kind="shape", expected=f"{wanted} points", actual=got,
            symptom="count-ignored" if x.size == y.size == 50 else "",
        )  # fmt: skip
    return x, y


def _fit(reply: Reply, x: Floats, y: Floats) -> scatter.Fit:
    fit = scatter.fit(x, y)
    if fit is None:
        expect(reply).fail("puts all points at the same x", kind="spread")
    return fit


def _judge_loss(w: float, b: float, data: Data) -> Judgement:
    x, y = _arrays(data)
    reply = yield Call("mse_loss", w, b, x, y)
    expect(reply).to_be_close_to(training.squared_error(w, b, x, y), mse_tolerance(w, b, x, y))


def _judge_gradient(w: float, b: float, data: Data) -> Judgement:
    x, y = _arrays(data)
    right = np.array(training.slopes(w, b, x, y))
    reply = yield Call("mse_gradient", w, b, x, y)
    try:
        expect(reply).to_be_close_to(right, mse_gradient_tolerance(w, b, x, y), names=("dw", "db"))
    except Failure as failure:
        if not failure.symptom and _is_multiple(reply, 0.5, right) and (yield from _halves_the_loss_too()):
            failure.symptom = "half-mse"
        raise


def _halves_the_loss_too() -> Generator[Any, Any, bool]:
    """Ask whether both functions give half of what is right: then half a loss was meant."""
    x, y = _arrays(WITNESS)
    loss, gradient = yield [Call("mse_loss", 0.5, -1.5, x, y), Call("mse_gradient", 0.5, -1.5, x, y)]
    return _is_multiple(loss, 0.5, training.squared_error(0.5, -1.5, x, y)) and _is_multiple(
        gradient, 0.5, np.array(training.slopes(0.5, -1.5, x, y))
    )


def _is_multiple(reply: Reply, factor: float, right: Any) -> bool:
    """Whether a reply is this multiple of what is right, all its entries alike."""
    found, wanted = judge.flatten(reply.value), factor * np.ravel(right)
    return found is not None and found.shape == wanted.shape and bool(
        np.all(np.abs(found - wanted) <= training_mistakes.ALIKE * np.abs(wanted).max())
    )  # fmt: skip


def _fail_training(reply: Reply, lack: dict[str, Any] | None) -> Judgement:
    """Fail with what is lacking, if anything; ask where a climb comes from: a step, or its gradient."""
    if lack is None:
        return
    symptom = lack.pop("symptom", "")
    if not symptom and CLIMBS(reply) and (yield from _turns_the_gradient_round()):
        symptom = "sign-flipped"
    expect(reply).fail(**lack, symptom=symptom, remark=training_behaviour.remark(reply))


def _turns_the_gradient_round() -> Generator[Any, Any, bool]:
    """Ask whether the climb comes from a gradient that points downhill."""
    x, y = _arrays(WITNESS)
    reply = yield Call("mse_gradient", 0.5, -1.5, x, y)
    return _is_multiple(reply, -1.0, np.array(training.slopes(0.5, -1.5, x, y)))


SHOWN_BY_A_CHECK = {
    "generate_data": (
        Words(
            "not-reproducible",
            "Every call makes other points",
            "The same seed gave other points the second time. Start the random numbers from seed, in every call.",
        ),
        Words(
            "seed-ignored",
            "Every seed makes the same points",
            "Two seeds gave the same points. Start the random numbers from the seed that is handed in.",
        ),
        Words(
            "count-ignored",
            "Always 50 points",
            "It makes 50 points, whatever number is asked for. Use the parameter n.",
        ),
        Words(
            "noise-missing",
            "No noise",
            "Every point lies exactly on the line. Add a random number of its own to every y.",
        ),
        Words(
            "one-noise-for-all",
            "One noise for all points",
            "One random number shifts all points alike, so they still lie on one line. Draw n of them, one for "
            "each y.",
        ),
        Words(
            "noise-not-centred",
            "The noise pushes one way",
            "All points lie on the same side of the line. Noise is as often above as below: its mean is 0.",
        ),
        Words(
            "slope-and-intercept-exchanged",
            "Slope and intercept exchanged",
            "Your points lie around y = x + 2. In y = 2x + 1 the slope is 2, and 1 is the height at x = 0.",
        ),
    ),
    "mse_gradient": (line_mistakes.HALF,),
    "train": (
        Words(
            "history-not-returned",
            "The history is not returned",
            "w and b come back, and nothing else. The list of losses comes third.",
        ),
        Words(
            "history-never-emptied",
            "Losses of earlier trainings",
            "The history still holds the losses of the trainings before. Create the list inside the function: one "
            "outside, or as a default parameter, is the same in every call.",
        ),
        Words(
            "loss-recorded-once",
            "Only one loss is kept",
            "The history holds the last loss alone. Create the list before the loop, and append to it in every "
            "epoch.",
        ),
    ),
    "plot_results": (
        Words(
            "plot-without-loss",
            "The loss is missing from the picture",
            "Draw loss_history: one height for each epoch.",
        ),
        Words(
            "plot-without-points",
            "The points are missing from the picture",
            "Draw x and y as dots, so that one sees how well the line fits.",
        ),
        Words(
            "plot-without-line",
            "The line is missing from the picture",
            "Draw the heights w·x + b over the range of x.",
        ),
    ),
}
"""Mistakes that a check itself recognises and names, by function."""

MUTATES = Words(
    "mutates-argument",
    "The points are changed",
    "x or y is different after the call: `x -= …` writes into the caller's own array, `x = x - …` makes a new one.",
)

line_mistakes.declare(exercise, "mse_loss", "mse_gradient", "train")
training_mistakes.declare(exercise, "train")
training_behaviour.declare(exercise, "train")
for function, mistakes in SHOWN_BY_A_CHECK.items():
    for words in mistakes:
        exercise.symptom(*words, function=function)(lambda _: None)
for function in ("mse_loss", "mse_gradient", "train"):
    exercise.symptom(*MUTATES, function=function)(lambda reply: True if reply.mutated else None)
