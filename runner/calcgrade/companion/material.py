"""``companion.toml``: what a course has for its learners beside the exercises, read by no grading."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Annotated

import msgspec

from calcgrade.errors import CourseError

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.course.manifest import Manifest

NAME = "companion.toml"
FORMAT_VERSION = 1

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]


class Around(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What stands around an exercise.

    Attributes
    ----------
    after : list of str
        Ids of the exercises that it rests on.
    picture : str
        Words for ``calcgrade show`` that draw its idea; empty where there is none.
    page : str
        Page on its idea, below the course's folder; empty where there is none.
    """

    after: list[str] = []
    picture: str = ""
    page: str = ""


class Material(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole file.

    Attributes
    ----------
    about : dict of str to str
        By misconception id: what the first hint says where the last check named it.
    """

    format_version: int = FORMAT_VERSION
    exercise: dict[str, Around] = {}
    about: dict[str, Text] = {}

    def around(self, exercise_id: str) -> Around:
        """Return what stands around an exercise, nothing where the file does not say."""
        return self.exercise.get(exercise_id) or Around()


def read(course: Path, manifest: Manifest) -> Material:
    """Read a course's companion.toml; blank where it has none.

    Raises
    ------
    CourseError
        Naming the key that is wrong.
    """
    path = course / NAME
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        material = msgspec.convert(raw, Material)
    except FileNotFoundError:
        return Material()
    except (OSError, ValueError) as error:  # TOML's, Unicode's and msgspec's are among them
        raise CourseError(
            path, f"cannot be used: {error}", "Mend that; docs/authoring.md lists its keys"
        ) from None
    if material.format_version != FORMAT_VERSION:
        raise CourseError(
            path,
            f"format_version: {material.format_version} is not supported, this calcgrade reads {FORMAT_VERSION}",
            "Install the calcgrade that the course names",
        )
    _require_known(material, manifest, path)
    return material


def _require_known(material: Material, manifest: Manifest, path: Path) -> None:
    order = [entry.id for entry in manifest.exercise]
    for id_, around in material.exercise.items():
        if id_ not in order:
            raise CourseError(path, f"exercise.{id_}: the course has no such exercise", "Mend the id")
        for other in around.after:
            if other not in order[: order.index(id_)]:
                raise CourseError(
                    path, f"exercise.{id_}.after: {other} is no exercise before it", "Name one that is"
                )
