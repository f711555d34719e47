"""A line's training: what is right admits measured slopes, and every known mistake is far outside."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from calcgrade.checking.families import Unsuitable
from calcgrade.checking.regression import line_mistakes, scatter, training_mistakes
from calcgrade.checking.regression.data_families import data_sets
from calcgrade.checking.regression.trained import line_lacks, losses_lack
from calcgrade.checking.regression.training import descend, losses, slopes, squared_error
from calcgrade.checking.regression.training_mistakes import as_if, ascend, starts_elsewhere
from calcgrade.sandboxes.replies import Call, Reply, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

X = np.array([0.5, -1.5, 2.0, 3.0, 1.0])
Y = np.array([1.5, -2.0, 6.5, 7.0, 2.5])


def reply(value: Any, lr: float = 0.02, epochs: int = 3) -> Reply:
    return Reply(Call("train", X, Y, lr, epochs), Status.OK, value=value)


def result(lines: Floats, noted: slice = slice(None, -1)) -> tuple[float, float, list[float]]:
    return float(lines[-1, 0]), float(lines[-1, 1]), losses(lines, X, Y)[noted].tolist()


def measured(step: float) -> Any:
    def gradient(w: float, b: float, x: Floats, y: Floats) -> tuple[float, float]:
        dw = (squared_error(w + step, b, x, y) - squared_error(w - step, b, x, y)) / (2 * step)
        db = (squared_error(w, b + step, x, y) - squared_error(w, b - step, x, y)) / (2 * step)
        return dw, db

    return gradient


@pytest.mark.parametrize("step", [1e-4, 1e-6, 1e-8])
@pytest.mark.parametrize(("lr", "epochs"), [(0.02, 3), (0.05, 30), (0.01, 200)])
def test_a_training_may_measure_its_slopes(step: float, lr: float, epochs: int) -> None:
    answer = reply(result(descend(X, Y, lr, epochs, gradient=measured(step))), lr, epochs)
    assert line_lacks(answer) is None
    assert losses_lack(answer) is None


@pytest.mark.parametrize("noted", [slice(None, -1), slice(1, None), slice(None)])
def test_losses_may_be_noted_before_each_step_after_it_or_both(noted: slice) -> None:
    assert losses_lack(reply(result(descend(X, Y, 0.02, 3), noted))) is None


@pytest.mark.parametrize("epochs", [1, 2, 3])
def test_a_wrong_update_is_far_outside_the_tolerance(epochs: int) -> None:
    wrong = [path for _, paths in training_mistakes.MISTAKES for path in paths]
    missed = [
        path for path in wrong if line_lacks(reply(result(path(X, Y, 0.02, epochs)), epochs=epochs)) is None
    ]
    # one epoch cannot tell a gradient that is asked for once
    assert len(missed) == (1 if epochs == 1 else 0)


def test_every_mistake_tells_its_own_training_and_no_right_one() -> None:
    right = reply(result(descend(X, Y, 0.02, 3)))
    for _, paths in training_mistakes.MISTAKES:
        for path in paths:
            assert as_if(path)(reply(result(path(X, Y, 0.02, 3)))) is True
            assert as_if(path)(right) is False


def test_a_diverging_training_is_no_evidence() -> None:
    assert as_if(ascend)(reply((0.0, 0.0, []), lr=1e9, epochs=200)) is None


def test_another_start_shows_in_the_losses_on_the_way() -> None:
    elsewhere = descend(X, Y, 0.02, 3, start=(0.4, -1.2))
    assert starts_elsewhere(reply(result(elsewhere))) is True
    w, b, noted = result(elsewhere)
    assert starts_elsewhere(reply((w, b, noted[::-1]))) is False


def test_one_epoch_too_many_is_not_taken_for_another_start() -> None:
    longer = descend(X, Y, 0.02, 4)
    assert starts_elsewhere(reply(result(longer, slice(1, None)))) is False


def test_a_history_that_was_never_emptied_is_recognised_by_its_end() -> None:
    w, b, noted = result(descend(X, Y, 0.02, 3))
    lack = losses_lack(reply((w, b, [9.0, 8.0, *noted])))
    assert lack is not None
    assert lack["symptom"] == "history-never-emptied"


def test_the_mistakes_of_loss_and_gradient_differ_from_each_other() -> None:
    for table, right in ((line_mistakes.LOSSES, squared_error), (line_mistakes.GRADIENTS, slopes)):
        answers = [np.ravel(rule(2.5, 0.5, X, Y)) for rule in (right, *(rule for _, rule in table))]
        for i, one in enumerate(answers):
            assert not any(np.allclose(one, other) for other in answers[i + 1 :])


def test_data_sets_let_slope_and_intercept_influence_each_other() -> None:
    pick = random.Random(0).choice
    for _ in range(200):
        try:
            xs, ys = data_sets().draw(pick, {})
        except Unsuitable:
            continue
        assert 3 <= len(xs) == len(ys) <= 8
        assert abs(np.mean(xs)) >= 0.099
        assert len(set(xs)) > 1


@pytest.mark.parametrize("noise", ["normal", "uniform", "growing"])
def test_right_points_agree_with_their_line_whatever_the_noise(noise: str) -> None:
    for seed in range(50):
        rng = np.random.default_rng(seed)
        x = rng.uniform(-5, 5, 2000)
        shift = {
            "normal": rng.normal(0, 1, 2000),
            "uniform": rng.uniform(-2, 2, 2000),
            "growing": rng.normal(0, 1, 2000) * x,
        }
        fit = scatter.fit(x, 2 * x + 1 + shift[noise])
        assert fit is not None
        assert fit.is_noisy
        assert fit.agrees_with(2.0, 1.0) == (True, True)


def test_noise_that_pushes_one_way_is_told_from_another_line() -> None:
    rng = np.random.default_rng(1)
    x = rng.uniform(-5, 5, 2000)
    assert scatter.is_one_sided(x, 2 * x + 1 + rng.uniform(0, 1, 2000), 2.0, 1.0)
    assert not scatter.is_one_sided(x, 2 * x + 3 + rng.normal(0, 0.1, 2000), 2.0, 1.0)


def test_points_at_one_x_have_no_line() -> None:
    assert scatter.fit(np.ones(10), np.arange(10.0)) is None
