"""Drive checks: collect the calls they yield, send them together, hand the replies back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from calcgrade.checking.advice import Advice
from calcgrade.checking.failure import Failure
from calcgrade.sandboxes.replies import Call, Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calcgrade.checking.exercise import Check, Judgement

Caller: TypeAlias = Callable[[Sequence[Call]], Iterable[Reply]]
"""Makes calls into learner code: a session's ``call`` or ``stream``, or anything that answers like one."""


@dataclass(eq=False)
class Case:
    """One input of a check, while it is run and after.

    Attributes
    ----------
    failure : Failure or None
        Why it did not pass.
    fault : Exception or None
        An exception of the checker itself.
    replies : list of Reply
        All that came back, in order.
    advice : list of str
        Remarks that the check made.
    """

    check: Check
    arguments: Mapping[str, Any]
    failure: Failure | None = None
    fault: Exception | None = None
    replies: list[Reply] = field(default_factory=list[Reply])
    advice: list[str] = field(default_factory=list[str])
    _judgement: Judgement | None = None
    _wanted: list[Call] = field(default_factory=list[Call])
    _single: bool = True

    def advance(self, replies: list[Reply] | None) -> list[Call]:
        """Hand in the replies to the last calls; return the next calls, none when it is done."""
        try:
            if self._judgement is None:
                self._judgement = self.check.body(**self.arguments)
                asked = next(self._judgement)
            else:
                answers = replies or []
                self.replies.extend(answers)
                asked = self._judgement.send(answers[0] if self._single else answers)
            while True:
                if isinstance(asked, Advice):
                    self.advice.append(asked.text)
                    asked = next(self._judgement)
                    continue
                self._single = isinstance(asked, Call)
                calls: list[Call] = [asked] if isinstance(asked, Call) else list(asked)
                for call in calls:
                    if not isinstance(call, Call):  # pyright: ignore[reportUnnecessaryIsInstance]
                        raise TypeError(f"a check yields calls, not {call!r}")
                    call.encode()  # here, where an argument that cannot be sent is the checker's fault
                if calls:
                    return calls
                asked = self._judgement.send([])
        except StopIteration:
            return []
        except Failure as failure:
            self.failure = failure
        except Exception as error:  # whatever a checker raises is the checker's fault
            self.fault = error
        return []


def run(cases: Sequence[Case], caller: Caller) -> None:
    """Run cases in lockstep: all their first calls in one batch, then and so on.

    A caller that hands out replies one by one is judged in step, while it waits for the next.
    """
    wanted = {case: case.advance(None) for case in cases}
    while any(wanted.values()):
        calls = [call for asked in wanted.values() for call in asked]
        replies = iter(caller(calls))
        wanted = {
            case: case.advance([next(replies) for _ in asked]) for case, asked in wanted.items() if asked
        }  # fmt: skip


def run_one(check: Check, arguments: Mapping[str, Any], caller: Caller) -> Case:
    """Run a single case, each of its calls on its own."""
    case = Case(check, arguments)
    run([case], caller)
    return case
