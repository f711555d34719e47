"""``calcgrade dev check``: whether a course is healthy."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from calcgrade.dev import samples as sampling
from calcgrade.errors import CalcgradeError
from calcgrade.limits import CALLS_PER_EXERCISE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from calcgrade.course.load import Course
    from calcgrade.dev.samples import Sample
    from calcgrade.sandboxes.channel import Launcher

MARGIN = 1.0
"""Largest error / tolerance that a right answer may reach."""


def run(
    course: Course,
    ids: Sequence[str],
    *,
    launcher: Launcher | None = None,
    say: Callable[[str], None] = print,
) -> bool:
    """Check exercises of a course and tell what is wrong.

    Parameters
    ----------
    course : Course
        With its solutions and samples, as in a checkout.
    ids : sequence of str
        Exercises, all if empty.
    launcher : Launcher, optional
        Where to run the samples; by default what ``calcgrade check`` would take.
    say : callable
        Told a line for each exercise and for each problem.

    Returns
    -------
    bool
        True if nothing is wrong.
    """
    if launcher is None:
        from calcgrade.sandboxes.select import choose

        launcher = choose("auto", command="check")
    healthy = True
    try:
        for problem in _stray_files(course):
            say(problem)
            healthy = False
        for id_ in ids or course.ids:
            healthy = _exercise(course, id_, launcher, say) and healthy
    finally:
        launcher.close()
    say("The course is healthy." if healthy else "The course has problems.")
    return healthy


def _exercise(course: Course, id_: str, launcher: Launcher, say: Callable[[str], None]) -> bool:
    found = sampling.of_exercise(course, id_)
    try:
        sampling.run(course, id_, found, launcher)
    except CalcgradeError as error:
        say(f"{id_}: {error}")
        return False
    problems = [*_declarations(course, id_, found), *_verdicts(course, id_, found)]
    worst = max(
        (m for sample in found if sample.verdict == "accepted" for _, m in sample.margins()), default=0.0
    )
    labelled = [sample for sample in found if sample.verdict == "wrong_answer" and sample.label != "none"]
    named = sum(sample.label in sample.named for sample in labelled)
    calls = max((sample.calls for sample in found if sample.verdict == "solution"), default=0)
    counts = ", ".join(
        f"{sum(sample.verdict == verdict for sample in found)} {verdict.replace('_', ' ')}"
        for verdict in sampling.FOLDERS
    )
    say(
        f"{id_}: {len(course.checker(id_).checks)} checks, {calls} calls, samples: {counts}; "
        f"named {named} of {len(labelled)}; worst error of a right answer {worst:.2f} of its tolerance"
    )
    for problem in problems:
        say(f"  {problem}")
    return not problems


def _declarations(course: Course, id_: str, found: list[Sample]) -> Iterator[str]:
    """Check what the manifest and the checker declare."""
    entry, exercise = course.entry(id_), course.checker(id_)
    if exercise.id != entry.id:
        yield f"the checker says that it is {exercise.id}"
    if exercise.max_score != entry.points:
        yield f"its checks are worth {exercise.max_score:g} points, course.toml says {entry.points:g}"
    if len(entry.hints) < 3 or not all(hint.strip() for hint in entry.hints):
        yield "its ladder of hints has fewer than three rungs"
    judged = {check.function for check in exercise.checks.values()}
    for function in exercise.functions:
        if function not in judged:
            yield f"no check judges {function}"
    for verdict in ("stub", "solution"):
        if not any(sample.verdict == verdict for sample in found):
            yield f"there is no {verdict}"
    for verdict, least in (("accepted", 3), ("wrong_answer", 3), ("crash", 1), ("hostile", 1)):
        count = sum(sample.verdict == verdict for sample in found)
        if count < least:
            yield f"it has {count} {verdict} samples, at least {least} are wanted"


def _verdicts(course: Course, id_: str, found: list[Sample]) -> Iterator[str]:
    """Check that every sample got the verdict that its folder announces."""
    exercise = course.checker(id_)
    kills: dict[str, int] = defaultdict(int)
    for sample in found:
        for item in sample.outcomes:
            for what, fault in (("check", item.fault), ("diagnosis of", item.diagnosis_fault)):
                if fault is not None:
                    yield f"{sample.path}: the {what} {item.check.id} broke: {type(fault).__name__}: {fault}"
            kills[item.check.id] += sample.verdict == "wrong_answer" and item.status == "failed"
        yield from _verdict(sample, exercise.max_score)
        if sample.calls > CALLS_PER_EXERCISE:
            yield f"{sample.path}: {sample.calls} calls, at most {CALLS_PER_EXERCISE} are wanted"
        if sample.verdict == "accepted":
            for check, margin in sample.margins():
                if not (margin <= MARGIN):
                    yield f"{sample.path}: {check} is {margin:.2f} times its tolerance off"
    for check in exercise.checks:
        if not kills[check]:
            yield f"the check {check} fails no wrong sample"


def _verdict(sample: Sample, full: float) -> Iterator[str]:
    if sample.verdict == "stub":
        started = [item.check.id for item in sample.outcomes if item.status != "not_started"]
        if started or not sample.outcomes:
            yield f"{sample.path}: not every check says not started: {', '.join(started) or 'it does not load'}"
    elif sample.verdict in ("solution", "accepted"):
        lost = [item.check.id for item in sample.outcomes if item.status != "passed"]
        if sample.score != full:
            yield f"{sample.path}: {sample.score:g} of {full:g}, lost on {', '.join(lost) or 'loading'}"
    elif sample.score >= full:
        yield f"{sample.path}: full marks for a {sample.verdict.replace('_', ' ')}"
    if sample.verdict == "wrong_answer":
        wanted: set[str] = set() if sample.label == "none" else {sample.label}
        if not sample.label:
            yield f"{sample.path}: its first line does not say '# misconception: …'"
        elif sample.named != wanted:
            yield f"{sample.path}: named {_names(sample.named)}, labelled {sample.label}"
    if sample.verdict == "crash" and sample.status != sample.label:
        yield f"{sample.path}: is {sample.status}, its first line says '# expected: {sample.label}'"


def _names(ids: set[str]) -> str:
    return ", ".join(sorted(ids)) or "nothing"


def _stray_files(course: Course) -> Iterator[str]:
    """Name files in the mirrored folders that no exercise owns."""
    known = {entry.file for entry in course.manifest.exercise}
    for folder in ("exercises", "checkers", "solutions"):
        root = course.path / folder
        for path in sorted(root.rglob("*.py")):
            name = path.relative_to(root).as_posix()
            if name not in known and "__pycache__" not in name:
                yield f"{folder}/{name} belongs to no exercise of course.toml"
