"""Whatever a worker, a packer or a stored file holds: refused or read, in bounded time and memory, nothing else.

The short run of every target, with Hypothesis; `make fuzz` is the long one.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from bounds import PATIENCE_S, Unbounded, within_bounds
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import LONG_TOKENS, TOKENS, mutated
from seeds import seeds
from targets import TARGETS, Target

from calcgrade.errors import InputError
from calcgrade.intake.archive import BadArchive
from calcgrade.limits import MIB
from calcgrade.reports.png import PngError
from calcgrade.wire.messages import ProtocolError

if TYPE_CHECKING:
    from collections.abc import Callable

    from targets import Form

SOME = ("1.2", "3.2", "4.1")
"""Exercises whose answers the short run begins with: numbers, words, dicts, walks and pictures."""

PIECES = st.sampled_from(TOKENS + LONG_TOKENS)


@st.composite
def changed(draw: st.DrawFn, some: list[bytes], form: Form) -> bytes:
    """A seed with a few changes, first such as keep its form."""
    data = draw(st.sampled_from(some))
    for seed in draw(st.lists(st.integers(0, 2**32), max_size=4)):
        data = mutated(data, form, seed) or data
    return draw(damaged(data)) if draw(st.booleans()) else data


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Bytes with a few changes."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 40))
        put = draw(st.sampled_from(["bytes", "token", "own", "nothing"]))
        if put == "bytes":
            data[at : at + length] = draw(st.binary(max_size=length))
        elif put == "token":
            data[at : at + draw(st.sampled_from([0, length]))] = draw(PIECES)
        elif put == "own":
            data[at:at] = data[draw(st.integers(0, len(data))) :][: length * 10]
        else:
            del data[at : at + length]
    return bytes(data)


def begin(name: str) -> list[bytes]:
    return sorted(seeds(SOME)[name], key=len)


@pytest.mark.parametrize("name", TARGETS)
def test_hostile_bytes_are_refused_or_read_and_nothing_else_happens(name: str) -> None:
    target = TARGETS[name]
    for data in begin(name):
        target.run(data)  # so that nothing is imported, compiled or cached for the first time below
    examples = 15 if name in ("verdicts", "results") else 60

    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(
        changed(begin(name), target.form)
        | st.binary(max_size=300)
        | st.lists(PIECES, max_size=30).map(b"".join)
    )
    def holds(data: bytes) -> None:
        within_bounds(target, data)

    holds()


@pytest.mark.parametrize("name", TARGETS)
def test_what_fuzzing_begins_with_is_read_to_its_end(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seeds that were refused at once would leave most of the code unseen."""
    refused: list[str] = []

    def spy_on(kind: type[Exception]) -> None:
        real = kind.__init__

        def note(self: Exception, *arguments: object, **more: object) -> None:
            refused.append(kind.__name__)
            real(self, *arguments, **more)

        monkeypatch.setattr(kind, "__init__", note)

    for kind in (ProtocolError, InputError, PngError):
        spy_on(kind)
    if name != "packings":  # which reads a seed of each kind as the two others too
        spy_on(BadArchive)
    assert begin(name)
    for data in begin(name):
        refused.clear()
        TARGETS[name].run(data)
        if name != "conversations":  # which ends in garbage on purpose
            assert refused == [], data[:200]


def hungry(_: bytes) -> None:
    bytes(20 * MIB)


def slow(_: bytes) -> None:
    started = time.process_time()
    while time.process_time() - started < 0.2:
        pass


def broken(_: bytes) -> None:
    raise RecursionError


@pytest.mark.parametrize(("run", "error"), [(hungry, Unbounded), (slow, Unbounded), (broken, RecursionError)])
def test_a_reader_that_breaks_its_word_is_found(
    run: Callable[[bytes], None], error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bounds.PATIENCE_S", min(PATIENCE_S, 0.1))
    with pytest.raises(error):
        within_bounds(Target(run, 1), b"x")


def test_the_shares_of_a_long_run_add_up() -> None:
    assert sum(target.share for target in TARGETS.values()) == 1000
    assert set(seeds(SOME)) == set(TARGETS)
