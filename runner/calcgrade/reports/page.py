"""What the HTML report shows of a result: plain text and shapes, for the template to escape and write."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from calcgrade.limits import KIB
from calcgrade.reports import png
from calcgrade.reports.blocks import MESSAGE
from calcgrade.reports.plots import Plot, drawn, of_order
from calcgrade.reports.told import cut, head_and_tail

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from calcgrade.checking.pictures.expected import Picture
    from calcgrade.results.model import CheckResult, ExerciseResult, Figure, Misconception, Order, Result

Expected = dict[str, dict[str, "Picture"]]
"""The pictures that the judge drew: by exercise, then by the name of the learner's figure."""

WORDS = {
    "passed": "passed",
    "failed": "not right yet",
    "error": "error",
    "timed_out": "timed out",
    "not_started": "not started",
    "skipped": "skipped",
    "checker_fault": "fault of the checker",
}

INDENT = "    "
"""What begins a line of a message that keeps its layout."""

OUTPUT = 64 * KIB
"""Characters shown of what the code of an exercise printed."""

MOST_FIGURES = 12
"""Pictures of one exercise that are shown; the checkers ask for two."""


@dataclass(frozen=True)
class Block:
    """A paragraph of a message, or lines of it that keep their layout."""

    kind: Literal["text", "layout"]
    text: str


@dataclass(frozen=True)
class Drawn:
    """A picture as shapes."""

    description: str
    plots: list[Plot]


@dataclass(frozen=True)
class Shown:
    """A picture of the learner's, or why it is not shown; and the judge's."""

    name: str
    image: png.Image | None
    refused: str
    expected: Drawn | None


@dataclass(frozen=True)
class Check:
    """A check with what is to be said of it, once a page: not again where an earlier check said it."""

    result: CheckResult
    word: str
    blocks: list[Block]
    cause: Misconception | None
    same_cause: bool
    facts: list[tuple[str, str]]
    order: Drawn | None


@dataclass(frozen=True)
class Exercise:
    """An exercise; `anchor` is where the table of contents leads."""

    result: ExerciseResult
    word: str
    anchor: str
    checks: list[Check]
    pictures: list[Shown]
    figures_left_out: int
    advice: list[str]
    output: str


def exercises(result: Result, expected: Mapping[str, Mapping[str, Picture]]) -> list[Exercise]:
    """Return what is shown of each exercise."""
    return [
        _exercise(item, f"exercise-{place}", expected.get(item.id, {}))
        for place, item in enumerate(result.exercises, start=1)
    ]


def _exercise(item: ExerciseResult, anchor: str, expected: Mapping[str, Picture]) -> Exercise:
    said: set[str] = set()
    return Exercise(
        result=item,
        word=WORDS[item.status],
        anchor=anchor,
        checks=[checked(check, said) for check in item.checks],
        pictures=[_shown(figure, expected.get(figure.name)) for figure in item.figures[:MOST_FIGURES]],
        figures_left_out=max(len(item.figures) - MOST_FIGURES, 0),
        advice=[cut(text, MESSAGE) for text in item.advice],
        output=head_and_tail(item.output.strip("\n"), OUTPUT),
    )


def checked(check: CheckResult, said: set[str]) -> Check:
    """Return what is shown of a check; ``said`` collects what need not be said again."""
    cause = check.misconception
    message = check.message.removesuffix(cause.explanation).rstrip() if cause else check.message
    known = cause is not None and cause.explanation in said
    told = message in said
    said.update([message, *([cause.explanation] if cause else [])])
    return Check(
        result=check,
        word=WORDS[check.status],
        blocks=[] if told else list(blocks(message)),
        cause=cause,
        same_cause=known,
        facts=_facts(check),
        order=_order(check.order) if check.order else None,
    )


def blocks(message: str) -> Iterator[Block]:
    """Cut a message at its blank lines; an indented part keeps its lines and columns."""
    left_out = len(message) - MESSAGE
    for part in message[:MESSAGE].split("\n\n"):
        for indented, lines in groupby(part.split("\n"), key=lambda line: line.startswith(INDENT)):
            if indented:
                yield Block("layout", "\n".join(line.removeprefix(INDENT).rstrip() for line in lines))
            elif text := "\n".join(lines).strip():
                yield Block("text", text)
    if left_out > 0:
        yield Block("text", f"… {left_out} more characters are not shown.")


def _facts(check: CheckResult) -> list[tuple[str, str]]:
    found = check.counterexample
    if found is None:
        return []
    named = [
        ("Call", found.call),
        ("Where", found.where),
        ("Returned", found.actual),
        ("Expected", found.expected),
        ("Off by", found.error),
        ("Allowed", found.tolerance),
    ]
    if check.location:
        named.append(("Line", f"{check.location.file}, line {check.location.line}"))
    return [(name, value[:MESSAGE]) for name, value in named if value]


def _order(order: Order) -> Drawn:
    return _drawn(of_order(order))


def _drawn(picture: Picture) -> Drawn:
    return Drawn(picture.description, drawn(picture))


def _shown(figure: Figure, expected: Picture | None) -> Shown:
    image, refused = None, ""
    try:
        image = png.read(figure.png)
    except png.PngError as reason:
        refused = str(reason)
    return Shown(figure.name, image, refused, _drawn(expected) if expected else None)
