"""What a learner does next: back to what an exercise rests on when stuck, on to the extensions when it is easy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calcgrade.companion.material import Material
    from calcgrade.companion.preferences.model import Pacing
    from calcgrade.companion.progress.model import CourseProgress, Standing
    from calcgrade.course.manifest import ExerciseEntry, Manifest

STUCK = 3
"""Checks in a row without a pass after which hints come first."""

VERY_STUCK = 6
"""And after which something earlier does."""

EASY = 2
"""An exercise that passed within so many attempts, and without hints, was easy."""

EASY_IN_A_ROW = 3
"""So many easy ones in a row, and the extensions are open."""


class Step(NamedTuple):
    """A thing to do, and the command that begins it."""

    text: str
    command: str


def steps(progress: CourseProgress, manifest: Manifest, material: Material, pacing: Pacing) -> list[Step]:
    """Return what to do next, best first: a choice of up to four, a single step where the pace is structured."""
    entries = manifest.exercise
    begun = next((entry for entry in entries if _is_stuck_at(progress, entry)), None)
    found: list[Step] = []
    if begun is not None:
        found += _out_of_trouble(progress.of(begun.id), begun, material, entries, progress)
    else:
        found += _onwards(progress, entries, material)
    if pacing == "structured":
        return found[:1]
    return found[:2] if pacing == "balanced" else [*found, *_free_choice(progress, entries)][:4]


def is_excelling(progress: CourseProgress, entries: Sequence[ExerciseEntry]) -> bool:
    """Tell whether the last exercises that were passed were all easy."""
    passed = [progress.of(entry.id) for entry in entries if not entry.bonus]
    passed = [standing for standing in passed if standing.passed_after]
    last = passed[-EASY_IN_A_ROW:]
    return len(last) == EASY_IN_A_ROW and all(s.passed_after <= EASY and not s.rungs for s in last)


def _is_stuck_at(progress: CourseProgress, entry: ExerciseEntry) -> bool:
    return progress.of(entry.id).misses > 0


def _out_of_trouble(
    standing: Standing,
    entry: ExerciseEntry,
    material: Material,
    entries: Sequence[ExerciseEntry],
    progress: CourseProgress,
) -> Iterator[Step]:
    around = material.around(entry.id)
    if standing.misses >= VERY_STUCK and around.after:
        weakest = max(around.after, key=lambda id_: progress.of(id_).attempts)
        earlier = next(other for other in entries if other.id == weakest)
        yield Step(
            f"{standing.misses} checks of {entry.id} in a row did not pass. It rests on {weakest}, {earlier.title}: "
            "go back there for ten minutes, then return",
            f"calcgrade quiz {earlier.section}",
        )
    if standing.misses >= STUCK and around.picture:
        yield Step(f"Look at the idea of {entry.id} before its formula", f"calcgrade show {around.picture}")
    if standing.rungs < len(entry.hints):
        kind = "the first hint" if not standing.rungs else "the next hint"
        yield Step(f"{entry.id} is not right yet: read {kind}", f"calcgrade hint {entry.id}")
    yield Step(f"Mend {entry.id}, {entry.title}", f"calcgrade check {entry.id}")


def _onwards(
    progress: CourseProgress, entries: Sequence[ExerciseEntry], material: Material
) -> Iterator[Step]:
    passed = {entry.id for entry in entries if progress.of(entry.id).passed_after}
    open_ = [entry for entry in entries if entry.id not in passed]
    core = next((entry for entry in open_ if not entry.bonus), None)
    ready = [entry for entry in open_ if entry.bonus and set(material.around(entry.id).after) <= passed]
    if core is not None:
        yield Step(f"{core.id}, {core.title}, in {core.file_name}", f"calcgrade check {core.id}")
        if is_excelling(progress, entries) and ready:
            yield Step(
                f"This is easy for you: try the extension {ready[0].id}, {ready[0].title}",
                f"calcgrade check {ready[0].id}",
            )
        yield Step("Or see whether the ideas hold", f"calcgrade quiz {core.section}")
        return
    for entry in ready or [entry for entry in open_ if entry.bonus]:
        yield Step(
            f"The extension {entry.id}, {entry.title}, in {entry.file_name}", f"calcgrade check {entry.id}"
        )
    yield Step("Say in your own words what you have learnt", "calcgrade quiz")


def _free_choice(progress: CourseProgress, entries: Sequence[ExerciseEntry]) -> Iterator[Step]:
    for entry in entries:
        if not entry.bonus and not progress.of(entry.id).attempts:
            yield Step(f"Or begin {entry.id}, {entry.title}", f"calcgrade check {entry.id}")
