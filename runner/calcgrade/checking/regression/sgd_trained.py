"""What a training on mini-batches returned: judged by what every order of the points allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import numpy as np

from calcgrade.checking import show
from calcgrade.checking.expect import expect
from calcgrade.checking.regression.dealing import sizes
from calcgrade.checking.regression.sgd import Ways, asked, lead, losses
from calcgrade.checking.regression.trained import history_of, line_of
from calcgrade.checking.tolerances import batch_line_tolerance, batch_loss_tolerance
from calcgrade.sandboxes.replies import Judged

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.checking.regression.sgd import Training
    from calcgrade.sandboxes.replies import Reply

    Floats = NDArray[np.float64]


def tolerance(its: Training, reach: Floats, epochs: int) -> float:
    """Return how far w and b may be off after so many epochs, none of them beyond ``reach``."""
    steps = epochs * len(sizes(its.x.size, its.batch_size))
    return batch_line_tolerance(reach, its.x, its.y, its.lr, its.batch_size, steps)


def expect_line(reply: Reply) -> None:
    """Demand the w and b where one of the orders leads; a history that is lacking is not judged here."""
    its = asked(reply)
    found, ways = line_of(reply), lead(its)
    if ways is None:
        raise ValueError("a checker asks for no training with too many orders")
    within = tolerance(its, ways.reach, its.epochs)
    error = np.abs(ways.lines - found).max(axis=1)
    nearest = int(np.argmin(error))
    reply.judged = Judged(ways.lines[nearest], within, within)
    if error[nearest] <= within:
        return
    got, want = show.pair(found, ways.lines[nearest])
    ends = len(np.unique(np.round(ways.lines, 9), axis=0))
    others = f", or one of {ends - 1} other ends" if ends > 1 else ""
    expect(reply).fail(
        f"has w and b off after {its.epochs} epoch{'s' if its.epochs != 1 else ''}"
        + (": no order of the points leads there" if others else ""),
        kind="line", expected=f"w, b = {want[1:-1]}{others}", actual=f"w, b = {got[1:-1]}",
        error=show.figure(float(error[nearest]), 2), tolerance=show.figure(within, 2),
    )  # fmt: skip


def expect_losses(reply: Reply) -> Ways:
    """Demand the loss over all points of each epoch, before its steps or after them, or both ends.

    Returns
    -------
    Ways
        Those that lead to all of these losses, and to w and b.
    """
    its = asked(reply)
    found, line = history_of(reply), line_of(reply)
    if found.size not in (its.epochs, its.epochs + 1):
        expect(reply).fail(
            "gives a loss_history of another length", kind="length",
            expected=f"{its.epochs} losses, one for each epoch",
            actual=f"{found.size or 'no'} loss{'es' if found.size != 1 else ''}",
            symptom="loss-recorded-once" if found.size == 1 else "",
        )  # fmt: skip
    right, within = _loss_at_start(its)
    begins = abs(found[0] - right) <= within
    if found.size == its.epochs + 1 and not begins:
        _fail_entry(reply, 0, found, right, within)
    ways, nearest = _by_losses(its, found[1:] if begins else found)
    if ways is None:  # two or three orders may lead to one loss, but not to every one of a real training
        expect(reply).fail("gives losses that too many orders of the points lead to", kind="history")
    if not len(ways.lines):
        _fail_entry(reply, ways.orders.shape[1] + int(begins), found, *nearest)
    ending = _ending_at(line, its, ways)
    if not len(ending.lines):
        got, want = show.pair(line, ways.lines[0])
        expect(reply).fail(
            "has w and b that do not go with its loss_history", kind="line",
            expected=f"w, b = {want[1:-1]}", actual=f"w, b = {got[1:-1]}",
        )  # fmt: skip
    return ending


def _ending_at(line: Floats, its: Training, ways: Ways) -> Ways:
    off = np.abs(ways.lines - line).max(axis=1, initial=0.0)
    ends = off <= tolerance(its, ways.reach, its.epochs)
    return Ways(ways.lines[ends], ways.orders[ends], ways.reach)


def _by_losses(its: Training, noted: Floats) -> tuple[Ways | None, tuple[float, float]]:
    """Follow the ways that lead to these losses at the ends of the first epochs; a last one may have none.

    Returns
    -------
    ways : Ways or None
        None where they are too many.
    right, within : float
        Of the last loss that was looked for, the nearest one that an order leads to, and its tolerance.
    """
    nearest = (0.0, 0.0)

    def keep(k: int, walks: Floats, _weights: Floats, reach: Floats) -> NDArray[np.bool_]:
        nonlocal nearest
        if k >= noted.size:
            return np.ones(len(walks), dtype=np.bool_)
        ends = walks[:, -1]
        right = losses(ends, its.x, its.y)
        within = batch_loss_tolerance(ends, tolerance(its, reach, k + 1), its.x, its.y)
        error = np.abs(noted[k] - right)
        best = int(np.argmin(error))
        nearest = float(right[best]), float(within[best])
        return np.asarray(error <= within)

    ways = lead(its, keep)
    return ways, nearest


def _loss_at_start(its: Training) -> tuple[float, float]:
    start = np.zeros((1, 2))
    within = batch_loss_tolerance(start, 0.0, its.x, its.y)
    return float(losses(start, its.x, its.y)[0]), float(within[0])


def _fail_entry(reply: Reply, k: int, found: Floats, right: float, within: float) -> NoReturn:
    got, want = show.pair(float(found[k]), right)
    expect(reply).fail(
        f"gives a loss_history that is off, first in entry {k}", kind="history", expected=want, actual=got,
        error=show.figure(float(abs(found[k] - right)), 2), tolerance=show.figure(within, 2),
    )  # fmt: skip
