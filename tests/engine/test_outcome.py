"""From checks' cases to statuses, points and results: for every kind of learner's file."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import double_course
import made_up
import pytest
from double_course import CASES, CHECKER, MUTATES, NAME, SQUARES, STUB, TOML
from in_process import InProcess
from scripted import Launcher, Sandbox, is_ended, loads_well, returns

from calcgrade.checking import Call, Exercise, Judgement, Reply, Status, expect
from calcgrade.engine import outcome
from calcgrade.engine.grade import grade
from calcgrade.intake.entries import Entry
from calcgrade.intake.submission import Submission
from calcgrade.limits import Limits
from calcgrade.results.model import decode, encode
from calcgrade.sandboxes.process import ProcessLauncher
from calcgrade.sandboxes.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from double_course import Changes
    from scripted import Act

    from calcgrade.engine.outcome import Outcome
    from calcgrade.results.model import ExerciseResult, Result

IDS = ["doubles_every_number", "doubles_a_list", "leaves_the_list_alone", "says_double"]


def judged(source: str) -> list[Outcome]:
    return outcome.judge(made_up.exercise(), made_up.CASES, InProcess(source))


def statuses(source: str) -> list[str]:
    return [item.status for item in judged(source)]


def points(found: list[Outcome]) -> float:
    return sum(item.check.points for item in found if item.status == "passed")


# Checks


def test_one_wrong_function_costs_its_own_checks_alone() -> None:
    assert statuses(made_up.RIGHT) == ["passed"] * 4
    assert statuses(SQUARES) == ["failed", "passed", "passed", "passed"]
    assert statuses(made_up.RIGHT.replace('"double"', "1 / 0")) == ["passed", "passed", "passed", "error"]


def test_a_check_waits_for_its_prerequisite() -> None:
    found = judged(made_up.RIGHT.replace("2 * value", "3 * value"))
    assert [item.status for item in found] == ["passed", "failed", "skipped", "passed"]
    assert found[2].waits_for is found[1].check


def test_a_check_whose_prerequisite_passed_is_judged_itself() -> None:
    assert statuses(MUTATES) == ["passed", "passed", "failed", "passed"]


def test_a_failing_check_whose_prerequisite_fails_is_skipped_and_no_cause_is_named() -> None:
    found = judged(made_up.RIGHT.replace("return [2 *", "values[0] = 5.0\n    return [3 *"))
    assert found[2].status == "skipped"
    assert found[2].cause is None


def test_skipping_is_passed_on_along_a_chain() -> None:
    exercise = Exercise("1.1", "f")

    def is_one() -> Judgement:
        reply = yield Call("f")
        expect(reply).to_be_close_to(1.0, 0.0)

    def returns_at_all() -> Judgement:
        reply = yield Call("f")
        expect(reply).number()

    def returns_still() -> Judgement:
        reply = yield Call("f")
        expect(reply).number()

    exercise.check("1", points=1, function="f")(is_one)
    exercise.check("2", points=1, function="f", after=["is_one"])(returns_at_all)
    exercise.check("3", points=1, function="f", after=["returns_at_all"])(returns_still)
    found = outcome.judge(exercise, {}, InProcess("def f(): return 2.0"))
    assert [item.status for item in found] == ["failed", "skipped", "skipped"]


def test_a_stub_stays_not_started_behind_its_prerequisite() -> None:
    assert statuses(STUB) == ["not_started"] * 4


def test_a_check_without_a_case_is_the_checkers_fault_and_no_pass() -> None:
    exercise = Exercise("1.1", "f")

    @exercise.check("nothing", points=10, function="f", cases=[])
    def nothing() -> Judgement:
        yield Call("f")

    [item] = outcome.judge(exercise, {}, InProcess("f = float"))
    assert item.status == "checker_fault"


def test_a_property_without_drawn_cases_is_the_checkers_fault_and_no_pass() -> None:
    found = outcome.judge(made_up.exercise(), {}, InProcess(made_up.RIGHT))
    assert [item.status for item in found] == ["checker_fault", "passed", "passed", "passed"]


def test_the_first_failing_case_decides_and_a_fault_goes_before_any_failure() -> None:
    exercise = Exercise("1.1", "f")

    @exercise.check("f", points=10, function="f", cases=[{"x": 0}, {"x": 1}, {"x": 2}])
    def f_is_x(x: int) -> Judgement:
        reply = yield Call("f", x)
        if x == 2 and reply.value == 5:
            raise LookupError
        expect(reply).to_be_close_to(x, 0.0)

    def status(source: str) -> str:
        return outcome.judge(exercise, {}, InProcess(source))[0].status

    assert status("def f(x): return x") == "passed"
    assert status("def f(x): return [0, 7, 2][x]") == "failed"
    assert status("def f(x): return 0 if x == 0 else {}[x]") == "error"
    assert status("def f(x): return [0, 7, 5][x]") == "checker_fault"


NOTHING = {
    "returns None": "def double(x): pass\ndef doubles(values): pass\ndef word(): pass",
    "returns 0": "def double(x): return 0\ndef doubles(values): return 0\ndef word(): return 0",
    "returns its argument": "def double(x): return x\ndef doubles(values): return values\ndef word(): return ''",
    "returns an empty list": "double = doubles = lambda x: []\nword = list",
    "returns NaN": "double = doubles = lambda x: float('nan')\ndef word(): return float('nan')",
    "returns whatever is asked": (
        "class Yes:\n"
        "    def __eq__(self, other): return True\n"
        "    __array_priority__ = 99\n"
        "    def __array__(self, *a, **k): raise TypeError\n"
        "    def __float__(self): return 6.0\n"
        "double = doubles = lambda x: Yes()\n"
        "def word(): return Yes()"
    ),
    "is a stub": STUB,
    "is empty": "",
    "has names that are no functions": "double = doubles = word = 5",
    "raises": "def double(x): raise ValueError\ndoubles = double\ndef word(): raise SystemExit(0)",
}


@pytest.mark.parametrize("source", NOTHING.values(), ids=NOTHING.keys())
def test_a_file_that_does_nothing_earns_nothing(source: str) -> None:
    found = judged(source)
    assert points(found) == 0.0
    assert [item.check.id for item in found] == IDS, "every check is listed"
    assert not any(item.fault for item in found)


def test_a_function_that_timed_out_costs_its_own_checks_alone() -> None:
    inner = InProcess(made_up.RIGHT)

    def caller(calls: Sequence[Call]) -> list[Reply]:
        replies = inner(calls)
        for reply in replies:
            if reply.call.function == "doubles":
                reply.status, reply.value = Status.TIMED_OUT, None
        return replies

    found = outcome.judge(made_up.exercise(), made_up.CASES, caller)
    assert [item.status for item in found] == ["passed", "timed_out", "timed_out", "passed"]
    assert found[1].cause is not None
    assert found[1].cause.id == "never-returns"


# Whole grades


def submission(source: str | None) -> Submission:
    files = {} if source is None else {NAME: source.encode()}
    entries = {} if source is None else {NAME: Entry((NAME,), "module")}
    return Submission(id="ada", files=files, digest="", notes=[], entries=entries)


def graded(folder: Path, source: str | None, *, changed: Changes | None = None,
           launcher: Launcher | ProcessLauncher | None = None) -> Result:  # fmt: skip
    course, handed_in = double_course.make(folder, changed or {}), submission(source)
    with (
        closing(launcher or ProcessLauncher()) as chosen,
        closing(Session(chosen, handed_in.files, Limits())) as session,
    ):
        result = grade(handed_in, course, ["1.1"], session)
    assert decode(encode(result)) == result, "a result can always be stored and read again"
    return result


def only(result: Result) -> ExerciseResult:
    [exercise] = result.exercises
    assert exercise.max_score == result.max_score == made_up.FULL
    return exercise


def test_the_solution_gets_full_marks(tmp_path: Path) -> None:
    result = graded(tmp_path, made_up.RIGHT)
    exercise = only(result)
    assert (result.status, result.score, exercise.status) == ("passed", made_up.FULL, "passed")
    assert [(check.id, check.score, check.max_score) for check in exercise.checks] == list(
        zip(IDS, (4, 3, 2, 1), (4, 3, 2, 1), strict=True)
    )
    assert (result.environment.python, result.isolation) != ("", "docker")


def test_a_wrong_answer_is_told_with_counterexample_cause_and_what_the_next_check_waits_for(
    tmp_path: Path,
) -> None:
    exercise = only(graded(tmp_path, SQUARES.replace("2 * value", "3 * value")))
    first, second, third, _ = exercise.checks
    assert (exercise.status, exercise.score) == ("failed", 1.0)
    assert first.misconception is not None
    assert first.misconception.id == "squares"
    assert first.counterexample is not None
    assert (first.counterexample.call, first.counterexample.actual) == ("double(1.0)", "1")
    assert first.counterexample.expected == "2"
    assert first.message.endswith("This is the square.")
    assert second.counterexample is not None
    assert (third.status, third.score) == ("skipped", 0.0)
    assert third.message == "Counts once “doubles a list” passes."
    assert third.counterexample is None


def test_a_stub_is_not_started(tmp_path: Path) -> None:
    exercise = only(graded(tmp_path, STUB))
    assert (exercise.status, exercise.score) == ("not_started", 0.0)


def _raises_at_import(sandbox: Sandbox, _index: int) -> bool:
    sandbox.say(["loaded", ["raised", "OSError", "no", NAME, 3, None, "x"], [], [], "", 0, 0.0])
    return False


UNLOADED: dict[str, tuple[Act, str, str]] = {
    "raises": (_raises_at_import, "error", f"{NAME}, line 3: OSError: no"),
    "ends Python": (is_ended("crashed"), "error", "ended the Python process while it was loaded"),
    "never finishes": (is_ended("timed_out"), "timed_out", "does not finish loading"),
}


@pytest.mark.parametrize(("load", "status", "words"), UNLOADED.values(), ids=UNLOADED.keys())
def test_a_file_that_cannot_be_loaded_lists_every_check_and_earns_nothing(
    load: Act, status: str, words: str, tmp_path: Path
) -> None:
    exercise = only(graded(tmp_path, "...", launcher=Launcher(lambda: Sandbox({}, load=load))))
    assert (exercise.status, exercise.score) == (status, 0.0)
    assert [check.id for check in exercise.checks] == IDS
    assert {check.status for check in exercise.checks} == {status}
    assert words in exercise.checks[0].message


def test_a_missing_file_lists_every_check_and_starts_no_sandbox(tmp_path: Path) -> None:
    launcher = Launcher(lambda: Sandbox({}))
    exercise = only(graded(tmp_path, None, launcher=launcher))
    assert exercise.status == "not_started"
    assert [check.id for check in exercise.checks] == IDS
    assert launcher.sandboxes == []


def test_times_are_never_negative_whatever_a_worker_claims(tmp_path: Path) -> None:
    def claims(sandbox: Sandbox, index: int) -> bool:
        sandbox.say(["answer", index, ["value", 1.0], -1e300, [], [], "", 0])
        return True

    acts = {"double": claims, "doubles": returns([2.0, 4.0]), "word": returns("double")}
    exercise = only(graded(tmp_path, "...", launcher=Launcher(lambda: Sandbox(acts, load=loads_well))))
    assert exercise.checks[0].status == "error"
    assert all(check.duration_s >= 0 for check in exercise.checks)


# A checker that breaks


MORE = """
from calcgrade.checking import Call, expect
@exercise.check("one point too many", points={points}, function="word")
def one_more():
    reply = yield Call("word")
    expect(reply).to_equal("double")
