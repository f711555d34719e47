"""Known mistakes of training a line: what a wrong ``train`` returns.

They show in w, b and the losses together. Sources: the course's misconception part on gradient descent, and
mistakes found in public implementations.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import numpy as np

from calcgrade.checking import judge
from calcgrade.checking.regression.trained import asked, trained
from calcgrade.checking.regression.training import Loss, descend, forms, losses, slopes, squared_error
from calcgrade.checking.words import Words
from calcgrade.sandboxes.replies import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from calcgrade.checking.exercise import Exercise
    from calcgrade.sandboxes.replies import Reply

    Floats = NDArray[np.float64]

Path: TypeAlias = Callable[["Floats", "Floats", float, int], "Floats"]
"""``path(x, y, lr, epochs)``: the lines (w, b) of a training, shape (epochs + 1, 2)."""

ALIKE = 1e-9
"""Agreement demanded with a wrong training, relative to 1 + the largest number in it."""


def ascend(x: Floats, y: Floats, lr: float, epochs: int) -> Floats:
    """Step along the gradient."""
    return descend(x, y, -lr, epochs)


def _rate_ignored(x: Floats, y: Floats, _lr: float, epochs: int) -> Floats:
    return descend(x, y, 0.01, epochs)


def _rate_missing(x: Floats, y: Floats, _lr: float, epochs: int) -> Floats:
    return descend(x, y, 1.0, epochs)


def _epochs_ignored(x: Floats, y: Floats, lr: float, _epochs: int) -> Floats:
    return descend(x, y, lr, 200)


def _one_epoch_less(x: Floats, y: Floats, lr: float, epochs: int) -> Floats:
    return descend(x, y, lr, epochs - 1)


def _one_epoch_more(x: Floats, y: Floats, lr: float, epochs: int) -> Floats:
    return descend(x, y, lr, epochs + 1)


def _first_gradient_only(x: Floats, y: Floats, lr: float, epochs: int) -> Floats:
    first = slopes(0.0, 0.0, x, y)
    return descend(x, y, lr, epochs, gradient=lambda _w, _b, _x, _y: first)


def _one_after_the_other(x: Floats, y: Floats, lr: float, epochs: int, *, first: int = 0) -> Floats:
    lines = [np.zeros(2)]
    for _ in range(epochs):
        line = lines[-1].copy()
        for i in (first, 1 - first):
            line[i] -= lr * slopes(line[0], line[1], x, y)[i]
        lines.append(line)
    return np.array(lines)


def _only_one_moves(x: Floats, y: Floats, lr: float, epochs: int, *, moving: int = 0) -> Floats:
    def gradient(w: float, b: float, x: Floats, y: Floats) -> tuple[float, float]:
        dw, db = slopes(w, b, x, y)
        return (dw, 0.0) if moving == 0 else (0.0, db)

    return descend(x, y, lr, epochs, gradient=gradient)


MISTAKES: tuple[tuple[Words, tuple[Path, ...]], ...] = (
    (
        Words(
            "ascends",
            "Walks uphill",
            "w and b step along the gradient, so the loss grows. The gradient points uphill: subtract it.",
        ),
        (ascend,),
    ),
    (
        Words(
            "learning-rate-ignored",
            "The learning rate is fixed",
            "These are the steps for lr = 0.01, whatever lr is handed in. Use the parameter.",
        ),
        (_rate_ignored,),
    ),
    (
        Words(
            "learning-rate-missing",
            "The learning rate is missing",
            "Each step is the whole gradient. Multiply it by lr before you subtract it.",
        ),
        (_rate_missing,),
    ),
    (
        Words(
            "steps-ignored",
            "The number of epochs is fixed",
            "This is where 200 epochs lead, whatever number is asked for. Use the parameter epochs.",
        ),
        (_epochs_ignored,),
    ),
    (
        Words(
            "stops-one-early",
            "One epoch too few",
            "This is where one epoch less leads. Count how often your loop runs.",
        ),
        (_one_epoch_less,),
    ),
    (
        Words(
            "one-step-too-many",
            "One epoch too many",
            "This is where one epoch more leads. Count how often your loop runs.",
        ),
        (_one_epoch_more,),
    ),
    (
        Words(
            "gradient-not-recomputed",
            "The gradient is asked for once",
            "Every epoch takes the same step, the one from the start. Ask for the gradient again at the new w "
            "and b.",
        ),
        (_first_gradient_only,),
    ),
    (
        Words(
            "not-simultaneous-update",
            "One parameter moves first",
            "One parameter has already moved when the slope for the other one is asked for. Get both slopes "
            "first, then move both.",
        ),
        (_one_after_the_other, partial(_one_after_the_other, first=1)),
    ),
    (
        Words(
            "only-one-coordinate-updated",
            "One parameter never moves",
            "Only one of w and b takes steps; the other one stays at 0. Each has a slope of its own.",
        ),
        (_only_one_moves, partial(_only_one_moves, moving=1)),
    ),
)

SWAPPED = Words(
    "swapped-return-values",
    "Two answers in the wrong order",
    "b stands first and w second. w comes first, then b, then the losses.",
)
NAMED = Words(
    "dict-instead-of-tuple",
    "Names instead of an order",
    "w and b are right, but they are values of a dict. Return them without names, one after the other: w, b, and the "
    "losses third.",
)
ELSEWHERE = Words(
    "random-start",
    "Another start",
    "Your steps are right, but they do not begin at w = b = 0. Everyone's training starts there, so that "
    "answers can be compared.",
)


def declare(exercise: Exercise, function: str) -> None:
    """Declare all of these mistakes for an exercise's training function."""
    for words, paths in MISTAKES:
        for path in paths:
            exercise.symptom(*words, function=function)(as_if(path))
    exercise.symptom(*SWAPPED, function=function)(as_if(descend, swapped=True))
    exercise.symptom(*NAMED, function=function)(names_its_values)
    exercise.symptom(*ELSEWHERE, function=function)(starts_elsewhere)


