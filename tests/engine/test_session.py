"""What a session makes of anything that a sandbox may say, or not say."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from scripted import HELLO, Launcher, Sandbox, answered, framed, is_ended, loads_well, returns

from calcgrade.errors import SandboxLost
from calcgrade.limits import CALLS_PER_MESSAGE, Limits
from calcgrade.sandboxes.exercise_request import ExerciseRequest
from calcgrade.sandboxes.replies import Call, Status
from calcgrade.sandboxes.session import MAX_CRASHES, PROMPT_S, Session
from calcgrade.wire.frames import CHILD, PARENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripted import Act

REQUEST = ExerciseRequest("1.1", ("a.py",), ("f", "g"))
LIMITS = Limits(import_s=1.0, call_s=1.0, exercise_s=4.0)


class Time:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Time:
    made = Time()
    for module in ("session", "conversation"):
        monkeypatch.setattr(f"calcgrade.sandboxes.{module}.time", SimpleNamespace(monotonic=made.monotonic))
    return made


def opened(**acts: Act) -> tuple[Session, Launcher]:
    """A session with the exercise loaded, every sandbox acting alike."""
    launcher = Launcher(lambda: Sandbox(acts))
    session = Session(launcher, {"a.py": b"..."}, LIMITS)
    assert session.load(REQUEST).status is Status.OK
    return session, launcher


def calls(names: str) -> list[Call]:
    return [Call(name, k) for k, name in enumerate(names.split())]


def batches(launcher: Launcher) -> list[str]:
    return [" ".join(batch) for sandbox in launcher.sandboxes for batch in sandbox.batches]


def test_replies_come_in_the_order_of_the_calls() -> None:
    def backwards(sandbox: Sandbox, index: int) -> bool:
        if index == 2:
            for k in (2, 0, 1):
                sandbox.say(answered(k, k))
        return True

    session, _ = opened(f=backwards)
    assert [reply.value for reply in session.call(calls("f f f"))] == [0, 1, 2]


def test_many_calls_travel_in_few_messages() -> None:
    session, launcher = opened(f=returns(1.0))
    count = 2 * CALLS_PER_MESSAGE + 2
    assert len(session.call([Call("f")] * count)) == count
    assert [len(batch) for batch in launcher.sandboxes[0].batches] == [CALLS_PER_MESSAGE] * 2 + [2]


def test_after_a_crash_the_calls_are_sent_again_one_by_one_and_the_guilty_one_is_named() -> None:
    session, launcher = opened(f=returns(1.0), g=returns(2.0), bad=is_ended("crashed", losing=True))
    replies = session.call(calls("f g bad f"))
    assert [reply.status for reply in replies] == [Status.OK, Status.OK, Status.CRASHED, Status.OK]
    assert [reply.value for reply in replies] == [1.0, 2.0, None, 1.0]
    assert replies[2].detail == "signal 11"
    assert replies[2].output == "last words"
    assert batches(launcher) == ["f g bad f", "f", "g", "bad", "f"]
    assert launcher.sandboxes[0].loads == 3, "a fresh child after each end, and only then"


def test_answers_that_came_before_the_crash_stand() -> None:
    session, launcher = opened(f=returns(1.0), bad=is_ended("crashed"))
    replies = session.call(calls("f bad f"))
    assert [reply.value for reply in replies] == [1.0, None, 1.0]
    assert batches(launcher) == ["f bad f", "bad", "f"]


def test_a_crash_of_the_only_call_is_not_tried_again() -> None:
    session, launcher = opened(bad=is_ended("crashed"))
    assert session.call(calls("bad"))[0].status is Status.CRASHED
    assert batches(launcher) == ["bad"]


def test_a_reply_is_handed_out_while_the_next_is_still_computed() -> None:
    session, launcher = opened(f=returns(1.0), endless=lambda _sandbox, _index: True)
    stream = session.stream(calls("f endless"))
    assert next(stream).value == 1.0
    assert not launcher.sandboxes[0].killed  # which it is once the second was waited for in vain
    assert next(stream).status is Status.TIMED_OUT
    assert launcher.sandboxes[0].killed


def test_a_function_that_keeps_crashing_is_not_called_for_ever() -> None:
    session, launcher = opened(f=returns(1.0), bad=is_ended("crashed", losing=True))
    replies = session.call(calls("bad bad bad bad f"))
    assert [reply.status for reply in replies] == [Status.CRASHED] * 4 + [Status.OK]
    assert batches(launcher)[1:] == ["bad"] * MAX_CRASHES + ["f"]


def test_a_timed_out_function_is_not_called_again_and_others_are() -> None:
    session, launcher = opened(f=returns(1.0), slow=is_ended("timed_out", losing=True))
    replies = session.call(calls("f slow f slow"))
    assert [reply.status for reply in replies] == [Status.OK, Status.TIMED_OUT, Status.OK, Status.TIMED_OUT]
    assert [reply.status for reply in session.call(calls("slow f"))] == [Status.TIMED_OUT, Status.OK]
    assert batches(launcher) == ["f slow f slow", "f", "slow", "f", "f"]


def test_the_next_exercise_starts_with_a_clean_record() -> None:
    session, launcher = opened(slow=is_ended("timed_out"))
    session.call(calls("slow"))
    session.load(REQUEST)
    session.call(calls("slow"))
    assert batches(launcher) == ["slow", "slow"]


def test_what_an_earlier_exercise_still_says_is_dropped() -> None:
    def with_a_straggler(sandbox: Sandbox, index: int) -> bool:
        sandbox.say(answered(index, "forged"), serial=sandbox.serial - 1)
        sandbox.say(["ended", "crashed", "", "", 0], speaker=PARENT, serial=sandbox.serial - 1)
        sandbox.say(answered(index, "from the future"), serial=sandbox.serial + 1)
        return returns("true")(sandbox, index)

    session, launcher = opened(f=with_a_straggler)
    assert [reply.value for reply in session.call(calls("f f"))] == ["true", "true"]
    assert len(launcher.sandboxes) == 1


def test_an_answer_queued_before_the_call_breaks_the_protocol() -> None:
    """Learner code at import can write what it likes; it is no answer to a question not yet asked."""

    def loads_and_answers(sandbox: Sandbox, index: int) -> bool:
        sandbox.say(answered(0, "forged"))
        return loads_well(sandbox, index)

    launcher = Launcher(lambda: Sandbox({"f": returns(1.0)}, load=loads_and_answers))
    session = Session(launcher, {}, LIMITS)
    assert session.load(REQUEST).status is Status.CRASHED
    assert launcher.sandboxes[0].killed


def _no_such_index(sandbox: Sandbox, _index: int) -> bool:
    sandbox.say(answered(7, 1.0))
    return True


def _answers_twice(sandbox: Sandbox, index: int) -> bool:
    # The second answer of call 0 arrives while call 1 is awaited.
    sandbox.say(answered(0, 1.0))
    if index == 0:
        sandbox.say(answered(0, 2.0))
    return True


def _loads_again(sandbox: Sandbox, index: int) -> bool:
    return loads_well(sandbox, index)


def _announces_its_own_end(sandbox: Sandbox, _index: int) -> bool:
    sandbox.say(["ended", "timed_out", "", "", 0], speaker=CHILD)
    return True


def _greets_again(sandbox: Sandbox, _index: int) -> bool:
    sandbox.say(HELLO, speaker=PARENT)
    return True


def _garbage(sandbox: Sandbox, _index: int) -> bool:
    sandbox.write(b"\xff" * 100)
    return True


def _no_json(sandbox: Sandbox, _index: int) -> bool:
    sandbox.write(framed(sandbox.serial, CHILD, b'[["answer", passed'))
    return True


def _forbidden_value(sandbox: Sandbox, index: int) -> bool:
    sandbox.say(answered(index, ["array", "f8", [0, 10**30], "", ""]))
    return True


def _half_a_frame(sandbox: Sandbox, _index: int) -> bool:
    sandbox.write(framed(sandbox.serial, CHILD, b"[]" * 50)[:-1])
    sandbox.end()
    return True


def _ends_the_stream(sandbox: Sandbox, _index: int) -> bool:
    sandbox.end()
    return True


def _silence(_sandbox: Sandbox, _index: int) -> bool:
    return True


MISBEHAVIOUR = {
    "an answer that was not asked for": (_no_such_index, Status.CRASHED),
    "another load report": (_loads_again, Status.CRASHED),
    "a child that announces its own end": (_announces_its_own_end, Status.CRASHED),
    "a second greeting": (_greets_again, Status.CRASHED),
    "garbage": (_garbage, Status.CRASHED),
    "no JSON": (_no_json, Status.CRASHED),
    "a value that the wire forbids": (_forbidden_value, Status.CRASHED),
    "half a frame": (_half_a_frame, Status.CRASHED),
    "an early end of the stream": (_ends_the_stream, Status.CRASHED),
    "silence": (_silence, Status.TIMED_OUT),
}
LOST = frozenset({"half a frame", "an early end of the stream"})
"""What may be no call's doing, such as a container that was killed from outside: it is tried once more."""


