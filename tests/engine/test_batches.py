"""Batches of positions: every order that chance deals is right, and what is no dealing is told apart."""

from __future__ import annotations

from math import factorial, prod
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from calcgrade.checking import Failure
from calcgrade.checking.regression import dealing
from calcgrade.checking.regression.batch_mistakes import MISTAKES
from calcgrade.checking.regression.batches import expect_batches, expect_shuffled
from calcgrade.sandboxes.replies import Call, Reply, Status
from calcgrade.wire.values import Opaque

if TYPE_CHECKING:
    from collections.abc import Callable

SHUFFLES: dict[str, Callable[[int, int], list[int]]] = {
    "generator": lambda n, seed: np.random.default_rng(seed).permutation(n).tolist(),
    "legacy": lambda n, seed: np.random.RandomState(seed).permutation(n).tolist(),
    "argsort": lambda n, seed: np.argsort(np.random.default_rng(seed).random(n)).tolist(),
}


def reply(value: Any, n: int = 7, batch_size: int = 3) -> Reply:
    return Reply(Call("minibatches", n, batch_size, 0), Status.OK, value=value)


def cut(order: list[int], batch_size: int) -> list[list[int]]:
    return [order[k : k + batch_size] for k in range(0, len(order), batch_size)]


@pytest.mark.parametrize(
    ("n", "batch_size"), [(1, 1), (3, 5), (4, 2), (5, 2), (6, 3), (7, 3), (5, 1), (9, 8)]
)
def test_all_ways_to_deal_are_looked_at_once(n: int, batch_size: int) -> None:
    ways = dealing.dealt(n, batch_size)
    sizes = dealing.sizes(n, batch_size)
    assert ways is not None
    assert len(ways) == factorial(n) // prod(map(factorial, sizes)) == dealing.count_ways(n, sizes)
    assert len({way.tobytes() for way in ways}) == len(ways)
    assert np.all(np.sum(ways > 0, axis=1) == 1), "each point is in one batch"
    assert np.allclose(ways.sum(axis=2), 1), "a step takes the mean of its batch"
    assert np.array_equal(np.sum(ways > 0, axis=2), np.tile(sizes, (len(ways), 1)))
    assert np.all(ways[0].argmax(axis=0) == np.arange(n) // batch_size), "the plain order stands first"


def test_more_ways_than_can_be_followed_are_none() -> None:
    assert dealing.dealt(20, 4) is None
    assert dealing.drawn(5, 2) is None


ANSWERS: list[tuple[Any, str]] = [
    ([[4, 0, 6], [1, 5, 2], [3]], ""),
    (((4, 0, 6), (1, 5, 2), (3,)), ""),
    ([np.array([4, 0, 6]), np.array([1, 5, 2]), np.array([3])], ""),
    ([np.array([4.0, 0.0, 6.0]), [1, 5, 2], [3]], ""),
    ([[0, 1, 2], [3, 4, 5], [6]], ""),
    ([[4, 0, 6], [1, 5, 2]], "sizes"),
    ([[4, 0, 6], [1, 5], [2, 3]], "sizes"),
    ([[3], [4, 0, 6], [1, 5, 2]], "sizes"),
    ([[4, 0, 6], [1, 5, 2], [3], []], "sizes"),
    ([], "sizes"),
    ([[4, 0, 6], [1, 5, 2], [4]], "positions"),
    ([[5, 1, 7], [2, 6, 3], [4]], "positions"),
    ([[4, 0, 6], [1, 5, 2], [-4]], "positions"),
    ([4, 0, 6, 1, 5, 2, 3], "type"),
    (np.arange(7), "type"),
    ([[4, 0, 6], [1, 5, 2], 3], "type"),
    ([[4, 0, 6.5], [1, 5, 2], [3]], "type"),
    ([[4, 0, np.nan], [1, 5, 2], [3]], "type"),
    ([[4, 0, 10**400], [1, 5, 2], [3]], "type"),
    ([[True, False, True], [1, 5, 2], [3]], "type"),
    ([[[4, 0, 6]], [[1, 5, 2]], [[3]]], "shape"),
    ({"a": [4, 0, 6]}, "type"),
    (Opaque("generator", "<generator>"), "type"),
    (None, "type"),
]


@pytest.mark.parametrize(("value", "kind"), ANSWERS)
def test_batches_are_judged_by_their_sizes_and_positions_and_never_by_their_order(
    value: Any, kind: str
) -> None:
    if not kind:
        assert sorted(expect_batches(reply(value)).tolist()) == list(range(7))
        return
    with pytest.raises(Failure) as caught:
        expect_batches(reply(value))
    assert caught.value.kind == kind, caught.value.headline


def shuffled(order: list[int], n: int = 40, batch_size: int = 4) -> str | None:
    """The symptom of an order that is not mixed, empty if it has no name; None for one that is mixed."""
    try:
        expect_shuffled(reply(cut(order, batch_size), n, batch_size), np.array(order))
    except Failure as failure:
        return failure.symptom
    return None


@pytest.mark.parametrize("shuffle", SHUFFLES)
def test_every_shuffle_is_mixed_enough(shuffle: str) -> None:
    assert all(shuffled(SHUFFLES[shuffle](40, seed)) is None for seed in range(500))


def test_patterns_are_no_shuffles() -> None:
    plain = list(range(40))
    chance = np.random.default_rng(0)
    blocks = np.array(plain).reshape(10, 4)
    assert shuffled(plain) == "not-shuffled"
    assert shuffled(chance.permuted(blocks, axis=1).ravel().tolist()) == "shuffled-inside-batches"
    assert shuffled(chance.permutation(blocks).ravel().tolist()) == "only-batches-shuffled"
    assert shuffled(plain[::-1]) == "only-batches-shuffled"
    assert shuffled(plain[7:] + plain[:7]) == ""
    assert shuffled((plain[6:] + plain[:6])[::-1]) == ""


WRONG: dict[str, Any] = {
    "last-batch-dropped": [[4, 0, 6], [1, 5, 2]],
    "one-batch-only": [[4, 0, 6]],
    "drawn-not-dealt": [[4, 4, 6], [1, 5, 2], [4]],
    "batch-size-ignored": [[4, 0, 6, 1, 5, 2, 3]],
    "rest-dealt-first": [[3], [4, 0, 6], [1, 5, 2]],
    "last-batch-filled-up": [[4, 0, 6], [1, 5, 2], [3, 4, 0]],
    "empty-batch-at-the-end": [[4, 0, 6], [1, 5, 2], []],
    "counted-from-one": [[5, 1, 7], [2, 6, 3], [4]],
    "not-cut-into-batches": [4, 0, 6, 1, 5, 2, 3],
    "generator-returned": Opaque("generator", "?"),
}


@pytest.mark.parametrize("id_", WRONG)
def test_a_mistake_is_told_by_its_own_batches(id_: str) -> None:
    n = 6 if id_ == "empty-batch-at-the-end" else 7
    value = [[4, 0, 3], [1, 5, 2], []] if n == 6 else WRONG[id_]
    assert {words.id for words, shows in MISTAKES if shows(reply(value, n))} == {id_}


@pytest.mark.parametrize(
    ("value", "batch_size", "id_"),
    [
        ([[4, 0], [6, 1], [5, 2], [3, 7]], 4, "count-instead-of-size"),
        ([[4, 0, 6, 1], [5, 2, 3, 7]], 5, "batches-evened-out"),
    ],
)
def test_a_wrong_number_of_batches_is_told_from_wrong_sizes(value: Any, batch_size: int, id_: str) -> None:
    assert {words.id for words, shows in MISTAKES if shows(reply(value, 8, batch_size))} == {id_}


@pytest.mark.parametrize(("n", "batch_size"), [(7, 3), (6, 3), (4, 1), (2, 3), (8, 8), (9, 8)])
def test_right_batches_show_no_mistake(n: int, batch_size: int) -> None:
    for seed in range(20):
        order = SHUFFLES["generator"](n, seed)
        assert not [
            words.id for words, shows in MISTAKES if shows(reply(cut(order, batch_size), n, batch_size))
        ]
