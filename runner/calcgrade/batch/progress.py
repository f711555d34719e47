"""How a batch gets on: a bar at a terminal, a line for each submission elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from calcgrade.reports.escape.terminal import for_line
from calcgrade.reports.lines import points

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from calcgrade.batch.cohort.learners import Learner
    from calcgrade.batch.tasks import Graded


class Counts:
    """Counts what became of submissions."""

    def __init__(self) -> None:
        self.total = self.graded_now = self.graded_before = self.without = 0

    @property
    def done(self) -> int:
        """Submissions that need no more work in this run."""
        return self.graded_now + self.graded_before + self.without


class Lines:
    """Writes a line for each submission as soon as it is done."""

    def __init__(self, stream: TextIO) -> None:
        self.counts = Counts()
        self._stream: TextIO | None = stream

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def begin(self, total: int) -> None:
        """Hear how many submissions there are."""
        self.counts.total = total
        self._say(f"{total} {'submission' if total == 1 else 'submissions'} to grade.")

    def kept(self, learner: Learner) -> None:  # noqa: ARG002 - one line for all of them, below
        """Count a submission that was graded before."""
        self.counts.graded_before += 1

    def graded(self, learner: Learner, answer: Graded) -> None:
        """Write what a submission earned."""
        self.counts.graded_now += 1
        earned = answer.summary
        total = f"{points(earned.score)} / {points(earned.max_score)}"
        self._say(f"{self._place()} {for_line(learner.id)}: {total}, {earned.status}")

    def not_graded(self, learner: Learner, reason: str) -> None:
        """Write why a submission has no grade."""
        self.counts.without += 1
        self._say(f"{self._place()} {for_line(learner.id)}: no result: {for_line(reason)}")

    def _place(self) -> str:
        width = len(str(self.counts.total))
        return f"[{self.counts.done:>{width}}/{self.counts.total}]"

    def _say(self, line: str) -> None:
        if self._stream is None:
            return
        try:
            print(line, file=self._stream, flush=True)  # a log that is followed
        except BrokenPipeError:  # nobody reads any more; the grades are to be had all the same
            self._stream = None


class Bar:
    """A bar that moves, with what is done and the time that is left."""

    def __init__(self) -> None:
        self.counts = Counts()
        self._progress: Progress = _progress()
        self._task: TaskID | None = None

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def begin(self, total: int) -> None:
        """Show an empty bar."""
        self.counts.total = total
        self._task = self._progress.add_task("Grading", total=total, without="")

    def kept(self, learner: Learner) -> None:  # noqa: ARG002 - the bar names nobody
        """Count a submission that was graded before."""
        self.counts.graded_before += 1
        self._show()

    def graded(self, learner: Learner, answer: Graded) -> None:  # noqa: ARG002
        """Count a submission that is graded."""
        self.counts.graded_now += 1
        self._show()

    def not_graded(self, learner: Learner, reason: str) -> None:
        """Count a submission without a grade, and say above the bar why."""
        from rich.text import Text

        self.counts.without += 1
        self._progress.console.print(Text(f"{for_line(learner.id)}: no result: {for_line(reason)}", "red"))
        self._show()

    def _show(self) -> None:
        assert self._task is not None  # noqa: S101 - begin() comes first
        without = f"{self.counts.without} without" if self.counts.without else ""
        self._progress.update(self._task, completed=self.counts.done, without=without)


def _progress() -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
    from rich.progress import TimeRemainingColumn as Remaining

    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("[red]{task.fields[without]}"),
        TimeElapsedColumn(), TextColumn("left"), Remaining(),
    )  # fmt: skip
