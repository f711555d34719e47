"""Build a failed check's message: the call, what came back, what was expected, at most one cause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from calcgrade.checking import show
from calcgrade.checking.judge import flatten
from calcgrade.results.model import Counterexample, Location, Order

if TYPE_CHECKING:
    from calcgrade.checking.failure import Failure

FULL_SENTENCE = ("missing", "not started")
"""Kinds of failure whose headline stands alone, without the call before it."""


def text(failure: Failure, cause: str) -> str:
    """Return the whole message for a learner."""
    parts = [_headline(failure)]
    block = _block(failure)
    if block:
        parts.append(block)
    place = location(failure)
    if failure.status == "error" and place and failure.reply and failure.reply.raised:
        line = failure.reply.raised.text
        parts.append(f"{place.file}, line {place.line}" + (f":\n    {line}" if line else ""))
    if failure.remark:
        parts.append(failure.remark)
    if cause:
        parts.append(cause)
    return "\n\n".join(parts)


def counterexample(failure: Failure) -> Counterexample | None:
    """Return the facts of the failing call as text that can be pasted."""
    if failure.reply is None or failure.kind in FULL_SENTENCE:
        return None
    names = show.Names(whole=True)
    call = show.call(failure.reply.call, names)
    return Counterexample(
        call=call,
        where=names.python(numpy=_leaves_the_numbers(failure.reply.value)),
        expected=failure.expected,
        actual=failure.actual,
        error=failure.error,
        tolerance=failure.tolerance,
    )


def _leaves_the_numbers(value: Any) -> bool:
    """Tell whether an answer holds inf or nan: pasted, Python's own numbers would raise on the way there."""
    if isinstance(value, list | tuple):
        return any(map(_leaves_the_numbers, cast("list[Any]", value)))
    found = flatten(value)
    return found is not None and not bool(np.all(np.isfinite(found)))


def location(failure: Failure) -> Location | None:
    """Return the learner's line where their code raised."""
    raised = failure.reply.raised if failure.reply is not None and failure.status == "error" else None
    if raised is None or raised.file is None or raised.line is None:
        return None
    return Location(file=raised.file, line=raised.line)


def order(failure: Failure) -> Order | None:
    """Return how the error followed the step, where that was judged and every number is finite, as JSON demands."""
    found = failure.order
    if found is None or not found.is_finite:
        return None
    return Order(steps=list(found.steps), errors=list(found.errors), bounds=list(found.bounds))


def _headline(failure: Failure) -> str:
    if failure.reply is None or failure.kind in FULL_SENTENCE:
        return failure.headline
    names = show.Names()
    call = show.call(failure.reply.call, names)
    where = f" for {names.mathematics()}" if names.definitions else ""
    return f"{call}{where} {failure.headline.rstrip('.')}."


def _block(failure: Failure) -> str:
    if not failure.actual or not failure.expected:
        return ""
    near = f"   (within {failure.tolerance})" if failure.tolerance and failure.tolerance != "0" else ""
    got, want = _align(failure.actual, failure.expected)
    return f"    you returned   {got}\n    expected       {want}{near}"


def _align(got: str, want: str) -> tuple[str, str]:
    """Line the entries of two short vectors up in columns."""
    pairs = [got[1:-1].split(", "), want[1:-1].split(", ")]
    if not (got[:1] == want[:1] == "[" and len(pairs[0]) == len(pairs[1]) > 1):
        return got, want
    widths = [max(map(len, column)) for column in zip(*pairs, strict=True)]
    rows = ["[" + ", ".join(f"{x:>{w}}" for x, w in zip(row, widths, strict=True)) + "]" for row in pairs]
    return rows[0], rows[1]