def is_lost(act: Act) -> bool:
    return any(MISBEHAVIOUR[name][0] is act for name in LOST)


@pytest.mark.parametrize(("act", "status"), MISBEHAVIOUR.values(), ids=MISBEHAVIOUR.keys())
def test_a_worker_that_misbehaves_yields_no_value_and_its_sandbox_is_replaced(
    act: Act, status: Status
) -> None:
    session, launcher = opened(f=returns(1.0), bad=act)
    [bad] = session.call(calls("bad"))
    assert bad.status is status
    assert bad.value is None
    assert launcher.sandboxes[0].killed
    [good] = session.call(calls("f"))
    assert (good.status, good.value) == (Status.OK, 1.0)
    assert len(launcher.sandboxes) == (3 if is_lost(act) else 2)
    assert not launcher.sandboxes[-1].killed


@pytest.mark.parametrize(("act", "status"), MISBEHAVIOUR.values(), ids=MISBEHAVIOUR.keys())
def test_a_worker_that_misbehaves_in_a_batch_costs_only_the_function_that_did_it(
    act: Act, status: Status
) -> None:
    session, _ = opened(f=returns(1.0), bad=act, g=returns(2.0))
    replies = session.call(calls("f bad g"))
    assert [reply.status for reply in replies] == [Status.OK, status, Status.OK]
    assert [reply.value for reply in replies] == [1.0, None, 2.0]


