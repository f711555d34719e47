"""The declared mistakes handed in: every wrong reference judged in this process, as if a learner had written it."""

from __future__ import annotations

import copy
import dataclasses
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from calcgrade.checking.formulas.formula import Formula
from calcgrade.checking.rough import Rough
from calcgrade.checking.slopes import steps
from calcgrade.engine import diagnose, outcome
from calcgrade.sandboxes.replies import Raised, Reply, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from calcgrade.checking.exercise import Exercise, Misconception
    from calcgrade.engine.cases import Cases
    from calcgrade.engine.outcome import Outcome
    from calcgrade.sandboxes.replies import Call


FACES = 4
"""About so many faces of one mistake are handed in."""


@dataclass(frozen=True)
class HandedIn:
    """What became of one wrong reference.

    Attributes
    ----------
    misconception : Misconception
        The mistake; one with several faces is handed in with each, or with some of them if they are very many.
    kills : frozenset of str
        Ids of the checks that it fails.
    named : frozenset of str
        Ids of the causes that were named.
    fitting : frozenset of str
        Ids of all mistakes that explain what it answers.
    faults : tuple of str
        What a check or a diagnosis raised.
    """

    misconception: Misconception
    kills: frozenset[str]
    named: frozenset[str]
    fitting: frozenset[str]
    faults: tuple[str, ...] = ()


def hand_in(exercise: Exercise, frozen: Cases, solved: Sequence[Outcome]) -> list[HandedIn]:
    """Judge every wrong reference of an exercise.

    Parameters
    ----------
    exercise : Exercise
        Its checks and misconceptions.
    frozen : mapping of str to list of dict
        Cases of its properties.
    solved : sequence of Outcome
        What became of the solution: its replies stand in wherever the mistake is not made.
    """
    right = {_key(r.call): r for item in solved for case in item.cases for r in case.replies}
    mistakes = _a_few_faces(m for m in exercise.misconceptions if m.reference is not None)
    narrowed = {function: _asking(exercise, function, solved) for function in {m.function for m in mistakes}}
    return [_judged(narrowed[m.function], frozen, m, right) for m in mistakes]


def _a_few_faces(mistakes: Iterable[Misconception]) -> list[Misconception]:
    """Leave out most faces of a mistake that has very many, one for each step that may have been taken."""
    faces: dict[tuple[str, str], list[Misconception]] = defaultdict(list)
    for mistake in mistakes:
        faces[mistake.function, mistake.id].append(mistake)
    return [face for same in faces.values() for face in same[:: max(1, len(same) // FACES)]]


def _asking(exercise: Exercise, function: str, solved: Sequence[Outcome]) -> Exercise:
    """Return the exercise with those checks alone that call one of the learner's functions."""
    asking = {
        item.check.id
        for item in solved
        if any(reply.call.function == function for case in item.cases for reply in case.replies)
    }
    narrowed = copy.copy(exercise)
    narrowed.checks = {
        id_: dataclasses.replace(check, after=tuple(other for other in check.after if other in asking))
        for id_, check in exercise.checks.items()
        if id_ in asking
    }
    return narrowed


def _judged(exercise: Exercise, frozen: Cases, mistake: Misconception, right: dict[str, Reply]) -> HandedIn:
    outcomes = outcome.judge(exercise, frozen, _caller(mistake, right), shrinking=False)
    failed = [item for item in outcomes if item.status in ("failed", "error")]
    cases = [case for item in outcomes for case in item.cases]
    faults = [
        f"{item.check.id}: {type(fault).__name__}: {fault}"
        for item in outcomes
        for fault in (item.fault, item.diagnosis_fault)
        if fault is not None
    ]
    return HandedIn(
        mistake,
        kills=frozenset(item.check.id for item in failed),
        named=frozenset(item.cause.id for item in failed if item.cause is not None),
        fitting=frozenset(m.id for m in diagnose.fitting(exercise, mistake.function, cases)),
        faults=tuple(faults),
    )


def _caller(mistake: Misconception, right: dict[str, Reply]) -> Callable[[Sequence[Call]], list[Reply]]:
    def reply(call: Call) -> Reply:
        if call.function == mistake.function:
            made = _made(mistake, call)
            if made is not None:
                return made
        known = right.get(_key(call))
        if known is None:  # asked for only because an answer before it was wrong
            return Reply(
                call, Status.RAISED, raised=Raised("LookupError", "the solution was never asked this")
            )
        return Reply(call, known.status, known.value, known.raised, observed=known.observed)

    return lambda calls: [reply(call) for call in calls]


def _made(mistake: Misconception, call: Call) -> Reply | None:
    """Return what the mistake answers; None where its reference says nothing about this call."""
    assert mistake.reference is not None  # noqa: S101 - those without were left out
    seen: list[tuple[float, ...]] = []
    args = [_lent(item, seen) for item in steps.handed_in(mistake, call.args)]
    try:
        with np.errstate(all="ignore"):
            value = mistake.reference(*args, **call.kwargs)
    except Exception as error:  # a wrong reference may be wrong by raising
        return Reply(call, Status.RAISED, raised=Raised(type(error).__name__, str(error)))
    if value is NotImplemented:
        return None
    value = _plain(value.value if isinstance(value, Rough) else value)
    return Reply(call, Status.OK, value=value, observed=tuple(seen))


def _lent(argument: Any, seen: list[tuple[float, ...]]) -> Any:
    """Return an argument that may be changed, a function that notes where it is evaluated."""
    if isinstance(argument, Formula):
        return argument.watched(seen)
    return argument.copy() if isinstance(argument, np.ndarray | list) else argument  # pyright: ignore[reportUnknownVariableType,reportUnknownMemberType]


def _plain(value: Any) -> Any:
    """Return a value as it would come out of a sandbox."""
    if isinstance(value, np.generic):
        return cast("Any", value.item())  # pyright: ignore[reportUnknownMemberType]
    if isinstance(value, list | tuple):
        items = [_plain(item) for item in cast("Sequence[Any]", value)]
        return tuple(items) if isinstance(value, tuple) else items
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in cast("dict[Any, Any]", value).items()}
    return value


def _key(call: Call) -> str:
    return json.dumps(call.encoded(0))
