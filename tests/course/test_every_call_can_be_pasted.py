"""What a failed check shows as its call can be pasted, and gives what the learner was told that it gives."""

from __future__ import annotations

import contextlib
import copy
import dataclasses
import io
import warnings
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest
from graded import ROOT, course
from in_process import InProcess

from calcgrade.checking.descent.walks import OUT_OF_SIGHT
from calcgrade.checking.judge import flatten
from calcgrade.engine import cases, message, outcome
from calcgrade.sandboxes.replies import Status
from calcgrade.wire.values import Opaque

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from calcgrade.checking.exercise import Exercise
    from calcgrade.engine.outcome import Outcome
    from calcgrade.results.model import Counterexample
    from calcgrade.sandboxes.replies import Reply

CHANCE = {"changes-every-time"}
FLOAT32 = {"single-precision"}
"""The judge's f calculates in float64 whatever it is given, a pasted lambda in what it is given."""

JUMPS = {"floor-division", "normalised-gradient", "sign-of-slope-only", "whole-numbers-only"}
"""Mistakes that make a step of the last digit of f, which another writing of f rounds otherwise."""


def quick(exercise: Exercise, label: str) -> Exercise:
    """Leave out the pictures, which take long to draw, where they are not what the sample gets wrong."""
    if label.startswith("plot"):
        return exercise
    kept = copy.copy(exercise)
    kept.checks = {
        id_: dataclasses.replace(check, after=()) for id_, check in exercise.checks.items()
        if not check.function.startswith("plot")
    }  # fmt: skip
    return kept


def samples(id_: str) -> Iterator[tuple[str, str, str]]:
    """Name, mistake and text of every wrong sample of an exercise."""
    folder = ROOT / "submissions" / course().entry(id_).file.removesuffix(".py") / "wrong_answer"
    for path in sorted(folder.glob("*.py")):
        text = path.read_text("utf-8")
        yield path.name, text.splitlines()[0].partition("misconception:")[2].strip(), text


def failed(id_: str, label: str, text: str) -> Iterator[tuple[Outcome, Reply, Counterexample]]:
    """Every different call that a sample is told of, and whose answer does not change from call to call."""
    exercise = quick(course().checker(id_), label)
    frozen = cases.read(cases.file_of(course(), id_), course().checker(id_))
    seen: set[tuple[str, str]] = set()
    for item in outcome.judge(exercise, frozen, InProcess(text), shrinking=False):
        if item.failure is None or item.waits_for is not None or item.changes:
            continue
        shown, reply = message.counterexample(item.failure), item.failure.reply
        if shown is None or reply is None or (shown.where, shown.call) in seen:
            continue
        seen.add((shown.where, shown.call))
        yield item, reply, shown


def pasted(text: str, shown: Counterexample) -> Any:
    """Run the sample, the definitions and the call, as one would who imports everything from it."""
    module: dict[str, Any] = {}
    exec(compile(text, "sample.py", "exec"), module)
    names: dict[str, Any] = {**module, "np": np}
    exec(compile(shown.where, "<pasted>", "exec"), names)
    return eval(compile(shown.call, "<pasted>", "eval"), names)


def agrees(found: Any, reply: Reply) -> bool:
    """Whether a pasted call's value is the one that was judged, but for the rounding of another writing of f."""
    got, judged = numbers(found), numbers(reply.value)
    if got is None or judged is None:  # a text, None, another object, a picture
        known = reply.value.type if isinstance(reply.value, Opaque) else type(reply.value).__name__
        return type(found).__name__ == known or found == reply.value
    if got.shape != judged.shape:
        return False
    # Far away, the last digit of a first step decides where a walk that runs away comes to: nor is it judged there.
    near = int(np.argmax([*(~(np.abs(judged) <= OUT_OF_SIGHT)), True]))
    return bool(np.all(np.abs(got - judged)[:near] <= 1e-6 * (1 + np.abs(judged[:near]))))


def numbers(value: Any) -> NDArray[np.float64] | None:
    return None if isinstance(value, str | bool | None) else flatten(plain(value))


def plain(value: Any) -> Any:
    if isinstance(value, np.generic):
        return cast("Any", value.item())
    if isinstance(value, list | tuple):
        return [plain(item) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in cast("dict[Any, Any]", value).items()}
    return value


@pytest.mark.slow
@pytest.mark.parametrize("id_", course().ids)
def test_every_call_that_is_shown_can_be_pasted(id_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "Agg")
    count, wrong = 0, list[str]()
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")  # of learner code that divides by 0
        for name, label, text in samples(id_):
            for item, reply, shown in failed(id_, label, text):
                count += 1
                what = f"{name}: {item.check.id}: {shown.where}; {shown.call}"
                try:
                    value = pasted(text, shown)
                except SyntaxError as error:
                    wrong.append(f"{what}: {error}")
                except Exception as error:
                    if reply.raised is None or type(error).__name__ != reply.raised.type:
                        wrong.append(f"{what}: {error!r}")
                else:
                    if reply.status is Status.RAISED:
                        wrong.append(f"{what}: does not raise {reply.raised}")
                    elif label not in FLOAT32 | JUMPS and not reply.call.figure and not agrees(value, reply):
                        wrong.append(f"{what}: {value!r}, told {shown.actual}")
    assert wrong == []
    assert count > 20
