"""Walks that came back in another form: beside other things, under names, as heights, backwards.

Whether the steps are right is another question: a walk is known by its start and by how many places it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from calcgrade.checking import judge
from calcgrade.checking.descent.missteps import END, is_end, without_start
from calcgrade.checking.descent.walks import Descent, begins, follows, rows_of
from calcgrade.sandboxes.replies import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from calcgrade.checking.formulas.formula import Formula
    from calcgrade.sandboxes.replies import Reply

    Floats = NDArray[np.float64]

MOST_PARTS = 8
"""Nobody returns more things than this side by side; what is longer is a history itself."""


def holds_more(reply: Reply, asked: Descent, _: Descent) -> bool | None:
    """Tell whether the walk is one of several things that came back, or two coordinates of it are."""
    if (known := _known(reply, asked)) is not False:
        return known
    parts = _parts(reply.value)
    if not 1 < len(parts) <= MOST_PARTS:
        return False
    n, walks = asked.start.size, [_places(part, asked) for part in parts]
    if 1 < n < len(parts):
        walks += [_columns(parts[first : first + n]) for first in range(len(parts) - n + 1)]
    if any(_is_walk(walk, asked) for walk in walks):
        return True
    return None if any(_is_too_short(walk, asked) for walk in walks) else False


def entries_hold_more(reply: Reply, asked: Descent, _: Descent) -> bool | None:
    """Tell whether each entry holds the place and something besides: its height, or the number of the step."""
    if (known := _known(reply, asked)) is not False:
        return known
    parts, n = _parts(reply.value), asked.start.size
    entries = [judge.flatten(entry) for entry in parts]
    if any(entry is None or entry.size != entries[0].size for entry in entries) or len(entries) < 2:  # type: ignore[union-attr]
        return False
    table = np.stack(cast("list[Floats]", entries))
    named = any(isinstance(entry, dict) for entry in parts)
    if table.shape[1] > MOST_PARTS or (table.shape[1] <= n and not named):
        return False
    return any(_is_walk(table[:, first : first + n], asked) for first in range(table.shape[1] - n + 1))


def under_names(reply: Reply, asked: Descent, _: Descent) -> bool | None:
    """Tell whether places, or coordinates, are the values of a dict."""
    if (known := _known(reply, asked)) is not False:
        return known
    value: Any = reply.value
    if not isinstance(value, dict):
        return False
    parts = _parts(value)
    whole = parts[0] if len(parts) == 1 else parts
    if _is_walk(_places(whole, asked), asked):
        return True
    return len(parts) == asked.start.size and _is_walk(_columns(parts), asked)


def end_with_more(reply: Reply, asked: Descent, _: Descent) -> bool | None:
    """Tell whether the end came back with something besides, its height or how often the loop ran; no walk."""
    if (known := _known(reply, asked)) is not False:
        return known
    parts = [judge.flatten(part) for part in _parts(reply.value)]
    sizes = [0 if part is None else part.size for part in parts]
    if not 1 < len(parts) <= 4 or 0 in sizes or max(sizes) > asked.start.size:
        return False
    if len(parts) > asked.steps or (not asked.flat and max(sizes) == 1 and len(parts) == asked.start.size):
        return None  # as short as the history is, or the end alone
    ends = parts if isinstance(reply.value, dict) else parts[:1]
    if not asked.flat and max(sizes) == 1:
        ends = [np.concatenate(cast("list[Floats]", parts[: asked.start.size]))]
    found = [is_end(end, asked) for end in ends if end is not None and end.size == asked.start.size]
    return True if True in found else None if None in found else False


def heights(reply: Reply, asked: Descent, _: Descent) -> bool | None:
    """Tell whether the heights on the way came back, for a walk whose function was handed in."""
    f = cast("Formula", reply.call.args[0])
    return _noted(reply, asked, lambda x: float(f(x)))


def slopes(reply: Reply, asked: Descent, _: Descent) -> bool | None:
    """Tell whether the slopes on the way came back, for a walk whose function was handed in."""
    f = cast("Formula", reply.call.args[0])
    return _noted(reply, asked, lambda x: float(f.derivative(x)))


def backwards(reply: Reply, asked: Descent, _: Descent) -> bool | None:
    """Tell whether a right history begins at its end."""
    rows = rows_of(reply, asked)
    if rows is None or follows(asked, rows):
        return None if rows is not None else False
    return follows(asked, rows[::-1])


def noted_twice(reply: Reply, asked: Descent, _: Descent) -> bool | None:
    """Tell whether the first or the last place of a right history stands in it twice, one after the other."""
    rows = rows_of(reply, asked)
    if rows is None or len(rows) != asked.steps + 2:
        return None if follows(asked, rows) else False
    first = np.array_equal(rows[0], rows[1]) and follows(asked, rows[1:])
    last = np.array_equal(rows[-1], rows[-2]) and follows(asked, rows[:-1])
    if (first or last) and follows(asked.but(steps=asked.steps + 1), rows):
        return None  # a step on level ground leads nowhere
    return first or last


def _known(reply: Reply, asked: Descent) -> bool | None:
    """Return None where a reply is a right history, or none can be found in it; False where it is to be looked at."""
    return None if reply.status is not Status.OK or follows(asked, rows_of(reply, asked)) else False


def _parts(value: Any) -> list[Any]:
    """Return what a list, a tuple, a dict or an array holds, nothing for anything else."""
    if isinstance(value, dict):
        return list(cast("dict[str, Any]", value).values())
    if isinstance(value, np.ndarray):
        array = cast("NDArray[Any]", value)
        return list(array) if array.ndim > 0 else []
    return list(cast("Sequence[Any]", value)) if isinstance(value, list | tuple) else []


def _places(part: Any, asked: Descent) -> Floats | None:
    try:
        found = judge.numeric(part, len(asked.shape))
    except judge.Unfit:
        return None
    return found.reshape(-1, 1) if asked.flat else found


def _columns(parts: Sequence[Any]) -> Floats | None:
    """Return coordinates that came one after another, each for all places, as places."""
    columns = [judge.flatten(part) for part in parts]
    if any(column is None or column.size != columns[0].size for column in columns):  # type: ignore[union-attr]
        return None
    return np.stack(cast("list[Floats]", columns), axis=1)


def _is_walk(rows: Floats | None, asked: Descent) -> bool:
    """Tell whether these are places of the walk: from the start on or after it, as many as were asked for or nearly."""
    if rows is None or len(rows) < 2 or rows.shape[1] != asked.start.size:
        return False
    if begins(asked, rows):
        return abs(len(rows) - asked.steps - 1) <= 1 or follows(asked.but(steps=len(rows) - 1), rows)
    return follows(without_start(asked, asked), rows)


def _is_too_short(rows: Floats | None, asked: Descent) -> bool:
    """Tell whether this is a lone place, which may be all there is of a walk that lacks its start or its end."""
    return (
        rows is not None and rows.shape == (1, asked.start.size) and (asked.steps == 1 or begins(asked, rows))
    )


def _noted(reply: Reply, asked: Descent, what: Callable[[float], float]) -> bool | None:
    """Tell whether something else was noted at each place of the right walk, at the first or the last perhaps not."""
    rows = rows_of(reply, asked)
    if rows is None or follows(asked, rows):
        return None if rows is not None else False
    right = np.array([what(float(place)) for place in asked.walk()[:, 0]])
    if not np.all(np.isfinite(right)):
        return None
    found, near = rows[:, 0], END * 10 * (1 + np.abs(right))
    return any(
        found.shape == right[part].shape and bool(np.all(np.abs(found - right[part]) <= near[part]))
        for part in (slice(None), slice(1, None), slice(-1))
    )
