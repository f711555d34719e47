"""A grader without a sandbox: its grades follow from the files alone, at once or after a while.

As a program it serves a batch as the real one does; `batch` runs a whole batch with it.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from calcgrade import __version__
from calcgrade.batch import summary, tasks
from calcgrade.batch.graders import frames
from calcgrade.results import model

if TYPE_CHECKING:
    from calcgrade.batch.tasks import Answer, Setup, Task

PAUSE = "STUB_GRADER_PAUSE"
"""Variable: how many seconds a submission takes."""

COMMAND = (sys.executable, "-P", "-B", str(Path(__file__)))


def score_of(files: dict[str, bytes], seed: int) -> int:
    """Return the points of a submission: the number of bytes in it and the seed, modulo eleven."""
    return (sum(map(len, files.values())) + seed) % 11


def answer(task: Task, setup: Setup) -> Answer:
    """Grade by counting bytes; a file that says how to fail, fails so."""
    text = b"".join(task.submission.files.values())
    if b"# the engine is gone" in text:
        return tasks.NotGraded(task.number, "no engine answers", engine=True)
    if b"# ends the grader" in text:
        os._exit(9)
    score = score_of(task.submission.files, setup.seed)
    check = model.CheckResult(
        id="counts", title="counts", status="passed" if score == 10 else "failed", score=score, max_score=10,
        duration_s=0.0, message="Other bytes.",
        misconception=None if score > 4 else model.Misconception(id="few", title="few bytes", explanation="Few."),
    )  # fmt: skip
    exercise = model.ExerciseResult(
        id="1.1", title="Counting", status="passed" if score == 10 else "failed", score=score, max_score=10,
        bonus=False, duration_s=0.0, output="", output_truncated=False, checks=[check],
    )  # fmt: skip
    result = model.Result(
        calcgrade=__version__, course=model.CourseRef(id="c", version="1", digest=setup.course_digest),
        submission=model.SubmissionRef(id=task.submission.id, digest=task.submission.digest),
        isolation=setup.isolation, seed=setup.seed, environment=model.Environment(python="", numpy=""),
        status="passed" if score == 10 else "failed", score=score, max_score=10, bonus_score=0,
        duration_s=0.0, exercises=[exercise],
    )  # fmt: skip
    reports = {"html": b"<p>page</p>", "xml": b"<testsuites/>"}
    return tasks.Graded(task.number, model.encode(result), reports, summary.of(result))


def serve() -> None:
    """Answer until the input ends."""
    first = frames.receive(sys.stdin.buffer)
    setup = tasks.to_setup(first or b"")
    pause = float(os.environ.get(PAUSE, "0"))
    while (task := frames.receive(sys.stdin.buffer)) is not None:
        time.sleep(pause)
        frames.send(sys.stdout.buffer, tasks.encode(answer(tasks.to_task(task), setup)))


if __name__ == "__main__":
    serve()
