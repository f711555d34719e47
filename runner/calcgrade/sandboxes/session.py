"""One submission in a sandbox: loads exercises, sends calls in batches, survives what they do.

The worker's word is the learner's claim. Time is kept from outside: the worker ends a child that
used up its CPU time, and where it does not, this side kills the whole sandbox, by its CPU time or
by the wall clock. A worker that does not fork runs a single exercise and is then replaced.
"""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING, NoReturn

from calcgrade import limits as bounds
from calcgrade.errors import SandboxLost
from calcgrade.sandboxes.conversation import Conversation
from calcgrade.sandboxes.handing_over import hand_over, lend_fonts
from calcgrade.sandboxes.replies import Call, LoadReport, Reply, Status
from calcgrade.sandboxes.workers import Workers
from calcgrade.wire import messages as m
from calcgrade.wire.frames import PARENT

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence

    from calcgrade.limits import Limits
    from calcgrade.sandboxes.channel import Launcher
    from calcgrade.sandboxes.exercise_request import ExerciseRequest

MAX_CRASHES = 2
"""A function that ended its process this often is not called again."""

GRACE_S = 1.0
"""CPU seconds past the limit in which a worker that forks may end the child itself, which costs less."""


PROMPT_S = 2.0
"""An engine that took longer to end a container may not have passed on its answers either."""


