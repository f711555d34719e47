"""A learner's progress for a person: sections, exercises, mistakes left behind, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.reports.lines import BLANK, Line, Piece, folded, points

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from calcgrade.companion.progress.advice import Step
    from calcgrade.companion.progress.model import CourseProgress, Standing
    from calcgrade.course.manifest import ExerciseEntry, Manifest
    from calcgrade.reports.lines import Style


def progress_lines(
    progress: CourseProgress,
    manifest: Manifest,
    steps: Sequence[Step],
    width: int,
    quiz: Mapping[str, tuple[int, int, float]],
) -> Iterator[Line]:
    """Yield the whole of it.

    Parameters
    ----------
    progress, manifest
        What is noted, and the course.
    steps : sequence of Step
        What to do next.
    width : int
        Columns.
    quiz : mapping
        By section: questions answered, questions there are, points of the last answers.
    """
    yield (Piece(_headline(progress, manifest), "head"),)
    for section in manifest.section:
        entries = [entry for entry in manifest.exercise if entry.section == section.id]
        begun = any(progress.of(entry.id).attempts or progress.of(entry.id).rungs for entry in entries)
        if not begun and all(entry.bonus for entry in entries):
            continue
        yield BLANK
        yield (Piece(section.title, "head"),)
        for entry in entries:
            if not entry.bonus or progress.of(entry.id).attempts:
                yield from _exercise(entry, progress.of(entry.id), width)
        answered, there_are, right = quiz.get(section.id, (0, 0, 0.0))
        if answered:
            yield (
                Piece(
                    f"    quiz   {answered} of {there_are} questions answered, {points(right)} right", "dim"
                ),
            )
    yield BLANK
    yield from _mistakes(progress, width)
    yield (Piece("Next", "head"),)
    for step in steps:
        yield from folded(f"{step.text}:", width, 2)
        yield (Piece(f"      {step.command}", "good"),)


def _headline(progress: CourseProgress, manifest: Manifest) -> str:
    """Say how much of the course is done, and how long that took where it is known."""
    counted = [entry for entry in manifest.exercise if not entry.bonus]
    passed = sum(progress.of(entry.id).passed_after > 0 for entry in counted)
    bonus = sum(progress.of(entry.id).passed_after > 0 for entry in manifest.exercise if entry.bonus)
    seconds = sum(standing.work_s for standing in progress.exercises.values())
    extensions = f" and {bonus} extension{'s' if bonus != 1 else ''}" if bonus else ""
    return f"{passed} of {len(counted)} exercises{extensions} passed" + (
        f", {duration(seconds)} of work" if seconds >= 60 else ""
    )


def standing_of(standing: Standing) -> Piece:
    """Say in a few words where an exercise stands; nothing where it was never checked."""
    if not standing.attempts:
        return Piece("")
    score = f"{points(standing.score)} / {points(standing.max_score)}"
    style: Style = "good" if standing.status == "passed" else "bad" if standing.status == "error" else "plain"
    return Piece(f"{score:>7}", style)


def _exercise(entry: ExerciseEntry, standing: Standing, width: int) -> Iterator[Line]:
    name = f"  {entry.id:<8} {entry.title}"
    if not standing.attempts:
        yield (Piece(f"{name}", "dim"),)
        return
    tries = f"{standing.attempts} attempt{'s' if standing.attempts != 1 else ''}"
    facts = [tries, *([duration(standing.work_s)] if standing.work_s >= 60 else [])]
    if standing.rungs or standing.answered:
        count = standing.rungs + len(standing.answered)
        facts.append(f"{count} hint{'s' if count != 1 else ''}")
    if standing.misses > 1:
        facts.append(f"{standing.misses} misses in a row")
    end = f"{', '.join(facts)}   "
    score = standing_of(standing)
    room = width - len(end) - len(score.text)
    if len(name) >= room:
        yield Piece(name[: width - len(score.text) - 1].ljust(width - len(score.text))), score
        yield from folded(end, width, 11, "dim")
        return
    yield Piece(name.ljust(room)), Piece(end, "dim"), score


def _mistakes(progress: CourseProgress, width: int) -> Iterator[Line]:
    overcome = [id_ for standing in progress.exercises.values() for id_ in standing.overcome]
    named = [id_ for standing in progress.exercises.values() for id_ in standing.named]
    if not overcome and not named:
        return
    yield (Piece("Mistakes", "head"),)
    if overcome:
        streak = f", {progress.streak} in a row without one that came back" if progress.streak > 1 else ""
        yield from folded(f"left behind: {_listed(overcome)}{streak}", width, 2, "good")
    if named:
        yield from folded(f"still there: {_listed(named)}", width, 2)
    yield BLANK


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(id_.replace("-", " ") for id_ in dict.fromkeys(ids))


def duration(seconds: int) -> str:
    """Write a time of work: ``25 min``, ``1 h 10 min``."""
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
