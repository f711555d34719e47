"""What is wrong with a course, a sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.dev.margins import margins
from calcgrade.limits import CALLS_PER_EXERCISE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calcgrade.checking.exercise import Exercise
    from calcgrade.course.load import Course
    from calcgrade.course.manifest import ExerciseEntry
    from calcgrade.dev.references import HandedIn
    from calcgrade.dev.samples import Sample

MARGIN = 1.0
"""Largest error / tolerance that a right answer may reach."""


def stray_files(course: Course) -> Iterator[str]:
    """Name files in the mirrored folders that no exercise owns."""
    known = {entry.file for entry in course.manifest.exercise}
    for folder in ("exercises", "checkers", "solutions"):
        root = course.path / folder
        for path in sorted(root.rglob("*.py")):
            name = path.relative_to(root).as_posix()
            if name not in known and "__pycache__" not in name:
                yield f"{folder}/{name} belongs to no exercise of course.toml"


def declarations(entry: ExerciseEntry, exercise: Exercise, samples: Sequence[Sample]) -> Iterator[str]:
    """Say where the manifest, the checker and the folders of samples do not agree or lack something."""
    if exercise.id != entry.id:
        yield f"the checker says that it is {exercise.id}"
    if exercise.max_score != entry.points:
        yield f"its checks are worth {exercise.max_score:g} points, course.toml says {entry.points:g}"
    judged = {check.function for check in exercise.checks.values()}
    for function in exercise.functions:
        if function not in judged:
            yield f"no check judges {function}"
    for verdict in ("stub", "solution"):
        if not any(sample.verdict == verdict for sample in samples):
            yield f"there is no {verdict}"
    for verdict, least in (("accepted", 3), ("wrong_answer", 3), ("crash", 1), ("hostile", 1)):
        count = sum(sample.verdict == verdict for sample in samples)
        if count < least:
            yield f"it has {count} {verdict} samples, at least {least} are wanted"


def pictures(exercise: Exercise) -> Iterator[str]:
    """Say which of the judge's own pictures cannot be drawn: a report leaves such a one out."""
    for expected in exercise.expected:
        try:
            expected.draw()
        except Exception as error:  # whatever a course's author wrote, the others are looked at as well
            yield f"the picture {expected.name} cannot be drawn: {type(error).__name__}: {error}"


def verdicts(exercise: Exercise, samples: Sequence[Sample]) -> Iterator[str]:
    """Say which samples did not get the verdict that their folder announces."""
    for sample in samples:
        for item in sample.outcomes:
            for what, fault in (("check", item.fault), ("diagnosis of", item.diagnosis_fault)):
                if fault is not None:
                    yield f"{sample.path}: the {what} {item.check.id} broke: {type(fault).__name__}: {fault}"
        yield from _verdict(sample, exercise.max_score)
        if sample.calls > CALLS_PER_EXERCISE:
            yield f"{sample.path}: {sample.calls} calls, at most {CALLS_PER_EXERCISE} are wanted"
        if sample.verdict == "accepted":
            for check, margin in margins(sample.outcomes):
                if not (margin <= MARGIN):
                    yield f"{sample.path}: {check} is {margin:.2f} times its tolerance off"


def kills(exercise: Exercise, samples: Sequence[Sample], handed_in: Sequence[HandedIn]) -> Iterator[str]:
    """Say which checks fail nothing that is wrong, and which mistakes cannot be told from others."""
    by_samples = {
        item.check.id
        for sample in samples
        if sample.verdict == "wrong_answer"
        for item in sample.outcomes
        if item.status == "failed"
    }
    by_references = {check for item in handed_in for check in item.kills}
    for check in exercise.checks:
        if check not in by_samples | by_references:
            yield f"the check {check} kills nothing: it fails no wrong sample and no wrong reference"
        elif check not in by_samples:
            yield f"the check {check} fails no wrong sample"
    # A mistake with many faces, one for each step that a learner may take, needs one that tells.
    told = {
        (m.function, m.id)
        for item in handed_in
        if item.kills and set(item.named) == {(m := item.misconception).id} and not item.fitting - {m.id}
    }
    for item in handed_in:
        id_ = item.misconception.id
        where = f"the misconception {id_} of {item.misconception.function}"
        for fault in item.faults:
            yield f"{where}, handed in, breaks {fault}"
        if item.faults or (item.misconception.function, id_) in told:
            continue
        if not item.kills:
            yield f"{where} is as good as right: its reference fails no check"
        elif item.fitting - {id_}:
            alike = ", ".join(sorted(item.fitting - {id_}))
            yield f"{where} cannot be told from {alike}: no case makes them answer differently"
        elif set(item.named) != {id_}:
            yield f"{where}, handed in, is named {_names(item.named)}"


def unnamed(exercise: Exercise, samples: Sequence[Sample], handed_in: Sequence[HandedIn]) -> set[str]:
    """Return the declared mistakes that were named for no sample and no wrong reference."""
    shown = {name for sample in samples for name in sample.named}
    return (
        {m.id for m in exercise.misconceptions} - shown - {name for item in handed_in for name in item.named}
    )


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


def _names(ids: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(ids)) or "nothing"
