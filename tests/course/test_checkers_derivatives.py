"""What the checkers of 1.1, 2.1 and 2.2 share: naming a mistake, and never the wrong one."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from calcgrade.checking import Call, Exercise, Failure, Judged, Reply, Status
from calcgrade.checking.formulas.formula import Formula
from calcgrade.checking.formulas.functions import polynomial
from calcgrade.checking.rough import Rough, gather
from calcgrade.checking.slopes import order, steps
from calcgrade.course import load
from calcgrade.engine import cases as frozen_cases
from calcgrade.engine import diagnose, outcome
from calcgrade.engine.drive import Case
from calcgrade.sandboxes.replies import Raised

if TYPE_CHECKING:
    from calcgrade.engine.outcome import Outcome

ROOT = Path(__file__).resolve().parents[2]
COURSE = load.load(ROOT)
EXERCISES = ["1.1", "2.1", "2.2"]

Function = Callable[..., Any]


class Watched:
    """A formula that notes where it is evaluated, as the one inside the sandbox does."""

    def __init__(self, f: Formula) -> None:
        self.f = f
        self.seen: list[tuple[float, ...]] = []

    def __call__(self, *args: Any) -> Any:
        if all(isinstance(x, int | float) for x in args):
            self.seen.append(tuple(float(x) for x in args))
        return self.f(*args)


@cache
def solution(id_: str) -> Any:
    path = ROOT / "solutions" / Path(COURSE.entry(id_).file).name
    spec = importlib.util.spec_from_file_location(f"solution_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answer(function: Function, call: Call) -> Reply:
    """Call a function in this process and reply as a worker does."""
    args: list[Any] = [item.copy() if isinstance(item, np.ndarray | list) else item for item in call.args]  # pyright: ignore
    watched = Watched(args[0]) if args and isinstance(args[0], Formula) else None
    if watched is not None:
        args[0] = watched
    try:
        value = function(*args)
    except Exception as error:
        return Reply(call, Status.RAISED, raised=Raised(type(error).__name__, str(error)))
    plain: Any = value.item() if isinstance(value, np.generic) else value  # pyright: ignore[reportUnknownVariableType]
    return Reply(call, Status.OK, value=plain, observed=tuple(watched.seen[:32]) if watched else ())


def judged(id_: str, name: str, function: Function) -> list[Outcome]:
    """Judge a submission in which one function is wrong."""
    exercise = COURSE.checker(id_)
    frozen = frozen_cases.read(frozen_cases.file_of(COURSE, id_), exercise)

    def caller(calls: Sequence[Call]) -> list[Reply]:
        right = solution(id_)
        return [answer(function if c.function == name else getattr(right, c.function), c) for c in calls]

    return outcome.judge(exercise, frozen, caller, shrinking=False)


def causes(outcomes: Sequence[Outcome]) -> set[str | None]:
    failed = [o for o in outcomes if o.status not in ("passed", "skipped")]
    assert not any(o.fault for o in outcomes)
    return {o.cause.id if o.cause else None for o in failed}


def references(id_: str) -> list[Any]:
    return [m for m in COURSE.checker(id_).misconceptions if m.reference is not None]


@pytest.mark.parametrize(
    ("id_", "misconception"),
    [
        pytest.param(id_, m, id=f"{id_}-{m.function}-{k}-{m.id}")
        for id_ in EXERCISES
        for k, m in enumerate(references(id_))
    ],
)
def test_the_frozen_cases_tell_every_wrong_reference_from_all_others(id_: str, misconception: Any) -> None:
    right = getattr(solution(id_), misconception.function)
    takes_own_step = misconception.arguments in (steps.if_hidden, steps.if_too_long)

    def mistaken(*args: Any) -> Any:
        if takes_own_step:  # and shows it by where it looks
            place = 3 if misconception.function == "partial_derivative" else 2
            value = misconception.reference(*args[:place], 2e-3)
        else:
            value = misconception.reference(*(item.f if isinstance(item, Watched) else item for item in args))
        if value is NotImplemented:
            return right(*args)
        value = value.value if isinstance(value, Rough) else value
        return np.array(value, dtype=float) if isinstance(value, list) else value

    assert causes(judged(id_, misconception.function, mistaken)) == {misconception.id}


def central(f: Function, x: float, h: float = 1e-7) -> float:
    return float((f(x + h) - f(x - h)) / (2 * h))


def gradient(f: Function, point: Sequence[float], h: float = 1e-7) -> Any:
    start = [float(x) for x in point]

    def moved(i: int, t: float) -> Any:
        return f(*[x + t if k == i else x for k, x in enumerate(start)])

    return np.array([(moved(i, h) - moved(i, -h)) / (2 * h) for i in range(len(start))])


UNKNOWN: list[tuple[str, str, Callable[[Any, Any, float], Any]]] = [
    ("1.1", "numerical_derivative", lambda _f, _x, _h: 0.0),
    ("1.1", "numerical_derivative", lambda f, x, _h: f(x) - f(x)),
    ("1.1", "numerical_derivative", lambda _f, _x, _h: 1.0),
    ("1.1", "numerical_derivative", lambda _f, _x, _h: 1e308),
    ("1.1", "numerical_derivative", lambda f, x, h: int(central(f, x, h))),
    ("1.1", "numerical_derivative", lambda f, x, h: 1.001 * central(f, x, h)),
    ("2.1", "gradient", lambda _f, p, _h: np.zeros(len(p))),
    ("2.1", "gradient", lambda _f, p, _h: np.full(len(p), 1e308)),
    ("2.1", "gradient", lambda f, p, h: np.append(gradient(f, p, h), 0.0)),
    ("2.1", "gradient", lambda f, p, h: np.diag(gradient(f, p, h))),
    ("2.1", "gradient", lambda f, p, h: gradient(f, p, h)[:2]),
    ("2.2", "most_influential", lambda _f, _p, _h: 0),
    ("2.2", "most_influential", lambda f, p, _h: int(np.argmin(gradient(f, p)))),
]


@pytest.mark.parametrize(("id_", "name", "function"), UNKNOWN)
def test_a_mistake_that_nobody_declared_stays_unnamed(
    id_: str, name: str, function: Callable[[Any, Any, float], Any]
) -> None:
    def undeclared(f: Function, point: Any, h: float = 1e-7) -> Any:
        return function(f, point, h)

    assert causes(judged(id_, name, undeclared)) == {None}


def test_a_tiny_step_is_named_by_the_points_it_leaves() -> None:
    def tiny(f: Function, x: float, h: float = 1e-7) -> float:
        return central(f, x, 1e-50)

    assert causes(judged("1.1", "numerical_derivative", tiny)) == {"step-too-small"}


def test_zeros_of_an_aliased_point_are_not_taken_for_a_tiny_step() -> None:
    def aliased(f: Function, point: Sequence[float], h: float = 1e-7) -> Any:
        slopes: list[float] = []
        for i in range(len(point)):
            plus = minus = np.array(point, dtype=float)
            plus[i] += h
            minus[i] -= h
            slopes.append((f(*plus) - f(*minus)) / (2 * h))
        return np.array(slopes)

    assert causes(judged("2.2", "gradient", aliased)) == {"aliased-point"}


def test_a_hidden_forward_step_is_named_as_such() -> None:
    def hidden(f: Function, x: float, h: float = 1e-7) -> float:
        return float((f(x + 1e-8) - f(x)) / 1e-8)

    assert causes(judged("1.1", "numerical_derivative", hidden)) == {"hidden-one-sided-step"}


OWN_STEPS: list[tuple[str, Callable[[Any, float, float], Any], float, bool]] = [
    ("forward-difference", lambda f, x, h: (f(x + h) - f(x)) / h, 1e-4, False),
    ("hidden-one-sided-step", lambda f, x, h: (f(x + h) - f(x)) / h, 1e-4, True),
    ("hidden-one-sided-step", lambda f, x, h: (f(x) - f(x - h)) / h, 1e-6, True),
    ("half-step", lambda f, x, h: (f(x) - f(x - h)) / (2 * h), 1e-5, False),
    ("divided-by-one-step", lambda f, x, h: (f(x + h) - f(x - h)) / h, 1e-5, False),
    ("misplaced-parenthesis", lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h, 1e-4, True),
    ("difference-not-divided", lambda f, x, h: f(x + h) - f(x), 1e-4, False),
    ("added-values", lambda f, x, h: (f(x + h) + f(x)) / (2 * h), 1e-3, False),
    ("second-derivative", lambda f, x, h: (f(x + h) - 2 * f(x) + f(x - h)) / (h * h), 1e-4, False),
    ("step-too-large", lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h), 0.01, False),
    ("step-too-large", lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h), 0.5, True),
    ("step-too-small", lambda f, x, h: (f(x + h) - f(x)) / h, 1e-14, True),
]


@pytest.mark.parametrize(("mistake", "rule", "step", "fixed"), OWN_STEPS)
def test_a_mistake_is_known_with_a_step_of_the_learners_own(
    mistake: str, rule: Callable[[Any, float, float], Any], step: float, fixed: bool
) -> None:
    """As a default or fixed inside: where f was evaluated tells how long it is."""

    def own(f: Function, x: float, h: float = step) -> Any:
        return rule(f, x, step if fixed else h)

    assert causes(judged("1.1", "numerical_derivative", own)) == {mistake}


def test_a_central_difference_with_a_step_of_its_own_that_the_course_allows_passes() -> None:
    def fixed(f: Function, x: float, h: float = 1e-7) -> float:
        return central(f, x, 1e-4)

    assert causes(judged("1.1", "numerical_derivative", fixed)) == set()


def test_three_points_on_one_side_are_of_second_order_and_pass() -> None:
    def three(f: Function, x: float, h: float = 1e-7) -> float:
        return float((-3 * f(x) + 4 * f(x + 1e-6) - f(x + 2e-6)) / 2e-6)

    outcomes = {o.check.id: o.status for o in judged("1.1", "numerical_derivative", three)}

    assert outcomes["is_of_second_order"] == "passed"


def test_a_forward_difference_of_a_line_is_one_sided_but_hides_no_step() -> None:
    line, x = polynomial(1, 2), 1.0
    replies = [
        Reply(Call("d", line, x, h), Status.OK, value=2.0, observed=((x + h,), (x,))) for h in order.STEPS
    ]

    with pytest.raises(Failure) as caught:
        order.expect_central(replies, line, (x,), 0)

    assert (caught.value.kind, caught.value.symptom) == ("one-sided", "")


def test_more_evaluations_than_are_noted_are_no_sign_of_one_side() -> None:
    line, x = polynomial(1, 2), 1.0
    replies = [
        Reply(Call("d", line, x, h), Status.OK, value=2.0, observed=((x + h,),) * 32) for h in order.STEPS
    ]

    order.expect_central(replies, line, (x,), 0)


def test_slopes_of_second_order_in_the_wrong_shape_still_say_what_was_expected() -> None:
    replies = [Reply(Call("d", polynomial(0, 0, 1), 1.0, h), Status.OK, value="2") for h in order.STEPS]

    with pytest.raises(Failure, match="number"):
        order.expect_central(replies, polynomial(0, 0, 1), (1.0,), 0)

    assert [reply.judged.expected for reply in replies if reply.judged is not None] == [2.0, 2.0, 2.0]


def case_of(exercise: Exercise, *replies: Reply) -> Case:
    case = Case(next(iter(exercise.checks.values())), {})
    case.replies.extend(replies)
    return case


@pytest.fixture
def small() -> Exercise:
    exercise = Exercise("0", "g")

    @exercise.check("g(1) is 1", points=10, function="g")
    def g_is_one() -> Any:
        yield Call("g", 1.0)

    return exercise


def reply_of(value: float, rounding: float = 0.0) -> Reply:
    return Reply(Call("g", 1.0), Status.OK, value=value, judged=Judged(1.0, 1e-6, rounding))


def double(x: float) -> float:
    return 2 * x


def add_itself(x: float) -> float:
    return x + x


def add_one(x: float) -> float:
    return x + 1


def double_if_positive(x: float) -> Any:
    return 2 * x if x > 0 else NotImplemented


def divide_by_zero(x: float) -> float:
    return x / 0.0


def test_a_mistake_with_two_faces_is_one_mistake(small: Exercise) -> None:
    small.misconception("twice", "", "", function="g")(double)
    small.misconception("twice", "", "", function="g")(add_itself)

    named = diagnose.name(small, "g", [case_of(small, reply_of(2.0))])

    assert named is not None
    assert named.id == "twice"


def test_two_mistakes_that_fit_are_not_named(small: Exercise) -> None:
    small.misconception("twice", "", "", function="g")(double)
    small.misconception("plus one", "", "", function="g")(add_one)

    assert diagnose.name(small, "g", [case_of(small, reply_of(2.0))]) is None


def test_a_reference_that_cannot_tell_rules_nothing_out(small: Exercise) -> None:
    small.misconception("twice", "", "", function="g")(double_if_positive)
    other = Reply(Call("g", -1.0), Status.OK, value=7.0, judged=Judged(-1.0))

    assert diagnose.name(small, "g", [case_of(small, reply_of(2.0), other)]) is not None
    assert diagnose.name(small, "g", [case_of(small, other)]) is None


@pytest.mark.parametrize(("message", "named"), [("float division by zero", True), ("something else", False)])
def test_an_exception_is_explained_by_its_type_and_message_together(
    small: Exercise, message: str, named: bool
) -> None:
    small.misconception("divides by 0", "", "", function="g")(divide_by_zero)
    raised = Reply(Call("g", 1.0), Status.RAISED, raised=Raised("ZeroDivisionError", message))

    assert (diagnose.name(small, "g", [case_of(small, raised)]) is not None) is named


@pytest.mark.parametrize(
    ("rough", "fits"),
    [
        (Rough(2.0), False),
        (Rough(2.0, noise=20.0), True),
        (Rough(2.0, relative=1e-4), True),
        (Rough(2.0, absolute=1e-4), True),
        (Rough(2.0, noise=5.0, relative=1e-5, absolute=1e-5), False),
    ],
)
def test_a_rough_answer_allows_its_own_noise_and_no_more(rough: Rough, fits: bool) -> None:
    assert diagnose.same(rough, 2.0001, 1e-5) is fits


def test_the_roughest_entry_decides_for_a_gathered_answer() -> None:
    joined = gather([1.0, Rough(2.0, noise=3.0), Rough(4.0, relative=0.5)])

    assert joined == Rough([1.0, 2.0, 4.0], noise=3.0, relative=0.5)
    assert gather([1.0, 2.0]) == [1.0, 2.0]
    assert gather([Rough(1.0), NotImplemented]) is NotImplemented
