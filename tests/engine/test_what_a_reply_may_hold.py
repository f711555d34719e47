"""A forged reply may hold no more than the worker would send: the grader's memory and time are no learner's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from calcgrade import limits
from calcgrade.sandboxes.replies import Call, Reply
from calcgrade.wire.messages import Answer, ProtocolError, RaisedOutcome, decode
from calcgrade.worker import artists, capture, codec, formulas, loader

if TYPE_CHECKING:
    from pathlib import Path

LONG = "x" * 5000
RAISED = ["raised", "E", "m", "f.py", 1, 1, "t"]


def test_both_sides_know_the_same_bounds() -> None:
    of_the_worker = (
        codec.MAX_ITEMS, codec.MAX_TEXT, loader.MAX_NAME, loader.MAX_MESSAGE, loader.MAX_NOTES, loader.MAX_LINE,
        formulas.OBSERVED_LIMIT, artists.FIGURE_ARTISTS, artists.FIGURE_POINTS, artists.MAX_TEXTS,
        artists.TEXT_LENGTH, capture.KEEP,
    )  # fmt: skip
    assert of_the_worker == (
        limits.VALUE_ITEMS, limits.TEXT, limits.NAME, limits.MESSAGE, limits.NOTES, limits.LINE_NUMBER,
        limits.OBSERVED, limits.FIGURE_ARTISTS, limits.FIGURE_POINTS, limits.AXES_TEXTS,
        limits.NAME, limits.OUTPUT,
    )  # fmt: skip


def answered(outcome: list[Any], mutated: Any = (), observed: Any = (), output: str = "") -> bytes:
    return json.dumps([["answer", 0, outcome, 0.0, list(mutated), list(observed), output, 0]]).encode()


def drawn(*lines: int, axes: int = 1, **beside: Any) -> list[Any]:
    """A drawing of lines with so many points each."""
    parts: list[Any] = [{"x": [0] * points, "y": [0] * points} for points in lines]
    return ["value", ["figure", "", {"axes": [{"lines": parts, **beside}, *[{}] * (axes - 1)]}]]


def loaded(problem: Any = None, defined: Any = (), notes: Any = (), output: str = "") -> bytes:
    return json.dumps([["loaded", problem, list(defined), list(notes), output, 0, 0.0]]).encode()


WITHIN = {
    "a value of many items": answered(["value", ["list", [0] * limits.VALUE_ITEMS]]),
    "a long text": answered(["value", "x" * limits.TEXT]),
    "many points": answered(["value", 0], observed=[[0] * limits.COORDINATES] * limits.OBSERVED),
    "many changed arguments": answered(["value", 0], mutated=[0] * limits.MUTATED),
    "much output": answered(["value", 0], output="x" * (limits.OUTPUT + limits.KIB)),
    "a long message": answered(["raised", "x" * limits.NAME, "x" * limits.MESSAGE, "f", limits.LINE_NUMBER, 0, "t"]),
    "many artists": answered(drawn(*[1] * limits.FIGURE_ARTISTS)),
    "points of one artist": answered(drawn(limits.FIGURE_POINTS)),
    "many axes": answered(drawn(axes=limits.FIGURE_AXES, texts=["x" * limits.NAME] * limits.AXES_TEXTS)),
    "many notes": loaded(RAISED, ["f"] * limits.NOTES, ["x" * limits.MESSAGE] * limits.NOTES),
}  # fmt: skip
BEYOND = {
    "a value of too many items": answered(["value", ["list", [0] * (limits.VALUE_ITEMS + 1)]]),
    "lists of lists": answered(["value", ["list", [["list", [0] * 999]] * 51]]),
    "a dict of lists": answered(["value", ["dict", [[str(k), ["list", [0] * 999]] for k in range(51)]]]),
    "a text too long": answered(["value", LONG]),
    "a key too long": answered(["value", ["dict", [[LONG, 0]]]]),
    "a type too long": answered(["value", ["opaque", LONG, ""]]),
    "what stands for a value too long": answered(["value", ["opaque", "", LONG]]),
    "a dtype too long": answered(["value", ["array", "f8", [0], "", LONG]]),
    "too many points": answered(["value", 0], observed=[[]] * (limits.OBSERVED + 1)),
    "too many coordinates": answered(["value", 0], observed=[[0] * (limits.COORDINATES + 1)]),
    "too many changed arguments": answered(["value", 0], mutated=[0] * (limits.MUTATED + 1)),
    "too much output": answered(["value", 0], output="x" * (limits.OUTPUT + limits.KIB + 1)),
    "an exception's name too long": answered(["raised", LONG, "", None, None, None, None]),
    "a message too long": answered(["raised", "E", LONG, None, None, None, None]),
    "a file name too long": answered(["raised", "E", "", LONG, 1, None, None]),
    "a line too far": answered(["raised", "E", "", "f", 10**300, None, None]),
    "a line before the first": answered(["raised", "E", "", "f", -1, None, None]),
    "a column too far": answered(["raised", "E", "", "f", 1, 2**31, None]),
    "a source line too long": answered(["raised", "E", "", "f", 1, None, LONG]),
    "too many artists": answered(drawn(*[1] * (limits.FIGURE_ARTISTS + 1))),
    "empty artists": answered(drawn(*[0] * (limits.FIGURE_ARTISTS + 1))),
    "too many points of one artist": answered(drawn(limits.FIGURE_POINTS + 1)),
    "too many points of two": answered(drawn(limits.FIGURE_POINTS, 1)),
    "too many axes": answered(drawn(axes=limits.FIGURE_AXES + 1)),
    "too many words": answered(drawn(texts=[""] * (limits.AXES_TEXTS + 1))),
    "a title too long": answered(drawn(title=LONG)),
    "a problem too long": loaded(["raised", "E", LONG, None, None, None, None]),
    "too many functions": loaded(defined=[""] * (limits.NOTES + 1)),
    "too many notes": loaded(notes=[""] * (limits.NOTES + 1)),
    "a note too long": loaded(notes=[LONG]),
    "too much output at import": loaded(output="x" * (limits.OUTPUT + limits.KIB + 1)),
    "a version too long": json.dumps([["plots", LONG]]).encode(),
    "a greeting too long": json.dumps([["hello", 1, LONG, "", True]]).encode(),
    "an end too long": json.dumps([["ended", "crashed", LONG, "", 0]]).encode(),
}


def taken(payload: bytes) -> None:
    for message in decode(payload):
        if isinstance(message, Answer):
            Reply.from_answer(Call("f"), message)


@pytest.mark.parametrize("payload", WITHIN.values(), ids=WITHIN.keys())
def test_what_the_worker_may_send_is_taken(payload: bytes) -> None:
    taken(payload)


@pytest.mark.parametrize("payload", BEYOND.values(), ids=BEYOND.keys())
def test_what_no_worker_sends_is_refused(payload: bytes) -> None:
    with pytest.raises(ProtocolError):
        taken(payload)


def test_the_scatters_of_a_picture_count_as_its_lines_do() -> None:
    crowd = [{"x": [0], "y": []}] * limits.FIGURE_ARTISTS
    with pytest.raises(ProtocolError, match="figure"):
        taken(answered(drawn(1, scatters=crowd)))


class Unspeakable(Exception):
    def __str__(self) -> str:
        raise KeyboardInterrupt


class Text(str):
    def __str__(self) -> str:
        return LONG

    __slots__ = ()


class Number(int):
    def __le__(self, other: object) -> bool:
        return True


def syntax_error(**attributes: object) -> SyntaxError:
    error = SyntaxError("wrong")
    for name, value in attributes.items():
        setattr(error, name, value)
    return error


RAISED_BY_LEARNERS: dict[str, BaseException] = {
    "one that cannot be told": Unspeakable(),
    "one with a name too long": type(LONG, (Exception,), {})(),
    "one with a message too long": ValueError(LONG),
    "one that holds a surrogate": ValueError("\ud800"),
    "a line that is none": syntax_error(filename="a.py", lineno="7", text="x"),
    "a line far away": syntax_error(filename="a.py", lineno=10**30, offset=-5, text="x"),
    "a number that is another": syntax_error(filename="a.py", lineno=Number(10**30), offset=Number(2**40)),
    "a message that is no text": syntax_error(msg=[1], filename=3, text=b"x"),
    "a message that is another": syntax_error(msg=Text("short"), filename=Text("a.py"), text=Text("x")),
}


@pytest.mark.parametrize("error", RAISED_BY_LEARNERS.values(), ids=RAISED_BY_LEARNERS.keys())
def test_whatever_a_learner_raises_arrives_as_raised(error: BaseException, tmp_path: Path) -> None:
    for name in ("filename", "text"):
        if getattr(error, name, None) == "a.py":
            setattr(error, name, str(tmp_path / "a.py"))
    told = loader.Source(str(tmp_path)).raised(error)
    [message] = decode(answered(told))
    assert isinstance(message, Answer)
    assert isinstance(message.outcome, RaisedOutcome)
    assert message.outcome.type == type(error).__name__[: limits.NAME]


def test_a_line_of_a_syntax_error_is_kept(tmp_path: Path) -> None:
    error = syntax_error(filename=str(tmp_path / "a.py"), lineno=7, offset=3, text="x = = 1")
    told = loader.Source(str(tmp_path)).raised(error)
    assert told == ["raised", "SyntaxError", "wrong", "a.py", 7, 3, "x = = 1"]


def test_dicts_in_dicts_are_not_sent_beyond_the_bound() -> None:
    inner = dict.fromkeys(range(999), 0)
    assert codec.encode(dict.fromkeys(range(49), inner))[0] == "dict"
    with pytest.raises(codec.Unencodable):
        codec.encode(dict.fromkeys(range(51), inner))
