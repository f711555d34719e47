"""What a training returned: w, b and what it kept on the way, read and judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.checking import judge, margin, show
from calcgrade.checking.expect import expect
from calcgrade.checking.regression.training import descend, forms, losses
from calcgrade.checking.tolerances import line_tolerance, loss_tolerance

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from calcgrade.sandboxes.replies import Reply
    from calcgrade.wire.values import Value

    Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Kept:
    """What a training keeps of each epoch.

    Attributes
    ----------
    name : str
        What the third thing returned is called.
    one, many : str
        What it holds.
    of : callable
        Exact values for lines (w, b) of shape (k, 2) and points x and y, shape (k,).
    within : callable
        How far they may be off, given the learning rate too, shape (k,).
    """

    name: str
    one: str
    many: str
    of: Callable[[Floats, Floats, Floats], Floats]
    within: Callable[[Floats, Floats, Floats, float], Floats]

    @property
    def triple(self) -> str:
        """What a training returns."""
        return f"three things: w, b, {self.name}"

    def counted(self, count: int) -> str:
        """Return how many there are, in words."""
        return f"{count or 'no'} {self.one if count == 1 else self.many}"


LOSSES = Kept("loss_history", "loss", "losses", losses, loss_tolerance)


@dataclass(frozen=True, eq=False)
class Trained:
    """What ``train`` returned; ``history`` is None where only w and b came back."""

    line: Floats
    history: Floats | None


def trained(value: Value) -> Trained | None:
    """Read (w, b) or (w, b, loss_history), None where the value is something else."""
    if not isinstance(value, list | tuple) or len(value) not in (2, 3):  # pyright: ignore[reportUnknownArgumentType]
        return None
    parts: list[Value] = list(value)  # pyright: ignore[reportUnknownArgumentType]
    try:
        line = np.array([judge.number(parts[0]), judge.number(parts[1])])
        return Trained(line, read_history(parts[2]) if len(parts) == 3 else None)
    except judge.Unfit:
        return None


def read_history(value: Value) -> Floats:
    """Return a sequence of numbers, perhaps empty or not finite; `judge.Unfit` for anything else."""
    try:
        return judge.numeric(value, 1)
    except judge.Unfit as unfit:
        if unfit.kind == "empty":
            return np.zeros(0)
        raise


def asked(reply: Reply) -> tuple[Floats, Floats, float, int]:
    """Return x, y, lr and epochs of a call of ``train``: the exercise's 0.01 and 200 where it has only the points."""
    arguments: tuple[Any, ...] = reply.call.args
    x, y, lr, epochs = (*arguments, 0.01, 200) if len(arguments) == 2 else arguments
    return x, y, lr, epochs


def line_lacks(reply: Reply, kept: Kept = LOSSES) -> dict[str, Any] | None:
    """Compare w and b with where descent leads.

    Parameters
    ----------
    kept : Kept
        What stands beside them.

    Returns
    -------
    dict or None
        None where they are right, else the arguments of `Expectation.fail`.

    Raises
    ------
    Failure
        If there is no w and b. A history that is lacking is not judged here.
    """
    x, y, lr, epochs = asked(reply)
    lines = descend(x, y, lr, epochs)
    within = float(line_tolerance(lines, x, y, lr)[-1])
    found = line_of(reply, kept)
    error = np.abs(found - lines[-1])
    margin.note(reply, error, within)
    if np.all(error <= within):
        return None
    got, want = show.pair(found, lines[-1])
    return {
        "headline": f"has w and b off after {epochs} epoch{'s' if epochs != 1 else ''}",
        "kind": "line",
        "expected": f"w, b = {want[1:-1]}",
        "actual": f"w, b = {got[1:-1]}",
        "error": show.figure(float(error.max()), 2),
        "tolerance": show.figure(within, 2),
    }


def losses_lack(reply: Reply, kept: Kept = LOSSES) -> dict[str, Any] | None:
    """Compare the history with the exact losses, noted before each step, after it, or both.

    Parameters
    ----------
    kept : Kept
        What is noted in place of losses.

    Returns
    -------
    dict or None
        None where it is right, else the arguments of `Expectation.fail`.

    Raises
    ------
    Failure
        If there is no sequence of numbers.
    """
    x, y, lr, epochs = asked(reply)
    found = history_of(reply, kept)
    lines = descend(x, y, lr, epochs)
    right, within = kept.of(lines, x, y), kept.within(lines, x, y, lr)
    if found.size not in (epochs, epochs + 1):
        symptom = ""
        if found.size == 1 and np.any(np.abs(found - right[-2:]) <= within[-2:]):
            symptom = f"{kept.one}-recorded-once"
        elif found.size > epochs + 1 and _ends_as(found, right, within):
            symptom = "history-never-emptied"
        return {
            "headline": f"gives another number of {kept.many}",
            "kind": "length",
            "expected": f"{kept.counted(epochs)}, one for each epoch",
            "actual": kept.counted(found.size),
            "symptom": symptom,
        }
    pairs = zip(forms(right), forms(within), strict=True)
    wanted = [(form, near) for form, near in pairs if form.size == found.size]
    with np.errstate(invalid="ignore"):
        off = [~(np.abs(found - form) <= near) for form, near in wanted]
    if not all(map(np.any, off)):
        fits = next(k for k, wrong in enumerate(off) if not np.any(wrong))
        margin.note(reply, found - wanted[fits][0], wanted[fits][1])
        return None
    best = min(range(len(off)), key=lambda i: int(off[i].sum()))
    form, near = wanted[best]
    k = int(np.argmax(off[best]))
    got, want = show.pair(float(found[k]), float(form[k]))
    return {
        "headline": f"is off in {kept.name}, first in entry {k}",
        "kind": "history",
        "expected": want,
        "actual": got,
        "error": show.figure(float(abs(found[k] - form[k])), 2),
        "tolerance": show.figure(float(near[k]), 2),
    }


def _ends_as(found: Floats, right: Floats, within: Floats) -> bool:
    """Tell whether a longer history ends with the losses of this training."""
    with np.errstate(invalid="ignore"):
        return any(
            bool(np.all(np.abs(found[-form.size :] - form) <= near))
            for form, near in zip(forms(right), forms(within), strict=True)
        )


def line_of(reply: Reply, kept: Kept = LOSSES) -> Floats:
    """Return the w and b that a reply holds, with a history or without; `Failure` where it has none."""
    parts = expect(reply).items(2 if _is_pair(reply) else 3, kept.triple)
    try:
        return np.array([judge.number(parts[0]), judge.number(parts[1])])
    except judge.Unfit as unfit:
        expect(reply).fail(
            "does not return a finite number for w and for b",
            kind=unfit.kind,
            expected="numbers",
            actual=unfit.got,
        )


def history_of(reply: Reply, kept: Kept = LOSSES) -> Floats:
    """Return what a reply keeps of each epoch, any number of them; `Failure` where it has none."""
    if _is_pair(reply):
        expect(reply).fail("returns two things", kind="shape", expected=kept.triple, actual=show.value(reply.value),
                           symptom="history-not-returned")  # fmt: skip
    part = expect(reply).items(3, kept.triple)[2]
    try:
        return read_history(part)
    except judge.Unfit as unfit:
        expect(reply).fail(
            f"gives no sequence of numbers for {kept.name}", kind=unfit.kind,
            expected="one number for each epoch", actual=unfit.got,
        )  # fmt: skip


def _is_pair(reply: Reply) -> bool:
    value: Value = expect(reply).value
    return isinstance(value, list | tuple) and len(value) == 2  # pyright: ignore[reportUnknownArgumentType]
