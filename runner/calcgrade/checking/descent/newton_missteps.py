"""How the mistakes of Newton's method show in a reply.

Most are walks themselves, by another rule. A mistake is told where the history and the height are what that rule
gives, and are not what the right one gives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import judge
from calcgrade.checking.descent.missed_stops import ALIKE, FAR
from calcgrade.checking.descent.newton import Search, Walked, read, search
from calcgrade.checking.descent.stopping import flag
from calcgrade.checking.descent.walks import OUT_OF_SIGHT, rows_of
from calcgrade.sandboxes.replies import Reply, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ENDLESS = 200
"""Jumps after which a walk that nobody limits is cut off here."""

Move = Callable[[Search, "list[float]"], float]
"""The next place after these."""

Ground = Callable[[Search, float], bool]
Run = Callable[[Search], Walked]
Symptom = Callable[[Reply], "bool | None"]


def jump(asked: Search, places: list[float]) -> float:
    """Jump by slope over curvature: the right rule."""
    return over(asked.slope(places[-1]), asked.curvature(places[-1]), places[-1])


def over(slope: float, curvature: float, place: float) -> float:
    """Return place − slope/curvature, as NumPy divides."""
    with np.errstate(all="ignore"):
        return float(place - np.float64(slope) / np.float64(curvature))


def level(asked: Search, x: float) -> bool:
    """Tell whether the slope is small: the right rule."""
    return abs(asked.slope(x)) < asked.tolerance


def bent(asked: Search, x: float) -> bool:
    """Tell whether the ground does not bend up: the right rule."""
    return asked.curvature(x) <= 0


def never(_asked: Search, _x: float) -> bool:
    """Do not look."""
    return False


def run(
    asked: Search,
    *,
    move: Move = jump,
    flat: Ground = level,
    stuck: Ground = bent,
    cap: int | None = None,
    first: int = 0,
    blind: bool = False,
    late: bool = False,
    slope_first: bool = False,
) -> Walked:
    """Search as asked, or by a wrong rule.

    Parameters
    ----------
    move : callable
        Where a jump leads.
    flat, stuck : callable
        Where a walk ends with a height, and where it ends without.
    cap : int, optional
        The most jumps, in place of those asked for.
    first : int
        Jumps before the ground is looked at.
    blind : bool
        Do not look at the ground after the last jump allowed.
    late : bool
        Look at a slope only after the jump that it made.
    slope_first : bool
        Look at the slope before the curvature.
    """
    most = asked.max_steps if cap is None else cap
    places = [asked.x0]
    while True:
        x = places[-1]
        looks = len(places) > first and not (blind and len(places) > most)
        arrived = looks and flat(asked, x)
        if arrived and slope_first:
            break
        if looks and stuck(asked, x):
            arrived = False
            break
        if arrived and not late:
            break
        if len(places) > most or not abs(x) <= FAR:
            arrived = False
            break
        places.append(move(asked, places))
        if arrived:
            break
    return Walked(np.array(places), float(asked.f(places[-1])) if arrived else None)


def by(move: Move) -> Run:
    """Return the walk that jumps elsewhere."""
    return lambda asked: run(asked, move=move)


def altered(**changes: Any) -> Run:
    """Return the search with other parameters."""
    return lambda asked: run(replace(asked, **changes))


def told(say: Callable[[Search, Walked], float | None]) -> Run:
    """Return the right walk that tells another height in the end."""
    return lambda asked: (lambda right: Walked(right.places, say(asked, right)))(run(asked))


def end_left_out(asked: Search) -> Walked:
    """Stop before the last place is noted, wherever the walk ends by itself."""
    right = run(asked)
    return Walked(right.places[:-1], right.lowest) if right.lowest is not None else right


def start_left_out(asked: Search) -> Walked:
    """Note places only after their jump."""
    right = run(asked)
    return Walked(right.places[1:], right.lowest)


def heights_kept(asked: Search) -> Walked:
    """Note how high each place is."""
    right = run(asked)
    return Walked(np.array([float(asked.f(x)) for x in right.places.tolist()]), right.lowest)


def earlier(asked: Search, right: Walked, k: int) -> float | None:
    """Return the height of the k-th place, where there is a valley in the end."""
    if right.lowest is None:
        return None
    return float(asked.f(right.places[max(k, -len(right.places))]))


def all_steps(asked: Search) -> Walked:
    """Take every jump there may be, look in the end."""
    walked = run(asked, flat=never)
    end = float(walked.places[-1])
    return Walked(walked.places, float(asked.f(end)) if asked.is_valley(end) else None)


def looks_at_the_end(asked: Search) -> Walked:
    """Jump whatever the curvature, and look at it where the walk has ended."""
    walked = run(asked, stuck=never)
    return Walked(walked.places, walked.lowest if not bent(asked, float(walked.places[-1])) else None)


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
            at_last = not looks and other.lowest is not None and len(other.places) == asked.max_steps + 1
            return None if at_last and _alike(found, replace(other, lowest=None)) else False

    return symptom


def in_form(shows: Callable[[Any, Search, Walked], bool]) -> Symptom:
    """Return the symptom of a right search that comes back in another form: of the value, what was asked, and it."""

    def symptom(reply: Reply) -> bool | None:
        if reply.status is not Status.OK:
            return None
        asked = search(*reply.call.args)  # type: ignore[arg-type]
        return shows(reply.value, asked, run(asked))

    return symptom


def shortened(reply: Reply) -> bool | None:
    """Tell whether every step of a reply is the same part of a jump, and not all of it."""
    if reply.status is not Status.OK:
        return None
    asked, found = search(*reply.call.args), read(reply)  # type: ignore[arg-type]
    if found is None:
        return False
    if len(found.places) < 3:
        return None
    part = Reply(reply.call, Status.OK, value=found.places)
    right = asked.walk(len(found.places) - 1)
    rows = rows_of(part, right)
    if rows is None or not np.all(np.abs(rows) <= OUT_OF_SIGHT):
        return False
    with np.errstate(all="ignore"):
        jumps = np.array([place - right.following(place[None, :]) for place in rows[:-1]])[:, 0]
        seen = np.abs(jumps) > 1e-6 * (1 + np.abs(rows[:-1, 0]))  # of shorter ones rounding is left
        parts = ((rows[:-1, 0] - rows[1:, 0]) / jumps)[seen]
    if parts.size < 2 or not np.all(np.isfinite(parts)):
        return None
    if np.ptp(parts) > 1e-6 * abs(parts[0]) or parts[0] <= 0:
        return False
    return None if abs(parts[0] - 1) <= 1e-6 else True


def history_alone(value: Any, _: Search, right: Walked) -> bool:
    """Tell whether the history came back without a height."""
    return _is_history(value, right)


def end_alone(value: Any, _: Search, right: Walked) -> bool:
    """Tell whether the last place came back alone."""
    return _is_number(value, float(right.places[-1]))


def height_first(value: Any, _: Search, right: Walked) -> bool:
    """Tell whether the height stands before the history."""
    lowest, history = _pair(value)
    return _is_height(lowest, right) and _is_history(history, right)


def end_and_height(value: Any, _: Search, right: Walked) -> bool:
    """Tell whether the last place stands where the history belongs."""
    end, lowest = _pair(value)
    if _is_history(end, right):  # a list of one place is as good as a number
        return False
    return _is_height(lowest, right) and _is_number(end, float(right.places[-1]))


def history_and_flag(value: Any, _: Search, right: Walked) -> bool:
    """Tell whether True or False stands where the height belongs."""
    history, said = _pair(value)
    return flag(said) is (right.lowest is not None) and _is_history(history, right)


def _pair(value: Any) -> tuple[Any, Any]:
    items: list[Any] = list(value) if isinstance(value, list | tuple) else []  # pyright: ignore[reportUnknownArgumentType]
    return (items[0], items[1]) if len(items) == 2 else (False, False)


def _alike(found: Walked, other: Walked) -> bool:
    away = np.flatnonzero(~(np.abs(other.places) <= OUT_OF_SIGHT))
    if away.size:
        seen = int(away[0])  # how it goes on from there depends on every rounding
        return len(found.places) > seen and _same(found.places[:seen], other.places[:seen])
    if found.lowest is None or other.lowest is None:
        return found.lowest is other.lowest and _same(found.places, other.places)
    return _same(found.places, other.places) and _near(found.lowest, other.lowest)


def _same(places: Floats, others: Floats) -> bool:
    if places.shape != others.shape:
        return False
    return bool(np.all(np.abs(places - others) <= ALIKE * (1 + np.abs(others))))


def _near(number: float, other: float) -> bool:
    return abs(number - other) <= ALIKE * (1 + abs(other))


def _is_history(value: Any, right: Walked) -> bool:
    try:
        return _same(judge.numeric(value, 1), right.places)
    except judge.Unfit:
        return False


def _is_number(value: Any, right: float) -> bool:
    try:
        return _near(judge.number(value), right)
    except judge.Unfit:
        return False


def _is_height(value: Any, right: Walked) -> bool:
    return value is None if right.lowest is None else _is_number(value, right.lowest)
