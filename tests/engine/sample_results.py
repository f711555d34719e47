"""Results made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.results.model import (
    CheckResult,
    Counterexample,
    CourseRef,
    Environment,
    ExerciseResult,
    Figure,
    Location,
    Misconception,
    Order,
    Result,
    SubmissionRef,
)
from calcgrade.results.status import exercise_status, result_status, totals

if TYPE_CHECKING:
    from calcgrade.results.model import CheckStatus
    from calcgrade.sandboxes.channel import Isolation

MESSAGE = """\
gradient(f, [1, -1]) for f(x, y) = 3x² + xy + y² is off in both entries.

    you returned   [-5, 1]
    expected       [ 5, -1]   (within 3e-08)"""


def check(
    status: CheckStatus = "passed", points: float = 5.0, message: str = "", **more: object
) -> CheckResult:
    """Return a check of that status, with full marks if it passed."""
    return CheckResult(
        id="agrees",
        title="agrees with the analytical gradient everywhere",
        status=status,
        score=points if status == "passed" else 0.0,
        max_score=points,
        duration_s=0.01,
        message=message,
        **more,  # type: ignore[arg-type]  # the tests name the fields that they need
    )


def wrong(message: str = MESSAGE) -> CheckResult:
    """Return a failed check with everything that it may carry."""
    return check(
        "failed",
        message=message,
        misconception=Misconception(
            id="sign", title="Downhill", explanation="Every sign is flipped: that is the way down."
        ),
        counterexample=Counterexample(
            call="gradient(f, [1, -1])",
            where="f(x, y) = 3x² + xy + y²",
            expected="[ 5, -1]",
            actual="[-5, 1]",
            error="10",
            tolerance="3e-08",
        ),
        location=Location(file="ex_2_1_gradient.py", line=14),
        order=Order(steps=[0.1, 0.01, 0.001], errors=[0.3, 0.03, 0.003], bounds=[0.02, 0.0002, 0.000002]),
    )


def exercise(exercise_id: str = "2.1", *checks: CheckResult, **more: object) -> ExerciseResult:
    """Return an exercise with these checks."""
    fields: dict[str, object] = {
        "title": "A gradient",
        "bonus": False,
        "output": "",
        "output_truncated": False,
        "figures": [Figure(name="path", png="iVBORw0KGgo=")],
    }
    return ExerciseResult(
        id=exercise_id,
        status=exercise_status(item.status for item in checks),
        score=sum(item.score for item in checks),
        max_score=sum(item.max_score for item in checks),
        duration_s=0.02,
        checks=list(checks),
        **(fields | more),  # type: ignore[arg-type]  # as above
    )


def result(*exercises: ExerciseResult, isolation: Isolation = "bubblewrap") -> Result:
    """Return a result of these exercises."""
    score, max_score, bonus_score = totals(exercises)
    return Result(
        calcgrade="0.1.0",
        course=CourseRef(id="small", version="1.0", digest="0" * 64),
        submission=SubmissionRef(id="alice", digest="1" * 64),
        isolation=isolation,
        seed=0,
        environment=Environment(python="3.11.7", numpy="2.4.6"),
        status=result_status(exercises),
        score=score,
        max_score=max_score,
        bonus_score=bonus_score,
        duration_s=0.1,
        exercises=list(exercises),
    )
