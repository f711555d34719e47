"""What a checker imports: exercises, calls, expectations, formulas, families and tolerances."""

from calcgrade.checking.advice import Advice
from calcgrade.checking.exercise import Exercise, Judgement
from calcgrade.checking.expect import expect
from calcgrade.checking.failure import Failure
from calcgrade.sandboxes.replies import Call, Judged, Reply, Status

__all__ = ["Advice", "Call", "Exercise", "Failure", "Judged", "Judgement", "Reply", "Status", "expect"]
