"""Why a check does not pass: facts first, the sentence built from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from calcgrade.checking.slopes.convergence import Convergence
    from calcgrade.sandboxes.replies import Reply

FailedStatus = Literal["failed", "error", "timed_out", "not_started", "skipped"]


class Failure(Exception):  # noqa: N818 - a verdict, not an error of ours
    """A check's verdict other than "passed".

    Attributes
    ----------
    status : str
        The check's status in the results.
    kind : str
        What kind of failure; shrinking looks for a smaller input with the same kind.
    headline : str
        One sentence about what is wrong, which follows the call it speaks of.
    reply : Reply or None
        The reply it was found in.
    expected, actual, error, tolerance : str
        Facts for the message's block; empty where they do not apply.
    symptom : str
        Id of a misconception that this failure shows without a reference; empty if none.
    order : Convergence or None
        How the error followed the step, where that is what was judged.
    remark : str
        A sentence of figures, told below the block; empty if there is none.
    """

    def __init__(
        self,
        status: FailedStatus,
        kind: str,
        headline: str,
        reply: Reply | None = None,
        *,
        expected: str = "",
        actual: str = "",
        error: str = "",
        tolerance: str = "",
        symptom: str = "",
        order: Convergence | None = None,
        remark: str = "",
    ) -> None:
        super().__init__(headline)
        self.status: FailedStatus = status
        self.kind = kind
        self.headline = headline
        self.reply = reply
        self.expected = expected
        self.actual = actual
        self.error = error
        self.tolerance = tolerance
        self.symptom = symptom
        self.order = order
        self.remark = remark or (order.sentence if order is not None else "")

    def hide_values(self) -> None:
        """Leave out what came back and how far off it was: it would be different next time."""
        self.headline = f"{self.headline}, and repeating the call gives another answer"
        self.actual = self.expected = self.error = self.tolerance = ""
        self.order, self.remark = None, ""
