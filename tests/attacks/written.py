"""The reports that other programs read: each whole, of the same score, and without anything that is obeyed."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from calcgrade.reports.escape.spreadsheet import for_cell
from calcgrade.reports.escape.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

REPORTS = {
    "json": "result.json", "html": "report.html", "junit-xml": "report.xml", "markdown": "report.md",
    "csv": "report.csv", "gradescope": "gradescope.json", "exercism": "exercism.json",
}  # fmt: skip
"""What a trial asks for: the options, and the files that they name."""


def complaints(files: Mapping[str, bytes], score: float, most: float) -> Iterator[str]:
    """Say what is wrong with any of them, given the result's own score."""
    for name, read in READERS.items():
        data = files.get(name)
        if data is None:
            yield f"there is no {name}"
            continue
        text = data.decode("utf-8", "replace")
        if visible(text) != text:
            yield f"{name} holds what cannot be seen"
        try:
            found = read(text)
        except (ValueError, KeyError, IndexError, SyntaxError) as error:
            yield f"{name} cannot be read: {error}"
        else:
            if found not in (None, score, f"{score:g} of {most:g} points"):
                yield f"{name} says {found}, and the score is {score} of {most}"


def _of_xml(text: str) -> object:
    return ET.fromstring(text).attrib["name"].rpartition(": ")[2]


def _of_markdown(text: str) -> object:
    return text.splitlines()[0].rpartition(": ")[2]


def _of_table(text: str) -> object:
    names, cells = csv.reader(io.StringIO(text, newline=""))
    if [for_cell(cell) for cell in cells] != cells:
        raise ValueError("a cell is a formula")
    return float(cells[names.index("score")])


def _of_gradescope(text: str) -> object:
    return json.loads(text)["score"]


def _of_exercism(text: str) -> object:
    if any(not re.fullmatch("pass|fail|error", test["status"]) for test in json.loads(text)["tests"]):
        raise ValueError("a status that there is none of")
    return None  # it knows no points


READERS: dict[str, Callable[[str], object]] = {
    "report.xml": _of_xml,
    "report.md": _of_markdown,
    "report.csv": _of_table,
    "gradescope.json": _of_gradescope,
    "exercism.json": _of_exercism,
}
