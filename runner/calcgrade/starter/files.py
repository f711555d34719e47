"""What each kind of folder holds."""

from __future__ import annotations

import json
import shlex
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

import jinja2

from calcgrade import __version__
from calcgrade.image import DEFAULT_BASE, DEFAULT_TAG
from calcgrade.reports.lines import points

if TYPE_CHECKING:
    from calcgrade.course.load import Course

PUBLISHED = f"calcgrade=={__version__}"
"""What pip installs where nobody names anything else."""

WORKFLOW = PurePosixPath(".github/workflows/calcgrade.yml")


class File(NamedTuple):
    """A file of a folder, its path relative to it."""

    path: PurePosixPath
    content: bytes
    executable: bool = False


def learner(course: Course, requirement: str, *, workflow: bool) -> list[File]:
    """Return a learner's folder: the stubs, what to do with them, and a workflow that grades every push.

    Parameters
    ----------
    course : Course
        Has the stubs.
    requirement : str
        What pip installs calcgrade from.
    workflow : bool
        Whether pushes are graded by GitHub Actions.
    """
    stubs = [
        File(PurePosixPath(entry.file), (course.path / "exercises" / entry.file).read_bytes())
        for entry in course.manifest.exercise
    ]
    others = [
        _rendered("learner_readme.md", "README.md", requirement, course=course.manifest, workflow=workflow),
        _rendered("gitignore", ".gitignore", requirement),
    ]
    if workflow:
        others.append(_rendered("workflow.yml", str(WORKFLOW), requirement))
    return [*stubs, *others]


def gradescope(requirement: str) -> list[File]:
    """Return the contents of an autograder's zip for Gradescope."""
    return [
        _rendered("gradescope_setup.sh", "setup.sh", requirement, executable=True),
        _rendered("gradescope_run.sh", "run_autograder", requirement, executable=True),
        _rendered("gradescope_readme.md", "README.md", requirement),
    ]


def classroom50(requirement: str) -> list[File]:
    """Return an assignment's folder in the configuration repository of Classroom 50."""
    return [
        _rendered("classroom50_autograder.py", "autograder.py", requirement),
        _rendered("classroom50_readme.md", "README.md", requirement),
    ]


def _rendered(template: str, path: str, requirement: str, *, executable: bool = False, **more: Any) -> File:
    # Braces are the workflow's own, and brackets the shell's.
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("calcgrade.starter"),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 - no page: what is put in is quoted for YAML and the shell
        variable_start_string="<%",
        variable_end_string="%>",
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        # A string of JSON is one of YAML and of Python too.
        "quoted": lambda text: json.dumps(text, ensure_ascii=False),
        "shell": shlex.quote,
        "cell": _cell,
        "points": points,
    }
    text = environment.get_template(f"{template}.jinja").render(
        requirement=requirement, base_image=DEFAULT_BASE, image=DEFAULT_TAG, **more
    )
    return File(PurePosixPath(path), text.encode("utf-8"), executable)


def _cell(text: str) -> str:
    """Return a course's own words for a line or a cell of Markdown, in which they may be emphasized."""
    return " ".join(text.split()).replace("|", "\\|")
