"""Checker of 4.2: gradient descent on a surface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import Call, Exercise, Judgement, Reply, expect
from calcgrade.checking.descent import mistakes as descent_mistakes
from calcgrade.checking.descent.expectations import (
    expect_descent,
    expect_history,
    expect_places,
    expect_steps,
)
from calcgrade.checking.descent.walks import Descent, begins, on_surface, rows_of
from calcgrade.checking.families import choices, points
from calcgrade.checking.formulas.families import bowls
from calcgrade.checking.formulas.formula import Formula, Gradient
from calcgrade.checking.formulas.functions import quadratic_form
from calcgrade.checking.pictures import plots
from calcgrade.checking.pictures.drawings import expect_figure, expect_shown
from calcgrade.checking.pictures.expected import Panel, Picture, dots, line, path
from calcgrade.checking.tolerances import gradient_rounding, gradient_tolerance, value_tolerance
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable


exercise = Exercise("4.2", "loss", "grad_loss", "gradient_descent", "faster_direction", "plot_contour_path")

SURFACE = quadratic_form((1,), (10,), linear=(-2, 40), constant=41)
"""(x − 1)² + 10(y + 2)², multiplied out."""

TILTED = quadratic_form((1, 0.5), (2,), linear=(-1, 3))
"""Another bowl, with a cross term: the slope in each direction depends on both coordinates."""

Point = tuple[float, float]

DRAWN = on_surface(SURFACE, (-1, 3), 0.03, 130).walk()
"""The walk to draw. It starts elsewhere and takes more steps than the statement's, so that a picture of a fixed walk
fails, and one of its first steps, or of a fixed number of them."""


@exercise.check(
    "loss is 0 at (1, −2) and 506 at (5, 5)",
    points=0.5,
    function="loss",
    cases=[{"point": (1.0, -2.0), "height": 0.0}, {"point": (5.0, 5.0), "height": 506.0}],
)
def loss_has_the_statement_s_heights(point: Point, height: float) -> Judgement:
    """4² + 10·7²."""
    reply = yield Call("loss", *point)
    expect(reply).to_be_close_to(height, value_tolerance(SURFACE, point))


@exercise.property(
    "loss is (x − 1)² + 10(y + 2)² everywhere", points=0.5, function="loss", draws=6, point=points(n=2)
)
def loss_is_the_surface(point: Point) -> Judgement:
    """Only the rounding of its own sums is allowed, multiplied out or not."""
    reply = yield Call("loss", *point)
    expect(reply).to_be_close_to(_height(point), value_tolerance(SURFACE, point))


@exercise.check(
    "grad_loss is (2, 20) at (2, −1) and (0, 0) at the bottom of the valley",
    points=0.5,
    function="grad_loss",
    cases=[{"point": (2.0, -1.0)}, {"point": (1.0, -2.0)}],
)
def grad_loss_of_the_statement(point: Point) -> Judgement:
    """2(x − 1) and 20(y + 2)."""
    yield from _judge_gradient(point)


@exercise.property(
    "grad_loss points straight uphill everywhere",
    points=1.5,
    function="grad_loss",
    draws=8,
    point=points(n=2),
)
def grad_loss_is_the_gradient(point: Point) -> Judgement:
    """Slopes measured at any step that the course allows are as good as the formula."""
    yield from _judge_gradient(point)


@exercise.property(
    "the history begins at start and holds one row for each point",
    points=1,
    function="gradient_descent",
    draws=6,
    f=bowls(n=2),
    start=points(n=2),
    lr=choices(0.1, 0.02, 0.03, 0.01),
    steps=choices(1, 2, 3, 7, 20),
)
def the_history_holds_every_point(f: Formula, start: Point, lr: float, steps: int) -> Judgement:
    """One row more than steps, each of two numbers; where they lead is another check's."""
    reply = yield Call("gradient_descent", Gradient(f), np.array(start), lr, steps)
    expect_history(reply, on_surface(f, start, lr, steps))


