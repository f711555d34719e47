"""A failing property is shown at its simplest input, whatever the learner's code does meanwhile."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import made_up
import pytest
from in_process import InProcess

from calcgrade.checking import Call, Exercise, Judgement, expect
from calcgrade.checking.families import choices, integers
from calcgrade.engine import outcome
from calcgrade.engine.drive import Case, run_one
from calcgrade.engine.shrink import BUDGET_S, EXAMPLES, shrink
from calcgrade.errors import SandboxLost
from calcgrade.sandboxes.replies import Reply, Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from calcgrade.checking.exercise import Check

LARGEST = 200


def double_of_a_number() -> Check:
    exercise = Exercise("1.1", "double")

    @exercise.property("doubles", points=10, function="double", x=integers(0, LARGEST), y=choices(0, 1, 2))
    def doubles(x: int, y: int) -> Judgement:
        reply = yield Call("double", x, y)
        expect(reply).to_be_close_to(2.0 * x, 1e-9)

    return exercise.checks["doubles"]


def shrunk(source: str, x: int = LARGEST, y: int = 2) -> tuple[Case, Case, InProcess]:
    """Shrink the failure at (x, y); returns it, what was found, and the caller."""
    caller, check = InProcess(source), double_of_a_number()
    failing = run_one(check, {"x": x, "y": y}, caller)
    assert failing.failure is not None
    caller.batches.clear()
    return failing, shrink(check, failing, caller), caller


def test_the_smallest_failing_input_is_found() -> None:
    _, found, _ = shrunk("def double(x, y): return 2 * x + (x >= 7)")
    assert found.arguments == {"x": 7, "y": 0}
    assert found.failure is not None
    assert (found.failure.actual, found.failure.expected) == ("15", "14")


def test_where_the_simplest_input_of_all_fails_nothing_else_is_tried_and_hypothesis_not_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    _, found, caller = shrunk("def double(x, y): return 2 * x + 1")
    assert found.arguments == {"x": 0, "y": 0}
    assert len(caller.batches) == 1


def test_an_exception_is_shrunk_too() -> None:
    _, found, _ = shrunk("def double(x, y): return 2 * x if x < 12 else [][x]")
    assert found.arguments == {"x": 12, "y": 0}


def test_the_same_kind_of_failure_is_demanded() -> None:
    """Small inputs raise, large ones are wrong: a wrong value stays a wrong value."""
    source = "def double(x, y):\n    if x < 5: raise KeyError(x)\n    return 2 * x + (x >= 30)"
    _, found, _ = shrunk(source)
    assert found.arguments["x"] == 30
    assert found.failure is not None
    assert found.failure.kind == "value"


FLAKY = {
    "wrong every other time": "n = 0\ndef double(x, y):\n    global n; n += 1\n    return 2 * x + n % 2",
    "wrong the first time only": "n = 0\ndef double(x, y):\n    global n; n += 1\n    return 2 * x + (n == 1)",
    "wrong at random": (
        "import random\nr = random.Random(1)\ndef double(x, y): return 2 * x + (x == 200 or r.random() < 0.3)"
    ),
    "another wrong value each time": (
        "import itertools\nn = itertools.count(1)\ndef double(x, y): return 2 * x + next(n)"
    ),
    "raises every third time": (
        "n = 0\ndef double(x, y):\n    global n; n += 1\n    return 2 * x + 1 if n % 3 else 1 / 0"
    ),
    "wrong until called 20 times": "n = 0\ndef double(x, y):\n    global n; n += 1\n    return 2 * x + (n < 20)",
}


@pytest.mark.parametrize("source", FLAKY.values(), ids=FLAKY.keys())
def test_code_that_answers_differently_each_time_still_gets_a_failing_case(source: str) -> None:
    failing, found, _ = shrunk(source)
    assert found.failure is not None
    assert failing.failure is not None
    assert found.failure.kind == failing.failure.kind
    assert len(repr(found.arguments)) <= len(repr(failing.arguments))


def test_no_input_is_asked_for_twice() -> None:
    asked: list[tuple[int, int]] = []
    inner = InProcess("def double(x, y): return 2 * x + (x >= 7)")

    def caller(calls: Sequence[Call]) -> list[Reply]:
        asked.extend((call.args[0], call.args[1]) for call in calls)  # type: ignore[misc]
        return inner(calls)

    check = double_of_a_number()
    failing = run_one(check, {"x": LARGEST, "y": 2}, caller)
    asked.clear()
    shrink(check, failing, caller)
    assert len(asked) == len(set(asked))


def test_a_failure_that_is_not_met_again_is_shown_where_it_was_met() -> None:
    failing, found, caller = shrunk(
        "n = 0\ndef double(x, y):\n    global n; n += 1\n    return 2 * x + (n == 1)"
    )
    assert found is failing
    assert caller.batches, "it was looked for"


def test_a_family_that_can_draw_nothing_more_leaves_the_failure_where_it_was_met() -> None:
    exercise = Exercise("1.1", "double")

    def fits(_drawn: Mapping[str, object], _x: int) -> bool:
        return False

    @exercise.property("doubles", points=10, function="double", x=integers(0, LARGEST).such_that(fits))
    def doubles(x: int) -> Judgement:
        reply = yield Call("double", x)
        expect(reply).to_be_close_to(2.0 * x, 1e-9)

    caller, check = InProcess("def double(x): return -1"), exercise.checks["doubles"]
    failing = run_one(check, {"x": 3}, caller)
    assert shrink(check, failing, caller) is failing


def test_the_time_budget_is_kept() -> None:
    now = 0.0
    inner = InProcess("def double(x, y): return 2 * x + (x >= 7)")

    def slow(calls: Sequence[Call]) -> list[Reply]:
        nonlocal now
        now += BUDGET_S / 4
        return inner(calls)

    check = double_of_a_number()
    failing = run_one(check, {"x": LARGEST, "y": 2}, slow)
    inner.batches.clear()
    found = shrink(check, failing, slow, clock=lambda: now)
    assert len(inner.batches) == 5, "the last one starts when the budget is just used up"
    assert found.failure is not None


def test_without_a_time_limit_the_number_of_tries_is_bounded() -> None:
    caller, check = InProcess("def double(x, y): return 2 * x + (x == 200)"), double_of_a_number()
    failing = run_one(check, {"x": LARGEST, "y": 2}, caller)
    caller.batches.clear()
    assert shrink(check, failing, caller, clock=lambda: 0.0).arguments["x"] == LARGEST
    assert len(caller.batches) <= 3 * EXAMPLES


@pytest.mark.parametrize("status", [Status.TIMED_OUT, Status.CRASHED, Status.MISSING])
def test_what_did_not_return_is_not_tried_again(status: Status) -> None:
    tries = 0

    def caller(calls: Sequence[Call]) -> list[Reply]:
        nonlocal tries
        tries += 1
        return [Reply(call, status) for call in calls]

    check = double_of_a_number()
    failing = run_one(check, {"x": LARGEST, "y": 2}, caller)
    assert shrink(check, failing, caller) is failing
    assert tries == 1


def test_a_stub_is_not_shrunk() -> None:
    failing, found, caller = shrunk("def double(x, y): raise NotImplementedError")
    assert found is failing
    assert caller.batches == []


def test_a_sandbox_lost_while_shrinking_is_said_as_such() -> None:
    inner, lost = InProcess("def double(x, y): return 1.5"), False

    def caller(calls: Sequence[Call]) -> list[Reply]:
        if lost:
            raise SandboxLost("process", "it is gone")
        return inner(calls)

    check = double_of_a_number()
    failing = run_one(check, {"x": LARGEST, "y": 2}, caller)
    lost = True
    with pytest.raises(SandboxLost):
        shrink(check, failing, caller)


@pytest.mark.parametrize("shrinking", [True, False])
def test_the_verdicts_do_not_depend_on_shrinking(shrinking: bool) -> None:
    source = made_up.RIGHT.replace("2 * x", "2 * x + (x >= 3)")
    found = outcome.judge(made_up.exercise(), made_up.CASES, InProcess(source), shrinking=shrinking)
    assert [item.status for item in found] == ["failed", "passed", "passed", "passed"]
    failure = found[0].failure
    assert failure is not None
    assert failure.reply is not None
    # Without shrinking the simplest frozen case that fails; with it the simplest of all.
    assert failure.reply.call.args == ((3.0,) if shrinking else (5.0,))
