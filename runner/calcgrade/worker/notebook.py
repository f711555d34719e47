"""A notebook as one module: its code cells in order, up to the end of an exercise's section.

A heading or comment that names an exercise ("## Exercise 2.1") opens that exercise's section, which
ends where the next one starts. Without such headings the whole notebook belongs to every exercise.
"""

import json
import re

_HEADING = re.compile(r"^\s*#+\s*(?:exercise|ex\.?|task|aufgabe)?\s*(\d\.\d|E\d)\b", re.IGNORECASE | re.MULTILINE)
_PROJECT = re.compile(r"^\s*#+.*\b(?:project|linear regression)\b", re.IGNORECASE | re.MULTILINE)


class NotANotebook(Exception):  # noqa: N818
    """The bytes are no notebook of a version with cells."""


def cells(data, exercise):
    """Return [(label, source)] of the code cells for ``exercise``, and notes on what was left out.

    Parameters
    ----------
    data : bytes
        The notebook file.
    exercise : str
        Exercise id, such as "2.1".
    """
    try:
        document = json.loads(data.decode("utf-8-sig"))
        raw = document["cells"] if "cells" in document else document["worksheets"][0]["cells"]
        parsed = [(cell.get("cell_type"), _text(cell)) for cell in raw]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise NotANotebook(f"not a readable notebook ({type(error).__name__})") from None
    chosen, section, known, notes, number = [], None, False, [], 0
    for kind, text in parsed:
        heading = _section(text)
        if heading is not None:
            section = heading
            known = known or section == exercise
            if known and section != exercise and any(s == exercise for _, _, s in chosen):
                break
        if kind == "code":
            number += 1
            source, dropped = _python_only(text)
            notes.extend(f"cell {number}: {line!r} was left out" for line in dropped)
            chosen.append((f"cell {number}", source, section))
    if known:
        last = max(index for index, cell in enumerate(chosen) if cell[2] == exercise) if any(
            cell[2] == exercise for cell in chosen
        ) else len(chosen) - 1
        chosen = chosen[: last + 1]
    return [(label, source, not known or part in (exercise, None)) for label, source, part in chosen], notes


def defines(data, exercise, functions):
    """Count how many of an exercise's functions a notebook seems to define."""
    try:
        source = "\n".join(text for _, text, _ in cells(data, exercise)[0])
    except NotANotebook:
        return -1
    return sum(bool(re.search(rf"^\s*(?:def\s+{name}\b|{name}\s*=)", source, re.MULTILINE)) for name in functions)


def _text(cell):
    source = cell.get("source", cell.get("input", ""))
    return source if isinstance(source, str) else "".join(source)


def _section(text):
    found = _HEADING.search(text)
    if found:
        return found.group(1).upper()
    return "project" if _PROJECT.search(text) else None


def _python_only(text):
    """Drop magics and shell lines; a cell magic drops its whole cell unless it only times Python."""
    if re.match(r"\s*%%(?!time|capture)", text):
        return "", [text.strip().splitlines()[0]]
    kept, dropped = [], []
    for line in text.splitlines():
        if re.match(r"\s*[%!]", line):
            dropped.append(line.strip()[:80])
            kept.append(re.match(r"\s*", line).group() + "pass")
        elif re.match(r"\s*\??\w[\w.]*\?{1,2}\s*$", line):
            dropped.append(line.strip()[:80])
            kept.append("")
        else:
            kept.append(line)
    return "\n".join(kept), dropped
