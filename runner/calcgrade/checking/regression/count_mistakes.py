"""Known mistakes of counting the epochs until a trained line agrees with the least squares line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from calcgrade.checking.regression.line_distances import largest, loss
from calcgrade.checking.regression.line_mistakes import SUMMED
from calcgrade.checking.regression.lines import best_line, first_below, trained_lines
from calcgrade.checking.words import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.checking.regression.line_distances import Distance
    from calcgrade.checking.regression.line_fits import Fit

    Floats = NDArray[np.float64]

RATE, TOLERANCE, MOST = 0.01, 0.1, 2000
"""What the exercise takes unless told otherwise."""

Count: TypeAlias = Callable[..., "int | None"]
"""``count(x, y, lr, tolerance, max_epochs)``: epochs until two lines agree."""


def counted(
    fit: Fit = best_line,
    distance: Distance = largest,
    *,
    rate: Callable[[float, int], float] = lambda lr, _: lr,
    limit: Callable[[int], int] = lambda most: most,
    near: Callable[[float], float] = lambda tolerance: tolerance,
    says: Callable[[int | None, int], int | None] = lambda count, _: count,
) -> Count:
    """Return the right count, or that of a mistake.

    Parameters
    ----------
    fit, distance : callable
        The line that is compared with, and how.
    rate : callable
        The rate, of lr and the number of points.
    limit, near : callable
        Most epochs and tolerance, of those asked for.
    says : callable
        The answer, of the count and the most epochs asked for.
    """

    def count(
        x: Floats, y: Floats, lr: float = RATE, tolerance: float = TOLERANCE, max_epochs: int = MOST
    ) -> int | None:
        lines = trained_lines(x, y, rate(lr, x.size), limit(max_epochs))
        return says(first_below(distance(lines, fit(x, y), x, y), near(tolerance)), max_epochs)

    return count


agreement = counted()
"""After how many epochs of descent from w = b = 0 the gap is below a tolerance; None if it never is."""


def _instead(other: Callable[[int], int | None]) -> Callable[[int | None, int], int | None]:
    """Say another number than the one there is."""
    return lambda count, _: None if count is None else other(count)


def _until_little_changes(of: Distance, late: int) -> Count:
    """Return the count of who waits until something changes by less than the tolerance in an epoch."""

    def count(
        x: Floats, y: Floats, lr: float = RATE, tolerance: float = TOLERANCE, max_epochs: int = MOST
    ) -> int | None:
        values = of(trained_lines(x, y, lr, max_epochs), best_line(x, y), x, y)
        found = first_below(np.abs(np.diff(values)), tolerance)
        return None if found is None else found + late

    return count


COUNTS: tuple[tuple[Words, tuple[Count, ...]], ...] = (
    (
        Words(
            "count-off-by-one",
            "One epoch too many or too few",
            "The count is off by one. After 0 epochs w and b are 0, after 1 they have moved once: look at the gap "
            "before an epoch, and count the epochs done.",
        ),
        (
            counted(says=_instead(lambda k: k + 1)),
            counted(says=_instead(lambda k: k - 1)),
            counted(says=_instead(lambda k: max(k - 1, 0))),
        ),
    ),
    (
        Words(
            "start-not-looked-at",
            "The start is not looked at",
            "Where the lines agree before any training the answer is 0. Look at the gap before the first epoch too.",
        ),
        (counted(says=_instead(lambda k: max(k, 1))),),
    ),
    (
        Words(
            "last-epoch-not-looked-at",
            "The line after the last epoch is not looked at",
            "The lines may agree with the very last epoch that is allowed. Look at the gap once more before you say "
            "None.",
        ),
        (counted(says=lambda count, most: None if count == most else count),),
    ),
    (
        Words(
            "limit-returned",
            "A number where there is none",
            "Where the lines do not agree within max_epochs there is no such number. Return None, so that nobody "
            "takes it for one.",
        ),
        (
            counted(says=lambda count, most: most if count is None else count),
            counted(says=lambda count, most: most + 1 if count is None else count),
            counted(says=lambda count, _: -1 if count is None else count),
        ),
    ),
    (
        Words(
            "limit-ignored",
            "max_epochs is not used",
            "You go on after max_epochs. Stop there, and say None.",
        ),
        (counted(limit=lambda most: max(most, 10 * MOST)), counted(limit=lambda _: MOST)),
    ),
    (
        Words(
            "tolerance-ignored",
            "The given tolerance is not used",
            f"You wait until the gap is below {TOLERANCE:g}, whatever tolerance is. Use the parameter.",
        ),
        (counted(near=lambda _: TOLERANCE),),
    ),
    (
        Words(
            "change-instead-of-gap",
            "A change is looked at, not the gap",
            "You stop when an epoch changes little. Slow training changes little far from its end, too: compare with "
            "the best line.",
        ),
        tuple(_until_little_changes(of, late) for of in (loss, largest) for late in (0, 1)),
    ),
    (
        Words(
            "learning-rate-ignored",
            "The learning rate is fixed",
            f"You train with lr = {RATE:g}, whatever lr is handed in. Use the parameter.",
        ),
        (counted(rate=lambda _, __: RATE),),
    ),
    (
        Words(
            "missing-factor-two",
            "A 2 is missing",
            "The derivative of a square has a 2 in front; your gradient is half of what it should be.",
        ),
        (counted(rate=lambda lr, _: lr / 2),),
    ),
    (SUMMED, (counted(rate=lambda lr, n: lr * n),)),
)  # fmt: skip
"""Of the function that counts, beside those of the gap."""
