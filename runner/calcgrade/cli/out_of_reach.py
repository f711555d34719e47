"""Where root grades the code of others as a plain process: what has to be out of that code's reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.errors import InputError
from calcgrade.sandboxes.privileges import is_root

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from calcgrade.cli.options import Settings
    from calcgrade.course.load import Course


def require_closed_reports(settings: Settings) -> None:
    """Refuse a report that the submission, running as another user, could read or put another in place of.

    Raises
    ------
    InputError
        Everybody may enter the folder that it is to be in.
    """
    for report in settings.reports():
        require_closed(report.parent, settings.isolation, str(report))


def require_closed(folder: Path, isolation: str, named: str) -> None:
    """Refuse a folder for reports that a submission, running as another user, could enter; `InputError`."""
    if isolation == "process" and is_root() and _everybody_may_enter(folder):
        raise InputError(
            named,
            "the submission could read or replace a report in this folder",
            "Close the folder to all but root (`chmod 700 DIR`), or name one that is closed",
        )


def answers_within_reach(isolation: str, course: Course) -> Iterator[str]:
    """Say that the submission could read the checkers, if it could."""
    if isolation == "process" and is_root() and _everybody_may_enter(course.path):
        yield (
            f"{course.path}: the submission can read the answers in this folder. "
            "Close it to all but root: `chmod 700 DIR`."
        )


def _everybody_may_enter(folder: Path) -> bool:
    """Whether a user without any rights gets as far as into the folder."""
    real = folder.resolve()
    return all(above.stat().st_mode & 0o001 for above in (real, *real.parents))
