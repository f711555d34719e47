"""Where the course is: named by the user, else the one that calcgrade comes with."""

from __future__ import annotations

from pathlib import Path

from calcgrade.errors import CourseError, InputError

_PACKAGE = Path(__file__).resolve().parents[1]


def locate(named: Path | None) -> Path:
    """Return the folder of the course to grade with.

    Looked for in this order: ``named`` (``--course`` or ``CALCGRADE_COURSE``); the checkout the
    package runs from; the copy inside the wheel. Never the working folder or the submission, for
    a learner's repository could carry its own ``course.toml`` and checkers.

    Raises
    ------
    CourseError
        If the named folder is no course, or there is none at all.
    """
    if named is not None:
        if not (named / "course.toml").is_file():
            raise CourseError(
                named, "there is no course.toml in it", "Name the folder that holds course.toml"
            )
        return named.resolve()
    for folder in _own():
        if (folder / "course.toml").is_file():
            return folder
    raise CourseError(
        _PACKAGE, "this installation carries no course", "Reinstall calcgrade, or name a course with --course"
    )


def require_outside(course: Path, submission: Path) -> None:
    """Refuse a course that was named by hand and lies inside the submission; `InputError`."""
    if course.resolve().is_relative_to(submission.resolve()):
        raise InputError(
            str(course),
            "this course lies inside the submission, where the learner could have written it",
            "Name a copy outside, or leave --course and CALCGRADE_COURSE out",
        )


def _own() -> list[Path]:
    """Return the places of the course that came with this package, best first."""
    checkout = [_PACKAGE.parents[1]] if _PACKAGE.parent.name == "runner" else []
    return [*checkout, _PACKAGE / "_course"]
