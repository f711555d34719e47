"""Results as Markdown of GitHub's kind: for a job's summary, a comment, or a file in a repository."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from calcgrade.reports.blocks import MARKS, message_of
from calcgrade.reports.escape.markdown import for_markdown, for_markdown_block
from calcgrade.reports.lines import points
from calcgrade.reports.page import WORDS
from calcgrade.reports.told import ROOMS, cut, head_and_tail, on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    said: set[str] = set()
    for check in exercise.checks:
        yield ""
        yield f"{MARKS[check.status]} **{_of(check)}** {_inline(check.title, room)}{_word(check)}"
        if message := message_of(check, said):
            yield ""
            yield for_markdown_block(cut(message, room))
    for advice in exercise.advice:
        yield ""
        yield f"Advice: {for_markdown(on_one_line(advice, room))}"
    if exercise.output.strip() and exercise.status != "passed":
        yield ""
        yield "<details><summary>What the code printed</summary>"
        yield ""
        yield for_markdown_block(head_and_tail(exercise.output.strip("\n"), room))
        yield ""
        yield "</details>"


def _word(check: CheckResult) -> str:
    return "" if check.status in ("passed", "failed") else f" ({WORDS[check.status]})"


def _of(graded: ExerciseResult | CheckResult) -> str:
    return f"{points(graded.score)} / {points(graded.max_score)}"


def _inline(text: str, room: int) -> str:
    return for_markdown(on_one_line(text, min(NAME, room)))