def as_if(path: Path, loss: Loss = squared_error, *, swapped: bool = False) -> Callable[[Reply], bool | None]:
    """Return the symptom of a wrong training: w, b and history are those of a path.

    Parameters
    ----------
    path : callable
        The mistake's lines.
    loss : callable
        What it notes in its history, in any of the `forms`.
    swapped : bool
        Whether it returns b before w.
    """

    def shows(reply: Reply) -> bool | None:
        if reply.status is not Status.OK:
            return None
        x, y, lr, epochs = asked(reply)
        lines = path(x, y, lr, epochs)
        if not np.all(np.isfinite(lines)):
            return None  # it diverges: what is left of it depends on how it is written
        found = trained(reply.value)
        if found is None:
            return False
        if not _alike(found.line[::-1] if swapped else found.line, lines[-1], lines):
            return False
        if found.history is None:
            return True
        noted = losses(lines, x, y, loss)
        if not np.all(np.isfinite(noted)):
            return None
        return any(_alike(found.history, form, noted) for form in forms(noted))

    def symptom(reply: Reply) -> bool | None:
        with np.errstate(all="ignore"):  # wrong walks may leave the numbers that there are
            return shows(reply)

    return symptom


def names_its_values(reply: Reply) -> bool | None:
    """Tell whether the right w and b are values of a dict, under whatever names."""
    if reply.status is not Status.OK:
        return None
    named: Any = reply.value
    if not isinstance(named, dict):
        return False
    lines = descend(*asked(reply))
    values = cast("dict[str, Any]", named).values()
    found = [number for value in values for number in _numbers(value)]
    return all(any(_alike(np.array(number), right, lines) for number in found) for right in lines[-1])


def _numbers(value: Any) -> list[float]:
    try:
        return [judge.number(value)]
    except judge.Unfit:
        return []


def starts_elsewhere(reply: Reply, loss: Loss = squared_error) -> bool | None:
    """Tell whether a training descends rightly, but not from w = b = 0.

    A step is an affine map, so the start behind an end is known after a few steps; that start counts if the
    history holds the losses on the way from it, or what else ``loss`` gives. One or two of them prove
    nothing, and one step too many looks like a start at the first step's end.
    """
    if reply.status is not Status.OK:
        return None
    x, y, lr, epochs = asked(reply)
    found = trained(reply.value)
    if found is None:
        return False
    if epochs > 3 or found.history is None:
        return None
    start = _start_behind(found.line, x, y, lr, epochs)
    right = descend(x, y, lr, 1)
    if start is None:
        return None
    if any(np.abs(start - known).max() <= 1e-6 for known in right):
        return False
    noted = losses(descend(x, y, lr, epochs, start=(float(start[0]), float(start[1]))), x, y, loss)
    if not any(_alike(found.history, form, noted) for form in forms(noted)):
        return False
    return True if epochs == 3 else None


def _start_behind(line: Floats, x: Floats, y: Floats, lr: float, epochs: int) -> Floats | None:
    """Solve ``epochs`` steps for where they began; None where they forget it."""
    curvature = 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1.0]])
    step = np.eye(2) - lr * curvature
    if not np.linalg.cond(step) < 1e3:
        return None
    constant = 2 * lr * np.array([np.mean(x * y), np.mean(y)])
    for _ in range(epochs):
        line = np.asarray(np.linalg.solve(step, line - constant), dtype=np.float64)
    return line


def _alike(found: Floats, wanted: Floats, all_of_it: Floats) -> bool:
    if found.shape != wanted.shape:
        return False
    return bool(np.all(np.abs(found - wanted) <= ALIKE * (1 + np.abs(all_of_it).max(initial=0.0))))
