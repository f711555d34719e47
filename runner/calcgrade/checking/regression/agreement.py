"""Judge how many epochs a learner says it takes until a trained line agrees with the least squares line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import show
from calcgrade.checking.expect import expect
from calcgrade.checking.regression.count_mistakes import MOST, RATE, TOLERANCE, agreement
from calcgrade.checking.regression.lines import gaps, trained_lines
from calcgrade.checking.regression.trained import Kept
from calcgrade.checking.regression.training import descend
from calcgrade.checking.tolerances import gaps_tolerance
from calcgrade.sandboxes.replies import Judged

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.sandboxes.replies import Reply

    Floats = NDArray[np.float64]

GAPS = Kept("gaps", "gap", "gaps", gaps, gaps_tolerance)
"""What a training beside the least squares line keeps."""


def asked(reply: Reply) -> tuple[Floats, Floats, float, float, int]:
    """Return x, y, lr, tolerance and max_epochs of a call, with the exercise's defaults."""
    arguments: tuple[Any, ...] = reply.call.args
    defaults: tuple[Any, ...] = (RATE, TOLERANCE, MOST)
    x, y, lr, tolerance, most = arguments + defaults[len(arguments) - 2 :]
    return x, y, lr, tolerance, most


def is_clear(x: Floats, y: Floats, lr: float, tolerance: float, most: int) -> bool:
    """Tell whether rounding, also of measured slopes, never decides whether a line agrees."""
    count = agreement(x, y, lr, tolerance, most)
    lines = descend(x, y, lr, most if count is None else count)
    away = np.abs(gaps(lines, x, y) - tolerance)
    return bool(np.all(away > gaps_tolerance(lines, x, y, lr)))


def expect_count(reply: Reply) -> None:
    """Demand the number of epochs after which the gap is below the tolerance, None where it never is.

    Raises
    ------
    Failure
        Of kind "type", "shape", "not finite", "none" or "count".
    """
    x, y, lr, tolerance, most = asked(reply)
    right = agreement(x, y, lr, tolerance, most)
    value = expect(reply).value
    reply.judged = Judged(right)
    if value is None:
        if right is not None:
            _fail_without(reply, right)
        return
    found = expect(reply).number()
    if right is None:
        expect(reply).fail(
            f"gives a number, and after {most} epochs the lines are still {_gap(reply, most)} apart, not below "
            f"{tolerance:g}", kind="none", expected="None", actual=show.value(found),
        )  # fmt: skip
    if found != right:
        when = (
            f"epoch {right} takes the gap from {_gap(reply, right - 1)} to" if right else "the gap begins at"
        )
        expect(reply).fail(
            f"is off: {when} {_gap(reply, right)}, below {tolerance:g}", kind="count", expected=str(right),
            actual=show.value(int(found) if found == int(found) else found),
        )  # fmt: skip


def _fail_without(reply: Reply, right: int) -> None:
    """Fail an answer that is None; printed is only what holds the number that is lacking."""
    printed = any(word.strip(".,:;()") == str(right) for word in reply.output.split())
    expect(reply).fail(
        "gives no number", kind="none", expected=f"{right}: the gap is {_gap(reply, right)} then", actual="None",
        symptom="prints-instead-of-returning" if printed else "",
    )  # fmt: skip


def _gap(reply: Reply, epochs: int) -> str:
    x, y, lr, _, _ = asked(reply)
    return show.figure(float(gaps(trained_lines(x, y, lr, epochs)[-1:], x, y)[0]), 3)
