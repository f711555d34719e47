"""A mistake is named only if exactly one known mistake explains everything that came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from in_process import InProcess

from calcgrade.checking import Call, Exercise, Judgement, expect
from calcgrade.checking.rough import Rough
from calcgrade.engine import diagnose, outcome
from calcgrade.engine.drive import Case, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from calcgrade.checking import Reply

EXPLANATION = "What was done instead."


def exercise(*inputs: float, within: float = 1e-6, rounding: float = 1e-12, **wrong: Any) -> Exercise:
    """``f(x)`` is 2x + 1, asked for at these inputs; ``wrong`` references by misconception id."""
    made = Exercise("1.1", "f", "g")

    @made.check("f is right", points=10, function="f", cases=[{"x": x} for x in inputs])
    def f_is_right(x: float) -> Judgement:
        reply = yield Call("f", x)
        expect(reply).to_be_close_to(2 * x + 1, within, rounding=rounding)

    for id_, reference in wrong.items():
        made.misconception(id_, id_.title(), EXPLANATION, function="f")(reference)
    return made


def named(made: Exercise, source: str, function: str = "f") -> str | None:
    cases = [Case(check, arguments) for check in made.checks.values() for arguments in check.cases]
    run(cases, InProcess(source))
    assert all(case.fault is None for case in cases)
    found = diagnose.name(made, function, cases)
    return found.id if found else None


def no_one(x: float) -> float:
    return 2 * x


def squared(x: float) -> float:
    return x * x


def flipped(x: float) -> float:
    return -(2 * x + 1)


def triple(x: float) -> float:
    return 3 * x


def above_two_only(x: float) -> Any:
    return x * x if x > 2 else NotImplemented


def open_question(x: float) -> Any:
    return NotImplemented


def constant(value: Any) -> Callable[[float], Any]:
    return lambda _: value


def first_entry(values: Any) -> float:
    return float(values[0])


def test_the_only_mistake_that_fits_all_replies_is_named() -> None:
    made = exercise(1.0, 3.0, squared=squared, no_one=no_one, flipped=flipped)
    assert named(made, "def f(x): return x * x") == "squared"
    assert named(made, "def f(x): return 2 * x") == "no_one"
    assert named(made, "def f(x): return -1 - 2 * x") == "flipped"


def test_nothing_is_named_where_no_mistake_fits() -> None:
    assert named(exercise(1.0, 3.0, squared=squared), "def f(x): return x + 5") is None


def test_nothing_is_named_where_two_fit_and_one_more_case_tells_them_apart() -> None:
    wrong: dict[str, Any] = {"no_one": no_one, "squared": squared}
    assert named(exercise(2.0, **wrong), "def f(x): return x * x") is None
    assert named(exercise(2.0, 3.0, **wrong), "def f(x): return x * x") == "squared"


def test_a_mistake_that_fits_most_replies_only_is_not_named() -> None:
    assert named(exercise(1.0, 2.0, 3.0, squared=squared), "def f(x): return x * x if x < 3 else 0.0") is None


def test_passing_replies_rule_a_mistake_out() -> None:
    """Right at 1 and wrong at 3: so it is no flipped sign, whatever 3 looks like."""
    source = "def f(x): return 2 * x + 1 if x == 1 else -(2 * x + 1)"
    assert named(exercise(1.0, 3.0, flipped=flipped), source) is None
    assert named(exercise(3.0, flipped=flipped), source) == "flipped"


def test_nothing_is_named_where_the_right_answer_fits_too() -> None:
    """The inputs cannot tell the mistake from the right answer; such a reply passes and names nothing."""
    made = exercise(1.0, plus_x=triple)
    [item] = outcome.judge(made, {}, InProcess("def f(x): return 3.0"))
    assert (item.status, item.cause) == ("passed", None)


def test_one_mistake_with_two_faces_counts_as_one() -> None:
    made = exercise(1.0, 3.0, squared=squared)
    made.misconception("squared", "Squared", EXPLANATION, function="f")(squared)
    assert named(made, "def f(x): return x * x") == "squared"


def test_only_mistakes_of_that_function_count() -> None:
    made = exercise(1.0, 3.0, squared=squared)
    made.misconception("other", "Other", EXPLANATION, function="g")(squared)
    assert named(made, "def f(x): return x * x") == "squared"


def test_nothing_is_named_where_every_reply_is_right_and_something_else_is_wrong() -> None:
    """A check may fail on how a value was found; that values agree with a mistake's then says nothing."""
    made = exercise(1.0, plus_x=triple)

    @made.check("looks at both sides", points=0, function="f")
    def looks_at_both_sides() -> Judgement:
        reply = yield Call("f", 1.0)
        expect(reply).to_be_close_to(3.0, 1e-6)
        expect(reply).fail("looks at one side only", kind="one-sided")

    assert named(made, "def f(x): return 2 * x + 1") is None
    assert named(exercise(1.0, 2.0, plus_x=triple), "def f(x): return 3 * x") == "plus_x"


