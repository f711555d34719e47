"""Descents in many dimensions on measured slopes: right schemes fit, wrong ones do not; which coordinate is last."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from calcgrade.checking import Failure
from calcgrade.checking.descent import arrivals
from calcgrade.checking.descent.expectations import expect_descent
from calcgrade.checking.descent.many_dimensions import asked
from calcgrade.checking.descent.spatial_mistakes import SLOPES, WALK
from calcgrade.checking.families import draw_all, points
from calcgrade.checking.formulas.families import bowls
from calcgrade.checking.formulas.functions import quadratic_form
from calcgrade.checking.tolerances import central_step_tolerance
from calcgrade.sandboxes.replies import Call, Reply, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from calcgrade.checking.formulas.formula import Formula

    Floats = NDArray[np.float64]
    Line = Callable[[complex], complex]

VALLEY = quadratic_form((1, 1), (2,), (5,), linear=(-7, 0, 10))
USUAL = asked(VALLEY, (1.0, 1.0, 1.0))

RIGHT: dict[str, Callable[[Line, float], complex]] = {
    "central": lambda at, h: (at(h) - at(-h)) / (2 * h),
    "half step": lambda at, h: (at(h / 2) - at(-h / 2)) / h,
    "five-point": lambda at, h: (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h),
    "complex step": lambda at, h: at(1j * h).imag / h,
}
ONE_SIDED: dict[str, Callable[[Line, float], complex]] = {
    "forward": lambda at, h: (at(h) - at(0)) / h,
    "backward": lambda at, h: (at(0) - at(-h)) / h,
}


def slopes(f: Formula, place: Floats, rule: Callable[[Line, float], complex], h: float) -> Floats:
    def along(i: int) -> Line:
        return lambda t: f(*[x + t if k == i else x for k, x in enumerate(place.tolist())])

    return np.array([complex(rule(along(i), h)).real for i in range(f.n)])


def drawn(chance: random.Random) -> tuple[Formula, Floats, float]:
    case = draw_all({"f": bowls(min_n=3, max_n=6), "start": points()}, chance.choice)
    return case["f"], np.array(case["start"]), chance.choice((0.1, 0.05, 0.02))


@pytest.mark.parametrize("scheme", RIGHT)
@pytest.mark.parametrize("h", [0.25, 0.1, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8])
def test_every_scheme_with_the_step_given_or_one_of_the_course_fits(scheme: str, h: float) -> None:
    chance = random.Random(f"{scheme} {h}")
    for _ in range(300):
        f, place, lr = drawn(chance)
        found = place - lr * slopes(f, place, RIGHT[scheme], h)
        given = h if h >= 0.1 else chance.choice((1e-5, 0.1, 0.25))  # a small step may be fixed inside
        within = central_step_tolerance(f, place.tolist(), lr, given)
        assert np.all(np.abs(found - (place - lr * f.gradient(place.tolist()))) <= within)


@pytest.mark.parametrize("scheme", ONE_SIDED)
def test_a_one_sided_slope_with_a_wide_step_never_fits(scheme: str) -> None:
    chance = random.Random(scheme)
    for _ in range(300):
        f, place, lr = drawn(chance)
        found = place - lr * slopes(f, place, ONE_SIDED[scheme], 0.1)
        within = central_step_tolerance(f, place.tolist(), lr, 0.1)
        assert np.all(np.abs(found - (place - lr * f.gradient(place.tolist()))) > 100 * within)


def reply_to(walk: Floats, *more: Any, f: Formula = VALLEY) -> Reply:
    return Reply(Call("descend_n", f, walk[0], *more), Status.OK, value=walk)


def test_a_walk_in_five_dimensions_is_judged_step_by_step_from_its_own_places() -> None:
    chance = random.Random(5)
    f = draw_all({"f": bowls(n=5)}, chance.choice)["f"]
    right = asked(f, (1.0, -1.0, 2.0, 0.5, -0.5), 0.05, 4)
    walk = right.walk()
    expect_descent(reply_to(walk, 0.05, 4, f=f), right)
    walk[2, 3] += 1e-4
    with pytest.raises(Failure, match="goes wrong in step 2"):
        expect_descent(reply_to(walk, 0.05, 4, f=f), right)


@pytest.mark.parametrize("mistake", [*WALK, *SLOPES], ids=lambda mistake: mistake.id)
def test_no_mistake_is_seen_in_a_right_walk(mistake: Any) -> None:
    for n in (3, 4):
        f = VALLEY if n == 3 else quadratic_form((2, 0.5), (3, -0.5), (1, 0.25), (2.5,), linear=(1, -2, 0, 3))
        right = asked(f, (0.5, -1.5, 2.0, 1.0)[:n], 0.02, 3, 0.25)
        assert mistake.shows(reply_to(right.walk(), 0.02, 3, 0.25, f=f), right, USUAL) is not True


def test_a_coordinate_has_arrived_once_it_stays_near_its_end() -> None:
    history = np.array([
        [100.0, 0.0, 8.0],
        [50.0, 10.0, 0.0],
        [0.5, 10.05, -3.0],
        [0.2, 10.2, 0.05],
        [0.0, 10.0, 0.0],
    ])  # fmt: skip
    assert arrivals.arrivals(history).tolist() == [2, 4, 3]
    assert arrivals.is_clear(history) is False, "y is the last by one step alone"
    assert arrivals.is_clear(np.delete(history, 2, axis=1)), "and by two before x"


def test_a_coordinate_that_hardly_moves_leaves_nothing_clear() -> None:
    history = np.array([[1.0, 3.0], [0.5, 3.05], [0.0, 3.1], [0.0, 3.1], [0.0, 3.1]])
    assert not arrivals.is_clear(history)


def test_a_guess_misses_the_slowest_of_some_walk_in_the_checker() -> None:
    walks = [
        asked(VALLEY, start, lr, steps).walk()
        for start, lr, steps in (
            ((1.0, 1.0, 1.0), 0.05, 100),
            ((1.0, -1.5, -1.5), 0.1, 60),
            ((0.0, -1.5, -2.5), 0.02, 100),
            ((-3.0, -3.0, -3.0), 0.05, 100),
        )
    ]
    right = [int(np.argmax(arrivals.arrivals(walk))) for walk in walks]
    assert right == [0, 1, 1, 1]
    answers = {tuple(int(rule(walk)) for walk in walks) for _, rule in arrivals.MISTAKES}
    assert tuple(right) not in answers
