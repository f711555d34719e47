"""Many results at a glance: a line for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import msgspec

from calcgrade.reports.escape.json_text import written
from calcgrade.reports.escape.terminal import for_line
from calcgrade.reports.lines import Piece, points
from calcgrade.results.model import ResultStatus  # noqa: TC001 - msgspec reads annotations when it runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from calcgrade.reports.lines import Line
    from calcgrade.results.model import Result

SCHEMA: Final = "calcgrade/report/v1"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One result."""

    file: str
    submission: str
    status: ResultStatus
    score: float
    max_score: float
    bonus_score: float


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """What ``calcgrade report --format json`` prints."""

    schema: Literal["calcgrade/report/v1"] = SCHEMA
    results: list[Row]


def row(path: Path, result: Result) -> Row:
    """Return a result's line, and the file that it was read from."""
    return Row(
        file=str(path),
        submission=result.submission.id,
        status=result.status,
        score=result.score,
        max_score=result.max_score,
        bonus_score=result.bonus_score,
    )


def encoded(rows: list[Row]) -> bytes:
    """Return all of them as JSON."""
    return written(Overview(results=rows))


def lines(rows: Sequence[Row]) -> Iterator[Line]:
    """Yield a line for each, the scores below one another."""
    named = [
        (for_line(item.submission), f"{points(item.score)} / {points(item.max_score)}", item) for item in rows
    ]
    width = min(max((len(name) for name, _, _ in named), default=0), 40)
    score_width = max((len(score) for _, score, _ in named), default=0)
    for name, score, item in named:
        bonus = f"  and {points(item.bonus_score)} for extensions" if item.bonus_score else ""
        yield (
            Piece(f"{name:<{width}}  {score:>{score_width}}  "),
            Piece(item.status, "good" if item.status == "passed" else "bad"),
            Piece(bonus),
        )
