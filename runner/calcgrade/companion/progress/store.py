"""The file that progress is kept in: read with distrust, written whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from calcgrade.companion import small_file
from calcgrade.companion.progress.model import Progress
from calcgrade.errors import ReportLost
from calcgrade.limits import KIB
from calcgrade.reports import file as reports

if TYPE_CHECKING:
    from pathlib import Path

NAME = ".calcgrade-progress.json"
ASIDE = ".calcgrade-progress.damaged.json"
LARGEST = 256 * KIB


class Kept(NamedTuple):
    """What was read.

    Attributes
    ----------
    progress : Progress
        Blank where there was nothing to read.
    note : str
        What was wrong with the file and became of it; empty where nothing was.
    """

    progress: Progress
    note: str = ""


def read(folder: Path) -> Kept:
    """Read a folder's progress; a damaged file is set aside, so that it costs no more than what it held."""
    path = folder / NAME
    try:
        return Kept(msgspec.json.decode(small_file.read(path, LARGEST), type=Progress))
    except FileNotFoundError:
        return Kept(Progress())
    except PermissionError:
        return Kept(Progress(), f"{NAME} cannot be read, so your progress is neither known nor kept.")
    # What it holds may be damaged in any way: not JSON, not ours, nested without end, a link, too large.
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, OSError, ValueError) as error:
        return Kept(Progress(), _set_aside(path, error))


def write(folder: Path, progress: Progress) -> bool:
    """Write a folder's progress; False where the folder, or the disk, does not allow it."""
    data = msgspec.json.format(msgspec.json.encode(progress), indent=1) + b"\n"
    try:
        reports.write(data, folder / NAME)
    except ReportLost:
        return False
    return True


def _set_aside(path: Path, error: Exception) -> str:
    with suppress(OSError):
        path.replace(path.with_name(ASIDE))
        return f"{NAME} was damaged ({error}). It is now {ASIDE}, and your progress begins anew; no grade is lost."
    return f"{NAME} is damaged ({error}), so your progress is not known. Delete it; no grade is lost."
