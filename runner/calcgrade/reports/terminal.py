"""Results for a person at a terminal, or for the log that stands in for one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

from calcgrade.reports.blocks import MARKS, PLAIN_MARKS, exercise_lines, summary_lines
from calcgrade.reports.escape.terminal import for_line
from calcgrade.reports.lines import Piece, folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from calcgrade.reports.lines import Line
    from calcgrade.results.model import ExerciseResult, Result

NARROWEST, WIDEST = 40, 100
MOST_NOTES = 5


class Terminal:
    """Writes lines to a stream, in colour where a person will see it.

    Parameters
    ----------
    stream : TextIO
        Where to write.

    Notes
    -----
    rich is imported for colour only: what is piped needs no more than `print`.
    """

    def __init__(self, stream: TextIO) -> None:
        self.width = _width(stream)
        self.marks = MARKS if _can_write(stream, "".join(MARKS.values())) else PLAIN_MARKS
        self._after_blank = False
        self._write = _in_colour(stream, self.width) if _wants_colour(stream) else _plainly(stream)

    def exercise(self, exercise: ExerciseResult) -> None:
        """Show one exercise."""
        self.lines(exercise_lines(exercise, self.width, self.marks))

    def summary(self, result: Result, advice: str = "") -> None:
        """Show the total and what to do next."""
        self.lines(summary_lines(result, self.width, advice))

    def notes(self, notes: Sequence[str]) -> None:
        """Show what was not read, and why."""
        for note in notes[:MOST_NOTES]:
            self.lines(folded(f"Note: {note}", self.width, style="dim"))
        if len(notes) > MOST_NOTES:
            more = f"Note: and {len(notes) - MOST_NOTES} more were not read."
            self.lines(folded(more, self.width, style="dim"))

    def lines(self, lines: Iterable[Line]) -> None:
        """Write styled lines, never two blank ones in a row; once nobody reads them any more, none."""
        try:
            self._write(self._spaced(map(_harmless, lines)))
        except BrokenPipeError:  # as with `| head`: what was asked for besides is still to be done
            self._write = _to_nobody

    def _spaced(self, lines: Iterable[Line]) -> Iterator[Line]:
        for line in lines:
            blank = not any(piece.text for piece in line)
            if not (blank and self._after_blank):
                yield line
            self._after_blank = blank


def _harmless(line: Line) -> Line:
    # Whatever is written passes here last, so that no text is forgotten.
    return tuple(Piece(for_line(piece.text), piece.style) for piece in line)


def _wants_colour(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _width(stream: TextIO) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        width = int(columns)
    else:
        try:
            width = os.get_terminal_size(stream.fileno()).columns or 80
        except (OSError, ValueError):  # not a terminal, or not a file at all
            width = 80
    return min(max(width, NARROWEST), WIDEST)


def _can_write(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _plainly(stream: TextIO) -> Callable[[Iterable[Line]], None]:
    encoding = stream.encoding or "utf-8"

    def write(lines: Iterable[Line]) -> None:
        for line in lines:
            text = "".join(piece.text for piece in line)
            stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")
        stream.flush()

    return write


def _to_nobody(lines: Iterable[Line]) -> None:
    for _ in lines:
        pass


def _in_colour(stream: TextIO, width: int) -> Callable[[Iterable[Line]], None]:
    from rich.console import Console
    from rich.text import Text
    from rich.theme import Theme

    theme = Theme({"plain": "none", "good": "green", "bad": "bold red", "dim": "dim", "head": "bold"})

    class Pen(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # where rich would end the program

    console = Pen(file=stream, force_terminal=True, theme=theme, highlight=False, width=width)

    def write(lines: Iterable[Line]) -> None:
        for line in lines:
            # Text, not markup: a learner's square brackets are no styles.
            console.print(Text.assemble(*line), soft_wrap=True)
        stream.flush()

    return write
