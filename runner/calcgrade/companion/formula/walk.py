"""Gradient descent on a formula, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.companion.formula.formula import Formula
    from calcgrade.companion.formula.tree import Values

Outcome = Literal["converges", "creeps", "oscillates", "diverges"]

ARRIVED = 0.01
"""What is left of the slope where a walk has arrived, as a part of the slope at its start."""

FAR = 1e6
"""A walk that is this many times farther out than it began runs away."""


def descend(f: Formula, start: Sequence[float], lr: float, steps: int) -> Values:
    """Return the places of a walk, shape (steps + 1, variables); it ends early where it runs away.

    Parameters
    ----------
    f : Formula
        What to walk down on.
    start : sequence of float
        Where.
    lr : float
        Learning rate.
    steps : int
        How many steps.
    """
    places = [np.array(start, dtype=np.float64)]
    scale = FAR * (1.0 + float(np.max(np.abs(places[0]))))
    for _ in range(steps):
        following = places[-1] - lr * f.gradient(*places[-1])
        if not np.all(np.isfinite(following)):
            break
        places.append(following)
        if float(np.max(np.abs(following))) > scale:
            break
    return np.array(places)


def outcome(f: Formula, start: float, lr: float, steps: int) -> Outcome:
    """Run a walk in one dimension, and say what became of it.

    It ``diverges`` where it runs away, ``oscillates`` where most steps turn back on the one before, ``converges``
    where the slope at its end is a hundredth of that at its start, and else ``creeps``.
    """
    places = descend(f, [start], lr, steps)[:, 0]
    moves = np.diff(places)
    if len(places) <= steps or abs(moves[-1]) > abs(moves[0]) * 1.5:
        return "diverges"
    turns = np.sum(moves[1:] * moves[:-1] < 0)
    if turns > 0.5 * np.sum(np.abs(moves[1:]) > 1e-9 * np.abs(moves[0])):
        return "oscillates"
    is_level = abs(float(f.slope(places[-1]))) <= ARRIVED * abs(float(f.slope(start)))
    return "converges" if is_level else "creeps"
