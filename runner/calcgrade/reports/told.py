"""What a check says where it stands alone, cut to the room that a format has; what is left out is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from calcgrade.reports.escape.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from calcgrade.results.model import CheckResult, CheckStatus

INSTEAD: Final[dict[CheckStatus, str]] = {
    "passed": "Passed.",
    "failed": "This is not right yet.",
    "error": "This ended with an error.",
    "timed_out": "This took too long.",
    "not_started": "Not started yet.",
    "skipped": "Another check has to pass first.",
    "checker_fault": "The checker is at fault, not the code that it judged.",
}
"""What is said of a check that brings no message: some readers take a failure without one for a pass."""


def told(check: CheckResult, most: int) -> str:
    """Return what is to be said of a check, of at most ``most`` characters, and never nothing."""
    return cut(check.message.strip() or INSTEAD[check.status], most)


def headline(check: CheckResult, most: int) -> str:
    """Return the first line of what is to be said of a check."""
    return on_one_line((check.message.strip() or INSTEAD[check.status]).partition("\n")[0].rstrip(), most)


def cut(text: str, most: int) -> str:
    """Return ``text`` made visible, and its beginning alone where it is longer than ``most`` characters."""
    # Nothing becomes shorter, so what lies behind need not be looked at.
    shown = visible(text[: most + 1])
    if len(shown) <= most:
        return shown
    note = f"\n… {len(text)} characters in all …"
    return shown[: most - len(note)] + note if most > 2 * len(note) else shown[: max(most - 1, 0)] + "…"


def head_and_tail(text: str, most: int) -> str:
    """Return ``text`` made visible, without its middle where it is longer than ``most`` characters."""
    shown = visible(text[: most + 1])
    if len(shown) <= most:
        return shown
    note = f"\n… the middle of {len(text)} characters is not shown …\n"
    half = (most - len(note)) // 2
    return shown[:half] + note + visible(text[-half:])[-half:] if half > 0 else cut(text, most)


def on_one_line(text: str, most: int) -> str:
    """Return ``text`` made visible, on one line of at most ``most`` characters, such as a name."""
    line = visible(text[: most + 1]).replace("\n", " ")
    return line if len(line) <= most else line[: max(most - 1, 0)] + "…"


def in_bytes(text: str, most: int) -> str:
    """Return ``text`` made visible, on one line of at most ``most`` bytes of UTF-8."""
    line = on_one_line(text, most)
    encoded = line.encode("utf-8")
    if len(encoded) <= most:
        return line
    return encoded[: most - len("…".encode())].decode("utf-8", "ignore") + "…"


ROOMS: Final = (4000, 1000, 250, 60, 20)
"""Characters for one text of a report, from the most that anybody reads down to what only tells texts apart."""


def fitting(render: Callable[[int], bytes], most: int) -> bytes:
    """Return what ``render`` makes with the largest of `ROOMS` with which it has at most ``most`` bytes.

    Where even the smallest is too large, that is returned all the same: no verdict is left out.
    """
    data = b""
    for room in ROOMS:
        data = render(room)
        if len(data) <= most:
            break
    return data
