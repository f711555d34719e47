"""The last result, kept on the screen until there is another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from calcgrade.reports.escape.terminal import for_line
from calcgrade.reports.lines import BLANK, Piece, folded
from calcgrade.reports.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from calcgrade.companion.hints.ladder import Hint
    from calcgrade.reports.lines import Line
    from calcgrade.results.model import ExerciseResult

_CLEAR = "\x1b[H\x1b[2J"
_BEGIN_OF_LINE = "\r\x1b[K"

KEYS = "n next  h hint  q quit"


class Screen:
    """Shows one result at a time: in its place on a terminal, one below the other anywhere else.

    Parameters
    ----------
    stream : TextIO
        Where to write.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_terminal = stream.isatty()
        self._shown: list[Line] = []

    def result(self, exercises: Sequence[ExerciseResult], closing: Iterable[str], status: str) -> None:
        """Show a result in place of the last one."""
        from calcgrade.reports.blocks import exercise_lines

        terminal = Terminal(self._stream)
        self._shown = [
            line
            for exercise in exercises
            for line in exercise_lines(exercise, terminal.width, terminal.marks)
        ]
        self._shown.append(BLANK)
        for sentence in closing:
            self._shown += folded(sentence, terminal.width)
        self._draw(status)

    def hint(self, hint: Hint | None, status: str) -> None:
        """Show a hint below the last result; None above the last rung."""
        width = Terminal(self._stream).width
        text = hint.text if hint is not None else "There is no further hint: you have read them all."
        new: list[Line] = [
            BLANK,
            (Piece(hint.head if hint is not None else "Hint", "head"),),
            *folded(text, width, 2),
        ]
        self._shown += new
        self._draw(status, only=new)

    def status(self, text: str) -> None:
        """Say what is going on, in the last line."""
        if self._is_terminal:
            width = Terminal(self._stream).width
            self._stream.write(_BEGIN_OF_LINE + for_line(text)[: width - 1])
        else:
            self._stream.write(for_line(text) + "\n")
        self._stream.flush()

    def leave(self) -> None:
        """Leave the last result where it is, and the cursor below it."""
        if self._is_terminal:
            self._stream.write(_BEGIN_OF_LINE)
            self._stream.flush()

    def _draw(self, status: str, only: Sequence[Line] | None = None) -> None:
        if self._is_terminal:
            self._stream.write(_CLEAR)
        Terminal(self._stream).lines(self._shown if self._is_terminal or only is None else only)
        if self._is_terminal:
            self._stream.write("\n")
        self.status(status)
