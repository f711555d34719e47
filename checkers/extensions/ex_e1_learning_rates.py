"""Checker of E1: the same walk at several learning rates, and a picture that tells them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import Call, Exercise, Judgement, expect
from calcgrade.checking.descent import comparisons
from calcgrade.checking.descent import expectations as descent
from calcgrade.checking.descent.comparisons import as_if, asked, demand_steps, expect_each, of_each
from calcgrade.checking.descent.mistakes import MEASURED, MISTAKES
from calcgrade.checking.families import choices, numbers
from calcgrade.checking.formulas.families import curves
from calcgrade.checking.formulas.functions import polynomial, sinusoid
from calcgrade.checking.pictures import labelled, plots
from calcgrade.checking.pictures.drawings import expect_figure, expect_shown
from calcgrade.checking.pictures.expected import Panel, Picture, line
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calcgrade.checking.formulas.formula import Formula

exercise = Exercise("E1", "compare_learning_rates", "plot_learning_rates")

SQUARE = polynomial(0, 0, 1)
WELL = polynomial(2, 0, -3, 0, 1)
WAVE = sinusoid(2, 1)
USUAL = asked(SQUARE, 1.0, [0.1])[0]
"""The first walk of the statement, with the default number of steps."""

Rates = tuple[float, ...]


def rates_differ(drawn: Mapping[str, Any], steps: int) -> bool:
    """Tell whether every walk shows its rate: a first step that can be seen, and no place out of sight."""
    walks = [right.walk() for right in asked(drawn["f"], drawn["x0"], drawn["rates"], steps)]
    return bool(
        abs(drawn["f"].derivative(drawn["x0"])) >= 0.1 and all(np.all(np.abs(w) <= 20) for w in walks)
    )


@exercise.check(
    "on x² from 1, the rate 0.1 creeps to 0.64 in two steps, 0.5 arrives in one, 1.0 jumps to and fro",
    points=0.5,
    function="compare_learning_rates",
)
def the_statement_s_three_rates() -> Judgement:
    """[1, 0.8, 0.64], [1, 0, 0] and [1, −1, 1]."""
    reply = yield Call("compare_learning_rates", SQUARE, 1.0, [0.1, 0.5, 1.0], 2)
    expect_each(reply, asked(SQUARE, 1.0, [0.1, 0.5, 1.0], 2), descent.expect_descent)


@exercise.check(
    "there is a history for each rate, each of steps + 1 places from x0 on",
    points=1,
    function="compare_learning_rates",
    cases=[
        {"f": WELL, "x0": -1.7, "rates": (0.02,), "more": (3,)},
        {"f": WAVE, "x0": 0.75, "rates": (0.3, 0.05, 0.1, 0.2), "more": (7,)},
        {"f": WELL, "x0": 0.5, "rates": (0.05, 0.01, 0.03), "more": ()},
        {"f": WELL, "x0": 1.7, "rates": (0.01, 0.04, 0.02), "more": (2,)},
    ],
)
def a_history_for_each_rate(f: Formula, x0: float, rates: Rates, more: tuple[int, ...]) -> Judgement:
    """Any number of rates, as many as the places or not; 50 steps unless told otherwise."""
    reply = yield Call("compare_learning_rates", f, x0, list(rates), *more)
    expect_each(reply, asked(f, x0, rates, *more), descent.expect_history)


@exercise.property(
    "every walk goes downhill, by its own rate times the slope",
    points=1.5,
    function="compare_learning_rates",
    draws=12,
    f=curves(),
    x0=numbers(),
    rates=choices((0.1, 0.02), (0.05, 0.25, 0.01), (0.3, 0.1), (0.02, 0.05, 0.1), (0.1, 0.01, 0.2)),
    steps=choices(2, 3, 5).such_that(rates_differ),
)
def every_walk_has_its_own_rate(f: Formula, x0: float, rates: Rates, steps: int) -> Judgement:
    """Each step from the learner's own place; lengths are judged elsewhere."""
    reply = yield Call("compare_learning_rates", f, x0, list(rates), steps)
    expect_each(reply, asked(f, x0, rates, steps), demand_steps)


@exercise.check(
    "rates may be an array, which is left as it was, or a tuple, and x0 a whole number",
    points=0.5,
    function="compare_learning_rates",
    after=["every_walk_has_its_own_rate"],
)
def rates_come_in_any_sequence() -> Judgement:
    """``compare_learning_rates(f, 2, np.array([0.1, 0.02]), 3)`` is how one would try it."""
    rates = [0.1, 0.02, 0.05]
    replies = yield [
        Call("compare_learning_rates", WAVE, 2, np.array(rates), 3),
        Call("compare_learning_rates", SQUARE, -3, tuple(rates), 3),
    ]
    expect(replies[0]).not_to_change(2, "rates")
    for reply, f, x0 in zip(replies, (WAVE, SQUARE), (2, -3), strict=True):
        expect_each(reply, asked(f, x0, rates, 3), descent.expect_descent)


PICTURES = (
    {"f": WELL, "x0": 0.5, "rates": (0.01, 0.1, 0.04), "steps": 30},
    {"f": SQUARE, "x0": 2.0, "rates": (0.3, 0.05), "steps": 20},
)


