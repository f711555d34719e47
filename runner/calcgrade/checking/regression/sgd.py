"""Training a line on mini-batches: where every order of the points leads.

Chance decides which points share a batch, and every choice is right. For few points all of them can be followed at
once, epoch by epoch; what a learner noted on the way tells which of them it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from calcgrade.checking.regression.dealing import Schedule, dealt

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.sandboxes.replies import Reply

    Floats = NDArray[np.float64]

Rule: TypeAlias = Callable[["Floats", "Floats", "Floats", "Floats", float], "Floats"]
"""``rule(lines, weights, x, y, lr)``: the lines, shape (m, 2), after a step with these weights, shape (m, n)."""

Note: TypeAlias = Callable[["Floats", "Floats", "Floats", "Floats"], "Floats"]
"""``note(walks, weights, x, y)``: what an epoch notes, shape (m, k).

Walks are its lines, shape (m, steps + 1, 2); weights are of shape (m, steps, n).
"""

Keep: TypeAlias = Callable[[int, "Floats", "Floats", "Floats"], "NDArray[np.bool_]"]
"""``keep(k, walks, weights, reach)``: which ways through epoch k, from 0, are followed further, shape (m,)."""

MOST_LINES = 5000
"""More ways than these at a time are not followed."""

DIGITS = 11
"""Lines that agree to so many decimals are followed as one from epoch to epoch."""


def gradients(lines: Floats, weights: Floats, x: Floats, y: Floats) -> Floats:
    """Return the weighted sums of all points' slopes by w and b, shape (m, 2)."""
    off = weights * (lines[:, :1] * x + lines[:, 1:] - y)
    return 2 * np.stack([off @ x, off.sum(axis=1)], axis=1)


def downhill(lines: Floats, weights: Floats, x: Floats, y: Floats, lr: float) -> Floats:
    """Step against the gradient of the batch: the right rule."""
    return lines - lr * gradients(lines, weights, x, y)


def losses(lines: Floats, x: Floats, y: Floats) -> Floats:
    """Return the mean squared error of each line over all points, shape (m,)."""
    return np.asarray(np.mean((lines[:, :1] * x + lines[:, 1:] - y) ** 2, axis=1), dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Training:
    """What ``train_sgd`` is asked for, with the exercise's defaults, or what a mistake makes of it."""

    x: Floats
    y: Floats
    lr: float = 0.02
    epochs: int = 50
    batch_size: int = 8
    schedule: Schedule = dealt
    rule: Rule = downhill


class Ways(NamedTuple):
    """The ways that were followed, in all m.

    Attributes
    ----------
    lines : ndarray, shape (m, 2)
        w and b at the end of each.
    orders : ndarray, shape (m, epochs)
        Which row of the schedule each epoch took; fewer columns where no way was kept any longer.
    reach : ndarray, shape (2,)
        The largest |w| and |b| on any of them.
    """

    lines: Floats
    orders: NDArray[np.int64]
    reach: Floats


def asked(reply: Reply, **changes: Any) -> Training:
    """Return the training that a call of ``train_sgd`` asks for, or what changes make of it."""
    arguments: tuple[Any, ...] = reply.call.args
    return replace(
        Training(*arguments[:5]), **changes
    )  # the seed decides the order, and every order is right


def lead(its: Training, keep: Keep | None = None) -> Ways | None:
    """Follow all ways through a training from w = b = 0, those alone that ``keep`` keeps.

    Returns
    -------
    Ways or None
        None where there are too many.
    """
    ways = its.schedule(its.x.size, its.batch_size)
    if ways is None:
        return None
    lines, orders, reach = np.zeros((1, 2)), np.zeros((1, 0), dtype=np.int64), np.zeros(2)
    for k in range(its.epochs):
        if len(lines) * len(ways) > MOST_LINES:
            return None
        taken = np.tile(np.arange(len(ways)), len(lines))
        orders = np.column_stack([np.repeat(orders, len(ways), axis=0), taken])
        weights = ways[taken]
        walks = _epoch(its, np.repeat(lines, len(ways), axis=0), weights)
        reach = np.maximum(reach, np.abs(walks).max(axis=(0, 1)))
        lines = walks[:, -1]
        if keep is not None:
            kept = keep(k, walks, weights, reach)
            lines, orders = lines[kept], orders[kept]
            if not lines.size:
                return Ways(lines, orders[:, :k], reach)
        if k < its.epochs - 1:
            first = _different(lines)
            lines, orders = lines[first], orders[first]
    return Ways(lines, orders, reach)


def _different(lines: Floats) -> NDArray[np.int64]:
    """Return where each line stands for the first time; as complex numbers they are sorted ten times as fast."""
    w, b = np.round(lines, DIGITS).T
    return np.unique(w + 1j * b, return_index=True)[1]


def _epoch(its: Training, lines: Floats, weights: Floats) -> Floats:
    walks = [lines]
    for step in range(weights.shape[1]):
        walks.append(its.rule(walks[-1], weights[:, step], its.x, its.y, its.lr))
    return np.stack(walks, axis=1)


def before(walks: Floats, _weights: Floats, x: Floats, y: Floats) -> Floats:
    """Note the loss over all points at the beginning of the epoch."""
    return losses(walks[:, 0], x, y)[:, None]


def after(walks: Floats, _weights: Floats, x: Floats, y: Floats) -> Floats:
    """Note the loss over all points at the end of the epoch."""
    return losses(walks[:, -1], x, y)[:, None]
