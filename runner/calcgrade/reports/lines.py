"""Lines of a report as styled pieces, folded to the width they are shown at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from calcgrade.reports.escape.terminal import for_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

Style = Literal["plain", "good", "bad", "dim", "head"]


class Piece(NamedTuple):
    """Some text of one style."""

    text: str
    style: Style = "plain"


Line = tuple[Piece, ...]
BLANK: Line = ()


def folded(
    text: str, width: int, indent: int = 0, style: Style = "plain", gutter: str = ""
) -> Iterator[Line]:
    """Yield a text's lines, indented and folded between words to at most ``width`` columns.

    A folded line keeps the indentation that it had in ``text``, so a message's block of facts
    stays a block. The text is made harmless first, and again after folding, which could have
    brought a log command to the start of a line.
    """
    room = max(width - indent - len(gutter), 20)
    for line in for_terminal(text).split("\n"):
        for part in _fold(line.rstrip(), room):
            harmless = part if gutter else for_terminal(part)
            yield (Piece(f"{' ' * indent}{gutter}{harmless}".rstrip(), style),)


def _fold(line: str, room: int) -> Iterator[str]:
    lead = line[: len(line) - len(line.lstrip())][: room // 2]
    while len(line) > room:
        cut = line.rfind(" ", len(lead) + 1, room + 1)
        cut = cut if cut > len(lead) else room  # one word longer than the line is broken
        yield line[:cut].rstrip()
        line = lead + line[cut:].lstrip()
    yield line


def points(amount: float) -> str:
    """Write points without a needless ``.0``."""
    return f"{amount:g}"
