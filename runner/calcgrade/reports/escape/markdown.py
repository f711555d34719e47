"""Text for Markdown as GitHub reads it: summaries of a job, comments."""

from __future__ import annotations

import re

from calcgrade.reports.escape.html import for_html
from calcgrade.reports.escape.visible import visible

_MEANT = re.compile(r"[!-/:-@\[-`{-~]")
"""Punctuation of ASCII: all that means anything in Markdown, and all that a backslash takes the meaning of."""

_OTHERS = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "\\@<!-- -->", "#": "\\#<!-- -->"}
"""An address becomes a link, a name a mention and a number a reference, backslash or not; a comment parts them."""


def for_markdown(text: str) -> str:
    """Return ``text`` for the inside of a paragraph, a list item, a heading or a cell of a table.

    It stays on one line of the source; its line breaks are shown as such, its indentation is not.
    """
    lines = (line.strip(" ") for line in visible(text).split("\n"))
    return "<br>".join(_MEANT.sub(_harmless, line) for line in lines)


def for_markdown_block(text: str) -> str:
    """Return ``text`` as a block of its own that keeps lines and columns; put it after a blank line."""
    return f"<pre>\n{for_html(text)}\n</pre>"


def _harmless(found: re.Match[str]) -> str:
    return _OTHERS.get(found[0], "\\" + found[0])
