"""Which reports are asked for on a command line, and writing them."""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from calcgrade.cli.paths import FILE, absolute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from calcgrade.course.load import Course
    from calcgrade.reports.junit import Dialect
    from calcgrade.results.model import Result

Kind = Literal["json", "html", "junit_xml", "markdown", "csv", "gradescope", "classroom50", "exercism"]

SUFFIXES: dict[Kind, str] = {
    "json": "json", "html": "html", "junit_xml": "xml", "markdown": "md", "csv": "csv",
    "gradescope": "json", "classroom50": "json", "exercism": "json",
}  # fmt: skip


class Renderings(NamedTuple):
    """The report files that were asked for; each field is named as its option."""

    json: Path | None
    html: Path | None
    junit_xml: Path | None
    markdown: Path | None
    csv: Path | None
    gradescope: Path | None
    classroom50: Path | None
    exercism: Path | None
    junit_dialect: Dialect

    def files(self) -> dict[Kind, Path]:
        """Return the files by what is to be in them, in the order in which they are written."""
        asked: dict[Kind, Path | None] = {kind: getattr(self, kind) for kind in SUFFIXES}
        return {kind: path for kind, path in asked.items() if path is not None}

    @property
    def for_a_service(self) -> bool:
        """Whether the reader is a program to which any exit code but 0 means that nothing was graded."""
        return self.gradescope is not None or self.classroom50 is not None


def _file(name: str, says: str) -> Callable[..., Callable[..., None]]:
    return click.option(name, type=FILE, callback=absolute, metavar="FILE", help=says)


_OPTIONS = (
    _file("--json", "Write the result as JSON, with all that there is to know."),
    _file("--html", "Write a page to read in a browser."),
    _file("--junit-xml", "Write JUnit XML, for CI systems."),
    click.option(
        "--junit-dialect",
        type=click.Choice(["jenkins", "annotations"]),
        default="jenkins",
        help="By Jenkins' schema, or with the learner's lines for annotations.  [default: jenkins]",
    ),
    _file("--markdown", "Write Markdown, as GitHub reads it."),
    _file("--csv", "Write a table: a row a submission, a column an exercise."),
    _file("--gradescope", "Write Gradescope's results.json."),
    _file("--classroom50", "Write Classroom 50's result.json."),
    _file("--exercism", "Write results.json of an Exercism test runner."),
)


def with_renderings(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options to a command, which receives them as one `Renderings`."""

    @functools.wraps(command)
    def run(**values: object) -> None:
        asked = {name: values.pop(name) for name in Renderings._fields}
        command(renderings=Renderings(**asked), **values)  # type: ignore[arg-type]  # click made their types

    decorated: Callable[..., None] = run
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def require_sense(renderings: Renderings, *, apart: bool = True) -> None:
    """Refuse, before anything is graded, what could not be written in the end.

    Raises
    ------
    InputError
        For two reports in one file, or a report of Classroom 50 elsewhere than in its runner.
    """
    if apart:
        require_apart(renderings.files().values())
    if renderings.classroom50 is not None:
        from calcgrade.reports.classroom50 import require_runner

        require_runner(os.environ)


def require_apart(files: Iterable[Path]) -> None:
    """Refuse two reports in one file."""
    from calcgrade.errors import InputError

    seen: set[Path] = set()
    for path in files:
        if path in seen:
            raise InputError(
                str(path), "two reports cannot be in one file", "Name another place for one of them"
            )
        seen.add(path)


def render(kind: Kind, result: Result, renderings: Renderings, course: Course | None) -> bytes:
    """Return one report; without its course, a page has no expected pictures."""
    match kind:
        case "json":
            from calcgrade.results.model import encode

            return encode(result)
        case "html":
            from calcgrade.engine.expected import pictures
            from calcgrade.reports import html

            return html.render(result, pictures(course, result) if course else {})
        case "junit_xml":
            from calcgrade.reports import junit

            return junit.render(result, dialect=renderings.junit_dialect)
        case "markdown":
            from calcgrade.reports import markdown

            return markdown.render(result).encode("utf-8")
        case "csv":
            from calcgrade.reports import csv

            return csv.render(result)
        case "gradescope":
            from calcgrade.reports import gradescope

            return gradescope.render(result)
        case "classroom50":
            from datetime import UTC, datetime

            from calcgrade.reports import classroom50

            return classroom50.render(result, os.environ, datetime.now(UTC))
        case "exercism":
            from calcgrade.reports import exercism

            return exercism.render(result)


def write(
    result: Result, renderings: Renderings, course: Course | None, files: Mapping[Kind, Path] | None = None
) -> None:
    """Write every report; one that cannot be written does not keep the others from it.

    Parameters
    ----------
    result : Result
        What was graded.
    renderings : Renderings
        What was asked for.
    course : Course or None
        Draws the expected pictures of a page.
    files : mapping of kind to Path, optional
        Where to write, in place of what was asked for.

    Raises
    ------
    ReportLost
        For the first that could not be written, once all others are.
    """
    from calcgrade.errors import ReportLost
    from calcgrade.reports import file

    lost: list[ReportLost] = []
    for kind, path in (renderings.files() if files is None else files).items():
        try:
            file.write(render(kind, result, renderings, course), path)
        except ReportLost as error:
            lost.append(error)
    if lost:
        raise lost[0]