"""
ADVISES = """
from calcgrade.checking import Advice, Call
@exercise.check("advises", points=0, function="double", cases=[{"x": 0}, {"x": 1}])
def advises(x):
    yield Call("double", x)
    yield Advice("Mind the step.")
"""
FAULTS: dict[str, tuple[Changes, str]] = {
    "more points than course.toml": (
        {f"checkers/{NAME}": CHECKER + MORE.format(points=1)},
        "its checks are worth 11 points, course.toml says 10",
    ),
    "fewer points than course.toml": (
        {"course.toml": TOML.replace("points = 10", "points = 10.5"), },
        "its checks are worth 10 points, course.toml says 10.5",
    ),
    "another exercise's checker": (
        {f"checkers/{NAME}": CHECKER + 'exercise.id = "7.7"\n'},
        "it calls itself the checker of 7.7",
    ),
    "a checker that cannot be imported": ({f"checkers/{NAME}": "1 / 0"}, "ZeroDivisionError"),
    "no cases": ({CASES: None}, "the frozen cases are missing"),
    "cases that are no cases": ({CASES: '{"doubles_every_number": 5}'}, "cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize(("changed", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_a_broken_checker_is_a_checker_fault_and_never_the_learners(
    changed: Changes, words: str, tmp_path: Path
) -> None:
    result = graded(tmp_path, made_up.RIGHT, changed=changed)
    [exercise] = result.exercises
    assert (exercise.status, exercise.score, result.status) == ("checker_fault", 0.0, "error")
    assert words in exercise.checks[0].message
    assert "instructor" in exercise.checks[0].message or "dev draw" in exercise.checks[0].message


def test_one_broken_check_leaves_the_others_judged(tmp_path: Path) -> None:
    broken = CHECKER + MORE.format(points=0).replace("expect(reply)", "reply.no_such_thing; expect(reply)")
    exercise = only(graded(tmp_path, made_up.RIGHT, changed={f"checkers/{NAME}": broken}))
    assert [check.status for check in exercise.checks] == ["passed"] * 4 + ["checker_fault"]
    assert "not your mistake" in exercise.checks[-1].message
    assert exercise.status == "checker_fault"


def test_advice_is_said_once_however_many_cases_give_it(tmp_path: Path) -> None:
    advising = CHECKER + ADVISES
    exercise = only(graded(tmp_path, made_up.RIGHT, changed={f"checkers/{NAME}": advising}))
    assert (exercise.status, exercise.advice) == ("passed", ["Mind the step."])