@exercise.check(
    "the picture shows the walk of every rate", points=1, function="plot_learning_rates", cases=PICTURES
)
def every_walk_is_drawn(f: Formula, x0: float, rates: Rates, steps: int) -> Judgement:
    """Over its steps, whole; two comparisons, so that a picture of a fixed one fails."""
    walks = _walks(f, x0, rates, steps)
    reply = yield Call("plot_learning_rates", list(rates), walks, figure=True)
    figure = expect_figure(reply)
    drawn = [plots.has_path(figure, walk) is None for walk in walks]
    for lr, walk in zip(rates, walks, strict=True):
        lack = plots.has_path(figure, walk, name=f"the walk of the rate {lr:g}")
        expect_shown(reply, lack, symptom="only-one-curve" if any(drawn) else "plot-without-walks")


@exercise.check(
    "the picture says which curve belongs to which rate",
    points=0.5,
    function="plot_learning_rates",
    after=["every_walk_is_drawn"],
    cases=PICTURES,
)
def every_curve_has_its_rate(f: Formula, x0: float, rates: Rates, steps: int) -> Judgement:
    """In a legend, a title or a text: colours alone say nothing to a reader."""
    walks = _walks(f, x0, rates, steps)
    reply = yield Call("plot_learning_rates", list(rates), walks, figure=True)
    lack = labelled.unnamed(expect_figure(reply), list(zip(rates, walks, strict=True)))
    if lack is not None:
        kind, sentence = lack
        expect_shown(reply, sentence, symptom=LABELS[kind].id)


@exercise.picture("every_walk_is_drawn", "every_curve_has_its_rate")
def the_walks_side_by_side(f: Formula, x0: float, rates: Rates, steps: int) -> Picture:
    """Each walk over its steps, with its rate."""
    walks = _walks(f, x0, rates, steps)
    traces = [line(np.arange(steps + 1), walk, f"lr = {lr:g}") for lr, walk in zip(rates, walks, strict=True)]
    return Picture(
        f"Walks of {steps} steps from {x0:g}, one for each of the rates {', '.join(f'{lr:g}' for lr in rates)}.",
        (Panel(tuple(traces), "step", "x"),),
    )


def _walks(f: Formula, x0: float, rates: Rates, steps: int) -> list[Any]:
    return [right.walk()[:, 0] for right in asked(f, x0, rates, steps)]


LABELS = {
    "swapped": Words(
        "labels-mixed-up",
        "The labels are mixed up",
        "A curve carries the rate of another one. Go through rates and histories side by side, as zip does.",
    ),
    "hidden": Words(
        "legend-forgotten",
        "No legend",
        "The curves have labels, and nobody sees them: call legend() once they are drawn.",
    ),
    "unnamed": Words(
        "curves-without-names",
        "Curves without names",
        "The picture does not say which curve is which. Give each one its rate as label, and show a legend.",
    ),
}
PLOTS = (
    *LABELS.values(),
    Words(
        "only-one-curve",
        "Not every walk is drawn",
        "Some walks are in the picture and others are not, or not as a whole. Draw inside the loop over all of them.",
    ),
    Words(
        "plot-without-walks",
        "The walks are missing from the picture",
        "No curve follows the histories. Draw the values of each one against the step number.",
    ),
)
for words in PLOTS:
    exercise.symptom(*words, function="plot_learning_rates")(lambda _: None)

for mistake in (*MISTAKES, *MEASURED):
    if mistake.id not in ("learning-rate-ignored", "history-of-aliases"):  # there is no rate by default
        facts = {"steps": USUAL.steps, "start": "1"}
        exercise.symptom(
            mistake.id, mistake.title, mistake.explanation.format(**facts), function="compare_learning_rates"
        )(of_each(mistake.shows, USUAL))

for _pick in (0, -1):
    exercise.symptom(
        "one-rate-for-all",
        "The same rate every time",
        "All your walks are made with one and the same rate. Use the rate that the loop is at.",
        function="compare_learning_rates",
    )(as_if(comparisons.same_rate(_pick)))

for _words, _symptom in (
    (
        Words(
            "walks-continued",
            "The next walk begins where the last one ended",
            "A comparison is fair only from one start: go back to x0 before each rate.",
        ),
        as_if(comparisons.continued),
    ),
    (
        Words(
            "rates-reordered",
            "Another order of rates",
            "The histories come in another order than the rates. Whoever pairs them up will mix them up.",
        ),
        as_if(comparisons.in_order),
    ),
    (
        Words(
            "rates-reordered",
            "Another order of rates",
            "The histories come in another order than the rates. Whoever pairs them up will mix them up.",
        ),
        as_if(comparisons.backwards),
    ),
    (
        Words(
            "heights-not-places",
            "Heights instead of places",
            "You keep how high each place is, f(x). A history holds the places themselves.",
        ),
        comparisons.heights,
    ),
    (
        Words(
            "history-transposed",
            "Rows and columns exchanged",
            "Each row holds one step of all walks. Return a row for each rate: the transpose of what you have.",
        ),
        comparisons.transposed,
    ),
    (
        Words(
            "histories-joined",
            "All walks in one list",
            "Every place of every walk is in one long list. Keep a list for each rate.",
        ),
        comparisons.joined,
    ),
    (
        Words(
            "history-never-emptied",
            "The list goes on growing",
            "Every history is the same list, with all walks one after the other in it. Begin a new list for each rate.",
        ),
        comparisons.never_emptied,
    ),
):
    exercise.symptom(*_words, function="compare_learning_rates")(_symptom)
