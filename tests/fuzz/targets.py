"""What reads bytes from somebody hostile, one function each: it says nothing, or what was promised is not so.

Each takes any bytes. The exceptions that its code declares are caught here; every other one, an assertion, a
hang or a heap of memory is a finding. `test_decoders` runs them with Hypothesis, `guided` with atheris.
"""

from __future__ import annotations

import base64
import contextlib
import io
import struct
import zlib
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from calcgrade import limits
from calcgrade.checking.pictures import arrays, labelled, plots
from calcgrade.course import load
from calcgrade.engine import cases, compose, outcome
from calcgrade.errors import InputError, SandboxLost
from calcgrade.intake import names, tree, unpack
from calcgrade.intake.archive import Archive, BadArchive
from calcgrade.reports import html, png
from calcgrade.reports.terminal import Terminal
from calcgrade.results import model
from calcgrade.sandboxes.exercise_request import ExerciseRequest
from calcgrade.sandboxes.replies import Call, LoadReport, Reply, Status
from calcgrade.sandboxes.session import Session
from calcgrade.wire.frames import CHILD, HEADER, PARENT, FrameReader
from calcgrade.wire.messages import Answer, ProtocolError, decode
from calcgrade.wire.values import MAX_BITS, MAX_DEPTH, Picture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calcgrade.course.load import Course

ROOT = Path(__file__).parents[2]
KIB = limits.KIB


Form = Literal["bytes", "json", "lines"]


class Target(NamedTuple):
    """A reader of hostile bytes.

    Attributes
    ----------
    run : callable
        Reads the bytes.
    share : int
        How many of a thousand runs it gets; less where a run costs more.
    most : int
        Bytes of the longest input that is tried.
    base, factor : int
        Memory it may take at once: ``base + factor * len(data)`` bytes.
    form : {"bytes", "json", "lines"}
        What most inputs should keep: JSON, lines of JSON, or nothing.
    """

    run: Callable[[bytes], None]
    share: int
    most: int = 4 * KIB
    base: int = 256 * KIB
    factor: int = 64
    form: Form = "bytes"


# The wire


def frames(data: bytes) -> None:
    """The stream, cut anywhere; the first byte says into which pieces."""
    size = 1 + data[0] if data else 1
    pieces = [data[k : k + size] for k in range(1, len(data), size)]
    with contextlib.suppress(ProtocolError):
        whole = FrameReader().feed(data[1:])
        reader = FrameReader()
        assert [frame for piece in pieces for frame in reader.feed(piece)] == whole
        for frame in whole:
            assert len(frame.payload) <= limits.FRAME
            assert frame.speaker in (PARENT, CHILD)
        assert sum(HEADER + len(frame.payload) for frame in whole) <= len(data)


def messages(data: bytes) -> None:
    """One frame's payload."""
    with contextlib.suppress(ProtocolError):
        for message in decode(data):
            if isinstance(message, Answer):
                with contextlib.suppress(ProtocolError):
                    _is_plain(Reply.from_answer(Call("f"), message).value)


def values(data: bytes) -> None:
    """The JSON of one value that a function returned."""
    if (reply := replied(data)) is not None:
        _is_plain(reply.value)


def figures(data: bytes) -> None:
    """The JSON of a drawing, of which every question is then asked."""
    reply = replied(b'["figure","",' + data + b"]")
    if reply is None or not isinstance(reply.value, Picture):
        return
    shown = arrays.read(reply.value.drawing)
    said = [
        plots.curve_agrees(shown, np.square, (-2.0, 2.0)),
        plots.straight_line(shown, 2.0, 1.0, (-1.0, 1.0)),
        plots.tangent_at(shown, 1.0, 1.0, 2.0),
        plots.touches(shown, 1.0, 1.0),
        plots.path_end(shown, [1.0, -2.0]),
        plots.series_matches(shown, SOME_SERIES),
        plots.monotone_decreasing_series(shown),
        plots.has_path(shown, SOME_SERIES, heights=np.square(SOME_SERIES)),
        plots.has_path(shown, np.column_stack([SOME_SERIES, SOME_SERIES]), over_contours=True),
        plots.shows_points(shown, SOME_SERIES, SOME_SERIES),
        plots.has_contours(shown),
    ]
    assert all(lack is None or 0 < len(lack) < 500 for lack in said)
    assert plots.has_straight_line(shown, (-1.0, 1.0)) in (True, False)
    labelled.curves_of(shown, SOME_SERIES)
    labelled.unnamed(shown, [(0.1, SOME_SERIES), (0.01, 2 * SOME_SERIES)])


SOME_SERIES = 0.9 ** np.arange(20.0)


def replied(value: bytes, call: Call | None = None) -> Reply | None:
    """Return the reply that holds this JSON of a value; None where it is refused."""
    try:
        found = decode(b'[["answer",0,["value",' + value + b'],0.1,[],[],"",0]]')
        if len(found) != 1 or not isinstance(found[0], Answer):
            return None
        return Reply.from_answer(call or Call("f"), found[0])
    except ProtocolError:
        return None


