"""Record what a learner sees at a terminal, as pictures for the README: ``make pictures``.

The sessions are real: a folder with a forward difference in it, a pseudo-terminal, and the keys below.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import pseudo_terminal
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

ROOT = Path(__file__).parents[2]
SLOPE = "ex_1_1_numerical_derivative.py"
FORMAT = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, monospace; font-size: {char_height}px;
  line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""rich's own, without the fonts that it would load from elsewhere."""

Session = Callable[[pseudo_terminal.Seen], None]


def _wait(seen: pseudo_terminal.Seen) -> None:
    seen.end()


def _quiz(seen: pseudo_terminal.Seen) -> None:
    seen.until("Question 1")
    seen.until("Your answer")
    seen.press("D\n")
    seen.until("Question 2")
    seen.until(lambda text: text.count("Your answer") == 2)
    seen.press("C\n")
    seen.until("Question 3")
    seen.press("q\n")
    seen.end()


def _watch(seen: pseudo_terminal.Seen) -> None:
    seen.until("watching")
    seen.press("h")
    seen.until(lambda text: "Hint 1 of 3" in text and text.endswith("q quit"))  # the keys are written last


RECORDINGS: dict[str, tuple[list[str], Session]] = {
    "hint": (["hint", "1.1"], _wait),
    "quiz": (["quiz", "4"], _quiz),
    "watch": (["check", "--watch", "1.1"], _watch),
}


def main(target: Path) -> None:
    """Record every session into a folder."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "my-exercises")
        folder.mkdir()
        (folder / SLOPE).write_text(learners_own(), "utf-8")
        with pseudo_terminal.running("check", "1.1", folder=folder) as seen:
            seen.end()  # which names the mistake that the hint speaks to
        for name, (words, session) in RECORDINGS.items():
            with pseudo_terminal.running(*words, folder=folder) as seen:
                session(seen)
                picture = drawn(seen.screen, f"calcgrade {' '.join(words)}")
            (target / f"{name}.svg").write_text(picture, "utf-8")


def learners_own() -> str:
    """Return a solution of 1.1 whose derivative looks only ahead."""
    right = (ROOT / "solutions" / SLOPE).read_text("utf-8")
    return right.replace("- f(x - h)", "- f(x)").replace("run = 2 * h", "run = h")


def drawn(screen: Any, title: str) -> str:
    """Return a terminal's screen as SVG."""
    rows = [_row(screen.buffer[y], screen.columns) for y in range(screen.lines)]
    while rows and not rows[-1].plain.strip():
        rows.pop()
    console = Console(record=True, width=screen.columns, file=io.StringIO(), force_terminal=True)
    for row in rows:
        console.print(row, soft_wrap=True)
    return console.export_svg(
        title=title, theme=DEFAULT_TERMINAL_THEME, code_format=FORMAT, unique_id="calcgrade"
    )


def _row(cells: Any, columns: int) -> Text:
    row = Text()
    looks = ((cells[x].fg, cells[x].bold) for x in range(columns))
    for (colour, bold), run in groupby(enumerate(looks), key=lambda item: item[1]):
        text = "".join(cells[x].data for x, _ in run)
        row.append(text, Style(color=None if colour == "default" else colour, bold=bold))
    row.rstrip()
    return row


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent)
