"""Families: what a property draws its cases from.

A family builds a value from choices among listed options, so it needs no Hypothesis until its cases are
drawn or shrunk; `combined` turns families into one strategy. Shrinking prefers an option that stands
earlier, and of several choices the later ones survive: complicated terms are chosen first, and lists begin
with 0, 1, 2, −1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
S = TypeVar("S")

COORDINATES = (
    1.0, 2.0, -1.0, 3.0, -2.0, -3.0, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 0.25, -0.25, 0.75, -0.75, 1.25, -1.25,
    1.75, -1.75, 2.25, -2.25, 2.75, -2.75, 0.1, -0.1, 0.3, -0.3, 0.7, -0.7, 1.1, -1.3, 1.9, -2.1, 2.6, -2.9,
)  # fmt: skip
"""Short decimals in ±[0.1, 3], none 0: counterexamples read well, and 0 hides too many mistakes."""

_ATTEMPTS = 20


class Unsuitable(Exception):  # noqa: N818 - a draw to be rejected, not an error
    """No choice met a family's condition."""


class Pick(Protocol):
    """Chooses one of the options; the first is the simplest."""

    def __call__(self, options: Sequence[S], /) -> S:
        """Return the chosen option."""
        ...


@dataclass(frozen=True)
class Family(Generic[T_co]):
    """A set of values to draw from.

    Attributes
    ----------
    draw : callable
        ``draw(pick, drawn)`` builds a value by calling ``pick(options)``; ``drawn`` holds the values of the
        families that stand before this one, by name.
    """

    draw: Callable[[Pick, Mapping[str, Any]], T_co]

    def such_that(self, fits: Callable[[Mapping[str, Any], T_co], bool]) -> Family[T_co]:
        """Return the family of those values for which ``fits(drawn, value)`` is true."""

        def draw(pick: Pick, drawn: Mapping[str, Any]) -> T_co:
            for _ in range(_ATTEMPTS):
                value = self.draw(pick, drawn)
                if fits(drawn, value):
                    return value
            raise Unsuitable

        return Family(draw)


def draw_all(families: Mapping[str, Family[Any]], pick: Pick) -> dict[str, Any]:
    """Draw one case: a value for each name, in order.

    Raises
    ------
    Unsuitable
        If a family's condition could not be met.
    """
    drawn: dict[str, Any] = {}
    for name, family in families.items():
        drawn[name] = family.draw(pick, drawn)
    return drawn


def simplest(families: Mapping[str, Family[Any]]) -> dict[str, Any] | None:
    """Return the case of which nothing is simpler, all first options; None where a condition forbids it."""
    try:
        return draw_all(families, lambda options: options[0])
    except Unsuitable:
        return None


def combined(families: Mapping[str, Family[Any]]) -> SearchStrategy[dict[str, Any]]:
    """Return the Hypothesis strategy of whole cases, dictionaries of name to value in the order given."""
    from hypothesis import reject
    from hypothesis.strategies import composite

    @composite
    def case(draw: DrawFn) -> dict[str, Any]:
        def pick(options: Sequence[S], /) -> S:
            return options[draw(_index(len(options)))]

        try:
            return draw_all(families, pick)
        except Unsuitable:
            reject()

    return case()


@cache
def _index(count: int) -> SearchStrategy[int]:
    """Return the strategy of positions in a list; to make one takes longer than to draw from it."""
    from hypothesis import strategies

    return strategies.integers(0, count - 1)


def choices(*options: T) -> Family[T]:
    """Draw one of the options, the simplest first."""
    return Family(lambda pick, _: pick(options))


def integers(low: int, high: int) -> Family[int]:
    """Draw a whole number from low to high, both included; low is the simplest."""
    return Family(lambda pick, _: pick(range(low, high + 1)))


def numbers(low: float = 0.1, high: float = 3.0) -> Family[float]:
    """Draw a number x with low <= |x| <= high, a short decimal of `COORDINATES`."""
    options = tuple(x for x in COORDINATES if low <= abs(x) <= high)
    return Family(lambda pick, _: pick(options))


def points(*, like: str = "f", n: int | None = None) -> Family[tuple[float, ...]]:
    """Draw a point of n numbers; without n, as many as the formula drawn before as `like` has variables."""

    def draw(pick: Pick, drawn: Mapping[str, Any]) -> tuple[float, ...]:
        count: int = drawn[like].n if n is None else n
        return tuple(pick(COORDINATES) for _ in range(count))

    return Family(draw)


def steps() -> Family[float]:
    """Draw a step h of those at which the order of a difference scheme shows."""
    return choices(0.1, 0.01, 0.001)


def rates() -> Family[float]:
    """Draw a learning rate, small enough that the bowls' descents converge."""
    return choices(0.1, 0.05, 0.02, 0.01)
