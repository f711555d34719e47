"""Of each plot function one picture is kept, and every one that failed; all the others are judged undrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import graded
import pytest
from in_process import InProcess

from calcgrade.engine import cases, compose, outcome
from calcgrade.engine.kept_pictures import KeptPictures
from calcgrade.sandboxes.replies import LoadReport, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from calcgrade.results.model import ExerciseResult
    from calcgrade.sandboxes.replies import Call, Reply

WALK = """
def plot_path(history):
    import matplotlib.pyplot as plt
{body}
    figure, axes = plt.subplots()
    axes.plot(range(len(history)), {what}, "o-")
    return figure
"""


class Counting(InProcess):
    """Counts the figures that were asked for, and those that were drawn."""

    asked = 0
    drawn = 0

    def __call__(self, calls: Sequence[Call]) -> list[Reply]:
        self.asked += sum(call.figure for call in calls)
        self.drawn += sum(call.figure and call.picture for call in calls)
        return super().__call__(calls)


def grade(id_: str, source: str) -> tuple[ExerciseResult, Counting]:
    exercise = graded.course().checker(id_)
    frozen = cases.read(cases.file_of(graded.course(), id_), exercise)
    counting = Counting(source)
    caller = KeptPictures(counting)
    outcomes = outcome.judge(exercise, frozen, caller, shrinking=False)
    caller.complete(outcomes)
    entry = graded.course().entry(id_)
    return compose.from_outcomes(entry, outcomes, LoadReport(Status.OK), 0.0), counting


def walk(body: str = "", what: str = "history") -> str:
    return WALK.format(body=f"    {body or 'pass'}", what=what)


def names(result: ExerciseResult) -> list[str]:
    assert all(figure.png for figure in result.figures)
    return [figure.name for figure in result.figures]


@pytest.mark.parametrize(
    ("id_", "function"),
    [
        ("1.2", "plot_tangents"),
        ("4.1", "plot_path"),
        ("4.2", "plot_contour_path"),
        ("project", "plot_results"),
    ],
)
def test_of_right_pictures_one_is_drawn_and_kept(id_: str, function: str) -> None:
    result, counting = grade(id_, graded.solution(id_))
    assert names(result) == [function]
    assert (counting.asked, counting.drawn) == (2, 1)


def test_a_picture_that_failed_is_kept_beside_the_first() -> None:
    result, _ = grade("4.1", walk(what="history if len(history) > 100 else [0] * len(history)"))
    assert names(result) == ["plot_path", "plot_path-2"]


def test_a_call_that_failed_for_two_checks_is_drawn_once() -> None:
    nothing = "def plot_tangents():\n    import matplotlib.pyplot as plt\n    return plt.subplots()[0]\n"
    result, counting = grade("1.2", nothing)
    assert names(result) == ["plot_tangents"]
    assert (counting.asked, counting.drawn) == (2, 1)


def test_where_the_first_call_raises_the_picture_of_another_is_kept() -> None:
    result, _ = grade("4.1", walk("assert len(history) < 100"))
    assert names(result) == ["plot_path-2"]


def test_a_function_that_raises_when_it_is_asked_again_costs_the_picture_alone() -> None:
    body = "assert len(history) < 100 and not vars(plot_path); plot_path.done = True"
    result, _ = grade("4.1", walk(body))
    assert names(result) == []
    told = {check.id: check.status for check in result.checks}
    assert told["the_picture_shows_the_walk"] == "error"


def test_what_nobody_looks_at_is_not_drawn() -> None:
    exercise = graded.course().checker("4.1")
    counting = Counting(graded.solution("4.1"))

    def caller(calls: Sequence[Call]) -> Iterable[Reply]:
        return counting(calls)

    outcome.judge(exercise, cases.read(cases.file_of(graded.course(), "4.1"), exercise), caller)
    assert (counting.asked, counting.drawn) == (2, 0)