@exercise.property(
    "every step moves both coordinates at once, by lr times their slopes",
    points=2.5,
    function="gradient_descent",
    draws=12,
    f=bowls(n=2),
    start=points(n=2),
    lr=choices(0.1, 0.02, 0.03, 0.01),
    steps=choices(2, 3, 5, 8),
)
def every_step_goes_downhill(f: Formula, start: Point, lr: float, steps: int) -> Judgement:
    """Each step from the learner's own previous point, on surfaces with a cross term.

    Not at the rate 0.05 on the exercise's surface alone: there y arrives in one step.
    """
    reply = yield Call("gradient_descent", Gradient(f), np.array(start), lr, steps)
    asked = on_surface(f, start, lr, steps)
    rows = expect_places(reply, asked)
    if len(rows) < steps:  # a lacking start or end is another check's, lacking steps are not
        expect_history(reply, asked)
    expect_steps(reply, asked, rows)


@exercise.check(
    "unless told otherwise, 100 steps with lr = 0.05 lead from (5, 5) to (1, −2)",
    points=1,
    function="gradient_descent",
)
def the_statement_s_walk() -> Judgement:
    """The right last point is (1.000106, −2)."""
    reply = yield Call("gradient_descent", Gradient(SURFACE), np.array([5.0, 5.0]))
    expect_descent(reply, USUAL)


@exercise.check(
    "start may be a plain list of whole numbers",
    points=0.5,
    function="gradient_descent",
    after=["every_step_goes_downhill"],
    cases=[{"start": [5, 5]}, {"start": [-1, 3]}],
)
def start_may_be_a_plain_list(start: list[int]) -> Judgement:
    """``gradient_descent(grad_loss, [5, 5])``: an array made of it holds whole numbers."""
    reply = yield Call("gradient_descent", Gradient(TILTED), start, 0.02, 3)
    expect_descent(reply, on_surface(TILTED, start, 0.02, 3))


@exercise.check(
    "start is left as it was", points=0.5, function="gradient_descent", after=["every_step_goes_downhill"]
)
def start_is_left_alone() -> Judgement:
    """The next walk begins there too."""
    reply = yield Call("gradient_descent", Gradient(TILTED), np.array([0.5, -1.5]), 0.02, 3)
    expect(reply).not_to_change(1, "start")


@exercise.check("y is the direction that arrives first", points=0.5, function="faster_direction")
def y_arrives_first() -> Judgement:
    """Its slope is ten times as steep at the same distance."""
    reply = yield Call("faster_direction")
    expect(reply).to_equal("y")


@exercise.check("the picture shows contour lines of the surface", points=0.5, function="plot_contour_path")
def contour_lines_are_drawn() -> Judgement:
    """Lines or filled."""
    reply = yield Call("plot_contour_path", DRAWN, figure=True)
    figure = expect_figure(reply)
    otherwise = any(ax.images for ax in figure.axes)
    symptom = "surface-without-contours" if otherwise else "plot-without-contours"
    expect_shown(reply, plots.has_contours(figure), symptom=symptom)


@exercise.check("the picture shows every point of the walk", points=0.5, function="plot_contour_path")
def the_walk_is_drawn() -> Judgement:
    """Over the contour lines, where there are any; x to the right."""
    reply = yield Call("plot_contour_path", DRAWN, figure=True)
    figure = expect_figure(reply)
    over = plots.has_contours(figure) is None
    lack = plots.has_path(figure, DRAWN, over_contours=over)
    expect_shown(reply, lack, symptom=_what_is_drawn(figure, over) if lack else "")


def _what_is_drawn(figure: plots.Figure, over: bool) -> str:
    """Return the symptom of a picture without the whole walk."""
    if plots.has_path(figure, DRAWN[:, ::-1], over_contours=over) is None:
        return "axes-swapped"
    drawn = plots.places_drawn(figure, DRAWN, over_contours=over)
    return plots.partly_drawn(drawn, DRAWN) or "plot-without-path"


