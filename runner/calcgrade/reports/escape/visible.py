"""What cannot be seen, or turns other text round, written out."""

from __future__ import annotations

_TAB = "    "

_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0").union(
    map(chr, [*range(0x180B, 0x1810), *range(0xFE00, 0xFE0E), *range(0xE0100, 0xE01F0)])
)
"""Letters and marks that Unicode counts among the printable ones, and that show nothing.

U+FE0E and U+FE0F are left out: they choose between the two looks of an emoji, and are ordinary text.
"""


def visible(text: str) -> str:
    """Return ``text`` with everything that cannot be seen, or turns other text round, written out.

    Control characters, ANSI and OSC escapes, bidirectional and invisible characters, what Unicode has
    not assigned and lone surrogates become their Python escapes. Line breaks stay, tabs become spaces.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text.replace("\r\n", "\n")))


def _shown(character: str) -> str:
    if (character.isprintable() and character not in _BLANK) or character == "\n":
        return character
    if character == "\t":
        return _TAB
    # No-break and typographic spaces are not "printable", but all they do is look like one.
    if character.isspace() and character > "\x9f" and character not in "\u2028\u2029":
        return " "
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