# Symptoms


def symptom(made: Exercise, id_: str, says: Callable[[Reply], bool | None]) -> None:
    made.symptom(id_, id_.title(), EXPLANATION, function="f")(says)


@pytest.mark.parametrize(
    ("verdicts", "is_named"),
    [
        ((True, True), True),
        ((True, None), True),
        ((None, True), True),
        ((True, False), False),
        ((False, True), False),
        ((None, None), False),
        ((False, None), False),
    ],
)
def test_a_symptom_is_named_if_some_reply_shows_it_and_none_rules_it_out(
    verdicts: tuple[bool | None, bool | None], is_named: bool
) -> None:
    made = exercise(1.0, 3.0)
    symptom(made, "shown", lambda reply: verdicts[0 if reply.call.args[0] == 1.0 else 1])
    assert named(made, "def f(x): return 0.0") == ("shown" if is_named else None)


def test_a_symptom_beside_a_fitting_reference_is_one_too_many() -> None:
    made = exercise(1.0, 3.0, squared=squared)
    symptom(made, "shown", lambda _: True)
    assert named(made, "def f(x): return x * x") is None


def test_a_symptom_that_breaks_costs_the_name_and_not_the_verdict() -> None:
    made = exercise(1.0)

    def breaks(reply: Reply) -> bool:
        return bool(reply.value > 0)

    symptom(made, "breaks", breaks)
    [item] = outcome.judge(made, {}, InProcess("def f(x): return 'text'"))
    assert item.status == "failed"


# References that raise, or cannot tell


def test_a_reference_that_raises_fits_a_reply_that_raised_the_same() -> None:
    def divides(x: float) -> float:
        return x / 0

    made = exercise(1.0, 3.0, divides=divides)
    assert named(made, "def f(x): return x / 0") == "divides"
    assert named(made, "def f(x): raise ValueError('float division by zero')") is None
    assert named(made, "def f(x): raise ZeroDivisionError('another')") is None
    assert named(made, "def f(x): return 0.0") is None, "the mistake would have raised"


def test_a_reply_that_raised_says_nothing_of_a_reference_that_returns() -> None:
    """A function that squares and cannot do with lists makes two mistakes: one is told by its values."""
    made = exercise(1.0, 3.0, squared=squared)
    assert named(made, "def f(x): return x * x if x < 2 else 1 / 0") == "squared"
    assert named(made, "def f(x): return 1 / 0") is None


def test_a_mistake_seen_in_values_is_not_held_against_a_call_that_raised() -> None:
    made = exercise(1.0, squared=squared)

    @made.check("f is right far out", points=0, function="f")
    def far_out() -> Judgement:
        reply = yield Call("f", 3.0)
        expect(reply).to_be_close_to(7.0, 1e-6)

    near, far = outcome.judge(made, {}, InProcess("def f(x): return x * x if x < 2 else 1 / 0"))
    assert (near.status, near.cause and near.cause.id) == ("failed", "squared")
    assert (far.status, far.cause) == ("error", None)


def test_a_reference_may_be_called_with_what_a_reply_tells() -> None:
    """Or leave it open, or be ruled out."""

    def of(arguments: Callable[[float], Any] | None) -> str | None:
        def read(reply: Reply) -> Any:
            return arguments(float(reply.call.args[0])) if arguments else None  # type: ignore[arg-type]

        made = exercise(1.0, 3.0)
        asked = made.misconception("squared", "S", EXPLANATION, function="f", arguments=arguments and read)
        asked(squared)
        return named(made, "def f(x): return (x + 1) ** 2")

    assert of(None) is None
    assert of(lambda x: [x + 1]) == "squared"
    assert of(lambda x: [x + 1] if x > 2 else None) == "squared"
    assert of(lambda x: [x + 1] if x > 2 else False) is None


def test_a_reference_may_leave_a_call_open() -> None:
    made = exercise(1.0, 3.0, squared=above_two_only)
    assert named(made, "def f(x): return x * x if x > 2 else 99.0") == "squared"
    made = exercise(1.0, 3.0, never=open_question)
    assert named(made, "def f(x): return 0.0") is None, "nothing shows it"


