"""An exercise as its checker declares it: checks, properties and misconceptions."""

from __future__ import annotations

import functools
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from calcgrade.checking.families import Family
    from calcgrade.checking.pictures.expected import Picture
    from calcgrade.sandboxes.replies import Reply

Judgement: TypeAlias = Generator[Any, Any, None]
"""What a check's function returns: yields calls (or lists of calls), receives replies."""

Body = Callable[..., Judgement]

Arguments: TypeAlias = "Callable[[Reply], Sequence[Any] | bool | None]"
"""What a wrong reference is called with, read off a reply: None where the reply can tell nothing about the
mistake, False where it rules the mistake out."""


@dataclass(frozen=True)
class Check:
    """One named claim, worth points.

    Attributes
    ----------
    id : str
        Name of its function.
    claim : str
        The claim in words, shown to the learner.
    points : float
        Whole or half points, all or nothing.
    function : str
        The learner's function that it judges.
    after : tuple of str
        Ids of checks that must pass before this one earns its points.
    cases : tuple of mappings
        Arguments of its fixed cases; one empty mapping for a check without parameters.
    families : mapping
        What a property draws its arguments from; empty for a check with fixed cases.
    draws : int
        How many cases of a property are frozen.
    """

    id: str
    claim: str
    points: float
    function: str
    body: Body
    after: tuple[str, ...] = ()
    cases: tuple[Mapping[str, Any], ...] = ({},)
    families: Mapping[str, Family[Any]] = field(default_factory=dict[str, "Family[Any]"])
    draws: int = 0


@dataclass(frozen=True)
class Misconception:
    """A named way of being wrong.

    Attributes
    ----------
    reference : callable or None
        Does what the mistaken function would do, given the same arguments.
    arguments : callable or None
        What the reference is called with instead of the learner function's own arguments.
    symptom : callable or None
        ``symptom(reply)`` is True where the reply shows the mistake, False where it rules it out, and
        None where it cannot tell.
    is_appearance : bool
        It says what the answer looks like rather than what was done: named only where nothing else is, and in
        the failing reply itself.
    """

    id: str
    title: str
    explanation: str
    function: str
    reference: Callable[..., Any] | None = None
    arguments: Arguments | None = None
    symptom: Callable[[Reply], bool | None] | None = None
    is_appearance: bool = False


@dataclass(frozen=True)
class Expected:
    """The picture that a call asks for, drawn by the judge.

    Attributes
    ----------
    name : str
        The learner's figure that it belongs to, as a result names it.
    checks : tuple of str
        Ids of the checks that look at that figure: where one is not revealed, it is not drawn.
    draw : callable
        Returns the picture.
    """

    name: str
    checks: tuple[str, ...]
    draw: Callable[[], Picture]


class Exercise:
    """Collects what a checker declares.

    Parameters
    ----------
    id : str
        Exercise id, such as "2.1".
    functions : str
        Names of the functions the learner writes, in the order of the stub.
    """

    def __init__(self, id: str, *functions: str) -> None:  # noqa: A002 - the vocabulary's word
        self.id = id
        self.functions = functions
        self.checks: dict[str, Check] = {}
        self.misconceptions: list[Misconception] = []
        self.expected: list[Expected] = []

    @property
    def max_score(self) -> float:
        """Sum of the checks' points."""
        return sum(check.points for check in self.checks.values())

    def check(
        self,
        claim: str,
        *,
        points: float,
        function: str,
        after: Sequence[str] = (),
        cases: Sequence[Mapping[str, Any]] = ({},),
    ) -> Callable[[Body], Body]:
        """Declare a check; with ``cases``, its function is run once for each mapping of arguments."""

        def declare(body: Body) -> Body:
            self._add(Check(_id(body), claim, points, function, body, tuple(after), tuple(cases)))
            return body

        return declare

    def property(
        self,
        claim: str,
        *,
        points: float,
        function: str,
        after: Sequence[str] = (),
        draws: int = 20,
        **families: Family[Any],
    ) -> Callable[[Body], Body]:
        """Declare a property: its cases are drawn from ``families`` once, frozen, and replayed."""

        def declare(body: Body) -> Body:
            check = Check(_id(body), claim, points, function, body, tuple(after), (), families, draws)
            self._add(check)
            return body

        return declare

    def misconception(
        self, id: str, title: str, explanation: str, *, function: str, arguments: Arguments | None = None  # noqa: A002
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:  # fmt: skip
        """Declare a misconception by the wrong reference that reproduces it.

        The reference gets the arguments of the call, or what ``arguments(reply)`` makes of the reply.
        """

        def declare(reference: Callable[..., Any]) -> Callable[..., Any]:
            self.misconceptions.append(
                Misconception(id, title, explanation, function, reference=reference, arguments=arguments)
            )
            return reference

        return declare

    def symptom(
        self, id: str, title: str, explanation: str, *, function: str, is_appearance: bool = False  # noqa: A002
    ) -> Callable[[Callable[[Reply], bool | None]], Callable[[Reply], bool | None]]:  # fmt: skip
        """Declare a misconception that shows in a reply, where no reference can reproduce it."""

        def declare(symptom: Callable[[Reply], bool | None]) -> Callable[[Reply], bool | None]:
            self.misconceptions.append(
                Misconception(id, title, explanation, function, symptom=symptom, is_appearance=is_appearance)
            )
            return symptom

        return declare

    def picture(self, *checks: str) -> Callable[[Callable[..., Picture]], Callable[..., Picture]]:
        """Declare how to draw the picture that these checks expect, for the HTML report alone.

        The function gets the arguments of the first check's cases, one case for each picture, and the checks
        must have been declared. The n-th picture of a plot function belongs to the n-th different call of it.
        """

        def declare(draw: Callable[..., Picture]) -> Callable[..., Picture]:
            first = self.checks[checks[0]]
            for arguments in first.cases:
                drawn = sum(self.checks[item.checks[0]].function == first.function for item in self.expected)
                name = figure_name(first.function, drawn + 1)
                self.expected.append(Expected(name, checks, functools.partial(draw, **arguments)))
            return draw

        return declare

    def _add(self, check: Check) -> None:
        if check.id in self.checks:
            raise ValueError(f"exercise {self.id} declares the check {check.id} twice")
        if check.points < 0 or check.points * 2 != int(check.points * 2):
            raise ValueError(f"check {check.id}: points are whole or halves, not {check.points}")
        if check.function not in self.functions:
            raise ValueError(f"check {check.id} judges {check.function}, which the learner does not write")
        unknown = [name for name in check.after if name not in self.checks]
        if unknown:
            raise ValueError(f"check {check.id} comes after {', '.join(unknown)}, declared nowhere above it")
        self.checks[check.id] = check


def figure_name(function: str, number: int) -> str:
    """Return how a result names the figure of a plot function's n-th different call, counted from 1."""
    return function if number == 1 else f"{function}-{number}"


def _id(body: Body) -> str:
    return str(getattr(body, "__name__", "check"))
