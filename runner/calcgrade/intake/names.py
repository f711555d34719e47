"""Names of files that mean one file, and the same one, on every system; all others are left alone."""

from __future__ import annotations

LONGEST = 255
"""Bytes of a name that every usual file system takes."""

LONGEST_PATH = 1000

DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [kind + number for kind in ("com", "lpt") for number in "0123456789¹²³"]
)
"""What Windows takes for a device, whatever follows the first dot."""


def refusal(name: str) -> str | None:
    """Return why a file or folder of this name is not read, as a clause that follows the name; else None."""
    if not name.isprintable():
        return "its name has unprintable characters"
    if "\\" in name or ":" in name:
        return "a backslash or a colon in a name leads elsewhere on other systems"
    if name.endswith((".", " ")):
        return "other systems drop the dot or blank at the end of its name"
    if name.partition(".")[0].rstrip(" ").lower() in DEVICES:
        return "its name is that of a device on Windows"
    if len(name.encode()) > LONGEST:
        return f"its name is longer than {LONGEST} bytes"
    return None


def shown(name: str) -> str:
    """Return a name as it may stand in a note: as it is, or with escapes."""
    return name if name.isprintable() else ascii(name)


def key(name: str) -> str:
    """Return what two names have in common that some file system cannot tell apart.

    Capitals do not count on Windows and macOS, and macOS composes accents.
    """
    if name.isascii():
        return name.lower()
    from unicodedata import normalize  # here, for hardly any name needs it

    return normalize("NFC", normalize("NFC", name).casefold())
