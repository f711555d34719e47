"""Many results at a glance: a line for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.reports.escape.terminal import for_line
from calcgrade.reports.lines import Piece, points

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calcgrade.reports.lines import Line
    from calcgrade.results.printed import ReportedResult

WIDEST = 40
"""Columns for names; a longer one moves its own line alone."""


def lines(results: Sequence[ReportedResult]) -> Iterator[Line]:
    """Yield a line for each, the scores below one another."""
    named = [
        (for_line(item.submission), f"{points(item.score)} / {points(item.max_score)}") for item in results
    ]
    width = min(max((len(name) for name, _ in named), default=0), WIDEST)
    score_width = max((len(score) for _, score in named), default=0)
    for (name, score), item in zip(named, results, strict=True):
        bonus = f"  and {points(item.bonus_score)} for extensions" if item.bonus_score else ""
        yield (
            Piece(f"{name:<{width}}  {score:>{score_width}}  "),
            Piece(item.status, "good" if item.status == "passed" else "bad"),
            Piece(bonus),
        )
