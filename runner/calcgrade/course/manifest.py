"""``course.toml``: order, titles, points, limits and hints, decoded strictly."""

from __future__ import annotations

import math
import tomllib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from calcgrade.errors import CourseError

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.limits import Limits

FORMAT_VERSION = 1
"""The course format that this calcgrade reads."""

EVERY_OTHER = "default"
"""The key of ``reveal`` for the checks that it does not name."""

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
Seconds = Annotated[float, msgspec.Meta(gt=0)]


class LimitsOverride(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The time limits that a course or an exercise sets itself, in CPU seconds."""

    import_s: Seconds | None = None
    call_s: Seconds | None = None
    exercise_s: Seconds | None = None

    def over(self, base: Limits) -> Limits:
        """Return ``base`` with the limits given here in place of its own."""
        given = {name: value for name, value in msgspec.structs.asdict(self).items() if value is not None}
        return base._replace(**given)


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A heading over some exercises."""

    id: Name
    title: Name


class ExerciseEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the manifest says of one exercise.

    Attributes
    ----------
    file : str
        Path below ``exercises/``, and the same below ``checkers/``.
    points : float
        Full marks, whole or half.
    bonus : bool
        An optional extension: counted apart from the score.
    reveal : bool or dict of str to bool
        Whether a learner is shown expected values: for the whole exercise, or by check id, ``default`` standing
        for every check that is not named.
    """

    id: Name
    section: Name
    file: Name
    title: Name
    points: Annotated[float, msgspec.Meta(ge=0)]
    needs_plot: bool = False
    hints: list[Text] = []
    limits: LimitsOverride | None = None
    bonus: bool = False
    reveal: bool | dict[str, bool] = {}

    @property
    def file_name(self) -> str:
        """Name of the file without its folder."""
        return PurePosixPath(self.file).name

    def reveals(self, check_id: str) -> bool:
        """Tell whether a learner is shown what this check expected."""
        if isinstance(self.reveal, bool):
            return self.reveal
        return self.reveal.get(check_id, self.reveal.get(EVERY_OTHER, True))

    @property
    def named_in_reveal(self) -> list[str]:
        """Ids of the checks that `reveal` names."""
        return [] if isinstance(self.reveal, bool) else [id_ for id_ in self.reveal if id_ != EVERY_OTHER]


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole of ``course.toml``; the exercises stand in course order."""

    format_version: int
    id: Name
    version: Name
    title: Name
    section: list[Section]
    exercise: list[ExerciseEntry]
    limits: LimitsOverride | None = None


def read(path: Path) -> Manifest:
    """Read a ``course.toml``.

    Raises
    ------
    CourseError
        Naming the file and the line or key that breaks the format.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise CourseError(path, "there is no such file", "Name a course's folder with --course") from None
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(path, f"cannot be read as UTF-8 text ({error})", "Mend the file") from None
    manifest = decode(text, path)
    _require_files(manifest, path)
    return manifest


def decode(text: str, path: Path) -> Manifest:
    """Decode a manifest's text; ``path`` is where errors say that it stands."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CourseError(path, f"is not TOML: {error}", "Mend that line") from None
    # Before the rest: a later format may differ anywhere, and its version says so best.
    version = raw.get("format_version", FORMAT_VERSION)
    if isinstance(version, int) and version != FORMAT_VERSION:
        raise CourseError(
            path,
            f"format_version: {version} is not supported, this calcgrade reads {FORMAT_VERSION}",
            "Install the calcgrade that the course names",
        )
    manifest = _convert(raw, path)
    _require_sense(manifest, path)
    return manifest


def _convert(raw: dict[str, Any], path: Path) -> Manifest:
    try:
        return msgspec.convert(raw, Manifest, strict=True)
    except msgspec.ValidationError as error:
        problem, _, where = str(error).partition(" - at `$.")
        problem = (problem[0].lower() + problem[1:]).replace("`", "")
        key = where.rstrip("`")
        place = f"{key}: {problem}" if key else problem
        raise CourseError(path, place, "Mend that key; docs/authoring.md lists them all") from None


def _require_sense(manifest: Manifest, path: Path) -> None:
    """Refuse what the types alone let through."""
    sections = [section.id for section in manifest.section]
    _require_unique(sections, "section", "id", path)
    exercises = manifest.exercise
    _require_unique([entry.id for entry in exercises], "exercise", "id", path)
    # Submissions may be flat, so the names alone have to tell the files apart.
    _require_unique([entry.file_name for entry in exercises], "exercise", "file", path)
    for index, entry in enumerate(exercises):
        key = f"exercise[{index}]"
        if not (math.isfinite(entry.points) and entry.points % 0.5 == 0):
            raise CourseError(path, f"{key}.points: {entry.points} is not whole or half", "Give 10, or 2.5")
        if entry.section not in sections:
            raise CourseError(path, f"{key}.section: there is no section {entry.section!r}", "Add it")
        relative = PurePosixPath(entry.file)
        if relative.is_absolute() or ".." in relative.parts or "\\" in entry.file or relative.suffix != ".py":
            raise CourseError(
                path, f"{key}.file: {entry.file!r} is not a .py file below exercises/", "Name the stub's file"
            )
    if not exercises:
        raise CourseError(path, "exercise: the course has none", "Add an [[exercise]]")


def _require_unique(values: list[str], table: str, key: str, path: Path) -> None:
    seen: dict[str, int] = {}
    for index, value in enumerate(values):
        if value in seen:
            problem = f"{table}[{index}].{key}: {value!r} is taken by {table}[{seen[value]}]"
            raise CourseError(path, problem, "Rename one of them")
        seen[value] = index


def _require_files(manifest: Manifest, path: Path) -> None:
    for index, entry in enumerate(manifest.exercise):
        for folder in ("exercises", "checkers"):
            if not (path.parent / folder / entry.file).is_file():
                problem = f"exercise[{index}].file: {folder}/{entry.file} does not exist"
                raise CourseError(path, problem, "Add the file, or take the exercise out")
