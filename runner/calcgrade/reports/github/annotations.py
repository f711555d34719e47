"""What did not pass, as marks at the learner's own lines, and the score as a notice."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from calcgrade.reports.escape.workflow import for_message, for_property
from calcgrade.reports.lines import points
from calcgrade.reports.told import cut, on_one_line, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from calcgrade.reports.github.places import Place
    from calcgrade.results.model import CheckResult, ExerciseResult, Result

ERRORS: Final = 10
"""Errors that GitHub shows of one step."""

MESSAGE: Final = 4096
"""Characters of a message."""

TITLE: Final = 200
FILE: Final = 1000


class Mark(NamedTuple):
    """One error, at a place if there is one."""

    place: Place | None
    title: str
    message: str


def commands(result: Result, find: Callable[[ExerciseResult, CheckResult], Place | None]) -> Iterator[str]:
    """Yield the workflow commands, each one line without its end.

    Every exercise that did not pass has its first mark before any has its second, and after ten the rest is
    counted. An exercise that was not begun is no error, and nor is a check that waits for another.

    Parameters
    ----------
    result : Result
        What was graded.
    find : callable
        Returns where a check of an exercise is marked.
    """
    by_exercise = [list(_marks(exercise, find)) for exercise in result.exercises]
    marks = [mark for mark in chain.from_iterable(zip_longest(*by_exercise)) if mark is not None]
    for mark in marks[:ERRORS]:
        yield _error(mark)
    yield f"::notice title=calcgrade::{for_message(_summary(result, len(marks)))}"


def _marks(
    exercise: ExerciseResult, find: Callable[[ExerciseResult, CheckResult], Place | None]
) -> Iterator[Mark]:
    """Yield a mark for each cause at each place: what is wrong with one line fails many checks."""
    said: dict[tuple[Place | None, str], list[CheckResult]] = {}
    for check in exercise.checks:
        if check.status not in ("passed", "not_started", "skipped"):
            said.setdefault((find(exercise, check), _cause(check)), []).append(check)
    for (place, _), checks in said.items():
        first, more = checks[0], len(checks) - 1
        title = f"{exercise.id} {first.title}" + (f", and {more} more" if more else "")
        yield Mark(place, title, told(first, MESSAGE))


def _cause(check: CheckResult) -> str:
    if check.misconception is not None:
        return check.misconception.id
    return check.message if check.status == "failed" else check.status


def _error(mark: Mark) -> str:
    properties = [f"title={for_property(on_one_line(mark.title, TITLE))}"]
    if mark.place is not None:
        properties.insert(0, f"file={for_property(mark.place.file[:FILE])}")
        if mark.place.line:
            properties.insert(1, f"line={mark.place.line}")
    return f"::error {','.join(properties)}::{_message(mark.message)}"


def _message(text: str) -> str:
    """Cut a message so that it fits escaped too."""
    room = MESSAGE
    while len(escaped := for_message(cut(text, room))) > MESSAGE:
        room -= max((len(escaped) - MESSAGE) // 3, 1)
    return escaped


def _summary(result: Result, marks: int) -> str:
    return " ".join(_sentences(result, marks))


def _sentences(result: Result, marks: int) -> Iterable[str]:
    yield f"Score {points(result.score)} / {points(result.max_score)}."
    if any(exercise.bonus for exercise in result.exercises):
        yield f"Extensions: {points(result.bonus_score)}."
    unstarted = [exercise for exercise in result.exercises if exercise.status == "not_started"]
    if unstarted:
        yield f"Not started: {cut(', '.join(exercise.id for exercise in unstarted), TITLE)}."
    if marks > ERRORS:
        yield f"{ERRORS} of {marks} findings are marked; the summary of this run has them all."
    if result.isolation == "process":
        yield "Not isolated."
