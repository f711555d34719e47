"""Checker of 4.1: gradient descent on curves, where it settles, and a picture of the walk.

Every step is judged from the learner's own place before it, and the scheme that measures the slope is not
judged: whole paths may part company, near the hill of x⁴ − 3x² + 2 even from x0 = 2 with lr = 0.1.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import Call, Exercise, Failure, Judgement, Reply, Status, expect, judge, show
from calcgrade.checking.descent import expectations as descent
from calcgrade.checking.descent import mistakes as descent_mistakes
from calcgrade.checking.descent.walks import OUT_OF_SIGHT
from calcgrade.checking.families import Family, choices, numbers
from calcgrade.checking.formulas.families import curves, wells
from calcgrade.checking.formulas.functions import polynomial, sinusoid
from calcgrade.checking.pictures import plots
from calcgrade.checking.pictures.drawings import expect_figure, expect_shown
from calcgrade.checking.pictures.expected import Panel, Picture, line, path
from calcgrade.checking.tolerances import value_tolerance
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from calcgrade.checking.formulas.formula import Formula

exercise = Exercise("4.1", "f", "gradient_descent", "which_minimum", "plot_path")

CURVE = polynomial(2, 0, -3, 0, 1)
"""x⁴ − 3x² + 2, the curve of the statement."""

SQUARE = polynomial(0, 0, 1)

VALLEY = math.sqrt(1.5)
"""Where CURVE has its minimum on the right; the other one is at −VALLEY."""

SETTLED = 5e-3
"""Good to two decimals: how near to a minimum counts as there. 200 steps with lr = 0.01 end much nearer."""


def landscapes() -> Family[Formula]:
    """Draw a curve with two valleys, or any curve that bends."""
    families = (wells(), curves())
    return Family(lambda pick, drawn: pick(families).draw(pick, drawn))


def moves_clearly(drawn: Mapping[str, Any], steps: int) -> bool:
    """Tell whether a walk shows its rule: a first step that can be seen, and no place out of sight."""
    walk = descent.on_curve(drawn["f"], drawn["x0"], drawn["lr"], steps).walk()[:, 0]
    return bool(abs(drawn["f"].derivative(drawn["x0"])) >= 0.1 and np.all(np.abs(walk) <= 20))


def asked(f: Formula, x0: float, lr: float = 0.01, steps: int = 200) -> descent.Descent:
    """Return what a call of `gradient_descent` asks for."""
    return descent.on_curve(f, x0, lr, steps)


USUAL = asked(CURVE, 2.0)
"""The walk of the statement."""

DRAWN = asked(CURVE, -0.3, 0.008, 250).walk()[:, 0]
"""The walk to draw. It starts elsewhere and takes more steps than the statement's, so that a picture of a fixed walk
fails, and one of its first steps, or of a fixed number of them."""


@exercise.check(
    "f is x⁴ − 3x² + 2: f(0) is 2 and f(2) is 6",
    points=0.5,
    function="f",
    cases=[{"x": 0, "height": 2.0}, {"x": 2, "height": 6.0}, {"x": -3, "height": 56.0}],
)
def f_has_the_statement_s_heights(x: int, height: float) -> Judgement:
    """The statement's own numbers, asked for as it writes them."""
    reply = yield Call("f", x)
    expect(reply).to_be_close_to(height, value_tolerance(CURVE, x))


@exercise.property("f is x⁴ − 3x² + 2 everywhere", points=0.5, function="f", draws=6, x=numbers())
def f_is_the_curve(x: float) -> Judgement:
    """Only the rounding of its own sums is allowed."""
    reply = yield Call("f", x)
    expect(reply).to_be_close_to(float(CURVE(x)), value_tolerance(CURVE, x))


@exercise.check(
    "two steps on x² lead from 1 to 0.5 to 0.25, as with pencil and paper",
    points=1,
    function="gradient_descent",
)
def two_steps_on_a_parabola() -> Judgement:
    """The statement's own example."""
    reply = yield Call("gradient_descent", SQUARE, 1.0, 0.25, 2)
    descent.expect_descent(reply, asked(SQUARE, 1.0, 0.25, 2))


