"""Drive checks straight against a Python module: the worker's own caller, with no process between."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from calcgrade import limits
from calcgrade.sandboxes.replies import Reply
from calcgrade.wire.messages import Answer, decode
from calcgrade.worker.calls import Caller as Inner
from calcgrade.worker.loader import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcgrade.sandboxes.replies import Call


class InProcess:
    """Calls a module's functions as a session would; everything goes through both ends of the wire.

    Parameters
    ----------
    source : str
        The module, as a learner would hand it in.

    Attributes
    ----------
    batches : list of list of str
        The functions called, a list for each message.
    """

    def __init__(self, source: str) -> None:
        self.batches: list[list[str]] = []
        module: dict[str, Any] = {}
        exec(compile(source, "/submission/learner.py", "exec"), module)
        sizes = {"reply": limits.REPLY, "figure_reply": limits.FIGURE_REPLY}
        self._inner = Inner(module, Source("/submission"), sizes)

    def __call__(self, calls: Sequence[Call]) -> list[Reply]:
        self.batches.append([call.function for call in calls])
        return [self._reply(call) for call in calls]

    def _reply(self, call: Call) -> Reply:
        request = json.loads(json.dumps(call.encoded(0)))
        answer = self._inner.answer(*request)
        [message] = decode(json.dumps([["answer", *answer, "", 0]]).encode())
        assert isinstance(message, Answer)
        return Reply.from_answer(call, message)
