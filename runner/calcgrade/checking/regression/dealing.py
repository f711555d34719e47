"""How points can be dealt into batches: every way there is, right and wrong.

A way is a table of weights with a row for each step of an epoch and a column for each point: a step's gradient is
the sum of all points' own gradients, each times its weight. Right weights are 1 over the size of the batch for a point
in it, and 0 for all others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import combinations, combinations_with_replacement, product
from math import comb, prod
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Schedule: TypeAlias = Callable[[int, int], "Floats | None"]
"""``schedule(n, batch_size)``: all ways, shape (ways, steps, n); None where they are too many to look at."""

MOST_WAYS = 2000
MOST_DRAWS = 1000
"""More ways than these are not looked at: those of dealing points, and those of drawing them, one by one."""


def sizes(n: int, batch_size: int) -> tuple[int, ...]:
    """Return how many points each batch of an epoch holds: batch_size, the last one what is left."""
    rest = n % batch_size
    return (batch_size,) * (n // batch_size) + ((rest,) if rest else ())


def evened_sizes(n: int, count: int) -> tuple[int, ...]:
    """Return the sizes of ``count`` batches that differ by one at most, as ``np.array_split`` makes them."""
    return tuple(n // count + (k < n % count) for k in range(count))


def count_ways(n: int, batch_sizes: Sequence[int]) -> int:
    """Return in how many ways n points can be dealt into batches of these sizes, their order within one aside."""
    left, ways = n, 1
    for size in batch_sizes:
        ways *= comb(left, size)
        left -= size
    return ways


@lru_cache(maxsize=256)
def _dealt(n: int, batch_sizes: tuple[int, ...]) -> Floats | None:
    """Deal n points into batches of these sizes in every order, the plain order first."""
    if count_ways(n, batch_sizes) > MOST_WAYS:
        return None
    ways = list(_partitions(tuple(range(n)), batch_sizes))
    weights = np.zeros((len(ways), len(batch_sizes), n))
    for way, batches in zip(weights, ways, strict=True):
        for row, batch in zip(way, batches, strict=True):
            row[list(batch)] = 1 / len(batch)
    weights.flags.writeable = False
    return weights


def _partitions(left: tuple[int, ...], batch_sizes: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], ...]]:
    if not batch_sizes:
        yield ()
        return
    for batch in combinations(left, batch_sizes[0]):
        rest = tuple(i for i in left if i not in batch)
        for later in _partitions(rest, batch_sizes[1:]):
            yield (batch, *later)


def dealt(n: int, batch_size: int) -> Floats | None:
    """Deal all points, each into one batch: the right way."""
    return _dealt(n, sizes(n, batch_size))


def leftovers_dropped(n: int, batch_size: int) -> Floats | None:
    """Deal full batches alone."""
    return _dealt(n, (batch_size,) * (n // batch_size))


def rest_first(n: int, batch_size: int) -> Floats | None:
    """Begin with the shorter batch."""
    return _dealt(n, sizes(n, batch_size)[::-1])


def one_batch(n: int, batch_size: int) -> Floats | None:
    """Deal a single batch in each epoch."""
    return _dealt(n, (min(n, batch_size),))


def one_point_each(n: int, _: int) -> Floats | None:
    """Deal every point into a batch of its own."""
    return _dealt(n, (1,) * n)


def no_batches(n: int, _: int) -> Floats | None:
    """Take all points at once."""
    return _dealt(n, (n,))


def usual_batches(n: int, _: int) -> Floats | None:
    """Deal batches of 8, the exercise's default."""
    return dealt(n, 8)


def evened(n: int, batch_size: int) -> Floats | None:
    """Deal as many batches as are needed, their sizes evened out."""
    return _dealt(n, evened_sizes(n, -(-n // batch_size)))


def that_many(n: int, batch_size: int) -> Floats | None:
    """Deal batch_size batches."""
    return _dealt(n, evened_sizes(n, batch_size)) if batch_size <= n else None


def everything_each_time(n: int, batch_size: int) -> Floats | None:
    """Step once for each batch, with the gradient over all points."""
    return np.full((1, len(sizes(n, batch_size)), n), 1 / n)


def summed(n: int, batch_size: int) -> Floats | None:
    """Add up the gradients in a batch."""
    ways = dealt(n, batch_size)
    return None if ways is None else np.asarray(ways > 0, dtype=np.float64)


def over_all(n: int, batch_size: int) -> Floats | None:
    """Divide by the number of all points."""
    ways = summed(n, batch_size)
    return None if ways is None else ways / n


def over_batch_size(n: int, batch_size: int) -> Floats | None:
    """Divide by batch_size in the shorter last batch too."""
    ways = summed(n, batch_size)
    return None if ways is None else ways / batch_size


def once_an_epoch(n: int, batch_size: int) -> Floats | None:
    """Move only at the end of the epoch, by all batches' gradients together."""
    ways = dealt(n, batch_size)
    return None if ways is None else ways.sum(axis=1, keepdims=True)


@lru_cache(maxsize=64)
def _drawn(n: int, batch_sizes: tuple[int, ...]) -> Floats | None:
    """Draw every batch by itself: points perhaps twice in one or in several batches, and others in none."""
    if prod(comb(n + size - 1, size) for size in batch_sizes) > MOST_DRAWS:
        return None
    ways = product(*(combinations_with_replacement(range(n), size) for size in batch_sizes))
    return np.array([[np.bincount(batch, minlength=n) / len(batch) for batch in way] for way in ways])


def drawn(n: int, batch_size: int) -> Floats | None:
    """Draw as many batches as are needed, all of them full."""
    return _drawn(n, (min(n, batch_size),) * len(sizes(n, batch_size)))


def drawn_with_a_shorter_last(n: int, batch_size: int) -> Floats | None:
    """Draw batches of the right sizes."""
    return _drawn(n, sizes(n, batch_size))


def drawn_without_the_last(n: int, batch_size: int) -> Floats | None:
    """Draw as many batches as can be full."""
    return _drawn(n, (batch_size,) * (n // batch_size))
