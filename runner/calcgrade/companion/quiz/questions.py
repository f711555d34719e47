"""``quiz.toml``: a course's questions, decoded strictly."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Annotated, TypeAlias

import msgspec

from calcgrade.companion.quiz.settings import Setting  # noqa: TC001 - msgspec reads annotations when it runs
from calcgrade.errors import CourseError

if TYPE_CHECKING:
    from pathlib import Path

    from calcgrade.course.manifest import Manifest

NAME = "quiz.toml"
FORMAT_VERSION = 1

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=60, pattern="^[a-z0-9-]+$")]


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One answer to choose, and why it is right or wrong."""

    text: Text
    because: Text
    right: bool = False


class Choice(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind", tag="choice"
):
    """A question with three or four answers to choose from, one of them right."""

    id: Id
    section: str
    ask: Text
    options: Annotated[list[Option], msgspec.Meta(min_length=3, max_length=4)]


class Prediction(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind", tag="prediction"
):
    """What will happen? The answer is not written down: the setting is run.

    Attributes
    ----------
    because : str
        Said of the right answer, whatever was answered.
    """

    id: Id
    section: str
    ask: Text
    setting: Setting
    because: Text


class WrongNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A number that a known mistake leads to."""

    value: float
    because: Text


class Number(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind", tag="number"
):
    """A question whose answer is a number.

    Attributes
    ----------
    tolerance : float
        How far off an answer may be.
    """

    id: Id
    section: str
    ask: Text
    answer: float
    tolerance: Annotated[float, msgspec.Meta(gt=0)]
    because: Text
    wrong: list[WrongNumber] = []


class Explanation(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind", tag="explanation"
):
    """A question to be answered in the learner's own words, who then rates them beside a model answer.

    Attributes
    ----------
    look_for : list of str
        What a good answer has in it.
    """

    id: Id
    section: str
    ask: Text
    model: Text
    look_for: Annotated[list[Text], msgspec.Meta(min_length=1, max_length=5)]


Question: TypeAlias = "Choice | Prediction | Number | Explanation"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    format_version: int
    question: list[Choice | Prediction | Number | Explanation]


def read(course: Path, manifest: Manifest) -> list[Question]:
    """Read a course's questions, in order; none where it has no quiz.toml.

    Raises
    ------
    CourseError
        Naming the key that is wrong.
    """
    path = course / NAME
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(path, f"cannot be read as UTF-8 text ({error})", "Mend the file") from None
    return decode(text, path, manifest)


def decode(text: str, path: Path, manifest: Manifest) -> list[Question]:
    """Decode the text of a quiz.toml; ``path`` is where errors say that it stands."""
    try:
        file = msgspec.convert(tomllib.loads(text), _File)
    except ValueError as error:  # TOML's and msgspec's are among them
        raise CourseError(
            path, f"cannot be used: {error}", "Mend that; docs/authoring.md lists its keys"
        ) from None
    if file.format_version != FORMAT_VERSION:
        raise CourseError(
            path,
            f"format_version: {file.format_version} is not supported, this calcgrade reads {FORMAT_VERSION}",
            "Install the calcgrade that the course names",
        )
    sections = {section.id for section in manifest.section}
    seen: set[str] = set()
    for index, question in enumerate(file.question):
        if question.id in seen:
            raise CourseError(path, f"question[{index}].id: {question.id} is taken", "Rename one of them")
        if question.section not in sections:
            problem = f"question[{index}].section: there is no section {question.section!r}"
            raise CourseError(path, problem, "Name one of course.toml's")
        seen.add(question.id)
    return list(file.question)
