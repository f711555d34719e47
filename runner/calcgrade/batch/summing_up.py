"""What is said at the end of a batch: who is missing, who was late, what has no result, where things are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from calcgrade.reports.escape.terminal import for_line
from calcgrade.reports.lines import BLANK, Piece, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from calcgrade.batch.differences import Difference
    from calcgrade.batch.ledger import Standing
    from calcgrade.reports.lines import Line, Style

NAMED = 12
"""How many learners are named in a line; the tables name them all."""


class Some:
    """The first few of many, and how many there are."""

    def __init__(self) -> None:
        self.count = 0
        self.first: list[str] = []

    def add(self, text: str) -> None:
        """Add one."""
        self.count += 1
        if len(self.first) < NAMED:
            self.first.append(text)

    def __str__(self) -> str:
        more = f" and {self.count - len(self.first)} more" if self.count > len(self.first) else ""
        return ", ".join(self.first) + more


class Tally(NamedTuple):
    """Learners by what there is to say of them."""

    graded: Some
    passed: Some
    missing: Some
    late: Some
    twice: Some
    unknown: Some
    unreadable: Some
    failed: Some

    @property
    def without(self) -> int:
        """Submissions that have no result."""
        return self.unreadable.count + self.failed.count


def tally(standings: Iterable[Standing]) -> Tally:
    """Count learners."""
    found = Tally(*(Some() for _ in Tally._fields))
    for item in standings:
        if item.state != "waiting":
            getattr(found, item.state).add(item.id)
        if item.summary is not None and item.summary.status == "passed":
            found.passed.add(item.id)
        for is_so, where in (
            (item.late, found.late), (bool(item.notes), found.twice), (not item.is_known, found.unknown),
        ):  # fmt: skip
            if is_so:
                where.add(item.id)
    return found


def lines(
    found: Tally, ignored: Sequence[str], out: Path, written: Sequence[str], width: int
) -> Iterator[Line]:
    """Yield the summary."""
    yield BLANK
    total = found.graded.count + found.without
    yield (
        Piece(
            f"{found.graded.count} of {total} submissions have a result", "bad" if found.without else "good"
        ),
        Piece(f"; {found.passed.count} of them passed everything."),
    )
    for some, words, style in (
        (found.failed, "Not graded, by the grader's fault", "bad"),
        (found.unreadable, "Not readable", "bad"),
        (found.missing, "On the roster, nothing handed in", "plain"),
        (found.unknown, "Handed in, not on the roster", "plain"),
        (found.late, "Late", "plain"),
        (found.twice, "Handed in more than once", "plain"),
    ):
        if some.count:
            yield from _said(f"{words} ({some.count}): {some}", width, style)  # type: ignore[arg-type]
    if ignored:
        shown = Some()
        for name in ignored:
            shown.add(name)
        yield from _said(f"Nobody's, left alone ({shown.count}): {shown}", width, "dim")
    yield BLANK
    yield from _said(f"Written to {out}: {', '.join(written)}.", width, "plain")


def difference_lines(again: int, changed: int, shown: Sequence[Difference], width: int) -> Iterator[Line]:
    """Yield the table of what grading again changed."""
    yield BLANK
    yield (Piece(f"Graded again: {again}. Graded otherwise than before: {changed}.", "head"),)
    if not shown:
        return
    rows = [tuple(map(for_line, item)) for item in shown]
    head = ("learner", "exercise", "before", "after")
    widths = [min(max(len(row[k]) for row in (head, *rows)), width // 3) for k in range(4)]
    for number, row in enumerate((head, *rows)):
        text = "  ".join(cell[:room].ljust(room) for cell, room in zip(row, widths, strict=True))
        yield (Piece(f"  {text.rstrip()}", "dim" if number == 0 else "plain"),)
    if changed > len(shown):
        yield (Piece(f"  and {changed - len(shown)} more in differences.csv", "dim"),)


def _said(text: str, width: int, style: Style) -> Iterator[Line]:
    yield from folded(for_line(text), width, style=style)
