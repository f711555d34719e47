"""What is wrong with an exercise's hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.companion import material

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from calcgrade.course.load import Course
    from calcgrade.course.manifest import ExerciseEntry

RUNGS = 3
"""A ladder has at least so many."""

SHORTEST = 10
"""Characters, blanks left out: a shorter line of code, such as ``else:``, gives nothing away."""

_NO_CODE = ("#", "def ", "import ", "from ", '"', "'", "for ", "while ", "if ")
"""How lines begin that are no step of a solution, or that any solution has."""


def problems(entry: ExerciseEntry, course: Course) -> Iterator[str]:
    """Say that a ladder is too short, or that a hint gives a line of the solution's code away."""
    if len(entry.hints) < RUNGS or not all(hint.strip() for hint in entry.hints):
        yield "its ladder of hints has fewer than three rungs"
    solution = course.path / "solutions" / entry.file
    if not solution.is_file():
        return
    secret = set(code_lines(solution.read_text("utf-8")))
    for position, hint in enumerate(entry.hints, 1):
        yield from (f"hint {position} holds the solution's code: {line}" for line in given_away(hint, secret))
    about = material.read(course.path, course.manifest).about
    for id_ in {mistake.id for mistake in course.checker(entry.id).misconceptions} & about.keys():
        yield from (
            f"the hint about {id_} holds the solution's code: {line}"
            for line in given_away(about[id_], secret)
        )


def code_lines(source: str) -> Iterator[str]:
    """Yield what a solution's lines do, without blanks; of an assignment or a return its right side too."""
    for line in source.splitlines():
        code = line.strip()
        if code.startswith(_NO_CODE):
            continue
        for part in (code, code.removeprefix("return "), code.partition(" = ")[2]):
            bare = "".join(part.split())
            if len(bare) >= SHORTEST:
                yield bare


def given_away(hint: str, secret: Iterable[str]) -> list[str]:
    """Return the lines of code that a hint holds, however it is spaced."""
    bare = "".join(hint.split())
    return sorted(line for line in secret if line in bare)
