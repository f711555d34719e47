"""A Python that another user can run: this one where it lies, or, where that is closed to others, its files again.

Either way only numpy, matplotlib and what they need can be imported: calcgrade and its checkers are not among
them. What is made here is root's, and nobody else can change it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from calcgrade import scratch
from calcgrade.errors import SandboxUnavailable
from calcgrade.sandboxes import interpreter

PLACES = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108 - what is made there has a name of its own
_NOT_NEEDED = shutil.ignore_patterns(
    "site-packages", "dist-packages", "test", "tests", "idlelib", "ensurepip"
)
_READ, _WRITE = 0o004, 0o022
_FIX = "Use a Python that everybody may read, such as the system's, or another --isolation"


class PublicPython:
    """An interpreter and the packages that a worker may import, open to every user.

    Attributes
    ----------
    program : str
        The interpreter.
    packages : str
        The folder to import packages from.
    library_path : str or None
        ``LD_LIBRARY_PATH`` that it needs.

    Raises
    ------
    SandboxUnavailable
        There is no place for it.
    """

    def __init__(self) -> None:
        scratch.remove_strays(*PLACES)
        self._folder = make_public_folder()
        folder = Path(self._folder)
        self.packages = str(folder / "packages")
        self.program = str(interpreter.program())
        shared = interpreter.shared_libraries()
        self.library_path = str(shared[0].parent) if shared else None
        try:
            (folder / "packages").mkdir()
            if not all(map(interpreter.is_public, (interpreter.program(), interpreter.library(), *shared))):
                self._make_again(folder)
            for package in interpreter.packages():
                _offer(package, folder / "packages" / package.name)
            self._open(folder)
        except OSError as error:
            self.close()
            raise SandboxUnavailable(
                "process", f"Python cannot be made ready for another user ({error})", _FIX
            ) from None

    def close(self) -> None:
        """Remove what was made."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _make_again(self, folder: Path) -> None:
        library = folder / sys.platlibdir / interpreter.library().name
        for name in ("bin", "lib"):
            (folder / name).mkdir()
        _copy_file(str(interpreter.program()), str(folder / "bin" / "python3"))
        shutil.copytree(
            interpreter.library(), library, copy_function=_copy_file, ignore=_NOT_NEEDED, dirs_exist_ok=True
        )
        for shared in interpreter.shared_libraries():
            _copy_file(str(shared), str(folder / "lib" / shared.name))
            self.library_path = str(folder / "lib")
        self.program = str(folder / "bin" / "python3")

    @staticmethod
    def _open(folder: Path) -> None:
        """Let everybody into the folders, whatever the mask for new files says."""
        for above, _, _ in os.walk(folder):
            os.chmod(above, 0o755)  # noqa: PTH101, S103 - text from walk; there is nothing private in them


def make_public_folder() -> str:
    """Make an empty folder of root's where every user can pass through all that is above it.

    Raises
    ------
    SandboxUnavailable
        There is no such place.
    """
    for place in (tempfile.gettempdir(), *PLACES):
        with contextlib.suppress(OSError):
            runs = not os.statvfs(place).f_flag & os.ST_NOEXEC
            if runs and all(above.stat().st_mode & 0o001 for above in (Path(place), *Path(place).parents)):
                return scratch.make(place)
    raise SandboxUnavailable(
        "process", "there is no folder for temporary files that every user can reach", "Set TMPDIR to one"
    )


def _offer(package: Path, target: Path) -> None:
    """Make a package importable: by a link where it is open to all, else its files again."""
    if interpreter.is_public(package):
        target.symlink_to(package)
    elif package.is_dir():
        shutil.copytree(package, target, copy_function=_copy_file, ignore=_NOT_NEEDED)
    else:
        _copy_file(str(package), str(target))


def _copy_file(source: str, target: str) -> str:
    """A second name for a file that everybody may read and nobody else may change; else a copy."""
    mode = os.stat(source).st_mode  # noqa: PTH116 - called thousands of times
    if mode & _READ and not mode & _WRITE:
        with contextlib.suppress(OSError):  # on another file system, say
            os.link(source, target)
            return target
    shutil.copyfile(source, target)
    os.chmod(target, 0o755 if mode & 0o100 else 0o644)  # noqa: PTH101
    return target
