"""The one line that says what a learner does next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calcgrade.course.manifest import ExerciseEntry, Manifest
    from calcgrade.results.model import Result


def next_step(result: Result, manifest: Manifest) -> str:
    """Return what to do after this result: mend the first exercise, or go on to the next."""
    graded = {exercise.id: exercise for exercise in result.exercises}
    faults = [exercise.id for exercise in result.exercises if exercise.status == "checker_fault"]
    if faults:
        return f"Next: tell your instructor that the checker of {faults[0]} is broken. It costs you nothing."
    # An extension that nobody asked for and nobody began is no failure.
    begun = [
        entry
        for entry in manifest.exercise
        if entry.id in graded
        and not (entry.bonus and len(graded) > 1 and graded[entry.id].status == "not_started")
    ]
    for entry in begun:
        if graded[entry.id].status == "not_started":
            return _start(entry)
        if graded[entry.id].status != "passed":
            return f"Next: mend {entry.id}, then run: calcgrade check {entry.id}"
    position = max((manifest.exercise.index(entry) for entry in begun), default=-1)
    following = [entry for entry in manifest.exercise[position + 1 :] if entry.id not in graded]
    return _start(following[0]) if following else "That was the last exercise: nothing is left to mend."


def _start(entry: ExerciseEntry) -> str:
    kind = "Next, if you like" if entry.bonus else "Next"
    return f"{kind}: {entry.id} {entry.title}, in {entry.file_name}; then run: calcgrade check {entry.id}"
