"""``expect(reply).to_be_close_to(…)``: compare a reply with what is right, or fail the check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, cast

import numpy as np

from calcgrade.checking import judge, show
from calcgrade.checking.failure import Failure
from calcgrade.sandboxes.replies import Judged, Reply, Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import ArrayLike, NDArray

    from calcgrade.wire.values import Value


class Expectation:
    """One reply under judgement. Every method raises `Failure` unless what it says is true."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply

    @property
    def value(self) -> Value:
        """What was returned; `Failure` where the call did not return."""
        reply = self.reply
        name = reply.call.function
        if reply.status is Status.OK:
            return reply.value
        if reply.raised is not None:
            if reply.raised.type == "NotImplementedError":
                headline = f"{name} is not written yet."
                raise Failure("not_started", "not started", headline, reply, symptom="not-started")
            what = f"{reply.raised.type}: {reply.raised.message}".rstrip(": ")
            raise Failure("error", f"raised {reply.raised.type}", f"stopped with {what}", reply, actual=what)
        if reply.status is Status.TIMED_OUT:
            raise Failure("timed_out", "timed out", "did not finish in time", reply, symptom="never-returns")
        if reply.status is Status.MISSING:
            headline = f"There is no function called {name} in this file."
            raise Failure("error", "missing", headline, reply, symptom="function-missing")
        if reply.status is Status.OVERSIZED:
            raise Failure("failed", "oversized", "returned more than a reply may hold", reply)
        headline = f"ended the Python process ({reply.detail})"
        raise Failure("error", "crashed", headline, reply, symptom="crashes-python")

    def number(self) -> float:
        """Return the value as a finite float."""
        value = self.value
        try:
            return judge.number(value)
        except judge.Unfit as unfit:
            self._unfit(unfit, "a number", value)

    def array(self, shape: tuple[int, ...], names: Sequence[str] = ()) -> NDArray[np.float64]:
        """Return the value as a finite float64 array of exactly ``shape``; messages may name its entries."""
        value = self.value
        try:
            return judge.array(value, shape)
        except judge.Unfit as unfit:
            self._unfit(unfit, wanted(shape, names), value)

    def to_be_close_to(
        self,
        expected: ArrayLike,
        within: ArrayLike,
        *,
        rounding: ArrayLike | None = None,
        names: Sequence[str] = (),
    ) -> None:
        """Demand a number or array equal to ``expected`` but for an error of at most ``within``.

        Parameters
        ----------
        expected : float or ndarray
            Right value; its shape is demanded exactly (an array with one element may stand for a number).
        within : float or ndarray
            Absolute tolerance, a scalar or one per entry.
        rounding : float or ndarray, optional
            The rounding part of ``within`` alone, with which misconceptions are matched.
        names : sequence of str
            What the message calls the entries; their numbers from 0 if empty.
        """
        right = np.asarray(expected, dtype=np.float64)
        tolerance = np.broadcast_to(np.asarray(within, dtype=np.float64), right.shape)
        self.reply.judged = Judged(right, tolerance, within if rounding is None else rounding)
        actual = np.asarray(self.number()) if right.ndim == 0 else self.array(right.shape, names)
        with np.errstate(over="ignore"):  # a reply may be as large as a float can be
            error = np.abs(actual - right)
        fits = error <= tolerance
        if not np.all(fits):
            self._off(actual, right, error, tolerance, ~fits, names)

    def _off(
        self,
        actual: NDArray[np.float64],
        right: NDArray[np.float64],
        error: NDArray[np.float64],
        tolerance: NDArray[np.float64],
        off: NDArray[np.bool_],
        names: Sequence[str],
    ) -> NoReturn:
        shown: tuple[Any, Any]
        worst: tuple[int, ...] = ()
        if right.ndim == 0:
            headline, shown = "is off", (float(actual), float(right))
        elif right.ndim == 1 and right.size <= show.MAX_SHOWN:
            headline, shown = f"is off in {_entries(off, names)}", (actual, right)
            with np.errstate(over="ignore"):
                worst = (int(np.argmax(error / np.maximum(tolerance, 5e-324))),)
        else:
            first = tuple(int(k) for k in np.argwhere(off)[0])
            name = str(first[0]) if len(first) == 1 else str(first)
            headline = f"is off in {int(off.sum())} of {off.size} entries, first in entry {name}"
            shown, worst = (float(actual[first]), float(right[first])), first
        got, want = show.pair(*shown)
        raise Failure(
            "failed", "value", headline, self.reply, expected=want, actual=got,
            error=show.figure(float(error[worst]), 2), tolerance=show.figure(float(tolerance[worst]), 2),
        )  # fmt: skip

    def to_equal(self, expected: str | int | bool) -> None:
        """Demand this text (case and outer blanks do not count) or this whole number."""
        self.reply.judged = Judged(expected)
        value = self.value
        actual: Any = value
        if isinstance(expected, str):
            if not isinstance(value, str):
                self._unfit(judge.Unfit("type", judge.describe(value)), f"the text {expected!r}", value)
            fits = value.strip().lower() == expected.lower()
        else:
            actual = self.number()
            fits = actual == expected
            actual = int(actual) if actual == int(actual) else actual
        if not fits:
            got, want = show.pair(actual, expected)
            raise Failure("failed", "value", "is not right", self.reply, expected=want, actual=got)

    def entries(self, *keys: str) -> dict[str, Value]:
        """Return the value as a dict that has these keys."""
        value = self.value
        names = ", ".join(keys)
        if not isinstance(value, dict):
            want = f"a dict with the key{'s' if len(keys) != 1 else ''} {names}"
            self._unfit(judge.Unfit("type", judge.describe(value)), want, value)
        held = cast("dict[str, Value]", value)
        absent = [key for key in keys if key not in held]
        if absent:
            headline = f"has no entry {', '.join(map(repr, absent))}"
            present = judge.cut(", ".join(held), 100) or "no keys"
            raise Failure("failed", "keys", headline, self.reply, expected=names, actual=present)
        return {key: held[key] for key in keys}

    def numbers(self, *keys: str) -> dict[str, float]:
        """Return the finite numbers that a dict has under these keys; it may have more."""
        found: dict[str, float] = {}
        for key, value in self.entries(*keys).items():
            try:
                found[key] = judge.number(value)
            except judge.Unfit as unfit:
                headline = f"has no {'finite ' if unfit.kind == 'not finite' else ''}number under {key!r}"
                raise Failure(
                    "failed", unfit.kind, headline, self.reply, expected="a number", actual=unfit.got
                ) from None
        return found

    def entries_to_be_close_to(self, expected: Mapping[str, float], within: Mapping[str, float]) -> None:
        """Demand a dict with these numbers but for errors of at most ``within``; it may have more entries.

        Parameters
        ----------
        expected : mapping of str to float
            Right value of each entry that is judged.
        within : mapping of str to float
            Absolute tolerance of each.
        """
        # Misconceptions are matched with values in the order of their keys.
        bounds = [within[key] for key in sorted(expected)]
        self.reply.judged = Judged(dict(expected), bounds, bounds)
        actual = self.numbers(*expected)
        errors = {key: abs(actual[key] - right) for key, right in expected.items()}
        off = [key for key, error in errors.items() if not (error <= within[key])]
        if off:
            got, want = show.pair({key: actual[key] for key in off}, {key: expected[key] for key in off})
            worst = max(off, key=lambda key: errors[key] / max(within[key], 5e-324))
            raise Failure(
                "failed", "value", f"is off in {show.listed(off)}", self.reply, expected=want, actual=got,
                error=show.figure(errors[worst], 2), tolerance=show.figure(within[worst], 2),
            )  # fmt: skip

    def items(self, count: int, what: str) -> list[Value]:
        """Return the value as a list, tuple or array of ``count`` items; ``what`` names them."""
        value = self.value
        if isinstance(value, np.ndarray) and value.ndim >= 1:
            value = value.tolist() if value.ndim == 1 else list(value)  # pyright: ignore[reportUnknownArgumentType]
        if not isinstance(value, list | tuple):
            self._unfit(judge.Unfit("type", judge.describe(value)), what, value)
        items: list[Value] = list(value)  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]
        if len(items) != count:
            self._unfit(judge.Unfit("shape", f"{len(items)} values"), what, value)
        return items

    def not_to_change(self, position: int, name: str) -> None:
        """Demand that the argument at ``position`` (called ``name``) was left as it was."""
        _ = self.value
        if position in self.reply.mutated:
            headline = f"changes the {name} that it was given"
            raise Failure("failed", "mutation", headline, self.reply, symptom="mutates-argument")

    def fail(self, headline: str, *, kind: str = "value", expected: str = "", actual: str = "",
             error: str = "", tolerance: str = "", symptom: str = "", remark: str = "") -> NoReturn:  # fmt: skip
        """Fail the check with a sentence that follows the call."""
        raise Failure(
            "failed", kind, headline, self.reply, expected=expected, actual=actual,
            error=error, tolerance=tolerance, symptom=symptom, remark=remark,
        )  # fmt: skip

    def _unfit(self, unfit: judge.Unfit, want: str, value: Value) -> NoReturn:
        symptom = ""
        if value is None:
            symptom = "prints-instead-of-returning" if self.reply.output.strip() else "returns-nothing"
        elif isinstance(value, str) and want.startswith(("a number", "an array", "the numbers")):
            symptom = "returns-text"
        headline = {
            "type": "does not return " + want,
            "shape": "has the wrong shape",
            "empty": "is empty",
            "not finite": "is not a finite number" if want == "a number" else "is not finite everywhere",
        }[unfit.kind]
        raise Failure(
            "failed", unfit.kind, headline, self.reply, expected=want, actual=unfit.got, symptom=symptom
        )


def expect(reply: Reply) -> Expectation:
    """Put a reply under judgement."""
    return Expectation(reply)


def wanted(shape: tuple[int, ...], names: Sequence[str] = ()) -> str:
    """Name what an array of this shape is, for a message."""
    if names:
        return f"the numbers {show.listed(names)}"
    if len(shape) == 1:
        return f"an array of {shape[0]} number{'s' if shape[0] != 1 else ''}"
    return f"an array of shape {shape}"


def _entries(off: NDArray[np.bool_], names: Sequence[str]) -> str:
    places = [int(k) for k in np.flatnonzero(off)]
    if names:
        return show.listed([names[k] for k in places])
    if off.size == 1:
        return "its only entry"
    if len(places) == off.size:
        return "both entries" if off.size == 2 else f"all {off.size} entries"
    return f"entr{'y' if len(places) == 1 else 'ies'} {show.listed([str(k) for k in places])}"
