"""``calcgrade list``: what there is to do, and which of it is in this folder."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

import click

from calcgrade.cli.options import course_option, format_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from calcgrade.companion.progress.model import CourseProgress
    from calcgrade.course.manifest import Manifest
    from calcgrade.intake.entries import Entry
    from calcgrade.reports.lines import Line, Piece
    from calcgrade.results.printed import Listing


@click.command("list")
@format_option
@course_option
def list_exercises(course: Path | None, format: Literal["text", "json"]) -> None:  # noqa: A002
    """List the exercises, their points, which of their files this folder holds, and how they last fared.

    Nothing is run or graded.

    \b
    Examples:
        calcgrade list
        calcgrade list --format json
    """
    from calcgrade.cli.workplace import private_folder
    from calcgrade.companion.progress import store
    from calcgrade.course import load, locate
    from calcgrade.intake.submission import look
    from calcgrade.reports.terminal import Terminal

    with private_folder() as here:
        loaded = load.load(locate.locate(course))
        entries = look(here, loaded)
        if format == "json":
            from calcgrade.reports.escape.json_text import written

            click.echo(written(_listing(loaded.manifest, entries)), nl=False)
        else:
            kept = store.read(here)
            terminal = Terminal(sys.stdout)
            terminal.notes([kept.note] if kept.note else [])
            terminal.lines(_lines(loaded.manifest, entries, kept.progress.of(loaded.manifest.id)))


def _listing(manifest: Manifest, entries: Mapping[str, Entry]) -> Listing:
    from calcgrade.results.printed import CourseName, ListedExercise, Listing

    return Listing(
        course=CourseName(id=manifest.id, version=manifest.version, title=manifest.title),
        exercises=[
            ListedExercise(
                id=exercise.id,
                title=exercise.title,
                section=exercise.section,
                points=exercise.points,
                bonus=exercise.bonus,
                file=exercise.file_name,
                path=entry.path if entry else None,
                problem=entry.problem if entry else None,
            )
            for exercise in manifest.exercise
            for entry in [entries.get(exercise.file)]
        ],
    )


def _lines(manifest: Manifest, entries: Mapping[str, Entry], noted: CourseProgress) -> Iterator[Line]:
    from calcgrade.companion.progress.lines import standing_of
    from calcgrade.reports.lines import BLANK, Piece, points

    widths = [
        max(map(len, column)) for column in zip(*((e.id, e.title) for e in manifest.exercise), strict=True)
    ]
    yield (Piece(f"{manifest.title}, version {manifest.version}", "head"),)
    for section in manifest.section:
        yield BLANK
        yield (Piece(section.title, "head"),)
        for exercise in (exercise for exercise in manifest.exercise if exercise.section == section.id):
            entry = entries.get(exercise.file)
            name = f"  {exercise.id:<{widths[0]}}  {exercise.title:<{widths[1]}}"
            worth = f"{points(exercise.points):>4} {'bonus ' if exercise.bonus else 'points'}"
            last = standing_of(noted.of(exercise.id))
            yield Piece(f"{name}  {worth}  "), _place(entry), Piece("  " if last.text else ""), last
    here = len(entries)
    yield BLANK
    yield (Piece(f"{here} of {len(manifest.exercise)} are in this folder. Grade one: calcgrade check ID"),)
    if any(standing.attempts for standing in noted.exercises.values()):
        yield (Piece("Behind a file stands its last score. What to do next: calcgrade progress", "dim"),)


def _place(entry: Entry | None) -> Piece:
    """Say where an exercise's file is."""
    from calcgrade.reports.escape.terminal import for_line
    from calcgrade.reports.lines import Piece

    if entry is None:
        return Piece("not here", "dim")
    return Piece(for_line(entry.problem or entry.path), "bad" if entry.problem else "good")