_ATOMS: tuple[type, ...] = (type(None), bool, int, float, complex, str)


_ARRAY: Any = np.ndarray
"""As Any, so that type checkers leave what came over the wire alone."""


def _is_plain(value: Any, depth: int = 0) -> None:
    assert depth <= MAX_DEPTH + 1
    if isinstance(value, _ARRAY):
        assert value.dtype.str in ("<f8", "<c16", "<i8", "|b1")
        assert value.nbytes <= limits.FRAME
    elif isinstance(value, list | tuple):
        for item in value:  # pyright: ignore[reportUnknownVariableType]
            _is_plain(item, depth + 1)
    elif isinstance(value, dict):
        assert all(isinstance(key, str) for key in value)  # pyright: ignore[reportUnknownVariableType]
        _is_plain(list(value.values()), depth)  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]
    else:
        assert type(value) in _ATOMS or type(value).__name__ in ("Opaque", "Picture")
        assert not isinstance(value, int) or value.bit_length() <= MAX_BITS


class _Replay:
    """A sandbox whose worker greets and then says what it was given, for ever the same."""

    kind = "docker"
    root = "/nowhere"
    sys_path = ()

    def __init__(self, said: list[bytes]) -> None:
        self._said = said
        self._left: list[bytes] = []

    def launch(self) -> _Replay:
        self._left = list(self._said)
        return self

    def receive(self, timeout: float) -> bytes:
        assert timeout > 0
        return self._left.pop(0) if self._left else b""

    def send(self, data: bytes, timeout: float) -> None:
        """Take whatever the session says."""

    def environment(self) -> dict[str, str]:
        return {}

    def cpu_seconds(self) -> None:
        return None

    def diagnosis(self) -> str:
        return "gone"

    def kill(self) -> None:
        """Nothing runs."""

    close = kill


_HELLO = b'[["hello",1,"3.11.0","2.0.0",true]]'


def framed(serial: int, speaker: int, payload: bytes) -> bytes:
    """Return a frame as it crosses the wire."""
    return len(payload).to_bytes(4, "big") + serial.to_bytes(4, "big") + bytes([speaker]) + payload


def conversations(data: bytes) -> None:
    """What a worker says to a session that loads an exercise and makes calls; each line is a frame's payload."""
    said = [framed(0, PARENT, _HELLO)]
    said += [framed(1 + len(line) % 2, line[:1] != b" ", line) for line in data.split(b"\n")]
    said.append(data)  # and then no frames at all
    session = Session(_Replay(said), {"f.py": b""}, limits.Limits())  # type: ignore[arg-type]  # stands in for both
    try:
        report = session.load(ExerciseRequest("1.1", ("f.py",), ("f", "g"), plots=bool(data[:1] == b"p")))
        replies = session.call([Call("f", 1.0), Call("g", figure=True), Call("f")])
    except SandboxLost:
        raise AssertionError("a worker that greeted is never our own failure") from None
    assert [reply.call.function for reply in replies] == ["f", "g", "f"]
    assert report.status is not Status.OK or report.problem is None


# Judging what came over the wire


@cache
def course() -> Course:
    """Return the course of this checkout."""
    return load.load(ROOT)


class Answers:
    """Answers every call with one of these values, in turn; what is refused counts as a crash."""

    def __init__(self, found: list[bytes]) -> None:
        self._found = found
        self._asked = 0

    def __call__(self, calls: Sequence[Call]) -> list[Reply]:
        return [self._answer(call) for call in calls]

    def _answer(self, call: Call) -> Reply:
        value = self._found[self._asked % len(self._found)]
        self._asked += 1
        return replied(value, call) or Reply(call, Status.CRASHED, detail="broke the grading protocol")


def verdicts(data: bytes) -> None:
    """The answers to an exercise's calls, a line each; the first line says which exercise.

    Whatever they are, they are right or wrong; they never break a checker, nor what names the mistake, nor a report.
    """
    place, *found = data.split(b"\n")
    id_ = course().ids[int(place[:2]) % len(course().ids) if place[:2].isdigit() else 0]
    exercise = course().checker(id_)
    frozen = cases.read(cases.file_of(course(), id_), exercise)
    judged = outcome.judge(exercise, frozen, Answers(found or [b"null"]), shrinking=False)
    for item in judged:
        for fault in (item.fault, item.diagnosis_fault):
            if fault is not None:
                raise fault
    reported(compose.from_outcomes(course().entry(id_), judged, LoadReport(Status.OK), 0.0))