def test_a_reference_works_on_copies() -> None:
    """A wrong reference that changes its argument must not change what the next one is given."""
    made = Exercise("1.1", "f")

    @made.check("sum", points=10, function="f")
    def sum_(x: Any = None) -> Judgement:
        reply = yield Call("f", np.array([1.0, 2.0]))
        expect(reply).to_be_close_to(3.0, 1e-9)

    def spoils(values: Any) -> float:
        values[:] = 0.0
        return -1.0

    made.misconception("spoils", "S", EXPLANATION, function="f")(spoils)
    made.misconception("first", "F", EXPLANATION, function="f")(first_entry)
    assert named(made, "def f(values): return values[0]") == "first"


# How near is near enough


def test_a_mistake_is_matched_within_rounding_and_not_within_the_whole_tolerance() -> None:
    made = exercise(1.0, 3.0, within=0.1, rounding=1e-3, no_one=no_one)
    assert named(made, "def f(x): return 2 * x + 5e-4") == "no_one"
    assert named(made, "def f(x): return 2 * x + 0.05") is None


def test_two_mistakes_nearer_than_the_tolerance_are_told_apart_by_rounding() -> None:
    made = exercise(1.0, within=0.5, rounding=1e-6, a=constant(2.0), b=constant(2.3))
    assert named(made, "def f(x): return 2.3") == "b"


def test_a_rough_mistake_brings_its_own_rounding() -> None:
    made = exercise(1.0, rounding=1e-6, rough=constant(Rough(2.0, noise=100.0)))
    assert named(made, "def f(x): return 2.00005") == "rough"
    assert named(made, "def f(x): return 2.0005") is None


SAME: list[tuple[Any, Any, bool]] = [
    (2.0, 2.0, True),
    (2.0, np.array(2.0), True),
    ([1.0, 2.0], np.array([1.0, 2.0]), True),
    ((1.0, 2.0), [1.0, 2.0], True),
    ([1.0, 2.0], [1.0, 2.0, 3.0], False),
    ([[1.0], [2.0]], [1.0, 2.0], True),
    (None, None, True),
    (None, 0.0, False),
    (0.0, None, False),
    ("x", "x", True),
    ("x", "y", False),
    (1.0, True, False),
    (True, True, True),
    (float("nan"), float("nan"), True),
    (float("inf"), 1.0, False),
    (1.0, float("nan"), False),
    ({"a": 1.0}, {"a": 1.0, "b": 5.0}, True),
    ({"a": 1.0, "b": 2.0}, {"a": 1.0}, False),
    ([1.0, 2.0], {"a": 1.0}, False),
    (10**400, 1.0, False),
    (1.0, [[[]]], False),
]


@pytest.mark.parametrize(("wrong", "actual", "is_same"), SAME, ids=[f"{w!r}/{a!r}" for w, a, _ in SAME])
def test_values_are_matched_by_their_numbers(wrong: Any, actual: Any, is_same: bool) -> None:
    with np.errstate(all="ignore"):  # as `diagnose.name` does around all of them
        assert diagnose.same(wrong, actual, 0.0) == is_same


def test_rounding_is_given_for_each_entry_or_for_all() -> None:
    assert diagnose.same([1.0, 2.0], [1.1, 2.0], [0.2, 0.0])
    assert not diagnose.same([1.0, 2.0], [1.0, 2.1], [0.2, 0.0])
    assert diagnose.same([1.0, 2.0], [1.1, 2.1], 0.2)


# Naming and judging together


def test_a_named_symptom_of_the_failure_needs_no_reference() -> None:
    made = exercise(1.0, 3.0, nothing=constant(None))
    [item] = outcome.judge(made, {}, InProcess("def f(x): print(x)"))
    assert item.cause is not None
    assert item.cause.id == "returns-nothing", "in process there is no captured output"


def test_a_mistake_is_named_for_every_failing_check_of_its_function() -> None:
    made = exercise(1.0, 3.0, squared=squared)

    @made.check("f at 5", points=0, function="f")
    def f_at_5() -> Judgement:
        reply = yield Call("f", 5.0)
        expect(reply).to_be_close_to(11.0, 1e-6)

    @made.check("g", points=0, function="g")
    def g_is_1() -> Judgement:
        reply = yield Call("g")
        expect(reply).to_be_close_to(1.0, 1e-6)

    found = outcome.judge(made, {}, InProcess("def f(x): return x * x\ndef g(): return 2.0"))
    assert [item.cause.id if item.cause else None for item in found] == ["squared", "squared", None]
