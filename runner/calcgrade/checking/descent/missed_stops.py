"""How the mistakes of a descent that stops by itself show in a reply.

Most are such searches themselves, by another rule. A mistake is told where the history and the flag are what that
rule gives, and are not what the right one gives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import judge
from calcgrade.checking.descent.stopping import Search, Stopped, flag, read, search
from calcgrade.checking.descent.walks import OUT_OF_SIGHT
from calcgrade.sandboxes.replies import Reply, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ALIKE = 1e-9
"""Agreement demanded with a wrong search, relative to 1 + the size of each place: rounding of many steps."""

ENDLESS = 3000
"""Steps after which a search that nobody limits is cut off here."""

FAR = 1e6
"""A search that got so far will not come back."""

Run = Callable[[Search], Stopped]
Symptom = Callable[[Reply], "bool | None"]


def run(
    asked: Search,
    *,
    measure: Callable[[Search, float], float] = lambda _, slope: abs(slope),
    cap: int | None = None,
    late: bool = False,
    blind: bool = False,
) -> Stopped:
    """Search as asked, or by a wrong rule.

    Parameters
    ----------
    measure : callable
        What is held against the tolerance, of the search and the slope.
    cap : int, optional
        The most steps, in place of those asked for.
    late : bool
        Look at a slope only after the step that it made.
    blind : bool
        Do not look at the slope after the last step allowed.
    """
    most = asked.max_steps if cap is None else cap
    places = [asked.x0]
    arrived = False
    while not arrived:
        slope = asked.f.derivative(places[-1])
        arrived = measure(asked, slope) < asked.tolerance and not (blind and len(places) > most)
        if arrived and not late:
            break
        if len(places) > most or not abs(places[-1]) <= FAR:
            arrived = False
            break
        places.append(places[-1] - asked.lr * slope)
    return Stopped(np.array(places), arrived)


def altered(**changes: Any) -> Run:
    """Return the search with other parameters."""
    return lambda asked: run(replace(asked, **changes))


def flagged(say: Callable[[bool], bool]) -> Run:
    """Return the right search that says something else in the end."""

    def wrong(asked: Search) -> Stopped:
        right = run(asked)
        return Stopped(right.places, say(right.converged))

    return wrong


def uphill(asked: Search) -> Stopped:
    """Step along the slope."""
    return run(replace(asked, lr=-asked.lr))


def end_left_out(asked: Search) -> Stopped:
    """Stop before the place on level ground is noted."""
    right = run(asked)
    return Stopped(right.places[:-1], right.converged) if right.converged else right


def start_left_out(asked: Search) -> Stopped:
    """Note places only after their step."""
    right = run(asked)
    return Stopped(right.places[1:], right.converged)


def stale_slope(asked: Search) -> Stopped:
    """Take the slope at the start for every step; the walk arrives at once or never."""
    slope = asked.f.derivative(asked.x0)
    if abs(slope) < asked.tolerance:
        return run(asked)
    places = [asked.x0 - k * asked.lr * slope for k in range(asked.max_steps + 1)]
    return Stopped(np.array(places), converged=False)


def never_looks(asked: Search) -> Stopped:
    """Take every step there may be, and look in the end."""
    walked = run(replace(asked, tolerance=0.0))
    return Stopped(walked.places, asked.is_flat(float(walked.places[-1])) is True)


def as_if(wrong: Run, *, looks: bool = False) -> Symptom:
    """Return the symptom of a mistake that is a search itself.

    Parameters
    ----------
    wrong : callable
        The search.
    looks : bool
        Whoever makes it looks at the place after the last step. Otherwise that may be forgotten as well, and such a
        reply rules nothing out.
    """

    def symptom(reply: Reply) -> bool | None:
        if reply.status is not Status.OK:
            return None
        asked, found = search(*reply.call.args), read(reply)  # type: ignore[arg-type]
        if found is None:
            return False
        with np.errstate(all="ignore"):
            other = wrong(asked)
            if _alike(found, other):
                return None if _alike(found, run(asked)) else True
            at_last = not looks and other.converged and len(other.places) == asked.max_steps + 1
            return None if at_last and _alike(found, replace(other, converged=False)) else False

    return symptom


def in_form(shows: Callable[[Any, Stopped], bool]) -> Symptom:
    """Return the symptom of a right search that is handed back in another form, of the value and that search."""

    def symptom(reply: Reply) -> bool | None:
        if reply.status is not Status.OK:
            return None
        return shows(reply.value, run(search(*reply.call.args)))  # type: ignore[arg-type]

    return symptom


def history_alone(value: Any, right: Stopped) -> bool:
    """Tell whether the history came back without a flag."""
    return _is_history(value, right)


def end_alone(value: Any, right: Stopped) -> bool:
    """Tell whether the last place came back without a flag."""
    return _is_end(value, right)


def flag_first(value: Any, right: Stopped) -> bool:
    """Tell whether the flag stands before the history."""
    said, history = _pair(value)
    return flag(said) is right.converged and _is_history(history, right)


def end_and_flag(value: Any, right: Stopped) -> bool:
    """Tell whether the last place stands where the history belongs."""
    end, said = _pair(value)
    return flag(said) is right.converged and _is_end(end, right)


def history_and_count(value: Any, right: Stopped) -> bool:
    """Tell whether a number of steps or places stands where the flag belongs."""
    history, count = _pair(value)
    taken = len(right.places) - 1
    return type(count) is int and count in (taken, taken + 1) and _is_history(history, right)


def _pair(value: Any) -> tuple[Any, Any]:
    items: list[Any] = list(value) if isinstance(value, list | tuple) else []  # pyright: ignore[reportUnknownArgumentType]
    return (items[0], items[1]) if len(items) == 2 else (None, None)


def _alike(found: Stopped, other: Stopped) -> bool:
    if found.converged is not other.converged:
        return False
    away = np.flatnonzero(~(np.abs(other.places) <= OUT_OF_SIGHT))
    if not away.size:
        return _same(found.places, other.places)
    seen = int(away[0])  # how it goes on from there depends on every rounding
    return len(found.places) > seen and _same(found.places[:seen], other.places[:seen])


def _same(places: Floats, others: Floats) -> bool:
    if places.shape != others.shape:
        return False
    return bool(np.all(np.abs(places - others) <= ALIKE * (1 + np.abs(others))))


def _is_history(value: Any, right: Stopped) -> bool:
    try:
        return _same(judge.numeric(value, 1), right.places)
    except judge.Unfit:
        return False


def _is_end(value: Any, right: Stopped) -> bool:
    try:
        return _same(np.array([judge.number(value)]), right.places[-1:])
    except judge.Unfit:
        return False
