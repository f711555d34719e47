"""Text for an HTML page: contents of an element, or of an attribute in quotes."""

from __future__ import annotations

from calcgrade.reports.escape.visible import visible

_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def for_html(text: str) -> str:
    """Return ``text`` for an element or a quoted attribute; never for a script, a style or an address."""
    return visible(text).translate(_HTML)
