"""From settings to a result: input first, then the sandbox, then everything that is slow to import."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from calcgrade.course import load, locate
from calcgrade.intake import submission as intake
from calcgrade.reports import file

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from pathlib import Path

    from calcgrade.cli.options import Settings
    from calcgrade.cli.targets import Target
    from calcgrade.course.load import Course
    from calcgrade.intake.submission import Submission
    from calcgrade.results.model import ExerciseResult, Result
    from calcgrade.sandboxes.session import Session


def read_input(
    words: Iterable[str], settings: Settings, here: Path, *, paths_only: bool
) -> tuple[Course, Target, Submission]:
    """Read the course and the submission; everything that the user can have got wrong shows here."""
    from calcgrade.cli import renderings, targets

    renderings.require_sense(settings.renderings)
    for report in settings.reports():
        file.require_writable(report)
    course = load.load(locate.locate(settings.course), timeout=settings.timeout)
    target = targets.resolve(words, settings.exercise, course, here, paths_only=paths_only)
    if settings.course is not None:
        locate.require_outside(course.path, target.path)
    return course, target, intake.read(target.path, course, exercise=target.exercise)


def is_own_folder(submission: Path, here: Path) -> bool:
    """Tell whether a submission is the folder that the learner is in, or a file in it that is not packed."""
    return submission == here or (submission.parent == here and submission.suffix in (".py", ".ipynb"))


@contextmanager
def sandbox(
    command: Literal["check", "grade"], settings: Settings, submission: Submission, course: Course
) -> Generator[Session, None, None]:
    """Start a sandbox with the submission in it, and end it whatever happens."""
    from calcgrade.cli import ahead
    from calcgrade.sandboxes.select import choose
    from calcgrade.sandboxes.session import Session

    started = ahead.take(settings.isolation) if command == "check" else None
    launcher = started or choose(
        settings.isolation,
        command=command,
        trust_submissions=settings.trust_submissions,
        image=settings.image,
        runtime=settings.runtime,
    )
    try:
        session = Session(launcher, submission.files, course.limits)
        try:
            session.start()
            yield session
        finally:
            session.close()
    finally:
        launcher.close()


def judge(
    submission: Submission,
    course: Course,
    ids: list[str],
    session: Session,
    settings: Settings,
    on_exercise: Callable[[ExerciseResult], None] | None,
) -> Result:
    """Grade in a running sandbox, which warms up while the engine is imported here."""
    from calcgrade.engine.grade import grade

    # Seed 0 is the frozen cases, in a result as on the command line.
    return grade(submission, course, ids, session, seed=settings.seed or None, on_exercise=on_exercise)
