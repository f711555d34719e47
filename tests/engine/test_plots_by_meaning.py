"""A picture is judged by what it shows: any artists, in any order, on any axes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from calcgrade.checking.pictures import labelled, plots
from calcgrade.wire.pictures import Axes, Drawing, Line, Scatter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Artist = Line | Scatter


def line(x: Any, y: Any) -> Line:
    return Line(np.asarray(x, dtype=float).tolist(), np.asarray(y, dtype=float).tolist())


def scatter(x: Any, y: Any) -> Scatter:
    return Scatter(np.asarray(x, dtype=float).tolist(), np.asarray(y, dtype=float).tolist())


def figure(*axes: Sequence[Artist], contours: int = 0) -> plots.Figure:
    """A figure with one pair of axes for each list of artists."""
    drawn = [
        Axes(
            lines=[part for part in parts if isinstance(part, Line)],
            scatters=[part for part in parts if isinstance(part, Scatter)],
            contours=contours,
        )
        for parts in axes
    ]
    return plots.read(Drawing(drawn))


def cubic(x: Any) -> Any:
    return x**3 - 3 * x


X = np.linspace(-2, 2, 200)
CURVE = line(X, cubic(X))
WALK = 1.2247 + 0.7753 * 0.9 ** np.arange(60.0)
STEPS = np.arange(60.0)
SPIRAL = np.column_stack([1 + 4 * 0.9**STEPS, -2 + 7 * 0.7**STEPS * np.cos(STEPS)])


def tangent(x0: float, slope: float, reach: float = 1.0, points: int = 2) -> Line:
    x = np.linspace(x0 - reach, x0 + reach, points)
    return line(x, cubic(x0) + slope * (x - x0))


class TestCurves:
    @pytest.mark.parametrize("draw", [line, scatter])
    def test_a_curve_may_be_a_line_or_a_scatter_on_any_axes(self, draw: Callable[..., Artist]) -> None:
        shown = figure([line([0, 1], [5, 5])], [draw(X, cubic(X))])
        assert plots.curve_agrees(shown, cubic, (-2, 2)) is None

    def test_a_curve_may_be_drawn_farther_and_in_any_order(self) -> None:
        x = np.random.default_rng(0).permutation(np.linspace(-5, 5, 300))
        assert plots.curve_agrees(figure([scatter(x, cubic(x))]), cubic, (-2, 2)) is None

    @pytest.mark.parametrize(
        "wrong",
        [
            line(X, cubic(X) + 0.5),
            line(X[:40], cubic(X[:40])),  # a fifth of it
            line(X[::40], cubic(X[::40])),  # five points
            line(cubic(X), X),
        ],
    )
    def test_another_curve_or_a_piece_is_not_the_curve(self, wrong: Line) -> None:
        lack = plots.curve_agrees(figure([wrong]), cubic, (-2, 2), name="the curve x³ − 3x")
        assert lack == "The curve x³ − 3x is not drawn between x = −2 and 2."

    def test_two_points_draw_a_straight_line(self) -> None:
        assert plots.straight_line(figure([line([-10, 10], [-15.5, 14.5])]), 1.5, -0.5, (-4, 4)) is None

    def test_the_data_around_a_line_are_not_the_line(self) -> None:
        noise = np.random.default_rng(1).normal(size=50)
        x = np.linspace(-4, 4, 50)
        assert plots.straight_line(figure([scatter(x, 2 * x + 1 + noise)]), 2, 1, (-4, 4)) is not None

    def test_another_line_is_not_the_line(self) -> None:
        assert plots.straight_line(figure([line([-4, 4], [-7, 9])]), 1.5, -0.5, (-4, 4)) is not None


class TestTangents:
    @pytest.mark.parametrize(("x0", "slope"), [(-1.0, 0.0), (0.0, -3.0), (1.0, 0.0)])
    @pytest.mark.parametrize("points", [2, 100])
    def test_a_tangent_is_found_among_others(self, x0: float, slope: float, points: int) -> None:
        shown = figure([CURVE, *(tangent(a, 3 * a * a - 3, 0.7, points) for a in (1.0, -1.0, 0.0))])
        assert plots.tangent_at(shown, x0, cubic(x0), slope) is None

    def test_the_curve_itself_is_no_tangent(self) -> None:
        lack = plots.tangent_at(figure([CURVE]), -1, 2, 0)
        assert lack == "No line touches the curve at x = −1 with slope 0."

    def test_a_line_through_the_point_with_another_slope_is_named(self) -> None:
        lack = plots.tangent_at(figure([CURVE, tangent(-1, 1.5)]), -1, 2, 0)
        assert lack is not None
        assert lack.endswith("A line through that point has the slope 1.5.")

    def test_a_line_with_the_slope_at_another_height_is_named(self) -> None:
        lack = plots.tangent_at(figure([line([-2, 0], [0, 0])]), -1, 2, 0)
        assert lack is not None
        assert lack.endswith("A line with that slope passes it at the height 0.")

    def test_a_tangent_that_does_not_reach_its_point_or_is_a_dot_does_not_count(self) -> None:
        away, dot = line([1, 3], [2, 2]), line([-1.001, -0.999], [2, 2])
        assert plots.tangent_at(figure([away, dot]), -1, 2, 0) is not None

    def test_a_chord_a_tenth_off_in_slope_is_not_a_tangent(self) -> None:
        assert plots.tangent_at(figure([tangent(0, -2.7)]), 0, 0, -3) is not None

    def test_touching_is_a_point_or_between_two(self) -> None:
        assert plots.touches(figure([line([0, 2], [0, 2])]), 1, 1) is None
        assert plots.touches(figure([scatter([1], [1])]), 1, 1) is None
        assert plots.touches(figure([scatter([0, 2], [0, 2])]), 1, 1) == "Nothing is drawn through (1, 1)."


class TestPaths:
    @pytest.mark.parametrize(
        "drawn",
        [
            [line(STEPS, WALK)],
            [scatter(STEPS, WALK)],
            [line(STEPS + 1, WALK)],
            [line(WALK, WALK**2)],
            [line(WALK[::-1], WALK[::-1] ** 2)],
            [scatter([k], [v]) for k, v in zip(STEPS, WALK, strict=True)],
            [line(WALK[k : k + 2], WALK[k : k + 2] ** 2) for k in range(59)],
            [line(X, X**2), scatter(WALK.astype(np.float32), (WALK**2).astype(np.float32))],
        ],
    )
    def test_a_walk_on_a_curve_may_be_drawn_in_many_ways(self, drawn: list[Artist]) -> None:
        assert plots.has_path(figure([], drawn), WALK, WALK**2) is None

    def test_the_curve_alone_is_not_the_walk(self) -> None:
        assert (
            plots.has_path(figure([line(X, X**2)]), WALK, WALK**2, name="the walk")
            == "The walk is not drawn."
        )

    def test_a_walk_cut_short_says_how_much_is_there(self) -> None:
        lack = plots.has_path(figure([line(STEPS[:10], WALK[:10])]), WALK)
        assert lack == "The walk is not drawn as a whole: 10 of its 60 places are."

    def test_another_walk_is_not_this_one(self) -> None:
        assert plots.has_path(figure([line(STEPS, 2.4494 - WALK)]), WALK) is not None

    def test_a_path_in_the_plane_may_be_pieces_dots_or_one_line(self) -> None:
        pieces: list[Artist] = [line(p[:, 0], p[:, 1]) for p in (SPIRAL[k : k + 2] for k in range(59))]
        ways: list[list[Artist]] = [[line(*SPIRAL.T)], [scatter(*SPIRAL[::-1].T)], pieces]
        for drawn in ways:
            assert plots.has_path(figure(drawn, contours=1), SPIRAL, over_contours=True) is None

    def test_x_and_y_exchanged_is_another_path(self) -> None:
        shown = figure([line(SPIRAL[:, 1], SPIRAL[:, 0])], contours=1)
        assert plots.has_path(shown, SPIRAL) is not None
        assert plots.has_path(shown, SPIRAL[:, ::-1]) is None

    def test_a_path_beside_the_contours_is_not_over_them(self) -> None:
        lack = plots.has_path(figure([line(*SPIRAL.T)]), SPIRAL, over_contours=True)
        assert lack == "The walk is not drawn over the contour lines."
        assert plots.has_contours(figure([line(*SPIRAL.T)])) == "No contour lines are drawn."
        assert plots.has_contours(figure([], contours=2)) is None

    def test_a_path_ends_where_its_first_or_last_point_is(self) -> None:
        shown = figure([line(SPIRAL[:, 0], SPIRAL[:, 1])])
        assert plots.path_end(shown, (1, -2)) is None
        assert plots.path_end(shown, (1, 2)) == "No path ends near (1, 2)."
        assert plots.path_end(figure([line(STEPS, WALK)]), (1.2247,)) is None
        assert plots.path_end(figure([line(STEPS, WALK)]), (2.0,)) == "No path ends near 2."


class TestSeries:
    LOSS = 5 * 0.9 ** np.arange(40.0) + 0.3

    @pytest.mark.parametrize(
        ("x", "y"),
        [
            (np.arange(40), LOSS),
            (np.arange(40) * 10 + 7, LOSS),
            (np.arange(39), LOSS[1:]),
            (np.arange(39), LOSS[:-1]),
            (np.arange(40)[::-1], LOSS[::-1]),
        ],
    )
    def test_a_history_may_begin_and_end_a_step_later(self, x: Any, y: Any) -> None:
        assert plots.series_matches(figure([scatter(x, y)]), self.LOSS) is None

    def test_dots_drawn_one_by_one_are_a_history(self) -> None:
        dots: list[Artist] = [line([k], [v]) for k, v in enumerate(self.LOSS)]
        assert plots.series_matches(figure(dots), self.LOSS) is None

    @pytest.mark.parametrize(
        ("x", "y"),
        [
            (np.arange(40), LOSS[::-1]),
            (np.arange(40) ** 2, LOSS),
            (np.arange(30), LOSS[:30]),
            (np.arange(40), LOSS * 1.01),
            ([0], LOSS[:1]),
        ],
    )
    def test_other_values_or_other_steps_are_another_history(self, x: Any, y: Any) -> None:
        lack = plots.series_matches(figure([line(x, y)]), self.LOSS, name="the loss")
        assert lack is not None
        assert lack.startswith("The loss is not drawn over its steps: 40 values, from 5.3 to ")

    def test_a_falling_series_falls_all_the_way(self) -> None:
        assert plots.monotone_decreasing_series(figure([line(np.arange(40), self.LOSS)])) is None
        for wrong in (self.LOSS[::-1], np.ones(40), np.r_[self.LOSS, 3.0], self.LOSS[:5]):
            assert plots.monotone_decreasing_series(figure([line(np.arange(len(wrong)), wrong)])) is not None

    def test_every_point_of_the_data_is_wanted(self) -> None:
        x, y = np.random.default_rng(2).normal(size=(2, 30))
        assert plots.shows_points(figure([line(x[::-1], y[::-1])]), x, y) is None
        lack = plots.shows_points(figure([scatter(x[:20], y[:20])]), x, y)
        assert lack == "The set of points is not drawn as a whole: 20 of its 30 places are."


class TestWhatALearnerMayClaim:
    QUESTIONS: tuple[Callable[[plots.Figure], str | None], ...] = (
        lambda shown: plots.curve_agrees(shown, cubic, (-2, 2)),
        lambda shown: plots.straight_line(shown, 2, 1, (-2, 2)),
        lambda shown: plots.tangent_at(shown, -1, 2, 0),
        lambda shown: plots.touches(shown, 1, -2),
        lambda shown: plots.path_end(shown, (1, -2)),
        lambda shown: plots.series_matches(shown, WALK),
        lambda shown: plots.monotone_decreasing_series(shown),
        lambda shown: plots.has_path(shown, SPIRAL),
        lambda shown: plots.has_contours(shown),
    )

    @pytest.mark.parametrize(
        "artists",
        [
            [],
            [line([], [])],
            [Line([1.0, 2.0], [3.0])],
            [line([0], [0])],
            [line([7, 7, 7], [1, 2, 3])],
            [line([-1.7e308, 1.7e308], [1.7e308, -1.7e308])],
            [line(np.linspace(-1e100, 1e100, 30), np.full(30, 1e100))],
        ],
    )
    @pytest.mark.parametrize("question", QUESTIONS)
    def test_no_drawing_breaks_a_question_or_answers_it_by_accident(
        self, question: Callable[[plots.Figure], str | None], artists: list[Artist]
    ) -> None:
        assert isinstance(question(figure(artists)), str)

    def test_no_axes_at_all_lack_everything(self) -> None:
        assert all(isinstance(question(figure()), str) for question in self.QUESTIONS)

    def test_the_first_lack_is_the_one_told(self) -> None:
        assert plots.first_lack([None, "No curve.", "No line."]) == "No curve."
        assert plots.first_lack([None, None]) is None


@pytest.mark.parametrize(
    "label", ["$10^{400}$", "10**999", "10^-999", "1e999", "lr = 10^{99999}", "10^" + "9" * 190]
)
def test_a_power_beyond_every_number_in_a_label_names_none(label: str) -> None:
    assert not labelled.says(label, 0.1)
    assert labelled.says(f"{label}, then lr = $10^{{-1}}$", 0.1)
