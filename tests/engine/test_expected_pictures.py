"""The judge's pictures: what the report shows as expected has to pass the checks that expect it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import graded
import msgspec
import pytest
from in_process import InProcess
from sample_results import check, exercise, result

from calcgrade.course.load import Course
from calcgrade.engine import cases, compose, outcome
from calcgrade.engine.expected import pictures
from calcgrade.results.model import Figure
from calcgrade.sandboxes.replies import LoadReport, Reply, Status
from calcgrade.wire.pictures import Axes, Drawing, Line, Scatter
from calcgrade.wire.values import Picture as Drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.checking.pictures.expected import Panel, Picture
    from calcgrade.sandboxes.replies import Call

WITH_PICTURES = [id_ for id_ in graded.course().ids if graded.course().checker(id_).expected]


def drawing(picture: Picture) -> Drawing:
    """Describe an expected picture as the worker describes a learner's."""
    return Drawing([_axes(panel) for panel in picture.panels])


def _axes(panel: Panel) -> Axes:
    seen = [trace for trace in panel.traces if not trace.faint]
    return Axes(
        lines=[Line(list(t.x), list(t.y), t.label) for t in seen if t.line],
        scatters=[Scatter(list(t.x), list(t.y), t.label) for t in seen if not t.line],
        contours=len(panel.traces) - len(seen),
        texts=[t.label for t in seen if t.label],
    )


class JudgesOwn:
    """Answers the n-th different call for a figure with the n-th expected picture, the rest as the solution."""

    def __init__(self, id_: str) -> None:
        self._solution = InProcess(graded.solution(id_))
        self._expected = [item.draw() for item in graded.course().checker(id_).expected]
        self._asked: list[list[object]] = []

    def __call__(self, calls: Sequence[Call]) -> list[Reply]:
        return [self._reply(call) for call in calls]

    def _reply(self, call: Call) -> Reply:
        if not call.figure:
            return self._solution([call])[0]
        call.picture = True
        if call.asked() not in self._asked:
            self._asked.append(call.asked())
        picture = self._expected[self._asked.index(call.asked())]
        return Reply(call, Status.OK, Drawn(b"a picture", drawing(picture)))


def test_every_exercise_with_a_plot_has_its_expected_pictures() -> None:
    entries = graded.course().manifest.exercise
    assert {entry.id for entry in entries if entry.needs_plot and not entry.bonus} == {
        id_ for id_ in WITH_PICTURES if not id_.startswith("E")
    }


@pytest.mark.parametrize("id_", WITH_PICTURES)
def test_an_expected_picture_passes_the_checks_that_expect_it(id_: str) -> None:
    checker = graded.course().checker(id_)
    frozen = cases.read(cases.file_of(graded.course(), id_), checker)
    judged = outcome.judge(checker, frozen, JudgesOwn(id_), shrinking=False)
    told = {item.check.id: item.failure and item.failure.headline for item in judged}
    for expected in checker.expected:
        assert {told[check_id] for check_id in expected.checks} == {None}, expected.name
    graded_result = compose.from_outcomes(graded.course().entry(id_), judged, LoadReport(Status.OK), 0.0)
    assert [f.name for f in graded_result.figures] == [expected.name for expected in checker.expected]


def _drawn(course: Course, *names: str) -> set[str]:
    figures = [Figure(name=name, png="") for name in names]
    return set(pictures(course, result(exercise("E1", check(), figures=figures)))["E1"])


def test_a_picture_is_drawn_for_a_figure_that_is_there() -> None:
    assert _drawn(graded.course(), "plot_learning_rates-2", "something_else") == {"plot_learning_rates-2"}


@pytest.mark.parametrize("reveal", [False, {"every_walk_is_drawn": False}, {"default": False}])
def test_nothing_is_drawn_for_a_check_that_is_not_revealed(reveal: bool | dict[str, bool]) -> None:
    course = graded.course()
    entries = [msgspec.structs.replace(entry, reveal=reveal) for entry in course.manifest.exercise]
    hidden = Course(course.path, msgspec.structs.replace(course.manifest, exercise=entries))
    assert _drawn(hidden, "plot_learning_rates", "plot_learning_rates-2") == set()


def test_a_checker_that_cannot_draw_costs_the_picture_alone() -> None:
    course = Course(graded.ROOT, graded.course().manifest)

    def broken() -> Picture:
        raise ZeroDivisionError

    expected = course.checker("E1").expected
    expected[0] = type(expected[0])(expected[0].name, expected[0].checks, broken)
    assert _drawn(course, "plot_learning_rates", "plot_learning_rates-2") == {"plot_learning_rates-2"}
