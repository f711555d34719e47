"""A line beside the least squares line: every right way fits, every known mistake is outside and told alone."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from test_training import X, Y, measured

from calcgrade.checking import Exercise, Failure
from calcgrade.checking.regression import agreement, gap_mistakes, lines
from calcgrade.checking.regression.count_mistakes import COUNTS, counted
from calcgrade.checking.regression.line_distances import DISTANCES
from calcgrade.checking.regression.line_fits import FITS
from calcgrade.checking.regression.trained import line_lacks, losses_lack
from calcgrade.checking.regression.training import descend
from calcgrade.checking.tolerances import best_line_tolerance, gap_tolerance, gaps_tolerance
from calcgrade.sandboxes.replies import Call, Reply, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

THREE = np.array([0.0, 1.0, 2.0]), np.array([1.0, 3.0, 2.0])
YEARS = np.array([2019.0, 2022.0, 2020.0, 2024.0, 2021.0]), np.array([3.5, 5.0, 3.0, 6.5, 4.0])
TALL = np.array([-2.0, 1.5, -3.0, -0.5]), np.array([4.0, -3.0, 7.0, 1.0])
SETS = {"three": THREE, "uneven": (X, Y), "years": YEARS, "tall": TALL}
of_points = pytest.mark.parametrize("points", SETS.values(), ids=SETS)


def exactly(x: Floats, y: Floats) -> tuple[Fraction, Fraction]:
    """The least squares line in fractions."""
    xs, ys = [Fraction(v) for v in x.tolist()], [Fraction(v) for v in y.tolist()]
    n, none = len(xs), Fraction(0)
    sx, sy, sxx = sum(xs, none), sum(ys, none), sum((u * u for u in xs), none)
    sxy = sum((u * v for u, v in zip(xs, ys, strict=True)), none)
    w = (n * sxy - sx * sy) / (n * sxx - sx * sx)
    return w, (sy - w * sx) / n


def columns(x: Floats) -> Floats:
    return np.column_stack([x, np.ones_like(x)])


WAYS: dict[str, Callable[[Floats, Floats], Any]] = {
    "polyfit": lambda x, y: np.polyfit(x, y, 1),
    "lstsq": lambda x, y: np.linalg.lstsq(columns(x), y, rcond=None)[0],
    "normal equations": lambda x, y: np.linalg.solve(columns(x).T @ columns(x), columns(x).T @ y),
    "inverse": lambda x, y: np.linalg.inv(columns(x).T @ columns(x)) @ (columns(x).T @ y),
    "converted": lambda x, y: np.polynomial.Polynomial.fit(x, y, 1).convert().coef[::-1],
    "covariance": lambda x, y: (
        (w := np.cov(x, y, bias=True)[0, 1] / np.var(x)),
        np.mean(y) - w * np.mean(x),
    ),
}


@of_points
@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_the_best_line_fits_its_tolerance(way: str, points: tuple[Floats, Floats]) -> None:
    found = WAYS[way](*points)
    error = [abs(float(Fraction(float(a)) - b)) for a, b in zip(found, exactly(*points), strict=True)]
    assert np.all(np.array(error) <= best_line_tolerance(*points))


@of_points
def test_the_right_answer_is_far_more_exact_than_its_tolerance(points: tuple[Floats, Floats]) -> None:
    right = zip(lines.best_line(*points).tolist(), exactly(*points), strict=True)
    error = np.array([abs(float(Fraction(a) - b)) for a, b in right])
    assert np.all(error <= 0.2 * best_line_tolerance(*points))


@pytest.mark.parametrize("rate", [0.01, 0.05])
def test_a_trained_line_is_the_best_one_only_when_it_has_arrived(rate: float) -> None:
    off = np.abs(lines.trained_lines(X, Y, rate, 5000) - lines.best_line(X, Y))
    fits = np.all(off <= best_line_tolerance(X, Y), axis=1)
    assert not np.any(fits[: int(15 / rate)])
    assert fits[-1]


@of_points
@pytest.mark.parametrize(("words", "fits"), FITS, ids=[words.id for words, _ in FITS])
def test_every_wrong_line_is_far_outside(words: Any, fits: Any, points: tuple[Floats, Floats]) -> None:
    for fit in fits:
        off = np.abs(fit(*points) - lines.best_line(*points))
        if words.id == "correlation-for-slope" and points is THREE:
            continue  # x and y have the same spread
        assert np.any(off > 1e6 * best_line_tolerance(*points)), words.id


@of_points
def test_a_gap_may_be_taken_of_heights_or_of_coefficients(points: tuple[Floats, Floats]) -> None:
    x, y = points
    w, b = np.polyfit(x, y, 1)
    for line in ((1.5, -0.5), (float(w), float(b)), (0.0, 0.0)):
        right, within = lines.gap(*line, x, y), gap_tolerance(*line, x, y)
        of_heights = np.abs(np.polyval(line, x) - np.polyval((w, b), x)).max()
        of_coefficients = max(abs((line[0] - w) * u + (line[1] - b)) for u in x)
        assert abs(of_heights - right) <= within
        assert abs(of_coefficients - right) <= within


@pytest.mark.parametrize("points", [THREE, (X, Y), TALL])  # of years w and b are not known so well
def test_a_gap_that_is_off_in_its_tenth_digit_is_outside(points: tuple[Floats, Floats]) -> None:
    gap = lines.gap(1.5, -0.5, *points)
    assert gap_tolerance(1.5, -0.5, *points) < 1e-10 * gap


def test_every_other_distance_is_far_outside() -> None:
    asked = np.array([[1.5, 2.5]]), lines.best_line(X, Y), X, Y
    for words, distances in DISTANCES:
        for distance in distances:
            off = abs(float(distance(*asked)[0]) - lines.gap(1.5, 2.5, X, Y))
            is_right_here = off <= gap_tolerance(1.5, 2.5, X, Y)
            # Both lines are farthest apart where the one is above; at the first or last point they are nearer.
            assert not is_right_here or words.id == "sign-kept"


@pytest.mark.parametrize("rate", [0.01, 0.1])
def test_lines_at_once_are_those_of_the_descent(rate: float) -> None:
    assert np.abs(lines.trained_lines(X, Y, rate, 300) - descend(X, Y, rate, 300)).max() <= 1e-13


def trained(path: Floats, noted: slice = slice(None, -1), lr: float = 0.05) -> Reply:
    value = float(path[-1, 0]), float(path[-1, 1]), lines.gaps(path, X, Y)[noted].tolist()
    return Reply(Call("train_with_gaps", X, Y, lr, len(path) - 1), Status.OK, value=value)


@pytest.mark.parametrize("noted", [slice(None, -1), slice(1, None), slice(None)])
def test_gaps_may_be_noted_before_each_step_after_it_or_both(noted: slice) -> None:
    reply = trained(descend(X, Y, 0.05, 3), noted)
    assert line_lacks(reply, agreement.GAPS) is None
    assert losses_lack(reply, agreement.GAPS) is None


@pytest.mark.parametrize("step", [1e-4, 1e-6, 1e-8])
def test_a_training_with_measured_slopes_keeps_right_gaps(step: float) -> None:
    reply = trained(descend(X, Y, 0.05, 60, gradient=measured(step)))
    assert line_lacks(reply, agreement.GAPS) is None
    assert losses_lack(reply, agreement.GAPS) is None


def test_losses_in_place_of_gaps_are_off_and_so_are_gaps_of_another_length() -> None:
    path = descend(X, Y, 0.05, 3)
    for kept, kind in (([9.0, 8.0, 7.0], "history"), ([1.0], "length"), ([], "length")):
        lack = losses_lack(
            Reply(Call("t", X, Y, 0.05, 3), Status.OK, value=(*path[-1].tolist(), kept)), agreement.GAPS
        )
        assert lack is not None
        assert lack["kind"] == kind
        assert "loss" not in lack["headline"] + lack["expected"] + lack["actual"]


COUNT_CASES: list[tuple[Any, tuple[Any, ...], str]] = [
    (8, (0.1, 0.5), ""),
    (8.0, (0.1, 0.5), ""),
    (np.array(8), (0.1, 0.5), ""),
    (None, (0.1, 0.5, 7), ""),
    (0, (0.1, 3.0), ""),
    (7, (0.1, 0.5), "count"),
    (9, (0.1, 0.5), "count"),
    (8.5, (0.1, 0.5), "count"),
    (None, (0.1, 0.5), "none"),
    (8, (0.1, 0.5, 7), "none"),
    (False, (0.1, 3.0), "type"),
    (np.nan, (0.1, 0.5), "not finite"),
    ([8, 8], (0.1, 0.5), "shape"),
]


@pytest.mark.parametrize(("value", "more", "kind"), COUNT_CASES)
def test_a_count_is_a_whole_number_or_none(value: Any, more: tuple[Any, ...], kind: str) -> None:
    found = ""
    try:
        agreement.expect_count(Reply(Call("epochs_to_agree", *THREE, *more), Status.OK, value=value))
    except Failure as failure:
        found = failure.kind
    assert found == kind


@pytest.mark.parametrize(
    ("output", "symptom"), [("8\n", "prints-instead-of-returning"), ("epoch 3, gap 0.9\n", "")]
)
def test_only_the_number_that_is_lacking_was_printed_in_its_place(output: str, symptom: str) -> None:
    reply = Reply(Call("epochs_to_agree", *THREE, 0.1, 0.5), Status.OK, value=None, output=output)
    with pytest.raises(Failure) as failed:
        agreement.expect_count(reply)
    assert failed.value.symptom == symptom


def test_a_tolerance_that_the_gap_of_a_line_all_but_meets_is_no_case() -> None:
    gap = float(lines.gaps(descend(*THREE, 0.1, 8), *THREE)[-1])
    assert agreement.is_clear(*THREE, 0.1, 0.5, 2000)
    assert not agreement.is_clear(*THREE, 0.1, gap * (1 + 1e-9), 2000)
    assert not agreement.is_clear(*THREE, 0.1, gap * (1 - 1e-9), 8)


ASKED = [
    (*THREE, 0.1, 0.5, 2000), (*THREE, 0.1, 0.5, 8), (*THREE, 0.1, 0.5, 7), (*THREE, 0.1, 3.0, 50),
    (X, Y, 0.05, 0.2, 500), (X, Y, 0.1, 0.03, 500), (*TALL, 0.03, 0.02, 300), (*TALL, 0.01, 0.1, 2000),
]  # fmt: skip


def test_every_wrong_count_gives_itself_away() -> None:
    right = [counted()(*asked) for asked in ASKED]
    for words, counts in COUNTS:
        for wrong in counts:
            assert [wrong(*asked) for asked in ASKED] != right, words.id


def test_the_best_line_in_place_of_the_trained_one_is_told_but_not_where_training_starts_there() -> None:
    path = descend(X, Y, 0.05, 3)
    best = lines.best_line(X, Y)
    assert gap_mistakes.answer_returned(trained(np.vstack([path[:-1], best]))) is True
    assert gap_mistakes.answer_returned(trained(path)) is False
    there = trained(np.tile(best, (4, 1)))
    assert gap_mistakes.answer_returned(there) is None
    assert gap_mistakes.starts_at_the_answer(there) is True


def test_another_gap_that_is_the_same_in_a_training_tells_nothing() -> None:
    asked = Call("t", *THREE, 0.1, 3)
    path = descend(*THREE, 0.1, 3)
    above = gap_mistakes.measured(distance=DISTANCES[0][1][1])  # best line minus trained one: it starts below
    assert [above(w, b, *THREE) for w, b in path] == pytest.approx(lines.gaps(path, *THREE).tolist())
    exercise = Exercise("E5", "line", "gap", "t", "count")
    gap_mistakes.declare(exercise, "line", "gap", "t", "count")
    kept = lines.gaps(path, *THREE)[:-1] + 1e-10  # off by a little, and no mistake that is known
    reply = Reply(asked, Status.OK, value=(*path[-1].tolist(), kept.tolist()))
    told = {m.id for m in exercise.misconceptions if m.function == "t" and m.symptom and m.symptom(reply)}
    assert told == set()


def test_gaps_of_a_training_may_be_off_by_more_from_epoch_to_epoch() -> None:
    within = gaps_tolerance(descend(X, Y, 0.05, 20), X, Y, 0.05)
    assert within[0] == gap_tolerance(0.0, 0.0, X, Y)
    assert np.all(np.diff(within) > 0)
