"""What the training of a parabola returned: a, b, c and the losses on the way, read and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from calcgrade.checking import judge, margin, show
from calcgrade.checking.expect import expect
from calcgrade.checking.regression.parabolas import Loss, descend, losses, squared_error
from calcgrade.checking.regression.trained import read_history
from calcgrade.checking.regression.training import forms
from calcgrade.checking.regression.training_mistakes import ALIKE
from calcgrade.checking.tolerances import parabola_loss_tolerance, parabola_tolerance
from calcgrade.sandboxes.replies import Reply, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FOUR = "four things: a, b, c, loss_history"


class Fit(NamedTuple):
    """What came back: (a, b, c), and the history, None where there was none."""

    parabola: Floats
    history: Floats | None


def read(value: Any) -> Fit | None:
    """Read (a, b, c, loss_history) or (a, b, c), None where the value is something else."""
    if not isinstance(value, list | tuple) or len(value) not in (3, 4):  # pyright: ignore[reportUnknownArgumentType]
        return None
    parts: list[Any] = list(value)  # pyright: ignore[reportUnknownArgumentType]
    try:
        parabola = np.array([judge.number(part) for part in parts[:3]])
        return Fit(parabola, read_history(parts[3]) if len(parts) == 4 else None)
    except judge.Unfit:
        return None


def asked(reply: Reply) -> tuple[Floats, Floats, float, int]:
    """Return x, y, lr and epochs of a call of ``train_quadratic``, with the exercise's defaults."""
    arguments: tuple[Any, ...] = reply.call.args
    x, y, lr, epochs = (*arguments, 0.02, 200) if len(arguments) == 2 else arguments
    return np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64), lr, epochs


def expect_parabola(reply: Reply) -> None:
    """Demand the a, b and c where descent leads; a history that is lacking is not judged here."""
    x, y, lr, epochs = asked(reply)
    right = descend(x, y, lr, epochs)
    within = float(parabola_tolerance(right, x, y, lr)[-1])
    count = 3 if _is_triple(reply) else 4
    parts = expect(reply).items(count, FOUR)
    try:
        found = np.array([judge.number(part) for part in parts[:3]])
    except judge.Unfit as unfit:
        expect(reply).fail(
            "does not return a finite number for each of a, b and c", kind=unfit.kind, expected="numbers",
            actual=unfit.got,
        )  # fmt: skip
    error = np.abs(found - right[-1])
    margin.note(reply, error, within)
    if not np.all(error <= within):
        got, want = show.pair(found, right[-1])
        expect(reply).fail(
            f"has a, b and c off after {epochs} epoch{'s' if epochs != 1 else ''}", kind="parabola",
            expected=f"a, b, c = {want[1:-1]}", actual=f"a, b, c = {got[1:-1]}",
            error=show.figure(float(error.max()), 2), tolerance=show.figure(within, 2),
        )  # fmt: skip


def expect_losses(reply: Reply) -> None:
    """Demand the loss of each epoch: before each step, after it, or both ends."""
    x, y, lr, epochs = asked(reply)
    found = _history(reply)
    right = descend(x, y, lr, epochs)
    noted, within = losses(right, x, y), parabola_loss_tolerance(right, x, y, lr)
    if found.size not in (epochs, epochs + 1):
        expect(reply).fail(
            "gives a loss_history of another length", kind="length",
            expected=f"{epochs} losses, one for each epoch",
            actual=f"{found.size or 'no'} loss{'es' if found.size != 1 else ''}",
            symptom="loss-recorded-once" if found.size == 1 else "",
        )  # fmt: skip
    kept = zip(forms(noted), forms(within), strict=True)
    wanted = [(form, near) for form, near in kept if form.size == found.size]
    with np.errstate(invalid="ignore"):
        off = [~(np.abs(found - form) <= near) for form, near in wanted]
    if not all(map(np.any, off)):
        fits = next(k for k, wrong in enumerate(off) if not np.any(wrong))
        margin.note(reply, found - wanted[fits][0], wanted[fits][1])
        return
    best = min(range(len(off)), key=lambda i: int(off[i].sum()))
    form, near = wanted[best]
    k = int(np.argmax(off[best]))
    got, want = show.pair(float(found[k]), float(form[k]))
    expect(reply).fail(
        f"gives a loss_history that is off, first in entry {k}", kind="history", expected=want, actual=got,
        error=show.figure(float(abs(found[k] - form[k])), 2), tolerance=show.figure(float(near[k]), 2),
    )  # fmt: skip


def as_if(
    path: Callable[..., Floats], loss: Loss = squared_error, *, backwards: bool = False
) -> Callable[[Reply], bool | None]:
    """Return the symptom of a wrong training: a, b, c and history are those of a path.

    Parameters
    ----------
    path : callable
        ``path(x, y, lr, epochs)``, the mistake's parabolas.
    loss : callable
        What it notes in its history, in any of the forms.
    backwards : bool
        Whether it returns c first.
    """

    def shows(reply: Reply) -> bool | None:
        if reply.status is not Status.OK:
            return None
        x, y, lr, epochs = asked(reply)
        parabolas = path(x, y, lr, epochs)
        noted = losses(parabolas, x, y, loss)
        if not (np.all(np.isfinite(parabolas)) and np.all(np.isfinite(noted))):
            return None  # it diverges: what is left of it depends on how it is written
        found = read(reply.value)
        if found is None:
            return False
        if not _alike(found.parabola[::-1] if backwards else found.parabola, parabolas[-1], parabolas):
            return False
        return found.history is None or any(_alike(found.history, form, noted) for form in forms(noted))

    def symptom(reply: Reply) -> bool | None:
        with np.errstate(all="ignore"):  # wrong walks may leave the numbers that there are
            return shows(reply)

    return symptom


def _alike(found: Floats, wanted: Floats, all_of_it: Floats) -> bool:
    if found.shape != wanted.shape:
        return False
    return bool(np.all(np.abs(found - wanted) <= ALIKE * (1 + np.abs(all_of_it).max(initial=0.0))))


def _history(reply: Reply) -> Floats:
    if _is_triple(reply):
        expect(reply).fail(
            "returns three things", kind="shape", expected=FOUR, actual=show.value(reply.value),
            symptom="history-not-returned",
        )  # fmt: skip
    part = expect(reply).items(4, FOUR)[3]
    try:
        return read_history(part)
    except judge.Unfit as unfit:
        expect(reply).fail(
            "gives a loss_history that is not a sequence of numbers", kind=unfit.kind,
            expected="one number for each epoch", actual=unfit.got,
        )  # fmt: skip


def _is_triple(reply: Reply) -> bool:
    value: Any = expect(reply).value
    return isinstance(value, list | tuple) and len(value) == 3  # pyright: ignore[reportUnknownArgumentType]
