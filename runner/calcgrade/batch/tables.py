"""CSV files that somebody else wrote: read whole, with the place of whatever is wrong with them."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from calcgrade.errors import InputError
from calcgrade.limits import MIB, ROSTER

if TYPE_CHECKING:
    from pathlib import Path

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SEPARATORS = ",;\t"


class Row(NamedTuple):
    """A row and the line of the file on which it ends."""

    line: int
    cells: list[str]


class Table(NamedTuple):
    """A file's head and rows; every row has as many cells as the head.

    Attributes
    ----------
    separator : str
        What stands between cells: spreadsheets of many languages write semicolons.
    """

    path: Path
    head: list[str]
    rows: list[Row]
    separator: str

    def wrong(self, line: int, column: int, problem: str, fix: str) -> InputError:
        """Return the error for a cell; ``column`` counts from 0."""
        return InputError(f"{self.path}, line {line}, column {column + 1}", problem, fix)


def read(path: Path) -> Table:
    """Read a CSV file: UTF-8, or UTF-16 with its mark; commas, semicolons or tabs.

    Raises
    ------
    InputError
        It cannot be read, or breaks the format: with the line and the column.
    """
    try:
        with path.open("rb") as file:
            data = file.read(ROSTER + 1)
    except OSError as error:
        problem = f"cannot be read ({(error.strerror or 'unreadable').lower()})"
        raise InputError(str(path), problem, "Name a CSV file") from None
    if len(data) > ROSTER:
        raise InputError(str(path), f"is larger than {ROSTER // MIB} MiB", "Name a CSV file of learners")
    text = _decoded(data, path)
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = [Row(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        where = f"{path}, line {reader.line_num}, column 1"
        raise InputError(where, f"is not CSV ({error})", "Save it from the spreadsheet again") from None
    if not rows:
        raise InputError(f"{path}, line 1, column 1", "there is no row of column names", "Add one")
    head, *rest = rows
    table = Table(path, [cell.strip() for cell in head.cells], rest, separator)
    _require_shape(table)
    return table


def _decoded(data: bytes, path: Path) -> str:
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        raise InputError(
            f"{path}, line {line}, column {column}",
            f"is not {'UTF-16' if encoding == 'utf-16' else 'UTF-8'} text",
            "Save it as “CSV UTF-8”",
        ) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise InputError(f"{path}, line {line}, column 1", "holds NUL characters", "Save it as “CSV UTF-8”")
    return text


def _separator(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return max(_SEPARATORS, key=first.count)


def _require_shape(table: Table) -> None:
    seen: dict[str, int] = {}
    for column, name in enumerate(table.head):
        folded = name.casefold()
        if folded and folded in seen:
            raise table.wrong(
                1, column, f"the column “{name}” stands in column {seen[folded] + 1} already", "Take one out"
            )
        seen[folded] = column
    width = len(table.head)
    for line, cells in table.rows:
        del cells[width if not any(cell.strip() for cell in cells[width:]) else len(cells) :]
        if len(cells) > width:
            raise table.wrong(
                line, width, f"there are {len(cells)} cells under {width} columns", "Mend the row"
            )
        cells.extend([""] * (width - len(cells)))
