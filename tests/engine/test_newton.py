"""Newton's method: every right way to jump fits, every wrong rule is outside, and a walk ends where it should."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from calcgrade.checking import Failure, show
from calcgrade.checking.descent import newton_judgement as judgement
from calcgrade.checking.descent import newton_missteps as m
from calcgrade.checking.descent.newton import Search, search
from calcgrade.checking.descent.newton_jumps import JUMPS
from calcgrade.checking.descent.newton_mistakes import ENDS
from calcgrade.checking.families import draw_all
from calcgrade.checking.formulas.families import curves, wells
from calcgrade.checking.formulas.formula import Partial
from calcgrade.checking.formulas.functions import cos_of, exponential, polynomial, sin_of, sinusoid
from calcgrade.checking.formulas.second import Second, slope_of
from calcgrade.checking.tolerances import newton_tolerance
from calcgrade.sandboxes.replies import Call, Reply, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from calcgrade.checking.formulas.formula import Formula

CUBIC = polynomial(0, -3, 0, 1)
WALK = [2.0, 1.25, 1.025]
LOW = 1.025**3 - 3 * 1.025
MIXED = polynomial(1, 2, -1) + sinusoid(2, 3, 1) + exponential(0.5, -2) + cos_of(polynomial(0, 2), 3)


def replied(value: Any, f: Formula = CUBIC, x0: float = 2.0, *more: Any) -> Reply:
    return Reply(Call("newton_minimum", f, Partial(f), Second(f), x0, *more), Status.OK, value=value)


def of(f: Formula, x0: float, *more: Any) -> Search:
    return search(f, Partial(f), Second(f), x0, *more)


@pytest.mark.parametrize("x", [-2.5, -0.1, 0.0, 1.0, 3.0])
def test_a_second_derivative_is_the_slope_of_the_slope(x: float) -> None:
    slope = slope_of(MIXED)
    assert slope(x) == pytest.approx(MIXED.derivative(x), rel=1e-14)
    exact = -2 - 18 * np.sin(3 * x + 1) + 2 * np.exp(-2 * x) - 12 * np.cos(2 * x)
    assert Second(MIXED)(x) == slope.derivative(x) == pytest.approx(exact, rel=1e-13)


def test_a_second_derivative_is_shown_by_a_name_of_its_own_and_goes_in_as_a_slope() -> None:
    names = show.Names()
    shown = show.call(replied(None).call, names)
    assert shown == "newton_minimum(f, f_prime, f_second, 2.0)"
    assert names.mathematics() == "f(x) = x³ − 3x, f_prime(x) = 3x² − 3 and f_second(x) = 6x"
    assert eval(Second(CUBIC).python)(2.0) == 12.0
    assert Second(CUBIC).wire() == Partial(slope_of(CUBIC)).wire()


def test_the_slope_of_a_composition_is_no_formula() -> None:
    with pytest.raises(ValueError, match="only straight lines"):
        slope_of(sin_of(polynomial(0, 0, 1)))


JUMP_FORMS: dict[str, Callable[[float, float, float], float]] = {
    "x − s / c": lambda x, s, c: x - s / c,
    "x + (−s) · 1/c": lambda x, s, c: x + -s * (1 / c),
    "(x · c − s) / c": lambda x, s, c: (x * c - s) / c,
}


def places(count: int) -> list[tuple[Formula, float]]:
    draws = random.Random(0)
    found: list[tuple[Formula, float]] = []
    while len(found) < count:
        f = draw_all({"f": draws.choice((wells(), curves()))}, draws.choice)["f"]
        x = draws.uniform(-3, 3)
        try:
            curvature = slope_of(f).derivative(x)
        except ValueError:
            continue
        if abs(curvature) > 1e-3 and abs(f.derivative(x)) > 1e-3:
            found.append((f, x))
    return found


@pytest.mark.parametrize("form", JUMP_FORMS)
def test_every_way_to_write_a_jump_fits_its_tolerance(form: str) -> None:
    for f, x in places(400):
        slope, curvature = f.derivative(x), slope_of(f).derivative(x)
        assert abs(JUMP_FORMS[form](x, slope, curvature) - (x - slope / curvature)) <= newton_tolerance(
            Second(f), x
        )


@pytest.mark.parametrize("part", [1 - 1e-9, 0.5, -1.0, 1 + 1e-9])
def test_a_part_of_a_jump_is_outside(part: float) -> None:
    for f, x in places(100):
        jump = f.derivative(x) / slope_of(f).derivative(x)
        if abs(jump) > 1e-3:
            assert abs((1 - part) * jump) > newton_tolerance(Second(f), x)


def test_no_jump_is_judged_where_rounding_decides_whether_there_is_curvature() -> None:
    assert newton_tolerance(Second(CUBIC), 0.0) == np.inf
    assert newton_tolerance(Second(polynomial(0, 1)), 1.0) == np.inf


END_CASES: list[tuple[Any, tuple[Any, ...], str]] = [
    ([WALK, LOW], (0.2,), ""),
    ((tuple(WALK), np.array([LOW])), (0.2,), ""),
    ([WALK, LOW], (0.2, 2), ""),
    ([WALK[:2], None], (0.2, 1), ""),
    ([WALK, None], (0.1, 2), ""),
    ([WALK, None], (0.2,), "lowest"),
    ([WALK, 1.025], (0.2,), "lowest"),
    ([WALK, LOW + 1e-9], (0.2,), "lowest"),
    ([WALK, LOW], (0.1, 2), "lowest"),
    ([WALK[:2], -1.796875], (0.2, 1), "lowest"),
    ([WALK[:2], None], (0.2,), "early"),
    ([[*WALK, 1.0003048780487804], -1.99999972], (0.2,), "late"),
    ([WALK, LOW], (0.2, 1), "cap"),
    ([WALK[1:], LOW], (0.2,), "start"),
    ([[2.0, np.inf], None], (0.2,), "not finite"),
    ([[2.0, -1.0, -1.0], 2.0], (0.2,), "bent"),
    ([WALK, True], (0.2,), "type"),
    ([WALK, np.nan], (0.2,), "not finite"),
    ([[], None], (0.2,), "empty"),
    (WALK, (0.2,), "shape"),
    ([LOW, WALK], (0.2,), "shape"),
]


@pytest.mark.parametrize(("value", "more", "kind"), END_CASES)
def test_a_walk_ends_in_a_valley_or_knows_that_it_does_not(
    value: Any, more: tuple[Any, ...], kind: str
) -> None:
    found = ""
    try:
        judgement.expect_end(replied(value, CUBIC, 2.0, *more), of(CUBIC, 2.0, *more))
    except Failure as failure:
        found = failure.kind
    assert found == kind


@pytest.mark.parametrize(("x0", "height"), [(-2.0, None), (-1.0, None), (0.0, None), (1.0, -2.0)])
def test_only_ground_that_bends_up_may_be_a_valley(x0: float, height: float | None) -> None:
    judgement.expect_end(replied([[x0], height], CUBIC, x0), of(CUBIC, x0))
    with pytest.raises(Failure):
        judgement.expect_end(replied([[x0], 5.0 if height is None else None], CUBIC, x0), of(CUBIC, x0))


def test_a_right_end_in_no_valley_does_not_do_where_there_is_one_to_find() -> None:
    astray = replied([[2.0, -1.5], None], CUBIC, 2.0)
    judgement.expect_end(astray, of(CUBIC, 2.0))
    with pytest.raises(Failure, match="finds no valley"):
        judgement.expect_valley(astray, of(CUBIC, 2.0))


def test_each_jump_is_judged_from_the_learner_s_own_place() -> None:
    judgement.expect_jumps(replied([[2.0, 1.25 + 1e-15, 1.025], None]), of(CUBIC, 2.0))
    from_there = (1.3 + 1 / 1.3) / 2
    with pytest.raises(Failure, match=r"step 2, the one from 1\.25") as failed:
        judgement.expect_jumps(replied([[2.0, 1.25, 1.3, from_there], None]), of(CUBIC, 2.0))
    assert (failed.value.kind, failed.value.remark) == ("step", "")
    judgement.expect_jumps(replied([[1.3, from_there], None]), of(CUBIC, 1.3))


WITNESSES = [
    (CUBIC, 2.0, (0.2,)), (CUBIC, 2.0, (0.2, 2)), (CUBIC, 2.0, (0.01, 1)), (CUBIC, -1, ()), (CUBIC, 0, ()),
    (CUBIC, -2.0, ()), (polynomial(3, 0, 2), 0, ()), (polynomial(2, 0, -3, 0, 1), -0.9, (0.1, 4)),
    (polynomial(0, 0, 0.25) + sinusoid(2, 2, 1), -0.5, (0.001, 20)), (exponential(1, 1) + polynomial(0, -2), -2.0, ()),
]  # fmt: skip


def answers(wrong: m.Run) -> list[Reply]:
    found: list[Reply] = []
    for f, x0, more in WITNESSES:
        walked = wrong(of(f, x0, *more))
        found.append(replied([walked.places.tolist(), walked.lowest], f, x0, *more))
    return found


def test_no_mistake_is_told_of_right_answers() -> None:
    for words, symptoms in (*JUMPS, *ENDS):
        for symptom in symptoms:
            assert True not in [symptom(reply) for reply in answers(m.run)], words.id


WRONG: list[tuple[m.Run, str]] = [
    (
        m.by(lambda asked, p: m.over(asked.curvature(p[-1]), asked.slope(p[-1]), p[-1])),
        "fraction-upside-down",
    ),
    (lambda asked: m.run(asked, stuck=m.never), "curvature-not-looked-at"),
    (lambda asked: m.run(asked, slope_first=True), "hilltop-taken-for-valley"),
    (lambda asked: m.run(asked, late=True), "looks-after-the-step"),
    (lambda asked: m.run(asked, first=1), "start-not-looked-at"),
    (lambda asked: m.run(asked, blind=True), "last-place-not-looked-at"),
    (lambda asked: m.run(asked, cap=asked.max_steps + 1), "limit-off-by-one"),
    (m.by(lambda asked, p: p[-1] - 0.3 * asked.slope(p[-1]) / asked.curvature(p[-1])), "learning-rate-kept"),
]


@pytest.mark.parametrize(("wrong", "id_"), WRONG, ids=[id_ for _, id_ in WRONG])
def test_a_wrong_walk_is_explained_by_its_own_mistake_alone(wrong: m.Run, id_: str) -> None:
    replies = answers(wrong)
    fitting = {
        words.id
        for words, symptoms in (*JUMPS, *ENDS)
        for symptom in symptoms
        if True in (verdicts := [symptom(reply) for reply in replies]) and False not in verdicts
    }
    assert fitting == {id_}
