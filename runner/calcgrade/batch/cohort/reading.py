"""A learner's submission, read when its turn comes."""

from __future__ import annotations

from pathlib import PurePath, PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from calcgrade.batch.cohort.views import Below, Picked
from calcgrade.errors import InputError
from calcgrade.intake import archive
from calcgrade.intake import submission as intake
from calcgrade.intake.folder import Folder
from calcgrade.limits import ARCHIVE

if TYPE_CHECKING:
    from calcgrade.batch.cohort.learners import Learner
    from calcgrade.batch.cohort.place import Place
    from calcgrade.course.load import Course
    from calcgrade.intake.source import Source
    from calcgrade.intake.submission import Submission


def read(learner: Learner, place: Place, course: Course) -> Submission:
    """Read what counts of a learner's work.

    Raises
    ------
    InputError
        There is nothing to grade in it, or more than the limits allow.
    """
    first = learner.entries[0]
    where = str(PurePath(place.path.name, first))
    if learner.files:
        files = dict(zip(learner.files, learner.entries, strict=True))
        found = _read(Picked(place.source, files), where, course)
    elif learner.form == "archive":
        found = _packed(place.source, first, where, course)
    elif place.is_folder:
        with Folder(place.path / first) as folder:
            found = _read(folder, where, course)
    else:
        found = _read(Below(place.source, first), where, course)
    return msgspec.structs.replace(found, id=learner.id)


def _read(source: Source, where: str, course: Course) -> Submission:
    """Read a tree; where it holds one archive and nothing else to grade, what is in that."""
    try:
        return intake.read_source("", where, source, course)
    except intake.NothingToGrade:
        listed = source.list(PurePosixPath())
        packed = [item.name for item in listed if item.kind == "file" and archive.stem(item.name) is not None]
        if len(packed) != 1:
            raise
    return _packed(source, packed[0], str(PurePath(where, packed[0])), course)


def _packed(source: Source, path: str, where: str, course: Course) -> Submission:
    try:
        data = source.read(path, ARCHIVE)
    except OSError as error:
        problem = f"could not be read ({(error.strerror or 'unreadable').lower()})"
        raise InputError(where, problem, "Mend that") from None
    return intake.read_source("", where, archive.Archive(PurePath(where), data), course)
