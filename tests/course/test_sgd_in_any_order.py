"""E6 gives full marks whatever generator shuffles the points, and catches wrong batches whatever it draws."""

from __future__ import annotations

from pathlib import Path

import pytest
from in_process import InProcess

from calcgrade.course import load
from calcgrade.engine import cases, outcome

pytestmark = pytest.mark.slow

COURSE = load.load(Path(__file__).parents[2])
CHECKER = COURSE.checker("E6")
FROZEN = cases.read(cases.file_of(COURSE, "E6"), CHECKER)

STEP = """
import random
import numpy as np

def sgd_step(w, b, x, y, lr=0.02):
    miss = w * x + b - y
    return w - lr * 2 * np.mean(miss * x), b - lr * 2 * np.mean(miss)

def cut(order, size):
    return [order[k:k + size] for k in range(0, len(order), size)]

def minibatches(n, batch_size=8, seed=42):
    return cut(shuffled(n, [SALT, seed]), batch_size)
"""
TRAIN = """
def train_sgd(x, y, lr=0.02, epochs=50, batch_size=8, seed=42):
    w = b = 0.0
    history = []
    for epoch in range(epochs):
        for batch in minibatches(len(x), batch_size, 1000 * seed + epoch):
            w, b = sgd_step(w, b, x[batch], y[batch], lr)
        history.append(np.mean((w * x + b - y) ** 2))
    return w, b, history
"""
SHUFFLES = {
    "generator": "return np.random.default_rng(seed).permutation(n)",
    "legacy": "np.random.seed(seed); order = np.arange(n); np.random.shuffle(order); return order",
    "another bit generator": "return np.random.Generator(np.random.MT19937(seed)).permutation(n).tolist()",
    "random": "order = list(range(n)); random.Random(repr(seed)).shuffle(order); return order",
    "sample": "random.seed(repr(seed)); return random.sample(range(n), n)",
    "argsort": "return np.argsort(np.random.RandomState(seed).rand(n))",
}


def judged(shuffle: str, salt: int, *, more: str = "", train: str = TRAIN) -> list[outcome.Outcome]:
    source = f"{STEP}\ndef shuffled(n, seed):\n    {shuffle}\n{train}\n{more}".replace("SALT", str(salt))
    return outcome.judge(CHECKER, FROZEN, InProcess(source), shrinking=False)


def lost(found: list[outcome.Outcome]) -> list[str]:
    return [item.check.id for item in found if item.status != "passed"]


def causes(found: list[outcome.Outcome]) -> set[str]:
    return {item.cause.id for item in found if item.cause is not None}


@pytest.mark.parametrize("shuffle", SHUFFLES)
def test_every_shuffle_gets_full_marks(shuffle: str) -> None:
    for salt in range(8):
        assert lost(judged(SHUFFLES[shuffle], salt)) == []


def test_points_drawn_with_replacement_are_caught_and_named_whatever_is_drawn() -> None:
    for salt in range(8):
        found = judged("return np.random.default_rng(seed).integers(0, n, n)", salt)
        assert {"every_position_is_dealt_once", "one_of_the_orders_leads_there"} <= set(lost(found))
        assert causes(found) == {"drawn-not-dealt"}


def test_a_dropped_rest_is_caught_and_named_whatever_is_drawn() -> None:
    dropping = "cut = lambda order, size: [order[k:k + size] for k in range(0, len(order) - size + 1, size)]"
    for salt in range(8):
        found = judged(SHUFFLES["generator"], salt, more=dropping)
        assert {"every_position_is_dealt_once", "one_of_the_orders_leads_there"} <= set(lost(found))
        assert causes(found) == {"last-batch-dropped"}


def test_pairs_torn_apart_are_caught_and_named_whatever_is_drawn() -> None:
    torn = TRAIN.replace(
        "y[batch]", "y[np.random.default_rng([7, SALT, seed, epoch]).permutation(len(x))][batch]"
    )
    for salt in range(8):
        found = judged(SHUFFLES["generator"], salt, train=torn)
        assert "one_of_the_orders_leads_there" in lost(found)
        assert causes(found) == {"pairs-torn-apart"}


def test_one_order_for_all_epochs_is_caught_and_named_whatever_it_is() -> None:
    again = TRAIN.replace("1000 * seed + epoch", "seed")
    for salt in range(8):
        found = judged(SHUFFLES["generator"], salt, train=again)
        assert lost(found) == ["every_epoch_deals_anew"]
        assert causes(found) == {"same-order-every-epoch"}
