"""Grades one submission after the other, each in a fresh sandbox; the course and its answers stay in memory."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from calcgrade import __version__
from calcgrade.batch import summary
from calcgrade.batch.tasks import Answer, Graded, NotGraded
from calcgrade.course import load, locate
from calcgrade.engine.expected import pictures
from calcgrade.engine.grade import grade
from calcgrade.errors import CalcgradeError, SandboxLost, SandboxUnavailable
from calcgrade.reports import html, junit
from calcgrade.results.model import encode
from calcgrade.sandboxes.select import choose
from calcgrade.sandboxes.session import Session
from calcgrade.sandboxes.workers import Workers

if TYPE_CHECKING:
    from calcgrade.batch.tasks import Setup, Task
    from calcgrade.results.model import Result

PAUSES_S = (1.0, 4.0, 15.0)
"""How long is waited before a sandbox is tried again: an engine that is restarted needs some seconds."""


class CannotGrade(CalcgradeError):  # noqa: N818 - names a state
    """What is installed here is not what the batch is graded with."""


class Grader:
    """Grades submissions of one batch.

    Parameters
    ----------
    setup
        How the batch is graded.
    pauses_s
        How long is waited before a sandbox that did not start is tried again.

    Raises
    ------
    CannotGrade
        The course here, or this calcgrade, is another than the batch's.
    """

    def __init__(self, setup: Setup, *, pauses_s: tuple[float, ...] = PAUSES_S) -> None:
        if setup.calcgrade != __version__:
            raise CannotGrade(
                f"calcgrade {__version__} is installed here and {setup.calcgrade} where the batch runs. "
                "Install the same version."
            )
        place = locate.locate(Path(setup.course) if setup.course else None)
        self._course = load.load(place, timeout=setup.timeout)
        if self._course.digest != setup.course_digest:
            raise CannotGrade(
                f"{place}: the course here is another than where the batch runs. Make them the same."
            )
        self._setup = setup
        self._pauses_s = pauses_s
        self._workers: Workers | None = None

    def grade(self, task: Task) -> Answer:
        """Grade a submission; where no sandbox can be had or kept, try again, then say so."""
        for pause in (*self._pauses_s, None):
            try:
                return self._graded(task)
            except (SandboxLost, SandboxUnavailable) as error:
                self._let_go()
                if pause is None:
                    return NotGraded(task.number, str(error), engine=True)
                time.sleep(pause)
            except Exception as error:  # one submission's trouble must not cost the others their grades
                self._let_go()
                problem = f"a fault of calcgrade's own, {type(error).__name__}: {error}"
                return NotGraded(task.number, problem, engine=False)
        raise AssertionError

    def close(self) -> None:
        """Give back what the sandboxes hold."""
        self._let_go()

    def _graded(self, task: Task) -> Graded:
        setup = self._setup
        if self._workers is None:
            self._workers = Workers(
                choose(
                    setup.isolation, command="batch", trust_submissions=setup.isolation == "process",
                    image=setup.image or None, runtime=setup.runtime or None,
                )
            )  # fmt: skip
        submission = task.submission
        session = Session(self._workers, submission.files, self._course.limits)
        try:
            session.start()
            result = grade(submission, self._course, setup.exercises, session, seed=setup.seed or None)
        finally:
            session.close()
        return Graded(task.number, encode(result), self._reports(result), summary.of(result))

    def _reports(self, result: Result) -> dict[str, bytes]:
        page = html.render(result, pictures(self._course, result))
        return {"html": page, "xml": junit.render(result)}

    def _let_go(self) -> None:
        workers, self._workers = self._workers, None
        if workers is not None:
            workers.close()
