"""The ledger as Markdown, between two marks of docs/judgement.md."""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.tolerances.ledger import Wrong

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.tolerances.ledger import Ledger

DOCUMENT = Path(__file__).parents[2] / "docs" / "judgement.md"
BEGIN, END = "<!-- tolerances:begin -->", "<!-- tolerances:end -->"

SCHEMES = ("central", "half step", "five-point", "complex step", "analytical")


def written(ledger: Ledger) -> str:
    """Return the tables: right answers by family, wrong ones by the check that claims to catch them."""
    return "\n".join([*_slopes(ledger), "", *_others(ledger), "", *_wrong(ledger)])


def put(text: str, path: Path = DOCUMENT) -> None:
    """Replace what stands between the marks."""
    document = path.read_text("utf-8")
    before, _, rest = document.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise SystemExit(f"{path}: there are no marks {BEGIN} and {END} to write between.")
    path.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")


def _slopes(ledger: Ledger) -> list[str]:
    """Measured slopes: the worst of all steps, by scheme."""
    worst: dict[tuple[str, str], float] = defaultdict(lambda: -1.0)
    for (family, tolerance, answer), ratio in ledger.worst.items():
        if tolerance in ("T", "order"):
            key = family, "order" if tolerance == "order" else answer.split(",")[0]
            worst[key] = max(worst[key], ratio)
    families = dict.fromkeys(family for family, column in worst if column == "central")
    rows = [
        [
            family,
            f"{ledger.points[family]:,}",
            *(_part(worst.get((family, c), -1.0)) for c in (*SCHEMES, "order")),
        ]
        for family in families
    ]
    return _grid(["slopes: worst error / T", "points", *SCHEMES, "worst error / order bound"], rows)


def _others(ledger: Ledger) -> list[str]:
    """Everything else: the worst of all ways to write it."""
    worst: dict[tuple[str, str], tuple[float, str]] = {}
    for (family, tolerance, answer), ratio in ledger.worst.items():
        key = family, tolerance
        if tolerance not in ("T", "order") and ratio > worst.get(key, (-1.0, ""))[0]:
            worst[key] = ratio, answer
    rows = [
        [family, tolerance, f"{ledger.points[family]:,}", _part(ratio), answer]
        for (family, tolerance), (ratio, answer) in worst.items()
    ]
    return _grid(["other right answers", "tolerance", "points", "worst", "of"], rows)


def _wrong(ledger: Ledger) -> list[str]:
    """Wrong answers, all families of a check together."""
    together: dict[tuple[str, str], Wrong] = {}
    for (_, check, answer), found in ledger.wrong.items():
        row = together.setdefault((check, answer), Wrong(found.draws))
        row.points += found.points
        row.passed += found.passed
        row.sets += found.sets
        row.sets_passed += found.sets_passed
        row.least = min(row.least, found.least)
    rows = [
        [
            check,
            answer,
            _part(row.least),
            f"{100 * row.passed / row.points:.2g} %",
            f"{row.sets_passed} of {row.sets:,}",
        ]
        for (check, answer), row in together.items()
    ]
    return _grid(
        ["check", "wrong answer", "least error / tolerance", "fits at one point", "passes the check"], rows
    )


def _part(ratio: float) -> str:
    if ratio < 0:
        return "–"
    if math.isinf(ratio):
        return "∞"
    return f"{ratio:.3f}" if 0.001 <= ratio < 10 else f"{ratio:.1e}" if ratio else "0"


def _grid(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *(_escaped(row) for row in rows))]


def _escaped(row: Sequence[str]) -> list[str]:
    return [cell.replace("|", "\\|") for cell in row]
