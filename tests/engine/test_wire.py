"""What crosses the boundary: decoded strictly, and the same on both sides."""

from __future__ import annotations

import base64
import contextlib
import json
import time
import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wire_values import ARGUMENTS, VALUES, same

from calcgrade import limits
from calcgrade.checking.formulas.functions import polynomial, quadratic_form, sinusoid
from calcgrade.sandboxes.replies import Call, Reply, Status
from calcgrade.wire.frames import CHILD, HEADER, PARENT, Frame, FrameReader
from calcgrade.wire.messages import Answer, ProtocolError, decode
from calcgrade.wire.values import Opaque, argument
from calcgrade.worker import codec

CALL = Call("f", 1.0)


def answer(value: str | bytes) -> bytes:
    """A frame's payload that answers call 0 with this JSON."""
    text = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    return b'[["answer",0,["value",' + text + b'],0.1,[],[],"",0]]'


def received(payload: bytes) -> Any:
    """The value of the only answer in a payload."""
    [message] = decode(payload)
    assert isinstance(message, Answer)
    reply = Reply.from_answer(CALL, message)
    assert reply.status is Status.OK
    return reply.value


def array(dtype: str, shape: object, data: bytes) -> str:
    return json.dumps(["array", dtype, shape, base64.b64encode(data).decode(), "float64"])


EIGHT = bytes(8)

REFUSED_VALUES = {
    "NaN literal": "NaN",
    "infinity literal": "-Infinity",
    "a float beyond the largest": "1e999",
    "a whole number of 5,000 digits": "1" * 5000,
    "a whole number of 400 digits": "1" * 400,
    "a whole number of 65 bits": str(2**64),
    "lone surrogate, escaped": '"\\ud800"',
    "lone surrogate, raw": '"\ud800"',
    "bytes that are no UTF-8": b'"\xff"',
    "an object": '{"a": 1}',
    "an object with duplicate keys": '{"a": 1, "a": 2}',
    "duplicate keys in a dict": '["dict", [["a", 1], ["b", 1], ["a", 2]]]',
    "a key that is a number": '["dict", [[1, 2]]]',
    "a pair of three": '["dict", [["a", 1, 2]]]',
    "unknown tag": '["set", [1]]',
    "no tag": "[]",
    "a tag that is a number": "[1, 2]",
    "pickle": '["pickle", "gASV"]',
    "one element too many": '["list", [1], 2]',
    "one element too few": '["list"]',
    "list of nothing countable": '["list", 3]',
    "list and no list": '["list", "abc"]',
    "text for a float": '["float", "1.5"]',
    "nan in other letters": '["float", "NaN"]',
    "a big int of letters": '["bigint", "12e4"]',
    "a big int with two signs": '["bigint", "--1"]',
    "a big int of a sign alone": '["bigint", "-"]',
    "an empty big int": '["bigint", ""]',
    "a big int with underscores": '["bigint", "1_0"]',
    "a big int of 5,000 digits": json.dumps(["bigint", "1" * 5000]),
    "a big int of 1,025 bits": json.dumps(["bigint", str(2**1024)]),
    "a big int in another script's digits": json.dumps(["bigint", "٣" * 30]),
    "a complex number of three parts": '["complex", [1.0, 2.0, 3.0]]',
    "a complex number of text": '["complex", ["1", "2"]]',
    "unknown dtype": array("f4", [1], bytes(4)),
    "object dtype": array("O", [1], EIGHT),
    "structured dtype": json.dumps(["array", [["a", "f8"]], [1], "AAAAAAAAAAA=", ""]),
    "too few bytes": array("f8", [2], EIGHT),
    "too many bytes": array("f8", [1], EIGHT + b"\0"),
    "bytes of another item size": array("c16", [1], EIGHT),
    "no bytes for a scalar": array("f8", [], b""),
    "negative size": array("f8", [-1], EIGHT),
    "two negative sizes": array("f8", [-1, -1], EIGHT),
    "a size that is a float": array("f8", [1.0], EIGHT),
    "a size that is true": array("f8", [True], EIGHT),
    "a trillion elements": array("f8", [10**12], EIGHT),
    "a size that overflows to the right product": array("f8", [2**61 + 1], EIGHT),
    "nothing, a trillion times": array("f8", [10**12, 0], b""),
    "nothing, 10^30 times": array("f8", [0, 10**30], b""),
    "more axes than any value has": array("f8", [1] * 9, EIGHT),
    "base64 without its padding": '["array", "f8", [1], "AAAAAAAAAAA", ""]',
    "base64 of other letters": '["array", "f8", [1], "!!!!!!!!!!!=", ""]',
    "no dtype of origin": '["array", "f8", [1], "AAAAAAAAAAA="]',
    "nesting beyond the limit": '["list", [' * 10 + "]]" * 10,
    "a bomb of brackets": "[" * 100_000,
    "a bomb of lists": '["list", [' * 20_000 + "]]" * 20_000,
    "a figure without a drawing": '["figure", "", null]',
    "a figure with more than a drawing": '["figure", "", {"axes": [], "more": 1}]',
    "text after the value": "1] [",
    "a second value": "1, 2",
}


