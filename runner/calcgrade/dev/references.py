"""The declared mistakes handed in: every wrong reference judged in this process, as if a learner had written it."""

from __future__ import annotations

import copy
import dataclasses
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from calcgrade.checking.rough import Rough
from calcgrade.engine import diagnose, outcome
from calcgrade.sandboxes.replies import Raised, Reply, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calcgrade.checking.exercise import Exercise, Misconception
    from calcgrade.engine.cases import Cases
    from calcgrade.engine.outcome import Outcome
    from calcgrade.sandboxes.replies import Call


@dataclass(frozen=True)
class HandedIn:
    """What became of one wrong reference.

    Attributes
    ----------
    misconception : Misconception
        The mistake; one with several faces is handed in once for each.
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
    """Judge every wrong reference of an exercise, but those that need to see where learner code looked.

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
    mistakes = [m for m in exercise.misconceptions if m.reference is not None]
    narrowed = {function: _asking(exercise, function, solved) for function in {m.function for m in mistakes}}
    calls = [reply.call for item in solved for case in item.cases for reply in case.replies]
    return [_judged(narrowed[m.function], frozen, m, right) for m in mistakes if _needs_no_points(m, calls)]


def _needs_no_points(mistake: Misconception, calls: Sequence[Call]) -> bool:
    """Tell whether the mistake shows in the answers alone, wherever it shows."""
    if mistake.arguments is None:
        return True
    asked = [mistake.arguments(Reply(call, Status.OK)) for call in calls if call.function == mistake.function]
    return any(asked) and not any(isinstance(arguments, bool) for arguments in asked)


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
    given = call.args if mistake.arguments is None else mistake.arguments(Reply(call, Status.OK))
    if given is None or isinstance(given, bool):
        return None
    args = [item.copy() if isinstance(item, np.ndarray | list) else item for item in given]  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]
    try:
        with np.errstate(all="ignore"):
            value = mistake.reference(*args, **call.kwargs)
    except Exception as error:  # a wrong reference may be wrong by raising
        return Reply(call, Status.RAISED, raised=Raised(type(error).__name__, str(error)))
    if value is NotImplemented:
        return None
    return Reply(call, Status.OK, value=_plain(value.value if isinstance(value, Rough) else value))


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
