"""What a Python needs to run, by path: its program, its library, numpy and matplotlib.

Everything is found without importing any of it, since this is on the way to a learner's first answer. Whole
folders of packages are never used: calcgrade and its checkers lie in them.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# numpy, matplotlib and what matplotlib requires, as they lie in a folder of packages.
_NAMES = (
    "numpy", "numpy.libs", "matplotlib", "matplotlib.libs", "mpl_toolkits", "pylab.py",
    "PIL", "pillow.libs", "contourpy", "contourpy.libs", "cycler", "dateutil", "fontTools",
    "kiwisolver", "kiwisolver.libs", "packaging", "pyparsing", "six.py", "tzdata",
)  # fmt: skip


def program() -> Path:
    """Return the interpreter behind a virtual environment's link."""
    return Path(getattr(sys, "_base_executable", None) or sys.executable).resolve()


def library() -> Path:
    """Return the folder of the standard library."""
    return Path(os.__file__).parent


def shared_libraries() -> list[Path]:
    """Paths of this interpreter's own shared library, if it was built with one."""
    maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="surrogateescape")
    return sorted({Path(line.split(maxsplit=5)[5]) for line in maps.splitlines() if "/libpython" in line})


def packages() -> Iterator[Path]:
    """Yield the named packages, each where this interpreter would find it."""
    folders = [Path(entry) for entry in sys.path if entry]
    folders = [
        folder for folder in folders if folder.is_absolute() and folder != library() and folder.is_dir()
    ]
    for name in _NAMES:
        found = next((folder / name for folder in folders if (folder / name).exists()), None)
        if found is not None:
            yield found


def is_public(path: Path) -> bool:
    """Whether everybody may read ``path`` and pass through the folders above it."""
    real = path.resolve()
    return bool(real.stat().st_mode & 0o004) and all(folder.stat().st_mode & 0o001 for folder in real.parents)
