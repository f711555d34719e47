"""The folder of results: a file of each kind for each learner."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from calcgrade.batch.outputs import durable
from calcgrade.errors import InputError
from calcgrade.intake.names import DEVICES

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDERS = {"json": "results", "html": "learners", "xml": "junit"}
_PLAIN = re.compile(r"[a-z0-9][a-z0-9_.-]{0,79}(?<!\.)")
_ODD = re.compile(r"[^a-z0-9_-]+")


def file_name(learner: str) -> str:
    """Return the name of a learner's files, without a suffix: one that every system takes, and nobody else's."""
    if _PLAIN.fullmatch(learner) and learner.partition(".")[0] not in DEVICES:
        return learner
    # Names of this form may be somebody's own id, but hardly with the right digest.
    digest = hashlib.sha256(learner.encode()).hexdigest()[:10]
    return f"{_ODD.sub('-', learner.lower()).strip('-')[:60]}-{digest}".lstrip("-")


class Store:
    """Writes and finds the files of learners.

    Parameters
    ----------
    out
        The folder of results; made where it is not there, for its owner alone.

    Raises
    ------
    InputError
        Nothing can be written there.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self._root = str(out)
        try:
            out.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in FOLDERS.values():
                (out / folder).mkdir(exist_ok=True)
                durable.remove_drafts(out / folder)
            durable.remove_drafts(out)
            trial = out / ".trial.tmp"
            trial.write_bytes(b"")
            trial.unlink()
        except OSError as error:
            problem = f"nothing can be written here ({(error.strerror or 'unknown error').lower()})"
            raise InputError(str(out), problem, "Name another folder with --out") from None

    def path(self, learner: str, kind: str) -> Path:
        """Return the place of a learner's file."""
        return Path(self._place(file_name(learner), kind))

    def _place(self, name: str, kind: str) -> str:
        return f"{self._root}/{FOLDERS[kind]}/{name}.{kind}"

    def write(self, learner: str, contents: Mapping[str, bytes]) -> str:
        """Write a learner's files, safely on the disk when this returns; return their sizes."""
        sizes = {kind: durable.write(data, self.path(learner, kind)) for kind, data in contents.items()}
        for kind in contents:
            durable.sync(self.out / FOLDERS[kind])
        return _noted(sizes)

    def has(self, learner: str, sizes: str) -> bool:
        """Tell whether a learner's files are still as they were written."""
        name = file_name(learner)
        kinds = [item.partition("=")[0] for item in sizes.split()]
        try:
            return _noted({kind: os.stat(self._place(name, kind)).st_size for kind in kinds}) == sizes  # noqa: PTH116
        except (OSError, KeyError):
            return False


def _noted(sizes: Mapping[str, int]) -> str:
    return " ".join(f"{kind}={size}" for kind, size in sorted(sizes.items()))
