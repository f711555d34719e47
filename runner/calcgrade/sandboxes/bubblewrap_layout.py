"""What a bubblewrap sandbox can see: an interpreter, shared libraries and the named packages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from calcgrade.sandboxes import interpreter

if TYPE_CHECKING:
    from collections.abc import Iterator

PYTHON = "/python/bin/python3"
PACKAGES = "/packages"
_LIBRARIES = "/python/lib"


class Layout(NamedTuple):
    """Arguments for bwrap, and what follows from them."""

    arguments: list[str]
    sources: list[Path]
    """Host paths that are bound: whoever runs bwrap must be able to reach them."""
    library_path: str | None
    """``LD_LIBRARY_PATH`` inside, where the interpreter has a shared library of its own."""


def layout() -> Layout:
    """Describe the file system of a sandbox that runs this very interpreter."""
    stdlib = interpreter.library()
    inside = f"/python/{sys.platlibdir}/{stdlib.name}"
    folders = list(_library_folders())
    shared = [(path, f"{_LIBRARIES}/{path.name}") for path in interpreter.shared_libraries()]
    binds = [
        (interpreter.program(), PYTHON),
        (stdlib, inside),
        *((folder, str(folder)) for folder in folders),
        *shared,
        *((path, f"{PACKAGES}/{path.name}") for path in interpreter.packages()),
    ]
    hidden = [f"{inside}/{name}" for name in ("site-packages", "dist-packages") if (stdlib / name).is_dir()]
    # Debian's folders of one architecture hold no Python, and take a while to search.
    broad = [folder for folder in folders if folder.name in {"lib", "lib64"}]
    hidden += [str(other) for folder in broad for other in folder.glob("python[0-9]*")]
    arguments: list[str] = []
    for source, target in binds:
        arguments += ("--ro-bind", str(source), target)
    for target in hidden:
        arguments += ("--tmpfs", target, "--remount-ro", target)
    for link in (Path("/lib"), Path("/lib64")):
        if link.is_symlink():
            arguments += ("--symlink", str(link.readlink()), str(link))
    return Layout(arguments, [source for source, _ in binds], _LIBRARIES if shared else None)


def _library_folders() -> Iterator[Path]:
    """Yield where the system keeps shared libraries and the program that loads them.

    Debian has a folder for each architecture, with the loader outside it; others keep everything in
    ``/usr/lib64`` or ``/usr/lib``.
    """
    roots = [root for root in map(Path, ("/usr/lib", "/usr/lib64", "/lib", "/lib64")) if root.is_dir()]
    roots = [root for root in roots if not root.is_symlink()]
    multiarch = str(getattr(sys.implementation, "_multiarch", ""))
    narrow = [root / multiarch for root in roots if multiarch and (root / multiarch).is_dir()]
    if not narrow:
        yield from roots
        return
    yield from narrow
    for root in roots:
        yield from root.glob("ld-*")
