"""How a training behaves that no known mistake explains: its losses grow, or it hardly gets on.

The loss of a line is a quadratic, so its second derivatives are the same everywhere: twice the means of
[[x², x], [x, 1]]. The largest stable rate is 2 over the largest eigenvalue λ of these; see `behaviour`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import judge, show
from calcgrade.checking.descent.behaviour import SLOW
from calcgrade.checking.regression.trained import asked, trained
from calcgrade.checking.regression.training import descend, losses, slopes
from calcgrade.sandboxes.replies import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.checking.exercise import Exercise
    from calcgrade.sandboxes.replies import Reply

    Floats = NDArray[np.float64]


def stable_rate(x: Floats) -> float:
    """Return the largest stable rate for points at these x, of shape (n,)."""
    curvature = 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1.0]])
    return 2 / float(np.linalg.eigvalsh(curvature)[-1])


def own_rate(reply: Reply) -> float | None:
    """Return the rate with which one step against the gradient from w = b = 0 would be as long as the reply's.

    Returns
    -------
    float or None
        None where more than one epoch was asked for, or the step does not go along the gradient.
    """
    if reply.status is not Status.OK:
        return None
    x, y, _, epochs = asked(reply)
    found, slope = trained(reply.value), np.array(slopes(0.0, 0.0, x, y))
    if found is None or epochs != 1:
        return None
    with np.errstate(all="ignore"):  # w and b may be as large as a float can be
        rate = -float(found.line @ slope) / float(slope @ slope)
        along = float(np.abs(found.line + rate * slope).max()) <= 1e-6 * float(np.abs(found.line).max())
    return rate if along else None


def diverges(reply: Reply) -> bool | None:
    """Tell whether the first step is longer than any stable one, or each loss is larger than the one before."""
    if reply.status is not Status.OK:
        return None
    x, y, lr, epochs = asked(reply)
    own, history = own_rate(reply), _history(reply)
    if own is not None:
        return True if own > stable_rate(x) else None
    if history is None or history.size < 3:
        return None
    falls = bool(np.all(np.diff(losses(descend(x, y, lr, epochs), x, y)) < 0))
    return True if falls and bool(np.all(np.diff(history) > 0)) else None


def _history(reply: Reply) -> Floats | None:
    """Return the losses up to the first that is not finite; a training that ran away has no finite w and b."""
    value: Any = reply.value
    if not isinstance(value, list | tuple) or len(value) != 3:  # pyright: ignore[reportUnknownArgumentType]
        return None
    found = judge.flatten(value[2])  # pyright: ignore[reportUnknownArgumentType]
    if found is None:
        return None
    lost = ~np.isfinite(found)
    return found[: int(np.argmax(lost))] if np.any(lost) else found


def crawls(reply: Reply) -> bool | None:
    """Tell whether the first step goes the right way and is far too short."""
    own = own_rate(reply)
    return True if own is not None and 0 < own <= SLOW * asked(reply)[2] else None


def remark(reply: Reply) -> str:
    """Say in numbers how a wrong training behaves; empty where it does nothing of the kind."""
    with np.errstate(all="ignore"):
        own, runs_away = own_rate(reply), diverges(reply)
        x, _, lr, _ = asked(reply)
        limit = f"for these points rates up to {show.figure(stable_rate(x), 2)} are stable"
    if runs_away and own is not None:
        return f"Your first step is as long as with a rate of {show.figure(own, 2)}; {limit}."
    if runs_away:
        return f"Your losses grow in each epoch. You were given the rate {lr:g}; {limit}."
    if own is not None and crawls(reply):
        return f"Your first step is as long as with a rate of {show.figure(own, 2)}, not {lr:g}."
    return ""


def declare(exercise: Exercise, function: str) -> None:
    """Declare these behaviours for an exercise's training function."""
    exercise.symptom(
        "diverges", "The training runs away",
        "Each step lands farther from the best line than the one before: your steps are too long. Compare their length "
        "with lr times the gradient.",
        function=function, is_appearance=True,
    )(diverges)  # fmt: skip
    exercise.symptom(
        "crawls", "The training hardly gets on",
        "Your steps go the right way and are much too short. Compare their length with lr times the gradient.",
        function=function, is_appearance=True,
    )(crawls)  # fmt: skip
