"""When each coordinate of a walk arrives, and which is the last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from calcgrade.checking.exercise import Exercise

    Floats = NDArray[np.float64]

NEAR = 0.01
"""A coordinate has arrived once it stays within this part of its whole way of where it ends."""

CLEAR = 1e-3
"""No coordinate is nearer to that limit than this part of it, so that rounding decides nothing."""


def ways_left(history: Floats) -> Floats:
    """Return how far each coordinate is from its end at each place, as a part of its way, shape (k, n)."""
    return np.asarray(np.abs(history - history[-1]) / np.abs(history[0] - history[-1]))


def arrivals(history: Floats) -> NDArray[np.int64]:
    """Return the step from which on each coordinate is near its end, shape (n,)."""
    return _stays(ways_left(history) <= NEAR)


def is_clear(history: Floats) -> bool:
    """Tell whether one coordinate is the last by 2 steps or more, and none is about as far as the limit."""
    if not np.all(np.abs(history[0] - history[-1]) >= 0.2):
        return False
    left, order = ways_left(history), np.sort(arrivals(history))
    return bool(order[-1] - order[-2] >= 2 and np.all(np.abs(left - NEAR) > CLEAR * NEAR))


def _stays(near: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the first row from which on a column is true to the end."""
    last = near.shape[0] - np.argmin(near[::-1], axis=0)
    return np.asarray(np.where(near.all(axis=0), 0, last), dtype=np.int64)


def _history(given: Any) -> Floats:
    return np.asarray(given, dtype=np.float64)


START = Words(
    "start-instead-of-way",
    "Measured against the start or the end",
    "You take 1 % of where a coordinate starts, or of where it ends. Its way is the distance between the two.",
)
MISTAKES: tuple[tuple[Words, Callable[[Floats], Any]], ...] = (
    (
        Words(
            "fastest-instead-of-slowest",
            "The first instead of the last",
            "This coordinate is the first to arrive. The one that needs the most steps is asked for.",
        ),
        lambda history: np.argmin(arrivals(history)),
    ),
    (
        Words(
            "longest-way",
            "The longest way",
            "This coordinate has the longest way to go. A long way may be gone quickly: look at when it arrives.",
        ),
        lambda history: np.argmax(np.abs(history[0] - history[-1])),
    ),
    (
        Words(
            "longest-last-step",
            "The longest last step",
            "This coordinate takes the longest steps in the end. Compare what is left with the whole way of each.",
        ),
        lambda history: np.argmax(np.abs(history[-1] - history[-2])),
    ),
    (
        Words(
            "absolute-distance",
            "One distance for all",
            "You call every coordinate near at 0.01 from its end. Near is 1 % of its own way, from start to end.",
        ),
        lambda history: np.argmax(_stays(np.abs(history - history[-1]) <= NEAR)),
    ),
    (START, lambda history: np.argmax(_stays(np.abs(history - history[-1]) <= NEAR * np.abs(history[0])))),
    (START, lambda history: np.argmax(_stays(np.abs(history - history[-1]) <= NEAR * np.abs(history[-1])))),
    (
        Words(
            "counted-from-one",
            "Counted from 1",
            "Positions begin at 0, as in history[k][0], the first coordinate.",
        ),
        lambda history: np.argmax(arrivals(history)) + 1,
    ),
    (
        Words(
            "steps-instead-of-position",
            "A number of steps",
            "This is when the last coordinate arrives. Say which one it is: its position.",
        ),
        lambda history: np.max(arrivals(history)),
    ),
    (
        Words(
            "first-visit",
            "Near, but not to stay",
            "A coordinate may pass its end, swing out again and come back. It has arrived once it stays near.",
        ),
        lambda history: np.argmax(np.argmax(ways_left(history) <= NEAR, axis=0)),
    ),
)


def declare(exercise: Exercise, function: str) -> None:
    """Declare these mistakes for a function of a history that returns the position of the slowest coordinate."""
    for words, rule in MISTAKES:
        exercise.misconception(*words, function=function)(_as_reference(rule))


def _as_reference(rule: Callable[[Floats], Any]) -> Callable[[Any], int]:
    return lambda history: int(rule(_history(history)))
