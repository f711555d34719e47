"""The points at which a function was evaluated: what is not seen to be one-sided passes."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from benchmarks.tolerances.places import SEED, far, near
from benchmarks.tolerances.schemes import ONE_SIDED, RIGHT

from calcgrade.checking.slopes.order import one_sided_step
from calcgrade.sandboxes.replies import Call, Reply, Status
from calcgrade.worker import formulas

if TYPE_CHECKING:
    from benchmarks.tolerances.ledger import Ledger

FAMILY = "points observed, n = 1 to 6"


def measure(ledger: Ledger, count: int) -> None:
    """Let every scheme with a step of 1e-7 measure a slope, and look at where it looked; any function will do."""
    draws = random.Random(f"{SEED} observed")
    seen: list[tuple[float, ...]] = []
    constant = {n: formulas.build(n, (), seen) for n in range(1, 7)}
    for k in range(count):
        ledger.points[FAMILY] += 1
        n, draw = 1 + k % 6, near if k % 2 else far
        point = tuple(draw(draws) for _ in range(n))
        i = draws.randrange(n)
        for name, scheme in (RIGHT | ONE_SIDED).items():
            seen.clear()
            scheme(lambda t: constant[n](*point[:i], t, *point[i + 1 :]), point[i], 1e-7)  # noqa: B023
            reply = Reply(call=Call("slope", None, point, i), status=Status.OK, observed=tuple(seen))
            ratio = 0.0 if one_sided_step(reply, point) is None else float("inf")
            if name in ONE_SIDED:
                ledger.bad(FAMILY, "observed points", f"{name}, 1e-7 fixed inside", ratio, draws=1)
            else:
                ledger.right(FAMILY, "observed points", name, ratio)
