"""The tables and pages of a cohort, written when everything is graded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from calcgrade.batch import differences
from calcgrade.batch.outputs import durable, gradebook, page, platforms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from calcgrade.batch.cohort.roster import Roster
    from calcgrade.batch.differences import Difference
    from calcgrade.batch.journal import Journal
    from calcgrade.batch.ledger import Ledger
    from calcgrade.batch.outputs.platforms import Export
    from calcgrade.course.load import Course

GRADEBOOK = "gradebook.csv"
PAGE = "index.html"
MOODLE = "moodle-import.csv"
DIFFERENCES = "differences.csv"
SHOWN = 40
"""How many differences are handed back to be shown; the file has them all."""


class Again(NamedTuple):
    """What grading again came to: submissions, differences, the first of these."""

    graded: int
    differing: int
    shown: list[Difference]


def tables(
    out: Path,
    course: Course,
    ledger: Ledger,
    who: Roster | None,
    exports: Sequence[tuple[Path, Export]],
    extras: Sequence[str] = (),
) -> list[str]:
    """Write the page and the tables of a cohort; return the names of all files, ``extras`` among them."""
    durable.write(gradebook.gradebook(ledger.standings(), course.ids), out / GRADEBOOK)
    title = course.manifest.title
    durable.write(platforms.moodle_import(ledger.standings(), who, title), out / MOODLE)
    written = [GRADEBOOK, MOODLE, *extras]
    if exports:
        scores = platforms.scores_by(ledger.standings(), who)
        for path, export in exports:
            name = f"filled-{path.stem}.csv"
            durable.write(export.filled(scores), out / name)
            written.append(name)
    durable.write(page.render(ledger, course, written[1:]), out / PAGE)
    durable.sync(out)
    return [PAGE, *written]


def compare(out: Path, journal: Journal, run: int) -> Again:
    """Write what grading again changed, if anything was graded again."""
    count = changed = 0
    shown: list[Difference] = []

    def found() -> Iterator[Difference]:
        nonlocal count, changed
        for _, items in differences.of_run(journal, run):
            count += 1
            changed += len(items)
            shown.extend(items[: SHOWN - len(shown)])
            yield from items

    lines = gradebook.differences(found())
    durable.write(lines, out / DIFFERENCES)
    if not count:
        (out / DIFFERENCES).unlink()
    return Again(count, changed, shown)
