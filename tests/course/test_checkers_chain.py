"""The checkers of section 3, driven straight against Python functions."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from calcgrade.checking import Call, Exercise, Failure, Judged, Reply, Status, expect, rounded, show
from calcgrade.checking.formulas.formula import Formula, Partial
from calcgrade.checking.formulas.functions import polynomial
from calcgrade.checking.slopes import compositions
from calcgrade.course import load
from calcgrade.engine import cases, outcome
from calcgrade.sandboxes.replies import Raised
from calcgrade.wire.values import Opaque

if TYPE_CHECKING:
    from calcgrade.checking.exercise import Misconception
    from calcgrade.engine.cases import Cases
    from calcgrade.engine.outcome import Outcome

COURSE = load.load(Path(__file__).parents[2])

Functions = dict[str, Callable[..., Any]]


def checker(id_: str) -> tuple[Exercise, Cases]:
    exercise = COURSE.checker(id_)
    return exercise, cases.read(cases.file_of(COURSE, id_), exercise)


def judged(id_: str, **wrong: Callable[..., Any]) -> dict[str, Outcome]:
    """Judge the right Python functions, some replaced, without a sandbox; all calls in order."""
    functions = RIGHT[id_] | wrong

    def answer(call: Call) -> Reply:
        try:
            value = functions[call.function](*call.args, **call.kwargs)
        except Exception as error:
            return Reply(call, Status.RAISED, raised=Raised(type(error).__name__, str(error)))
        return Reply(call, Status.OK, value=value)

    def caller(calls: Sequence[Call]) -> list[Reply]:
        return [answer(call) for call in calls]

    exercise, frozen = checker(id_)
    with np.errstate(all="ignore"):
        outcomes = outcome.judge(exercise, frozen, caller, shrinking=False)
    assert not [item.fault for item in outcomes if item.fault is not None]
    return {item.check.id: item for item in outcomes}


def failing(outcomes: dict[str, Outcome]) -> dict[str, str]:
    return {id_: item.status for id_, item in outcomes.items() if item.status != "passed"}


def causes(outcomes: dict[str, Outcome]) -> set[str]:
    return {item.cause.id for item in outcomes.values() if item.cause is not None}


def y(x: float) -> float:
    return float(np.sin(x**2))


def dy_dx(x: float) -> float:
    return float(np.cos(x**2) * 2 * x)


def numerical_dy_dx(x: float, h: float = 1e-7) -> float:
    return (y(x + h) - y(x - h)) / (2 * h)


def chain(outer_prime: Partial, inner: Formula, inner_prime: Partial, x: float) -> float:
    return float(outer_prime(inner(x)) * inner_prime(x))


def forward(x: float) -> tuple[float, float, float]:
    return 2 * x, (2 * x) ** 2, (2 * x) ** 2 - 10


def backward(x: float) -> dict[str, float]:
    return {"dc_db": 1, "db_da": 4 * x, "da_dx": 2, "dc_dx": 8 * x}


RIGHT: dict[str, Functions] = {
    "3.1": {"y": y, "dy_dx": dy_dx, "numerical_dy_dx": numerical_dy_dx, "chain": chain},
    "3.2": {"forward": forward, "backward": backward},
}


@pytest.mark.parametrize("id_", RIGHT)
def test_right_functions_pass_every_check_for_10_points(id_: str) -> None:
    outcomes = judged(id_)
    assert failing(outcomes) == {}
    assert sum(item.check.points for item in outcomes.values()) == 10 == COURSE.entry(id_).points


@pytest.mark.parametrize("id_", RIGHT)
def test_an_exercise_makes_at_most_100_calls(id_: str) -> None:
    outcomes = judged(id_)
    assert sum(len(case.replies) for item in outcomes.values() for case in item.cases) <= 100


def references(id_: str) -> list[Misconception]:
    """The wrong references; those of difference quotients in general are tested where they are declared."""
    exercise, _ = checker(id_)
    own = {"degrees-for-radians", "squared-outside", "square-forgotten", "integer-array-swallows-nudge"}
    return [
        m
        for m in exercise.misconceptions
        if m.reference is not None and (m.function != "numerical_dy_dx" or m.id in own)
    ]


@pytest.mark.parametrize(
    ("id_", "index"), [(id_, index) for id_ in RIGHT for index in range(len(references(id_)))]
)
def test_each_wrong_reference_fails_and_is_named(id_: str, index: int) -> None:
    wrong = references(id_)[index]
    assert wrong.reference is not None
    outcomes = judged(id_, **{wrong.function: wrong.reference})
    assert failing(outcomes)
    assert causes(outcomes) == {wrong.id}


STRANGE: list[Any] = [
    None, True, "12", math.nan, math.inf, 1j, 10**400, [], (), {}, [[1, 2], [3]], {"dc_db": None},
    {"dc_db": "1", "db_da": [12], "da_dx": math.nan, "dc_dx": {}}, Opaque("function", "?"), np.zeros((0, 3)),
    np.array([1.0, math.nan, 3.0]), np.array(["a"]),
]  # fmt: skip


@pytest.mark.parametrize("id_", RIGHT)
@pytest.mark.parametrize("value", STRANGE, ids=lambda value: repr(value)[:30])
def test_whatever_comes_back_is_a_wrong_answer_and_never_the_checkers_fault(id_: str, value: Any) -> None:
    def strange(*_args: object) -> Any:
        return value

    outcomes = judged(id_, **dict.fromkeys(RIGHT[id_], strange))
    assert {item.status for item in outcomes.values()} <= {"failed", "skipped"}


def test_a_measured_dy_dx_is_not_exact() -> None:
    outcomes = judged("3.1", dy_dx=numerical_dy_dx)
    assert failing(outcomes)["dy_dx_is_exact"] == "failed"
    assert causes(outcomes) == {"measured-instead-of-derived"}


@pytest.mark.parametrize("decimals", [2, 4, 6, 9])
def test_a_rounded_dy_dx_is_told_from_a_measured_one(decimals: int) -> None:
    def to_some_decimals(x: float) -> float:
        return round(dy_dx(x), decimals)

    outcomes = judged("3.1", dy_dx=to_some_decimals)
    assert causes(outcomes) == {"rounded-answer"}


@pytest.mark.parametrize("h", [1e-4, 1e-8])
def test_any_step_of_the_course_confirms_the_slope(h: float) -> None:
    def with_a_step_of_its_own(x: float, _h: float = h) -> float:
        return numerical_dy_dx(x, h)

    assert failing(judged("3.1", numerical_dy_dx=with_a_step_of_its_own)) == {}


def test_an_answer_that_ignores_the_step_is_advised_about_it() -> None:
    def without_a_step(x: float, _h: float = 0.0) -> float:
        return dy_dx(x)

    outcomes = judged("3.1", numerical_dy_dx=without_a_step)
    assert failing(outcomes) == {}
    advice = {text for item in outcomes.values() for case in item.cases for text in case.advice}
    assert [text for text in advice if "whatever h" in text]


def test_a_forward_difference_fails_the_order_check() -> None:
    def ahead(x: float, h: float = 1e-7) -> float:
        return (y(x + h) - y(x)) / h

    outcomes = judged("3.1", numerical_dy_dx=ahead)
    assert failing(outcomes)["numerical_dy_dx_is_of_second_order"] == "failed"
    assert causes(outcomes) == {"forward-difference"}


def test_the_outer_slope_must_be_taken_at_the_inner_value() -> None:
    exercise, frozen = checker("3.1")
    assert exercise.checks["chain_finds_the_slope_of_every_composition"].points >= 2
    for case in frozen["chain_finds_the_slope_of_every_composition"]:
        outer, inner, x = case["outer"], case["inner"], case["x"]
        assert abs(outer.derivative(float(inner(x))) - outer.derivative(x)) > 1e-6


def test_the_names_of_functions_say_which_derivative_belongs_to_which() -> None:
    outer, inner = polynomial(0, 0, 0, 1), polynomial(1, 1)
    names = show.Names()
    shown = show.call(Call("chain", Partial(outer), inner, Partial(inner), 1.0), names)
    assert shown == "chain(f_prime, g, g_prime, 1.0)"
    assert names.mathematics() == "f_prime(x) = 3x², g(x) = x + 1 and g_prime(x) = 1"


def test_no_two_mistakes_of_the_chain_rule_give_the_same_slope() -> None:
    found = [m.rule(np.cos, lambda t: t**2, lambda t: 2 * t, 1.3) for m in compositions.MISTAKES]
    assert len({round(float(value), 9) for value in [*found, dy_dx(1.3)]}) == len(found) + 1


def reply(value: Any) -> Reply:
    return Reply(Call("backward", 3), Status.OK, value=value)


def test_further_entries_and_any_kind_of_number_are_fine() -> None:
    def generous(x: float) -> dict[str, Any]:
        return {"dc_da": "12", "dc_db": np.array(1), "db_da": np.array([4 * x]), "da_dx": 2, "dc_dx": 8.0 * x}

    assert failing(judged("3.2", backward=generous)) == {}
    assert expect(reply(generous(3))).numbers("dc_db", "db_da") == {"dc_db": 1.0, "db_da": 12.0}


def test_a_message_says_which_entries_are_off() -> None:
    with pytest.raises(Failure) as caught:
        expect(reply({"b": 1.0, "a": 5.0, "c": 3.0})).entries_to_be_close_to(
            {"b": 1.0, "a": 2.0, "c": 4.0}, {"b": 0.1, "a": 0.1, "c": 0.1}
        )
    failure = caught.value
    assert failure.headline == "is off in a and c"
    assert (failure.actual, failure.expected) == ("{'a': 5, 'c': 3}", "{'a': 2, 'c': 4}")
    assert (failure.error, failure.tolerance) == ("3", "0.1")


def test_each_entry_is_matched_with_its_own_tolerance() -> None:
    answer = reply({"a": 1.0, "b": 2.0})
    expect(answer).entries_to_be_close_to({"b": 2.0, "a": 1.0}, {"b": 0.5, "a": 0.25})
    assert answer.judged is not None
    assert list(answer.judged.rounding) == [0.25, 0.5]  # in the order of the keys, as misconceptions are


@pytest.mark.parametrize(
    ("value", "headline"),
    [
        ({"a": 1.0}, "has no entry 'b'"),
        ({"a": 1.0, "b": "2"}, "has no number under 'b'"),
        ({"a": 1.0, "b": math.nan}, "has no finite number under 'b'"),
        ([1.0, 2.0], "does not return a dict with the keys a, b"),
    ],
)
def test_a_message_says_what_a_dict_lacks(value: Any, headline: str) -> None:
    with pytest.raises(Failure) as caught:
        expect(reply(value)).numbers("a", "b")
    assert caught.value.headline == headline


def test_a_message_calls_the_nodes_by_their_names() -> None:
    def without_b(x: float) -> tuple[float, float, float]:
        return 2 * x, 0.0, (2 * x) ** 2 - 10

    outcomes = judged("3.2", forward=without_b)
    failure = outcomes["forward_finds_the_values_of_the_statement"].failure
    assert failure is not None
    assert failure.headline == "is off in b"


def test_a_backward_walk_with_the_values_of_another_forward_call_is_told() -> None:
    left: list[float] = [0.0]

    def remembering(x: float) -> tuple[float, float, float]:
        left[0] = x
        return forward(x)

    def recalling(_x: float) -> dict[str, float]:
        return backward(left[0])

    outcomes = judged("3.2", forward=remembering, backward=recalling)
    assert failing(outcomes) == {"backward_walks_forward_itself": "failed"}
    assert causes(outcomes) == {"stale-forward-values"}


@pytest.mark.parametrize("h", [1e-4, 1e-6, 1e-8])
def test_local_slopes_may_be_measured_with_any_step_of_the_course(h: float) -> None:
    def measuring(x: float) -> dict[str, float]:
        a, b = 2 * x, 4 * x**2
        local = {
            "dc_db": ((b + h - 10) - (b - h - 10)) / (2 * h),
            "db_da": ((a + h) ** 2 - (a - h) ** 2) / (2 * h),
            "da_dx": (2 * (x + h) - 2 * (x - h)) / (2 * h),
        }
        return local | {"dc_dx": math.prod(local.values())}

    assert failing(judged("3.2", backward=measuring)) == {}


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (1.4, True),
        (1.41, True),
        (1.0, True),
        (1.41421, True),
        (1.5, False),
        (math.sqrt(2), False),
        (1.4142135, None),
    ],
)
def test_a_rounded_answer_is_off_by_no_more_than_its_last_digit(value: float, verdict: bool | None) -> None:
    answer = Reply(Call("f"), Status.OK, value=value, judged=Judged(math.sqrt(2), 1e-6))
    assert rounded.is_rounded(answer) is verdict
