"""What passes between the batch and the process that compares."""

from __future__ import annotations

import msgspec


class Sources(msgspec.Struct, frozen=True):
    """A learner's Python files, by exercise; the learner without a name is the course, whose stubs do not count."""

    learner: str
    files: dict[str, bytes]


class Pair(msgspec.Struct, frozen=True):
    """Two learners whose work is alike.

    Attributes
    ----------
    alike : float
        Mean over the exercises that both have begun, from 0 to 1.
    exercises : list of (str, float)
        How alike each exercise is.
    """

    one: str
    other: str
    alike: float
    exercises: list[tuple[str, float]]


encode = msgspec.msgpack.encode
to_sources = msgspec.msgpack.Decoder(Sources).decode
to_pairs = msgspec.msgpack.Decoder(list[Pair]).decode