@pytest.mark.parametrize("value", REFUSED_VALUES.values(), ids=REFUSED_VALUES.keys())
def test_a_malformed_value_is_refused(value: str | bytes) -> None:
    with pytest.raises(ProtocolError):
        received(answer(value))


def test_the_frame_around_a_value_is_what_the_refusals_refuse_nothing_of() -> None:
    """Without this, a mistake in `answer` itself would let every refusal pass."""
    assert received(answer("1.5")) == 1.5
    assert received(answer('["tuple", [' * 3 + "]]" * 3)) == (((),),)
    assert received(answer(array("f8", [1], EIGHT))).tolist() == [0.0]
    assert received(answer(array("f8", [0, 3], b""))).shape == (0, 3)


REFUSED_MESSAGES = {
    "nothing": b"",
    "no list": b'"hello"',
    "unknown kind": b'[["passed", 10.0]]',
    "a field too many": b'[["answer",0,["value",1],0.1,[],[],"",0,"full marks"]]',
    "a field too few": b'[["answer",0,["value",1],0.1,[],[],""]]',
    "unknown outcome": b'[["answer",0,["passed"],0.1,[],[],"",0]]',
    "an end for another reason": b'[["ended","passed","","",0]]',
    "an index that is a float": b'[["answer",0.5,["value",1],0.1,[],[],"",0]]',
    "a negative time": b'[["answer",0,["value",1],-1e9,[],[],"",0]]',
    "a time longer than any limit": b'[["answer",0,["value",1],1e308,[],[],"",0]]',
    "an import of negative time": b'[["loaded",null,[],[],"",0,-1.0]]',
    "a negative count of dropped bytes": b'[["answer",0,["value",1],0.1,[],[],"",-1]]',
    "a point of text": b'[["answer",0,["value",1],0.1,[],[["x"]],"",0]]',
    "a point at infinity": b'[["answer",0,["value",1],0.1,[],[[1e999]],"",0]]',
    "output that is no text": b'[["answer",0,["value",1],0.1,[],[],5,0]]',
    "trailing characters": b'[["plots","3.9"]] []',
    "a bomb of brackets": b"[" * 1_000_000,
}


@pytest.mark.parametrize("payload", REFUSED_MESSAGES.values(), ids=REFUSED_MESSAGES.keys())
def test_a_malformed_message_is_refused(payload: bytes) -> None:
    with pytest.raises(ProtocolError):
        decode(payload)


def test_a_figure_beyond_its_limit_is_refused() -> None:
    def figure(size: int) -> bytes:
        return answer(json.dumps(["figure", base64.b64encode(bytes(size)).decode(), {"axes": []}]))

    assert len(received(figure(limits.FIGURE)).png) == limits.FIGURE
    with pytest.raises(ProtocolError, match="figure"):
        received(figure(limits.FIGURE + 3))


