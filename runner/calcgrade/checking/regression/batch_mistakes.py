"""Known mistakes of dealing positions into batches, and how they show in what came back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import judge
from calcgrade.checking.regression.batches import asked, batches_of
from calcgrade.checking.regression.dealing import evened_sizes, sizes
from calcgrade.checking.words import Words
from calcgrade.sandboxes.replies import Reply, Status
from calcgrade.wire.values import Opaque

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.checking.exercise import Exercise

    Positions = NDArray[np.int64]

Shows = Callable[[list["Positions"], int, int], bool]
"""Whether batches that are not right, of n positions in batches of batch_size, show a mistake."""


def is_right(batches: list[Positions], n: int, batch_size: int) -> bool:
    """Tell whether batches have the right sizes and hold every position once."""
    return _sizes(batches) == sizes(n, batch_size) and _covers(batches, n)


def _sizes(batches: list[Positions]) -> tuple[int, ...]:
    return tuple(batch.size for batch in batches)


def _all(batches: list[Positions]) -> Positions:
    return np.concatenate([np.zeros(0, dtype=np.int64), *batches])


def _covers(batches: list[Positions], n: int) -> bool:
    """Tell whether each position from 0 to n − 1 is dealt once."""
    return np.array_equal(np.sort(_all(batches)), np.arange(n))


def _some(batches: list[Positions], n: int) -> bool:
    """Tell whether no position is dealt twice, and none but those from 0 to n − 1."""
    order = _all(batches)
    return np.unique(order).size == order.size and bool(np.all((order >= 0) & (order < n)))


def _dropped(batches: list[Positions], n: int, batch_size: int) -> bool:
    return _sizes(batches) == (batch_size,) * (n // batch_size) and _some(batches, n)


def _filled_up(batches: list[Positions], n: int, batch_size: int) -> bool:
    full = (batch_size,) * len(sizes(n, batch_size))
    return _sizes(batches) == full and np.array_equal(np.unique(_all(batches)), np.arange(n))


def _alone(batches: list[Positions], n: int, batch_size: int) -> bool:
    return _sizes(batches) == (min(n, batch_size),) and _some(batches, n)


def _empty_end(batches: list[Positions], n: int, batch_size: int) -> bool:
    if n % batch_size:
        return is_right(batches, n, batch_size)
    return _sizes(batches) == (*sizes(n, batch_size), 0) and _covers(batches, n)


def _evened(batches: list[Positions], n: int, batch_size: int) -> bool:
    return _sizes(batches) == evened_sizes(n, len(sizes(n, batch_size))) and _covers(batches, n)


def _rest_first(batches: list[Positions], n: int, batch_size: int) -> bool:
    return _sizes(batches) == sizes(n, batch_size)[::-1] and _covers(batches, n)


def _that_many(batches: list[Positions], n: int, batch_size: int) -> bool:
    return _sizes(batches) == evened_sizes(n, batch_size) and _covers(batches, n)


def _eights(batches: list[Positions], n: int, _: int) -> bool:
    return _sizes(batches) == sizes(n, 8) and _covers(batches, n)


def _from_one(batches: list[Positions], n: int, batch_size: int) -> bool:
    return is_right([batch - 1 for batch in batches], n, batch_size)


def _drawn(batches: list[Positions], n: int, batch_size: int) -> bool | None:
    """Some position in two batches or twice in one, and another in none; where none is, by luck, nothing is told."""
    order = _all(batches)
    full = (min(batch_size, n),) * len(sizes(n, batch_size))
    if _sizes(batches) not in (sizes(n, batch_size), full, full[: n // batch_size]):
        return False
    if np.any((order < 0) | (order >= n)):
        return False
    found = np.unique(order).size
    return True if found < order.size and found < n else None


def _symptom(shows: Callable[..., bool | None]) -> Callable[[Reply], bool | None]:
    def symptom(reply: Reply) -> bool | None:
        if reply.status is not Status.OK:
            return None
        n, batch_size = asked(reply)
        found = batches_of(reply)
        if found is None:
            return False
        verdict = shows(found, n, batch_size)
        return None if verdict and is_right(found, n, batch_size) else verdict

    return symptom


def _uncut(reply: Reply) -> bool | None:
    """All positions in one row, not cut into batches."""
    if reply.status is not Status.OK:
        return None
    value: Any = reply.value
    if batches_of(reply) is not None:
        return False
    try:
        order = judge.numeric(value, 1)
    except judge.Unfit:
        return False
    return np.array_equal(np.sort(order), np.arange(asked(reply)[0]))


def _is_generator(reply: Reply) -> bool | None:
    if reply.status is not Status.OK:
        return None
    return isinstance(reply.value, Opaque) and reply.value.type == "generator"


DROPPED = Words(
    "last-batch-dropped",
    "The leftover points are dropped",
    "Only full batches are used, so some points are left out of every epoch. The last batch holds what is left.",
)
ALONE = Words(
    "one-batch-only",
    "One batch and no more",
    "An epoch has a single batch in here. Go on until every point had its turn.",
)
DRAWN = Words(
    "drawn-not-dealt",
    "Drawn instead of dealt",
    "Each batch is drawn by itself, so a point may come twice in an epoch and another never. Shuffle once, then cut "
    "the row into batches.",
)
EVENED = Words(
    "batches-evened-out",
    "Batches of even sizes",
    "The batches are made equally large. All hold batch_size points, and the last one what is left.",
)
THAT_MANY = Words(
    "count-instead-of-size",
    "batch_size batches",
    "You make batch_size batches. batch_size says how many points each of them holds.",
)
EIGHTS = Words(
    "batch-size-ignored",
    "The given batch_size is not used",
    "Your batches hold 8 points, whatever batch_size is. Use the parameter.",
)
REST_FIRST = Words(
    "rest-dealt-first",
    "The rest comes first",
    "Your first batch is the shorter one. Deal full batches as long as there are enough points; the rest comes last.",
)
MISTAKES: tuple[tuple[Words, Callable[[Reply], bool | None]], ...] = (
    (DROPPED, _symptom(_dropped)),
    (ALONE, _symptom(_alone)),
    (DRAWN, _symptom(_drawn)),
    (EVENED, _symptom(_evened)),
    (THAT_MANY, _symptom(_that_many)),
    (EIGHTS, _symptom(_eights)),
    (REST_FIRST, _symptom(_rest_first)),
    (
        Words(
            "last-batch-filled-up",
            "The last batch is filled up",
            "The last batch is filled with points that had their turn already. It holds what is left, and no more.",
        ),
        _symptom(_filled_up),
    ),
    (
        Words(
            "empty-batch-at-the-end",
            "An empty batch at the end",
            "Where the points can be dealt without a rest, an empty batch follows. Its mean would be nan.",
        ),
        _symptom(_empty_end),
    ),
    (
        Words(
            "counted-from-one",
            "Counted from 1",
            "Positions begin at 0, as in x[0], the first point; x[n] does not exist.",
        ),
        _symptom(_from_one),
    ),
    (
        Words(
            "not-cut-into-batches",
            "Not cut into batches",
            "All positions come in one row. Cut it into pieces of batch_size.",
        ),
        _uncut,
    ),
    (
        Words(
            "generator-returned",
            "A generator instead of a list",
            "A function with yield hands out a generator, which can be gone through once and has no length. Collect "
            "the batches in a list and return that.",
        ),
        _is_generator,
    ),
)

NOT_SHUFFLED = Words(
    "not-shuffled",
    "Nothing is shuffled",
    "The points come in the order in which they were given. Shuffle their positions first.",
)
SEED_IGNORED = Words(
    "seed-ignored",
    "Every seed gives the same order",
    "Two seeds gave the same order. Start the random numbers from the seed that is handed in.",
)
NOT_REPRODUCIBLE = Words(
    "not-reproducible",
    "Another order every time",
    "The same seed gave another order the second time. Start the random numbers from seed, in every call.",
)
SHOWN_BY_A_CHECK = (
    NOT_SHUFFLED,
    SEED_IGNORED,
    NOT_REPRODUCIBLE,
    Words(
        "only-batches-shuffled",
        "Neighbours stay together",
        "You shuffle whole batches: the same points share a batch each time. Shuffle the positions, then cut.",
    ),
    Words(
        "shuffled-inside-batches",
        "Shuffled inside the batches",
        "You cut first and shuffle inside each batch: the same points share it each time. Shuffle first, then cut.",
    ),
)


def declare(exercise: Exercise, function: str) -> None:
    """Declare all of these mistakes for a function that returns batches of positions."""
    for words, symptom in MISTAKES:
        exercise.symptom(*words, function=function)(symptom)
    for words in SHOWN_BY_A_CHECK:
        exercise.symptom(*words, function=function)(lambda _: None)
