"""Where course.toml says ``reveal = false``, nothing that is written of a failure tells the right answer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from in_process import InProcess
from small_course import TOML

from calcgrade.checking import Advice, Call, Exercise, Failure, Judgement, expect
from calcgrade.checking.families import integers
from calcgrade.checking.formulas.functions import polynomial
from calcgrade.checking.slopes.order import STEPS, expect_central
from calcgrade.course import manifest
from calcgrade.engine import compose, outcome
from calcgrade.reports.blocks import MARKS, exercise_lines
from calcgrade.results import model
from calcgrade.sandboxes.replies import LoadReport, Reply, Status

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET = 4321.625
SECRETS = re.compile(r"4321|4322|4\.32|625|4312|e-09|hidden word|entry 1|entries|dy|under 'b'")
"""The right answers, tolerances, errors and places of every check below, however they are written."""


def close(reply: Reply) -> None:
    expect(reply).to_be_close_to(SECRET, 1e-9)


def array(reply: Reply) -> None:
    expect(reply).to_be_close_to([1.0, SECRET], 1e-9, names=("dx", "dy"))


def entries(reply: Reply) -> None:
    expect(reply).entries_to_be_close_to({"a": 1.0, "b": SECRET}, {"a": 1e-9, "b": 1e-9})


def word(reply: Reply) -> None:
    expect(reply).to_equal("hidden word")


def count(reply: Reply) -> None:
    expect(reply).to_equal(4321)


def own_sentence(reply: Reply) -> None:
    expect(reply).fail(
        f"should have been {SECRET}", expected=f"{SECRET}", actual=f"{SECRET - 1}", error="1e-09"
    )


def own_error(reply: Reply) -> None:
    raise Failure("error", "secret", f"should have been {SECRET}", reply, expected=f"{SECRET}")


def own_fault(reply: Reply) -> None:
    raise ValueError(f"cannot compare with {SECRET}")


JUDGES: list[tuple[Callable[[Reply], None], str]] = [
    (close, "9.5"),
    (close, "'text'"),
    (close, "[1.0, 2.0, 3.0]"),
    (close, "float('nan')"),
    (close, "None"),
    (array, "[1.0, 4.0]"),
    (array, "[1.0, 4.0, 5.0]"),
    (array, "[]"),
    (entries, "{'a': 1.0, 'b': 4.0}"),
    (entries, "{'a': 1.0}"),
    (word, "'another'"),
    (word, "7.0"),
    (count, "4"),
    (count, "None"),
    (own_sentence, "1.0"),
    (own_error, "1.0"),
    (own_fault, "1.0"),
]


def one_check(judge: Callable[[Reply], None]) -> Exercise:
    made = Exercise("1.1", "f")

    @made.check("is right", points=10, function="f")
    def is_right() -> Judgement:
        reply = yield Call("f", 3.0)
        yield Advice(f"{SECRET} is worth a thought.")
        judge(reply)

    return made


def entry(reveal: str) -> manifest.ExerciseEntry:
    toml = TOML.replace("points = 10\n", f"points = 10\nreveal = {reveal}\n", 1)
    return manifest.decode(toml, Path("course.toml")).exercise[0]


def graded(exercise: Exercise, source: str, reveal: str = "false", **cases: Any) -> model.ExerciseResult:
    found = entry(reveal)
    outcomes = outcome.judge(exercise, cases, InProcess(source), reveals=found.reveals)
    return compose.from_outcomes(found, outcomes, LoadReport(Status.OK), 0.0)


def written(result: model.ExerciseResult) -> str:
    """All that is ever said of a result: as JSON, and on a terminal.

    How long a call took is no text, and its digits may be those of a secret.
    """
    checks = [msgspec.structs.replace(check, duration_s=0.0) for check in result.checks]
    result = msgspec.structs.replace(result, duration_s=0.0, checks=checks)
    lines = exercise_lines(result, 100, MARKS)
    return msgspec.json.encode(result).decode() + "\n".join("".join(p.text for p in line) for line in lines)


@pytest.mark.parametrize(("judge", "answer"), JUDGES)
def test_a_hidden_answer_is_in_no_word_of_the_result(judge: Callable[[Reply], None], answer: str) -> None:
    exercise, source = one_check(judge), f"def f(x): return {answer}"
    shown, hidden = graded(exercise, source, "true"), graded(exercise, source)
    assert SECRETS.search(written(shown))
    assert not SECRETS.search(written(hidden)), written(hidden)
    assert (hidden.score, hidden.checks[0].status) == (shown.score, shown.checks[0].status)


def test_the_call_and_what_came_back_are_still_shown() -> None:
    [check] = graded(one_check(close), "def f(x): return 9.5").checks
    assert check.message == "f(3.0) is not right.\n\n    you returned   9.5\n    expected       not shown"
    assert check.counterexample == model.Counterexample(
        call="f(3.0)", where="", expected="not shown", actual="9.5", error="", tolerance=""
    )


def test_the_digits_shown_do_not_tell_how_near_an_answer_is() -> None:
    near = graded(one_check(close), f"def f(x): return {SECRET} + 1e-7").checks[0]
    assert near.counterexample is not None
    assert near.counterexample.actual == "4321.63"


def test_what_the_code_itself_raised_is_shown() -> None:
    [check] = graded(one_check(close), "def f(x): return 1 / 0").checks
    assert "stopped with ZeroDivisionError: division by zero." in check.message


def test_an_answer_that_changes_is_shown_neither() -> None:
    source = "n = [0]\ndef f(x):\n    n[0] += 1\n    return float(n[0])"
    [check] = graded(one_check(close), source).checks
    assert "is not right, and repeating the call gives another answer" in check.message
    assert check.counterexample is not None
    assert (check.counterexample.actual, check.counterexample.expected) == ("", "")


def test_how_the_error_followed_the_step_is_not_told() -> None:
    made = Exercise("1.1", "f")
    bend = polynomial(0, 0, 0, 1)

    @made.check("is central", points=10, function="f")
    def is_central() -> Judgement:
        replies = yield [Call("f", bend, 1.0, h) for h in STEPS]
        expect_central(replies, bend, [1.0], 0)

    source = "def f(g, x, h): return (g(x + h) - g(x)) / h"
    shown, hidden = graded(made, source, "true").checks[0], graded(made, source).checks[0]
    assert shown.order is not None
    assert "is off by" in shown.message
    assert "10-fold" in shown.message
    assert hidden.order is None
    assert not re.search(r"off by|fold|within|0\.31", hidden.message)
    assert "you returned   3.31" in hidden.message


@pytest.mark.parametrize(
    ("explanation", "named"),
    [
        ("This is twice too much.", True),
        ("The answer is 4321.625.", False),
        ("About 4321.6, not less.", False),
        ("It is one of 4321 numbers.", False),
    ],
)
def test_a_misconception_is_named_unless_its_words_hold_the_answer(explanation: str, named: bool) -> None:
    made = one_check(close)

    @made.misconception("twice", "Twice", explanation, function="f")
    def twice(x: float) -> float:
        return 2 * SECRET

    check = graded(made, f"def f(x): return {2 * SECRET}").checks[0]
    assert (check.misconception is not None) is named
    assert (explanation in check.message) is named


def test_a_hidden_property_is_shown_as_it_was_frozen_and_makes_no_further_calls() -> None:
    made = Exercise("1.1", "f")

    @made.property("doubles", points=10, function="f", draws=2, x=integers(0, 500))
    def doubles(x: int) -> Judgement:
        reply = yield Call("f", x)
        expect(reply).to_be_close_to(2 * x, 1e-9)

    calls = [0, 0]
    for k, reveal in enumerate(("true", "false")):
        caller = InProcess("def f(x): return 2 * x + 1")
        found = entry(reveal)
        [item] = outcome.judge(made, {"doubles": [{"x": 321}, {"x": 45}]}, caller, reveals=found.reveals)
        calls[k] = sum(map(len, caller.batches))
        assert item.failure is not None
        assert item.failure.reply is not None
        assert item.failure.reply.call.args == ((0,) if reveal == "true" else (321,))
    assert calls[1] == 3 < calls[0]  # two cases, and the failing one again


@pytest.mark.parametrize(
    ("reveal", "shown"),
    [
        ("true", ["a", "b"]),
        ("false", []),
        ("{a = false}", ["b"]),
        ("{default = false}", []),
        ("{default = false, b = true}", ["b"]),
    ],
)
def test_reveal_is_a_switch_for_each_check_and_for_the_exercise(reveal: str, shown: list[str]) -> None:
    made = Exercise("1.1", "f")
    for id_ in "ab":

        def body() -> Judgement:
            reply = yield Call("f", 3.0)
            close(reply)

        body.__name__ = id_
        made.check(f"check {id_}", points=5, function="f")(body)
    result = graded(made, "def f(x): return 9.5", reveal)
    assert [check.id for check in result.checks if "4321" in check.message] == shown


def test_reveal_names_checks_of_the_checker_only() -> None:
    assert entry("{a = false, default = true}").named_in_reveal == ["a"]
