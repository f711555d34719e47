"""A submission: exercise files, their Python siblings and notebooks, each read once into memory."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

import msgspec

from calcgrade.errors import InputError
from calcgrade.intake import archive, entries, names, tree
from calcgrade.intake.entries import Entry
from calcgrade.intake.folder import Folder
from calcgrade.intake.source import Unreadable
from calcgrade.limits import ARCHIVE, MIB, SUBMISSION, SUBMISSION_FILES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from calcgrade.course.load import Course
    from calcgrade.intake.source import Kind, Source


class NothingToGrade(InputError):  # noqa: N818 - names a state
    """A folder or archive that holds no exercise file and no notebook."""


class Submission(msgspec.Struct, frozen=True):
    """The files one learner hands in. Bytes only: their text is parsed inside a sandbox.

    Attributes
    ----------
    id : str
        Name of the folder or file; a text to show, never part of a path.
    files : dict of str to bytes
        Contents, by POSIX path relative to the submission.
    digest : str
        SHA-256 of names and contents.
    notes : list of str
        What was not read, and why.
    entries : dict of str to Entry
        By exercise file, where its functions are; an exercise without a file is absent.
    """

    id: str
    files: dict[str, bytes]
    digest: str
    notes: list[str]
    entries: dict[str, Entry]

    def entry(self, exercise_file: str) -> Entry | None:
        """Return where an exercise's functions are, or None if it was not handed in."""
        return self.entries.get(exercise_file)


def read(path: Path, course: Course, *, exercise: str | None = None) -> Submission:
    """Read a submission: a folder, a zip or tar of one, one ``.py`` file or one notebook.

    Parameters
    ----------
    path : Path
        What was handed in.
    course : Course
        Names the exercise files to look for.
    exercise : str or None
        The exercise that a single file is for, whatever the file's name.

    Raises
    ------
    InputError
        If there is nothing to grade, or more than the limits allow.
    """
    if path.is_symlink() and not path.is_dir():
        raise InputError(str(path), "is a link, and links are not followed", "Name the file it leads to")
    if path.is_dir():
        own_course = path.resolve() == course.path
        with Folder(path) as folder:
            return _read_tree(path.resolve().name, str(path), folder, course, own_course=own_course)
    if not path.exists():
        raise InputError(str(path), "there is no such file or folder", "Check the spelling")
    packed = archive.stem(path.name)
    if not path.is_file() or not (packed or path.suffix in (".py", ".ipynb")) or not path.name.isprintable():
        raise InputError(
            str(path),
            "is neither a folder, a zip or tar file, a .py file nor a notebook",
            "Name one of these to be graded",
        )
    odd = None if packed else names.refusal(path.name)
    if odd is not None:
        raise InputError(str(path), odd, "Give it another name")
    with Folder(path.parent) as folder:
        if not packed:
            return _read_file(path, folder, course, exercise)
        try:
            data = folder.read(path.name, ARCHIVE)
        except OSError as error:
            raise InputError(str(path), f"could not be read ({_reason(error)})", "Mend that") from None
    return _read_tree(packed, str(path), archive.Archive(path, data), course)


def read_source(name: str, where: str, source: Source, course: Course) -> Submission:
    """Read a submission that lies in something larger, such as a cohort's archive.

    Parameters
    ----------
    name : str
        What to call the submission.
    where : str
        Its place, for messages alone.

    Raises
    ------
    InputError
        If there is nothing to grade, or more than the limits allow.
    """
    return _read_tree(name, where, source, course)


def look(root: Path, course: Course) -> dict[str, Entry]:
    """Find each exercise's file below a folder without reading any."""
    with Folder(root) as folder:
        found = tree.scan(folder, str(root), own_course=root.resolve() == course.path)
    return _places(found, course)


def _places(found: tree.Tree, course: Course) -> dict[str, Entry]:
    places = {item.file: entries.find(item.file, found.kinds) for item in course.manifest.exercise}
    return {file: entry for file, entry in places.items() if entry is not None}


