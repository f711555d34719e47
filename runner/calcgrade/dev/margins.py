"""How near a sample's answers come to the edge of their tolerances."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from calcgrade.checking.judge import flatten
from calcgrade.sandboxes.replies import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from calcgrade.engine.outcome import Outcome
    from calcgrade.sandboxes.replies import Reply


def margins(outcomes: Iterable[Outcome]) -> Iterator[tuple[str, float]]:
    """Yield (check id, largest error / tolerance) of every reply that was compared with numbers."""
    for item in outcomes:
        for case in item.cases:
            for reply in case.replies:
                ratio = reply.margin if reply.margin is not None else _ratio(reply)
                if ratio is not None:
                    yield item.check.id, ratio


def _ratio(reply: Reply) -> float | None:
    """Return the largest error / tolerance; None where texts or nothing of one shape was compared."""
    if reply.judged is None or reply.status is not Status.OK:
        return None
    expected, near, _ = reply.judged
    got, right = flatten(reply.value), flatten(expected)
    if got is None or right is None or got.shape != right.shape or not got.size:
        return None
    within: NDArray[np.float64] = np.asarray(near, dtype=np.float64).ravel()
    allowed = np.broadcast_to(np.where(within > 0, within, np.inf), right.shape)
    return float(np.max(np.abs(got - right) / allowed))
