"""A notebook as one module: its code cells in order, up to the end of an exercise's section.

A heading or comment that names an exercise ("## Exercise 2.1") opens that exercise's section, which
ends where the next one starts. Without such a heading the whole notebook belongs to every exercise.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

_EXERCISE = re.compile(r"^\s*#+\s*(?:exercise|ex\.?|task)?\s*(\d\.\d|E\d)\b", re.IGNORECASE | re.MULTILINE)
_PROJECT = re.compile(r"^\s*#+.*\b(?:project|linear regression)\b", re.IGNORECASE | re.MULTILINE)
_KEPT_CELL_MAGIC = re.compile(r"\s*%%(?:time|timeit|capture)\b.*")
_HELP = re.compile(r"\s*\??\w[\w.]*\?{1,2}\s*$")


class NotANotebook(Exception):  # noqa: N818 - shown to the learner by this name
    """The bytes are no notebook of a version with cells."""


class Cell(NamedTuple):
    """One code cell: how to call it, its Python, and whether it belongs to the wanted exercise."""

    label: str
    source: str
    own: bool


def cells(data: bytes, exercise: str) -> tuple[list[Cell], list[str]]:
    """Return the code cells to run for an exercise, and notes on what was left out.

    Parameters
    ----------
    data : bytes
        The notebook file.
    exercise : str
        Exercise id, such as "2.1".

    Raises
    ------
    NotANotebook
        If it cannot be read as one.
    """
    found, notes = _code(data)
    sections = [section for _, _, section in found]
    if exercise not in sections:
        return [Cell(label, source, own=True) for label, source, _ in found], notes
    last = len(sections) - 1 - sections[::-1].index(exercise)
    kept = [Cell(label, source, section in (None, exercise)) for label, source, section in found[: last + 1]]
    return kept, notes


def definitions(data: bytes, exercise: str, functions: list[str]) -> list[str] | None:
    """Return which of an exercise's functions a notebook seems to define; None if it is no notebook."""
    try:
        source = "\n".join(cell.source for cell in cells(data, exercise)[0])
    except NotANotebook:
        return None
    return [
        name for name in functions if re.search(rf"^\s*(?:def\s+{name}\b|{name}\s*=)", source, re.MULTILINE)
    ]


def _code(data: bytes) -> tuple[list[tuple[str, str, str | None]], list[str]]:
    """Return (label, Python, section) of every code cell, and what was dropped from them."""
    section: str | None = None
    found: list[tuple[str, str, str | None]] = []
    notes: list[str] = []
    for kind, text in _parsed(data):
        section = _heading(text) or section
        if kind == "code":
            label = f"cell {len(found) + 1}"
            source, dropped = _python_only(text)
            notes.extend(f"{label}: {line!r} was left out" for line in dropped)
            found.append((label, source, section))
    return found, notes


def _parsed(data: bytes) -> list[tuple[str, str]]:
    try:
        document = json.loads(data.decode("utf-8-sig"))
        raw = document["cells"] if "cells" in document else document["worksheets"][0]["cells"]
        return [(str(cell["cell_type"]), _text(cell)) for cell in raw]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise NotANotebook(f"not a readable notebook ({type(error).__name__})") from None


def _text(cell: dict[str, Any]) -> str:
    source = cell.get("source", cell.get("input", ""))
    return source if isinstance(source, str) else "".join(source)


def _heading(text: str) -> str | None:
    found = _EXERCISE.search(text)
    if found:
        return found.group(1).upper()
    return "project" if _PROJECT.search(text) else None


def _python_only(text: str) -> tuple[str, list[str]]:
    """Drop magics, shell lines and help requests; most cell magics drop their whole cell."""
    if text.lstrip().startswith("%%") and not _KEPT_CELL_MAGIC.match(text):
        return "", [text.strip().splitlines()[0]]
    kept: list[str] = []
    dropped: list[str] = []
    for line in text.splitlines():
        if re.match(r"\s*[%!]", line) or _HELP.match(line):
            dropped.append(line.strip()[:80])
            kept.append(line[: len(line) - len(line.lstrip())] + "pass")
        else:
            kept.append(line)
    return "\n".join(kept), dropped
