"""What a walk does that no mistake explains is named, with the largest stable rate beside its own."""

from __future__ import annotations

import numpy as np
import pytest
from graded import checks, outcomes, solution
from hypothesis import given
from hypothesis import strategies as st

from calcgrade.checking import Call, Reply, Status
from calcgrade.checking.descent import behaviour
from calcgrade.checking.descent.walks import Descent, on_curve, on_surface
from calcgrade.checking.formulas.functions import polynomial, quadratic_form
from calcgrade.checking.regression import training_behaviour

SQUARE = polynomial(0, 0, 1)
X, Y = np.array([0.5, -1.5, 3.0]), np.array([2.0, -1.0, 6.5])

WALK = """
def gradient_descent(f, x0, lr=0.01, steps=200):
    x, history = x0, [x0]
    for _ in range(steps):
        {step}
        history.append(x)
    return np.array(history)
"""


def named(id_: str, source: str, check: str) -> str | None:
    misconception = checks(id_, source, shrinking=False)[check].misconception
    return misconception.id if misconception else None


@given(st.floats(0.1, 50), st.floats(-3, 3).filter(lambda x: abs(x) > 0.1))
def test_the_largest_stable_rate_of_a_parabola_is_1_over_its_coefficient(a: float, x0: float) -> None:
    asked = on_curve(polynomial(0, 0, a), x0, 0.5 / a, 5)
    assert behaviour.stable_rate(asked) == pytest.approx(1 / a, rel=1e-4)


@given(st.floats(1.01, 5), st.floats(0.2, 0.99))
def test_a_parabola_s_walk_grows_above_the_stable_rate_and_shrinks_below_it(
    above: float, below: float
) -> None:
    rate = behaviour.stable_rate(on_curve(SQUARE, 1.0, 0.1, 3))
    assert rate is not None
    ends = [float(on_curve(SQUARE, 1.0, rate * part, 3).walk()[-1, 0]) for part in (above, below)]
    assert abs(ends[0]) > 1 > abs(ends[1])


def test_the_largest_stable_rate_of_a_surface_is_2_over_its_largest_eigenvalue() -> None:
    asked = on_surface(quadratic_form((3, 1), (1,)), (1.0, -1.0), 0.1, 3)  # 3x² + xy + y²
    largest = float(np.linalg.eigvalsh(np.array([[6.0, 1.0], [1.0, 2.0]]))[-1])
    assert behaviour.stable_rate(asked) == pytest.approx(2 / largest, rel=1e-6)


def test_where_nothing_bends_upwards_no_rate_is_named() -> None:
    assert behaviour.stable_rate(on_curve(polynomial(0, 1), 1.0, 0.1, 3)) is None


def walk_of(asked: Descent, times: float) -> behaviour.Floats:
    return asked.but(rate=times * asked.rate).walk()


@given(st.floats(-1e6, 1e6), st.floats(0.01, 0.3), st.integers(0, 8))
def test_any_walk_can_be_asked_how_it_behaves(times: float, rate: float, steps: int) -> None:
    asked = on_curve(polynomial(2, 0, -3, 0, 1), 1.5, rate, steps)
    with np.errstate(all="ignore"):
        rows = walk_of(asked, times)
        shown = [b.id for b in behaviour.BEHAVIOURS if b.shows(asked, rows)]
    assert len(shown) <= 1
    assert isinstance(behaviour.remark(asked, rows), str)


def test_a_right_walk_behaves_in_no_way_that_is_named() -> None:
    for rate in (0.01, 0.1, 0.45):
        asked = on_curve(SQUARE, 1.0, rate, 8)
        assert not any(b.shows(asked, asked.walk()) for b in behaviour.BEHAVIOURS)


def test_a_walk_that_diverges_is_told_its_own_rate_and_the_largest_stable_one() -> None:
    step = "x = x - 30 * lr * slope(f, x)"
    check = checks("4.1", solution("4.1") + WALK.format(step=step))["two_steps_on_a_parabola"]
    assert check.misconception is not None
    assert check.misconception.id == "diverges"
    assert "as long as with a rate of 7.5; here rates up to 1 are stable." in check.message


def test_a_walk_that_crawls_is_told_its_own_rate() -> None:
    step = "x = x - lr / 10 * slope(f, x)"
    check = checks("4.1", solution("4.1") + WALK.format(step=step))["two_steps_on_a_parabola"]
    assert check.misconception is not None
    assert check.misconception.id == "crawls"
    assert "as with a rate of 0.025, not 0.25." in check.message


def test_a_walk_that_jumps_to_and_fro_is_told_so() -> None:
    step = "x = x - 0.4 * np.sign(slope(f, x))"
    source = solution("4.1") + WALK.format(step=step)
    check = checks("4.1", source, shrinking=False)["the_statement_s_walk_settles"]
    assert check.misconception is not None
    assert check.misconception.id == "oscillates"
    assert "to and fro" in check.message


