"""Which file of a submission belongs to which exercise."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calcgrade.intake.source import Kind

NOT_A_FILE: dict[Kind, str] = {
    "folder": "is a folder, not a file",
    "link": "is a link, and links are not followed",
    "special": "is not a regular file",
    "locked": "is encrypted",
    "packed": "is packed in a way that is not read here (deflate, the usual one, is)",
    "twice": "stands in the archive more than once",
}


class Entry(msgspec.Struct, frozen=True):
    """Where an exercise's functions are.

    Attributes
    ----------
    paths : tuple of str
        POSIX paths relative to the submission: one file, or every notebook that may hold the
        exercise, of which the worker finds the one that defines its functions.
    kind : {"module", "notebook"}
        How the worker loads them.
    problem : str or None
        Why the file could not be read; the exercise is then an ``error`` with this reason.
    """

    paths: tuple[str, ...]
    kind: Literal["module", "notebook"]
    problem: str | None = None

    @property
    def path(self) -> str:
        """The file, or the first of the notebooks."""
        return self.paths[0]


def find(exercise_file: str, kinds: Mapping[str, Kind]) -> Entry | None:
    """Find an exercise's file: the ``.py``, else its notebook, else any of the shallowest notebooks.

    A notebook of another name counts only when the submission has no Python file at all.

    Parameters
    ----------
    exercise_file : str
        The manifest's ``file``.
    kinds : mapping
        A `Tree`'s files, shallowest first.
    """
    wanted = PurePosixPath(exercise_file)
    module = _find(wanted, kinds)
    notebook = module or _find(wanted.with_suffix(".ipynb"), kinds)
    if notebook is not None:
        return notebook
    if any(path.endswith(".py") for path in kinds):
        return None
    return notebooks(kinds)


def notebooks(kinds: Mapping[str, Kind]) -> Entry | None:
    """Return the notebooks in the root as candidates, or of the one folder where the first stand; or None."""
    found = [path for path in kinds if path.endswith(".ipynb")]
    level = [path for path in found if path.count("/") == found[0].count("/")]
    folders = {PurePosixPath(path).parent for path in level}
    paths = tuple(level) if len(folders) == 1 else ()
    readable = tuple(path for path in paths if kinds[path] == "file")
    if readable:
        return Entry(readable, "notebook")
    return Entry(paths[:1], "notebook", f"{paths[0]} {NOT_A_FILE[kinds[paths[0]]]}") if paths else None


def _find(wanted: PurePosixPath, kinds: Mapping[str, Kind]) -> Entry | None:
    """Look in the root, in ``exercises/``, then at the shallowest match, which must be unique."""
    kind: Literal["module", "notebook"] = "module" if wanted.suffix == ".py" else "notebook"
    usual = [str(wanted), wanted.name, f"exercises/{wanted}", f"exercises/{wanted.name}"]
    same_name = [path for path in kinds if PurePosixPath(path).name == wanted.name]
    for path in usual:
        if kinds.get(path) == "file":
            return Entry((path,), kind)
    files = [path for path in same_name if kinds[path] == "file"]
    shallowest = [path for path in files if path.count("/") == files[0].count("/")]
    if len(shallowest) == 1:
        return Entry((shallowest[0],), kind)
    if shallowest:
        places = " and ".join(shallowest[:3])
        return Entry(
            (shallowest[0],), kind, f"{len(shallowest)} files of this name stand equally deep: {places}"
        )
    if same_name:
        path = same_name[0]
        return Entry((path,), kind, f"{path} {NOT_A_FILE[kinds[path]]}")
    return None
