"""Text inside a command to GitHub Actions, such as ``::error file=…,line=…::…``.

The runner takes ``%25``, ``%0D`` and ``%0A`` in the message, and ``%3A`` and ``%2C`` too in a property, for
what they stand for; unescaped, a line break ends the command, and a comma or colon the property.
"""

from __future__ import annotations

from calcgrade.reports.escape.terminal import without_hashes
from calcgrade.reports.escape.visible import visible

_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def for_message(text: str) -> str:
    """Return ``text`` as the message of a command, in which line breaks are kept."""
    return without_hashes(visible(text)).translate(_MESSAGE)


def for_property(text: str) -> str:
    """Return ``text`` as the value of a command's property, such as ``title``."""
    return without_hashes(visible(text)).translate(_PROPERTY)