# Frames


def frame(serial: int, speaker: int, payload: bytes) -> bytes:
    return len(payload).to_bytes(4, "big") + serial.to_bytes(4, "big") + bytes([speaker]) + payload


def test_frames_cut_at_every_byte_are_put_together_again() -> None:
    first, second = Frame(1, CHILD, b"[]"), Frame(2, PARENT, b"")
    stream = frame(*first) + frame(*second)
    for cut in range(len(stream) + 1):
        reader = FrameReader()
        assert reader.feed(stream[:cut]) + reader.feed(stream[cut:]) == [first, second]
    reader = FrameReader()
    assert [found for byte in stream for found in reader.feed(bytes([byte]))] == [first, second]


def test_an_incomplete_frame_is_kept_back() -> None:
    assert FrameReader().feed(frame(1, CHILD, b"[1]")[:-1]) == []


def test_the_largest_frame_is_accepted_and_one_byte_more_is_refused_at_its_header() -> None:
    header = frame(1, CHILD, b"")[4:]
    reader = FrameReader()
    assert reader.feed(limits.FRAME.to_bytes(4, "big") + header) == []
    assert len(reader.feed(bytes(limits.FRAME))[0].payload) == limits.FRAME
    with pytest.raises(ProtocolError):
        FrameReader().feed((limits.FRAME + 1).to_bytes(4, "big") + header)


def test_a_header_that_announces_gigabytes_costs_no_memory() -> None:
    tracemalloc.start()
    try:
        with pytest.raises(ProtocolError):
            FrameReader().feed(b"\xff" * HEADER)
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()


def test_a_third_speaker_is_refused() -> None:
    with pytest.raises(ProtocolError):
        FrameReader().feed(frame(1, 2, b"[]"))


# Both sides agree


def through_the_wire(value: Any) -> Any:
    return received(answer(json.dumps(codec.encode(value))))


@given(VALUES)
def test_a_returned_value_arrives_as_it_was(value: Any) -> None:
    assert same(through_the_wire(value), value)


@given(ARGUMENTS)
def test_an_argument_arrives_as_it_was(value: Any) -> None:
    assert same(codec.Arguments().decode(json.loads(json.dumps(argument(value)))), value)


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), -float("inf"), -0.0, 5e-324, 2**63, 2**64, -(2**1023)]
)
def test_the_numbers_that_json_is_bad_at_arrive_both_ways(value: float) -> None:
    assert same(through_the_wire(value), value)
    assert same(codec.Arguments().decode(json.loads(json.dumps(argument(value)))), value)


def test_an_argument_array_is_the_learners_to_write_on() -> None:
    given_ = np.array([1.0, 2.0])
    arrived = codec.Arguments().decode(json.loads(json.dumps(argument(given_))))
    arrived[0] = 9.0
    assert given_[0] == 1.0


def test_numpy_scalars_and_small_dtypes_arrive_as_the_wide_ones() -> None:
    assert same(through_the_wire(np.float64(0.1)), 0.1)
    assert same(through_the_wire(np.float32(0.1)), np.array(np.float32(0.1), dtype=np.float64))
    assert same(through_the_wire(np.array([1, 2], dtype=np.uint8)), np.array([1, 2], dtype=np.int64))


def test_an_array_of_more_axes_than_any_answer_has_makes_no_value_and_no_broken_protocol() -> None:
    """w = w - lr * gradient grows an axis a step where the two are a row and a column."""
    assert same(through_the_wire(np.ones([1] * 8)), np.ones([1] * 8))
    arrived = through_the_wire(np.ones([1] * 9))
    assert (arrived.type, arrived.text) == ("ndarray", "an array of 9 axes")


