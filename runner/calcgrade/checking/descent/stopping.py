"""A descent that stops by itself: as a call asks for it, as a reply holds it, and the judgement of its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import msgspec
import numpy as np

from calcgrade.checking import judge, margin, show
from calcgrade.checking.descent import expectations as descent
from calcgrade.checking.descent.walks import Descent, begins
from calcgrade.checking.expect import expect
from calcgrade.checking.failure import Failure
from calcgrade.checking.tolerances import analytical_tolerance, step_rounding
from calcgrade.sandboxes.replies import Reply, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.checking.formulas.formula import Formula, Partial

    Floats = NDArray[np.float64]

PAIR = "two things: history, converged"


@dataclass(frozen=True, eq=False)
class Search:
    """What ``descend_until(slope, x0, lr, tolerance, max_steps)`` is asked for."""

    f: Formula
    x0: float
    lr: float
    tolerance: float
    max_steps: int

    def descent(self, steps: int) -> Descent:
        """Return the descent of so many steps; its slope is handed in, so rounding alone is allowed."""
        return Descent(
            gradient=lambda place: np.array([self.f.derivative(float(place[0]))]),
            tolerance=lambda place, rate: step_rounding(self.f, place.tolist(), rate),
            start=np.array([self.x0], dtype=np.float64),
            rate=self.lr,
            steps=steps,
            flat=True,
        )

    def slope_at(self, x: float) -> float:
        """Return the exact size of the slope."""
        return abs(self.f.derivative(x))

    def is_flat(self, x: float) -> bool | None:
        """Tell whether the slope is below the tolerance; None where rounding decides.

        Source of the margin: `analytical_tolerance`, for a slope function of another numpy.
        """
        slope, near = self.slope_at(x), analytical_tolerance(self.f, (x,))
        if slope < self.tolerance - near:
            return True
        return False if slope > self.tolerance + near else None


@dataclass(frozen=True, eq=False)
class Stopped:
    """What came back: the places, shape (k,), perhaps none or not finite, and whether the walk says it arrived."""

    places: Floats
    converged: bool


def search(
    slope: Partial, x0: float, lr: float = 0.1, tolerance: float = 1e-6, max_steps: int = 1000
) -> Search:
    """Return what a call with these arguments asks for."""
    return Search(slope.formula, float(x0), lr, tolerance, max_steps)


def flag(value: Any) -> bool | None:
    """Return True or False, also out of an array of one; None for anything else."""
    if isinstance(value, np.ndarray):
        array = cast("NDArray[Any]", value)
        return bool(array.item()) if array.dtype == np.bool_ and array.size == 1 else None
    return value if isinstance(value, bool) else None


def read(reply: Reply) -> Stopped | None:
    """Return what a reply holds, None where it is no history with a flag."""
    value: Any = reply.value
    if reply.status is not Status.OK or not isinstance(value, list | tuple):
        return None
    items: list[Any] = list(value)  # pyright: ignore[reportUnknownArgumentType]
    if len(items) != 2 or (said := flag(items[1])) is None:
        return None
    try:
        return Stopped(judge.numeric(items[0], 1), said)
    except judge.Unfit as unfit:
        return Stopped(np.zeros(0), said) if unfit.kind == "empty" else None


def expect_stopped(reply: Reply) -> Stopped:
    """Demand a history and True or False; what they say is not judged."""
    history, said = expect(reply).items(2, PAIR)
    converged = flag(said)
    if converged is None:
        expect(reply).fail(
            "does not say True or False in the second place", kind="type", expected="True or False",
            actual=judge.describe(said),
        )  # fmt: skip
    try:
        places = judge.numeric(history, 1)
    except judge.Unfit as unfit:
        expect(reply).fail(
            "does not return a history in the first place", kind=unfit.kind, expected="a sequence of numbers",
            actual=unfit.got,
        )  # fmt: skip
    return Stopped(places, converged)


def expect_steps(reply: Reply, asked: Search) -> None:
    """Demand that every step goes downhill from the learner's own place before it; there must be one."""
    stopped = expect_stopped(reply)
    if len(stopped.places) == 1:
        expect(reply).fail(
            "takes no step", kind="early", expected=f"a step: the slope at {show.value(asked.x0)} is "
            f"{_slope(asked, asked.x0)}", actual=f"a history of one place, {show.value(float(stopped.places[0]))}",
        )  # fmt: skip
    right = asked.descent(len(stopped.places) - 1)
    part = msgspec.structs.replace(reply, value=stopped.places)
    try:
        descent.expect_steps(part, right, stopped.places[:, None])
    except Failure as failure:
        failure.reply = reply
        raise
    if part.judged is not None:
        margin.note(reply, stopped.places - part.judged.expected, part.judged.within)


def expect_end(reply: Reply, asked: Search) -> None:
    """Demand that the walk begins at x0, stops where it should, and says so; its steps are not judged.

    Raises
    ------
    Failure
        Of kind "start", "not finite", "late", "cap", "early" or "flag".
    """
    stopped = expect_stopped(reply)
    places, taken = stopped.places, len(stopped.places) - 1
    if not begins(asked.descent(taken), places[:, None]):
        got, want = show.pair(float(places[0]), asked.x0)
        expect(reply).fail("does not begin at the start", kind="start", expected=want, actual=got)
    if not np.all(np.isfinite(places)):
        expect(reply).fail("reaches a place that is not finite", kind="not finite")
    for k, x in enumerate(places[:-1].tolist()):
        if asked.is_flat(x):
            expect(reply).fail(
                f"goes on after {_steps(k)}, where the ground is level", kind="late",
                expected=f"a stop at {show.value(x)}, where the slope is {_slope(asked, x)}",
                actual=f"{_steps(taken)}", tolerance=f"{asked.tolerance:g}",
            )  # fmt: skip
    if taken > asked.max_steps:
        expect(reply).fail(
            "takes more steps than it may", kind="cap", expected=f"at most {_steps(asked.max_steps)}",
            actual=_steps(taken),
        )  # fmt: skip
    end = float(places[-1])
    if asked.is_flat(end) is False and taken < asked.max_steps:
        expect(reply).fail(
            f"stops after {_steps(taken)}, where the ground is not level", kind="early",
            expected=f"a slope below {asked.tolerance:g}, or {_steps(asked.max_steps)}",
            actual=f"a slope of {_slope(asked, end)} at {show.value(end)}",
        )  # fmt: skip
    if asked.is_flat(end) is (not stopped.converged):
        expect(reply).fail(
            f"stops where the slope is {_slope(asked, end)}, and says {stopped.converged}", kind="flag",
            expected=str(not stopped.converged), actual=str(stopped.converged),
        )  # fmt: skip


def _slope(asked: Search, x: float) -> str:
    return show.figure(asked.slope_at(x), 3)


def _steps(count: int) -> str:
    return f"{count} step{'s' if count != 1 else ''}"
