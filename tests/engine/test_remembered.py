"""What is computed once for a cohort: exact trainings and their tolerances."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from calcgrade.checking.regression.training import descend
from calcgrade.checking.remembered import MOST, remembered

calls: list[Any] = []


@pytest.fixture(autouse=True)
def forget() -> None:
    calls.clear()


def doubled() -> Any:
    @remembered
    def double(x: Any, factor: float = 2.0) -> Any:
        calls.append(x)
        return x * factor

    return double


def test_the_same_contents_are_computed_once() -> None:
    double = doubled()
    assert double(np.array([1.0, 2.0])).tolist() == double(np.array([1.0, 2.0])).tolist() == [2.0, 4.0]
    assert len(calls) == 1


@pytest.mark.parametrize(
    "other", [np.array([1.0, 3.0]), np.array([1, 2]), np.array([[1.0, 2.0]]), np.array([-0.0, 2.0])]
)
def test_other_contents_another_type_or_shape_are_computed_anew(other: Any) -> None:
    double = doubled()
    double(np.array([1.0, 2.0]))
    double(np.array([0.0, 2.0]))
    assert double(other).tolist() == (2 * other).tolist()
    assert len(calls) == 3


def test_arguments_by_name_are_heeded_and_nothing_is_remembered_of_them() -> None:
    double = doubled()
    x = np.array([1.0])
    assert [double(x)[0], double(x, factor=3.0)[0], double(x, 5.0)[0]] == [2.0, 3.0, 5.0]


def test_an_array_may_be_changed_after_it_was_handed_in_but_no_result() -> None:
    double = doubled()
    x = np.array([1.0])
    result = double(x)
    x[0] = 7.0
    assert double(x)[0] == 14.0
    assert double(np.array([1.0]))[0] == 2.0
    with pytest.raises(ValueError, match="read-only"):
        result[0] = 3.0


def test_what_was_not_used_for_long_is_forgotten() -> None:
    double = doubled()
    for k in range(MOST + 1):
        double(np.array([float(k)]))
    double(np.array([float(MOST)]))
    assert len(calls) == MOST + 1
    double(np.array([0.0]))
    assert len(calls) == MOST + 2


def test_a_training_with_slopes_of_its_own_is_not_taken_for_the_right_one() -> None:
    x = y = np.array([0.0, 1.0])
    right = descend(x, y, 0.1, 2)

    def flat(*_: Any) -> tuple[float, float]:
        return 0.0, 0.0

    assert not np.array_equal(descend(x, y, 0.1, 2, gradient=flat), right)
    assert not np.array_equal(descend(x, y, 0.1, 2, start=(1.0, 1.0)), right)
    assert np.array_equal(descend(x, y, 0.1, 2), right)
