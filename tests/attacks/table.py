"""The table attack × sandbox: for a terminal, and by family for the README.

``python tests/attacks/table.py`` puts the outcomes of the last `make attacks` into the README.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from attack import all_attacks

ROOT = Path(__file__).parents[2]
BEGIN, END = "<!-- attacks:begin -->\n", "<!-- attacks:end -->\n"

HELD, THROUGH, LISTED, SUCCEEDED, FAILED = "held", "THROUGH", "listed", "succeeds", "FAILED"
SANDBOXES = ("docker", "podman", "bubblewrap", "process")
CONTROL = "naive grader"
TITLES = {
    "forging": "Forging a result",
    "returning": "Return values",
    "exhausting": "Hangs and resources",
    "escaping": "Escape and secrets",
    "intake": "Intake",
    "reporting": "Reports",
}

Outcomes = dict[str, dict[str, str]]
"""By the attack's id: what came of it, by sandbox, and of its control."""


def text(outcomes: Outcomes) -> str:
    """One line for each attack, and the totals."""
    columns = (CONTROL, *_columns(outcomes))
    width = max(map(len, outcomes))
    lines = [f"{'':{width}}  " + "  ".join(f"{name:12}" for name in columns)]
    lines += [
        f"{id_:{width}}  " + "  ".join(f"{seen.get(name, '–'):12}" for name in columns).rstrip()
        for id_, seen in sorted(outcomes.items())
    ]
    totals = [_total(Counter(seen.get(name, "") for seen in outcomes.values())) for name in columns]
    return "\n".join([*lines, "", *(f"{name}: {total}" for name, total in zip(columns, totals, strict=True))])


def by_family(outcomes: Outcomes) -> str:
    """A Markdown table with a row for each family; attacks that the machine gives no chance are counted and no more."""
    columns = _columns(outcomes)
    rows = [
        "| family | attacks | naive grader | " + " | ".join(columns) + " |",
        "|---|---|---|" + "---|" * len(columns),
    ]
    families = {
        family: [seen for id_, seen in outcomes.items() if id_.startswith(f"{family}/")] for family in TITLES
    }
    there_are = Counter(TITLES[attack.family] for attack in all_attacks())
    there_are["all"] = there_are.total()
    for title, group in [
        *((TITLES[family], group) for family, group in families.items()),
        ("all", [*outcomes.values()]),
    ]:
        cells = [_total(Counter(seen.get(name, "") for seen in group)) for name in (CONTROL, *columns)]
        rows.append(f"| {title} | {there_are[title]} | " + " | ".join(cells) + " |")
    return "\n".join(rows) + "\n"


def write(outcomes: Outcomes, readme: Path) -> None:
    """Put the table by family between the README's marks."""
    before, rest = readme.read_text("utf-8").split(BEGIN)
    readme.write_text(before + BEGIN + by_family(outcomes) + END + rest.split(END)[1], "utf-8")


def _columns(outcomes: Outcomes) -> list[str]:
    return [name for name in SANDBOXES if any(name in seen for seen in outcomes.values())]


def _total(counts: Counter[str]) -> str:
    known = (HELD, THROUGH, LISTED, SUCCEEDED, FAILED)
    return ", ".join(f"{counts[word]} {word}" for word in known if counts[word]) or "–"


if __name__ == "__main__":
    write(json.loads((ROOT / "build" / "attacks.json").read_text()), ROOT / "README.md")
    print(by_family(json.loads((ROOT / "build" / "attacks.json").read_text())), file=sys.stdout)
