"""Messages from a worker, decoded strictly; anything else is refused."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from calcgrade.wire.values import Wire  # noqa: TC001 - msgspec reads annotations when it runs

Seconds = Annotated[float, msgspec.Meta(ge=0, le=1e6)]
"""A time that a result may carry: the worker measures it where learner code can meddle with it."""

Count = Annotated[int, msgspec.Meta(ge=0)]


class ProtocolError(Exception):
    """A worker sent something that the protocol does not allow."""


class _Message(msgspec.Struct, array_like=True, forbid_unknown_fields=True, tag_field="kind"):
    """Base of all messages and outcomes."""


class ValueOutcome(_Message, tag="value"):
    """The function returned."""

    value: Wire


class RaisedOutcome(_Message, tag="raised"):
    """The function, or the file at import, raised."""

    type: str
    message: str
    file: str | None
    line: int | None
    column: int | None
    text: str | None


class MissingOutcome(_Message, tag="missing"):
    """The file defines no such function."""


class OversizedOutcome(_Message, tag="oversized"):
    """The function returned more than a reply may hold."""


Outcome = ValueOutcome | RaisedOutcome | MissingOutcome | OversizedOutcome


class Hello(_Message, tag="hello"):
    """First message of a worker; one that does not fork serves a single exercise."""

    protocol: int
    python: str
    numpy: str
    forks: bool = True


class Plots(_Message, tag="plots"):
    """Matplotlib is loaded."""

    matplotlib: str


class Loaded(_Message, tag="loaded"):
    """The learner's file was run."""

    problem: RaisedOutcome | None
    defined: list[str]
    notes: list[str]
    output: str
    dropped: Count
    seconds: Seconds


class Answer(_Message, tag="answer"):
    """Answer to the call with this index in its message."""

    index: int
    outcome: Outcome
    seconds: Seconds
    mutated: list[int]
    observed: list[list[float]]
    output: str
    dropped: Count


class Ended(_Message, tag="ended"):
    """The exercise's child is gone."""

    reason: Literal["timed_out", "crashed"]
    how: str
    output: str
    dropped: Count


Message = Hello | Plots | Loaded | Answer | Ended

_decoder = msgspec.json.Decoder(list[Message])


def decode(payload: bytes) -> list[Message]:
    """Decode one frame's payload; `ProtocolError` for anything malformed."""
    try:
        return _decoder.decode(payload)
    except (msgspec.MsgspecError, RecursionError, UnicodeError, ValueError) as error:
        raise ProtocolError(f"{type(error).__name__}: {str(error)[:200]}") from None
