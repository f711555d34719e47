"""One run of a batch: what is not graded yet is handed out, what comes back is kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from calcgrade.batch import conditions, state
from calcgrade.batch.cohort import reading
from calcgrade.batch.tasks import Graded, Task
from calcgrade.errors import CalcgradeError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calcgrade.batch.cohort.learners import Learner
    from calcgrade.batch.cohort.place import Place
    from calcgrade.batch.graders.crew import Crew
    from calcgrade.batch.journal import Journal
    from calcgrade.batch.ledger import Ledger
    from calcgrade.batch.outputs.store import Store
    from calcgrade.batch.tasks import Setup
    from calcgrade.course.load import Course

SEEN_AT_ONCE = 200


class EngineGone(CalcgradeError):  # noqa: N818 - names a state
    """No sandbox can be had any more."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The batch stopped, for no sandbox can be had any more. {reason} "
            "What was graded is kept: start the batch again and it goes on."
        )


class Watcher(Protocol):
    """Is told how a run gets on."""

    def begin(self, total: int) -> None:
        """Hear how many submissions there are."""
        ...

    def kept(self, learner: Learner) -> None:
        """Hear of a submission that was graded before."""
        ...

    def graded(self, learner: Learner, answer: Graded) -> None:
        """Hear of a grade."""
        ...

    def not_graded(self, learner: Learner, reason: str) -> None:
        """Hear of a submission without one."""
        ...


class Parts(NamedTuple):
    """All that a run works with."""

    place: Place
    course: Course
    journal: Journal
    ledger: Ledger
    store: Store
    watcher: Watcher


class Run:
    """Grades the learners of a cohort.

    Parameters
    ----------
    parts
        What it works with.
    setup
        How submissions are graded.
    crew
        Starts the graders, once there is something to grade.
    regrade
        Whether to grade again what was graded under the same conditions.
    """

    def __init__(self, parts: Parts, setup: Setup, crew: Callable[[], Crew], *, regrade: bool) -> None:
        self._parts = parts
        self._conditions = conditions.of(setup)
        self._start_crew = crew
        self._crew: Crew | None = None
        self.number = parts.journal.begin(self._conditions, regrade=regrade)
        self._since = self.number if parts.journal.is_regrading(self.number) else 0
        self._on_their_way: dict[int, tuple[Learner, str]] = {}
        self._seen: list[tuple[str, bytes, str]] = []
        self._refusals = 0

    def go(self, learners: Sequence[Learner]) -> None:
        """Grade all that is not graded; whatever ends this early, what is graded stays so.

        Raises
        ------
        EngineGone
            No sandbox can be had any more.
        CalcgradeError
            A result could not be written.
        """
        self._parts.watcher.begin(sum(bool(learner.entries) for learner in learners))
        try:
            for number, learner in enumerate(learners, start=1):
                if learner.entries and not self._is_settled(number, learner):
                    self._give(number, learner)
            while self._on_their_way:
                self._take()
            self._remember(0)
        finally:
            if self._crew is not None:
                self._crew.close()

    def _is_settled(self, number: int, learner: Learner) -> bool:
        """Tell whether a submission needs no look into its files to be known as graded."""
        now = state.of(learner, self._parts.place)
        digest = None if now is None else self._parts.journal.seen(learner.id, now)
        return digest is not None and self._is_graded(number, learner, digest)

    def _is_graded(self, number: int, learner: Learner, digest: str) -> bool:
        row = self._parts.journal.find(learner.id, digest, self._conditions, since=self._since)
        if row is None or not self._parts.store.has(learner.id, row.sizes):
            return False
        self._parts.ledger.graded(number, row.summary)
        self._parts.watcher.kept(learner)
        return True

    def _give(self, number: int, learner: Learner) -> None:
        # Looked at before the files are read: a change in between shows the next time.
        now = state.of(learner, self._parts.place)
        try:
            submission = reading.read(learner, self._parts.place, self._parts.course)
        except InputError as error:
            self._parts.ledger.not_graded(number, "unreadable", str(error))
            self._parts.watcher.not_graded(learner, str(error))
            return
        if now is not None:
            self._seen.append((learner.id, now, submission.digest))
            self._remember(SEEN_AT_ONCE)
        if self._is_graded(number, learner, submission.digest):
            return
        crew = self._crew = self._crew or self._start_crew()
        while len(self._on_their_way) >= crew.room:
            self._take()
        self._on_their_way[number] = learner, submission.digest
        crew.give(Task(number, submission))

    def _take(self) -> None:
        assert self._crew is not None  # noqa: S101 - something is on its way
        answer = self._crew.take()
        learner, digest = self._on_their_way.pop(answer.number)
        if isinstance(answer, Graded):
            self._keep(learner, digest, answer)
            self._refusals = 0
            return
        self._parts.ledger.not_graded(answer.number, "failed", answer.reason)
        self._parts.watcher.not_graded(learner, answer.reason)
        self._refusals += answer.engine
        if self._refusals >= self._crew.room:  # each was tried for a while
            raise EngineGone(answer.reason)

    def _keep(self, learner: Learner, digest: str, answer: Graded) -> None:
        """Put a result on the disk, then into the journal: what stands there is there."""
        parts = self._parts
        sizes = parts.store.write(learner.id, {"json": answer.result, **answer.reports})
        parts.journal.add(self.number, learner.id, digest, self._conditions, sizes, answer.summary)
        parts.ledger.graded(answer.number, answer.summary)
        parts.watcher.graded(learner, answer)

    def _remember(self, most: int) -> None:
        """Store what the disk told of the files that were read, once there are more than ``most``."""
        if len(self._seen) > most:
            self._parts.journal.see(self._seen)
            self._seen.clear()