@exercise.check(
    "the history begins at x0 and holds steps + 1 places",
    points=1,
    function="gradient_descent",
    cases=[
        {"f": SQUARE, "x0": 1.5, "lr": 0.25, "steps": 1},
        {"f": CURVE, "x0": -1.7, "lr": 0.02, "steps": 3},
        {"f": sinusoid(2, 1), "x0": 0.75, "lr": 0.1, "steps": 7},
        {"f": SQUARE, "x0": 2.25, "lr": 0.3, "steps": 20},
    ],
)
def history_holds_every_place(f: Formula, x0: float, lr: float, steps: int) -> Judgement:
    """Where it leads is not judged here."""
    reply = yield Call("gradient_descent", f, x0, lr, steps)
    descent.expect_history(reply, asked(f, x0, lr, steps))


@exercise.property(
    "every step goes downhill, by lr times the slope where it starts",
    points=2.5,
    function="gradient_descent",
    draws=16,
    f=landscapes(),
    x0=numbers(),
    lr=choices(0.1, 0.02, 0.25, 0.05, 0.3, 0.001),
    steps=choices(2, 3, 5, 8).such_that(moves_clearly),
)
def every_step_goes_downhill(f: Formula, x0: float, lr: float, steps: int) -> Judgement:
    """A place too few or too many is judged elsewhere: it does not make the steps wrong."""
    reply = yield Call("gradient_descent", f, x0, lr, steps)
    right = asked(f, x0, lr, steps)
    descent.expect_steps(reply, right, descent.expect_places(reply, right))


@exercise.check(
    "gradient_descent takes whole numbers",
    points=0.5,
    function="gradient_descent",
    after=["every_step_goes_downhill"],
    cases=[{"f": SQUARE, "x0": 3, "lr": 0.1, "steps": 4}, {"f": CURVE, "x0": -2, "lr": 0.02, "steps": 3}],
)
def gradient_descent_takes_whole_numbers(f: Formula, x0: int, lr: float, steps: int) -> Judgement:
    """``gradient_descent(f, 2)`` is how one would write it."""
    reply = yield Call("gradient_descent", f, x0, lr, steps)
    descent.expect_descent(reply, asked(f, x0, lr, steps))


@exercise.check(
    "left to its defaults, the walk from 2 settles in the right-hand valley",
    points=1,
    function="gradient_descent",
)
def the_statement_s_walk_settles() -> Judgement:
    """200 steps with lr = 0.01 end near √1.5."""
    reply = yield Call("gradient_descent", CURVE, 2.0)
    end = float(descent.expect_descent(reply, USUAL)[-1, 0])
    if not (abs(end - VALLEY) <= SETTLED):
        expect(reply).fail(
            "does not settle", expected=f"{VALLEY:.6g}", actual=f"{end:.6g}", tolerance=f"{SETTLED:g}"
        )


@exercise.check(
    "which_minimum finds the valley from 2, −2, 3 and −4",
    points=0.5,
    function="which_minimum",
    cases=[{"x0": 2}, {"x0": -2}, {"x0": 3}, {"x0": -4}],
)
def which_minimum_takes_whole_numbers(x0: int) -> Judgement:
    """The statement's own start and others on both sides, as one would write them."""
    yield from _judge_minimum(x0)


@exercise.property(
    "which_minimum finds the valley on the side where the walk starts",
    points=1,
    function="which_minimum",
    draws=12,
    x0=choices(
        2.0, -2.0, 0.5, -0.5, 1.3, -1.3, 0.1, -0.1, 3.5, -3.5, 4.0, -4.0, 0.7, -0.7, 0.25, -0.25, 2.6, -2.9
    ),
)
def which_minimum_is_on_the_side_of_the_start(x0: float) -> Judgement:
    """In ±[0.1, 4]: at 0 the walk stands still, and farther out lr = 0.01 throws it across."""
    yield from _judge_minimum(x0)


