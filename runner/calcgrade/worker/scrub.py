"""Take out of learner-visible text what differs from run to run and from sandbox to sandbox."""

from __future__ import annotations

import os
import re

FOLDERS: list[str] = []
"""The sandbox's own folders, filled in when the worker starts."""

_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,16}\b")


def scrub(text: str) -> str:
    """Replace memory addresses, the sandbox's folders, and what UTF-8 cannot carry."""
    for folder in FOLDERS:
        if folder in text:
            text = text.replace(folder + os.sep, "").replace(folder, ".")
    if "0x" in text:
        text = _ADDRESS.sub("0x…", text)
    return text.encode("utf-8", "replace").decode("utf-8")
