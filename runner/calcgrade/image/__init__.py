"""The grading image: what is in it, where, and under which tag."""

from __future__ import annotations

from calcgrade import __version__

DEFAULT_TAG = f"calcgrade:{__version__}"
DEFAULT_BASE = "python:3.12-slim"

PYTHON = "/opt/calcgrade/venv/bin/python"
"""The image's interpreter, which finds numpy and matplotlib by itself."""

FONT_CACHE = "/opt/calcgrade/mpl"
"""Folder with matplotlib's list of fonts, to be linked into the worker's ``MPLCONFIGDIR``."""
