"""What a command line names: exercises by id, and the files to grade."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from calcgrade.errors import InputError
from calcgrade.intake import archive

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from calcgrade.course.load import Course

_FILES = (".py", ".ipynb")


class Target(NamedTuple):
    """What is graded.

    Attributes
    ----------
    path : Path
        The submission, absolute.
    ids : list of str
        The exercises named, in course order; none where all that there is to grade is meant.
    exercise : str or None
        The exercise that a single file is for, where it was said.
    """

    path: Path
    ids: list[str]
    exercise: str | None


def resolve(
    words: Iterable[str],
    exercises: Sequence[str],
    course: Course,
    here: Path,
    *,
    paths_only: bool = False,
) -> Target:
    """Tell ids from paths: an exercise's id is one, whatever lies in the folder.

    Parameters
    ----------
    words : iterable of str
        Ids and paths.
    exercises : sequence of str
        Ids from ``--exercise``.
    course : Course
        Knows the ids.
    here : Path
        The user's working folder.
    paths_only : bool
        Take every word for a path, a folder called ``project`` included.

    Raises
    ------
    InputError
        For what is neither, naming the nearest id.
    """
    ids = [course.entry(exercise).id for exercise in exercises]
    paths: list[Path] = []
    for word in words:
        entry = None if paths_only else course.find(word)
        if entry is not None:
            ids.append(entry.id)
        elif paths_only or _is_path(word, here):
            paths.append(here / word)
        else:
            ids.append(course.entry(word).id)
    path = _submission(paths, course, here)
    single = ids[0] if path.is_file() and len(set(ids)) == 1 else None
    wanted = set(ids) or {id_ for file in paths if file.is_file() for id_ in _ids_of(file, course)}
    return Target(path, [id_ for id_ in course.ids if id_ in wanted], single)


def _is_path(word: str, here: Path) -> bool:
    named = PurePath(word).suffix in _FILES or archive.stem(word) is not None
    return named or "/" in word or "\\" in word or (here / word).exists()


def _submission(paths: list[Path], course: Course, here: Path) -> Path:
    """Return the one submission that the paths mean: several files count if they lie together."""
    if len(paths) < 2:
        return paths[0] if paths else here
    folders = {path.parent for path in paths}
    for path in paths:
        if len(folders) > 1 or path.is_dir() or not _ids_of(path, course):
            raise InputError(
                str(path),
                "several paths make one submission only if they are exercises' files in one folder",
                "Name one folder, or one file",
            )
        if not path.exists():
            raise InputError(str(path), "there is no such file", "Check the spelling")
    return folders.pop()


def _ids_of(file: Path, course: Course) -> list[str]:
    """Return the exercise that a file is named for; none for a notebook of many, or an archive."""
    if file.suffix not in _FILES:
        return []
    return [entry.id for entry in course.manifest.exercise if PurePath(entry.file).stem == file.stem]
