"""The difference quotient that a walk really used, read off the points where it evaluated f.

A step as long as a hundredth, or a look to one side alone, leads each step astray by more than the rounding that is
allowed. Such a walk follows its own slopes exactly, and so its other mistakes can be told as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

from calcgrade.checking.descent.missteps import Mistake
from calcgrade.checking.descent.walks import Descent, follows, rows_of

if TYPE_CHECKING:
    from calcgrade.checking.descent.missteps import Verdict
    from calcgrade.checking.formulas.formula import Formula
    from calcgrade.sandboxes.replies import Reply

SHORTEST = 5e-5
"""With shorter steps every scheme leads to where exact slopes do, within the tolerance of a step."""

LONGEST = 2.0
"""Farther from its place nobody looks for a slope."""


class Scheme(NamedTuple):
    """A difference quotient: how far to the left and to the right of a place it looks, one of them perhaps 0."""

    left: float
    right: float

    def slope(self, f: Formula, x: float) -> float:
        """Return the rise over the run from the left to the right."""
        return (float(f(x + self.right)) - float(f(x - self.left))) / (self.left + self.right)


def scheme_of(reply: Reply, asked: Descent) -> Scheme | None:
    """Return the scheme with which the first slope was measured; None where it cannot be told, or is as good as exact.

    Before the first step f is evaluated at the start or beside it, at no other place.
    """
    x = float(asked.start[0])
    moves = [_short(p[0] - x, x) for p in reply.observed[:3] if len(p) == 1]
    away = [move for move in moves if SHORTEST <= abs(move) <= LONGEST]
    h = next((move for move in away if -move in away), None)
    if h is not None:
        return Scheme(abs(h), abs(h))
    if len(moves) < 2 or sorted(moves[:2], key=abs)[0] != 0 or away[:1] not in ([moves[0]], [moves[1]]):
        return None
    return Scheme(max(-away[0], 0.0), max(away[0], 0.0))


def _short(move: float, x: float) -> float:
    """Return the short decimal that rounding may have made this move of, 0 for rounding alone."""
    slack = 8 * float(np.finfo(np.float64).eps) * max(abs(x), abs(move))
    return (
        0.0
        if abs(move) <= slack
        else next((s for s in (float(f"{move:.{k}e}") for k in range(6)) if abs(s - move) <= slack), move)
    )


def by_own_slopes(reply: Reply, asked: Descent) -> Descent | None:
    """Return the descent asked for, with the slopes that the learner measured; None where those are not known."""
    scheme, f = scheme_of(reply, asked), cast("Formula", reply.call.args[0])
    if scheme is None:
        return None
    return asked.but(gradient=lambda place: np.array([scheme.slope(f, float(place[0]))]))


def also_by_own_slopes(shows: Verdict) -> Verdict:
    """Return the verdict on a mistake that is made with exact slopes or with measured ones."""

    def verdict(reply: Reply, asked: Descent, usual: Descent) -> bool | None:
        found = shows(reply, asked, usual)
        if found is not False:
            return found
        measured = by_own_slopes(reply, asked)
        return False if measured is None else shows(reply, measured, usual)

    return verdict


def _walks_by(side: str) -> Verdict:
    def shows(reply: Reply, asked: Descent, _: Descent) -> bool | None:
        rows, scheme = rows_of(reply, asked), scheme_of(reply, asked)
        if rows is None:
            return False
        if follows(asked, rows):
            return None
        measured = by_own_slopes(reply, asked)
        if scheme is None or measured is None or not follows(measured, rows):
            return False
        return side == ("forward" if scheme.left == 0 else "backward" if scheme.right == 0 else "both")

    return shows


def _brackets_missing(reply: Reply, asked: Descent, _: Descent) -> bool | None:
    """Tell whether the slope was halved and then multiplied by the step that it should have been divided by."""
    scheme, measured = scheme_of(reply, asked), by_own_slopes(reply, asked)
    rows = rows_of(reply, asked)
    if scheme is None or measured is None:
        return None if follows(asked, rows) else False
    step = max(scheme)
    shrunk = measured.but(rate=asked.rate * (scheme.left + scheme.right) / 2 * step)
    if not follows(shrunk, rows):
        return False
    return None if follows(asked, rows) or step == 1 else True


SCHEMES = (
    Mistake(
        "forward-difference",
        "Forward difference",
        "Your slope compares f(x + h) with f(x), and with a step as long as yours that is the slope somewhere further "
        "right. Look h to both sides, with an h of about 1e-6.",
        _walks_by("forward"),
    ),
    Mistake(
        "backward-difference",
        "Backward difference",
        "Your slope compares f(x) with f(x − h), and with a step as long as yours that is the slope somewhere further "
        "left. Look h to both sides, with an h of about 1e-6.",
        _walks_by("backward"),
    ),
    Mistake(
        "step-too-large",
        "The slope is measured over too long a distance",
        "Your walk is right but for its slopes: x − h and x + h lie so far apart that the curve bends between them. "
        "Take an h of about 1e-6.",
        _walks_by("both"),
    ),
    Mistake(
        "misplaced-parenthesis",
        "Brackets missing below the line",
        "The walk hardly moves: `/ 2*h` divides by 2 and then multiplies by h. Write `/ (2*h)`.",
        _brackets_missing,
    ),
)  # fmt: skip
"""Of descents that measure slopes with a long step."""
