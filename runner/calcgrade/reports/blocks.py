"""What a person reads of an exercise and of a whole result, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.limits import KIB, OUTPUT
from calcgrade.reports.escape.terminal import for_line
from calcgrade.reports.lines import BLANK, Line, Piece, folded, points

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from calcgrade.reports.lines import Style
    from calcgrade.results.model import CheckResult, CheckStatus, ExerciseResult, Result

MARKS: dict[CheckStatus, str] = {
    "passed": "✓", "failed": "✗", "error": "✗", "timed_out": "✗",
    "not_started": "·", "skipped": "·", "checker_fault": "!",
}  # fmt: skip
PLAIN_MARKS: dict[CheckStatus, str] = {
    "passed": "+", "failed": "x", "error": "x", "timed_out": "x",
    "not_started": ".", "skipped": ".", "checker_fault": "!",
}  # fmt: skip
"""For streams that cannot write the others."""

WORDS: dict[CheckStatus, str] = {
    "error": "error", "timed_out": "timed out", "not_started": "not started",
    "skipped": "skipped", "checker_fault": "fault of the checker",
}  # fmt: skip
"""Statuses that a mark alone does not tell; a failed check's message does."""

OUTPUT_LINES = 24
"""Lines of learner output shown, half from the start and half from the end."""

MESSAGE = 4000
"""Characters shown of one check's message."""


def exercise_lines(exercise: ExerciseResult, width: int, marks: Mapping[CheckStatus, str]) -> Iterator[Line]:
    """Yield one exercise: its heading, a line per check, messages under those that did not pass."""
    yield BLANK
    yield _heading(exercise, width)
    if exercise.status != "not_started":
        column = max((len(_of(check)) for check in exercise.checks), default=0)
        said: set[str] = set()
        for check in exercise.checks:
            yield from _check_lines(check, width, marks, column, message_of(check, said))
    for advice in exercise.advice:
        yield from folded(f"Advice: {advice}", width, 2, "dim")
    if exercise.output.strip() and exercise.status not in ("passed", "not_started"):
        yield from _output_lines(exercise, width)


def _heading(exercise: ExerciseResult, width: int) -> Line:
    """Id and title on the left, the score on the right; a long title is cut before the score is."""
    kind = "extension   " if exercise.bonus else ""
    state = "not started   " if exercise.status == "not_started" else ""
    score = f"{kind}{state}{points(exercise.score)} / {points(exercise.max_score)}"
    left = f"{exercise.id}  {exercise.title}"
    room = width - len(score) - 2
    if len(left) > room:
        left = left[: room - 1].rstrip() + "…"
    style: Style = "good" if exercise.status == "passed" else "plain"
    return Piece(left, "head"), Piece(" " * (width - len(left) - len(score))), Piece(score, style)


def _of(check: CheckResult) -> str:
    return f"{points(check.score)}/{points(check.max_score)}"


def message_of(check: CheckResult, said: set[str]) -> str:
    """Return what to say of a check that did not pass, and is not said of one above it already.

    A file that cannot be loaded has one reason for all its checks, and one misconception may
    explain several; ``said`` collects both.
    """
    message, cause = check.message, check.misconception
    if check.status == "passed" or message in said:
        return ""
    said.add(message)
    if cause is not None:
        if cause.explanation in said:
            message = message.removesuffix(cause.explanation).rstrip()
        said.add(cause.explanation)
    left_out = len(message) - MESSAGE
    return message if left_out <= 0 else f"{message[:MESSAGE]}\n… {left_out} more characters are not shown."


def _check_lines(
    check: CheckResult, width: int, marks: Mapping[CheckStatus, str], column: int, message: str
) -> Iterator[Line]:
    style: Style = {"passed": "good", "not_started": "dim", "skipped": "dim"}.get(check.status, "bad")  # type: ignore[assignment]
    word = f"  ({WORDS[check.status]})" if check.status in WORDS else ""
    lead = f"  {marks[check.status]} {_of(check):>{column}}  "
    title = list(folded(for_line(check.title) + word, width, len(lead)))
    first = title[0][0].text.lstrip()
    yield Piece(lead, style), Piece(first)
    yield from title[1:]
    if message:
        yield BLANK
        yield from folded(message, width, 6)
        yield BLANK


def _output_lines(exercise: ExerciseResult, width: int) -> Iterator[Line]:
    """Yield what the learner's code printed, behind a bar so that it cannot pass for ours."""
    yield (Piece("  Output", "head"),)
    if exercise.output_truncated:
        kept = f"It printed more than {OUTPUT // KIB} KiB; the middle was dropped."
        yield from folded(kept, width, 4, "dim")
    lines = list(folded(exercise.output.rstrip(), width, 4, "dim", gutter="| "))
    hidden = len(lines) - OUTPUT_LINES
    if hidden <= 0:
        yield from lines
        return
    half = OUTPUT_LINES // 2
    yield from lines[:half]
    yield (Piece(f"    … {hidden} lines are not shown …", "dim"),)
    yield from lines[-half:]


def summary_lines(result: Result, width: int, advice: str = "") -> Iterator[Line]:
    """Yield the total, how far it can be trusted, and what to do next."""
    yield BLANK
    style: Style = "good" if result.status == "passed" else "head"
    total = f"Score  {points(result.score)} / {points(result.max_score)}"
    extensions = [exercise for exercise in result.exercises if exercise.bonus]
    if extensions and len(extensions) == len(result.exercises):
        total = f"Bonus  {points(result.bonus_score)} / {points(sum(e.max_score for e in extensions))}"
    elif extensions:
        total += f"   and {points(result.bonus_score)} for extensions"
    yield (Piece(total, style),)
    if result.isolation == "process":
        yield from folded(
            "Not isolated: this ran as a plain process of this machine, so trust it for your own code only.",
            width,
            style="dim",
        )
    if advice:
        yield from folded(advice, width)