def _read_tree(
    name: str, where: str, source: Source, course: Course, *, own_course: bool = False
) -> Submission:
    found = tree.scan(source, where, own_course=own_course)
    places = _places(found, course)
    if not places:
        first = course.manifest.exercise[0].file_name
        raise NothingToGrade(
            where,
            f"holds no exercise file (such as {first}) and no notebook",
            "Change to the folder that does, or name it",
        )
    wanted = _wanted(places.values(), found.kinds)
    odd = [f"{item} {entries.NOT_A_FILE[kind]}" for item in wanted if (kind := found.kinds[item]) != "file"]
    regular = [item for item in wanted if found.kinds[item] == "file"]
    return _take(name, where, source, regular, places, [*found.notes, *odd])


def _wanted(places: Iterable[Entry], kinds: Mapping[str, Kind]) -> list[str]:
    """Return the exercise files, the Python files beside them, and the notebooks."""
    exercises = {path for place in places for path in place.paths}
    folders = {PurePosixPath(path).parent for path in exercises}
    return [
        path
        for path in kinds
        if path in exercises or (path.endswith(".py") and PurePosixPath(path).parent in folders)
    ]


def _read_file(path: Path, folder: Folder, course: Course, exercise: str | None) -> Submission:
    kind: Literal["module", "notebook"] = "module" if path.suffix == ".py" else "notebook"
    entry = Entry((path.name,), kind)
    named = {item.file: entry for item in course.manifest.exercise if Path(item.file_name).stem == path.stem}
    if exercise is not None:
        places = {course.entry(exercise).file: entry}
    elif named or kind == "module":
        places = named
    else:  # one notebook may hold every exercise
        places = {item.file: entry for item in course.manifest.exercise}
    if not places:
        raise InputError(
            str(path),
            "has the name of no exercise's file",
            f"Say which it is for, as in --exercise {course.ids[0]}",
        )
    # A file under its exercise's own name may import its neighbours; any other is handed in alone.
    beside = tree.scan(folder, str(path.parent), deep=False).kinds if named and kind == "module" else {}
    siblings = (name for name, is_a in beside.items() if name.endswith(".py") and is_a == "file")
    return _take(path.stem, str(path.parent), folder, list(dict.fromkeys([path.name, *siblings])), places, [])


def _take(
    name: str, where: str, source: Source, wanted: list[str], places: dict[str, Entry], notes: list[str]
) -> Submission:
    """Read the wanted files within the limits; one that cannot be read costs its own exercise alone."""
    if len(wanted) > SUBMISSION_FILES:
        raise InputError(
            where,
            f"{len(wanted)} files are more than the {SUBMISSION_FILES} of a submission",
            "Hand in the exercises' files only",
        )
    files: dict[str, bytes] = {}
    problems: dict[str, str] = {}
    left = SUBMISSION
    for item in wanted:
        try:
            files[item] = source.read(item, left)
        except OSError as error:
            problems[item] = f"{item} could not be read: {_reason(error)}"
            left -= error.spent if isinstance(error, Unreadable) else 0
        else:
            left -= len(files[item])
        if left < 0:
            raise InputError(
                where,
                f"its files hold more than {SUBMISSION // MIB} MiB",
                "Hand in the exercises' files only",
            )
    return Submission(
        id=(name or "submission").encode("utf-8", "replace").decode(),
        files=files,
        digest=_digest(files),
        notes=[*notes, *problems.values()],
        entries={file: _readable(place, problems) for file, place in places.items()},
    )


def _reason(error: OSError) -> str:
    return (error.strerror or "unreadable").lower()


def _readable(place: Entry, problems: Mapping[str, str]) -> Entry:
    """Record a problem of reading with the exercise it concerns."""
    readable = tuple(path for path in place.paths if path not in problems)
    if place.problem is not None or readable == place.paths:
        return place
    if readable:
        return msgspec.structs.replace(place, paths=readable)
    return msgspec.structs.replace(place, problem=problems[place.path])


def _digest(files: Mapping[str, bytes]) -> str:
    total = hashlib.sha256()
    for path in sorted(files):
        name, data = path.encode(), files[path]
        total.update(b"%d %s %d\n" % (len(name), name, len(data)))
        total.update(data)
    return total.hexdigest()
