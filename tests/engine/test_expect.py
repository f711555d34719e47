"""Whatever comes back is right or a failure with facts: never an exception of ours, never a pass by accident."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wire_values import FLOATS, REPLIES

from calcgrade.checking import Call, Failure, Judged, Reply, Status, expect, rounded
from calcgrade.checking.formulas.functions import polynomial, quadratic_form
from calcgrade.checking.slopes import order
from calcgrade.engine import diagnose, message
from calcgrade.sandboxes.replies import Raised
from calcgrade.wire.pictures import Drawing
from calcgrade.wire.values import Opaque, Picture

if TYPE_CHECKING:
    from collections.abc import Callable

F = polynomial(0, 0, 1)
PICTURE = Picture(b"", Drawing([]))
OBJECT = Opaque("Liar", "<Liar object>")


def reply_of(value: Any, *args: Any, **facts: Any) -> Reply:
    return Reply(Call("slope", *(args or (F, 3.0))), Status.OK, value=value, **facts)


def failure_of(judge: Callable[[Any], object], value: Any, **facts: Any) -> Failure:
    with pytest.raises(Failure) as caught:
        judge(expect(reply_of(value, **facts)))
    return caught.value


def near_six(found: Any) -> None:
    found.to_be_close_to(6.0, 1e-6)


def near_one_two(found: Any) -> None:
    found.to_be_close_to([1.0, 2.0], 1e-6)


# What is right

SIX: list[Any] = [
    6.0, 6, 6.0000001, np.array(6.0), np.array([6.0]), np.array([[6.0]]), np.array(6), [6.0], (6,), [[6.0]],
]  # fmt: skip
ONE_TWO: list[Any] = [
    np.array([1.0, 2.0]), np.array([1, 2]), [1.0, 2.0], (1, 2), [1, 2.0], [np.array(1.0), 2.0],
    [np.array([1.0]), np.array([2.0])], [[1.0], [2.0]],
]  # fmt: skip


@pytest.mark.parametrize("value", SIX, ids=repr)
def test_a_number_may_come_as_any_array_or_list_of_one(value: Any) -> None:
    near_six(expect(reply_of(value)))


@pytest.mark.parametrize("value", ONE_TWO, ids=repr)
def test_a_vector_may_come_as_a_list_or_tuple(value: Any) -> None:
    near_one_two(expect(reply_of(value)))


# What is wrong, and why

NO_NUMBER: list[tuple[Any, str]] = [
    (None, "type"), ("6.0", "type"), (True, "type"), (6 + 0j, "type"), (6 + 1e-300j, "type"), (OBJECT, "type"),
    (PICTURE, "type"), ({"value": 6.0}, "type"), (np.array(6 + 0j), "type"), (np.array([True]), "type"),
    ([True], "type"), ([6 + 0j], "type"), ([OBJECT], "type"), ([None], "type"), ([[["6"]]], "type"),
    ([], "empty"), ((), "empty"), (np.zeros(0), "empty"), (np.zeros((0, 3)), "empty"), ([[]], "empty"),
    ([6.0, 6.0], "shape"), (np.full((2, 1), 6.0), "shape"), ([[6.0], [6.0, 6.0]], "shape"),
    (float("nan"), "not finite"), (float("inf"), "not finite"), (np.array(float("nan")), "not finite"),
    (10**400, "not finite"), (-(10**400), "not finite"), ([float("inf")], "not finite"),
    (6.1, "value"), (-6.0, "value"), (1e300, "value"), (5e-324, "value"), (np.array([7]), "value"),
    (1.7976931348623157e308, "value"), (10**307, "value"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "kind"), NO_NUMBER, ids=[repr(value)[:30] for value, _ in NO_NUMBER])
def test_anything_else_is_not_the_number(value: Any, kind: str) -> None:
    assert failure_of(near_six, value).kind == kind


NO_VECTOR: list[tuple[Any, str]] = [
    (None, "type"), (OBJECT, "type"), ("1 2", "type"), (np.array([1, 2], dtype=complex), "type"),
    (np.array([True, False]), "type"), ([1.0, None], "type"), ([1.0, "2"], "type"), ({"0": 1, "1": 2}, "type"),
    (np.zeros(0), "empty"), ([], "empty"), ([[], []], "empty"),
    (1.0, "shape"), (np.array(1.0), "shape"), (np.array([1.0]), "shape"), ([1.0, 2.0, 3.0], "shape"),
    (np.array([[1.0, 2.0]]), "shape"), (np.array([[1.0], [2.0]]), "shape"), ([[1.0, 2.0], [1.0, 2.0]], "shape"),
    ([1.0, [1.0, 2.0]], "shape"),
    ([1.0, float("nan")], "not finite"), (np.array([np.inf, 2.0]), "not finite"), ([1.0, 10**400], "not finite"),
    ([1.0, 2.1], "value"), ([2.0, 1.0], "value"), ([1.7e308, -1.7e308], "value"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "kind"), NO_VECTOR, ids=[repr(value)[:30] for value, _ in NO_VECTOR])
def test_anything_else_is_not_the_vector(value: Any, kind: str) -> None:
    assert failure_of(near_one_two, value).kind == kind


def test_broadcasting_makes_nothing_right() -> None:
    """(3, 1) against (3,) would compare nine pairs, and one number would stand for three."""
    three = [1.0, 1.0, 1.0]
    for value in (np.ones((3, 1)), np.ones((1, 3)), np.ones((3, 3)), 1.0, np.ones(1), np.ones((1, 1))):
        assert failure_of(lambda found: found.to_be_close_to(three, 1e-6), value).kind == "shape"


def test_as_many_numbers_in_another_shape_are_not_right() -> None:
    square = [[1.0, 1.0], [1.0, 1.0]]
    for value in (np.ones((4, 1)), np.ones((1, 4)), np.ones(4), [[1.0], [1.0], [1.0], [1.0]]):
        assert failure_of(lambda found: found.to_be_close_to(square, 1e-6), value).kind == "shape"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (["x", float("nan")], "type"),
        (np.array([[np.nan]]) * np.ones((3, 1)), "shape"),
        (np.array([np.nan, 5.0]), "not finite"),
        (np.array([5.0, 5.0]), "value"),
    ],
    ids=["type", "shape", "finite", "close"],
)
def test_the_first_thing_wrong_in_the_order_type_shape_finite_close_is_said(value: Any, kind: str) -> None:
    assert failure_of(near_one_two, value).kind == kind


def test_a_tolerance_that_is_no_number_admits_nothing() -> None:
    """err <= NaN is false: a broken tolerance fails, it does not pass."""
    assert failure_of(lambda found: found.to_be_close_to(6.0, float("nan")), 6.0).kind == "value"
    assert failure_of(lambda found: found.to_be_close_to(float("nan"), 1.0), 6.0).kind == "value"


def test_each_entry_has_its_own_tolerance() -> None:
    expect(reply_of([1.1, 2.0])).to_be_close_to([1.0, 2.0], [0.2, 0.0])
    assert failure_of(lambda found: found.to_be_close_to([1.0, 2.0], [0.2, 0.0]), [1.0, 2.1]).kind == "value"


# Texts and whole numbers, dicts, items


@pytest.mark.parametrize("value", ["flat", " Flat\n", "FLAT"])
def test_a_text_is_right_whatever_its_case_and_outer_blanks(value: str) -> None:
    expect(reply_of(value)).to_equal("flat")


@pytest.mark.parametrize("value", ["flatt", "", None, 1.0, True, OBJECT, ["flat"], b"flat", {"flat": 1}])
def test_anything_else_is_not_the_text(value: Any) -> None:
    assert failure_of(lambda found: found.to_equal("flat"), value).status == "failed"


@pytest.mark.parametrize("value", [1, 1.0, np.array(1), [1]])
def test_a_whole_number_may_come_as_a_float(value: Any) -> None:
    expect(reply_of(value)).to_equal(1)


@pytest.mark.parametrize(
    "value", [0, 1.0000001, True, "1", None, float("nan"), 1e300, 10**400, [1, 1], OBJECT]
)
def test_anything_else_is_not_the_whole_number(value: Any) -> None:
    assert failure_of(lambda found: found.to_equal(1), value).status == "failed"


def test_a_dict_may_have_more_entries_and_none_less() -> None:
    judge: Callable[[Any], object] = lambda found: found.entries_to_be_close_to(  # noqa: E731
        {"a": 1.0, "b": 2.0}, {"a": 1e-6, "b": 1e-6}
    )
    judge(expect(reply_of({"b": np.array(2), "a": [1.0], "c": "more"})))
    assert failure_of(judge, {"a": 1.0}).kind == "keys"
    assert failure_of(judge, {"a": 1.0, "b": 2.5}).kind == "value"
    assert failure_of(judge, {"a": 1.0, "b": "2"}).kind == "type"
    assert failure_of(judge, {"a": 1.0, "b": float("nan")}).kind == "not finite"
    assert failure_of(judge, [1.0, 2.0]).kind == "type"


@pytest.mark.parametrize("value", [[1, 2], (1.0, 2.0), np.array([1, 2]), np.array([1.0, 2.0])])
def test_items_of_any_sequence_are_numbers_that_can_be_judged(value: Any) -> None:
    items = expect(reply_of(value)).items(2, "two numbers")
    assert [expect(reply_of(item)).number() for item in items] == [1.0, 2.0]


# Replies without a value


def test_a_stub_is_not_started() -> None:
    raised = Reply(Call("slope"), Status.RAISED, raised=Raised("NotImplementedError", ""))
    with pytest.raises(Failure) as caught:
        near_six(expect(raised))
    assert (caught.value.status, caught.value.symptom) == ("not_started", "not-started")


@pytest.mark.parametrize(
    ("status", "verdict", "symptom"),
    [
        (Status.TIMED_OUT, "timed_out", "never-returns"),
        (Status.CRASHED, "error", "crashes-python"),
        (Status.MISSING, "error", "function-missing"),
        (Status.OVERSIZED, "failed", ""),
    ],
)
def test_a_call_that_did_not_return_is_no_value(status: Status, verdict: str, symptom: str) -> None:
    for judge in (near_six, near_one_two, *JUDGES):
        with pytest.raises(Failure) as caught:
            judge(expect(Reply(Call("slope"), status, value=6.0)))
        assert (caught.value.status, caught.value.symptom) == (verdict, symptom)


def test_printing_in_place_of_returning_is_told_from_returning_nothing() -> None:
    assert failure_of(near_six, None, output="6.0\n").symptom == "prints-instead-of-returning"
    assert failure_of(near_six, None, output=" \n").symptom == "returns-nothing"
    assert failure_of(near_six, "6.0").symptom == "returns-text"


# Any value at all


_ARRAY: Any = np.ndarray
_SEQUENCE: Any = (list, tuple)


def numbers_in(value: Any) -> list[float]:
    """The only numbers a judge may see in a value; none where there is anything else."""
    if isinstance(value, _ARRAY):
        return [float(x) for x in value.ravel()] if value.dtype.kind in "fi" else []
    if isinstance(value, _SEQUENCE):
        return [x for item in value for x in numbers_in(item)]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [float(value)] if abs(value) < 1.7e308 else []
    return []


@given(REPLIES)
@example(1.7976931348623157e308)
@example([1.7e308, -1.7e308])
@example(10**400)
def test_any_value_is_the_right_number_or_a_failure(value: Any) -> None:
    for right in (0.0, 6.0, -1.7e308):
        try:
            expect(reply_of(value)).to_be_close_to(right, 1e-6)
        except Failure as failure:
            message.text(failure, "")
            message.counterexample(failure)
        else:
            [only] = numbers_in(value)
            assert abs(only - right) <= 1e-6


@given(REPLIES)
@example([1.7e308, -1.7e308])
def test_any_value_is_the_right_vector_or_a_failure(value: Any) -> None:
    for right in ([0.0, 0.0], [0.0], [-1.7e308, 1.7e308], [[0.0, 0.0], [0.0, 0.0]], np.zeros(20)):
        try:
            expect(reply_of(value)).to_be_close_to(right, 1e-6)
        except Failure as failure:
            message.text(failure, "")
        else:
            found = numbers_in(value)
            assert len(found) == np.size(right)
            assert np.allclose(found, np.ravel(right), rtol=0, atol=1e-6)


JUDGES: list[Callable[[Any], object]] = [
    lambda found: found.to_equal("up"),
    lambda found: found.to_equal(2),
    lambda found: found.entries("a", "b"),
    lambda found: found.entries_to_be_close_to({"a": 1.0, "b": -1.7e308}, {"a": 0.0, "b": 1e-300}),
    lambda found: [expect(reply_of(item)).number() for item in found.items(2, "two numbers")],
    lambda found: found.array((2, 2)),
    lambda found: found.not_to_change(0, "point"),
]


@given(REPLIES, st.sampled_from(range(len(JUDGES))))
def test_every_other_judgement_of_any_value_is_a_verdict_too(value: Any, which: int) -> None:
    try:
        JUDGES[which](expect(reply_of(value)))
    except Failure as failure:
        message.text(failure, "a cause")
        message.counterexample(failure)


@given(st.dictionaries(st.sampled_from("abc"), REPLIES, max_size=3))
def test_any_dict_is_a_verdict(value: Any) -> None:
    try:
        expect(reply_of(value)).entries_to_be_close_to({"a": 1.0, "b": -1.7e308}, {"a": 0.0, "b": 1e-300})
    except Failure as failure:
        message.text(failure, "")
    else:
        assert numbers_in(value["a"]) == [1.0]


POINTS = st.lists(st.lists(FLOATS.filter(np.isfinite), max_size=3).map(tuple), max_size=4).map(tuple)


@given(st.lists(REPLIES | FLOATS, min_size=3, max_size=3), POINTS, st.booleans())
def test_the_order_of_any_replies_is_a_verdict_whatever_points_are_claimed(
    values: list[Any], observed: Any, of_two: bool
) -> None:
    f, point = (quadratic_form((3, 1), (1,)), (1.0, -1.0)) if of_two else (F, (3.0,))
    replies = [
        reply_of(value, f, point, h, observed=observed) for value, h in zip(values, order.STEPS, strict=True)
    ]
    try:
        order.expect_central(replies, f, point, None if of_two else 0)
    except Failure as failure:
        message.text(failure, "")
    order.ignores_step(replies)


@given(REPLIES, REPLIES)
def test_any_value_can_be_matched_with_any_mistake(value: Any, wrong: Any) -> None:
    with np.errstate(all="ignore"):
        diagnose.same(wrong, value, 0.0)


@given(REPLIES, st.sampled_from([6.0, np.array([1.0, 2.0]), "up", {"a": 1.0}, True]))
def test_any_value_can_be_asked_whether_it_is_rounded(value: Any, right: Any) -> None:
    with np.errstate(all="ignore"):
        rounded.is_rounded(reply_of(value, judged=Judged(right, 1e-9, 1e-9)))


# What is said


def said(judge: Callable[[Any], object], value: Any, *args: Any) -> str:
    with pytest.raises(Failure) as caught:
        judge(expect(reply_of(value, *args)))
    return message.text(caught.value, "")


def test_a_number_that_is_off_is_said_with_the_call_both_values_and_how_near_counts() -> None:
    assert said(near_six, 5.5) == (
        "slope(f, 3.0) for f(x) = x² is off.\n\n    you returned   5.5\n    expected       6   (within 1e-6)"
    )


def test_the_entries_that_are_off_are_named_and_stand_in_columns() -> None:
    point = np.array([1.0, -1.0])
    assert said(near_one_two, [1.0, -12.5], F, point) == (
        "slope(f, np.array([1.0, -1.0])) for f(x) = x² is off in entry 1.\n\n"
        "    you returned   [1, -12.5]\n"
        "    expected       [1,     2]   (within 1e-6)"
    )
    assert "is off in both entries." in said(near_one_two, [0.0, 0.0])


@pytest.mark.parametrize("off", [1e-5, 2e-6])
def test_two_numbers_are_shown_with_the_digits_it_takes_to_see_that_they_differ(off: float) -> None:
    failure = failure_of(near_six, 6.0 + off)
    assert failure.actual != failure.expected
    assert float(failure.actual) == pytest.approx(6.0 + off, abs=off / 10)


def test_numbers_that_differ_in_the_last_bit_are_shown_to_differ() -> None:
    failure = failure_of(lambda found: found.to_be_close_to(1.0, 0.0), 1.0 + 2.3e-16)
    assert failure.actual != failure.expected


@pytest.mark.parametrize(
    ("value", "shown"), [(float("nan"), "nan"), (float("inf"), "inf"), (-float("inf"), "-inf")]
)
def test_what_is_not_finite_is_shown_as_what_it_is(value: float, shown: str) -> None:
    assert failure_of(near_six, value).actual == shown
    assert failure_of(near_one_two, [1.0, value]).actual == f"{shown} in entry 1"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "does not return a number.\n\n    you returned   None"),
        ("6.0", "the text '6.0'"),
        (True, "a bool True"),
        (OBJECT, "a Liar (<Liar object>)"),
        (PICTURE, "a figure"),
        ({"x": 6.0}, "a dict with the keys x"),
        (np.ones((2, 3)), "an array of shape (2, 3)"),
        (np.zeros(0), "is empty"),
    ],
)
def test_what_came_back_is_named(value: Any, words: str) -> None:
    assert words in said(near_six, value)


def longest_message(value: Any) -> int:
    """Length of the longest message that any judgement of a value makes."""
    found = [0]
    for judge in (near_six, near_one_two, *JUDGES):
        try:
            judge(expect(reply_of(value)))
        except Failure as failure:
            found.append(len(message.text(failure, "")))
    return max(found)


@given(REPLIES)
def test_no_message_is_longer_than_a_screen(value: Any) -> None:
    assert longest_message(value) < 1000


@pytest.mark.parametrize(
    "value",
    [
        "x" * 100_000, ["x" * 100_000], list(range(50_000)), [[1.0] * 50_000], np.zeros(50_000), 10**300,
        {"k" * 5000: 1.0}, {f"k{i}": i for i in range(1000)}, Opaque("T" * 5000, "t" * 5000), [10**300] * 50,
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_a_huge_value_makes_no_huge_message(value: Any) -> None:
    assert 0 < longest_message(value) < 1000
