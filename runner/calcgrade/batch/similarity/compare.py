"""Compare a cohort's submissions, in a process of its own, and write the page of the pairs."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from typing import IO, TYPE_CHECKING, cast

import msgspec
from markupsafe import Markup

from calcgrade.batch.cohort import reading
from calcgrade.batch.graders import frames
from calcgrade.batch.outputs import durable
from calcgrade.batch.outputs.store import file_name
from calcgrade.batch.similarity.messages import Pair, Sources, encode, to_pairs
from calcgrade.errors import CalcgradeError, InputError
from calcgrade.reports.html import TEMPLATES, environment, policy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from calcgrade.batch.cohort.learners import Learner
    from calcgrade.batch.cohort.place import Place
    from calcgrade.course.load import Course

PAGE = "similarity.html"
COMMAND = (sys.executable, "-P", "-B", "-m", "calcgrade.batch.similarity.process")


class NotCompared(CalcgradeError):  # noqa: N818 - names a state
    """The process that compares ended over it."""


def require() -> None:
    """Refuse, before anything is graded, to compare without the library; `InputError`."""
    if find_spec("copydetect") is None:
        raise InputError(
            "--similarity", "needs copydetect, which is not installed", "pip install 'calcgrade[similarity]'"
        )


def pairs(learners: Iterable[Learner], place: Place, course: Course) -> list[Pair]:
    """Return the pairs of learners whose Python files are alike, the most alike first.

    Raises
    ------
    NotCompared
        The process that compares ended early. The grades are not concerned.
    """
    process = subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    try:
        said = _asked(process, learners, place, course)
    except OSError:
        said = None
    finally:
        process.kill()
        process.communicate()
    try:
        if said is not None:
            return to_pairs(said)
    except msgspec.DecodeError:
        pass
    raise NotCompared(
        "The submissions could not be compared: the process that does so ended. The grades stand."
    )


def _asked(
    process: subprocess.Popen[bytes], learners: Iterable[Learner], place: Place, course: Course
) -> bytes | None:
    inward = cast("IO[bytes]", process.stdin)
    entries = course.manifest.exercise
    stubs = {entry.id: (course.path / "exercises" / entry.file).read_bytes() for entry in entries}
    frames.send(inward, encode(Sources("", stubs)))
    for learner in learners:
        if learner.entries:
            try:
                submission = reading.read(learner, place, course)
            except InputError:
                continue  # told already
            places = {entry.id: submission.entry(entry.file) for entry in entries}
            files = {
                id_: submission.files[found.path]
                for id_, found in places.items()
                if found is not None and found.kind == "module" and found.path in submission.files
            }
            frames.send(inward, encode(Sources(learner.id, files)))
    frames.send(inward, b"")
    return frames.receive(cast("IO[bytes]", process.stdout))


def write(found: list[Pair], course: Course, out: Path) -> None:
    """Write the page of the pairs."""
    style = "".join((TEMPLATES / name).read_text("utf-8") for name in ("report.css", "cohort.css"))
    page = (
        environment()
        .get_template("similarity.html.jinja")
        .render(
            course=course.manifest, pairs=found, link=_link,
            style=Markup(style), policy=policy(style),  # noqa: S704 - ours, without any `<`
        )
    )  # fmt: skip
    durable.write(page.encode("utf-8"), out / PAGE)


def _link(learner: str) -> str:
    return f"learners/{file_name(learner)}.html"
