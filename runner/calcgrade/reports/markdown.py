"""Results as Markdown of GitHub's kind: for a job's summary, a comment, or a file in a repository."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from calcgrade.reports.blocks import MARKS
from calcgrade.reports.escape.markdown import for_markdown, for_markdown_block
from calcgrade.reports.lines import points
from calcgrade.reports.page import WORDS, checked
from calcgrade.reports.told import ROOMS, cut, head_and_tail, on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from calcgrade.reports.page import Check
    from calcgrade.results.model import CheckResult, ExerciseResult, Result

NAME = 200
"""Characters of a title."""

CUT: Final = "Texts were shortened to fit here; no score was left out."


def render(result: Result, limit: int | None = None) -> str:
    """Return the report; every score stands in it, whatever the limit.

    Parameters
    ----------
    result : Result
        What was graded.
    limit : int, optional
        Bytes of UTF-8 that the report should not exceed. Texts are shortened first, then the checks left out,
        then the exercises; the total never is.
    """
    whole = _report(result, ROOMS[0])
    if limit is None or _fits(whole, limit):
        return whole
    for room in ROOMS[1:]:
        shortened = f"{_report(result, room)}\n{CUT}\n"
        if _fits(shortened, limit):
            return shortened
    overview = "\n".join([*_head(result, ROOMS[-1]), *_table(result, ROOMS[-1])]) + f"\n\n{CUT}\n"
    return overview if _fits(overview, limit) else "\n".join(_head(result, ROOMS[-1])) + "\n"


def _fits(text: str, limit: int) -> bool:
    return len(text.encode("utf-8")) <= limit


def _report(result: Result, room: int) -> str:
    parts = [*_head(result, room), *_table(result, room)]
    for exercise in result.exercises:
        parts += _exercise(exercise, room)
    return "\n".join(parts) + "\n"


def _head(result: Result, room: int) -> Iterator[str]:
    yield f"## {_inline(result.submission.id, room)}: {points(result.score)} of {points(result.max_score)} points"
    yield ""
    if any(exercise.bonus for exercise in result.exercises):
        yield f"And {points(result.bonus_score)} for extensions."
        yield ""
    if result.status == "error":
        yield "**The grader itself could not judge everything.** What it says below costs no one a point."
        yield ""
    if result.isolation == "process":
        yield "**Not isolated:** this ran as a plain process of the machine that graded it."
        yield ""


def _table(result: Result, room: int) -> Iterator[str]:
    yield "| Exercise | Status | Points |"
    yield "|:---|:---|---:|"
    for exercise in result.exercises:
        title = _inline(f"{exercise.id} {exercise.title}", room)
        kind = " (extension)" if exercise.bonus else ""
        yield f"| {title}{kind} | {WORDS[exercise.status]} | {_of(exercise)} |"


def _exercise(exercise: ExerciseResult, room: int) -> Iterator[str]:
    """Yield an exercise's checks and what they say; of one that was not started, nothing."""
    if exercise.status == "not_started":
        return
    yield ""
    yield f"### {_inline(f'{exercise.id} {exercise.title}', room)}: {_of(exercise)}"
    if exercise.status == "passed":
        yield from _folded(_passed(len(exercise.checks)), _checks(exercise, room))
    else:
        yield from _checks(exercise, room)
    for advice in exercise.advice:
        yield ""
        yield f"Advice: {for_markdown(on_one_line(advice, room))}"
    if exercise.output.strip() and exercise.status != "passed":
        printed = head_and_tail(exercise.output.strip("\n"), room)
        yield from _folded("What the code printed", ["", for_markdown_block(printed)])


def _checks(exercise: ExerciseResult, room: int) -> Iterator[str]:
    """Yield a line for each check, those that passed below one another, and what the others say."""
    said: set[str] = set()
    for passed, checks in groupby(exercise.checks, key=lambda check: check.status == "passed"):
        if passed:
            yield ""
            yield "\\\n".join(_claim(check, room) for check in checks)
        else:
            for check in checks:
                yield ""
                yield _claim(check, room)
                yield from _said(checked(check, said), room)


def _passed(checks: int) -> str:
    return "1 check passed" if checks == 1 else f"{checks} checks passed"


def _claim(check: CheckResult, room: int) -> str:
    word = "" if check.status in ("passed", "failed") else f" ({WORDS[check.status]})"
    return f"{MARKS[check.status]} **{_of(check)}** {_inline(check.title, room)}{word}"


def _said(check: Check, room: int) -> Iterator[str]:
    """Yield a check's message and the mistake behind it, in ``room`` characters."""
    left = room
    for block in check.blocks:
        if left <= 0:
            break
        text = cut(block.text, left)
        left -= len(text)
        yield ""
        yield for_markdown_block(text) if block.kind == "layout" else for_markdown(text)
    if check.cause is not None:
        told = "the same mistake as above" if check.same_cause else on_one_line(check.cause.explanation, room)
        yield ""
        yield f"> **{_inline(check.cause.title, room)}:** {for_markdown(told)}"


def _folded(summary: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield f"<details><summary>{summary}</summary>"
    yield from lines
    yield ""
    yield "</details>"


def _of(graded: ExerciseResult | CheckResult) -> str:
    return f"{points(graded.score)} / {points(graded.max_score)}"


def _inline(text: str, room: int) -> str:
    return for_markdown(on_one_line(text, min(NAME, room)))
