"""Messages from a worker, decoded strictly; anything else is refused."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from calcgrade import limits
from calcgrade.wire.values import Wire  # noqa: TC001 - msgspec reads annotations when it runs

Seconds = Annotated[float, msgspec.Meta(ge=0, le=1e6)]
"""A time that a result may carry: the worker measures it where learner code can meddle with it."""

Count = Annotated[int, msgspec.Meta(ge=0)]
Position = Annotated[int, msgspec.Meta(ge=0, le=limits.LINE_NUMBER)]
Name = Annotated[str, msgspec.Meta(max_length=limits.NAME)]
Text = Annotated[str, msgspec.Meta(max_length=limits.MESSAGE)]
Output = Annotated[str, msgspec.Meta(max_length=limits.OUTPUT + limits.KIB)]
"""The kilobyte is for the worker's own words about what it dropped."""

Point = Annotated[list[float], msgspec.Meta(max_length=limits.COORDINATES)]


class ProtocolError(Exception):
    """A worker sent something that the protocol does not allow."""


class _Message(msgspec.Struct, array_like=True, forbid_unknown_fields=True, tag_field="kind"):
    """Base of all messages and outcomes."""


class ValueOutcome(_Message, tag="value"):
    """The function returned."""

    value: Wire


class RaisedOutcome(_Message, tag="raised"):
    """The function, or the file at import, raised."""

    type: Name
    message: Text
    file: Name | None
    line: Position | None
    column: Position | None
    text: Name | None


class MissingOutcome(_Message, tag="missing"):
    """The file defines no such function."""


class OversizedOutcome(_Message, tag="oversized"):
    """The function returned more than a reply may hold."""


Outcome = ValueOutcome | RaisedOutcome | MissingOutcome | OversizedOutcome


class Hello(_Message, tag="hello"):
    """First message of a worker; one that does not fork serves a single exercise."""

    protocol: int
    python: Name
    numpy: Name
    forks: bool = True


class Plots(_Message, tag="plots"):
    """Matplotlib is loaded."""

    matplotlib: Name


class Loaded(_Message, tag="loaded"):
    """The learner's file was run."""

    problem: RaisedOutcome | None
    defined: Annotated[list[Name], msgspec.Meta(max_length=limits.NOTES)]
    notes: Annotated[list[Text], msgspec.Meta(max_length=limits.NOTES)]
    output: Output
    dropped: Count
    seconds: Seconds


class Answer(_Message, tag="answer"):
    """Answer to the call with this index in its message."""

    index: int
    outcome: Outcome
    seconds: Seconds
    mutated: Annotated[list[int], msgspec.Meta(max_length=limits.MUTATED)]
    observed: Annotated[list[Point], msgspec.Meta(max_length=limits.OBSERVED)]
    output: Output
    dropped: Count


class Ended(_Message, tag="ended"):
    """The exercise's child is gone."""

    reason: Literal["timed_out", "crashed"]
    how: Name
    output: Output
    dropped: Count


Message = Hello | Plots | Loaded | Answer | Ended

_decoder = msgspec.json.Decoder(list[Message])


def decode(payload: bytes) -> list[Message]:
    """Decode one frame's payload; `ProtocolError` for anything malformed."""
    try:
        return _decoder.decode(payload)
    except (msgspec.MsgspecError, RecursionError, UnicodeError, ValueError) as error:
        raise ProtocolError(f"{type(error).__name__}: {str(error)[:200]}") from None