def _judge_minimum(x0: float) -> Judgement:
    reply = yield Call("which_minimum", x0)
    try:
        expect(reply).to_be_close_to(math.copysign(VALLEY, x0), SETTLED)
    except Failure as failure:
        failure.remark = _what_throws_it_out(reply, x0)
        raise


def _what_throws_it_out(reply: Reply, x0: float) -> str:
    """Tell the largest rate with which the walk from x0 stays in, where it left; else nothing.

    The curve is even and steeper farther out: once abs(x) has grown in a step it grows in every one. From x0 beyond a
    minimum it grows where lr · abs(f′(x0)) > 2 · abs(x0), that is, where lr > 2 · x0 / f′(x0).
    """
    found = judge.flatten(reply.value)
    if found is None or found.size != 1 or not _is_out(float(found[0])) or abs(x0) <= VALLEY:
        return ""
    limit = show.figure(2 * x0 / CURVE.derivative(x0), 2)
    return f"The walk runs away. From {x0:g} it does so with every learning rate above {limit}."


@exercise.symptom(
    "diverges",
    "The walk runs away",
    "The steps of your walk are too long: each lands farther out than the one before.",
    function="which_minimum",
    is_appearance=True,
)
def ran_away(reply: Reply) -> bool | None:
    """Out of sight; but a walk that nears the hill at 0 climbs, and its steps need not be too long."""
    found = judge.flatten(reply.value) if reply.status is Status.OK else None
    if found is None or found.size != 1:
        return None
    x0: Any = reply.call.args[0]
    climbs = abs(found[0]) < abs(x0) < VALLEY
    return True if _is_out(float(found[0])) else False if climbs else None


def _is_out(place: float) -> bool:
    return not abs(place) <= OUT_OF_SIGHT  # NaN is: it is what inf − inf gives


@exercise.symptom(
    "not-arrived",
    "The walk has not arrived",
    "This is a place on the way, between the start and the valley: take more steps, or longer ones.",
    function="which_minimum",
    is_appearance=True,
)
def is_on_the_way(reply: Reply) -> bool | None:
    """Between where the walk begins and where it settles, and clearly not there."""
    found = judge.flatten(reply.value)
    x0: Any = reply.call.args[0]
    if reply.status is not Status.OK or found is None or found.size != 1:
        return None
    valley = math.copysign(VALLEY, x0)
    passed = (float(found[0]) - x0) / (valley - x0)
    return True if 1e-6 < passed < 1 and abs(found[0] - valley) > 20 * SETTLED else None


@exercise.check("the picture shows the whole walk", points=1, function="plot_path")
def the_picture_shows_the_walk() -> Judgement:
    """Over its steps or on the curve."""
    reply = yield Call("plot_path", DRAWN, figure=True)
    figure, heights = expect_figure(reply), CURVE(DRAWN)
    lack = plots.has_path(figure, DRAWN, heights)
    expect_shown(reply, lack, symptom=_what_is_drawn(figure, DRAWN, heights) if lack else "")


def _what_is_drawn(figure: plots.Figure, history: NDArray[np.float64], heights: NDArray[np.float64]) -> str:
    """Return the symptom of a picture without the whole walk."""
    steps = np.arange(len(history), dtype=np.float64)
    if plots.series_matches(figure, heights) is None:
        return "heights-instead-of-places"
    if (
        plots.shows_points(figure, history, steps) is None
        or plots.shows_points(figure, history, steps + 1) is None
    ):
        return "axes-swapped"
    return plots.partly_drawn(plots.places_drawn(figure, history, heights), history) or "plot-without-path"


