"""What ``minibatches`` returned: lists of positions, read and judged, whatever the order of the points."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from calcgrade.checking import judge, show
from calcgrade.checking.expect import expect
from calcgrade.checking.regression.dealing import sizes
from calcgrade.sandboxes.replies import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.sandboxes.replies import Reply

    Positions = NDArray[np.int64]

FEW = 0.5
"""At most this part of a shuffled order's neighbours may be neighbours in the plain one too.

Of 39 neighbouring pairs about 2 are, by chance (Poisson); 20 or more in fewer than 1 of 10¹³ shuffles.
"""


def asked(reply: Reply) -> tuple[int, int]:
    """Return n and batch_size of a call of ``minibatches``, with the exercise's default."""
    arguments: tuple[Any, ...] = reply.call.args
    n, batch_size = (*arguments, 8)[:2]
    return n, batch_size


def read(value: Any) -> list[Positions]:
    """Return the batches of a value, any number of any length; `judge.Unfit` where it holds something else."""
    if isinstance(value, np.ndarray) and cast("NDArray[Any]", value).ndim == 2:
        value = list(cast("NDArray[Any]", value))
    if not isinstance(value, list | tuple):
        raise judge.Unfit("type", judge.describe(value))
    return [_batch(item) for item in cast("list[Any]", value)]


def _batch(item: Any) -> Positions:
    if not isinstance(item, list | tuple | np.ndarray):
        raise judge.Unfit("type", f"{judge.describe(item)} in the place of a batch")
    try:
        found = judge.numeric(item, 1)
    except judge.Unfit as unfit:
        if unfit.kind == "empty":
            return np.zeros(0, dtype=np.int64)
        raise
    if not np.all(np.abs(found) < 1e9) or np.any(found != np.round(found)):
        raise judge.Unfit("type", f"a batch with {_first(found)}, which is no position")
    return found.astype(np.int64)


def _first(found: NDArray[np.float64]) -> str:
    wrong = ~(np.abs(found) < 1e9) | (found != np.round(found))
    return show.figure(float(found[int(np.argmax(wrong))]))


def batches_of(reply: Reply) -> list[Positions] | None:
    """Return the batches in a reply, None if it holds none."""
    try:
        return read(reply.value) if reply.status is Status.OK else None
    except judge.Unfit:
        return None


def expect_batches(reply: Reply) -> Positions:
    """Demand batches of the right sizes that hold every position once.

    Returns
    -------
    ndarray, shape (n,)
        All positions in their order.
    """
    n, batch_size = asked(reply)
    value = expect(reply).value
    try:
        found = read(value)
    except judge.Unfit as unfit:
        expect(reply).fail(
            "does not return a list of batches", kind=unfit.kind,
            expected="batches, each a list or an array of positions", actual=unfit.got,
        )  # fmt: skip
    held = [batch.size for batch in found]
    if held != list(sizes(n, batch_size)):
        expect(reply).fail(
            "deals batches of other sizes", kind="sizes", expected=_listed(list(sizes(n, batch_size))),
            actual=_listed(held),
        )  # fmt: skip
    order = np.concatenate(found)
    counts = {k: int(np.sum(order == k)) for k in [*range(n), *order.tolist()]}
    strange = next((k for k in counts if not 0 <= k < n), None)
    if strange is not None:
        expect(reply).fail(
            f"holds the position {strange}", kind="positions", expected=f"positions from 0 to {n - 1}",
            actual=f"positions from {order.min()} to {order.max()}",
        )  # fmt: skip
    wrong = next((k for k, count in counts.items() if count != 1), None)
    if wrong is not None:
        expect(reply).fail(
            f"deals the position {wrong} {'twice or more' if counts[wrong] else 'to no batch'}", kind="positions",
            expected="each position in one batch", actual=show.value([batch.tolist() for batch in found]),
        )  # fmt: skip
    return order


def _listed(held: list[int]) -> str:
    if not held:
        return "no batches"
    alike = [(size, len(list(group))) for size, group in groupby(held)]
    parts = [f"{count} × {size}" if count > 1 else str(size) for size, count in alike]
    return f"{len(held)} batch{'es' if len(held) != 1 else ''}: {show.listed(parts[:6])}{', …' if parts[6:] else ''}"


def expect_shuffled(reply: Reply, order: Positions) -> None:
    """Demand an order that chance has mixed: not the plain one, nor one that a pattern of it is left in.

    For the 40 positions in batches of 4 that the checker asks for, a right shuffle looks like none of these by chance
    in more than 1 of 10¹² cases: see `FEW`; blocks that stay together in the same or another order are fewer still.
    """
    n, batch_size = asked(reply)
    plain = np.arange(n)
    blocks = [set(plain[k : k + batch_size].tolist()) for k in range(0, n, batch_size)]
    held = [set(order[k : k + batch_size].tolist()) for k in range(0, n, batch_size)]
    symptom = ""
    if np.array_equal(order, plain):
        symptom = "not-shuffled"
    elif held == blocks:
        symptom = "shuffled-inside-batches"
    elif all(batch in blocks for batch in held):
        symptom = "only-batches-shuffled"
    elif sum(abs(a - b) == 1 for a, b in pairwise(order.tolist())) <= FEW * (n - 1):
        return
    expect(reply).fail(
        "does not mix the positions", kind="order", expected="an order that chance decides",
        actual=show.value(order), symptom=symptom,
    )  # fmt: skip
