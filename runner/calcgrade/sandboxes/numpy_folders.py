"""Where a worker that starts without site-packages finds numpy."""

from __future__ import annotations

import sys
from pathlib import Path


def numpy_folders() -> tuple[str, ...]:
    """Return the folder on this interpreter's path that holds numpy, found without importing it."""
    for folder in sys.path:
        if folder and Path(folder, "numpy", "__init__.py").is_file():
            return (folder,)
    return ()
