"""Name the mistake behind failing replies, if exactly one known mistake explains all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import judge
from calcgrade.checking.appearances import APPEARANCES
from calcgrade.checking.rough import Rough
from calcgrade.sandboxes.replies import Judged, Reply, Status
from calcgrade.wire.values import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from calcgrade.checking.exercise import Exercise, Misconception
    from calcgrade.engine.drive import Case
    from calcgrade.sandboxes.replies import Raised

RELATIVE = 1e-9
"""Agreement demanded with a wrong reference where no rounding error is known."""


def name(exercise: Exercise, function: str, cases: Sequence[Case]) -> Misconception | None:
    """Return the one misconception that explains what ``function`` answered, None if not exactly one.

    A mistake with several faces is declared several times under one id: it counts as one.

    Parameters
    ----------
    exercise : Exercise
        Declares the misconceptions.
    function : str
        The learner's function.
    cases : sequence of Case
        All cases of the exercise that were run, passing ones too: they rule causes out.
    """
    return _only(fitting(exercise, function, cases))


def fitting(exercise: Exercise, function: str, cases: Sequence[Case]) -> list[Misconception]:
    """Return every misconception that explains what ``function`` answered in these cases."""
    mistakes = [m for m in exercise.misconceptions if m.function == function and not m.is_appearance]
    return _fitting(mistakes, _replies(function, cases))


def speaks_of(misconception: Misconception, reply: Reply | None) -> bool:
    """Tell whether a misconception found in a function's values may be held against one failing reply.

    A call that raised failed by something else, unless the mistake is known to raise just that.
    """
    return reply is None or reply.status is not Status.RAISED or _fits(misconception, reply) is True


def appearance(exercise: Exercise, reply: Reply, cases: Sequence[Case]) -> Misconception | None:
    """Return the one appearance that a failing reply has and that no reply of its function rules out.

    Parameters
    ----------
    exercise : Exercise
        Declares appearances of its own, beside those of every function.
    reply : Reply
        The reply that failed, and that no mistake explains.
    cases : sequence of Case
        All cases of the exercise that were run.
    """
    function = reply.call.function
    replies = [reply, *_replies(function, cases)]
    own = [m for m in exercise.misconceptions if m.function == function and m.is_appearance]
    for known in (own, APPEARANCES):  # the exercise knows better than the general rule
        with np.errstate(all="ignore"):
            shown = [m for m in known if m.symptom is not None and m.symptom(reply)]
        if shown:
            return _only(_fitting(shown, replies))
    return None


def _replies(function: str, cases: Sequence[Case]) -> list[Reply]:
    return [reply for case in cases for reply in case.replies if reply.call.function == function]


def _fitting(misconceptions: Sequence[Misconception], replies: Sequence[Reply]) -> list[Misconception]:
    with np.errstate(all="ignore"):  # a reply may hold any number
        return [m for m in misconceptions if _explains(m, replies)]


def _only(misconceptions: Sequence[Misconception]) -> Misconception | None:
    return misconceptions[0] if len({m.id for m in misconceptions}) == 1 else None


def _explains(misconception: Misconception, replies: Iterable[Reply]) -> bool:
    """Tell whether a misconception fits at least one reply and is ruled out by none."""
    seen = False
    for reply in replies:
        if isinstance(reply.value, Picture):
            continue
        verdict = _fits(misconception, reply)
        if verdict is False:
            return False
        seen = seen or verdict is True
    return seen


def _fits(misconception: Misconception, reply: Reply) -> bool | None:
    """True: the reply is what the mistake gives; False: it is not; None: cannot tell."""
    if misconception.symptom is not None:
        shown = misconception.symptom(reply)
        return None if shown is None else bool(shown)  # NumPy's True is not Python's
    if misconception.reference is None or reply.status not in (Status.OK, Status.RAISED):
        return None
    arguments = reply.call.args if misconception.arguments is None else misconception.arguments(reply)
    if isinstance(arguments, bool) or arguments is None:
        return arguments
    try:
        wrong = misconception.reference(*_fresh(arguments), **reply.call.kwargs)
    except Exception as error:  # a wrong reference may be wrong by raising
        return reply.raised is not None and _says_the_same(reply.raised, error)
    if wrong is NotImplemented:
        return None
    if reply.status is Status.RAISED:
        return None
    judged = reply.judged or Judged(NotImplemented)
    if not same(wrong, reply.value, judged.rounding):
        return False
    # Where the right answer is the same, the reply speaks neither for nor against the mistake.
    return None if same(judged.expected, reply.value, judged.rounding) else True


def _says_the_same(raised: Raised, error: Exception) -> bool:
    """Tell whether learner code stopped as a wrong reference does: a type alone has too many causes."""
    return raised.type == type(error).__name__ and raised.message == str(error)


def _fresh(arguments: Sequence[Any]) -> list[Any]:
    """Copy what a reference could change."""
    return [item.copy() if isinstance(item, np.ndarray | list) else item for item in arguments]  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]


def same(wrong: Any, actual: Any, rounding: Any) -> bool:
    """Compare a wrong reference's value with a reply's within rounding."""
    relative = RELATIVE
    if isinstance(wrong, Rough):
        rounding = np.max(rounding) * wrong.noise + wrong.absolute
        wrong, relative = wrong.value, relative + wrong.relative
    if wrong is None or isinstance(wrong, bool | str) or isinstance(actual, bool | str):
        return bool(type(wrong) is type(actual) and wrong == actual)
    if isinstance(wrong, dict) and isinstance(actual, dict):  # further entries are allowed
        actual = {key: actual[key] for key in wrong if key in actual}  # pyright: ignore[reportUnknownVariableType]
    expected, got = judge.flatten(wrong), judge.flatten(actual)
    if expected is None or got is None or expected.shape != got.shape:
        return False
    finite = np.isfinite(expected)
    if not np.array_equal(finite, np.isfinite(got)):
        return False
    tolerance = np.asarray(rounding, dtype=np.float64).ravel()
    if tolerance.size not in (1, expected.size):
        tolerance = tolerance.max(keepdims=True)
    bound = np.broadcast_to(tolerance, expected.shape) + relative * np.abs(expected)
    return bool(np.all((np.abs(got - expected) <= bound)[finite]))
