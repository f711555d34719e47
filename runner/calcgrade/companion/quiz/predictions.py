"""Answers that are found out by running a question's setting."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from calcgrade.companion.formula.formula import Formula
from calcgrade.companion.formula.walk import descend, outcome
from calcgrade.companion.quiz.settings import Arrival, Behaviour, Chain, Descent, Influence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.companion.quiz.settings import Setting

LEVEL = 1e-9
"""Slopes of this size come from rounding."""


class Predicted(NamedTuple):
    """The answers to choose from, and what running the setting showed.

    Attributes
    ----------
    options : list of str
        All of them.
    right : int
        Position of the one that came true.
    seen : str
        What was seen, in numbers.
    is_clear : bool
        Whether the setting is far from where another answer would come true.
    """

    options: list[str]
    right: int
    seen: str
    is_clear: bool


_WALKS = {
    "converges": "It converges: it glides into the valley and stays there.",
    "creeps": "It goes the right way, and has not arrived by then.",
    "oscillates": "It oscillates: it jumps to and fro across the valley.",
    "diverges": "It diverges: every step lands farther out.",
}
_WAYS = {"increasing": "It is increasing.", "decreasing": "It is decreasing.", "flat": "It is flat there."}


def predict(setting: Setting) -> Predicted:
    """Run a setting; `InputError` where one of its formulas cannot be read."""
    if isinstance(setting, Descent):
        return _descent(setting)
    if isinstance(setting, Behaviour):
        return _behaviour(setting)
    if isinstance(setting, Influence):
        return _influence(setting)
    if isinstance(setting, Arrival):
        return _arrival(setting)
    return _chain(setting)


def _descent(setting: Descent) -> Predicted:
    f = Formula(setting.formula)
    came_true = outcome(f, setting.start, setting.lr, setting.steps)
    nearby = {outcome(f, setting.start, setting.lr * factor, setting.steps) for factor in (0.93, 1.07)}
    places = descend(f, [setting.start], setting.lr, setting.steps)[:, 0]
    first = ", ".join(number(x) for x in places[:5])
    seen = f"The walk goes {first}, … and stands at {number(places[-1])} after {len(places) - 1} steps."
    return Predicted(list(_WALKS.values()), list(_WALKS).index(came_true), seen, nearby == {came_true})


def _behaviour(setting: Behaviour) -> Predicted:
    slope = float(Formula(setting.formula).slope(setting.at))
    way = "flat" if abs(slope) < LEVEL else "increasing" if slope > 0 else "decreasing"
    seen = f"The slope at {number(setting.at)} is {number(0.0 if way == 'flat' else slope)}."
    return Predicted(list(_WAYS.values()), list(_WAYS).index(way), seen, way == "flat" or abs(slope) >= 0.1)


def _influence(setting: Influence) -> Predicted:
    slopes = Formula(setting.formula, ("x", "y", "z")).gradient(*setting.at)
    sizes = np.sort(np.abs(slopes))
    seen = f"The gradient there is [{', '.join(number(float(s)) for s in slopes)}]."
    return Predicted(
        ["x", "y", "z"], int(np.argmax(np.abs(slopes))), seen, bool(sizes[-2] <= 0.9 * sizes[-1])
    )


def _arrival(setting: Arrival) -> Predicted:
    places = descend(Formula(setting.formula, ("x", "y")), setting.start, setting.lr, setting.steps)
    far = np.abs(places - places[-1]) > 0.01 * np.abs(places[0] - places[-1])
    x, y = (int(np.flatnonzero(column)[-1]) + 1 if column.any() else 0 for column in far.T)
    options = ["x arrives first.", "y arrives first.", "Both arrive at the same step."]
    right = 2 if x == y else int(y < x)
    seen = f"x is within 1 % of its way after {x} steps, y after {y}."
    return Predicted(options, right, seen, x == y or abs(x - y) >= 3)


def _chain(setting: Chain) -> Predicted:
    slopes: list[float] = []
    value = setting.at
    for stage in setting.stages:
        f = Formula(stage)
        slopes.append(float(f.slope(value)))
        value = float(f(value))
    total = math.prod(slopes)
    amounts = [total, sum(slopes), slopes[-1], slopes[0]]
    distinct = sorted({round(amount, 6) for amount in amounts})
    options = [f"{number(amount)} times as fast" for amount in distinct]
    seen = f"The stages' slopes are {' and '.join(number(s) for s in slopes)}: multiplied, {number(total)}."
    return Predicted(options, distinct.index(round(total, 6)), seen, len(distinct) >= 3)


def number(value: float) -> str:
    """Write a number with at most four significant digits."""
    return f"{value:.4g}".replace("-", "−")


def letters(options: Sequence[str]) -> str:
    """Return the letters that these options are chosen by: ``ABC``."""
    return "ABCDEFGH"[: len(options)]
