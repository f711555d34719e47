"""A walk's difference quotient is read off the first points where it evaluated f, or not told at all."""

from __future__ import annotations

import pytest

from calcgrade.checking import Call, Reply, Status
from calcgrade.checking.descent.measured import scheme_of
from calcgrade.checking.descent.walks import on_curve
from calcgrade.checking.formulas.functions import polynomial

CURVE = polynomial(0, 0, 1)


def told(*moves: float, x: float = 0.7) -> tuple[float, float] | None:
    reply = Reply(
        Call("gradient_descent", CURVE, x), Status.OK, observed=tuple((x + move,) for move in moves)
    )
    scheme = scheme_of(reply, on_curve(CURVE, x, 0.1, 3))
    return None if scheme is None else (scheme.left, scheme.right)


@pytest.mark.parametrize("h", [0.1, 0.01, 1e-3, 1e-4])
def test_both_sides_one_side_and_a_look_at_the_place_first_are_told_apart(h: float) -> None:
    assert told(h, -h) == told(-h, h) == told(0, h, -h) == (h, h)
    assert told(h, 0, -0.07) == told(0, h) == (0, h)
    assert told(-h, 0) == told(0, -h) == (h, 0)


def test_nothing_is_told_of_short_steps_of_far_points_and_of_none() -> None:
    assert told(1e-6, -1e-6) is None
    assert told(5, -5) is None
    assert told(0.1, 0.2) is None
    assert told(0.1) is None
    assert told() is None