def test_a_second_answer_to_one_call_is_not_taken_for_another_calls() -> None:
    session, launcher = opened(f=_answers_twice, g=returns(3.0))
    replies = session.call(calls("f g"))
    assert launcher.sandboxes[0].killed
    assert replies[1].value == 3.0


LOAD_MISBEHAVIOUR = {name: pair for name, pair in MISBEHAVIOUR.items() if name != "another load report"}


@pytest.mark.parametrize(("act", "status"), LOAD_MISBEHAVIOUR.values(), ids=LOAD_MISBEHAVIOUR.keys())
def test_a_worker_that_misbehaves_while_it_loads_is_reported_and_replaced(act: Act, status: Status) -> None:
    misbehaves = [lambda: Sandbox({}, load=act)] * (2 if is_lost(act) else 1)
    launcher = Launcher(*misbehaves, lambda: Sandbox({"f": returns(1.0)}))
    session = Session(launcher, {}, LIMITS)
    assert session.load(REQUEST).status is status
    assert launcher.sandboxes[0].killed
    assert session.load(REQUEST).status is Status.OK
    assert session.call(calls("f"))[0].value == 1.0


def test_a_sandbox_that_is_lost_once_costs_no_call_its_value() -> None:
    launcher = Launcher(lambda: Sandbox({"f": _ends_the_stream}), lambda: Sandbox({"f": returns(1.0)}))
    session = Session(launcher, {"a.py": b"..."}, LIMITS)
    assert session.load(REQUEST).status is Status.OK
    assert [reply.value for reply in session.call(calls("f"))] == [1.0]