@exercise.picture("the_picture_shows_the_walk")
def the_walk_on_its_curve() -> Picture:
    """Where it leads on the curve, and step by step: either of them is enough."""
    x, step = np.linspace(-2.1, 2.1, 161), np.arange(DRAWN.size)
    on_curve = Panel((line(x, CURVE(x), "f"), path(DRAWN, CURVE(DRAWN), "the walk")), "x", "f(x)")
    by_step = Panel((path(step, DRAWN, "the walk"),), "step", "x")
    return Picture(
        f"{step[-1]} steps from {DRAWN[0]:g} to {DRAWN[-1]:.2f}, on the curve x⁴ − 3x² + 2 and over the number of "
        "the step.",
        (on_curve, by_step),
    )


@exercise.check(
    "plot_path leaves history as it was",
    points=0.5,
    function="plot_path",
    after=["the_picture_shows_the_walk"],
)
def plot_path_leaves_history_alone() -> Judgement:
    """A caller goes on using the walk."""
    reply = yield Call("plot_path", DRAWN, figure=True)
    expect(reply).not_to_change(0, "history")


descent_mistakes.declare(exercise, "gradient_descent", asked, USUAL)


for _side in (1, -1):

    @exercise.misconception(
        "minimum-ignores-start",
        "One minimum for all starts",
        "There are two valleys, and the walk ends in the one on the side where it begins.",
        function="which_minimum",
    )
    def one_valley(_: float, side: int = _side) -> float:
        """The same valley for every start."""
        return side * VALLEY


@exercise.misconception(
    "minimum-on-the-other-side",
    "The valley on the other side",
    "The walk ends in the valley on the side where it begins: it does not climb over the hill at 0.",
    function="which_minimum",
)
def other_valley(x0: float) -> float:
    """The valley that the walk does not reach."""
    return -math.copysign(VALLEY, x0)


@exercise.misconception(
    "height-not-place",
    "The height instead of the place",
    "You return how low the valley is. The question is at which x it lies.",
    function="which_minimum",
)
def height_of_the_valley(_: float) -> float:
    """f(√1.5)."""
    return -0.25


@exercise.symptom(
    "history-not-place",
    "The whole walk instead of its end",
    "You return every place of the walk. Return the one where it ends, a single number.",
    function="which_minimum",
)
def is_a_walk(reply: Reply) -> bool | None:
    """Tell whether several places came back, the last of them right."""
    if reply.status is not Status.OK:
        return None
    try:
        places = judge.numeric(reply.value, 1)
    except judge.Unfit:
        return False
    return places.size > 1 and abs(places[-1] - math.copysign(VALLEY, _start(reply))) <= SETTLED


def _start(reply: Reply) -> float:
    return float(reply.call.args[0])  # type: ignore[arg-type]


@exercise.symptom(
    "plot-without-path",
    "The walk is missing from the picture",
    "Your picture has no line or points that follow history. Draw its values against the step number, or at their "
    "heights on the curve.",
    function="plot_path",
)
def draws_no_walk(_: Reply) -> None:
    """Leave it to the check of the picture."""
    return


for _words in (
    Words(
        "path-cut-short",
        "Only part of the walk is drawn",
        "The picture stops before the walk does. Draw history as a whole, to its last value.",
    ),
    Words(
        "path-with-gaps",
        "Places are left out of the picture",
        "Some places of the walk are drawn, others are not. Draw every value in history.",
    ),
    Words(
        "heights-instead-of-places",
        "Heights over the steps",
        "Your picture shows how high the walk stands after each step, f(x). Draw where it stands, x, or draw the "
        "heights over x, on the curve.",
    ),
    Words(
        "axes-swapped",
        "Steps and places change sides",
        "The number of the step goes to the right, the place x upwards.",
    ),
):
    # The check of the picture tells which.
    exercise.symptom(*_words, function="plot_path")(lambda _: None)


@exercise.symptom(
    "mutates-argument",
    "Changes the history",
    "The caller's own walk holds other numbers after it was drawn. Draw history, or new arrays made from it.",
    function="plot_path",
)
def changes_the_history(_: Reply) -> None:
    """Leave it to `plot_path_leaves_history_alone`: the worker says which arguments were changed."""
    return
