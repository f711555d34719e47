"""Each learner with the hand-in that counts, and what is to be said of it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePath
from typing import TYPE_CHECKING

import msgspec

from calcgrade.batch.cohort import shapes
from calcgrade.batch.cohort.shapes import Form  # noqa: TC001 - msgspec reads annotations when it runs
from calcgrade.errors import InputError
from calcgrade.intake import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from calcgrade.batch.cohort.place import Place
    from calcgrade.batch.cohort.roster import Roster
    from calcgrade.batch.cohort.shapes import Part
    from calcgrade.course.load import Course

RULE = "the highest attempt number counts, else the newest file, else the name that sorts last"


class Learner(msgspec.Struct, kw_only=True, gc=False):
    """A learner, and the entries of the cohort's folder that are graded.

    Attributes
    ----------
    id : str
        From the roster, or as the platform calls the learner.
    entries : tuple of str
        One folder or archive, or files; none where nothing was handed in.
    form : {"folder", "archive", "file"}
        What the entries are.
    files : tuple of str
        What single files are called in the submission.
    key : str
        What the platform calls the learner, for its gradebook.
    is_known : bool
        Whether the learner is on the roster; True where there is none.
    notes : tuple of str
        What was left out.
    """

    id: str
    name: str = ""
    entries: tuple[str, ...] = ()
    form: Form = "folder"
    files: tuple[str, ...] = ()
    key: str = ""
    late: bool = False
    is_known: bool = True
    notes: tuple[str, ...] = ()


class Cohort(msgspec.Struct):
    """All learners, those on the roster first and in its order; and entries that are nobody's."""

    learners: list[Learner]
    ignored: list[str]


def find(place: Place, course: Course, roster: Roster | None) -> Cohort:
    """Find whose work a place holds.

    Raises
    ------
    InputError
        It holds none, or is a submission itself.
    """
    listed = place.list()
    exercises = {exercise.file_name for exercise in course.manifest.exercise}
    own = next((item.name for item in listed if item.name in exercises), None)
    if own is not None:
        raise InputError(
            str(place.path),
            f"is one submission, for {own} lies in it",
            "Grade it with `calcgrade grade`, or name the folder above",
        )
    parts: list[Part] = []
    ignored: list[str] = []
    for item in listed:
        part = shapes.recognise(item)
        if part is not None:
            parts.append(part)
        elif not shapes.is_ignored(item.name, item.kind):
            ignored.append(names.shown(item.name))
    if not parts:
        raise InputError(
            str(place.path), "holds no submission", "Name the folder that holds one for each learner"
        )
    prefix = _prefix(parts, place)
    found = _grouped(parts, prefix, roster)
    del listed, parts  # a cohort may be large: nothing is held twice
    learners: list[Learner] = []
    while found:
        id_, group = found.popitem()
        learners.append(_chosen(id_, group, place, exercises, roster))
    if roster is None:
        return Cohort(sorted(learners, key=lambda learner: names.key(learner.id)), ignored)
    return Cohort(list(_in_order(learners, roster)), ignored)


def _in_order(learners: Iterable[Learner], roster: Roster) -> Iterator[Learner]:
    by_id = {learner.id: learner for learner in learners}
    for member in roster.members:
        yield by_id.pop(member.id, Learner(id=member.id, name=member.name))
    yield from reversed(by_id.values())


def _prefix(parts: Sequence[Part], place: Place) -> str:
    """Return the assignment's name with which the clones of GitHub Classroom begin; empty if they are none."""
    folders = [part.entry for part in parts if part.form == "folder"]
    if len(folders) < 2 or len(folders) < len(parts) or not all(map(place.is_clone, folders)):
        return ""
    first, last = min(folders), max(folders)
    same = next(
        (k for k, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first)
    )
    return first[: first.rfind("-", 0, same) + 1]


def _grouped(parts: Iterable[Part], prefix: str, roster: Roster | None) -> dict[str, list[Part]]:
    """Put the parts of each learner together, by the learner's id."""
    spelt: dict[str, str] = {}
    found: defaultdict[str, list[Part]] = defaultdict(list)
    for part in parts:
        key = part.key.removeprefix(prefix)
        member = None
        if roster is not None:
            member = roster.find(key, part.name) or (roster.find_at_end(key) if part.form != "file" else None)
        id_ = member.id if member is not None else _encodable(key)
        # On a roster, capitals were settled by it; elsewhere they do not tell two learners apart.
        found[spelt.setdefault(names.key(id_), id_)].append(part)
    return found


def _chosen(id_: str, parts: list[Part], place: Place, exercises: set[str], roster: Roster | None) -> Learner:
    member = roster.find(id_) if roster is not None else None
    files = [part for part in parts if part.form == "file"]
    whole = [part for part in parts if part.form != "file"]
    name = member.name if member is not None and member.name else _encodable(parts[0].name)
    about = Learner(id=id_, name=name, is_known=roster is None or member is not None)
    if whole and not files:
        best, others = _latest(whole, place)
        return _with(about, [best], (), others)
    if not whole:
        kept, others = _latest_files(files, exercises, place)
        return _with(about, list(kept.values()), tuple(kept), others)
    # An archive beside single files: whichever came last is the hand-in.
    best, _ = _latest(parts, place)
    if best.form == "file":
        kept, _ = _latest_files(files, exercises, place)
        taken = list(kept.values())
        return _with(about, taken, tuple(kept), [part for part in parts if part not in taken])
    return _with(about, [best], (), [part for part in parts if part is not best])


def _with(about: Learner, parts: list[Part], files: tuple[str, ...], others: Sequence[Part]) -> Learner:
    notes: tuple[str, ...] = ()
    if others:
        left_out = ", ".join(sorted(names.shown(part.entry) for part in others))
        graded = ", ".join(sorted(names.shown(part.entry) for part in parts))
        notes = (f"handed in more than once: {graded} counts, {left_out} does not",)
    return msgspec.structs.replace(
        about,
        entries=tuple(part.entry for part in parts),
        form=parts[0].form,
        files=files,
        key=_encodable(parts[0].key),
        late=any(part.late for part in parts),
        notes=notes,
    )


def _latest(parts: list[Part], place: Place) -> tuple[Part, list[Part]]:
    """Return the part that counts by `RULE`, and the others."""
    if len(parts) == 1:
        return parts[0], []
    best = max(parts, key=lambda part: (part.attempt, place.modified(part.entry), part.entry))
    return best, [part for part in parts if part is not best]


def _latest_files(parts: list[Part], exercises: set[str], place: Place) -> tuple[dict[str, Part], list[Part]]:
    """Return the latest of the files of each name, and the others.

    Canvas numbers every file, not every attempt, and calls one that is handed in again ``name-1.py``.
    """
    groups: defaultdict[str, list[Part]] = defaultdict(list)
    for part in parts:
        groups[_original(part.file, exercises)].append(part)
    kept: dict[str, Part] = {}
    others: list[Part] = []
    for name, group in groups.items():
        kept[name], rest = _latest(group, place)
        others += rest
    return kept, others


def _original(file: str, exercises: set[str]) -> str:
    """Return what a file was called before Canvas numbered it, if that is an exercise's name."""
    path = PurePath(file)
    stem, hyphen, number = path.stem.rpartition("-")
    original = f"{stem}{path.suffix}"
    known = original in exercises or f"{stem}.py" in exercises
    return original if hyphen and number.isdecimal() and known else file


def _encodable(text: str) -> str:
    """Return a name from a disk as text that can be stored and sent."""
    return text.encode("utf-8", "replace").decode()
