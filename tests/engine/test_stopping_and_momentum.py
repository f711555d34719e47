"""Stopping and momentum: every right way to write them fits, every wrong rule is far outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from calcgrade.checking import Failure
from calcgrade.checking.descent import stopping
from calcgrade.checking.descent.expectations import expect_descent
from calcgrade.checking.descent.momentum import asked
from calcgrade.checking.descent.momentum_mistakes import MISTAKES
from calcgrade.checking.descent.walks import follows
from calcgrade.checking.formulas.formula import Gradient, Partial
from calcgrade.checking.formulas.functions import polynomial, quadratic_form
from calcgrade.checking.pictures import labelled
from calcgrade.checking.pictures.arrays import read
from calcgrade.sandboxes.replies import Call, Reply, Status
from calcgrade.wire.pictures import Axes, Drawing, Line

if TYPE_CHECKING:
    from collections.abc import Callable

SQUARE = polynomial(0, 0, 1)
PLACES = [1.0, 0.5, 0.25, 0.125]


def stopped(value: Any, *, max_steps: int = 1000) -> str:
    """The kind of failure of an answer to a walk on x² with lr = 0.25 and tolerance = 0.3; empty if right."""
    reply = Reply(Call("descend_until"), Status.OK, value=value)
    try:
        stopping.expect_end(reply, stopping.search(Partial(SQUARE), 1.0, 0.25, 0.3, max_steps))
    except Failure as failure:
        return failure.kind
    return ""


ENDS: list[tuple[Any, int, str]] = [
    ([PLACES, True], 1000, ""),
    ((tuple(PLACES), np.array(True)), 1000, ""),
    ([PLACES[:3], False], 2, ""),
    ([PLACES, True], 3, ""),
    ([PLACES[:3], True], 1000, "early"),
    ([PLACES[:3], True], 2, "flag"),
    ([PLACES[:3], False], 3, "early"),
    ([[*PLACES, 0.0625], True], 1000, "late"),
    ([PLACES, True], 2, "cap"),
    ([PLACES, False], 1000, "flag"),
    ([[2.0, *PLACES[1:]], True], 1000, "start"),
    ([[1.0, np.nan], True], 1000, "not finite"),
    ([PLACES, 1], 1000, "type"),
    ([PLACES, "True"], 1000, "type"),
    (PLACES, 1000, "shape"),
    ([[], True], 1000, "empty"),
]


@pytest.mark.parametrize(("value", "max_steps", "kind"), ENDS)
def test_a_walk_stops_at_the_first_level_place_or_at_its_limit(value: Any, max_steps: int, kind: str) -> None:
    assert stopped(value, max_steps=max_steps) == kind


def test_the_very_slope_of_the_tolerance_may_count_as_level_or_not() -> None:
    search = stopping.search(Partial(SQUARE), 1.0, 0.25, 0.25)
    assert search.is_flat(0.125) is None
    assert search.is_flat(0.1249) is True
    assert search.is_flat(0.1251) is False


FORMS: dict[str, Callable[[Any, Any, Any, Any, float, float], tuple[Any, Any]]] = {
    "velocity": lambda p, v, before, g, lr, beta: (p + (beta * v - lr * g), beta * v - lr * g),
    "scaled velocity": lambda p, v, before, g, lr, beta: (p - lr * (beta * v + g), beta * v + g),
    "two places": lambda p, v, before, g, lr, beta: (p - lr * g + beta * (p - before), v),
    "the other way round": lambda p, v, before, g, lr, beta: ((p + beta * (p - before)) - lr * g, v),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_way_to_write_momentum_fits_its_tolerance(form: str) -> None:
    chance = np.random.default_rng(0)
    for _ in range(150):
        a, b = chance.uniform(0.5, 5, 2)
        f = quadratic_form((a, chance.uniform(-0.5, 0.5)), (b,), linear=tuple(chance.uniform(-3, 3, 2)))
        lr, beta, start = chance.uniform(0.001, 0.1), chance.uniform(0, 0.95), chance.uniform(-3, 3, 2)
        places, v = [start], np.zeros(2)
        for k in range(40):
            p, before = places[-1], places[max(0, k - 1)]
            to, v = FORMS[form](p, v, before, f.gradient(p.tolist()), lr, beta)
            places.append(to)
        call = Call("momentum_descent", Gradient(f), start, lr, beta, 40)
        expect_descent(
            Reply(call, Status.OK, value=np.array(places)), asked(Gradient(f), start, lr, beta, 40)
        )


@pytest.mark.parametrize(("words", "alter"), MISTAKES, ids=[words.id for words, _ in MISTAKES])
def test_every_wrong_momentum_is_outside_the_tolerance(words: Any, alter: Any) -> None:
    f = quadratic_form((2, 1), (3,), linear=(1, -2))
    right = asked(Gradient(f), (0.5, -1.5), 0.05, 0.7, 6)
    wrong = alter(right, asked(Gradient(f), (5.0, 5.0)))
    assert not follows(right, wrong.walk()), words.id
    assert follows(wrong, wrong.walk()), words.id


STEPS = [float(k) for k in range(5)]


def drawn(labels: list[str], **more: Any) -> str | None:
    """What a picture of two curves, of the rates 0.1 and 0.02, lacks."""
    heights = [[2.0, 1.5, 1.1, 0.9, 0.8], [2.0, 1.9, 1.8, 1.7, 1.65]]
    curves = [Line(STEPS, y, label=label) for y, label in zip(heights, labels, strict=True)]
    figure = read(Drawing([Axes(lines=curves, **more)]))
    lack = labelled.unnamed(figure, [(0.1, np.array(heights[0])), (0.02, np.array(heights[1]))])
    return lack and lack[0]


@pytest.mark.parametrize(
    ("labels", "texts", "lack"),
    [
        (["lr = 0.1", "lr = 0.02"], ["lr = 0.1", "lr = 0.02"], None),
        (["1e-1", ".020"], [".020", "1e-1"], None),
        (["$\\eta=10^{-1}$", "2e-02"], ["$\\eta=10^{-1}$", "2e-02"], None),
        (["_child0", "_child1"], ["0.1", "0.02"], None),
        (["0.1", "0.02"], [], "hidden"),
        (["0.02", "0.1"], ["0.02", "0.1"], "swapped"),
        (["_child0", "_child1"], [], "unnamed"),
        (["fast", "slow"], ["fast", "slow"], "unnamed"),
        (["0.1", "0.0"], ["0.1", "0.0"], "unnamed"),
    ],
)
def test_a_curve_is_named_by_its_number_in_any_notation(
    labels: list[str], texts: list[str], lack: str | None
) -> None:
    assert drawn(labels, texts=texts) == lack


def test_a_title_names_a_curve_without_a_label() -> None:
    assert drawn(["", ""], title="rates 0.1 and 0.02") is None
