"""Making text that came from a learner harmless to the terminal, or the CI log, that shows it."""

from __future__ import annotations

_TAB = "    "


def for_terminal(text: str) -> str:
    """Return ``text`` with everything that could act on a terminal shown instead of obeyed.

    Control characters, ANSI and OSC escapes, bidirectional and invisible characters and lone
    surrogates become their Python escapes. Line breaks stay, tabs become spaces.
    """
    return "\n".join(map(_no_log_command, visible(text).split("\n")))


def visible(text: str) -> str:
    """Return ``text`` with everything that cannot be seen, or turns other text round, written out."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text.replace("\r\n", "\n")))


def for_line(text: str) -> str:
    """Return ``text`` harmless and on one line."""
    return for_terminal(text).replace("\n", "\\n")


def _shown(character: str) -> str:
    if character.isprintable() or character == "\n":
        return character
    if character == "\t":
        return _TAB
    # No-break and typographic spaces are not "printable", but all they do is look like one.
    if character.isspace() and character > "\x9f" and character not in "\u2028\u2029":
        return " "
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def _no_log_command(line: str) -> str:
    """Break what a CI system obeys in a log: ``::notice::`` and ``##[error]`` or ``##vso[…]``."""
    bare = line.lstrip()
    if bare.startswith("::"):
        line = f"{line[: len(line) - len(bare)]}: {bare[1:]}"
    return line.replace("##", "# #") if "##" in line and "[" in line else line
