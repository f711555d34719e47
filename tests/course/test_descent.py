"""A descent is judged step by step from the learner's own places, in one dimension and in several."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from calcgrade.checking import Call, Exercise, Failure, Reply, Status
from calcgrade.checking.descent import expectations as descent
from calcgrade.checking.descent import mistakes as descent_mistakes
from calcgrade.checking.exercise import Check
from calcgrade.checking.formulas.functions import polynomial, quadratic_form
from calcgrade.engine import diagnose
from calcgrade.engine.drive import Case

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from calcgrade.checking.exercise import Judgement
    from calcgrade.checking.formulas.formula import Formula

SQUARE = polynomial(0, 0, 1)
DOUBLE_WELL = polynomial(2, 0, -3, 0, 1)
BOWL = quadratic_form((1, 0.5), (3,), linear=(-2, 1))


def answer(value: Any, *args: object, observed: tuple[tuple[float, ...], ...] = ()) -> Reply:
    return Reply(Call("gradient_descent", *args), Status.OK, value=value, observed=observed)


def central(f: Formula, x: float, h: float = 1e-6) -> float:
    return float((f(x + h) - f(x - h)) / (2 * h))


def forward(f: Formula, x: float, h: float = 1e-6) -> float:
    return float((f(x + h) - f(x)) / h)


def walk(
    f: Formula, x0: float, lr: float, steps: int, slope: Callable[[Formula, float], float] = central
) -> list[float]:
    places = [x0]
    for _ in range(steps):
        places.append(places[-1] - lr * slope(f, places[-1]))
    return places


def plane_walk(start: tuple[float, float], lr: float, steps: int) -> NDArray[np.float64]:
    rows = [np.array(start)]
    for _ in range(steps):
        rows.append(rows[-1] - lr * BOWL.gradient(rows[-1].tolist()))
    return np.array(rows)


def failure(reply: Reply, asked: descent.Descent) -> Failure:
    with pytest.raises(Failure) as caught:
        descent.expect_descent(reply, asked)
    return caught.value


class TestOnACurve:
    @pytest.mark.parametrize("slope", [central, forward])
    @pytest.mark.parametrize("kind", [list, tuple, np.array])
    def test_any_scheme_and_any_sequence_is_right(self, slope: Any, kind: Any) -> None:
        history = kind(walk(DOUBLE_WELL, 2.0, 0.01, 200, slope))
        descent.expect_descent(answer(history), descent.on_curve(DOUBLE_WELL, 2.0, 0.01, 200))

    def test_a_walk_that_leaves_the_maximum_by_its_own_rounding_is_right(self) -> None:
        history = walk(DOUBLE_WELL, 2.0, 0.1, 200)
        assert abs(history[-1]) > 1, "the exact walk stays at 0"
        descent.expect_descent(answer(history), descent.on_curve(DOUBLE_WELL, 2.0, 0.1, 200))

    def test_a_walk_is_not_judged_beyond_a_thousand(self) -> None:
        history = [*walk(DOUBLE_WELL, 4.0, 0.3, 2), math.inf, math.nan]
        assert abs(history[2]) > 1e3
        descent.expect_descent(answer(history), descent.on_curve(DOUBLE_WELL, 4.0, 0.3, 4))

    def test_not_finite_places_cannot_hide_a_step(self) -> None:
        found = failure(answer([2.0, math.nan, math.nan]), descent.on_curve(SQUARE, 2.0, 0.1, 2))
        assert (found.kind, found.headline) == ("step", "is nan for the first time in step 1, the one from 2")

    def test_the_first_wrong_step_is_named_with_what_it_should_have_been(self) -> None:
        found = failure(answer([1.0, 0.5, 0.5]), descent.on_curve(SQUARE, 1.0, 0.25, 2))
        assert found.headline == "goes wrong in step 2, the one from 0.5"
        assert (found.actual, found.expected) == ("0.5", "0.25")

    def test_later_steps_are_judged_from_the_learners_own_place(self) -> None:
        asked = descent.on_curve(SQUARE, 1.0, 0.25, 3)
        rows = np.array([[1.0], [7.0], [3.5], [1.75]])
        with pytest.raises(Failure, match="step 1"):
            descent.expect_steps(answer(rows.ravel()), asked, rows)
        descent.expect_steps(answer(rows[1:].ravel()), asked, rows[1:])

    @pytest.mark.parametrize(
        ("value", "kind", "headline"),
        [
            ([1.0, 0.5], "length", "gives a history of 2 places, one too few"),
            ([1.0, 0.5, 0.25, 0.125], "length", "gives a history of 4 places, one too many"),
            ([1.0], "length", "gives a history of 1 place"),
            (0.25, "shape", "gives a single place instead of a history"),
            ([2.0, 1.0, 0.5], "start", "does not begin at the start"),
            (None, "type", "does not return an array of 3 numbers"),
            ([], "empty", "is empty"),
            ([[1.0, 1.0], [0.5, 0.25], [0.25, 0.06]], "shape", "has the wrong shape"),
            ("history", "type", "does not return an array of 3 numbers"),
            ({"history": [1.0]}, "type", "does not return an array of 3 numbers"),
        ],
    )
    def test_a_history_of_another_form_is_told_apart(self, value: Any, kind: str, headline: str) -> None:
        found = failure(answer(value), descent.on_curve(SQUARE, 1.0, 0.25, 2))
        assert (found.kind, found.headline) == (kind, headline)

    def test_steps_of_a_history_without_its_start_can_be_judged(self) -> None:
        asked = descent.on_curve(SQUARE, 1.0, 0.25, 2)
        reply = answer([0.5, 0.25])
        descent.expect_steps(reply, asked, descent.expect_places(reply, asked))


class TestOnASurface:
    def test_exact_steps_are_right_and_rounded_ones_are_not(self) -> None:
        history = plane_walk((5.0, 4.0), 0.1, 8)
        asked = descent.on_surface(BOWL, (5.0, 4.0), 0.1, 8)
        descent.expect_descent(answer(history.tolist()), asked)
        assert failure(answer(history.astype(np.float32)), asked).kind == "step"

    @pytest.mark.parametrize(
        "value",
        [np.zeros((2, 9)), np.zeros(9), np.zeros((9, 3)), np.zeros((9, 2, 1)), [[1.0, 2.0]] * 8 + [[1.0]]],
    )
    def test_a_history_of_another_shape_is_no_history(self, value: Any) -> None:
        assert failure(answer(value), descent.on_surface(BOWL, (5.0, 4.0), 0.1, 8)).kind == "shape"

    def test_the_message_shows_whole_places(self) -> None:
        history = plane_walk((5.0, 4.0), 0.1, 2)
        history[1, 1] += 1e-9
        found = failure(answer(history), descent.on_surface(BOWL, (5.0, 4.0), 0.1, 2))
        assert found.headline == "goes wrong in step 1, the one from [5, 4]"
        assert (found.actual, found.expected) == ("[4, 1.250000001]", "[4, 1.25]")


def on_curve(f: Formula, x0: float, lr: float = 0.01, steps: int = 200) -> descent.Descent:
    return descent.on_curve(f, x0, lr, steps)


def on_bowl(_grad: object, start: tuple[float, float], lr: float = 0.05, steps: int = 100) -> descent.Descent:
    return descent.on_surface(BOWL, start, lr, steps)


def nothing() -> Judgement:
    yield from ()


def name(asked: Callable[..., descent.Descent], usual: descent.Descent, replies: list[Reply]) -> str | None:
    exercise = Exercise("0", "gradient_descent")
    descent_mistakes.declare(exercise, "gradient_descent", asked, usual)
    case = Case(Check("walks", "walks", 1, "gradient_descent", nothing), {}, replies=replies)
    found = diagnose.name(exercise, "gradient_descent", [case])
    return found.id if found is not None else None


CURVES = ((SQUARE, 1.3, 0.3, 8), (DOUBLE_WELL, 1.7, 0.02, 5), (polynomial(0, 1, 1, 0.5), 2.0, 0.1, 2))


def falling_back(f: Formula, x0: float, lr: float, steps: int) -> list[float]:
    return walk(f, x0, lr, steps, lambda f, x: central(f, x0))


def stopping(f: Formula, x0: float, lr: float, steps: int) -> list[float]:
    places = walk(f, x0, lr, steps)
    moved = np.abs(np.diff(places))
    return places[: int(np.argmax(moved < 2e-3)) + 1] if np.any(moved < 2e-3) else places


def rounding(f: Formula, x0: float, lr: float, steps: int) -> list[float]:
    places = [x0]
    for _ in range(steps):
        places.append(round(places[-1] - lr * central(f, places[-1]), 2))
    return places


def cutting(f: Formula, x0: float, lr: float, steps: int) -> list[int]:
    places = [int(x0)]
    for _ in range(steps):
        places.append(int(places[-1] - lr * central(f, places[-1])))
    return places


MISTAKEN: dict[str, Callable[[Formula, float, float, int], Any]] = {
    "ascends": lambda f, x0, lr, steps: walk(f, x0, -lr, steps),
    "learning-rate-ignored": lambda f, x0, lr, steps: walk(f, x0, 0.01, steps),
    "learning-rate-missing": lambda f, x0, lr, steps: walk(f, x0, 1.0, steps),
    "steps-ignored": lambda f, x0, lr, steps: walk(f, x0, lr, 200),
    "start-ignored": lambda f, x0, lr, steps: walk(f, 2.0, lr, steps),
    "hard-coded-for-the-example": lambda f, x0, lr, steps: walk(DOUBLE_WELL, x0, lr, steps),
    "stops-one-early": lambda f, x0, lr, steps: walk(f, x0, lr, steps)[:-1],
    "one-step-too-many": lambda f, x0, lr, steps: walk(f, x0, lr, steps + 1),
    "start-missing-from-history": lambda f, x0, lr, steps: walk(f, x0, lr, steps)[1:],
    "returns-last-point-only": lambda f, x0, lr, steps: walk(f, x0, lr, steps)[-1],
    "gradient-not-recomputed": falling_back,
    "step-replaces-place": lambda f, x0, lr, steps: _replaced(f, x0, lr, steps),
    "sign-of-slope-only": lambda f, x0, lr, steps: walk(
        f, x0, lr, steps, lambda f, x: math.copysign(1, central(f, x))
    ),
    "stops-when-converged": stopping,
    "rounded-answer": rounding,
    "whole-numbers-only": cutting,
    "history-of-aliases": lambda f, x0, lr, steps: [walk(f, x0, lr, steps)[-1]] * (steps + 1),
    "divided-by-one-step": lambda f, x0, lr, steps: walk(f, x0, 2 * lr, steps),
    "half-step": lambda f, x0, lr, steps: walk(f, x0, lr / 2, steps),
}


def _replaced(f: Formula, x0: float, lr: float, steps: int) -> list[float]:
    places = [x0]
    for _ in range(steps):
        places.append(-lr * central(f, places[-1]))
    return places


class TestNamingMistakes:
    USUAL = descent.on_curve(DOUBLE_WELL, 2.0, 0.01, 200)

    @pytest.mark.parametrize("id_", MISTAKEN)
    def test_each_mistake_on_curves_is_named_and_no_other(self, id_: str) -> None:
        replies = [answer(MISTAKEN[id_](*case), *case) for case in CURVES]
        assert name(on_curve, self.USUAL, replies) == id_

    def test_a_right_walk_has_no_name(self) -> None:
        assert name(on_curve, self.USUAL, [answer(walk(*case), *case) for case in CURVES]) is None

    def test_a_rate_that_shrinks_on_the_way_has_no_name(self) -> None:
        def decaying(f: Formula, x0: float, lr: float, steps: int) -> list[float]:
            places = [x0]
            for k in range(steps):
                places.append(places[-1] - lr * 0.9**k * central(f, places[-1]))
            return places

        assert name(on_curve, self.USUAL, [answer(decaying(*case), *case) for case in CURVES]) is None

    @pytest.mark.parametrize(("aside", "id_"), [(0.0, "step-too-small"), (1e-7, "misplaced-parenthesis")])
    def test_why_a_walk_stands_still_shows_in_where_f_was_evaluated(self, aside: float, id_: str) -> None:
        replies = [
            answer([case[1]] * (case[3] + 1), *case, observed=((case[1] + aside,), (case[1] - aside,)))
            for case in CURVES
        ]
        assert name(on_curve, self.USUAL, replies) == id_

    def test_a_walk_that_stands_still_without_looking_at_f_has_no_name(self) -> None:
        replies = [answer([case[1]] * (case[3] + 1), *case) for case in CURVES]
        assert name(on_curve, self.USUAL, replies) is None


def one_by_one(start: tuple[float, float], lr: float, steps: int) -> NDArray[np.float64]:
    rows = [np.array(start)]
    for _ in range(steps):
        x, y = rows[-1]
        x = x - lr * BOWL.gradient((x, y))[0]
        rows.append(np.array([x, y - lr * BOWL.gradient((x, y))[1]]))
    return np.array(rows)


def only_y(start: tuple[float, float], lr: float, steps: int) -> NDArray[np.float64]:
    rows = [np.array(start)]
    for _ in range(steps):
        rows.append(rows[-1] - lr * BOWL.gradient(rows[-1].tolist()) * [0, 1])
    return np.array(rows)


PLANAR: dict[str, Callable[..., Any]] = {
    "not-simultaneous-update": one_by_one,
    "only-one-coordinate-updated": only_y,
    "history-transposed": lambda *case: plane_walk(*case).T,
    "history-of-aliases": lambda *case: np.tile(plane_walk(*case)[-1], (case[2] + 1, 1)),
    "returns-last-point-only": lambda *case: plane_walk(*case)[-1],
    "learning-rate-ignored": lambda *case: plane_walk(case[0], 0.05, case[2]),
}


@pytest.mark.parametrize("id_", PLANAR)
def test_each_mistake_in_the_plane_is_named_and_no_other(id_: str) -> None:
    usual = descent.on_surface(quadratic_form((1,), (10,)), (5.0, 5.0), 0.05, 100)
    cases = [((2.5, -1.25), 0.1, 5), ((-3.0, 0.75), 0.02, 8), ((0.5, 4.0), 0.03, 1)]
    replies = [answer(PLANAR[id_](*case), object(), *case) for case in cases]
    assert name(on_bowl, usual, replies) == id_


@pytest.mark.parametrize(
    "value",
    [None, "x", {"a": 1}, [], [[]], [1, [2, 3]], np.zeros((3, 0)), [math.nan] * 3, [1e308] * 3, [10**400] * 3,
     np.array([True, False, True]), np.zeros(3, dtype=complex), [None, None], ((1, 2), (3, 4))],
)  # fmt: skip
def test_no_value_breaks_the_naming(value: Any) -> None:
    asked = descent.on_curve(SQUARE, 1.0, 0.25, 2)
    with pytest.raises(Failure):
        descent.expect_descent(answer(value), asked)
    assert name(on_curve, TestNamingMistakes.USUAL, [answer(value, SQUARE, 1.0, 0.25, 2)]) is None
    assert (
        name(
            on_bowl,
            descent.on_surface(BOWL, (5.0, 5.0), 0.05, 100),
            [answer(value, object(), (1.0, 2.0), 0.1, 2)],
        )
        is None
    )