@exercise.picture("contour_lines_are_drawn", "the_walk_is_drawn")
def the_walk_over_contours() -> Picture:
    """Lines of equal loss are ellipses around (1, −2), longer in x by √10."""
    turn = np.linspace(0, 2 * np.pi, 121)
    levels = (2.0, 20.0, 80.0, 200.0, 400.0, 700.0)
    rings = [
        line(1 + np.sqrt(c) * np.cos(turn), -2 + np.sqrt(c / 10) * np.sin(turn), faint=True) for c in levels
    ]
    (x, y), (end_x, end_y) = DRAWN[0], DRAWN[-1]
    return Picture(
        f"A walk over contour lines of the loss, from ({x:g}, {y:g}) to ({end_x:.2f}, {end_y:.2f}), near (1, −2).",
        (
            Panel(
                (*rings, path(DRAWN[:, 0], DRAWN[:, 1], "the walk"), dots([1], [-2], "the minimum")),
                "x",
                "y",
                x_limits=(-6, 8),
                y_limits=(-8, 6),
            ),
        ),
    )


def _height(point: Point) -> float:
    x, y = point
    return (x - 1) ** 2 + 10 * (y + 2) ** 2


def _judge_gradient(point: Point) -> Judgement:
    reply = yield Call("grad_loss", *point)
    x, y = point
    expect(reply).to_be_close_to(
        [2 * (x - 1), 20 * (y + 2)],
        gradient_tolerance(SURFACE, point),
        rounding=gradient_rounding(SURFACE, point),
    )


def _asked(grad: Gradient, start: Any, lr: float = 0.05, steps: int = 100) -> Descent:
    return on_surface(grad.formula, start, lr, steps)


USUAL = _asked(Gradient(SURFACE), (5.0, 5.0))
descent_mistakes.declare(exercise, "gradient_descent", _asked, USUAL)

SHIFT = Words(
    "shift-sign-flipped",
    "The valley lies elsewhere",
    "A sign inside a square is turned round: (u − a)² is 0 where u = a, so (y + 2)² is 0 at y = −2.",
)
COEFFICIENT = Words(
    "coefficient-forgotten",
    "The 10 is missing",
    "The second square counts ten times, and a factor in front of a term stays in front of its derivative.",
)
MISSING_TWO = Words(
    "missing-factor-two",
    "A 2 is missing",
    "The derivative of a square has a 2 in front: that of (u − a)² is 2(u − a).",
)
LOSSES: tuple[tuple[Words, Callable[[float, float], Any]], ...] = (
    (SHIFT, lambda x, y: (x + 1) ** 2 + 10 * (y + 2) ** 2),
    (SHIFT, lambda x, y: (x - 1) ** 2 + 10 * (y - 2) ** 2),
    (SHIFT, lambda x, y: (x + 1) ** 2 + 10 * (y - 2) ** 2),
    (COEFFICIENT, lambda x, y: (x - 1) ** 2 + (y + 2) ** 2),
    (
        Words(
            "coefficient-inside-square",
            "The 10 is squared",
            "The 10 stands inside the square and counts a hundredfold. Square y + 2 first, then multiply.",
        ),
        lambda x, y: (x - 1) ** 2 + (10 * (y + 2)) ** 2,
    ),
    (
        Words("square-forgotten", "Squares missing", "Neither distance is squared: the heights go below 0."),
        lambda x, y: (x - 1) + 10 * (y + 2),
    ),
)
"""Mistakes of ``loss``."""