def test_functions_arrive_as_functions_with_the_same_values() -> None:
    curve, surface = polynomial(0, -2, 0, 1), quadratic_form((3, 1), (1,)) + quadratic_form((0,), (0,))
    decode_argument = codec.Arguments().decode
    f = decode_argument(json.loads(json.dumps(argument(curve))))
    g = decode_argument(json.loads(json.dumps(argument(surface))))
    assert f(1.3) == curve(1.3)
    assert g(1.3, -0.7) == surface(1.3, -0.7)
    assert decode_argument(argument(sinusoid(2, 3, 1)))(0.4) == sinusoid(2, 3, 1)(0.4)


def test_keys_that_read_the_same_make_a_dict_no_value_and_no_broken_protocol() -> None:
    """{1: …, "1": …} is odd, but it is no attack."""
    assert type(through_the_wire({1: "a", "1": "b"})) is Opaque


def test_a_self_referential_list_arrives_cut_off() -> None:
    endless: list[Any] = [1.0]
    endless.append(endless)
    arrived = through_the_wire(endless)
    for _ in range(codec.MAX_DEPTH):
        arrived = arrived[1]
    assert type(arrived) is Opaque


# Whatever arrives


def taken_in(stream: bytes) -> None:
    """Read a whole stream as the session does."""
    for found in FrameReader().feed(stream):
        for message in decode(found.payload):
            if isinstance(message, Answer):
                Reply.from_answer(CALL, message)


def refused_or_taken_in(stream: bytes) -> None:
    with contextlib.suppress(ProtocolError):
        taken_in(stream)


@given(st.binary(max_size=200), st.booleans())
def test_arbitrary_bytes_are_refused_and_nothing_else_happens(data: bytes, framed: bool) -> None:
    refused_or_taken_in(frame(1, CHILD, data) if framed else data)


@given(VALUES, st.data())
def test_a_damaged_frame_is_refused_and_nothing_else_happens(value: Any, data: st.DataObject) -> None:
    stream = bytearray(frame(1, CHILD, answer(json.dumps(codec.encode(value)))))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(stream) - 1))
        kind = data.draw(st.sampled_from(["change", "cut", "repeat"]))
        if kind == "change":
            stream[at] = data.draw(st.integers(0, 255))
        elif kind == "cut":
            del stream[at : at + data.draw(st.integers(1, 8))]
        else:
            stream[at:at] = stream[at : at + 8]
        if not stream:
            return
    refused_or_taken_in(bytes(stream))


TAGS = ("float", "bigint", "complex", "array", "list", "tuple", "dict", "opaque", "figure")
ATOMS: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1, 3, 2**31, 2**63, 10**30, 0.5, "", "nan", "f8", "i8", "AAAAAAAAAAA="]
)
SHAPES = st.lists(st.sampled_from([0, 1, 2, -1, 2**31, 2**62, 10**30]), max_size=9)


def _tagged(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    lists = st.lists(inner, max_size=4)
    return lists | st.tuples(st.sampled_from(TAGS), lists).map(lambda pair: [pair[0], *pair[1]])


def _arrays(shape: list[int]) -> st.SearchStrategy[Any]:
    return st.sampled_from(["", "AAAAAAAAAAA="]).map(lambda data: ["array", "f8", shape, data, ""])


GRAMMARLESS = st.recursive(ATOMS, _tagged, max_leaves=12) | SHAPES.flatmap(_arrays)


@given(GRAMMARLESS)
@settings(max_examples=300)
def test_json_in_the_wrong_places_is_refused_and_nothing_else_happens(value: Any) -> None:
    refused_or_taken_in(frame(1, CHILD, answer(json.dumps(value))))


def test_a_depth_bomb_of_a_whole_frame_is_refused_at_once() -> None:
    started = time.process_time()
    with pytest.raises(ProtocolError):
        taken_in(frame(1, CHILD, b"[" * limits.FRAME))
    assert time.process_time() - started < 1.0


def test_a_list_that_holds_itself_many_times_is_refused_at_once() -> None:
    nested: list[object] = []
    nested.extend([nested] * 20)
    with pytest.raises(codec.Unencodable):
        codec.encode(nested)
