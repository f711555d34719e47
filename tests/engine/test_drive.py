"""Checks are generators: the order in which they are driven, and whose fault what they raise is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import made_up
import pytest
from in_process import InProcess

from calcgrade.checking import Advice, Call, Exercise, Failure, Judgement, expect
from calcgrade.checking.families import points
from calcgrade.checking.formulas.families import curves
from calcgrade.checking.formulas.functions import polynomial
from calcgrade.checking.tolerances import derivative_tolerance
from calcgrade.engine import outcome
from calcgrade.engine.draw import draw
from calcgrade.engine.drive import Case, run, run_one

if TYPE_CHECKING:
    from calcgrade.checking.exercise import Body, Check


IDENTITY = "f = g = lambda x: x"


def check_of(body: Body) -> Check:
    exercise = Exercise("1.1", "f", "g")
    exercise.check("claim", points=1, function="f")(body)
    return exercise.checks[body.__name__]


def driven(body: Body, caller: InProcess | None = None, **arguments: Any) -> Case:
    return run_one(check_of(body), arguments, caller or InProcess(IDENTITY))


def test_all_first_calls_travel_together_then_all_second_calls() -> None:
    def one_step() -> Judgement:
        yield Call("f", 1.0)

    def two_steps() -> Judgement:
        yield Call("g", 1.0)
        yield Call("f", 2.0)

    def a_list_and_one() -> Judgement:
        yield [Call("f", 3.0), Call("g", 3.0)]
        yield Call("g", 4.0)

    caller = InProcess("f = g = lambda x: x")
    run([Case(check_of(body), {}) for body in (one_step, two_steps, a_list_and_one)], caller)
    assert caller.batches == [["f", "g", "f", "g"], ["f", "g"]]


def test_each_case_gets_its_own_replies() -> None:
    seen: dict[float, float] = {}

    def asks(x: float) -> Judgement:
        first = yield Call("f", x)
        second, third = yield [Call("f", first.value), Call("g", first.value)]
        seen[x] = second.value + 10 * third.value

    run(
        [Case(check_of(asks), {"x": x}) for x in (1.0, 2.0, 3.0)],
        InProcess("f = lambda x: x + 1; g = lambda x: x"),
    )
    assert seen == {1.0: 3.0 + 20.0, 2.0: 4.0 + 30.0, 3.0: 5.0 + 40.0}


def test_one_call_is_answered_by_a_reply_and_a_list_of_one_by_a_list() -> None:
    kinds: list[str] = []

    def asks() -> Judgement:
        kinds.append(type((yield Call("f", 1.0))).__name__)
        kinds.append(type((yield [Call("f", 1.0)])).__name__)

    driven(asks)
    assert kinds == ["Reply", "list"]


def test_an_empty_list_of_calls_does_not_end_a_check_early() -> None:
    """Else a check over cases that happen to be none would pass unjudged."""

    def asks_nothing() -> Judgement:
        replies = yield []
        assert replies == []
        raise Failure("failed", "value", "is judged all the same")

    assert driven(asks_nothing).failure is not None


def test_advice_is_collected_and_the_check_goes_on() -> None:
    def advises() -> Judgement:
        yield Advice("first")
        reply = yield Call("f", 1.0)
        yield Advice("second")
        yield Advice("third")
        expect(reply).to_be_close_to(5.0, 0.1)

    case = driven(advises)
    assert case.advice == ["first", "second", "third"]
    assert case.failure is not None


def _raises_before() -> Judgement:
    yield Call("f", 1 / 0)


def _raises_after() -> Judgement:
    reply = yield Call("f", 1.0)
    raise KeyError(reply.value)


def _no_generator() -> Judgement:
    return None  # type: ignore[return-value]


def _yields_no_call() -> Judgement:
    yield "f(1.0)"


def _yields_a_number() -> Judgement:
    yield 3


def _an_argument_that_cannot_be_sent() -> Judgement:
    yield Call("f", {1.0})


def _an_option_that_cannot_be_sent() -> Judgement:
    yield [Call("f", 1.0), Call("f", x=object())]


def _unpacks_too_many() -> Judgement:
    _one, _two = yield [Call("f", 1.0)]


def _stops() -> Judgement:
    yield Call("f", 1.0)
    raise StopIteration


@pytest.mark.parametrize(
    "body",
    [
        _raises_before, _raises_after, _no_generator, _yields_no_call, _yields_a_number,
        _an_argument_that_cannot_be_sent, _an_option_that_cannot_be_sent, _unpacks_too_many, _stops,
    ],
)  # fmt: skip
def test_a_broken_check_is_a_checker_fault_and_its_neighbours_are_judged(body: Body) -> None:
    def well(x: float) -> Judgement:
        reply = yield Call("f", x)
        expect(reply).to_be_close_to(1.0, 0.1)

    good, broken, bad = (
        Case(check_of(well), {"x": 1.0}),
        Case(check_of(body), {}),
        Case(check_of(well), {"x": 9.0}),
    )
    run([good, broken, bad], InProcess(IDENTITY))
    assert broken.fault is not None
    assert broken.failure is None, "the learner has done nothing wrong"
    assert (good.failure, good.fault) == (None, None)
    assert bad.failure is not None


def test_a_checker_fault_is_never_scored_against_the_learner() -> None:
    exercise = Exercise("1.1", "f")

    @exercise.check("is broken", points=10, function="f")
    def is_broken() -> Judgement:
        yield Call("f", 1.0)
        raise ZeroDivisionError("in the checker")

    [item] = outcome.judge(exercise, {}, InProcess(IDENTITY))
    assert item.status == "checker_fault"
    assert item.failure is None
    assert item.cause is None


def slope_check() -> Check:
    exercise = Exercise("1.1", "slope")

    @exercise.property("slope", points=10, function="slope", draws=12, f=curves(), x=points(n=1))
    def agrees(f: Any, x: tuple[float]) -> Judgement:
        reply = yield Call("slope", f, x[0])
        expect(reply).to_be_close_to(f.derivative(x[0]), derivative_tolerance(f, x))
        replies = yield [Call("slope", f, x[0], h) for h in (0.1, 0.01)]
        for found in replies:
            expect(found).number()

    return exercise.checks["agrees"]


SLOPES = {
    "central": "def slope(f, x, h=1e-7): return (f(x + h) - f(x - h)) / (2 * h)",
    "forward": "def slope(f, x, h=1e-7): return (f(x + h) - f(x)) / h",
    "unbracketed": "def slope(f, x, h=1e-7): return f(x + h) - f(x - h) / 2 * h",
    "raises for some": "def slope(f, x, h=1e-7): return 1.0 / (x > 0)",
    "nothing": "def slope(f, x, h=1e-7): pass",
    "text": "def slope(f, x, h=1e-7): return str(6.0)",
}


@pytest.mark.parametrize("slope", SLOPES.values(), ids=SLOPES.keys())
def test_one_case_at_a_time_and_all_in_lockstep_give_the_same_verdicts(slope: str) -> None:
    check = slope_check()
    drawn = draw(check, 0)
    together = [Case(check, arguments) for arguments in drawn]
    caller = InProcess(slope)
    run(together, caller)
    alone = [run_one(check, arguments, InProcess(slope)) for arguments in drawn]
    assert len(caller.batches) <= 2
    for one, other in zip(together, alone, strict=True):
        assert one.fault is None
        assert str(one.failure) == str(other.failure)
        assert [r.status for r in one.replies] == [r.status for r in other.replies]
        assert [r.observed for r in one.replies] == [r.observed for r in other.replies]


def test_the_right_slope_passes_and_the_others_fail_when_driven_in_process() -> None:
    check = slope_check()
    drawn = draw(check, 0)
    for name, slope in SLOPES.items():
        cases = [run_one(check, arguments, InProcess(slope)) for arguments in drawn]
        assert any(case.failure for case in cases) == (name != "central"), name


def test_points_of_evaluation_and_mutation_are_seen_in_process_too() -> None:
    caller = InProcess(SLOPES["central"] + "\ndef spoils(values): values[0] = 0.0")
    assert caller([Call("slope", polynomial(0, 0, 1), 3.0, 0.5)])[0].observed == ((3.5,), (2.5,))
    assert caller([Call("spoils", [1.0, 2.0])])[0].mutated == (0,)


def test_the_made_up_exercise_is_full_marks_for_the_right_functions() -> None:
    found = outcome.judge(made_up.exercise(), made_up.CASES, InProcess(made_up.RIGHT))
    assert [item.status for item in found] == ["passed"] * 4
    assert sum(item.check.points for item in found) == made_up.FULL
