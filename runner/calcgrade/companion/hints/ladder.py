"""Which hint comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.companion.progress.model import Standing


class Mistake(NamedTuple):
    """A misconception that the last check named, and what the course has to say about it."""

    id: str
    title: str
    text: str


class Hint(NamedTuple):
    """One hint.

    Attributes
    ----------
    head : str
        Which one it is: ``Hint 2 of 3``.
    text : str
        The hint.
    mistake : str
        Id of the misconception that it speaks to; empty for a rung of the ladder.
    """

    head: str
    text: str
    mistake: str = ""


def answer(mistake: Mistake) -> Hint:
    """Return the hint that speaks to a mistake."""
    return Hint(f"To what your last check named: {mistake.title}", mistake.text, mistake.id)


def rung(hints: Sequence[str], number: int) -> Hint:
    """Return the ladder's hint of that number, counted from 1."""
    return Hint(f"Hint {number} of {len(hints)}", hints[number - 1])


def following(hints: Sequence[str], standing: Standing, mistakes: Sequence[Mistake]) -> Hint | None:
    """Return the next hint, and note in ``standing`` that it was shown; None above the last rung.

    A mistake that the last check named comes first, and the ladder goes on afterwards.
    """
    for mistake in mistakes:
        if mistake.id not in standing.answered:
            standing.answered.append(mistake.id)
            return answer(mistake)
    if standing.rungs >= len(hints):
        return None
    standing.rungs += 1
    return rung(hints, standing.rungs)


def shown(hints: Sequence[str], standing: Standing, mistakes: Sequence[Mistake]) -> list[Hint]:
    """Return every hint that was shown, in order."""
    answered = [answer(mistake) for mistake in mistakes if mistake.id in standing.answered]
    return answered + [rung(hints, number) for number in range(1, min(standing.rungs, len(hints)) + 1)]


def reset(standing: Standing) -> None:
    """Begin at the first hint again."""
    standing.rungs = 0
    standing.answered = []
