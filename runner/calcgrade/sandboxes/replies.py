"""A call into learner code, and what came back."""

from __future__ import annotations

import enum
from typing import Any, NamedTuple

import msgspec

from calcgrade.wire import messages as m
from calcgrade.wire.values import Value, ValueRefused, argument, to_python


class Status(enum.Enum):
    """What became of a call or of loading a file."""

    OK = "ok"
    RAISED = "raised"
    TIMED_OUT = "timed_out"
    CRASHED = "crashed"
    MISSING = "missing"
    OVERSIZED = "oversized"


class Call:
    """A function of the learner's, the arguments it gets, and whether a figure is wanted.

    Positional arguments may be None, bool, int, float, str, list, tuple, ndarray and formulas.

    Attributes
    ----------
    figure : bool
        Whether what it draws is wanted: the data in it, which are what is judged.
    picture : bool
        Whether the figure's picture is wanted too, which takes as long to draw as a hundred other calls.
    """

    __slots__ = ("_encoded", "args", "figure", "function", "kwargs", "picture")

    def __init__(self, function: str, *args: object, figure: bool = False, **kwargs: object) -> None:
        self.function = function
        self.args = args
        self.kwargs = kwargs
        self.figure = figure
        self.picture = False
        self._encoded: tuple[list[object], dict[str, object]] | None = None

    def encode(self) -> None:
        """Encode the arguments, once; raises whatever an argument that cannot be sent makes it raise."""
        if self._encoded is None:
            kwargs = {key: argument(value) for key, value in self.kwargs.items()}
            self._encoded = [argument(value) for value in self.args], kwargs

    def encoded(self, index: int) -> list[object]:
        """Return the call as the worker reads it."""
        wanted = ("picture" if self.picture else "data") if self.figure else ""
        return [index, *self.asked(), wanted]

    def asked(self) -> list[object]:
        """Return what tells different calls apart: the function and its encoded arguments."""
        self.encode()
        assert self._encoded is not None  # noqa: S101 - encode() made it
        return [self.function, *self._encoded]

    def __repr__(self) -> str:
        shown = [*map(repr, self.args), *(f"{key}={value!r}" for key, value in self.kwargs.items())]
        return f"{self.function}({', '.join(shown)})"


class Raised(msgspec.Struct, frozen=True):
    """An exception of the learner's code, and their own line."""

    type: str
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    text: str | None = None

    @classmethod
    def from_outcome(cls, outcome: m.RaisedOutcome) -> Raised:
        """Take over what the worker said."""
        return cls(
            outcome.type, outcome.message, outcome.file, outcome.line, outcome.column, outcome.text
        )  # fmt: skip


class Judged(NamedTuple):
    """What a reply was compared with.

    Attributes
    ----------
    expected : object
        The right value.
    within : float or ndarray
        Absolute tolerance, truncation and rounding together.
    rounding : float or ndarray
        The rounding part alone, with which misconceptions are matched.
    """

    expected: Any
    within: Any = 0.0
    rounding: Any = 0.0


class Reply(msgspec.Struct):
    """What came back from one call. Everything in it is the learner's claim.

    Attributes
    ----------
    value : object
        What was returned, where ``status`` is OK.
    raised : Raised or None
        The exception, where ``status`` is RAISED.
    seconds : float
        Time the call took inside the sandbox.
    mutated : tuple of int
        Positions of arguments that the call changed.
    observed : tuple of tuple of float
        Points at which a formula argument was evaluated, at most 32.
    output : str
        What was printed during the call.
    judged : Judged or None
        What it was compared with, once a check has done so.
    margin : float or None
        Largest error / tolerance of its parts, where they and not the whole value were compared.
    """

    call: Call
    status: Status
    value: Value = None
    raised: Raised | None = None
    detail: str = ""
    seconds: float = 0.0
    mutated: tuple[int, ...] = ()
    observed: tuple[tuple[float, ...], ...] = ()
    output: str = ""
    dropped: int = 0
    judged: Judged | None = None
    margin: float | None = None

    @classmethod
    def from_answer(cls, call: Call, answer: m.Answer) -> Reply:
        """Build from a worker's answer."""
        outcome = answer.outcome
        common: dict[str, Any] = {
            "seconds": answer.seconds,
            "mutated": tuple(answer.mutated),
            "observed": tuple(tuple(point) for point in answer.observed),
            "output": answer.output,
            "dropped": answer.dropped,
        }
        if isinstance(outcome, m.ValueOutcome):
            try:
                return cls(call, Status.OK, value=to_python(outcome.value), **common)
            except ValueRefused as error:
                raise m.ProtocolError(str(error)) from None
        if isinstance(outcome, m.RaisedOutcome):
            return cls(call, Status.RAISED, raised=Raised.from_outcome(outcome), **common)
        status = Status.MISSING if isinstance(outcome, m.MissingOutcome) else Status.OVERSIZED
        return cls(call, status, **common)


class LoadReport(msgspec.Struct, frozen=True):
    """What became of running the learner's file."""

    status: Status
    problem: Raised | None = None
    defined: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    detail: str = ""
    output: str = ""

    @classmethod
    def from_message(cls, message: m.Loaded) -> LoadReport:
        """Build from a worker's word about the import."""
        problem = Raised.from_outcome(message.problem) if message.problem else None
        status = Status.RAISED if problem else Status.OK
        defined, notes = tuple(message.defined), tuple(message.notes)
        return cls(status, problem, defined, notes, output=message.output)
