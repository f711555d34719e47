"""Shrink a failing property across the boundary: the smallest input with the same kind of failure."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, cast

from calcgrade.checking.families import combined, simplest
from calcgrade.engine.drive import Caller, Case, run_one

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from calcgrade.checking.exercise import Check
    from calcgrade.checking.families import Family

# An ordinary shrink takes 2 to 15 tries, 0.02 to 0.2 s on a quiet machine and over a second on a busy one. The
# budget is a backstop for code that is slow itself: were it met otherwise, load would change what is shown.
BUDGET_S = 5.0
EXAMPLES = 150


class _StillFails(Exception):  # noqa: N818 - tells Hypothesis that an input is interesting
    """An input shows the failure that is being shrunk."""


def shrink(
    check: Check, failing: Case, caller: Caller, *, clock: Callable[[], float] = time.monotonic
) -> Case:
    """Return the simplest failing case found within the time budget, else ``failing`` itself.

    Replies are remembered by input, so that code which answers differently each time cannot make
    Hypothesis see a flaky test. Nothing is shrunk that did not return: every try would cost a process.
    """
    if failing.failure is None or failing.failure.status not in ("failed", "error") or _is_costly(failing):
        return failing
    kind, deadline = failing.failure.kind, clock() + BUDGET_S
    seen: dict[str, Case] = {}
    found: list[Case] = []

    def fails(arguments: dict[str, Any]) -> bool:
        key = repr(arguments)
        if key not in seen:
            if clock() > deadline:
                return False
            seen[key] = run_one(check, arguments, caller)
        failure = seen[key].failure
        if failure is None or failure.kind != kind:
            return False
        found.append(seen[key])
        return True

    least = simplest(check.families)  # it fails more often than not, and Hypothesis would end with it too
    if (least is not None and fails(least)) or _ended(check.families, fails):
        return found[-1]
    return min([*found, failing], key=lambda case: len(repr(case.arguments)))


def _ended(families: Mapping[str, Family[Any]], fails: Callable[[dict[str, Any]], bool]) -> bool:
    """Have Hypothesis try simpler and simpler cases; tell whether it ended, with the simplest that fails."""
    import hypothesis
    from hypothesis import HealthCheck, Phase
    from hypothesis.errors import HypothesisException

    def probe(arguments: dict[str, Any]) -> None:
        if fails(arguments):
            raise _StillFails

    settings = hypothesis.settings(
        database=None, derandomize=True, deadline=None, max_examples=EXAMPLES,
        phases=(Phase.generate, Phase.shrink), suppress_health_check=cast("list[HealthCheck]", list(HealthCheck)),
        report_multiple_bugs=False, verbosity=hypothesis.Verbosity.quiet,
    )  # fmt: skip
    test = settings(hypothesis.given(combined(families))(probe))
    try:
        test()
    except _StillFails:
        return True
    except HypothesisException:  # out of time in mid-shrink: what failed last may not be the simplest
        pass
    return False


def _is_costly(case: Case) -> bool:
    return case.failure is not None and case.failure.kind in (
        "timed out",
        "crashed",
        "missing",
        "not started",
    )
