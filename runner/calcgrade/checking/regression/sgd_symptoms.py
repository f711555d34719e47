"""How the mistakes of a training on mini-batches show in a reply, whatever the order that chance dealt.

A mistake is told where w and b are what some order gives by its rule, and no order gives by the right one.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from math import factorial
from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking.regression.dealing import dealt
from calcgrade.checking.regression.sgd import after, asked, before, lead
from calcgrade.checking.regression.trained import Trained, trained
from calcgrade.checking.regression.training_mistakes import ALIKE
from calcgrade.sandboxes.replies import Reply, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.checking.regression.dealing import Schedule
    from calcgrade.checking.regression.sgd import Note, Training, Ways

    Floats = NDArray[np.float64]

Symptom = Callable[[Reply], "bool | None"]

MOST_ORDERS = 120
"""Pairs torn apart are looked for in so many orders of y at most: those of five points."""


def as_if(*schedules: Schedule, unless: tuple[Schedule, ...] = (), **changes: Any) -> Symptom:
    """Return the symptom of a training by another rule.

    Parameters
    ----------
    schedules : callables
        Its ways to deal; the right one if none.
    unless : tuple of callables
        Ways to deal that are other mistakes, or luck: where one of them leads there too, nothing can be told.
    """

    def shows(reply: Reply, found: Trained) -> bool | None:
        wrong = [lead(asked(reply, schedule=deal, **changes)) for deal in schedules or (dealt,)]
        known = [_leads_to(ways, found) for ways in wrong]
        if True in known:
            others = [lead(asked(reply, schedule=deal)) for deal in (dealt, *unless)]
            return None if any(_leads_to(ways, found) for ways in others) else True
        return None if None in known else False

    return _symptom(shows)


def with_epochs(number: Callable[[int], int]) -> Symptom:
    """Return the symptom of a training that takes another number of epochs than it was told."""

    def shows(reply: Reply, found: Trained) -> bool | None:
        verdict = _leads_to(lead(asked(reply, epochs=number(asked(reply).epochs))), found)
        return None if verdict and _leads_to(lead(asked(reply)), found) else verdict

    return _symptom(shows)


def _exchanged(reply: Reply, found: Trained) -> bool | None:
    return _leads_to(lead(asked(reply)), Trained(found.line[::-1], found.history))


def _torn_apart(reply: Reply, found: Trained) -> bool | None:
    its = asked(reply)
    if its.epochs != 1 or factorial(its.y.size) > MOST_ORDERS:
        return None
    orders = permutations(range(its.y.size))
    if not any(_leads_to(lead(asked(reply, y=its.y[list(order)])), found) for order in orders):
        return False
    return None if _leads_to(lead(its), found) else True


def noted(*notes: Note) -> Symptom:
    """Return the symptom of a right training that notes something else in each epoch."""

    def shows(reply: Reply, found: Trained) -> bool | None:
        its, history = asked(reply), found.history
        if history is None:
            return None
        ends = history[1:] if history.size == its.epochs + 1 else history
        right = [_has_noted(its, note, found, part) for note, part in ((before, history), (after, ends))]
        wrong = [_has_noted(its, note, found, history) for note in notes]
        if True in right:
            return None
        if True in wrong:
            return None if None in right else True
        return None if None in wrong else False

    return _symptom(shows)


def _has_noted(its: Training, note: Note, found: Trained, history: Floats) -> bool | None:
    """Tell whether some order leads to w and b and to this history, which may hold several numbers an epoch.

    None where the orders that do are too many to be followed.
    """
    if not its.epochs or history.size % its.epochs:
        return False
    rows = history.reshape(its.epochs, -1)

    def keep(k: int, walks: Floats, weights: Floats, _reach: Floats) -> NDArray[np.bool_]:
        values = note(walks, weights, its.x, its.y)
        if values.shape[1] != rows.shape[1]:
            return np.zeros(len(walks), dtype=np.bool_)
        return np.asarray(np.all(np.abs(values - rows[k]) <= ALIKE * (1 + np.abs(values)), axis=1))

    return _leads_to(lead(its, keep), found)


def _leads_to(ways: Ways | None, found: Trained) -> bool | None:
    """Tell whether one of these ways ends at this line; None where they are too many, or run away."""
    if ways is None or not np.all(np.isfinite(ways.lines)):
        return None
    size = 1 + float(np.abs(ways.lines).max(initial=0.0))
    off = np.abs(ways.lines - found.line).max(axis=1, initial=0.0)
    return bool(np.any(off <= ALIKE * size))


def _symptom(shows: Callable[[Reply, Trained], bool | None]) -> Symptom:
    """Rule a mistake out where something else came back than a training's answer; tell nothing where nothing did."""

    def symptom(reply: Reply) -> bool | None:
        if reply.status is not Status.OK:
            return None
        found = trained(reply.value)
        with np.errstate(all="ignore"):  # wrong walks may leave the numbers that there are
            return False if found is None else shows(reply, found)

    return symptom


exchanged = _symptom(_exchanged)
"""w and b come back in the wrong order."""

torn_apart = _symptom(_torn_apart)
"""Every x met another point's y, in one epoch of few points."""
