"""Judge one loaded exercise: run its checks, shrink and diagnose what fails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from calcgrade.checking.symptoms import COMMON
from calcgrade.engine import diagnose
from calcgrade.engine.drive import Case, run
from calcgrade.engine.hiding import hide
from calcgrade.engine.shrink import shrink
from calcgrade.engine.steady import is_steady

if TYPE_CHECKING:
    from collections.abc import Callable

    from calcgrade.checking.exercise import Check, Exercise, Misconception
    from calcgrade.checking.failure import Failure
    from calcgrade.engine.cases import Cases
    from calcgrade.engine.drive import Caller
    from calcgrade.results.model import CheckStatus


@dataclass
class Outcome:
    """What became of one check.

    Attributes
    ----------
    failure : Failure or None
        Why it did not pass, at the simplest input known.
    cause : Misconception or None
        The one mistake that explains it.
    changes : bool
        The failing call gave another answer when it was repeated.
    waits_for : Check or None
        The prerequisite that keeps it from earning points.
    diagnosis_fault : Exception or None
        What a misconception of the checker raised while the cause was sought.
    hidden : bool
        What tells the right answer was taken out.
    """

    check: Check
    cases: list[Case]
    status: CheckStatus = "passed"
    failure: Failure | None = None
    fault: Exception | None = None
    cause: Misconception | None = None
    changes: bool = False
    waits_for: Check | None = None
    diagnosis_fault: Exception | None = None
    hidden: bool = False

    @property
    def seconds(self) -> float:
        """Time that learner code took for this check's cases."""
        return sum(reply.seconds for case in self.cases for reply in case.replies)


def judge(
    exercise: Exercise,
    frozen: Cases,
    caller: Caller,
    *,
    shrinking: bool = True,
    reveals: Callable[[str], bool] = lambda _: True,
) -> list[Outcome]:
    """Run every check of an exercise whose file is loaded.

    Parameters
    ----------
    exercise : Exercise
        Its checks, in order.
    frozen : mapping of str to list of dict
        Cases of its properties, by check id.
    caller : callable
        Makes calls into learner code.
    shrinking : bool
        Whether to look for the simplest input that fails a property; the verdicts do not depend on it.
    reveals : callable
        ``reveals(check_id)`` tells whether a learner may be shown what a check expected. Where not, nothing is
        shrunk either: more than a hundred verdicts on inputs of its choice would stand behind the one shown.
    """
    outcomes = [
        Outcome(check, [Case(check, arguments) for arguments in (frozen.get(check.id) or check.cases)])
        for check in exercise.checks.values()
    ]
    cases = [case for outcome in outcomes for case in outcome.cases]
    run(cases, caller)
    for outcome in outcomes:
        _settle(outcome, caller, shrinking and reveals(outcome.check.id))
    _hold_back(outcomes)
    _explain(exercise, outcomes, cases)
    for outcome in outcomes:
        if not reveals(outcome.check.id):
            hide(outcome)
    return outcomes


def _settle(outcome: Outcome, caller: Caller, shrinking: bool) -> None:
    """Derive a check's status from its cases; shrink the failing case of a property."""
    nothing = None if outcome.cases else ValueError("it has no case to judge")  # nothing judged is no pass
    outcome.fault = next((case.fault for case in outcome.cases if case.fault is not None), nothing)
    if outcome.fault is not None:
        outcome.status = "checker_fault"
        return
    failing = next((case for case in outcome.cases if case.failure is not None), None)
    if failing is None or failing.failure is None:
        return
    outcome.status = failing.failure.status
    shown = shrink(outcome.check, failing, caller) if shrinking and outcome.check.families else failing
    outcome.failure = shown.failure
    if outcome.failure is not None and not is_steady(outcome.failure, caller):
        outcome.failure.hide_values()
        outcome.changes = True


def _hold_back(outcomes: list[Outcome]) -> None:
    """Skip checks whose prerequisites did not pass: a do-nothing function must not earn their points."""
    passed = {outcome.check.id for outcome in outcomes if outcome.status == "passed"}
    checks = {outcome.check.id: outcome.check for outcome in outcomes}
    for outcome in outcomes:
        lacking = [id_ for id_ in outcome.check.after if id_ not in passed]
        if lacking and outcome.status in ("passed", "failed"):
            outcome.status, outcome.waits_for = "skipped", checks[lacking[0]]
            passed.discard(outcome.check.id)


def _explain(exercise: Exercise, outcomes: list[Outcome], cases: list[Case]) -> None:
    """Name the cause of each failure, once for each function."""
    known = COMMON | {m.id: m for m in exercise.misconceptions}
    own = {(m.function, m.id): m for m in exercise.misconceptions}
    named: dict[str, Misconception | None] = {}
    for outcome in outcomes:
        if outcome.failure is None or outcome.status == "skipped":
            continue
        reply, symptom = outcome.failure.reply, outcome.failure.symptom
        function = reply.call.function if reply is not None else outcome.check.function
        if symptom:
            outcome.cause = own.get((function, symptom), known.get(symptom))
            continue
        if outcome.failure.status not in ("failed", "error"):
            continue
        try:
            if function not in named:
                named[function] = None
                named[function] = diagnose.name(exercise, function, cases)
            cause = named[function]
            outcome.cause = cause if cause is not None and diagnose.speaks_of(cause, reply) else None
            if outcome.cause is None and outcome.changes:
                outcome.cause = known["changes-every-time"]
            if outcome.cause is None and reply is not None:
                outcome.cause = diagnose.appearance(exercise, reply, cases)
        except Exception as error:  # the verdict stands without a name for the mistake
            outcome.diagnosis_fault = error