def test_a_sandbox_that_is_lost_once_while_it_loads_costs_nothing() -> None:
    launcher = Launcher(lambda: Sandbox({}, load=_ends_the_stream), lambda: Sandbox({"f": returns(1.0)}))
    session = Session(launcher, {"a.py": b"..."}, LIMITS)
    assert session.load(REQUEST).status is Status.OK
    assert [reply.value for reply in session.call(calls("f"))] == [1.0]


@pytest.mark.parametrize("names", ["f", "f f"])
def test_silence_is_held_against_a_call_only_if_the_sandbox_could_be_ended_at_once(
    clock: Time, names: str
) -> None:
    """An engine that hangs passes on no answer, and does not end a container either."""

    class Hung(Sandbox):
        def kill(self) -> None:
            super().kill()
            clock.now += PROMPT_S + 0.1

    launcher = Launcher(lambda: Hung({"f": _silence}), lambda: Sandbox({"f": returns(1.0)}))
    session = Session(launcher, {"a.py": b"..."}, LIMITS)
    assert session.load(REQUEST).status is Status.OK
    assert [reply.value for reply in session.call(calls(names))] == [1.0] * len(names.split())


@pytest.mark.parametrize(("reason", "status"), [("timed_out", Status.TIMED_OUT), ("crashed", Status.CRASHED)])
def test_a_child_that_ends_while_it_loads_is_reported(reason: str, status: Status) -> None:
    act = is_ended("timed_out" if reason == "timed_out" else "crashed")
    launcher = Launcher(lambda: Sandbox({}, load=act))
    report = Session(launcher, {}, LIMITS).load(REQUEST)
    assert (report.status, report.output, report.defined) == (status, "last words", ())
    assert not launcher.sandboxes[0].killed, "the worker itself is well"


def test_a_file_that_cannot_be_loaded_again_gives_no_values() -> None:
    """It loads once, its function crashes, and then it raises at import: state outside the process."""

    def loads_once(sandbox: Sandbox, index: int) -> bool:
        if sandbox.loads == 1:
            return loads_well(sandbox, index)
        problem = ["raised", "OSError", "not again", "a.py", 1, None, None]
        sandbox.say(["loaded", problem, [], [], "", 0, 0.01])
        return True

    launcher = Launcher(lambda: Sandbox({"f": returns(1.0), "bad": is_ended("crashed", losing=True)},
                                        load=loads_once))  # fmt: skip
    session = Session(launcher, {}, LIMITS)
    assert session.load(REQUEST).status is Status.OK
    replies = session.call(calls("f bad f"))
    assert [reply.status for reply in replies] == [Status.RAISED] * 3
    assert [reply.value for reply in replies] == [None] * 3


# The grader's own problems


def _garbled() -> Sandbox:
    return Sandbox({}, hello=b"\xff" * 50)


def _mute() -> Sandbox:
    return Sandbox({}, hello=b"")


def _rude() -> Sandbox:
    return Sandbox({}, hello=framed(0, PARENT, b'[["plots", "3.9"]]'))


class _EndsAtOnce(Sandbox):
    """Takes everything that is sent, and then its stream ends."""

    def receive(self, timeout: float) -> bytes:
        assert timeout > 0
        return b""


class _Stuck(Sandbox):
    """Takes the worker's source and then reads no more."""

    def send(self, data: bytes, timeout: float) -> None:
        if self.booted:
            raise TimeoutError
        super().send(data, timeout)


@pytest.mark.parametrize(
    "make",
    [_garbled, _mute, _rude, lambda: _EndsAtOnce({}), lambda: _Stuck({})],
    ids=["garbage", "silence", "another first word", "an end", "a worker that does not read"],
)
def test_a_sandbox_that_does_not_greet_is_the_graders_problem(make: Callable[[], Sandbox]) -> None:
    launcher = Launcher(make)
    session = Session(launcher, {"a.py": b"x"}, LIMITS)
    with pytest.raises(SandboxLost, match="its last words"):
        session.load(REQUEST)
    assert launcher.sandboxes[0].killed


