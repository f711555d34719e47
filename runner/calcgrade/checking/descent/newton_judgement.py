"""Judge a walk by Newton's method: each jump from the learner's own place, where it ends, and the height told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np

from calcgrade.checking import judge, margin, show
from calcgrade.checking.descent import expectations as descent
from calcgrade.checking.descent.newton import Walked
from calcgrade.checking.descent.walks import begins
from calcgrade.checking.expect import expect
from calcgrade.checking.failure import Failure
from calcgrade.checking.tolerances import value_tolerance

if TYPE_CHECKING:
    from calcgrade.checking.descent.newton import Search
    from calcgrade.sandboxes.replies import Reply

PAIR = "two things: history, lowest"


def expect_walked(reply: Reply) -> Walked:
    """Demand a history, and a height or None; what they say is not judged."""
    history, said = expect(reply).items(2, PAIR)
    try:
        lowest = None if said is None else judge.number(said)
    except judge.Unfit as unfit:
        expect(reply).fail(
            "gives neither a height nor None in the second place", kind=unfit.kind, expected="a number, or None",
            actual=unfit.got,
        )  # fmt: skip
    try:
        places = judge.numeric(history, 1)
    except judge.Unfit as unfit:
        expect(reply).fail(
            "does not return a history in the first place", kind=unfit.kind, expected="a sequence of numbers",
            actual=unfit.got,
        )  # fmt: skip
    return Walked(places, lowest)


def expect_jumps(reply: Reply, asked: Search) -> None:
    """Demand that every jump is slope over curvature, from the learner's own place; there must be one."""
    walked = expect_walked(reply)
    if len(walked.places) == 1:
        expect(reply).fail(
            "takes no step", kind="early", actual=f"a history of one place, {show.value(float(walked.places[0]))}",
            expected=f"a step: at {show.value(asked.x0)} the slope is {_figure(asked.slope(asked.x0))} and the "
            f"curvature {_figure(asked.curvature(asked.x0))}",
        )  # fmt: skip
    part = msgspec.structs.replace(reply, value=walked.places)
    right = asked.walk(len(walked.places) - 1)
    try:
        descent.expect_steps(part, right, walked.places[:, None], remark=lambda _, __: "")
    except Failure as failure:
        failure.reply = reply
        raise
    if part.judged is not None:
        margin.note(reply, walked.places - part.judged.expected, part.judged.within)


def expect_end(reply: Reply, asked: Search) -> None:
    """Demand that the walk begins at x0, ends where it should, and knows the height of a valley; no jump is judged.

    Raises
    ------
    Failure
        Of kind "start", "not finite", "bent", "late", "cap", "early" or "lowest".
    """
    walked = expect_walked(reply)
    places, taken = walked.places, len(walked.places) - 1
    if not begins(asked.walk(taken), places[:, None]):
        got, want = show.pair(float(places[0]), asked.x0)
        expect(reply).fail("does not begin at the start", kind="start", expected=want, actual=got)
    if not np.all(np.isfinite(places)):
        expect(reply).fail("reaches a place that is not finite", kind="not finite")
    for k, x in enumerate(places[:-1].tolist()):
        _expect_to_go_on(reply, asked, k, x, taken)
    if taken > asked.max_steps:
        expect(reply).fail(
            "takes more steps than it may", kind="cap", expected=f"at most {_steps(asked.max_steps)}",
            actual=_steps(taken),
        )  # fmt: skip
    end = float(places[-1])
    if taken < asked.max_steps and asked.bends_up(end) and asked.is_flat(end) is False:
        expect(reply).fail(
            f"stops after {_steps(taken)}, where the ground bends up and is not level", kind="early",
            expected=f"a slope below {asked.tolerance:g}, or {_steps(asked.max_steps)}",
            actual=f"a slope of {_figure(asked.slope(end))} at {show.value(end)}",
        )  # fmt: skip
    _expect_lowest(reply, asked, end, walked.lowest)


def expect_valley(reply: Reply, asked: Search) -> None:
    """Demand what `expect_end` does, and that a valley was found: the right walk finds one.

    Raises
    ------
    Failure
        As `expect_end`, or of kind "valley".
    """
    expect_end(reply, asked)
    walked = expect_walked(reply)
    if walked.lowest is None:
        end = float(walked.places[-1])
        expect(reply).fail(
            "finds no valley", kind="valley", expected="a place on level ground, and its height",
            actual=f"a stop at {show.value(end)}, where the slope is {_figure(asked.slope(end))} and the curvature "
            f"{_figure(asked.curvature(end))}",
        )  # fmt: skip


def _expect_to_go_on(reply: Reply, asked: Search, k: int, x: float, taken: int) -> None:
    """Fail a walk that goes on from a place where it has to stop."""
    if asked.bends_up(x) is False:
        expect(reply).fail(
            f"goes on after {_steps(k)}, where the ground does not bend up", kind="bent",
            expected=f"a stop at {show.value(x)}, where the curvature is {_figure(asked.curvature(x))}",
            actual=_steps(taken),
        )  # fmt: skip
    if asked.is_valley(x):
        expect(reply).fail(
            f"goes on after {_steps(k)}, where the ground is level", kind="late",
            expected=f"a stop at {show.value(x)}, where the slope is {_figure(asked.slope(x))}",
            actual=_steps(taken), tolerance=f"{asked.tolerance:g}",
        )  # fmt: skip


def _expect_lowest(reply: Reply, asked: Search, end: float, lowest: float | None) -> None:
    valley = asked.is_valley(end)
    where = f"ends at {show.value(end)}, where the slope is {_figure(asked.slope(end))} and the curvature "
    where += _figure(asked.curvature(end))
    if lowest is None:
        if valley:
            expect(reply).fail(
                f"{where}, and gives no height", kind="lowest", expected=show.value(float(asked.f(end))), actual="None"
            )  # fmt: skip
        return
    if valley is False:
        expect(reply).fail(
            f"{where}, and gives a height", kind="lowest", expected="None", actual=show.value(lowest)
        )
    height, within = float(asked.f(end)), value_tolerance(asked.f, end)
    error = abs(lowest - height)
    margin.note(reply, error, within)
    if not error <= within:
        got, want = show.pair(lowest, height)
        expect(reply).fail(
            f"is off in the height of the valley at {show.value(end)}", kind="lowest", expected=want, actual=got,
            error=show.figure(error, 2), tolerance=show.figure(within, 2),
        )  # fmt: skip


def _figure(value: float) -> str:
    return show.figure(value, 3)


def _steps(count: int) -> str:
    return f"{count} step{'s' if count != 1 else ''}"