class Session:
    """Drives the worker of one submission, in as many sandboxes as it takes.

    Parameters
    ----------
    launcher : Launcher or Workers
        Starts the sandboxes; who made it closes it.
    files : Mapping[str, bytes]
        The submission: relative POSIX path to content.
    limits : Limits
        Time limits, in CPU seconds.
    """

    def __init__(self, launcher: Launcher | Workers, files: Mapping[str, bytes], limits: Limits) -> None:
        self.launcher = launcher if isinstance(launcher, Workers) else Workers(launcher)
        self.hello: m.Hello | None = None
        self.matplotlib: str | None = None
        self._files = files
        self._limits = limits
        self._talk: Conversation | None = None
        self._serial = 0
        self._request: ExerciseRequest | None = None
        self._alive = False
        self._plots_ready = False
        self._deadline = 0.0
        self._banned: dict[str, Status] = {}
        self._crashes: Counter[str] = Counter()
        self._out_of_time = False
        self._in_doubt = False

    def start(self) -> None:
        """Launch the sandbox and send the worker and the files; does not wait for an answer."""
        if self._talk is None:
            self._talk = Conversation(self.launcher.launch(), bounds.START_S)
            self._plots_ready = False
            try:
                hand_over(self._talk, self._files, self.launcher.kind)
            except (SandboxLost, TimeoutError) as error:
                self._did_not_start(f"the submission could not be sent ({error})")

    def hand_in(self, files: Mapping[str, bytes]) -> None:
        """Take other files in place of those handed in before, in the same sandbox where that can be."""
        before, self._files = self._files, files
        talk = self._talk
        if talk is None or talk.spent:  # the next load starts a fresh one
            return
        if not before.keys() <= files.keys():  # a worker forgets no file
            self.close()
            return
        changed = {name: data for name, data in files.items() if before.get(name) != data}
        if changed:
            try:
                hand_over(talk, changed, self.launcher.kind)
            except (SandboxLost, TimeoutError):
                self.close()

    def close(self) -> None:
        """End the sandbox for sure."""
        talk, self._talk = self._talk, None
        if talk is not None:
            talk.kill()

    def load(self, request: ExerciseRequest, limits: Limits | None = None) -> LoadReport:
        """Load one exercise's file in a fresh child.

        A learner's problem is in the report; `SandboxLost` is raised only where the sandbox cannot
        be started or does not greet, which is the grader's problem.
        """
        self._limits = limits or self._limits
        self._request, self._out_of_time, self._in_doubt = request, False, False
        self._banned.clear()
        self._crashes.clear()
        had_guests = self._talk is not None and self._talk.had_guests
        report = self._load_in_time()
        if had_guests and self._talk is None:  # an earlier exercise may have spoilt it
            report = self._load_in_time()
        return report

    def call(self, calls: Sequence[Call]) -> list[Reply]:
        """Make calls in order and return their replies, whatever the learner's code does."""
        return list(self.stream(calls))

    def stream(self, calls: Sequence[Call]) -> Iterator[Reply]:
        """Make calls in order and hand out each reply as soon as it is known, while the worker goes on.

        The next calls can be made once every reply was taken.
        """
        replies: dict[int, Reply] = {}
        given = 0
        for _ in self._answers(calls, replies):
            while given in replies:
                yield replies[given]
                given += 1

    def _answers(self, calls: Sequence[Call], replies: dict[int, Reply]) -> Iterator[None]:
        """Fill in ``replies``, and stop for a moment whenever there may be new ones."""
        for start in range(0, len(calls), bounds.CALLS_PER_MESSAGE):
            positions = range(start, min(start + bounds.CALLS_PER_MESSAGE, len(calls)))
            waiting = [k for k in positions if not self._refuse(calls, k, replies)]
            yield from self._batch(calls, waiting, replies)
            for k in [k for k in waiting if k not in replies]:
                if not self._refuse(calls, k, replies):
                    yield from self._batch(calls, [k], replies, again=True)
            yield

    def _refuse(self, calls: Sequence[Call], k: int, replies: dict[int, Reply]) -> bool:
        """Answer for a function that is not called again."""
        status = Status.TIMED_OUT if self._out_of_time else self._banned.get(calls[k].function)
        if status is not None:
            replies[k] = Reply(calls[k], status, detail="not called again")
        return status is not None

    def _batch(
        self, calls: Sequence[Call], waiting: list[int], replies: dict[int, Reply], *, again: bool = False
    ) -> Generator[None]:
        """Send the calls at these positions; where one ended it and nobody can tell which, they stay unanswered.

        So they do where the sandbox went in a way that may have been no call's doing, unless sent ``again``.
        """
        if not waiting:
            return
        if not self._alive:
            report = self._load_unless_in_doubt()
            if report.status is not Status.OK:
                for k in waiting:
                    replies[k] = Reply(calls[k], report.status, detail="the file could not be loaded again")
                return
        ended = yield from self._converse(calls, waiting, replies)
        if ended is None:
            return
        self._alive = False
        if len(waiting) == 1 and (again or not self._in_doubt):
            self._blame(calls[waiting[0]], ended, replies, waiting[0])

    def _converse(
        self, calls: Sequence[Call], waiting: list[int], replies: dict[int, Reply]
    ) -> Generator[None, None, m.Ended | None]:
        """Exchange one message of calls; the reason why it ended early, or None."""
        assert self._talk is not None  # noqa: S101 - _load started it
        awaited = set(range(len(waiting)))
        heard = self._talk.heard_bytes
        values = sum(bounds.FIGURE_REPLY if calls[k].figure else bounds.REPLY for k in waiting)
        allowed = values + len(waiting) * bounds.BESIDE_REPLY
        try:
            self._talk.say("calls", [calls[k].encoded(index) for index, k in enumerate(waiting)])
            while awaited:
                message = self._next(self._limits.call_s)
                if isinstance(message, m.Ended):
                    return message
                if not isinstance(message, m.Answer) or message.index not in awaited:
                    raise m.ProtocolError("an answer that was not asked for")
                if self._talk.heard_bytes - heard > allowed:
                    raise m.ProtocolError("answers larger than replies may be")
                awaited.discard(message.index)
                k = waiting[message.index]
                replies[k] = Reply.from_answer(calls[k], message)
                yield
        except (SandboxLost, TimeoutError, m.ProtocolError) as error:
            return self._sandbox_is_gone(error)
        return None

    def _blame(self, call: Call, ended: m.Ended, replies: dict[int, Reply], k: int) -> None:
        status = Status.TIMED_OUT if ended.reason == "timed_out" else Status.CRASHED
        if k not in replies:
            replies[k] = Reply(call, status, detail=ended.how, output=ended.output)
        if status is Status.TIMED_OUT:
            self._banned[call.function] = Status.TIMED_OUT
        else:
            self._crashes[call.function] += 1
            if self._crashes[call.function] >= MAX_CRASHES:
                self._banned[call.function] = Status.CRASHED

    def _load_in_time(self) -> LoadReport:
        self._deadline = time.monotonic() + self._wall(self._limits.exercise_s)
        return self._load_unless_in_doubt()

    def _load_unless_in_doubt(self) -> LoadReport:
        """Load the file, and once more if the sandbox went in a way that may have been none of its doing."""
        report = self._load()
        return self._load() if self._in_doubt and self._talk is None else report

    def _load(self) -> LoadReport:
        request = self._request
        assert request is not None  # noqa: S101 - callers load first
        self._alive = False
        if time.monotonic() > self._deadline:
            self._out_of_time = True
            return LoadReport(Status.TIMED_OUT, detail="the exercise used up its time")
        if self._talk is not None and self._talk.spent:
            self.close()
        self.start()
        assert self._talk is not None  # noqa: S101 - start() made it
        self._greet()
        self._serial += 1
        settings = request.settings(self._limits, alone=self.launcher.kind != "process")
        try:
            self._prepare_plots(request)
            self._talk.spent, self._talk.had_guests = not self._forks, True
            self._talk.say("exercise", self._serial, settings)
            message = self._next(self._limits.import_s)
            if not isinstance(message, m.Loaded | m.Ended):
                raise m.ProtocolError("no word about the import")
        except (SandboxLost, TimeoutError, m.ProtocolError) as error:
            message = self._sandbox_is_gone(error)
        if isinstance(message, m.Ended):
            status = Status.TIMED_OUT if message.reason == "timed_out" else Status.CRASHED
            return LoadReport(status, detail=message.how, output=message.output)
        self._alive = message.problem is None
        return LoadReport.from_message(message)

    def _greet(self) -> None:
        """Wait for a new worker's first word; before learner code has run, silence is our problem."""
        talk = self._talk
        assert talk is not None  # noqa: S101
        if talk.greeted:
            return
        try:
            hello = talk.next(bounds.START_S).message
        except (TimeoutError, m.ProtocolError, SandboxLost) as error:
            self._did_not_start(f"the worker did not greet ({error})")
        if not isinstance(hello, m.Hello):
            self._did_not_start("the worker's first word was not a greeting")
        talk.greeted = True
        self.hello = hello

    def _did_not_start(self, problem: str) -> NoReturn:
        talk, self._talk = self._talk, None
        detail = talk.end_of_it() if talk is not None else ""
        raise SandboxLost(self.launcher.kind, f"{problem} {detail}".strip()) from None

    def _prepare_plots(self, request: ExerciseRequest) -> None:
        if not request.plots or self._plots_ready or self._talk is None:
            return
        lend_fonts(self._talk, self.launcher.kind)
        self._talk.say("plots")
        message = self._talk.next(bounds.START_S).message
        if isinstance(message, m.Plots):
            self.matplotlib = message.matplotlib
        self._plots_ready = True

    def _next(self, seconds: float) -> m.Message:
        """Next message of the current exercise; stragglers of earlier ones are dropped."""
        assert self._talk is not None  # noqa: S101
        while True:
            left = self._deadline - time.monotonic()
            if left <= 0:
                self._out_of_time = True
                raise TimeoutError
            said = self._talk.next(min(self._wall(seconds), left), self._cpu(seconds))
            if said.serial != self._serial:
                continue
            if isinstance(said.message, m.Ended) and said.speaker != PARENT:
                raise m.ProtocolError("a child that announces its own end")
            return said.message

    def _sandbox_is_gone(self, error: Exception) -> m.Ended:
        """Kill the sandbox after silence, an early end or garbage; the next load starts a fresh one."""
        asked = time.monotonic()
        self.close()
        self._alive = False
        self._in_doubt = isinstance(error, SandboxLost) or time.monotonic() - asked > PROMPT_S
        if isinstance(error, TimeoutError):
            return m.Ended("timed_out", "no answer in time", "", 0)
        how = "broke the grading protocol" if isinstance(error, m.ProtocolError) else "ended the sandbox"
        return m.Ended("crashed", how, "", 0)

    @property
    def _forks(self) -> bool:
        return self.hello is None or self.hello.forks

    def _cpu(self, seconds: float) -> float:
        """CPU seconds to allow the sandbox."""
        return seconds + (GRACE_S if self._forks else 0.0)

    @staticmethod
    def _wall(seconds: float) -> float:
        return bounds.WALL_FACTOR * seconds
