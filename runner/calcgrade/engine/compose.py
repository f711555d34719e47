"""Put an exercise's result together from what became of its checks."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from calcgrade.checking.exercise import figure_name
from calcgrade.engine import message
from calcgrade.limits import OUTPUT
from calcgrade.results import model
from calcgrade.results.status import exercise_status
from calcgrade.wire.values import Picture

if TYPE_CHECKING:
    from calcgrade.checking.exercise import Exercise
    from calcgrade.course.manifest import ExerciseEntry
    from calcgrade.engine.outcome import Outcome
    from calcgrade.errors import CalcgradeError
    from calcgrade.sandboxes.replies import LoadReport, Reply


def from_outcomes(
    entry: ExerciseEntry, outcomes: list[Outcome], report: LoadReport, seconds: float
) -> model.ExerciseResult:
    """Return the result of an exercise whose checks were run."""
    replies = [reply for item in outcomes for case in item.cases for reply in case.replies]
    output, truncated = _output([report.output, *(reply.output for reply in replies)])
    advice = [*report.notes, *(text for item in outcomes for case in item.cases for text in case.advice)]
    checks = [_check(item) for item in outcomes]
    return _result(entry, checks, seconds, output, truncated, list(dict.fromkeys(advice)), _figures(replies))


def unloaded(
    entry: ExerciseEntry,
    exercise: Exercise,
    status: model.CheckStatus,
    text: str,
    location: model.Location | None = None,
    report: LoadReport | None = None,
    seconds: float = 0.0,
) -> model.ExerciseResult:
    """Return the result of an exercise none of whose functions could be called: every check is listed."""
    checks = [
        model.CheckResult(
            id=check.id, title=check.claim, status=status, score=0.0, max_score=float(check.points),
            duration_s=0.0, message=text, location=location,
        )
        for check in exercise.checks.values()
    ]  # fmt: skip
    output, truncated = _output([report.output] if report is not None else [])
    advice = list(report.notes) if report is not None else []
    return _result(entry, checks, seconds, output, truncated, advice, [])


def checker_fault(entry: ExerciseEntry, fault: CalcgradeError) -> model.ExerciseResult:
    """Return the result of an exercise whose checker cannot be used."""
    check = model.CheckResult(
        id="checker", title="the checker of this exercise works", status="checker_fault", score=0.0,
        max_score=entry.points, duration_s=0.0, message=str(fault),
    )  # fmt: skip
    return _result(entry, [check], 0.0, "", False, [], [])


def _check(item: Outcome) -> model.CheckResult:
    check, failure, cause = item.check, item.failure, item.cause
    text = ""
    if item.fault is not None:
        what = "" if item.hidden else f": {item.fault}"  # may hold the values it fell over
        text = (
            f"The grader's own check failed here ({type(item.fault).__name__}{what}). "
            "This is not your mistake; tell your instructor."
        )
    elif item.waits_for is not None:
        text = f"Counts once “{item.waits_for.claim}” passes."
    elif failure is not None:
        text = message.text(failure, cause.explanation if cause else "")
    shown = failure if item.waits_for is None else None
    return model.CheckResult(
        id=check.id,
        title=check.claim,
        status=item.status,
        score=float(check.points) if item.status == "passed" else 0.0,
        max_score=float(check.points),
        duration_s=item.seconds,
        message=text,
        misconception=(
            model.Misconception(id=cause.id, title=cause.title, explanation=cause.explanation)
            if cause
            else None
        ),
        counterexample=message.counterexample(shown) if shown else None,
        location=message.location(shown) if shown else None,
        order=message.order(shown) if shown else None,
    )


def _result(
    entry: ExerciseEntry,
    checks: list[model.CheckResult],
    seconds: float,
    output: str,
    truncated: bool,
    advice: list[str],
    figures: list[model.Figure],
) -> model.ExerciseResult:
    return model.ExerciseResult(
        id=entry.id,
        title=entry.title,
        status=exercise_status(check.status for check in checks),
        score=sum(check.score for check in checks),
        max_score=entry.points,
        bonus=entry.bonus,
        duration_s=seconds,
        output=output,
        output_truncated=truncated,
        checks=checks,
        advice=advice,
        figures=figures,
    )


def _output(parts: list[str]) -> tuple[str, bool]:
    """Join what was printed; keep the head and the tail of too much."""
    text = "".join(parts)
    if len(text) <= OUTPUT:
        return text, "bytes of output dropped" in text
    half = OUTPUT // 2
    dropped = len(text) - 2 * half
    return f"{text[:half]}\n[... {dropped} characters of output dropped ...]\n{text[-half:]}", True


def _figures(replies: list[Reply]) -> list[model.Figure]:
    figures: list[model.Figure] = []
    asked: dict[str, list[list[object]]] = {}
    shown: set[str] = set()
    for reply in replies:
        if not reply.call.figure:
            continue
        # Two checks may ask for one picture. A call that drew nothing keeps its number: the judge's pictures,
        # which stand beside these, are counted by calls too.
        calls = asked.setdefault(reply.call.function, [])
        if reply.call.asked() not in calls:
            calls.append(reply.call.asked())
        name = figure_name(reply.call.function, calls.index(reply.call.asked()) + 1)
        if isinstance(reply.value, Picture) and reply.call.picture and name not in shown:
            shown.add(name)
            figures.append(model.Figure(name=name, png=base64.b64encode(reply.value.png).decode("ascii")))
    return figures
