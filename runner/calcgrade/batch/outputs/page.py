"""The cohort as a page: who earned what, which checks fail, which mistakes are made, with links to every learner."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from calcgrade.batch.outputs.gradebook import remarks
from calcgrade.batch.outputs.store import file_name
from calcgrade.batch.statistics import BINS, Statistics
from calcgrade.errors import CheckerFault, CourseError, InputError
from calcgrade.reports.html import TEMPLATES, environment, policy
from calcgrade.reports.lines import points
from calcgrade.reports.page import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calcgrade.batch.ledger import Ledger, Standing
    from calcgrade.course.load import Course

STATES = {
    "missing": "nothing handed in",
    "unreadable": "not readable",
    "failed": "not graded",
    "waiting": "not graded",
}


class Cell(NamedTuple):
    """A learner's exercise in the table."""

    score: str
    status: str


class Line(NamedTuple):
    """A learner's row in the table."""

    id: str
    name: str
    link: str
    cells: list[Cell]
    score: str
    bonus: str
    status: str
    word: str
    tags: list[str]
    remarks: str


class Bin(NamedTuple):
    """A part of the scale of scores; ``height`` is for the picture, the fullest being 100."""

    title: str
    learners: int
    height: float


def render(ledger: Ledger, course: Course, extras: Sequence[str] = ()) -> Iterator[bytes]:
    """Yield the page in pieces: it is never held whole.

    Parameters
    ----------
    ledger
        How every learner stands.
    course
        For the titles.
    extras
        Names of further files that belong to it.
    """
    counted = Statistics(ledger.standings())
    ids = [id_ for id_ in course.ids if any(item.id == id_ for item in counted.exercises)]
    style = "".join((TEMPLATES / name).read_text("utf-8") for name in ("report.css", "cohort.css"))
    script = (TEMPLATES / "cohort.js").read_text("utf-8")
    template = environment().get_template("cohort.html.jinja")
    pieces = template.generate(
        course=course.manifest,
        titles={entry.id: entry.title for entry in course.manifest.exercise},
        claims=_claims(course, ids),
        ids=ids,
        counted=counted,
        bins=_bins(counted),
        lines=(_line(standing, ids) for standing in ledger.standings()),
        link=_link,
        extras=[(name, quote(name)) for name in extras],
        # Ours, without any `<`: the texts that are not escaped.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        policy=policy(style, script),
    )
    return chain.from_iterable(_in_blocks(pieces))


def _in_blocks(pieces: Iterator[str]) -> Iterator[list[bytes]]:
    """Join the many small pieces of a template into blocks, each a piece again."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > 1 << 16:
            yield ["".join(held).encode("utf-8")]
            held, size = [], 0
    yield ["".join(held).encode("utf-8")]


def _line(standing: Standing, ids: Sequence[str]) -> Line:
    earned = standing.summary
    tags = [
        *(["late"] if standing.late else []),
        *(["not on the roster"] if not standing.is_known else []),
        *(["twice"] if standing.notes else []),
    ]
    if earned is None:
        cells = [Cell("", "")] * len(ids)
        word = STATES[standing.state]
        return Line(
            standing.id, standing.name, "", cells, "", "", "error", word, tags, remarks(standing)
        )  # fmt: skip
    found = {item.id: Cell(points(item.score), item.status) for item in earned.exercises}
    return Line(
        id=standing.id, name=standing.name, link=_link(standing.id),
        cells=[found.get(id_, Cell("", "")) for id_ in ids],
        score=points(earned.score), bonus=points(earned.bonus_score), status=earned.status,
        word=WORDS[earned.status], tags=tags, remarks=remarks(standing),
    )  # fmt: skip


def _link(learner: str) -> str:
    return f"learners/{file_name(learner)}.html"


def _bins(counted: Statistics) -> list[Bin]:
    fullest = max(counted.bins) or 1
    width = 100 // BINS
    return [
        Bin(f"{k * width} to {(k + 1) * width} %", learners, 100 * learners / fullest)
        for k, learners in enumerate(counted.bins)
    ]


def _claims(course: Course, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return what each check claims, by exercise and check."""
    claims: dict[str, dict[str, str]] = {}
    for id_ in ids:
        try:
            claims[id_] = {check.id: check.claim for check in course.checker(id_).checks.values()}
        except (CheckerFault, CourseError, InputError):
            claims[id_] = {}
    return claims
