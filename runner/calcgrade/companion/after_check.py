"""What a check does besides grading, once its report is out: note the progress, and say a closing word."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from calcgrade.companion.preferences import read as preferences
from calcgrade.companion.preferences.phrases import phrase
from calcgrade.companion.progress import store
from calcgrade.companion.progress.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from calcgrade.companion.preferences.model import Preferences
    from calcgrade.companion.progress.model import CourseProgress
    from calcgrade.course.load import Course
    from calcgrade.course.manifest import Manifest
    from calcgrade.results.model import ExerciseResult


def closing(folder: Path, course: Course, exercises: Sequence[ExerciseResult]) -> list[str]:
    """Note the result in the learner's folder, and return what is still to be said of it.

    Parameters
    ----------
    folder : Path
        The learner's; where it cannot be written to, nothing is kept.
    course : Course
        The course that graded.
    exercises : sequence of ExerciseResult
        What was graded.
    """
    kept = store.read(folder)
    chosen = preferences.read(folder)
    noted = kept.progress.of(course.manifest.id)
    overcome = {id_ for standing in noted.exercises.values() for id_ in standing.overcome}
    open_sections = set(_open_sections(noted, course.manifest))
    record(noted, exercises, int(time.time()))
    store.write(folder, kept.progress)
    now = {id_ for standing in noted.exercises.values() for id_ in standing.overcome}
    done = open_sections - set(_open_sections(noted, course.manifest))
    return [
        *([kept.note] if kept.note else []),
        *chosen.notes,
        *_words(exercises, sorted(now - overcome), chosen.preferences),
        *_pointers(exercises, course, chosen.preferences),
        *_quizzes(done, noted, course.manifest, chosen.preferences),
    ]


def _words(exercises: Sequence[ExerciseResult], overcome: list[str], chosen: Preferences) -> Iterator[str]:
    if overcome:
        yield phrase("overcome", chosen.tone, ", ".join(id_.replace("-", " ") for id_ in overcome))
    statuses = {exercise.status for exercise in exercises} - {"not_started"}
    if statuses == {"passed"}:
        yield from filter(None, [phrase("all_passed" if len(exercises) > 1 else "passed", chosen.tone)])
    elif statuses - {"passed", "checker_fault"}:
        yield from filter(None, [phrase("not_yet", chosen.tone)])


def _pointers(exercises: Sequence[ExerciseResult], course: Course, chosen: Preferences) -> Iterator[str]:
    """Say where to look for help with the first exercise that is to be mended."""
    to_mend = [exercise.id for exercise in exercises if exercise.status in ("failed", "error", "timed_out")]
    if not to_mend or chosen.explanation_depth == "concise":
        return
    yield f"Stuck? calcgrade hint {to_mend[0]}"
    if chosen.explanation_depth == "detailed":
        from calcgrade.companion import material

        around = material.read(course.path, course.manifest).around(to_mend[0])
        if around.picture:
            yield f"Its idea as a picture: calcgrade show {around.picture}"


def _quizzes(done: set[str], noted: CourseProgress, manifest: Manifest, chosen: Preferences) -> Iterator[str]:
    """Propose a quiz where a section was just finished and the learner wants one then."""
    if not done:
        return
    sections = [section.id for section in manifest.section]
    last = max(done, key=sections.index)
    is_over = not any(_open_sections(noted, manifest))
    if is_over:
        yield "Every section is finished. See what stayed: calcgrade quiz"
    elif chosen.quiz_frequency == "after_each_section":
        yield f"Section {last} is finished. See what stayed: calcgrade quiz {last}"
    elif chosen.quiz_frequency == "after_major_topics" and sections.index(last) % 2:
        both = f"{sections[sections.index(last) - 1]} and {last}"
        yield f"Sections {both} are finished. See what stayed: calcgrade quiz {last}"


def _open_sections(noted: CourseProgress, manifest: Manifest) -> Iterator[str]:
    """Yield the sections in which an exercise that counts has not passed."""
    for section in manifest.section:
        entries = [entry for entry in manifest.exercise if entry.section == section.id and not entry.bonus]
        if not all(noted.of(entry.id).passed_after for entry in entries):
            yield section.id