def test_a_mistake_that_explains_the_walk_comes_before_what_it_looks_like() -> None:
    step = "x = x - slope(f, x)"  # without lr it runs away, too
    source = solution("4.1") + WALK.format(step=step)
    assert named("4.1", source, "the_statement_s_walk_settles") == "learning-rate-missing"


def test_the_first_nan_of_a_walk_is_named_by_its_step() -> None:
    step = "x = x - lr * slope(f, x) if len(history) < 3 else float('nan')"
    check = checks("4.1", solution("4.1") + WALK.format(step=step))["the_statement_s_walk_settles"]
    assert "is nan for the first time in step 3" in check.message
    assert check.misconception is not None
    assert check.misconception.id == "not-a-number"


def test_nan_after_a_walk_left_is_divergence() -> None:
    asked = on_curve(SQUARE, 1.0, 0.1, 4)
    assert behaviour.diverges(asked, np.array([[1.0], [-50.0], [1e5], [np.nan], [np.nan]]))
    assert not behaviour.diverges(asked, np.array([[1.0], [np.nan], [np.nan], [np.nan], [np.nan]]))


def test_a_history_in_a_column_has_the_wrong_shape_and_a_wrong_one_has_not() -> None:
    column = solution("4.1").replace("return np.array(history)", "return np.array(history)[:, None]")
    assert named("4.1", column, "history_holds_every_place") == "wrong-shape"
    doubled = solution("4.1").replace("return np.array(history)", "return 2 * np.array(history)[:, None]")
    assert named("4.1", doubled, "history_holds_every_place") is None


@pytest.mark.parametrize(
    ("steps", "lr", "cause"), [(5, 0.01, "not-arrived"), (200, 0.5, "diverges"), (200, 0.01, None)]
)
def test_which_minimum_is_told_that_it_has_not_arrived_or_ran_away(
    steps: int, lr: float, cause: str | None
) -> None:
    short = f"def which_minimum(x0): return gradient_descent(f, np.float64(x0), {lr}, {steps})[-1]"
    with np.errstate(all="ignore"):
        assert named("4.1", f"{solution('4.1')}\n{short}", "which_minimum_takes_whole_numbers") == cause


@pytest.mark.parametrize("x0", [2.0, -2.0, 3.0, 4.0])
def test_above_the_rate_that_is_named_a_walk_from_x0_runs_away_and_below_it_does_not(x0: float) -> None:
    source = f"{solution('4.1')}\ndef which_minimum(x0): return 1e9"
    curve = polynomial(2, 0, -3, 0, 1)
    limit = 2 * x0 / curve.derivative(x0)
    check = next(o for o in outcomes("4.1", source) if o.check.id == "which_minimum_takes_whole_numbers")
    assert check.failure is not None
    assert "runs away" in check.failure.remark
    for part, away in ((1.01, True), (0.99, False)):
        walk = on_curve(curve, x0, part * limit, 400).walk()[:, 0]
        assert bool(np.all(np.abs(walk) <= abs(x0))) is not away


def training(value: object, epochs: int = 1, lr: float = 0.05) -> Reply:
    return Reply(Call("train", X, Y, lr, epochs), Status.OK, value=value)


@given(st.floats(0.01, 100))
def test_the_rate_of_a_training_is_read_from_its_first_step(times: float) -> None:
    slope = np.array([2 * np.mean(-Y * X), 2 * np.mean(-Y)])
    w, b = (-0.05 * times * slope).tolist()
    reply = training([w, b, [1.0]])
    assert training_behaviour.own_rate(reply) == pytest.approx(0.05 * times)
    stable = training_behaviour.stable_rate(X)
    assert training_behaviour.diverges(reply) is (True if 0.05 * times > stable else None)
    assert training_behaviour.crawls(reply) is (True if times <= 1 / 3 else None) or times == pytest.approx(
        1 / 3
    )


def test_a_training_above_its_largest_stable_rate_loses_and_below_it_gains() -> None:
    stable = training_behaviour.stable_rate(X)
    hessian = 2 * np.array([[np.mean(X * X), np.mean(X)], [np.mean(X), 1.0]])
    for part, grows in ((1.01, True), (0.99, False)):
        steps = np.linalg.matrix_power(np.eye(2) - part * stable * hessian, 2000)
        assert bool(np.abs(steps).max() > 1) is grows


def test_a_training_that_ran_out_of_numbers_diverges() -> None:
    growing = [1.0, 10.0, 1e200, float("inf"), float("nan")]
    assert training_behaviour.diverges(training([float("nan"), float("nan"), growing], 5)) is True
    assert training_behaviour.diverges(training([float("nan"), float("nan"), [3.0, 2.0, 1.0]], 3)) is None


@pytest.mark.parametrize("value", [None, "text", 1.0, [], [1, 2], [1, 2, "text"], {"w": 1.0}])
def test_any_value_can_be_asked_how_its_training_behaves(value: object) -> None:
    for epochs in (1, 3):
        assert training_behaviour.diverges(training(value, epochs)) is None
        assert training_behaviour.remark(training(value, epochs)) == ""
