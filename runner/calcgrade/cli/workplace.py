"""The trusted process never works in a learner's folder."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from calcgrade import scratch
from calcgrade.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def private_folder() -> Generator[Path, None, None]:
    """Work in an empty private folder, and yield the one that the command was given in.

    Hypothesis and matplotlib read settings from the current folder even when told not to, and a
    learner's folder could hold such files.
    """
    try:
        here = Path.cwd()
    except FileNotFoundError:
        raise InputError(
            "the current folder", "was removed while it was in use", "Change to one that exists"
        ) from None
    # An absolute path: the folder is removed after the way back.
    folder = scratch.make()
    os.chdir(folder)
    try:
        yield here
    finally:
        # Windows removes no folder that somebody works in; `here` may be gone, which is no matter now.
        os.chdir(here if here.is_dir() else Path(folder).parent)
        shutil.rmtree(folder, ignore_errors=True)
        scratch.remove_strays()
