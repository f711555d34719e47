"""Text for a cell of a CSV file that a spreadsheet will open."""

from __future__ import annotations

import re

from calcgrade.reports.escape.visible import visible

_FORMULA = re.compile(r"(^|;)( *[=+\-@＝＋－＠])", re.MULTILINE)
"""What begins a formula, in the wide signs of East Asia too.

A spreadsheet of a language that separates cells by semicolons begins a new one in the middle of ours; some take
every line for a row.
"""


def for_cell(text: str) -> str:
    """Return ``text`` as a cell that is text; the csv module quotes it, and turns no formula into one.

    What would begin a formula, and a TAB or carriage return before it, stands behind an apostrophe, by
    which spreadsheets know text.
    """
    if text.isascii() and text[:1].isalnum() and text.isprintable() and ";" not in text:
        return text  # as nearly all are, and a cohort has cells by the hundred thousand
    if text[:1] in ("\t", "\r"):
        return "'" + visible(text)
    return _FORMULA.sub(r"\1'\2", visible(text))
