"""What a worker of the cluster does: bytes in, bytes out.

Every thread of the worker has a grader of its own, in a process of its own: what breaks there breaks no worker.
"""

from __future__ import annotations

import threading

from calcgrade.batch import tasks
from calcgrade.batch.graders import hand
from calcgrade.batch.tasks import NotGraded, Where
from calcgrade.errors import CalcgradeError
from calcgrade.sandboxes.select import choose

_mine = threading.local()


def grade(setup: bytes, number: int, task: bytes) -> bytes:
    """Grade a submission; whatever goes wrong is in the answer."""
    try:
        answer = _hand(setup).grade(number, task)
    except Exception as error:  # nothing but bytes goes back
        answer = NotGraded(
            number, f"a worker of the cluster failed, {type(error).__name__}: {error}", engine=True
        )
    return tasks.encode(answer or NotGraded(number, "a worker of the cluster was closed", engine=True))


def settle(asked: bytes) -> bytes:
    """Tell which sandbox works on this machine, and the id of its image."""
    wanted = tasks.to_where(asked)
    try:
        launcher = choose(
            wanted.isolation, command="batch", trust_submissions=wanted.trust, image=wanted.image or None,
            runtime=wanted.runtime or None,
        )  # fmt: skip
    except CalcgradeError as error:
        return tasks.encode(Where("auto", problem=str(error)))
    found = Where(launcher.kind, image=launcher.environment().get("image", ""))
    launcher.close()
    return tasks.encode(found)


def _hand(setup: bytes) -> hand.Hand:
    """Return this thread's grader for a batch; that of another batch ends."""
    kept: tuple[bytes, hand.Hand] | None = getattr(_mine, "kept", None)
    if kept is not None and kept[0] == setup:
        return kept[1]
    if kept is not None:
        kept[1].close()
    made = hand.Hand(setup, hand.COMMAND)
    _mine.kept = setup, made
    return made