def reported(exercise: model.ExerciseResult) -> None:
    """Write an exercise's result in every form there is."""
    shown(
        model.Result(
            calcgrade="0",
            course=model.CourseRef(id="c", version="1", digest=""),
            submission=model.SubmissionRef(id="s", digest=""),
            isolation="docker",
            seed=0,
            environment=model.Environment(python="", numpy=""),
            status="failed",
            score=exercise.score,
            max_score=exercise.max_score,
            bonus_score=0.0,
            duration_s=0.0,
            exercises=[exercise],
        )
    )


def shown(result: model.Result) -> None:
    """Write a result in every form there is, and read it back."""
    assert model.decode(model.encode(result)) == result
    page = html.render(result, {}).decode("utf-8")
    assert page.rstrip().endswith("</html>")
    stream = io.StringIO()
    terminal = Terminal(stream)
    for exercise in result.exercises:
        terminal.exercise(exercise)
    terminal.summary(result)
    for text in (page, stream.getvalue(), model.encode(result).decode("utf-8")):
        assert text.replace("\n", "").replace("\ufe0f", "").isprintable()


def results(data: bytes) -> None:
    """A stored result."""
    with contextlib.suppress(InputError):
        shown(model.decode(data))


# Pictures


def pictures(data: bytes) -> None:
    """The bytes of a figure's PNG."""
    try:
        image = png.read(base64.b64encode(data).decode("ascii"))
    except png.PngError:
        return
    assert 0 < image.width * image.height <= png.MOST_PIXELS
    assert png.read(base64.b64encode(image.data).decode("ascii")) == image


def chunks(data: bytes) -> None:
    """A PNG of chunks whose checksums are right, and whose pixels, after ``P``, are packed: length, kind, body."""
    made, at = png.SIGNATURE, 0
    while at < len(data):
        kind, body = data[at + 1 : at + 5].ljust(4, b"x"), data[at + 5 : at + 5 + data[at]]
        at += 5 + data[at]
        if kind[:1] == b"P":
            kind, body = b"IDAT", zlib.compress(body, 1)
        made += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    pictures(made)


# Archives


def zips(data: bytes) -> None:
    """A zip; the bytes that say so are put there."""
    _archive(b"PK\x03\x04" + data[4:])


def tars(data: bytes) -> None:
    """A tar whose headers have the right checksums."""
    mended = bytearray(data)
    for at in range(0, len(data) - 511, 512):
        if at == 0 or data[at + 257 : at + 262] == b"ustar":
            mended[at + 148 : at + 156] = b" " * 8
            mended[at + 148 : at + 156] = b"%06o\0 " % sum(mended[at : at + 512])
    _archive(bytes(mended))


def archives(data: bytes) -> None:
    """Any bytes handed in as an archive."""
    _archive(data)


def packings(data: bytes) -> None:
    """Bytes in the packings of a tar, each with its own first bytes."""
    for kind, magic in (("gzip", b"\x1f\x8b"), ("bzip2", b"BZh"), ("xz", b"\xfd7zXZ\0")):
        with contextlib.suppress(BadArchive):
            assert len(unpack.unpacked(magic + data[len(magic) :], kind, most=100 * KIB)) <= 100 * KIB


def _archive(data: bytes) -> None:
    try:
        archive = Archive(PurePosixPath("hw.zip"), data)
        found = tree.scan(archive, "hw.zip")
    except InputError:
        return
    for note in found.notes:
        assert note.isprintable()
    left = limits.SUBMISSION
    for path, kind in found.kinds.items():
        parts = path.split("/")
        assert path.isprintable()
        assert not path.startswith("/")
        assert not any(part in ("", ".", "..") or names.refusal(part) for part in parts)
        assert len(parts) <= limits.SUBMISSION_DEPTH + 1
        if kind == "file" and left >= 0:
            with contextlib.suppress(OSError):
                content = archive.read(path, left)
                assert len(content) <= left + 1
                left -= len(content)


TARGETS = {
    "frames": Target(frames, 150),
    "messages": Target(messages, 140, most=8 * KIB, form="json"),
    "values": Target(values, 150, form="json"),
    "figures": Target(figures, 80, most=24 * KIB, form="json"),
    "conversations": Target(conversations, 40, base=limits.MIB, form="lines"),
    "verdicts": Target(verdicts, 10, most=32 * KIB, base=16 * limits.MIB, form="lines"),
    "results": Target(results, 30, most=16 * KIB, base=8 * limits.MIB, form="json"),
    "pictures": Target(pictures, 100, most=64 * KIB, base=4 * limits.MIB),
    "chunks": Target(chunks, 60, base=4 * limits.MIB),
    "archives": Target(archives, 50, most=16 * KIB, base=16 * limits.MIB, factor=1100),
    "zips": Target(zips, 80, base=limits.MIB, factor=1100),
    "tars": Target(tars, 80, most=16 * KIB, base=limits.MIB),
    "packings": Target(packings, 30, base=90 * limits.MIB),
}
"""By name; the shares add up to a thousand."""
