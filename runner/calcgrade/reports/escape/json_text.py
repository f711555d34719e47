"""JSON that may be printed to a terminal or a log: the same values, spelt without what either obeys."""

from __future__ import annotations

import re

import msgspec

from calcgrade.reports.escape.visible import visible

_UNSEEN = re.compile(r"[^ -~\n]")


def written(value: object) -> bytes:
    """Return a value as indented JSON that may be printed, ending in a line break."""
    return for_json(msgspec.json.format(msgspec.json.encode(value), indent=2)) + b"\n"


def for_json(encoded: bytes) -> bytes:
    """Return the same JSON with what acts on a terminal or a log as escapes of its strings.

    JSON itself escapes control characters below U+0020 alone. A line of indented JSON begins with no
    colon, so of a log's commands those with ``##`` are left.
    """
    if not encoded.isascii():
        encoded = _UNSEEN.sub(_escaped, encoded.decode("utf-8")).encode("utf-8")
    return encoded.replace(b"##", rb"#\u0023").replace(b"\x7f", rb"\u007f")


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if visible(character) == character:
        return character
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[k : k + 2].hex()}" for k in range(0, len(units), 2))
