"""Where fuzzing begins: what real workers, packers and the grader itself write."""

from __future__ import annotations

import base64
import bz2
import gzip
import json
import lzma
import tarfile
from functools import cache
from typing import TYPE_CHECKING, Any

import graded
import msgspec
from in_process import InProcess
from packed import Link, Odd, tarred, zipped
from sample_results import check, exercise, result, wrong
from targets import course, framed
from test_png import GOOD

from calcgrade.engine import cases, outcome
from calcgrade.results.model import Figure, encode
from calcgrade.sandboxes.replies import Reply
from calcgrade.wire.frames import CHILD
from calcgrade.wire.messages import decode
from calcgrade.worker import codec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from packed import Tree

    from calcgrade.sandboxes.replies import Call

LOADED = b'[["loaded",null,["f","g"],["a note"],"printed",0,0.25]]'
RAISED = b'[["answer",0,["raised","ValueError","no","f.py",3,null,"raise"],0.1,[0],[[1.0,2.0]],"said",0]]'
OTHERS = (
    b'[["hello",1,"3.11.7","2.4.0",true]]', b'[["plots","3.10.0"]]', b'[["ended","timed_out","no answer","out",12]]',
    b'[["answer",0,["missing"],0.1,[],[],"",0],["answer",1,["oversized"],0.1,[],[],"",0]]', LOADED, RAISED,
)  # fmt: skip

VALUES = (
    None, True, 3, -2.5, float("nan"), float("inf"), 2**70, 1 + 2j, "increasing", [1.0, [2, (3,)]], {"da_dx": 2.0},
)  # fmt: skip

FILES: Tree = {
    "ex_2_1_gradient.py": b"def gradient(f, point):\n    return [0.0, 0.0]\n" * 5,
    "exercises/ex_1_1_slope.ipynb": b"{}",
    "tools.py": b"",
    "link.py": Link("tools.py"),
    "fifo.py": Odd.FIFO,
    "empty": Odd.FOLDER,
    "n" * 120 + ".py": b"long",
    "é/../x.py": b"out",
}


class Recorder(InProcess):
    """Notes the JSON of every answer."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.said: list[bytes] = []

    def _reply(self, call: Call) -> Reply:
        call.picture = True
        answer = self._inner.answer(*json.loads(json.dumps(call.encoded(0))))
        self.said.append(json.dumps([["answer", *answer, "", 0]]).encode())
        message: Any = decode(self.said[-1])[0]
        return Reply.from_answer(call, message)


@cache
def answers(id_: str) -> list[bytes]:
    """Return the payloads with which a right solution answers an exercise's calls."""
    checker = course().checker(id_)
    frozen = cases.read(cases.file_of(course(), id_), checker)
    recorder = Recorder(graded.solution(id_))
    outcome.judge(checker, frozen, recorder, shrinking=False)
    return recorder.said


def value_of(payload: bytes) -> bytes:
    """Return the JSON of the value in an answer."""
    return json.dumps(json.loads(payload)[0][2][1]).encode()


def _values(payloads: list[bytes]) -> list[bytes]:
    some = [value_of(payload) for payload in payloads]
    return [*some, *(json.dumps(codec.encode(value)).encode() for value in VALUES)]


def _different(payloads: list[bytes]) -> list[bytes]:
    """One of each length, roughly: equal forms teach nothing."""
    return list({len(payload) // 40: payload for payload in payloads if b'"figure"' not in payload}.values())


def _figures(ids: Iterable[str]) -> Iterator[tuple[bytes, bytes]]:
    """PNG and drawing of each figure that the solutions draw."""
    for id_ in ids:
        for payload in answers(id_):
            if b'"figure"' in payload:
                _, png, drawing = json.loads(payload)[0][2][1]
                yield msgspec.json.decode(json.dumps(png), type=bytes), json.dumps(drawing).encode()


SMALL = b"\x0dIHDR" + bytes.fromhex("00000002000000030802000000") + b"\x15PDAT" + b"\0abcdef" * 3 + b"\0IEND"
"""A picture of six pixels as the target `chunks` reads it."""


DRAWN = Figure(name="f", png=base64.b64encode(GOOD).decode())
GRADED = result(
    exercise("1.1", check(), figures=[]), exercise("2.1", wrong(), check("error"), figures=[DRAWN])
)


def _archives() -> list[bytes]:
    formats = (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT)
    tars = [tarred(FILES, form) for form in formats]
    packed = [pack(tars[0]) for pack in (gzip.compress, bz2.compress, lzma.compress)]
    return [zipped(FILES), zipped(FILES, stored=True), *tars, *packed]


@cache
def seeds(ids: tuple[str, ...]) -> dict[str, list[bytes]]:
    """Return what each target begins with; the answers are those of these exercises' solutions."""
    payloads = [payload for id_ in ids for payload in _different(answers(id_))]
    drawn = list(_figures(ids))
    verdicts = [b"\n".join([b"%d" % course().ids.index(id_), *map(value_of, answers(id_))]) for id_ in ids]
    archives = _archives()
    return {
        "frames": [b"\x07" + framed(1, CHILD, payload) for payload in [*OTHERS, *payloads[:20]]]
        + [b"\x40" + b"".join(framed(k, 0, payload) for k, payload in enumerate(OTHERS))],
        "messages": [*OTHERS, *payloads],
        "values": _values(payloads),
        "figures": [drawing for _, drawing in drawn],
        "conversations": [b"\n".join([LOADED, *payloads[k : k + 4]]) for k in range(0, 40, 4)] + list(OTHERS),
        "verdicts": verdicts,
        "results": [encode(GRADED)],
        "pictures": [picture for picture, _ in drawn],
        "chunks": [SMALL],
        "archives": archives,
        "zips": archives[:2],
        "tars": archives[2:4],
        "packings": archives[4:],
    }
