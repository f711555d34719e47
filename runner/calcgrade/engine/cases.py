"""A property's frozen cases: drawn once, kept as JSON beside the checker, replayed for everybody."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, cast

from calcgrade.checking.formulas.formula import Formula, Gradient, Partial, from_wire
from calcgrade.errors import CourseError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from calcgrade.checking.exercise import Exercise
    from calcgrade.course.load import Course

Case = dict[str, Any]
Cases = dict[str, list[Case]]
"""Cases of each property, by check id."""


def file_of(course: Course, id_: str) -> Path:
    """Return the path of an exercise's frozen cases."""
    checker = PurePosixPath(course.entry(id_).file)
    return course.path / "checkers" / "cases" / checker.with_suffix(".json")


def of_course(course: Course, exercise: Exercise) -> Cases:
    """Return an exercise's frozen cases, read once: the formulas in them are compiled once for a whole cohort.

    Raises
    ------
    CourseError
        As `read` does.
    """
    if exercise.id not in course.frozen_cases:
        course.frozen_cases[exercise.id] = read(file_of(course, exercise.id), exercise)
    return course.frozen_cases[exercise.id]


_FUNCTIONS = {"formula", "partial", "gradient"}


def read(path: Path, exercise: Exercise) -> Cases:
    """Read the frozen cases of every property of an exercise.

    Raises
    ------
    CourseError
        The file is missing or malformed, or lacks the cases of a property or one of their arguments.
    """
    properties = {check.id: check for check in exercise.checks.values() if check.families}
    if not properties:
        return {}
    fix = f"Draw them with: calcgrade dev draw {exercise.id}"
    try:
        stored = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise CourseError(path, "the frozen cases are missing", fix) from None
    except ValueError as error:
        raise CourseError(path, f"is not JSON ({error})", fix) from None
    result: Cases = {}
    for id_, check in properties.items():
        try:
            cases = [{name: _decode(value) for name, value in case.items()} for case in stored.get(id_, [])]
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            problem = f"the frozen cases of {id_} cannot be read ({type(error).__name__}: {error})"
            raise CourseError(path, problem, fix) from None
        if not cases or any(set(case) != set(check.families) for case in cases):
            raise CourseError(path, f"the frozen cases of {id_} are missing or out of date", fix)
        result[id_] = cases
    return result


def write(path: Path, cases: Mapping[str, Sequence[Case]]) -> None:
    """Write cases with one line for each, so that a change reads well in a diff."""
    blocks: list[str] = []
    for id_, drawn in cases.items():
        lines = [json.dumps({name: _encode(value) for name, value in case.items()}) for case in drawn]
        blocks.append(f"  {json.dumps(id_)}: [\n    " + ",\n    ".join(lines) + "\n  ]")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{\n" + ",\n".join(blocks) + "\n}\n", encoding="utf-8")


def _encode(value: Any) -> Any:
    if isinstance(value, Formula | Partial | Gradient):
        return value.wire()
    if isinstance(value, tuple):
        return [_encode(item) for item in cast("tuple[Any, ...]", value)]
    return value


def _decode(value: Any) -> Any:
    if isinstance(value, list):
        if value and isinstance(value[0], str) and value[0] in _FUNCTIONS:  # pyright: ignore[reportUnknownVariableType]
            return from_wire(value)  # pyright: ignore[reportUnknownArgumentType]
        return tuple(_decode(item) for item in value)  # pyright: ignore[reportUnknownVariableType]
    return value