def test_closing_a_session_kills_its_sandbox_and_may_be_done_twice() -> None:
    session, launcher = opened(f=returns(1.0))
    session.close()
    session.close()
    assert launcher.sandboxes[0].killed


def test_versions_come_from_the_greeting_and_the_plots() -> None:
    launcher = Launcher(lambda: Sandbox({}))
    session = Session(launcher, {}, LIMITS)
    session.load(REQUEST._replace(plots=True))
    assert session.hello is not None
    assert (session.hello.python, session.hello.numpy, session.matplotlib) == ("3.11.0", "2.0.0", "3.9.0")


# Time


def test_when_the_exercises_time_is_used_up_the_rest_is_timed_out(clock: Time) -> None:
    def slowly(sandbox: Sandbox, index: int) -> bool:
        clock.now += 5.0  # wall time; three of them are more than 3 * exercise_s
        return returns(1.0)(sandbox, index)

    session, launcher = opened(f=slowly, g=returns(2.0))
    assert session.call(calls("f"))[0].value == 1.0
    replies = session.call(calls("f"))
    replies += session.call(calls("f"))
    replies += session.call(calls("g g"))
    assert [reply.status for reply in replies] == [Status.OK] + [Status.TIMED_OUT] * 3
    assert "g" not in batches(launcher), "nothing more is sent"
    assert len(launcher.sandboxes) == 1, "nothing more is started"


def test_no_new_child_is_started_when_the_exercises_time_is_used_up(clock: Time) -> None:
    session, launcher = opened(bad=is_ended("crashed"), f=returns(1.0))
    assert session.call(calls("bad"))[0].status is Status.CRASHED
    clock.now += 100.0
    assert session.call(calls("f"))[0].status is Status.TIMED_OUT
    assert [sandbox.loads for sandbox in launcher.sandboxes] == [1]


def test_a_sandbox_that_starts_slowly_is_waited_for_however_short_an_exercise_s_time_is(clock: Time) -> None:
    class StartsSlowly(Sandbox):
        def receive(self, timeout: float) -> bytes:
            if not self.loads and timeout < 10.0:
                clock.now += timeout
                raise TimeoutError
            clock.now += 0.0 if self.loads else 10.0
            return super().receive(timeout)

    session = Session(Launcher(lambda: StartsSlowly({"f": returns(1.0)})), {}, Limits(0.1, 0.1, 30.0))
    assert session.load(REQUEST._replace(plots=True)).status is Status.OK
    assert session.matplotlib == "3.9.0"


def test_the_next_exercise_has_its_own_time(clock: Time) -> None:
    session, _ = opened(f=returns(1.0))
    clock.now += 100.0
    assert session.call(calls("f"))[0].status is Status.TIMED_OUT
    assert session.load(REQUEST).status is Status.OK
    assert session.call(calls("f"))[0].value == 1.0


@pytest.mark.parametrize("used", [0.0, 11.0])
def test_a_worker_that_trickles_is_cut_off_when_its_call_or_the_exercise_may_last_no_longer(
    clock: Time, used: float
) -> None:
    """Bytes that never make a frame must not start the wait anew each time."""

    class Trickles(Sandbox):
        def receive(self, timeout: float) -> bytes:
            if self.batches:
                clock.now += 0.5
                return b"\0"
            return super().receive(timeout)

    launcher = Launcher(lambda: Trickles({"f": _silence}))
    session = Session(launcher, {}, LIMITS)
    session.load(REQUEST)
    clock.now += used
    started = clock.now
    assert session.call(calls("f"))[0].status is Status.TIMED_OUT
    assert clock.now - started == min(3 * LIMITS.call_s, 3 * LIMITS.exercise_s - used)
