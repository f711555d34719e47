"""A figure is made once for all checks; of each plot function one picture is kept, and every one that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import graded
import pytest
from in_process import InProcess

from calcgrade.engine import cases, compose, outcome
from calcgrade.engine.kept_pictures import KeptPictures
from calcgrade.sandboxes.replies import Call, LoadReport, Status
from calcgrade.wire.values import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from calcgrade.results.model import ExerciseResult
    from calcgrade.sandboxes.replies import Reply

RATES = """
def plot_learning_rates(rates, histories):
    import matplotlib.pyplot as plt
{body}
    figure, axes = plt.subplots()
    for rate, history in zip(rates, histories):
        axes.plot(range(len(history)), {what}, label=str(rate))
    axes.legend()
    return figure
"""
"""E1 asks for two pictures, the first of three rates, the second of two; two checks look at both."""


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


def rates(body: str = "", what: str = "history") -> str:
    return RATES.format(body=f"    {body or 'pass'}", what=what)


def statuses(result: ExerciseResult) -> dict[str, str]:
    """Return what became of E1's checks that look at pictures."""
    judged = {check.id: check.status for check in result.checks}
    return {id_: judged[id_] for id_ in ("every_walk_is_drawn", "every_curve_has_its_rate")}


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
    assert (counting.asked, counting.drawn) == (1, 1)


def test_two_pictures_for_two_checks_are_made_once_each() -> None:
    result, counting = grade("E1", rates())
    assert names(result) == ["plot_learning_rates"]
    assert statuses(result) == {"every_walk_is_drawn": "passed", "every_curve_has_its_rate": "passed"}
    assert (counting.asked, counting.drawn) == (2, 1)


def test_a_picture_that_failed_is_kept_beside_the_first() -> None:
    result, _ = grade("E1", rates(what="history if len(rates) > 2 else [0] * len(history)"))
    assert names(result) == ["plot_learning_rates", "plot_learning_rates-2"]


def test_a_call_that_failed_for_two_checks_is_drawn_once() -> None:
    nothing = "def plot_tangents():\n    import matplotlib.pyplot as plt\n    return plt.subplots()[0]\n"
    result, counting = grade("1.2", nothing)
    assert names(result) == ["plot_tangents"]
    assert (counting.asked, counting.drawn) == (1, 1)


def test_where_the_first_call_raises_the_picture_of_another_is_kept() -> None:
    result, _ = grade("E1", rates("assert len(rates) < 3"))
    assert names(result) == ["plot_learning_rates-2"]


def test_a_function_that_raises_when_it_is_asked_again_costs_the_picture_alone() -> None:
    body = "assert len(rates) < 3 and not vars(plot_learning_rates); plot_learning_rates.done = True"
    result, _ = grade("E1", rates(body))
    assert names(result) == []
    assert statuses(result)["every_walk_is_drawn"] == "error"


def test_what_is_no_figure_is_asked_for_again() -> None:
    """A failure's text would show whatever came first, and another the next time."""
    counting = Counting(
        "def plot_path(history):\n    plot_path.n = vars(plot_path).get('n', 0) + 1; return plot_path.n"
    )
    caller = KeptPictures(counting)
    call = Call("plot_path", [1.0], figure=True)
    assert [reply.value for reply in caller([call, Call("plot_path", [1.0], figure=True)])] == [1, 1]
    assert [reply.value for reply in caller([call])] == [2]


def test_a_figure_is_another_than_the_value_of_the_same_call() -> None:
    counting = Counting(graded.solution("1.2"))
    calls = [Call("plot_tangents", figure=True), Call("plot_tangents"), Call("plot_tangents", figure=True)]
    first, value, again = KeptPictures(counting)(calls)
    assert isinstance(first.value, Picture)
    assert not isinstance(value.value, Picture)
    assert again is first
    assert counting.asked == 1


def test_what_nobody_looks_at_is_not_drawn() -> None:
    exercise = graded.course().checker("4.1")
    counting = Counting(graded.solution("4.1"))

    def caller(calls: Sequence[Call]) -> Iterable[Reply]:
        return counting(calls)

    outcome.judge(exercise, cases.read(cases.file_of(graded.course(), "4.1"), exercise), caller)
    assert (counting.asked, counting.drawn) == (2, 0)
