"""Text for XML 1.0, whose parsers stop at a character that it does not allow."""

from __future__ import annotations

from calcgrade.reports.escape.visible import visible

_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\n": "&#10;"})


def for_xml(text: str) -> str:
    """Return ``text`` for an element or a quoted attribute, where its line breaks are kept.

    A library that escapes by itself is handed ``visible(text)``: what that leaves is allowed in XML.
    """
    return visible(text).translate(_XML)
