"""Wrong losses in the history of a right training on mini-batches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from calcgrade.checking.regression.line_mistakes import HALF, SUMMED
from calcgrade.checking.regression.sgd import after, before
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.checking.regression.sgd import Note

    Floats = NDArray[np.float64]


def _squares(lines: Floats, x: Floats, y: Floats) -> Floats:
    """Return the squared misses, shape (m, steps, n), of lines of shape (m, steps, 2)."""
    return np.asarray((lines[:, :, :1] * x + lines[:, :, 1:] - y) ** 2)


def _own_before(walks: Floats, weights: Floats, x: Floats, y: Floats) -> Floats:
    """Note the loss of each batch over its own points, before its step."""
    return np.asarray(np.sum(weights * _squares(walks[:, :-1], x, y), axis=2))


def _own_after(walks: Floats, weights: Floats, x: Floats, y: Floats) -> Floats:
    """Note the loss of each batch over its own points, after its step."""
    return np.asarray(np.sum(weights * _squares(walks[:, 1:], x, y), axis=2))


def _each_before(walks: Floats, _weights: Floats, x: Floats, y: Floats) -> Floats:
    """Note the loss over all points before each step."""
    return np.asarray(np.mean(_squares(walks[:, :-1], x, y), axis=2))


def _each_after(walks: Floats, _weights: Floats, x: Floats, y: Floats) -> Floats:
    """Note the loss over all points after each step."""
    return np.asarray(np.mean(_squares(walks[:, 1:], x, y), axis=2))


def _last(note: Note) -> Note:
    return lambda walks, weights, x, y: note(walks, weights, x, y)[:, -1:]


def _mean(note: Note) -> Note:
    return lambda walks, weights, x, y: note(walks, weights, x, y).mean(axis=1, keepdims=True)


def _sum(note: Note) -> Note:
    return lambda walks, weights, x, y: note(walks, weights, x, y).sum(axis=1, keepdims=True)


def _weighed(note: Note) -> Note:
    """Let a batch count as many times as it has points."""

    def weighed(walks: Floats, weights: Floats, x: Floats, y: Floats) -> Floats:
        held = np.sum(weights > 0, axis=2)
        return np.asarray(np.sum(note(walks, weights, x, y) * held, axis=1, keepdims=True) / x.size)

    return weighed


def _half(note: Note) -> Note:
    return lambda walks, weights, x, y: note(walks, weights, x, y) / 2


def _of_all(note: Note) -> Note:
    return lambda walks, weights, x, y: note(walks, weights, x, y) * x.size


OWN = (_own_before, _own_after)
ENDS = (before, after)
NOTES: tuple[tuple[Words, tuple[Note, ...]], ...] = (
    (
        Words(
            "loss-of-every-batch",
            "A loss for every batch",
            "The history has an entry for each step. Note one loss an epoch, over all points.",
        ),
        (*OWN, _each_before, _each_after),
    ),
    (
        Words(
            "loss-of-the-last-batch",
            "The loss of the last batch",
            "The loss is that of the last batch's points alone, which jumps about. Take it over all points.",
        ),
        tuple(map(_last, OWN)),
    ),
    (
        Words(
            "mean-of-batch-losses",
            "An average of the batches' losses",
            "You average what each batch lost on its way, each at another line. Take one line's loss, over all points.",
        ),
        tuple(kind(note) for note in OWN for kind in (_mean, _sum, _weighed)),
    ),
    (HALF, tuple(map(_half, ENDS))),
    (SUMMED, tuple(map(_of_all, ENDS))),
)