GRADIENTS: tuple[tuple[Words, Callable[[float, float], Any]], ...] = (
    (
        Words(
            "order-reversed",
            "The entries are exchanged",
            "The slope for y stands first. The entries follow the order of the variables: x, then y.",
        ),
        lambda x, y: [20 * (y + 2), 2 * (x - 1)],
    ),
    (MISSING_TWO, lambda x, y: [x - 1, 10 * (y + 2)]),
    (MISSING_TWO, lambda x, y: [2 * (x - 1), 10 * (y + 2)]),
    (COEFFICIENT, lambda x, y: [2 * (x - 1), 2 * (y + 2)]),
    (
        Words(
            "sign-flipped",
            "Every sign is turned round",
            "This is the way down. The gradient points uphill; the minus sign belongs into the step.",
        ),
        lambda x, y: [-2 * (x - 1), -20 * (y + 2)],
    ),
    (
        Words(
            "value-instead-of-slope",
            "Heights instead of slopes",
            "These are the two parts of the height. A slope says how fast such a part grows.",
        ),
        lambda x, y: [(x - 1) ** 2, 10 * (y + 2) ** 2],
    ),
    (
        Words(
            "inner-shift-forgotten",
            "The shifts are lost",
            "These are the slopes of x² + 10y². The derivative of (u − a)² keeps the whole bracket.",
        ),
        lambda x, y: [2 * x, 20 * y],
    ),
    (SHIFT, lambda x, y: [2 * (x + 1), 20 * (y + 2)]),
    (SHIFT, lambda x, y: [2 * (x - 1), 20 * (y - 2)]),
    (SHIFT, lambda x, y: [2 * (x + 1), 20 * (y - 2)]),
    (
        Words(
            "slopes-added",
            "The two slopes are added",
            "One number came back: the sum of both slopes. A gradient keeps them apart, an entry for each.",
        ),
        lambda x, y: 2 * (x - 1) + 20 * (y + 2),
    ),
)
"""Mistakes of ``grad_loss``."""

PICTURES = (
    Words(
        "plot-without-path",
        "The walk is missing from the picture",
        "Draw the rows of history: column 0 to the right, column 1 upwards.",
    ),
    Words(
        "plot-without-contours",
        "The surface is missing from the picture",
        "Draw contour lines of loss over a grid of points (np.meshgrid), and the path on top of them.",
    ),
    Words(
        "surface-without-contours",
        "No contour lines",
        "You show the surface in another way, in colours or in space. Draw lines of equal loss, with contour or "
        "contourf.",
    ),
    Words(
        "path-cut-short",
        "Only part of the walk is drawn",
        "The picture stops before the walk does. Draw history as a whole, to its last row.",
    ),
    Words(
        "path-with-gaps",
        "Places are left out of the picture",
        "Some places of the walk are drawn, others are not. Draw every row of history.",
    ),
    Words(
        "axes-swapped",
        "x and y change places in the picture",
        "The path is drawn with y to the right. Column 0 of history is x and goes along the horizontal axis.",
    ),
)

for words, reference in LOSSES:
    exercise.misconception(*words, function="loss")(reference)
for words, reference in GRADIENTS:
    exercise.misconception(*words, function="grad_loss")(reference)
for words in PICTURES:
    exercise.symptom(*words, function="plot_contour_path")(lambda _: None)


@exercise.symptom(
    "mutates-argument",
    "The start is changed",
    "start belongs to whoever called you, and it has moved. Walk on a copy: np.array(start, dtype=float).",
    function="gradient_descent",
)
def walks_with_the_start(reply: Reply) -> bool | None:
    """Where all rows are the same one, nothing is told: one array stored again and again is nearer.

    Nor where the first row is the start: what is wrong with that history is something else.
    """
    arguments: tuple[Any, ...] = reply.call.args
    if not isinstance(arguments[1], np.ndarray):
        return None
    asked = _asked(*arguments)
    rows = rows_of(reply, asked)
    if rows is None or not reply.mutated:
        return False
    return True if np.any(rows[1:] != rows[-1]) and not begins(asked, rows) else None


@exercise.misconception(
    "slower-direction-named",
    "The flatter direction is named",
    "At the same distance the slope in y is ten times that in x, so each step covers a larger part of the way in y.",
    function="faster_direction",
)
def names_the_flatter_direction() -> str:
    """Takes steep for slow."""
    return "x"
