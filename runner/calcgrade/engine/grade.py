"""Grade one submission: load each exercise in the sandbox, judge it, put the result together."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from calcgrade import __version__
from calcgrade.engine import cases as frozen_cases
from calcgrade.engine import draw, outcome
from calcgrade.engine.compose import checker_fault, from_outcomes, unloaded
from calcgrade.engine.kept_pictures import KeptPictures
from calcgrade.errors import CheckerFault, CourseError
from calcgrade.intake import handed_in
from calcgrade.results import model
from calcgrade.results.status import result_status, totals
from calcgrade.sandboxes.exercise_request import ExerciseRequest
from calcgrade.sandboxes.replies import LoadReport, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calcgrade.checking.exercise import Exercise
    from calcgrade.course.load import Course
    from calcgrade.course.manifest import ExerciseEntry
    from calcgrade.engine.cases import Cases
    from calcgrade.intake.submission import Submission
    from calcgrade.sandboxes.session import Session


def grade(
    submission: Submission,
    course: Course,
    ids: Sequence[str],
    session: Session,
    *,
    seed: int | None = None,
    on_exercise: Callable[[model.ExerciseResult], None] | None = None,
) -> model.Result:
    """Grade the exercises ``ids`` of a submission, or all that there is to grade.

    Parameters
    ----------
    submission : Submission
        The learner's files.
    course : Course
        Manifest and checkers.
    ids : sequence of str
        Exercises to grade, in this order; none for every exercise that counts and the extensions that
        were handed in.
    session : Session
        The submission's sandbox; it stays open.
    seed : int, optional
        Draw a property's cases with this seed, in place of the frozen ones.
    on_exercise : callable, optional
        Told of each exercise as soon as it is graded.

    Raises
    ------
    SandboxLost
        The sandbox could not be used at all: nothing is scored by accident.
    """
    started = time.perf_counter()
    exercises: list[model.ExerciseResult] = []
    for id_ in ids or handed_in.graded(submission, course):
        graded = _exercise(submission, course, id_, session, seed, named=bool(ids))
        if graded is None:
            continue
        exercises.append(graded)
        if on_exercise is not None:
            on_exercise(graded)
    score, max_score, bonus_score = totals(exercises)
    hello = session.hello
    return model.Result(
        calcgrade=__version__,
        course=model.CourseRef(id=course.manifest.id, version=course.manifest.version, digest=course.digest),
        submission=model.SubmissionRef(id=submission.id, digest=submission.digest),
        isolation=session.launcher.kind,
        seed=seed or 0,
        environment=model.Environment(
            python=hello.python if hello else "",
            numpy=hello.numpy if hello else "",
            matplotlib=session.matplotlib or "",
            image=session.launcher.environment().get("image", ""),
        ),
        status=result_status(exercises),
        score=score,
        max_score=max_score,
        bonus_score=bonus_score,
        duration_s=time.perf_counter() - started,
        exercises=exercises,
    )


def _exercise(
    submission: Submission, course: Course, id_: str, session: Session, seed: int | None, *, named: bool
) -> model.ExerciseResult | None:
    """Grade one exercise; None for an extension that nobody named and a notebook turns out not to hold."""
    started = time.perf_counter()
    entry = course.entry(id_)
    try:
        exercise = course.checker(id_)
        _require_agreement(entry, exercise)
        cases = _cases(course, exercise, seed)
    except (CheckerFault, CourseError) as fault:
        return checker_fault(entry, fault)
    place = submission.entry(entry.file)
    if place is None:
        return unloaded(entry, exercise, "not_started", f"There is no file {entry.file_name} here yet.")
    if place.problem is not None:
        return unloaded(entry, exercise, "error", place.problem)
    request = ExerciseRequest(id_, place.paths, exercise.functions, plots=entry.needs_plot)
    report = session.load(request, course.limits_of(id_))
    if entry.bonus and not named and place.kind == "notebook" and not report.defined:
        return None
    if report.status is not Status.OK:
        return _not_loaded(entry, exercise, place.path, report, time.perf_counter() - started)
    caller = KeptPictures(session.stream)
    outcomes = outcome.judge(exercise, cases, caller, reveals=entry.reveals)
    caller.complete(outcomes)
    return from_outcomes(entry, outcomes, report, time.perf_counter() - started)


def _require_agreement(entry: ExerciseEntry, exercise: Exercise) -> None:
    """Refuse a checker that course.toml does not mean: no score could be right; `CheckerFault`."""
    if exercise.id != entry.id:
        raise CheckerFault(entry.id, f"it calls itself the checker of {exercise.id}")
    if exercise.max_score != entry.points:
        worth = f"its checks are worth {exercise.max_score:g} points, course.toml says {entry.points:g}"
        raise CheckerFault(entry.id, worth)
    unknown = [id_ for id_ in entry.named_in_reveal if id_ not in exercise.checks]
    if unknown:  # a check that is to be hidden would be shown
        raise CheckerFault(entry.id, f"course.toml's reveal names {unknown[0]}, and it has no such check")


def _cases(course: Course, exercise: Exercise, seed: int | None) -> Cases:
    if seed is not None:
        return draw.all_cases(exercise, seed)
    return frozen_cases.of_course(course, exercise)


def _not_loaded(
    entry: ExerciseEntry, exercise: Exercise, file: str, report: LoadReport, seconds: float
) -> model.ExerciseResult:
    problem, location = report.problem, None
    if problem is not None:
        column = f", column {problem.column}" if problem.column else ""
        where = (
            f"{problem.file}, line {problem.line}{column}: " if problem.file and problem.line else f"{file}: "
        )
        message = f"{where}{problem.type}: {problem.message}".rstrip(": ")
        message += f"\n    {problem.text}" if problem.text else ""
        message += "\n\nThe file stops before its functions can be called, so none of them could be judged."
        if problem.file and problem.line:
            location = model.Location(file=problem.file, line=problem.line)
    elif report.status is Status.TIMED_OUT:
        message = f"{file} does not finish loading: a loop outside its functions does not end."
    else:
        message = f"{file} ended the Python process while it was loaded ({report.detail})."
    status: model.CheckStatus = "timed_out" if report.status is Status.TIMED_OUT else "error"
    return unloaded(entry, exercise, status, message, location, report, seconds)
